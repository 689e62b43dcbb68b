#!/bin/sh
# Puts the report of `review.sh` into the stack's comment on the pull request or merge request, and on GitHub into the
# summary of the step.
#
# Usage: comment.sh <stack>
#   YOTISIGN_WORK_DIR, YOTISIGN_OUT   as for review.sh
#   YOTISIGN_PICTURES_URL             where the pictures can be seen by who may see the comment; default: nowhere
#   YOTISIGN_REPORT_URL               where the whole report is, such as an artefact; default: nowhere
#   GITHUB_TOKEN or GITLAB_TOKEN      who comments
set -eu

stack=${1:?usage: comment.sh <stack>}
cd "${YOTISIGN_WORK_DIR:-.}"
out=${YOTISIGN_OUT:-yotisign-review/${stack##*/}}
if [ ! -f "$out/report.md" ]; then
  echo "comment.sh: there is no $out/report.md; review.sh writes it." >&2
  exit 2
fi
npx --no -- yotisign comment "$out/report.md" --review "$out/report.json" --stack "$stack" \
  ${YOTISIGN_PICTURES_URL:+--pictures-url "$YOTISIGN_PICTURES_URL"} \
  ${YOTISIGN_REPORT_URL:+--report-url "$YOTISIGN_REPORT_URL"}

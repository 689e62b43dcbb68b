#!/bin/sh
# Carries out what was approved, and nothing else: the provider refuses every effect that is not in the review, before
# anything is sent or withdrawn. Without a file it is what was there when this commit's pull request was approved.
#
# Usage: up.sh <stack> [<review.json> [<options of pulumi up>...]]
#   YOTISIGN_WORK_DIR, YOTISIGN_POLICY   as for review.sh
#   YOTISIGN_ARTEFACT                    what holds the review (GitHub: the artefact, GitLab: the job); default:
#                                        yotisign-review-<stack>
#   YOTISIGN_APPROVED_PATH               the file in it; default: review.json
#   YOTI_SIGN_API_KEY                    the key, unless the stack's config has it
#   GITHUB_TOKEN or GITLAB_TOKEN         who looks the approval up
set -eu

stack=${1:?usage: up.sh <stack> [<review.json>]}
here=$(pwd)
approved=${2:-}
cd "${YOTISIGN_WORK_DIR:-.}"
shift
if [ $# -gt 0 ]; then shift; fi

if [ -z "$approved" ]; then
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  approved=$folder/review.json
  npx --no -- yotisign approved --stack "$stack" --out "$approved" \
    ${YOTISIGN_ARTEFACT:+--artefact "$YOTISIGN_ARTEFACT"} \
    ${YOTISIGN_APPROVED_PATH:+--path "$YOTISIGN_APPROVED_PATH"}
else
  case $approved in /*) ;; *) approved=$here/$approved ;; esac
fi
if [ ! -f "$approved" ]; then
  echo "up.sh: there is no $approved, so nothing is approved. Nothing was done." >&2
  exit 2
fi
if [ -n "${YOTISIGN_POLICY:-}" ]; then
  YOTI_SIGN_POLICY=$(pwd)/$YOTISIGN_POLICY
  export YOTI_SIGN_POLICY
fi
# Whatever the stack's config says, which a pull request could have changed.
export YOTI_SIGN_REQUIRE_APPROVAL=true
# With the preview that comes first: what is refused is refused before anything is sent.
YOTI_SIGN_APPROVED=$approved pulumi up --stack "$stack" --yes --non-interactive --suppress-outputs "$@"

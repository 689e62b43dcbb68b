#!/bin/sh
# Reads how signing goes and brings the documents of complete envelopes, as on a schedule. It e-mails nobody: when the
# program declares something that was not sent or withdrawn yet, it says so and does nothing (exit code 1). Also 1 when an
# envelope needs a person: withdrawn outside, expired, or gone.
#
# Usage: pick-up.sh <stack>
#   YOTISIGN_WORK_DIR, YOTISIGN_OUT, YOTISIGN_POLICY   as for review.sh
#   YOTI_SIGN_API_KEY                                  the key, unless the stack's config has it
set -eu

stack=${1:?usage: pick-up.sh <stack>}
pipelines=$(cd "$(dirname "$0")" && pwd)
work=${YOTISIGN_WORK_DIR:-.}
out=${YOTISIGN_OUT:-yotisign-review/${stack##*/}}

status=0
sh "$pipelines/review.sh" "$stack" || status=$?
if [ "$status" -gt 1 ]; then exit "$status"; fi
cd "$work"
if [ ! -f "$out/review.json" ]; then
  echo "pick-up.sh: $stack would be refused (see the findings above) or has no plan, so nothing was done." >&2
  exit 1
fi
effects=$(node -p 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8")).effects.length' "$out/review.json")
if [ "$effects" -gt 0 ]; then
  echo "pick-up.sh: $stack declares $effects effects that nobody has carried out; nothing was done. Have them reviewed, and run up.sh."
  if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then cat "$out/report.md" >>"$GITHUB_STEP_SUMMARY"; fi
  exit 1
fi
YOTISIGN_WORK_DIR=. sh "$pipelines/up.sh" "$stack" "$out/review.json" --refresh
summary=${GITHUB_STEP_SUMMARY:-/dev/null}
status=0
npx --no -- yotisign status --stack "$stack" >"$out/status.txt" || status=$?
cat "$out/status.txt"
{ echo '```'; cat "$out/status.txt"; echo '```'; } >>"$summary"
exit "$status"

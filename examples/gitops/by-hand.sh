#!/bin/sh
# The same without a pipeline, or for one that is not here: shows what would be e-mailed, asks, and does exactly that.
#
# Usage: sh by-hand.sh <stack>        YOTI_SIGN_API_KEY is asked of nobody before the answer is yes.
set -eu

stack=${1:?usage: by-hand.sh <stack>}
pipelines=node_modules/pulumi-yotisign/pipelines
out=yotisign-review/${stack##*/}

status=0
sh "$pipelines/review.sh" "$stack" || status=$?
if [ -f "$out/report.md" ]; then cat "$out/report.md"; fi
if [ "$status" -gt 0 ]; then
  echo "Nothing was done."
  exit "$status"
fi
printf '\nAn e-mail cannot be unsent. Open %s/report.html to see the pages. Do this? Type yes: ' "$out"
read -r answer
if [ "$answer" != yes ]; then
  echo "Nothing was done."
  exit 1
fi
sh "$pipelines/up.sh" "$stack" "$out/review.json"

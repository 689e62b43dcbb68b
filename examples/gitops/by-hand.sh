#!/bin/sh
# The same without a pipeline, or for one that is not here: shows what would be e-mailed, asks, and does exactly that.
#
# Usage: sh by-hand.sh <stack>        YOTI_SIGN_API_KEY is asked of nobody before the answer is yes.
set -eu

stack=${1:?usage: by-hand.sh <stack>}
pipelines=node_modules/pulumi-yotisign/pipelines
out=yotisign-review/$stack

sh "$pipelines/review.sh" "$stack"
cat "$out/report.md"
printf '\nAn e-mail cannot be unsent. Open %s/report.html to see the pages. Do this? Type yes: ' "$out"
read -r answer
if [ "$answer" != yes ]; then
  echo "Nothing was done."
  exit 1
fi
sh "$pipelines/up.sh" "$stack" "$out/review.json"

#!/bin/sh
# Shows what a change of one stack would do, without a key: report.md, report.html, report.json, pictures/ and review.json,
# which a later `up.sh` can be held to. Exit code as `yotisign review`: 1 where something would be refused.
#
# Usage: review.sh <stack>
#   YOTISIGN_WORK_DIR   the project's folder; default: this one
#   YOTISIGN_OUT        where the files go, below the project's folder; default: yotisign-review/<stack>
#   YOTISIGN_BASE       the commit that is changed; the policy is read from there, so that a change cannot loosen it
#   YOTISIGN_POLICY     the policy file, from the project's folder; default: the nearest yotisign.policy.yaml, of the base
#                       where one is given. A base and a policy of Pulumi's config go together only with this.
#   YOTISIGN_MASK       none, partial or full: how names and addresses are shown; default: partial
#   YOTISIGN_DAYS       how long the review counts; default: as `yotisign review` has it
set -eu

stack=${1:?usage: review.sh <stack>}
short=${stack##*/}
cd "${YOTISIGN_WORK_DIR:-.}"
out=${YOTISIGN_OUT:-yotisign-review/$short}
base=${YOTISIGN_BASE:-}
policy=${YOTISIGN_POLICY:-}

# What is not there cannot leak: a review does without.
unset YOTI_SIGN_API_KEY YOTI_SIGN_APPROVED
mkdir -p "$out"
# What an earlier run left must not be taken for this one's.
rm -rf "$out/review.json" "$out/report.md" "$out/report.html" "$out/report.json" "$out/pictures" "$out/base"
# The files must not make the checkout count as changed.
printf '*\n' >"$out/.gitignore"

if [ -n "$base" ]; then
  git rev-parse --quiet --verify "$base^{commit}" >/dev/null || {
    echo "review.sh: there is no commit $base here; check out with the whole history (fetch-depth: 0, GIT_DEPTH: 0)." >&2
    exit 2
  }
  prefix=$(git rev-parse --show-prefix)
  if [ -n "$policy" ]; then
    file=$prefix$policy
    if ! git cat-file -e "$base:./$policy" 2>/dev/null; then
      echo "review.sh: $base has no $policy yet; this change's own counts."
      file=
    fi
  else
    named='^[^#]*yotisign:policy["'"'"']?[[:space:]]*:'
    set -- Pulumi.yaml ":(glob)**/Pulumi.$short.yaml"
    if [ -n "${YOTI_SIGN_POLICY:-}" ] || git grep -qE "$named" "$base" -- "$@" || git grep -qE --untracked "$named" -- "$@"; then
      echo "review.sh: the config of $stack names yotisign:policy, or YOTI_SIGN_POLICY is set. Name the file in YOTISIGN_POLICY, too, so that it is the one of $base that judges." >&2
      exit 2
    fi
    folder=$prefix
    until git cat-file -e "$base:${folder}yotisign.policy.yaml" 2>/dev/null || [ -z "$folder" ]; do
      case ${folder%/} in
        */*) folder=${folder%/*/}/ ;;
        *) folder= ;;
      esac
    done
    file=${folder}yotisign.policy.yaml
    if ! git cat-file -e "$base:$file" 2>/dev/null; then
      echo "review.sh: $base has no yotisign.policy.yaml yet; this change's own counts."
      file=
    fi
  fi
  if [ -n "$file" ]; then
    # Whole, for the rules that it refers to.
    mkdir "$out/base"
    here=$(pwd)
    git -C "$(git rev-parse --show-toplevel)" archive --output="$here/$out/base.tar" "$base"
    tar -xf "$out/base.tar" -C "$out/base"
    rm "$out/base.tar"
    policy=$out/base/$file
  fi
fi
if [ -n "$policy" ]; then
  YOTI_SIGN_POLICY=$(pwd)/$policy
  export YOTI_SIGN_POLICY
fi

# It is judged as what the merge would do, on the branch where that would be; the branch of the change sends nothing.
if [ -n "${GITHUB_BASE_REF:-}" ]; then export GITHUB_HEAD_REF="$GITHUB_BASE_REF"; fi
if [ -n "${CI_MERGE_REQUEST_TARGET_BRANCH_NAME:-}" ]; then
  export CI_MERGE_REQUEST_SOURCE_BRANCH_NAME="$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"
fi

status=0
npx --no -- yotisign review --stack "$stack" --out "$out/review.json" \
  --format "markdown=$out/report.md" --format "html=$out/report.html" --format "json=$out/report.json" \
  --max-chars 64000 --pictures "$out/pictures" --mask "${YOTISIGN_MASK:-partial}" \
  ${base:+--base "$base"} ${YOTISIGN_DAYS:+--days "$YOTISIGN_DAYS"} || status=$?
rm -rf "$out/base"
exit "$status"

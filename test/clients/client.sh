#!/bin/sh
# A client of the API in curl: create FILE OPTIONS | read ID | archive ID | download ID OUT
set -eu
url=$YOTI_SIGN_BASE_URL/v2/envelopes
call() { curl --silent --show-error --fail-with-body --header "Authorization: Bearer $YOTI_SIGN_API_KEY" "$@"; }
case $1 in
create)
  call --header "Expect: 100-continue" --form "file=@$2;type=application/pdf" --form "options=<$3;type=application/json" "$url"
  ;;
read) call "$url/$2" ;;
archive) call --request PATCH --write-out '%{http_code}' "$url/$2" ;;
download) call --output "$3" --write-out '%{content_type}' "$url/$2/completed-documents" ;;
esac

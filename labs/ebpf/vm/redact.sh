#!/bin/sh -eu
# redact.sh IMAGE-PROGRAM VM: let the machine black out a request, and fail where a secret is left or a name is gone.
image=$(mktemp)
trap 'rm -f "$image"' EXIT
"$1" redact >"$image"
told=$(printf 'GET /a?key=s3cr3t HTTP/1.1\r\nHost: shop\r\nAuthorization: s3cr3t\r\n\r\nbody s3cr3t' | "$2" "$image" 1)
echo "$told"
case $told in *s3cr3t*) exit 1 ;; esac
case $told in *'key=******'*'Host: shop'*'Authorization:*******'*) ;; *) exit 1 ;; esac

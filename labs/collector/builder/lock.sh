#!/bin/sh
# Makes go.mod and go.sum anew from manifest.yaml, for build.sh: lock.sh
#
# The builder ends by tidying the modules, which wants what only tests of components need and what the module proxy
# may not have. That failure is expected: `go list` then completes go.mod with what the program itself needs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
version=$(sed -n 's/^ *version: //p' "$here/manifest.yaml")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
GOBIN=$folder go install "go.opentelemetry.io/collector/cmd/builder@v$version"
cp "$here/manifest.yaml" .
./builder --config manifest.yaml --skip-compilation || echo "go mod tidy failed, as it may"
cd out
go list -mod=mod -tags remove_all_sd -deps . >/dev/null
cp go.mod go.sum "$here/"

#!/bin/sh
# Builds the OpenTelemetry eBPF profiler from its Go module: build.sh OUT CACHE. One file is replaced, in a copy:
# memlock/rlimit.go says why. The eBPF programs are those that the module brings, compiled by its authors.
set -eu
cd "$(dirname "$0")"
module=go.opentelemetry.io/ebpf-profiler
go mod download "$module"
rm -rf "$2/source"
cp -r "$(go list -m -f '{{.Dir}}' "$module")" "$2/source"
chmod -R u+w "$2/source"
cp memlock/rlimit.go "$2/source/rlimit/rlimit.go"
cp go.mod "$2/build.mod"
cp go.sum "$2/build.sum"
go mod edit -replace "$module=$2/source" "$2/build.mod"
GOWORK=off go build -modfile="$2/build.mod" -trimpath -ldflags "-s -w" -o "$1/ebpf-profiler" "$module"

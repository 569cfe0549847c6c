#!/bin/sh
# Builds what looks through Consul's resources, from Consul's own module: build.sh OUTPUT
set -eu
cd "$(dirname "$0")"
export CGO_ENABLED=0 GOFLAGS=-mod=readonly
export GOGC=400 # of the compiler, as for the node
go build -trimpath -gcflags=all=-dwarf=false -ldflags "-s -w" -o "$1/check" .

#!/bin/sh
# Builds Jaeger from its module: build.sh OUTPUT. The module has not the pages of its user interface, only its API.
set -eu
cd "$(dirname "$0")"
export CGO_ENABLED=0 GOFLAGS=-mod=readonly
export GOGC=400 # of the compiler, as for the node
go build -trimpath -gcflags=all=-dwarf=false -ldflags "-s -w" -o "$1/jaeger" github.com/jaegertracing/jaeger/cmd/jaeger

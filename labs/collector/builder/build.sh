#!/bin/sh
# Builds the OpenTelemetry Collector of the course: build.sh OUTPUT CACHE
#
# The builder writes the program from manifest.yaml. What it leaves to chance, the versions of everything below, is
# fixed by go.mod and go.sum beside this file (lock.sh makes them anew).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$1 cache=$2
version=$(sed -n 's/^ *version: //p' "$here/manifest.yaml")
sources=$cache/otelcol

rm -rf "$sources"
mkdir -p "$sources"
cd "$sources"
export GOFLAGS=-mod=readonly
if [ ! -x "$cache/builder-$version" ]; then
    echo "getting the builder $version"
    GOBIN=$cache go install "go.opentelemetry.io/collector/cmd/builder@v$version"
    mv "$cache/builder" "$cache/builder-$version"
fi
cp "$here/manifest.yaml" .
"$cache/builder-$version" --config manifest.yaml --skip-compilation --skip-get-modules
cp "$here/go.mod" "$here/go.sum" out/
cd out
echo "compiling"
go build -tags remove_all_sd -trimpath -ldflags "-s -w" -o "$out/otelcol" .
"$out/otelcol" --version
echo "OpenTelemetry Collector $version, built here from builder/manifest.yaml with $(go env GOVERSION)" >"$out/origin.txt"

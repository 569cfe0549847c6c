#!/bin/sh
# What is checked of the cluster: its sources, then the node itself, which is built and brought up.
set -eu
cd "$(dirname "$0")/node"
test -z "$(gofmt -l . ../../mesh)" || { gofmt -l . ../../mesh && exit 1; }
echo "gofmt: $(find . ../../mesh -name '*.go' | wc -l) files"
cd ../../..
python -m pytest labs/cluster/tests -vv --durations=8
otlplab cluster run otlplab examples cluster --live

#!/bin/sh -eu
# build.sh OUT BINARY…: build binaries of this workspace and put them into OUT. CARGO_TARGET_DIR is the cache.
cd "$(dirname "$0")"
out=$1
shift
for binary; do set -- "$@" --bin "$binary"; shift; done
cargo build --locked "$@"
while [ $# -gt 0 ]; do
    cp "$CARGO_TARGET_DIR/debug/$2" "$out/"
    shift 2
done

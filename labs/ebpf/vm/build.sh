#!/bin/sh -eu
# build.sh OUT: build the machine into OUT. CARGO_TARGET_DIR is the cache.
cd "$(dirname "$0")"
cargo build --locked
cp "$CARGO_TARGET_DIR/debug/redact-vm" "$1/"

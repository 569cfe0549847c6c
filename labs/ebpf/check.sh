#!/bin/sh
# Checks this workspace: formatting, static analysis, and the tests, and that the kernel side also compiles against the
# complete types of the running kernel. It works on a copy: what it generates would be taken for sources of the labs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -R "$here/." "$copy"
cd "$copy"
kinds=$(uname -m | sed 's/x86_64/x86/; s/aarch64/arm64/')

clang-format --dry-run --Werror bpf/*.c bpf/agent.bpf.c bpf/events.h bpf/functions.bpf.h attach/*.c
echo "clang-format: $(ls bpf/*.c bpf/*.h attach/*.c | wc -l) files"
test -z "$(gofmt -l .)" || { echo "gofmt would change: $(gofmt -l .)"; exit 1; }
go generate ./...
go vet ./...
echo "gofmt and go vet: $(find . -name '*.go' | wc -l) files"
go test ./...

export CARGO_TARGET_DIR="${OTLPLAB_BUILDS:-$here/../../_build/labs}/cache/redact-vm"
(cd vm && cargo fmt --check && cargo clippy --locked --all-targets --quiet -- -D warnings)
echo "cargo fmt and clippy: $(ls vm/src/*.rs | wc -l) files"

if [ -r /sys/kernel/btf/vmlinux ]; then
    whole=$copy/whole
    mkdir "$whole"
    bpftool btf dump file /sys/kernel/btf/vmlinux format c >"$whole/vmlinux.h"
    for source in bpf/*.bpf.c; do
        cp "$source" bpf/events.h bpf/functions.bpf.h "$whole/"
        clang -O2 -g -target bpf -D__TARGET_ARCH_"$kinds" -Wall -Werror -c "$whole/$(basename "$source")" -o "$whole/out.o"
    done
    echo "compiled against the running kernel's vmlinux.h: $(ls bpf/*.bpf.c | wc -l) programs"
fi

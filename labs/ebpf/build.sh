#!/bin/sh
# Builds the programs of this part: build.sh OUTPUT CACHE
#
# The kernel side is compiled by clang, and bpf2go makes Go types and the loader of it; neither is committed, so what
# runs is what can be read. The sources are copied first, because generated files lie beside them.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$1 cache=$2

rm -rf "$cache/sources"
mkdir -p "$cache/sources"
cp -R "$here/." "$cache/sources"
cd "$cache/sources"
echo "compiling the kernel side"
go generate ./...
echo "compiling"
CGO_ENABLED=0 go build -o "$out/" ./agent ./agent/image ./orders ./h3get ./returns ./returns/deep ./kernels/survey
cp agent/internal/kernel/agent_x86_bpfel.o "$out/agent.bpf.o"
clang -O2 -g -target bpf -D__TARGET_ARCH_x86 -Wall -Werror -Ibpf -c bpf/features.bpf.c -o "$out/features.bpf.o"
echo "compiling with libbpf"
clang -O2 -g -target bpf -Wall -Werror -Ibpf -c bpf/attach.bpf.c -o attach/attach.bpf.o
bpftool gen skeleton attach/attach.bpf.o name attach_bpf >attach/attach.skel.h
cc -O2 -Wall -Werror attach/attach.c -o "$out/attach" -lbpf

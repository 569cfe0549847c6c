#!/bin/sh
# Builds images as archives, without a registry: build.sh OUTPUT CACHE NAME…
#
# NAME is shop, or NAME=BINARY for a program that needs nothing but itself. Buildah does it, and keeps
# what it made in CACHE. The base is made of Debian's packages by mmdebstrap, since there is nowhere to pull it from.
# With Docker or Podman the same files need no base of ours, from the root of the repository:
#     docker build -f labs/cluster/images/shop.Containerfile -t localhost/shop:course .
set -eu
root=$(cd "$(dirname "$0")/../../.." && pwd)
images=$root/labs/cluster/images
out=$1 cache=$2
shift 2
mkdir -p "$cache"
export BUILDAH_ISOLATION=chroot STORAGE_DRIVER=overlay
run() {
    command=$1
    shift
    buildah --root "$cache/storage" --runroot "$cache/run" "$command" -q "$@"
}
push() { run push "localhost/$1:course" "docker-archive:$out/$1.tar:localhost/$1:course"; } # which is not compressed: the node unpacks it at once

base() {
    run images localhost/debian:course >/dev/null 2>&1 && return
    echo "making the base from Debian's packages"
    mmdebstrap --quiet --mode=root --variant=minbase \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' bookworm "$cache/debian.tar" \
        /etc/apt/sources.list.d/debian.sources
    container=$(run from scratch)
    run add "$container" "$cache/debian.tar" >/dev/null
    run commit --timestamp 0 --rm "$container" localhost/debian:course >/dev/null
    rm "$cache/debian.tar"
}

for image in "$@"; do
    name=${image%%=*}
    echo "building $name"
    if [ "$name" = "$image" ]; then
        base
        # pip trusts what this machine trusts: a firm's proxy may answer in the name of package registries.
        run build --timestamp 0 --build-arg DEBIAN=localhost/debian:course \
            --build-arg PIP_CERT=/trusted.crt --volume /etc/ssl/certs/ca-certificates.crt:/trusted.crt:ro \
            -f "$images/$name.Containerfile" -t "localhost/$name:course" "$root" >/dev/null
    else
        binary=${image#*=}
        run build --timestamp 0 --build-arg PROGRAM="$(basename "$binary")" -f "$images/program.Containerfile" \
            -t "localhost/$name:course" "$(dirname "$binary")" >/dev/null
    fi
    push "$name"
done

#!/bin/sh
# Builds an image as an archive, without a registry: build.sh OUTPUT CACHE IMAGE
#
# IMAGE is the name of a Containerfile here, or NAME=PROGRAM: where NAME has a Containerfile, that takes what it needs from
# the folder of PROGRAM, else the image has that program and nothing else. Buildah does it, and keeps what it made in CACHE.
# The base is made of Debian's packages (on Ubuntu, of Ubuntu's) by mmdebstrap, since there is nowhere to pull it from. No
# program in it runs as anybody but who called it.
# With Docker or Podman the same files need no base of ours, from the root of the repository:
#     docker build -f labs/cluster/images/shop.Containerfile -t localhost/shop:course .
set -eu
root=$(cd "$(dirname "$0")/../../.." && pwd)
images=$root/labs/cluster/images
out=$1 cache=$2 image=$3
name=${image%%=*}
program=${image#"$name"}
program=${program#=}
debian=localhost/debian:$(sha256sum "$0" | cut -c1-16) # a base that another version of this file made is no base
mkdir -p "$cache"
exec 9>"$cache/lock"
flock 9 # builds of several images share the base and the storage
export BUILDAH_ISOLATION=chroot STORAGE_DRIVER=overlay SOURCE_DATE_EPOCH=0
run() {
    command=$1
    shift
    buildah --root "$cache/storage" --runroot "$cache/run" "$command" -q "$@"
}

# The sources of this machine's own distribution, and no others that it may have, however they are written down.
sources() {
    apt-get indextargets --format '$(ORIGIN) deb $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
        sort -u | sed -n "s/^$(. /etc/os-release && echo "$ID") //Ip"
}

base() {
    run images $debian >/dev/null 2>&1 && return
    echo "making the base from Debian's packages"
    apt-get update -qq
    sources | mmdebstrap --quiet --mode=root --variant=minbase \
        --keyring=/etc/apt/trusted.gpg.d --keyring=/usr/share/keyrings \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' \
        --customize-hook='find "$1" -xdev -type f -perm /6000 -exec chmod a-s {} +' \
        "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$cache/debian.tar" -
    container=$(run from scratch)
    run add "$container" "$cache/debian.tar" >/dev/null
    run commit --timestamp 0 --rm "$container" $debian >/dev/null
    rm "$cache/debian.tar"
}

echo "building $name"
if [ -f "$images/$name.Containerfile" ]; then
    base
    # pip trusts what this machine trusts: a firm's proxy may answer in the name of package registries.
    run build --timestamp 0 --build-arg DEBIAN=$debian ${program:+--build-context "program=${program%/*}"} \
        --build-arg PIP_CERT=/trusted.crt --volume /etc/ssl/certs/ca-certificates.crt:/trusted.crt:ro \
        -f "$images/$name.Containerfile" -t "localhost/$name:course" "$root" >/dev/null
else
    on=scratch
    if ldd "$program" >/dev/null 2>&1; then # it is linked with the C library of this machine
        base
        on=$debian
    fi
    run build --timestamp 0 --build-arg BASE=$on --build-arg PROGRAM="$(basename "$program")" \
        -f "$images/program.Containerfile" -t "localhost/$name:course" "$(dirname "$program")" >/dev/null
fi
# Not compressed: the node unpacks it at once.
run push "localhost/$name:course" "docker-archive:$out/$name.tar:localhost/$name:course"

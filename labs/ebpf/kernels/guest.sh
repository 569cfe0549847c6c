#!/bin/sh
# Makes the whole disk of a machine that runs the survey and nothing else, as an initramfs:
#   guest.sh FOLDER IMAGE
#
# FOLDER holds the programs of this part. nginx, curl, openssl and a shell are this machine's own, with the libraries that they
# are linked to.
set -eu
folder=$(cd "$1" && pwd) image=$2
here=$(cd "$(dirname "$0")" && pwd)
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

mkdir -p "$root/proc" "$root/sys" "$root/dev" "$root/tmp" "$root/etc" "$root/survey" "$root/var/log/nginx" "$root/usr/bin"
ln -s usr/bin "$root/bin"
for name in agent agent.bpf.o features.bpf.o orders h3get survey; do cp "$folder/$name" "$root/survey/"; done
cp "$here/../http/nginx.sh" "$root/survey/"
printf 'root:x:0:0::/:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\nwww-data:x:33:33::/:/bin/sh\n' >"$root/etc/passwd"
printf 'root:x:0:\nnogroup:x:65534:\nwww-data:x:33:\n' >"$root/etc/group"
mkdir -p "$root/usr/lib/ssl"
cp /etc/ssl/openssl.cnf "$root/usr/lib/ssl/"

programs="$root/survey/agent $root/survey/orders $root/survey/h3get $root/survey/survey"
for name in sh mkdir head tr cat openssl nginx curl; do
    found=$(PATH="$PATH:/usr/sbin" command -v "$name")
    cp -L "$found" "$root/usr/bin/$name"
    programs="$programs $found"
done
for program in $programs; do ldd "$program" 2>/dev/null || true; done | grep -o '/[^ )]*' | sort -u | while read -r library; do
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
done
ln -s survey/survey "$root/init"
(cd "$root" && find . | cpio --create --format=newc --quiet) >"$image"

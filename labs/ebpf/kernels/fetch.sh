#!/bin/sh
# Fetches Debian's kernels, the newest of each line: fetch.sh OUTPUT
#
# They come by apt from the mirror that this machine itself uses, or from DEBIAN_MIRROR, with apt's lists in a folder of
# their own: nothing is installed, and the machine's own sources stay as they are. For each line there is a folder
# OUTPUT/LINE with the kernel, vmlinuz, and its package's name and version, package.txt.
set -eu
out=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mirror=${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Label: Debian' | head -n 1)}
test -n "$mirror" || { echo "apt knows no Debian mirror here: set DEBIAN_MIRROR to the address of one" >&2; exit 1; }
mirror=${mirror%/}
mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
cat >"$work/sources.list" <<LIST
deb $mirror bullseye main
deb $mirror-security bullseye-security main
deb $mirror bookworm main
deb $mirror trixie main
LIST
own="-o Dir::Etc::SourceList=$work/sources.list -o Dir::Etc::SourceParts=- -o Dir::State::Lists=$work/lists"
own="$own -o Dir::Cache=$work/cache -o Acquire::Languages=none -o APT::Sandbox::User="
apt-get $own update -qq

for line in bullseye-security:5.10 bookworm:6.1 trixie:6.12; do
    suite=${line%:*} kernel=${line#*:}
    package=$(apt-cache $own show "linux-image-cloud-amd64/$suite" | sed -n 's/^Depends: \([^ ,]*\).*/\1/p' | head -n 1)
    case $package in
        linux-image-"$kernel".*) ;;
        *) echo "$suite has no Linux $kernel but ${package:-none}" >&2; exit 1 ;;
    esac
    echo "fetching $package"
    (cd "$work" && apt-get $own download -qq "$package")
    mkdir -p "$work/$kernel" "$out/$kernel"
    dpkg-deb --extract "$work/$package"_*.deb "$work/$kernel"
    cp "$work/$kernel"/boot/vmlinuz-* "$out/$kernel/vmlinuz"
    dpkg-deb --field "$work/$package"_*.deb Package Version >"$out/$kernel/package.txt"
done

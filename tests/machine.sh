#!/bin/sh
# What the checks need beside Python packages: the one list, in Debian's names. Arguments are packages beside those.
# As root with apt-get, what is missing is installed; otherwise one line says what to install.
have() { command -v "$1" >/dev/null; }

missing=
have bwrap || missing="$missing bubblewrap"
have bpftool || missing="$missing bpftool"
have bpftrace || missing="$missing bpftrace"
have clang || missing="$missing clang llvm"
have clang-format || missing="$missing clang-format"
have h2load || missing="$missing nghttp2-client"
have nginx || missing="$missing nginx-light"
have openssl || missing="$missing openssl"
test -e /usr/include/bpf/libbpf.h || missing="$missing libbpf-dev"
for package in buildah containerd iptables mmdebstrap runc; do have "$package" || missing="$missing $package"; done
have chromium || have google-chrome || missing="$missing chromium fonts-dejavu-core"
have ip || missing="$missing iproute2"
have nft || missing="$missing nftables"
test -e /usr/lib/cni/ptp || missing="$missing containernetworking-plugins"
have git || missing="$missing git"
have npm || missing="$missing nodejs npm"
have initdb || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
python3 -c 'import ensurepip, venv' 2>/dev/null || missing="$missing python3 python3-venv"
installed() { dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed; }
for package; do installed "$package" || missing="$missing $package"; done
test -z "$missing" && exit 0

if [ "$(id -u)" = 0 ] && have apt-get; then
    echo "Installing$missing …"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing >/dev/null </dev/null
else
    echo "The checks need these packages (Debian's names):$missing. Install them and run this again." >&2
    exit 1
fi

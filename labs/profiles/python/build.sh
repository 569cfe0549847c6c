#!/bin/sh
# Builds the extension: build.sh VARIANT OUTPUT, where VARIANT is shipped or repaired. -g and the frame pointer are
# for the profiler; with a stripped library it would show addresses in the place of names.
set -eu
cd "$(dirname "$0")"
python=${PYTHON:-python3}
include=$("$python" -c 'import sysconfig; print(sysconfig.get_paths()["include"])')
${CC:-cc} -std=c11 -O2 -g -fno-omit-frame-pointer -fno-inline -fPIC -shared -Wall -Wextra -Werror -Wconversion -Wno-sign-conversion \
    -I"$include" -I. -o "$2/fingerprint.so" fingerprint.c "$1/fold.c"

#!/bin/sh
# Runs the shipper: shipper.sh DATA. The file DATA/version says which version is deployed; without it that is the one
# that was shipped. It finds the log of a long day, to which today's orders are written.
set -eu
VERSION=$(cat "$1/version" 2>/dev/null || echo shipped)
export VERSION
test -f "$1/orders.log" || seq -f 'order %06.f: 1 lamp, to be delivered on the next day, paid' 400000 >"$1/orders.log"
PYTHONPATH=$VERSION exec "$PYTHON" shipper.py "$1/orders.log"

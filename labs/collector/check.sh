#!/bin/sh
# The Collector's labs: the generator's combinations accepted and run, the release verified, what is sent counted.
set -eu
cd "$(dirname "$0")/../.."
echo "pytest labs/collector/tests"
python -m pytest -n 2 --dist loadfile --durations=5 labs/collector/tests

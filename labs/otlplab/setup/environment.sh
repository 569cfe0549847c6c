#!/bin/sh
# Find Python 3.11, 3.12 or 3.13 that can make virtual environments, and let it make the course's own:
#   sh labs/otlplab/setup/environment.sh [EXTRA ...]
# The search is in shell because there may be no Python at all; the rest is in environment.py.
here=$(dirname "$0")
check='import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'

for python in ${PYTHON:+"$PYTHON"} python3 python3.13 python3.12 python3.11; do
    if "$python" -c "$check" 2>/dev/null; then
        exec "$python" "$here/environment.py" "$@"
    fi
done

found=$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
case $found in
3.11 | 3.12 | 3.13) wrong="Python $found is here, but not its venv module" ;;
?*) wrong="the course needs Python 3.11, 3.12 or 3.13, and python3 is $found" ;;
*) wrong="the course needs Python 3.11, 3.12 or 3.13, and there is none here" ;;
esac
if command -v apt-get >/dev/null; then install="apt-get install python3 python3-venv"
elif command -v dnf >/dev/null; then install="dnf install python3.13"
elif command -v brew >/dev/null; then install="brew install python@3.13"
else install="see python.org/downloads"
fi
echo "$wrong. Install it ($install) and run this again, or name one: make learn PYTHON=/path/to/python" >&2
exit 1

"""Describe this machine for the page "Measured on".

``python book/_tools/machine.py > book/_data/machine.toml``
"""

from __future__ import annotations

import datetime
import os
import platform
import re
from pathlib import Path


def first(path: str, pattern: str) -> str:
    """Return the first match of ``pattern`` in a file of the running system."""
    match = re.search(pattern, Path(path).read_text(encoding="utf-8"), re.MULTILINE)
    if match is None:
        raise SystemExit(f"{path} does not say {pattern}")
    return match[1].strip()


def main() -> None:
    """Print the description as TOML."""
    kib = int(first("/proc/meminfo", r"^MemTotal:\s+(\d+)"))
    facts = {
        "Processor": first("/proc/cpuinfo", r"^model name\s*:\s*(.+)$"),
        "Cores": f"{len(os.sched_getaffinity(0))}, shared",
        "Memory": f"{kib / 2**20:.1f} GiB",
        "System": first("/etc/os-release", r'^PRETTY_NAME="(.+)"$'),
        "Kernel": platform.release().split("-")[0],
        "Python": platform.python_version(),
        "Described on": datetime.date.today().isoformat(),
    }
    for key, value in facts.items():
        print(f'"{key}" = "{value}"')


if __name__ == "__main__":
    main()

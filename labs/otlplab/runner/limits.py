"""What a lab may take of the machine, enforced by cgroups where this user may make them.

Version 2 is tried first, then version 1, for memory and processor each on its own; where neither can be
written, memory is limited for each process by ``RLIMIT_DATA`` (``getrlimit(2)``) and processors by affinity.
What is in force is said in :attr:`Limiter.says`.
"""

from __future__ import annotations

import contextlib
import math
import os
import sys
from pathlib import Path
from typing import Any

from otlplab.runner.manifest import Limits

_PERIOD = 100_000  # microseconds in which a share of the processors is counted


class Limiter:
    """The limits of one run, identified by ``run_id``.

    ``folders`` are the cgroups that were made; the supervisor removes them when all programs have ended.
    """

    def __init__(self, run_id: str, limits: Limits) -> None:
        self.folders: list[str] = []
        self.says: list[str] = []
        self._for_process: dict[str, Any] = {}
        name = f"otlplab-{run_id}"
        if limits.memory:
            size = f"{limits.memory >> 20} MiB of memory"
            how = self._cgroup(
                name, "memory", {"memory.max": limits.memory, "memory.limit_in_bytes": limits.memory}
            )
            if not how and sys.platform == "linux":
                self._for_process["data"] = limits.memory
                how = "RLIMIT_DATA, for each process"
            self.says.append(f"{size} ({how or 'not enforced here'})")
        if limits.cpus:
            quota = int(limits.cpus * _PERIOD)
            how = self._cgroup(name, "cpu", {"cpu.max": f"{quota} {_PERIOD}", "cpu.cfs_quota_us": quota})
            if not how and hasattr(os, "sched_setaffinity"):
                self._for_process["cores"] = math.ceil(limits.cpus)
                how = "affinity, whole cores"
            self.says.append(f"{limits.cpus:g} cores ({how or 'not enforced here'})")

    @property
    def for_programs(self) -> dict[str, Any]:
        """What the supervisor does to each program before it begins."""
        return self._for_process | {"cgroups": self.folders}

    def remove(self) -> None:
        """Remove the cgroups; the supervisor does it for a lab that was started."""
        for folder in self.folders:
            with contextlib.suppress(OSError):
                Path(folder).rmdir()

    def memory_kills(self) -> int:
        """How many processes the kernel has killed for the lab's memory; 0 where it does not say."""
        for folder in self.folders:
            for file in ("memory.events", "memory.oom_control"):
                path = Path(folder) / file
                if path.exists():
                    counts = dict(line.split() for line in path.read_text().splitlines())
                    return int(counts.get("oom_kill", 0))
        return 0

    def _cgroup(self, name: str, controller: str, settings: dict[str, Any]) -> str | None:
        """Make a cgroup with one of the ``settings`` (a file and its content); return how, or ``None``."""
        for version, parents in (("v2", _parents_v2(controller)), ("v1", _parents_v1(controller))):
            for parent in parents:
                folder = parent / name
                try:
                    folder.mkdir(exist_ok=True)
                    file = next(f for f in settings if (folder / f).exists())
                    (folder / file).write_text(str(settings[file]))
                except (OSError, StopIteration):
                    if str(folder) not in self.folders:
                        with contextlib.suppress(OSError):
                            folder.rmdir()
                    continue
                if str(folder) not in self.folders:
                    self.folders.append(str(folder))
                return f"cgroup {version}"
        return None


def _own_cgroups() -> dict[str, str]:
    """Return this process's cgroup by controller; version 2 is the controller ``""``."""
    try:
        lines = Path("/proc/self/cgroup").read_text().splitlines()
    except OSError:
        return {}
    found = {}
    for line in lines:
        _, controllers, path = line.split(":", 2)
        for controller in controllers.split(","):
            found[controller] = path
    return found


def _mounts(kind: str) -> list[tuple[Path, set[str]]]:
    try:
        rows = [line.split() for line in Path("/proc/self/mounts").read_text().splitlines()]
    except OSError:
        return []
    return [(Path(row[1]), set(row[3].split(","))) for row in rows if row[2] == kind]


def _parents_v2(controller: str) -> list[Path]:
    """Return where a cgroup with ``controller`` could be made: this process's own, or one above it.

    A cgroup that holds processes cannot hand controllers down, so it is usually one above.
    """
    found = []
    own = _own_cgroups().get("", "")
    for root, _ in _mounts("cgroup2") if own else []:
        here = root / own.lstrip("/")
        for folder in [here, *here.parents]:
            handed_down = folder / "cgroup.subtree_control"
            if (
                folder.is_relative_to(root)
                and handed_down.exists()
                and controller in handed_down.read_text().split()
                and os.access(folder, os.W_OK)
            ):
                found.append(folder)
    return found


def _parents_v1(controller: str) -> list[Path]:
    own = _own_cgroups().get(controller)
    if own is None:
        return []
    return [root / own.lstrip("/") for root, options in _mounts("cgroup") if controller in options]

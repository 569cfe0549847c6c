"""Run a submission that may be hostile: bubblewrap, limits, and nothing believed but bytes on a pipe.

Inside there are a Python with the course's packages, the submission and an empty folder in memory, all but
the last read-only; the course's own ``learn`` is hidden, and there is no home, no other submission and no
key. No network but a loopback of its own, no process of the host, no capability, no variable of the
environment. Outside, time, memory, processes and output are watched; whatever passes a limit is killed with
all its children (they live in one process namespace, whose first process dies with its parent).
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

import otlplab
from otlplab.learn.exam.paper import ExamError

SECONDS = 180.0
CELL_SECONDS = 30
MEMORY_BYTES = 1536 * 2**20
PROCESSES = 64
OUTPUT_BYTES = 2**20
DISK_BYTES = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended (``done``, or the limit it passed), what it printed, its seconds and its size."""

    ended: str
    output: bytes
    messages: str
    seconds: float
    peak_bytes: int


def run(notebook: Path, files: Sequence[Path]) -> Outcome:
    """Run a notebook with these files beside it and return what its answers are said to be.

    Raises :exc:`ExamError` where this machine cannot isolate it; a submission is never run without.
    """
    bwrap = shutil.which("bwrap")
    if not bwrap or not sys.platform.startswith("linux"):
        raise ExamError("grading needs Linux and bubblewrap (apt-get install bubblewrap)")
    started = time.monotonic()
    arguments = ["/exam/notebook.ipynb", str(SECONDS - 10), str(CELL_SECONDS)]
    process = subprocess.Popen(
        [bwrap, *_mounts(notebook, files), sys.executable, "/exam/runner.py", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={},
        preexec_fn=_limit,
    )
    output, messages = _Tap(process.stdout, OUTPUT_BYTES), _Tap(process.stderr, OUTPUT_BYTES)
    ended, peak = "done", 0
    try:
        while process.poll() is None:
            size, count = _usage(process.pid)
            peak = max(peak, size)
            if time.monotonic() - started > SECONDS:
                ended = f"stopped: more than {SECONDS:g} s"
            elif size > MEMORY_BYTES:
                ended = f"stopped: more than {MEMORY_BYTES >> 20} MiB of memory"
            elif count > PROCESSES:
                ended = f"stopped: more than {PROCESSES} processes"
            elif output.full or messages.full:
                ended = f"stopped: more than {OUTPUT_BYTES >> 20} MiB of output"
            if ended != "done":
                break
            time.sleep(0.05)
    finally:
        process.kill()
        process.wait()
    return Outcome(
        ended, output.end(), messages.end().decode("utf-8", "replace"), time.monotonic() - started, peak
    )


def _mounts(notebook: Path, files: Sequence[Path]) -> list[str]:
    """The arguments for bubblewrap: what is inside, and nothing else."""
    learn = Path(otlplab.__file__).parent / "learn"
    inside = ["--unshare-all", "--unshare-user", "--uid", "65534", "--gid", "65534", "--cap-drop", "ALL"]
    inside += ["--die-with-parent", "--new-session", "--hostname", "exam", "--clearenv"]
    inside += ["--proc", "/proc", "--dev", "/dev", "--ro-bind", "/usr", "/usr"]
    for path in ("/bin", "/sbin", "/lib", "/lib64"):
        if Path(path).is_symlink():
            inside += ["--symlink", str(Path(path).readlink()), path]
        elif Path(path).exists():
            inside += ["--ro-bind", path, path]
    for path in ("/etc/ld.so.cache", "/etc/hosts", "/etc/localtime"):
        inside += ["--ro-bind-try", path, path]
    for folder in ("/tmp", "/exam/work"):  # before the next ones: a course may lie below /tmp
        inside += ["--size", str(DISK_BYTES), "--tmpfs", folder]
    for folder in dict.fromkeys((sys.base_prefix, sys.prefix, str(learn.parent.parent))):
        inside += ["--ro-bind", folder, folder]
    inside += ["--tmpfs", str(learn), "--remount-ro", str(learn)]
    runner = Path(__file__).with_name("runner.py")
    for outside, name in (
        (notebook, "notebook.ipynb"),
        (runner, "runner.py"),
        *((file, f"work/{file.name}") for file in files),
    ):
        inside += ["--ro-bind", str(outside), f"/exam/{name}"]
    inside += ["--chdir", "/exam/work"]
    environment = {
        "HOME": "/tmp",
        "OTLPLAB_HOME": "/tmp",
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "NO_COLOR": "1",
    }
    for name, value in environment.items():
        inside += ["--setenv", name, value]
    return inside


def _limit() -> None:
    """In the child before it becomes bubblewrap: limits that the kernel keeps itself."""
    os.nice(10)
    for what, most in (
        (resource.RLIMIT_AS, 8 * 2**30),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, DISK_BYTES),
        (resource.RLIMIT_CPU, int(SECONDS)),
    ):
        resource.setrlimit(what, (most, most))


def _usage(pid: int) -> tuple[int, int]:
    """Resident bytes and number of a process and all below it."""
    size = count = 0
    try:
        family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0, 0
    for member in family:
        try:
            size += member.memory_info().rss
            count += 1
        except psutil.NoSuchProcess:
            continue
    return size, count


class _Tap:
    """Read a pipe in the background, at most so many bytes."""

    def __init__(self, pipe: object, most: int) -> None:
        self._pipe, self._most, self._data = pipe, most, bytearray()
        self.full = False
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        while block := self._pipe.read1(65536):  # type: ignore[attr-defined]
            if len(self._data) + len(block) > self._most:
                self.full = True
                return
            self._data += block

    def end(self) -> bytes:
        self._thread.join(5)
        return bytes(self._data)

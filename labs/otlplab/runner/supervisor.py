"""Keeps a lab's programs, and ends every one of them, whatever happens to the process that asked for them.

``python -m otlplab.runner.supervisor ID [CGROUP …]`` is two processes. The **guard** is the child of the
notebook; the **supervisor**, its own child, starts programs, each in a session of its own. Commands come in
as lines of JSON on standard input, events go out on standard output:

- ``{"op": "start", "name", "argv", "env", "folder", "log", "limits", "signal", "grace"}`` is answered by
  ``{"event": "started", "name", "pid"}`` or ``{"event": "failed", "name", "error"}``;
- ``{"op": "stop", "names"}`` by ``{"event": "stopped", "name"}`` for each, when all of them are gone;
- the end of input ends everything;
- when a program has ended: ``{"event": "exited", "name", "code"}``.

Who may die, and what then ends the programs and everything that they started:

- the notebook's kernel, however it ends: its end of the pipe closes, and the guard's parent has changed;
- the supervisor: the guard, being the *subreaper* of all of them (``prctl(2)``), inherits whatever is left;
- the guard: the supervisor sees that its parent changed; it is a subreaper too;
- both: each program has ``PR_SET_PDEATHSIG``; what those had started is found by the mark ``OTLPLAB_RUN=ID``
  in its environment when the next lab starts (:func:`otlplab.runner.session.sweep`).

Processes are ended by id only. Where ``prctl`` is missing (macOS) process groups do the same for programs
that stay in theirs.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import psutil

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_LOOK_EVERY = 0.5  # seconds between looks at who the parent is


def _prctl(option: int, value: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def _send(pids: Iterable[int], number: int, groups: bool = False) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            (os.killpg if groups else os.kill)(pid, number)


def _descendants(pid: int) -> list[int]:
    try:
        return [p.pid for p in psutil.Process(pid).children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _marked(pid: int, name: str) -> bool:
    try:
        return psutil.Process(pid).environ().get("OTLPLAB_PROGRAM") == name
    except (psutil.Error, OSError):
        return False


def _reap() -> dict[int, int]:
    """Return the exit codes of the children that have ended, by pid; a negative code is a signal."""
    ended = {}
    with contextlib.suppress(ChildProcessError):
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                break
            ended[pid] = os.waitstatus_to_exitcode(status)
    return ended


def _end_all() -> None:
    """Kill every descendant of this process, until there is none."""
    while left := _descendants(os.getpid()):
        _send(left, signal.SIGKILL)
        _reap()
        time.sleep(0.005)


class _Bell:
    """A file descriptor that becomes readable when one of ``signals`` arrives."""

    def __init__(self, *signals: int) -> None:
        self.fd, write = os.pipe()
        for end in (self.fd, write):
            os.set_blocking(end, False)
        self.seen: set[int] = set()
        signal.set_wakeup_fd(write, warn_on_full_buffer=False)
        for number in signals:
            signal.signal(number, lambda *_: None)

    def answer(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self.seen.update(os.read(self.fd, 4096))


def guard(cgroups: list[str]) -> None:
    """Fork the supervisor, wait for its end, then end whatever it left behind, and remove the ``cgroups``."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)
    asked_by = os.getppid()
    supervisor = os.fork()
    if supervisor == 0:
        Supervisor().run()
        os._exit(0)
    for fd in (0, 1):
        os.close(fd)
    bell = _Bell(signal.SIGCHLD, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    while supervisor not in _reap():
        if os.getppid() != asked_by or bell.seen - {signal.SIGCHLD}:
            _send([supervisor], signal.SIGTERM)
        select.select([bell.fd], [], [], _LOOK_EVERY)
        bell.answer()
    _end_all()
    for folder in cgroups:
        for _ in range(20):  # a cgroup is busy for a moment after its last process
            with contextlib.suppress(FileNotFoundError, OSError):
                Path(folder).rmdir()
            if not Path(folder).exists():
                break
            time.sleep(0.01)


class Supervisor:
    """Starts and stops programs as it is told, until it is told to quit or nobody is left to tell it."""

    def __init__(self) -> None:
        self.programs: dict[str, int] = {}
        self.stops: dict[str, tuple[int, float]] = {}  # how each is asked to end

    def run(self) -> None:
        """Carry out commands until the end of input, then end all programs gracefully."""
        _prctl(_PR_SET_CHILD_SUBREAPER, 1)
        _prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        guarded_by = os.getppid()
        bell = _Bell(signal.SIGCHLD, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
        os.set_blocking(0, False)
        pending = b""
        while os.getppid() == guarded_by and not bell.seen - {signal.SIGCHLD}:
            ready, _, _ = select.select([0, bell.fd], [], [], _LOOK_EVERY)
            bell.answer()
            self.collect()
            if 0 in ready:
                data = os.read(0, 65536)
                if not data:
                    break
                *lines, pending = (pending + data).split(b"\n")
                for line in lines:
                    self.obey(json.loads(line))
        self.stop_all()

    def obey(self, command: dict[str, Any]) -> None:
        """Carry out one command."""
        if command["op"] == "start":
            self.start(command)
        elif command["op"] == "stop":
            self.stop({name: self.stops[name] for name in command["names"]})
            for name in command["names"]:
                self.tell(event="stopped", name=name)

    def tell(self, **event: Any) -> None:
        """Say what has happened; nobody may be left to listen."""
        with contextlib.suppress(BrokenPipeError):
            os.write(1, json.dumps(event).encode() + b"\n")

    def collect(self) -> None:
        """Take note of the programs that have ended."""
        for pid, code in _reap().items():
            for name in [n for n, p in self.programs.items() if p == pid]:
                del self.programs[name]
                self.tell(event="exited", name=name, code=code)

    def start(self, command: dict[str, Any]) -> None:
        """Start a program in a session of its own, its output going to its log."""
        name = command["name"]
        self.stops[name] = (signal.Signals[f"SIG{command['signal']}"], command["grace"])
        try:
            with Path(command["log"]).open("ab") as log:
                program = subprocess.Popen(
                    command["argv"],
                    env=command["env"],
                    cwd=command["folder"],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                    preexec_fn=_prepare(command["limits"]),
                )
        except (OSError, subprocess.SubprocessError) as error:
            self.tell(event="failed", name=name, error=str(error))
            return
        self.programs[name] = program.pid
        program.returncode = 0  # this process reaps its children itself: Popen must not
        self.tell(event="started", name=name, pid=program.pid)

    def stop(self, whom: dict[str, tuple[int, float]]) -> None:
        """Ask each program to end, kill it after its grace, and with it all that it had started."""
        pids = {name: self.programs[name] for name in whom if name in self.programs}
        families = {name: set(_descendants(pid)) for name, pid in pids.items()}
        for name, pid in pids.items():
            _send([pid], whom[name][0], groups=True)
        begun = time.monotonic()
        while pids:
            self.collect()
            for name, pid in list(pids.items()):
                families[name].update(_descendants(pid))
                if name not in self.programs or time.monotonic() - begun > whom[name][1]:
                    _send([pid], signal.SIGKILL, groups=True)
                    left = _descendants(os.getpid())
                    _send([p for p in left if p in families[name] or _marked(p, name)], signal.SIGKILL)
                    if name not in self.programs:
                        del pids[name]
            time.sleep(0.01)

    def stop_all(self) -> None:
        """End every program and every process that any of them has left."""
        self.stop({name: self.stops[name] for name in self.programs})
        _end_all()


def _prepare(limits: dict[str, Any]) -> Callable[[], None]:
    """Return what a new process does before it becomes the program: keep to limits, die with this one."""

    def prepare() -> None:
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        for folder in limits.get("cgroups", ()):
            (Path(folder) / "cgroup.procs").write_text("0")
        if "data" in limits:
            resource.setrlimit(resource.RLIMIT_DATA, (limits["data"], limits["data"]))
        if "cores" in limits:
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: limits["cores"]])
        if "nice" in limits:
            os.nice(limits["nice"])

    return prepare


if __name__ == "__main__":
    guard(sys.argv[2:])

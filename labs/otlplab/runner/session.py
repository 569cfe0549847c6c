"""The notebook's side of a lab's programs: one :class:`Session` is one supervisor and what it runs.

Each session has a folder ``OTLPLAB_HOME/runs/ID`` with a log for each program, the folder ``data`` that the
lab's programs write to, and ``run.json``, which says who started it. :func:`sweep` ends and removes what
earlier sessions could not.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import psutil

from otlplab.collector.local import home
from otlplab.runner.errors import LabError
from otlplab.runner.limits import Limiter
from otlplab.runner.manifest import Limits

#: The variables that mark every process of a session, and of one of its programs.
MARK, PROGRAM = "OTLPLAB_RUN", "OTLPLAB_PROGRAM"


class Session:
    """Programs under one supervisor. Use from one process; closing it ends everything that it started."""

    def __init__(self, limits: Limits | None = None) -> None:
        sweep()
        self.id = uuid.uuid4().hex[:12]
        self.folder = home() / "runs" / self.id
        self.data = self.folder / "data"
        self.data.mkdir(parents=True)
        self.limiter = Limiter(self.id, limits or Limits())
        self.exited: dict[str, int] = {}
        self._owner = os.getpid()
        self._heard: list[dict[str, Any]] = []
        self._unread = b""
        self._lock = threading.RLock()
        self._supervisor = subprocess.Popen(
            [sys.executable, "-m", "otlplab.runner.supervisor", self.id, *self.limiter.folders],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            bufsize=0,
        )
        me = psutil.Process()
        (self.folder / "run.json").write_text(
            json.dumps({"id": self.id, "owner": [me.pid, me.create_time()], "guard": self._supervisor.pid})
        )

    def log(self, name: str) -> Path:
        """Return the file with the output of one program."""
        return self.folder / f"{name.replace('/', '-')}.log"

    def start(
        self,
        name: str,
        argv: Sequence[str],
        *,
        env: Mapping[str, str],
        folder: Path,
        stop_signal: str = "TERM",
        grace: float = 5,
        limited: bool = True,
    ) -> int:
        """Start a program and return its pid. Raises :class:`LabError` when it cannot be started at all.

        A program that is not ``limited`` (a build) is not held to the lab's limits, but lets others go first.
        """
        limits = self.limiter.for_programs if limited else {"nice": 10}
        self.exited.pop(name, None)
        self._tell(
            op="start",
            name=name,
            argv=list(argv),
            env={**env, MARK: self.id, PROGRAM: name},
            folder=str(folder),
            log=str(self.log(name)),
            limits=limits,
            signal=stop_signal,
            grace=grace,
        )
        event = self._hear(("started", "failed"), name)
        if event["event"] == "failed":
            raise LabError(f"{name} could not be started: {event['error']}")
        return event["pid"]

    def stop(self, *names: str) -> None:
        """End programs and what they had started; returns when all are gone."""
        self._tell(op="stop", names=names)
        for name in names:
            self._hear(("stopped",), name, timeout=60)

    def exit_code(self, name: str, wait: float = 0) -> int | None:
        """Return how a program has ended (a negative number is a signal), ``None`` while it runs.

        Waits for its end up to ``wait`` seconds.
        """
        end = time.monotonic() + wait
        while True:
            self._listen(0 if name in self.exited else min(max(0.0, end - time.monotonic()), 0.2))
            if name in self.exited or time.monotonic() >= end:
                return self.exited.get(name)

    def close(self) -> None:
        """End every program, gracefully first; returns when none is left. May be called more than once."""
        if os.getpid() != self._owner:  # a fork of the notebook must not end what is not its own
            return
        with contextlib.suppress(OSError, ValueError):
            self._supervisor.stdin.close()  # type: ignore[union-attr]
        try:
            self._supervisor.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self._supervisor.kill()
            self._supervisor.wait()
        if self._supervisor.stdout and not self._supervisor.stdout.closed:
            self._supervisor.stdout.close()
        _end_marked(self.id)
        shutil.rmtree(self.data, ignore_errors=True)

    def _tell(self, **command: Any) -> None:
        try:
            self._supervisor.stdin.write(json.dumps(command).encode() + b"\n")  # type: ignore[union-attr]
        except (OSError, ValueError) as error:
            raise LabError("the lab has ended; start it again") from error

    def _hear(self, kinds: tuple[str, ...], name: str, timeout: float = 30) -> dict[str, Any]:
        end = time.monotonic() + timeout
        while True:
            for event in self._heard:
                if event["event"] in kinds and event["name"] == name:
                    self._heard.remove(event)
                    return event
            if time.monotonic() > end:
                raise LabError(f"no answer from the lab's supervisor about {name} in {timeout:g} s")
            self._listen(0.2)

    def _listen(self, timeout: float) -> None:
        """Take in what the supervisor has said, waiting up to ``timeout`` seconds for something."""
        with self._lock:
            out = self._supervisor.stdout
            if out is None or out.closed or not select.select([out], [], [], timeout)[0]:
                return
            data = os.read(out.fileno(), 65536)
            if not data:
                raise LabError("the lab's supervisor was ended from outside, and all programs with it")
            *lines, self._unread = (self._unread + data).split(b"\n")
            for event in map(json.loads, lines):
                if event["event"] == "exited":
                    self.exited[event["name"]] = event["code"]
                else:
                    self._heard.append(event)


def sweep() -> list[str]:
    """End what sessions without a living owner have left, remove their folders, and return their ids.

    A session whose owner lives is left alone, ended or not: its logs may still be asked for.
    """
    gone = []
    for file in (home() / "runs").glob("*/run.json"):
        try:
            told = json.loads(file.read_text())
        except (OSError, ValueError):  # being written, or being removed by another
            continue
        if not _lives(*told["owner"]):
            _end_marked(told["id"])
            shutil.rmtree(file.parent, ignore_errors=True)
            gone.append(told["id"])
    return gone


def _lives(pid: int, created: float) -> bool:
    try:
        process = psutil.Process(pid)
        return abs(process.create_time() - created) < 1 and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _end_marked(run_id: str) -> None:
    """Kill the processes that carry the mark of a session: nothing of it is to outlive it."""
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if process.environ().get(MARK) == run_id:
                process.send_signal(signal.SIGKILL)

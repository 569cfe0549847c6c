"""A lab that runs: its builds, its ports, its programs, and how each of them is known to be ready."""

from __future__ import annotations

import contextlib
import http.client
import os
import random
import re
import socket
import sys
import time
import urllib.parse
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import psutil

from otlplab.runner import builds
from otlplab.runner.errors import LabError
from otlplab.runner.manifest import Manifest, Program, Ready
from otlplab.runner.session import Session

_FILL = re.compile(
    r"\{(python|lab|data|collector\.(?:http|grpc)|port:[\w.-]+|build:[\w.-]+|env:\w+)\}", re.ASCII
)

#: Below what Linux gives to outgoing connections, so that none of those takes a port before its program does.
_PORTS = range(20_000, 32_000)


class Programs:
    """The programs of one lab. ``collector`` is where they send their telemetry."""

    def __init__(self, manifest: Manifest, collector: Any, progress: Callable[[str], None]) -> None:
        self.manifest = manifest
        self.collector = collector
        self.progress = progress
        self.session = Session(manifest.limits)
        self.ports: dict[str, int] = {}
        self.running: dict[str, Program] = {}
        self.builds: dict[str, Path] = {}

    def start(self) -> None:
        """Build what has to be built, start every program, and return when all are ready.

        Raises :class:`LabError` with the last lines of the program that failed.
        """
        for build in self.manifest.builds:
            self.builds[build.name] = builds.ensure(build, self.session, self.progress)
        waiting = list(self.manifest.programs)
        while waiting:
            wave = [p for p in waiting if all(name in self.running for name in p.after)]
            self.launch(*wave)
            waiting = [p for p in waiting if p not in wave]

    def launch(self, *programs: Program) -> None:
        """Start programs and return when they are ready."""
        begun = {p.name: time.monotonic() for p in programs}
        for program in programs:
            self.session.log(program.name).write_bytes(b"")
            self.session.start(
                program.name,
                [self.fill(c) for c in program.command],
                env=self._environment(program),
                folder=(self.manifest.folder / self.fill(program.folder)).resolve(),
                stop_signal=program.stop.signal,
                grace=program.stop.grace,
            )
        waiting = list(programs)
        while waiting:
            self.progress(f"waiting for {', '.join(p.name for p in waiting)}")
            for program in list(waiting):
                code = self.session.exit_code(program.name)
                if code is not None:
                    raise self.failure(program, f"ended before it was ready ({_ending(code)})")
                if self._is_ready(program):
                    waiting.remove(program)
                    self.running[program.name] = program
                elif time.monotonic() - begun[program.name] > program.ready.timeout:
                    raise self.failure(program, f"was not ready after {program.ready.timeout:g} s")
            if waiting:
                time.sleep(0.02)

    def switch(self, name: str, on: bool) -> None:
        """Stop one program, or start it again on the same ports and wait until it is ready."""
        program = next((p for p in self.manifest.programs if p.name == name), None)
        if program is None:
            raise LabError(f"{self.manifest.name} has no program {name!r}; it has {', '.join(self.names())}")
        if on and name not in self.running:
            self.launch(program)
        elif not on and name in self.running:
            del self.running[name]
            self.session.stop(name)

    def stop(self) -> None:
        """Stop every program, those that others waited for last, then all that any of them left behind."""
        try:
            while self.running:
                waited_for = {name for p in self.running.values() for name in p.after}
                last = [name for name in self.running if name not in waited_for]
                self.session.stop(*last)
                for name in last:
                    del self.running[name]
        except LabError:
            self.running.clear()  # the supervisor is gone: closing the session ends what is left
        finally:
            self.session.close()

    def check(self) -> None:
        """Raise :class:`LabError` when a program has ended that nobody stopped."""
        for name, program in self.running.items():
            code = self.session.exit_code(name)
            if code is not None:
                raise self.failure(program, f"has ended by itself ({_ending(code)})")

    def failure(self, program: Program, what: str) -> LabError:
        """Return the error that says ``what`` happened to a program, why, and its last lines."""
        why = self._port_taken(program)
        if self.session.limiter.memory_kills():
            why = f" The lab went over its {self.manifest.limits.memory >> 20} MiB of memory."
        log = self.session.log(program.name)
        return LabError(
            f"{program.name} of lab {self.manifest.name} {what}.{why} Last lines of its output:\n\n"
            f"{builds.last_lines(log)}\n\n"
            f"All of it: {log}. Its source: {self.manifest.folder}."
        )

    def origins(self) -> list[str]:
        """Return what the builds say of where they come from."""
        return [told for made in self.builds.values() if (told := builds.origin(made))]

    def names(self) -> list[str]:
        """Return the names of all programs."""
        return [p.name for p in self.manifest.programs]

    def fill(self, text: str) -> str:
        """Put what the runner knows in the place of ``{port:NAME}`` and the like."""
        return _FILL.sub(lambda match: str(self._known(match[1])), text)

    def port(self, name: str) -> int:
        """Return the port that is given out under this name; a free one, if none has been yet."""
        if name not in self.ports:
            self.ports[name] = free_port(self.ports.values())
        return self.ports[name]

    def _known(self, what: str) -> Any:
        kind, _, name = what.partition(":")
        match kind:
            case "python":
                return sys.executable
            case "lab":
                return self.manifest.folder
            case "data":
                return self.session.data
            case "collector.http":
                return self.collector.http_endpoint
            case "collector.grpc":
                return self.collector.grpc_endpoint
            case "port":
                return self.port(name)
            case "build":
                return self.builds[name]
        return os.environ.get(name, "")

    def _environment(self, program: Program) -> dict[str, str]:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("OTEL_")}
        return {
            **inherited,
            "PYTHONUNBUFFERED": "1",
            "PYTHONPATH": os.pathsep.join(
                filter(None, [str(self.manifest.labs), os.environ.get("PYTHONPATH")])
            ),
            "OTEL_EXPORTER_OTLP_ENDPOINT": self.collector.http_endpoint,
            "OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf",
            **{k: self.fill(v) for k, v in program.env.items()},
        }

    def _is_ready(self, program: Program) -> bool:
        ready: Ready = program.ready
        if ready.http is not None:
            return _answers(self.fill(ready.http))
        if ready.tcp is not None:
            return _accepts(self.fill(ready.tcp))
        if ready.file is not None:
            return Path(self.fill(ready.file)).exists()
        if ready.log is not None:
            said = self.session.log(program.name).read_text("utf-8", errors="replace")
            return re.search(ready.log, said, re.MULTILINE) is not None
        return True

    def _port_taken(self, program: Program) -> str:
        """Say which other program listens on a port that was this one's, if one does."""
        text = " ".join([*program.command, *program.env.values()])
        for name in re.findall(r"\{port:([\w.-]+)\}", text):
            port = self.port(name)
            if not _is_free(port):
                who = _listener(port)
                return f" Its port {port} ({name}) was taken by {who}: start the lab again, it gets another."
        return ""


def free_port(given: Collection[int] = ()) -> int:
    """Return a port of the loopback that nothing listens on, and that is none of those already given out."""
    for _ in range(200):
        port = random.SystemRandom().choice(_PORTS)
        if port not in given and _is_free(port):
            return port
    raise LabError("no free port between 20000 and 32000 was found: end what listens there")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _listener(port: int) -> str:
    with contextlib.suppress(psutil.Error):
        for connection in psutil.net_connections("tcp"):
            if connection.laddr and connection.laddr.port == port and connection.pid:
                return f"{psutil.Process(connection.pid).name()} (process {connection.pid})"
    return "another program"


def _answers(url: str) -> bool:
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "127.0.0.1", parts.port, timeout=1)
    try:
        connection.request("GET", parts.path or "/")
        return 200 <= connection.getresponse().status < 300
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _accepts(address: str) -> bool:
    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host, int(port)), timeout=1).close()
    except OSError:
        return False
    return True


def _ending(code: int) -> str:
    return f"killed by signal {-code}" if code < 0 else f"exit status {code}"

"""The receivers that are measured, each started as its users would, on one core.

``ours`` is the local collector. ``validate`` is the same program without its disk: it decodes, validates and
answers; ``sync-never`` and ``sync-each`` are the same with another policy for its disk. ``collector`` is the
OpenTelemetry Collector of the course with the file exporter (proto), ``collector-debug`` the same with an
exporter that keeps nothing. ``rotel`` drops what it gets. ``phoenix`` is Arize Phoenix with its SQLite
database; ``jaeger`` is Jaeger with its memory. rotel and Phoenix come from the Python registry, Jaeger from
the Go modules; they are installed below ``_build``.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
from otlplab.runner import builds
from otlplab.runner.manifest import load
from otlplab.runner.session import Session

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "_build" / "bench"
SERVER_CORE, GENERATOR_CORE = "0", "1"
PACKAGES = {"rotel": "rotel", "phoenix": "arize-phoenix"}
VERSIONS = {"collector": "0.155.0", "rotel": "0.0.1a15", "phoenix": "20.26.1", "jaeger": "1.76.0"}

PATCHED = """
import os, runpy, sys, time
from otlplab.collector import writer
%s
sys.argv[0] = "otlplab.collector"
runpy.run_module("otlplab.collector", run_name="__main__")
"""
VALIDATE = PATCHED % "writer.SegmentWriter.append = lambda self, signal, payload: time.time_ns()"
SYNC_NEVER = PATCHED % "writer.SYNC_SECONDS = 1e9"
SYNC_EACH = (
    PATCHED
    % """
append = writer.SegmentWriter.append
def append_and_sync(self, signal, payload):
    taken = append(self, signal, payload)
    os.fdatasync(self._active[signal].descriptor)
    return taken
writer.SegmentWriter.append = append_and_sync
"""
)

COLLECTOR = """
receivers:
  otlp:
    protocols:
      grpc: {endpoint: "127.0.0.1:%(grpc)d", max_recv_msg_size_mib: 64}
      http: {endpoint: "127.0.0.1:%(http)d"}
exporters:
  file: {path: "%(data)s/otlp.bin", format: proto}
  debug: {verbosity: basic, sampling_initial: 1, sampling_thereafter: 1000000}
service:
  telemetry: {metrics: {level: none}, logs: {level: error}}
  pipelines:
    traces: {receivers: [otlp], exporters: [%(exporter)s]}
    metrics: {receivers: [otlp], exporters: [%(exporter)s]}
    logs: {receivers: [otlp], exporters: [%(exporter)s]}
    profiles: {receivers: [otlp], exporters: [%(exporter)s]}
"""


@dataclass
class Running:
    """A receiver that answers: its two ports, where its data are, and its process."""

    name: str
    http: int
    grpc: int
    data: Path
    process: psutil.Process

    def memory(self) -> float:
        """Return its resident memory, and that of what it started, in MiB."""
        family = [self.process, *self.process.children(recursive=True)]
        return sum(one.memory_info().rss for one in family) / 2**20

    def cpu(self) -> float:
        """Return the seconds of processor time that it has used, and what it started."""
        family = [self.process, *self.process.children(recursive=True)]
        return sum(sum(one.cpu_times()[:2]) for one in family)


def _ports(number: int) -> list[int]:
    """Return ports that nobody listens on."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(number)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def _ours(data: Path, http: int, grpc: int) -> list[str]:
    ports = ["--data", str(data), "--http-port", str(http), "--grpc-port", str(grpc)]
    return [sys.executable, "-m", "otlplab.collector", *ports]


def _patched(code: str) -> Callable[[Path, int, int], list[str]]:
    return lambda data, http, grpc: [sys.executable, "-c", code, *_ours(data, http, grpc)[3:]]


def otelcol() -> Path:
    """Return the Collector of the course, built if it is not."""
    session = Session()
    try:
        build = next(one for one in load("collector/tail-sampling").builds if one.name == "otelcol")
        return builds.ensure(build, session, lambda _: None) / "otelcol"
    finally:
        session.close()


def _collector(exporter: str) -> Callable[[Path, int, int], list[str]]:
    def command(data: Path, http: int, grpc: int) -> list[str]:
        config = data / "collector.yaml"
        config.write_text(COLLECTOR % {"data": data, "http": http, "grpc": grpc, "exporter": exporter})
        return [str(otelcol()), "--config", str(config), "--feature-gates=service.profilesSupport"]

    return command


def installed(name: str, program: str) -> str:
    """Return a program of a Python package in an environment of its own, made if it is not there."""
    folder = BUILD / name
    if not (found := _program(folder, program)):
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        pip = [folder / "bin" / "pip", "--disable-pip-version-check", "install", "--quiet"]
        subprocess.run([*pip, f"{PACKAGES[name]}=={VERSIONS[name]}"], check=True)
        found = _program(folder, program)
    return str(found)


def _program(folder: Path, name: str) -> Path | None:
    found = (path for path in folder.rglob(name) if path.is_file() and os.access(path, os.X_OK))
    return next(found, None)


def jaeger() -> Path:
    """Return Jaeger, built from its module; its replacements of other modules hold only in its own folder."""
    program, module = BUILD / "jaeger", f"github.com/jaegertracing/jaeger@v{VERSIONS['jaeger']}"
    if not program.exists():
        told = subprocess.run(["go", "mod", "download", "-json", module], capture_output=True, check=True)
        with tempfile.TemporaryDirectory() as folder:
            source = shutil.copytree(
                json.loads(told.stdout)["Dir"], f"{folder}/jaeger", copy_function=shutil.copy
            )
            subprocess.run(["chmod", "-R", "u+w", source], check=True)
            build = ["go", "build", "-trimpath", "-ldflags=-s -w", "-o", program, "./cmd/all-in-one"]
            subprocess.run(build, cwd=source, check=True)
    return program


def _rotel(data: Path, http: int, grpc: int) -> list[str]:
    addresses = ["--otlp-grpc-endpoint", f"127.0.0.1:{grpc}", "--otlp-http-endpoint", f"127.0.0.1:{http}"]
    return [installed("rotel", "rotel-agent"), "start", *addresses, "--exporter", "blackhole"]


def _phoenix(data: Path, http: int, grpc: int) -> list[str]:
    environment = {
        "PHOENIX_WORKING_DIR": data, "PHOENIX_HOST": "127.0.0.1", "PHOENIX_PORT": http,
        "PHOENIX_GRPC_PORT": grpc, "PHOENIX_TELEMETRY_ENABLED": "false",
    }  # fmt: skip
    settings = [f"{name}={value}" for name, value in environment.items()]
    return ["env", *settings, installed("phoenix", "phoenix"), "serve"]


def _jaeger(data: Path, http: int, grpc: int) -> list[str]:
    free = [f"--{name}=127.0.0.1:{port}" for name, port in zip(_JAEGER_PORTS, _ports(5), strict=True)]
    addresses = [
        f"--collector.otlp.http.host-port=127.0.0.1:{http}",
        f"--collector.otlp.grpc.host-port=127.0.0.1:{grpc}",
    ]
    return [str(jaeger()), "--collector.otlp.enabled=true", "--log-level=error", *addresses, *free]


_JAEGER_PORTS = (
    "admin.http.host-port",
    "collector.http-server.host-port",
    "collector.grpc-server.host-port",
    "query.http-server.host-port",
    "query.grpc-server.host-port",
)


COMMANDS: dict[str, Callable[[Path, int, int], list[str]]] = {
    "ours": _ours,
    "validate": _patched(VALIDATE),
    "sync-never": _patched(SYNC_NEVER),
    "sync-each": _patched(SYNC_EACH),
    "collector": _collector("file"),
    "collector-debug": _collector("debug"),
    "rotel": _rotel,
    "phoenix": _phoenix,
    "jaeger": _jaeger,
}


@contextlib.contextmanager
def running(name: str, folder: Path, wait: float = 240) -> Iterator[Running]:
    """Run a receiver on the server's core until it is no longer needed; its data are below ``folder``."""
    data = folder / name
    data.mkdir(parents=True)
    http, grpc = _ports(2)
    command = ["taskset", "-c", SERVER_CORE, *COMMANDS[name](data, http, grpc)]
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=data)
    try:
        deadline = time.monotonic() + wait
        while not (_answers(http) and _answers(grpc)):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{name} did not start: {(folder / f'{name}.log').read_text()[-2000:]}")
            time.sleep(0.02)
        yield Running(name, http, grpc, data, psutil.Process(process.pid))
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def generator() -> Path:
    """Return the load generator, built when its sources have changed."""
    source, program = Path(__file__).parent / "loadgen", BUILD / "loadgen"
    newest = max(path.stat().st_mtime for path in source.iterdir())
    if not program.exists() or program.stat().st_mtime < newest:
        BUILD.mkdir(parents=True, exist_ok=True)
        subprocess.run(["go", "build", "-trimpath", "-o", program, "."], cwd=source, check=True)
    return program


def load_with(options: dict[str, object], wait: float = 120) -> dict[str, float]:
    """Run the generator on its core and return what it measured."""
    words = [f"-{name}={value}" for name, value in options.items()]
    command = ["taskset", "-c", GENERATOR_CORE, str(generator()), *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=wait, check=False, env=os.environ)
    if done.returncode:
        raise RuntimeError(done.stderr.strip())
    return json.loads(done.stdout)

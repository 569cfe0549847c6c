"""The collector's process: take the directory and the ports, say that it is ready, stop cleanly."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import gc
import json
import logging
import os
import resource
import signal
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import uvloop
from uvicorn import Server

from otlplab.collector import otlpgrpc, otlphttp
from otlplab.collector.contract import MAX_REQUEST_BYTES
from otlplab.collector.receiver import Receiver
from otlplab.collector.writer import KEEP_BYTES, KEEP_SECONDS, SegmentWriter

log = logging.getLogger("otlplab.collector")


class PortTaken(RuntimeError):
    """Another program listens on a port that the collector was to use."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a collector runs. Ports: 0 is any free one. ``host`` is the address it listens on."""

    data: Path
    http_port: int = 4318
    grpc_port: int = 4317
    host: str = "127.0.0.1"
    max_request_bytes: int = MAX_REQUEST_BYTES
    keep_bytes: int = KEEP_BYTES
    keep_seconds: float = KEEP_SECONDS


def serve(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT.

    Raises :class:`PortTaken`, :class:`~otlplab.collector.writer.DataDirectoryInUse`, or :class:`OSError` when
    the directory cannot be used.
    """
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    writer = SegmentWriter(settings.data, keep_bytes=settings.keep_bytes, keep_seconds=settings.keep_seconds)
    try:
        uvloop.run(_serve(settings, writer))
    finally:
        writer.close()


async def _serve(settings: Settings, writer: SegmentWriter) -> None:
    receiver = Receiver(writer, max_request_bytes=settings.max_request_bytes)
    http_socket = _listen(settings.host, settings.http_port, "HTTP", "--http-port")
    _listen(settings.host, settings.grpc_port, "gRPC", "--grpc-port").close()
    grpc_server = otlpgrpc.server(receiver)
    grpc_port = grpc_server.add_insecure_port(f"{_bracketed(settings.host)}:{settings.grpc_port}")
    ports = {"http_port": http_socket.getsockname()[1], "grpc_port": grpc_port}
    names = frozenset({_bracketed(settings.host).encode()})
    http_server = _Server(otlphttp.server(otlphttp.Application(receiver, ports, names)).config)

    await grpc_server.start()
    upkeep = asyncio.gather(writer.maintain(), _give_back(receiver))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, http_server.ask_to_stop)
    gc.freeze()  # what start-up made is never garbage
    with _announced(settings.data, {**ports, "started_unix_nano": receiver.started_unix_nano}):
        log.info("OTLP/HTTP on %s:%d, OTLP/gRPC on port %d, data in %s",
                 settings.host, ports["http_port"], grpc_port, settings.data)  # fmt: skip
        await http_server.serve([http_socket])
        await grpc_server.stop(grace=2)
        upkeep.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await upkeep
    log.info("stopped")


async def _give_back(receiver: Receiver) -> None:
    """Return freed memory to the system whenever a load has ended; glibc keeps it for the next one."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    loaded, trimmed = 0, 0
    while trim is not None:
        await asyncio.sleep(1)
        before, loaded = loaded, sum(c.requests + c.refused for c in receiver.counts.values())
        if loaded == before != trimmed and not receiver.held:
            trim(0)
            trimmed = loaded


class _Server(Server):
    """uvicorn's server, which leaves the signals to this module."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    def ask_to_stop(self) -> None:
        """Make :meth:`serve` finish the requests that are under way and return."""
        self.should_exit = True


def _listen(host: str, port: int, name: str, option: str) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise PortTaken(
            f"port {port} for OTLP/{name} cannot be used ({error.strerror}): stop the program that has it, "
            f"or choose another with {option} (0 takes any free one)"
        ) from None
    return listener


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


@contextlib.contextmanager
def _announced(data: Path, facts: dict[str, int]) -> Iterator[None]:
    """Have `collector.json` in the data directory while the collector answers."""
    from importlib.metadata import version

    path = data / "collector.json"
    temporary = data / "collector.json.new"
    temporary.write_text(json.dumps({"pid": os.getpid(), **facts, "version": version("otlplab")}))
    temporary.replace(path)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)

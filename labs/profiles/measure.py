"""What the profiling labs share: load, and sending what a profiler made to the local collector."""

from __future__ import annotations

import statistics
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePath
from typing import Any

from otlplab.profiles import from_jfr

WORKERS = 4


def ask(url: str, method: str = "GET") -> bytes:
    """Return what a server answers."""
    with urllib.request.urlopen(urllib.request.Request(url, method=method), timeout=60) as answer:
        return answer.read()


def load(url: str, requests: int) -> float:
    """Send so many requests, :data:`WORKERS` at a time; return their median duration in milliseconds."""

    with ThreadPoolExecutor(WORKERS) as pool:
        return statistics.median(pool.map(timed, [url] * requests))


def timed(url: str) -> float:
    """Ask, and return how many milliseconds it took."""
    begun = time.monotonic()
    ask(url)
    return (time.monotonic() - begun) * 1e3


def send(run: Any, profiles: Any) -> None:
    """Send an OTLP request of profiles to the local collector, as any exporter would.

    Of the files on this machine only the names go: where they lie says nothing to others.
    """
    texts = profiles.dictionary.string_table
    for index, text in enumerate(texts):
        if text.startswith("/"):
            texts[index] = PurePath(text).name
    request = urllib.request.Request(
        f"{run.collector.http_endpoint}/v1development/profiles",
        profiles.SerializeToString(),
        {"Content-Type": "application/x-protobuf"},
    )
    urllib.request.urlopen(request, timeout=30).close()


def send_jfr(run: Any, recording: bytes, of: dict[str, Any]) -> None:
    """Send what Flight Recorder or async-profiler wrote, as profiles of the resource ``of``."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "recording.jfr"  # the JDK's own tool reads it, from a file
        path.write_bytes(recording)
        send(run, from_jfr(path, of))


def resource(service: str, version: str) -> dict[str, Any]:
    """Return the resource of a program, for a profile that was taken from outside of it."""
    return {"service.name": service, "service.version": version}

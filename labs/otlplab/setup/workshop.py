"""``otlplab doctor --workshop``: is this machine ready for tomorrow's class?

Each check is a line: ✓ and what was seen, or ✗ and what to do. Nothing is guessed: the collector is started
and asked, and chapter 0.1 is run from top to bottom, in a home that is thrown away.
"""

from __future__ import annotations

import importlib.metadata
import shutil
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
from packaging.requirements import Requirement

from otlplab.setup import tour

ROOT = Path(__file__).resolve().parents[3]
CHAPTER = ROOT / "notebooks" / "0-foundations" / "1-first-telemetry.ipynb"
REHEARSAL = ROOT / "book" / "_data" / "rehearsal.toml"
DISK_BYTES = 3 * 2**30
"""What a day may need: the collector keeps at most 2 GiB of telemetry, the labs' builds some more."""


class NotReady(Exception):
    """A check found something to do before the class; the message says what."""


def doctor(share: str | None = None) -> int:
    """Print a line for each check, and return 1 when the machine is not ready.

    ``share`` is the OTLP/HTTP endpoint of the class's collector, which is then asked to take an empty
    request.
    """
    failed = 0
    for what, check in _checks(share):
        try:
            print(f"✓ {what}: {check()}", flush=True)
        except NotReady as problem:
            failed += 1
            print(f"✗ {what}: {problem}", flush=True)
    print("Ready." if not failed else f"Not ready: {failed} to do (✗).")
    return 1 if failed else 0


def _checks(share: str | None) -> Iterator[tuple[str, Callable[[], str]]]:
    yield "packages", _packages
    yield "memory", _memory
    yield "disk", _disk
    yield "collector", _collector
    yield "chapter 0.1", _chapter
    if share:
        yield "the class's collector", lambda: _share(share)


def _packages() -> str:
    """Every package that the course asks for is there, in a version that it accepts."""
    asked = [Requirement(text) for text in importlib.metadata.requires("otlplab") or []]
    asked = [one for one in asked if one.marker is None or one.marker.evaluate({"extra": ""})]
    lacking = []
    for one in asked:
        try:
            found = importlib.metadata.version(one.name)
        except importlib.metadata.PackageNotFoundError:
            lacking.append(f"{one.name} is missing")
        else:
            if not one.specifier.contains(found, prereleases=True):
                lacking.append(f"{one.name} is {found}, not {one.specifier}")
    if lacking:
        raise NotReady(f"{'; '.join(lacking)}. Run: make learn")
    return f"{len(asked)} that the course asks for, JupyterLab {importlib.metadata.version('jupyterlab')}"


def _memory() -> str:
    alone = next(
        g for g in tomllib.loads(REHEARSAL.read_text())["group"] if (g["mode"], g["learners"]) == ("live", 1)
    )
    needed, here = alone["peak_mb_each"], psutil.virtual_memory().available // 10**6
    if here < needed:
        raise NotReady(f"{here} MB are free, a learner needs {needed} MB. Close what you can spare")
    return f"{here} MB free, a learner needs {needed} MB"


def _disk() -> str:
    from otlplab.collector.local import home

    folder = home()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    if free < DISK_BYTES:
        raise NotReady(f"{free / 1e9:.1f} GB free at {folder}, {DISK_BYTES / 1e9:.1f} GB are needed")
    return f"{free / 1e9:.0f} GB free"


def _collector() -> str:
    """Start one of its own on free ports, send a span, and find it again by SQL."""
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor

    from otlplab.collector.local import CollectorError, attach

    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="otlplab-doctor-") as folder:
        try:
            collector = attach(Path(folder), http_port=0, grpc_port=0)
        except CollectorError as error:
            raise NotReady(str(error)) from None
        try:
            provider = TracerProvider()
            exporter = OTLPSpanExporter(f"{collector.http_endpoint}/v1/traces")
            provider.add_span_processor(SimpleSpanProcessor(exporter))
            provider.get_tracer("doctor").start_span("evening before").end()
            provider.shutdown()
            collector.store(since="start").wait(1, where="name = 'evening before'")
        except TimeoutError as error:
            raise NotReady(f"a span was sent and did not arrive: {error}") from None
        finally:
            collector.stop()
    return f"a span sent and found again, {time.monotonic() - started:.1f} s"


def _chapter() -> str:
    ran = tour.run(CHAPTER, terminal=False)
    if ran.error or "!" in ran.checks:
        raise NotReady(f"{ran.error or 'a check failed'}. Open it with make learn and look")
    labs = ", ".join(f"{lab} {mode}" for lab, mode in ran.labs.items())
    return f"runs whole in {ran.seconds:.0f} s ({labs})"


def _share(endpoint: str) -> str:
    import httpx

    try:
        answer = httpx.post(
            f"{endpoint.rstrip('/')}/v1/logs",
            content=b"",
            headers={"Content-Type": "application/x-protobuf"},
            timeout=5,
            trust_env=False,
        )
        answer.raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NotReady(f"{endpoint} does not answer as a collector does: {error}") from None
    return f"{endpoint} takes OTLP"

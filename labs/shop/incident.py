"""The incident of chapter 0.5: a checkout that fails for a cause two hops away. Made anew by

    python -m shop.incident

with ``labs`` as the working directory, in about seven minutes. Writes ``datasets/incident-checkout``.

What happens is real: releases, a migration, an index that no query can use, a pool that is empty because
every connection reads the whole table, and callers whose patience ends before it is their turn.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
import threading
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

from otlplab.collector import attach
from otlplab.runner.recording import machine
from otlplab.store.recording import write_recording

from shop import driver
from shop.database import Database
from shop.products import Products
from shop.stack import Shop
from shop.telemetry import SCHEMA_URL

FOLDER = Path(__file__).parents[2] / "datasets" / "incident-checkout"
SEED = 20261123
#: The recording may not be larger, bytes.
LIMIT = 3_000_000

#: Seconds from the start, and what happens then.
TIMELINE: list[tuple[float, str]] = [
    (75, "deploy checkout 1.4.2"),
    (120, "traffic rises"),
    (165, "traffic falls"),
    (180, "deploy catalogue 1.4.2"),
    (300, "deploy catalogue 1.4.1"),
    (345, "index rebuilt"),
    (405, "end"),
]

#: Shoppers: from and to when (seconds from the start), requests a second, seed, headers they send along.
LOADS: list[tuple[float, float, float, int, dict[str, str]]] = [
    (0, 405, 12.0, SEED, {}),
    (120, 165, 10.0, SEED + 1, {"x-api-version": "1"}),
    (165, 405, 4.0, SEED + 2, {"x-api-version": "1"}),
]

TRUTH = {
    "symptom": (
        "From release 1.4.2 of the catalogue on, orders fail with 502 after more than a second, and other "
        "pages get slow, too."
    ),
    "cause": (
        "Migration 42, which that release carries out at its start, rebuilds the index product_search for "
        "the text search configuration 'simple'. The queries ask for 'english', so none can use it: each "
        "search (shop.v1.Catalogue/SearchProducts, SELECT product) reads all 20,000 descriptions."
    ),
    "chain": (
        "Searches hold all 4 connections of the catalogue's pool; ReserveStock waits for one, longer than "
        "the checkout's deadline of 0.5 s; the checkout tries three times, which makes the queue longer, "
        "and gives up."
    ),
    "decoys": [
        "Release 1.4.2 of the checkout, where the symptom shows, is deployed 105 s earlier: its restart "
        "costs a few requests and nothing else.",
        "A peak of traffic ends 15 s before the symptom begins: latency hardly moves.",
        "A flood of warnings about version 1 of the interface, from the peak to the end, is harmless.",
        "INSERT reservation and UPDATE product, the statements of ReserveStock, stay fast all the time.",
        "Going back to release 1.4.1 of the catalogue does not help: the migration stays.",
    ],
    "repair": "The index is built again for 'english'.",
}


def main() -> int:
    """Run the incident and write the recording. Returns the exit status."""
    with tempfile.TemporaryDirectory(prefix="incident-") as folder:
        collector = attach(Path(folder) / "telemetry", http_port=0, grpc_port=0)
        try:
            begin = time.time_ns()
            counts, log = run(collector.http_endpoint)
            end = time.time_ns()
        finally:
            collector.stop()
        received = list(collector.store("start").frames())
    refuse_paths(received)
    FOLDER.mkdir(parents=True, exist_ok=True)
    about = {
        "command": "python -m shop.incident",
        "commit": commit(),
        "machine": machine(),
        "versions": {
            "python": sys.version.partition(" ")[0],
            "opentelemetry-sdk": version("opentelemetry-sdk"),
            "semantic conventions": SCHEMA_URL.rpartition("/")[2],
        },
        "seed": SEED,
        "begin_unix_nano": begin,
        "end_unix_nano": end,
        "statuses": counts,
        "timeline": log,
        "truth": TRUTH,
    }
    file = FOLDER / "recording.otlp.zst"
    print(write_recording(received, file, about).read_text("utf-8"))
    if file.stat().st_size > LIMIT:
        raise RuntimeError(f"the recording has {file.stat().st_size} bytes, more than {LIMIT}")
    return 0


def run(collector: str) -> tuple[dict[str, int], list[dict[str, Any]]]:
    """Run the shop through the timeline; returns the statuses that shoppers saw, and when what happened."""
    environment = {
        "OTEL_METRIC_EXPORT_INTERVAL": "5000",
        "OTEL_RESOURCE_ATTRIBUTES": "host.name=shop-1,deployment.environment.name=production",
    }
    counts: dict[str, int] = {}
    log: list[dict[str, Any]] = []

    def happened(what: str) -> None:
        log.append({"time_unix_nano": time.time_ns(), "what": what})
        print(f"{time.monotonic() - start:6.1f} s  {what}", flush=True)

    with Shop(collector, "postgresql", environment) as shop:
        start = time.monotonic()
        happened("start")
        threads = [threading.Thread(target=load, args=(shop, counts, start, *each)) for each in LOADS]
        for thread in threads:
            thread.start()
        for at, what in TIMELINE:
            time.sleep(max(0.0, start + at - time.monotonic()))
            if what.startswith("deploy"):
                shop.deploy(*what.split()[1:])
            elif what == "index rebuilt":
                rebuild(shop)
            happened(what)
        for thread in threads:
            thread.join()
        time.sleep(2)  # the worker takes what is left in the queue
    return dict(sorted(counts.items())), log


def load(
    shop: Shop,
    counts: dict[str, int],
    start: float,
    begin: float,
    end: float,
    rate: float,
    seed: int,
    headers: dict[str, str],
) -> None:
    """Send shoppers from ``begin`` to ``end``, seconds from the start, ``rate`` a second."""
    time.sleep(max(0.0, start + begin - time.monotonic()))
    steps = driver.plan(round((end - begin) * rate), seed)
    for status in asyncio.run(driver.send(shop.url("storefront"), steps, rate, headers)):
        counts[status] = counts.get(status, 0) + 1


def rebuild(shop: Shop) -> None:
    """Do what the person on call does in the end."""
    urls = json.loads((shop.folder / "databases.json").read_text("utf-8"))
    database = Database(urls["catalogue"], size=1)
    Products(database).create_search_index()
    database.close()


def refuse_paths(received: list[Any]) -> None:
    """Raise :class:`RuntimeError` when a folder of this machine would be published."""
    for folder in {str(Path(__file__).parents[2]), str(Path.home()), sys.prefix}:
        if any(f"{folder}/".encode() in frame.payload for frame in received):
            raise RuntimeError(f"{folder} stands in the telemetry")


def commit() -> str:
    """Return the commit of the sources that ran."""
    command = ["git", "rev-parse", "HEAD"]
    return subprocess.run(
        command, cwd=FOLDER.parents[1], capture_output=True, text=True, check=True
    ).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())

"""A million samples, and a hundred thousand different stacks: in, asked, drawn.

``python -m tests.bench_profiles`` sends both to a collector of its own, over HTTP as an exporter does, and
prints what it took; ``--store FILE`` keeps that as JSON. Each run is a process of its own, so that
its largest memory is its own.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

import psutil
from otlplab.collector import attach
from otlplab.profiles import Request
from otlplab.views import flame_graph

CASES = {"a million samples": (1_000_000, 5_000), "100,000 stacks": (100_000, 100_000)}
SAMPLES_PER_REQUEST = 50_000
DEPTH = 24


def requests(samples: int, stacks: int, seed: int = 1) -> list[bytes]:
    """Return serialised requests with so many samples, each with a time, over so many stacks."""
    chance = random.Random(seed)
    functions = [f"app.module{i % 40}.function{i}" for i in range(4_000)]
    trunks = [[chance.choice(functions) for _ in range(DEPTH - 6)] for _ in range(60)]
    made = [[*chance.choice(trunks), *chance.choices(functions, k=6)] for _ in range(stacks)]
    sent = []
    for first in range(0, samples, SAMPLES_PER_REQUEST):
        request = Request({"service.name": "bench"})
        profile = request.profile("cpu", "nanoseconds", time=10**18, duration=10**12, period=10**7)
        known: dict[int, int] = {}
        for number in range(first, min(first + SAMPLES_PER_REQUEST, samples)):
            which = number % stacks
            if which not in known:
                frames = map(request.dictionary.frame, reversed(made[which]))
                known[which] = request.dictionary.stack(frames)
            profile.add(known[which], 10**7, time=10**18 + number)
        sent.append(request.message.SerializeToString())
    return sent


def run(case: str) -> dict[str, Any]:
    """Send, ask and draw one case in this process; times in seconds, memory in MiB."""
    samples, stacks = CASES[case]
    bodies = requests(samples, stacks)
    with tempfile.TemporaryDirectory() as home:
        collector = attach(home, http_port=0, grpc_port=0)
        process = psutil.Process(collector.pid)
        try:
            begun = time.monotonic()
            for body in bodies:
                send(collector.http_endpoint, body)
            ingest = time.monotonic() - begun
            memory = process.memory_info().rss
            size = sum(map(len, bodies))
            bodies.clear()
            store = collector.store(since="start")
            begun = time.monotonic()
            rows = store.sql("select count(*), count(distinct stack) from profile_samples").rows()[0]
            query = time.monotonic() - begun
            begun = time.monotonic()
            picture = flame_graph(store).html
            draw = time.monotonic() - begun
        finally:
            collector.stop()
    return {
        "samples": next(iter(rows.values())),
        "stacks": list(rows.values())[1],
        "sent_mib": size / 2**20,
        "ingest_s": ingest,
        "query_s": query,
        "picture_s": draw,
        "picture_kib": len(picture) / 1024,
        "collector_mib": memory / 2**20,
        "notebook_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def send(endpoint: str, body: bytes) -> None:
    """Send one request as OTLP/HTTP."""
    request = urllib.request.Request(
        f"{endpoint}/v1development/profiles", body, {"Content-Type": "application/x-protobuf"}
    )
    urllib.request.urlopen(request, timeout=120).close()


def main() -> None:
    """Run each case several times, print medians and ranges."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--case", help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.case:
        print(json.dumps(run(told.case)))
        return
    results = {}
    for case in CASES:
        command = [sys.executable, "-m", "tests.bench_profiles", "--case", case]
        found = [json.loads(subprocess.check_output(command)) for _ in range(told.runs)]
        results[case] = {key: sorted(one[key] for one in found) for key in found[0]}
        for key, values in results[case].items():
            middle = f"{statistics.median(values):12,.2f}"
            print(f"{case:<18} {key:<14} {middle}  {values[0]:,.2f} … {values[-1]:,.2f}")
    if told.store:
        kept = {"machine": platform.platform(), "runs": told.runs, "date": time.strftime("%Y-%m-%d")}
        told.store.write_text(json.dumps(kept | {"cases": results}, indent=1) + "\n")


if __name__ == "__main__":
    main()

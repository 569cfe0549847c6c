"""Measure OTLP receivers side by side: ``make bench``.

    python tests/bench/run.py [--tier append …] [--signal traces …] [--batch 512 …] [--runs 3]

One core serves, the other one sends; all receivers of a tier run at once and are sent to in turn, A, B, A, B.
A figure is the median of the runs, with the smallest and the largest: records a second, and records for each
second of processor time that the receiver used, which others on the machine disturb less. The load average
when the measurement began is kept with it. The tiers are never mixed:

    receive   decode, validate, answer; nothing is kept
    append    what is acknowledged is in a file
    sync      the same, with the disk synced once a second, never, or before each answer
    answer    until SQL has counted every record

Each result replaces the one of the same cell in ``--out`` (``book/_data/benchmark.json``), from which the
book's page is made; a run over a part of the cells leaves the others as they were.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from otlplab.collector.contract import KINDS
from otlplab.segments import Signal
from otlplab.store import Store

sys.path.append(str(Path(__file__).parent))
import payloads
import receivers
from receivers import Running

TIERS = {
    "receive": ("validate", "collector-debug", "rotel"),
    "append": ("ours", "collector"),
    "sync": ("ours", "sync-never", "sync-each"),
    "answer": ("ours", "phoenix"),
}
OUT = receivers.ROOT / "book" / "_data" / "benchmark.json"
#: Spans that the answer tier sends, by receiver: what takes a few seconds.
ANSWER_SPANS = {"ours": 200 * 512, "phoenix": 4 * 512}


def cells(arguments: argparse.Namespace) -> Iterator[tuple[Signal, str, str, int]]:
    """Yield each combination of signal, transport, compression and batch size that was asked for."""
    for signal in arguments.signal:
        for batch in arguments.batch:
            for transport in ("http", "grpc"):
                for compression in ("none", "gzip"):
                    yield Signal[signal.upper()], transport, compression, batch


def measure(one: Running, signal: Signal, transport: str, compression: str, file: Path, number: int,
            arguments: argparse.Namespace) -> dict[str, float]:  # fmt: skip
    """Send for a while and return what the generator says, and the receiver's memory and processor time."""
    kind = KINDS[signal]
    options: dict[str, object] = {
        "payloads": file, "records": number, "gzip": str(compression == "gzip").lower(),
        "connections": arguments.connections, "seconds": arguments.seconds, "warm": arguments.warm,
    }  # fmt: skip
    if transport == "http":
        options |= {"http": f"127.0.0.1:{one.http}", "path": kind.path}
    else:
        options |= {"grpc": f"127.0.0.1:{one.grpc}", "method": kind.method}
    before = one.cpu()
    told = receivers.load_with(options)
    told["cpu_seconds"] = one.cpu() - before
    told["memory_mib"] = round(one.memory(), 1)
    return told


def forget(one: Running) -> None:
    """Empty the file of a receiver that never removes anything, so that a long run does not fill the disk."""
    file = one.data / "otlp.bin"
    if file.exists():
        with file.open("r+b") as opened:
            opened.truncate(0)


def throughput(tier: str, arguments: argparse.Namespace, folder: Path) -> Iterator[dict]:
    """Measure every cell of a tier."""
    with ExitStack() as stack:
        running = [
            stack.enter_context(receivers.running(name, folder / tier))
            for name in arguments.receiver or TIERS[tier]
        ]
        resting = {one.name: round(one.memory(), 1) for one in running}
        for signal, transport, compression, batch in cells(arguments):
            number, load = payloads.records(signal, batch), round(os.getloadavg()[0], 1)
            file = payloads.write(signal, batch, folder / "payloads")
            rates: dict[str, list[dict]] = {one.name: [] for one in running}
            errors: dict[str, str] = {}
            for _ in range(arguments.runs):
                for one in running:
                    if one.name in errors:
                        continue
                    try:
                        rates[one.name].append(
                            measure(one, signal, transport, compression, file, number, arguments)
                        )
                    except RuntimeError as error:
                        errors[one.name] = str(error).splitlines()[-1][:200]
                    forget(one)
            for one in running:
                runs = rates[one.name]
                yield {
                    "tier": tier, "receiver": one.name, "signal": signal.folder, "transport": transport,
                    "compression": compression, "batch": batch,
                    "per_second": [round(run["records"] / run["seconds"]) for run in runs],
                    "per_cpu_second": [
                        round(run["total_records"] / max(run["cpu_seconds"], 0.01)) for run in runs
                    ],
                    "p99_ms": round(_median(run["p99_ms"] for run in runs), 2),
                    "generator_cpu": round(
                        _median(run["generator_cpu_seconds"] / run["seconds"] for run in runs), 2
                    ),
                    "memory_mib": max((run["memory_mib"] for run in runs), default=0),
                    "resting_mib": resting[one.name],
                    "load": load, "error": errors.get(one.name, ""),
                }  # fmt: skip


def _median(values) -> float:
    found = list(values)
    return statistics.median(found) if found else 0.0


def answers(arguments: argparse.Namespace, folder: Path) -> Iterator[dict]:
    """Measure from the first request until a query has counted all of the spans that were sent."""
    file = payloads.write(Signal.TRACES, 512, folder / "payloads", requests=64)
    rates: dict[str, list[int]] = {name: [] for name in TIERS["answer"]}
    for run in range(arguments.runs):
        for name in rates:
            with receivers.running(name, folder / f"answer-{run}") as one:
                spans = ANSWER_SPANS[name]
                begin = time.perf_counter()
                receivers.load_with(
                    {
                        "payloads": file, "records": 512, "http": f"127.0.0.1:{one.http}",
                        "requests": spans // 512, "patient": "true",
                    }
                )  # fmt: skip
                while _counted(one) < spans:
                    time.sleep(0.005)
                rates[name].append(round(spans / (time.perf_counter() - begin)))
    for name, per_second in rates.items():
        yield {
            "tier": "answer", "receiver": name, "signal": "traces", "transport": "http",
            "compression": "none", "batch": 512, "per_second": per_second, "error": "",
        }  # fmt: skip


def _counted(one: Running) -> int:
    """Return how many spans SQL sees, from a reader that has just been opened."""
    if one.name == "ours":
        with Store(one.data) as store:
            return store.sql("SELECT count(*) FROM spans WHERE duration_ns > 0").scalar()
    with sqlite3.connect(f"file:{one.data}/phoenix.db?mode=ro", uri=True) as database:
        return database.execute("SELECT count(*) FROM spans").fetchone()[0]


def facts() -> dict[str, object]:
    """Return what the figures depend on."""
    described = Path("/proc/cpuinfo").read_text().splitlines()
    processor = next((line.split(":", 1)[1].strip() for line in described if "model name" in line), "")
    go = subprocess.run(["go", "version"], capture_output=True, text=True, check=True).stdout.split()[2]
    return {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "machine": f"{processor}, kernel {platform.release()}, Python {platform.python_version()}, {go}",
        "versions": receivers.VERSIONS,
    }


def merge(out: Path, found: list[dict]) -> None:
    """Replace the results of the same cells, and keep the others."""
    before = json.loads(out.read_text())["results"] if out.exists() else []
    key = lambda r: [r[k] for k in ("tier", "signal", "batch", "transport", "compression", "receiver")]  # noqa: E731
    kept = {json.dumps(key(result)): result for result in [*before, *found]}
    results = sorted(kept.values(), key=key)
    lines = ",\n".join(json.dumps(result) for result in results)
    out.write_text(json.dumps(facts(), indent=1)[:-2] + f',\n "results": [\n{lines}\n]}}\n')


def main() -> None:
    """Measure, print each result, and store it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--tier", nargs="+", choices=TIERS, default=list(TIERS))
    parser.add_argument("--signal", nargs="+", choices=[s.folder for s in Signal], default=["traces"])
    parser.add_argument(
        "--batch", nargs="+", type=int, choices=payloads.BATCHES, default=list(payloads.BATCHES)
    )
    parser.add_argument("--receiver", nargs="+", choices=receivers.COMMANDS, help="instead of the tier's own")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--warm", type=float, default=0.3)
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    receivers.generator()
    found = []
    with tempfile.TemporaryDirectory(prefix="otlplab-bench-") as folder:
        for tier in arguments.tier:
            measured = (
                answers(arguments, Path(folder))
                if tier == "answer"
                else throughput(tier, arguments, Path(folder))
            )
            for result in measured:
                print(json.dumps(result), flush=True)
                found.append(result)
                merge(arguments.out, found)


if __name__ == "__main__":
    main()

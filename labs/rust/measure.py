"""Measure this workspace and keep the figures in ``measured.json``: ``python measure.py WHAT …``

``build``
    time of a cold build and of warm ones, and the sizes of the binaries
``overhead SERVICE …``
    throughput and latency of stock, pricing, tasks, dispatch or gateway, without telemetry and at three
    sampling rates, in rounds that alternate
``shutdowns ROUNDS``
    the lab ``rust/gateway`` stopped under load so many times, and what was lost

The machine should be quiet. ``CARGO_TARGET_DIR`` is used when it is set.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
from otlplab.collector import LocalCollector, attach
from otlplab.runner import lab
from otlplab.runner.recording import machine
from shop.databases import postgresql, postgresql_programs

FOLDER = Path(__file__).resolve().parent
FILE = FOLDER / "measured.json"
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", FOLDER / "target"))

ROUNDS, CALLERS, SECONDS, WARM_UP = 5, 8, 1.5, 0.5

EDIT = """
/// Edited.
pub fn edited(by: &str) -> String {
    format!("edited by {by}")
}
"""

SETTINGS = {
    "off": {"OTEL_SDK_DISABLED": "true"},
    **{
        rate: {"OTEL_TRACES_SAMPLER": "parentbased_traceidratio", "OTEL_TRACES_SAMPLER_ARG": rate}
        for rate in ("1.0", "0.1", "0.01")
    },
}
#: What is called, and the programs behind it, in the order in which they start.
SERVICES = {
    "stock": (("get", "{stock}/stock/lamp"), ("stock",)),
    "pricing": (("quote", "{pricing}"), ("pricing",)),
    "tasks": (("get", "{tasks}/select/right"), ("tasks",)),
    "dispatch": (("order", "{dispatch-intake}/orders"), ("dispatch-worker", "dispatch-intake")),
    "gateway": (("order", "{gateway}/orders"), ("stock", "pricing", "dispatch-worker", "gateway")),
}
PORTS = {
    name: 23_180 + n for n, name in enumerate(("stock", "pricing", "tasks", "dispatch-intake", "gateway"))
}
HERE = {name: f"http://127.0.0.1:{port}" for name, port in PORTS.items()}


@contextmanager
def running(
    names: tuple[str, ...], setting: str, url_file: Path, collector: LocalCollector
) -> Iterator[None]:
    """Run programs of the release profile with one setting, and stop them as a deployment would."""
    environment = (
        os.environ
        | SETTINGS[setting]
        | {
            "OTEL_EXPORTER_OTLP_ENDPOINT": collector.http_endpoint,
            "RUST_LOG": "warn",
            "DATABASE_URL_FILE": str(url_file),
            "BATCH": "50",
            "STOCK_URL": HERE["stock"],
            "PRICING_URL": HERE["pricing"],
        }
    )
    programs = []
    try:
        for name in names:
            own = environment | {"PORT": str(PORTS.get(name, 0))}
            programs.append(subprocess.Popen([TARGET / "release" / name], env=own, stderr=subprocess.DEVNULL))
        time.sleep(0.5)
        for name in names:
            if name in HERE and name != "pricing":
                httpx.get(f"{HERE[name]}/health").raise_for_status()
        yield
    finally:
        for program in reversed(programs):
            program.terminate()
        for program in programs:
            program.wait(30)


def load(call: tuple[str, str], seconds: float) -> dict[str, float]:
    """Call for so long with eight callers, and return what ``load`` says."""
    kind, url = call
    command = [TARGET / "release" / "load", kind, url.format(**HERE), str(CALLERS), str(seconds)]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def overhead(services: list[str]) -> dict[str, Any]:
    """Take all rounds of some services; those measured before stay."""
    build = ["cargo", "build", "--locked", "--release", "--workspace", "--quiet"]
    subprocess.run(build, cwd=FOLDER, check=True)
    programs = postgresql_programs()
    if programs is None:
        sys.exit("PostgreSQL is not installed: there is no initdb")
    old = json.loads(FILE.read_text("utf-8")).get("overhead", {}).get("table", []) if FILE.exists() else []
    table = [row for row in old if row["service"] not in services]
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        urls = stack.enter_context(postgresql(programs))
        (scratch / "url").write_text(urls["orders"], "utf-8")
        collector = attach(scratch / "telemetry", http_port=0, grpc_port=0)
        stack.callback(collector.stop)
        for service in services:
            table += _rounds(service, scratch / "url", collector)
    table.sort(key=lambda row: list(SERVICES).index(row["service"]))
    return {"rounds": ROUNDS, "callers": CALLERS, "seconds": SECONDS, "table": table}


def _rounds(service: str, url_file: Path, collector: LocalCollector) -> list[dict[str, Any]]:
    call, names = SERVICES[service]
    taken: dict[str, list[dict[str, float]]] = {setting: [] for setting in SETTINGS}
    order = list(SETTINGS)
    for number in range(ROUNDS):
        for setting in order[number % len(order) :] + order[: number % len(order)]:
            with running(names, setting, url_file, collector):
                load(call, WARM_UP)
                told = load(call, SECONDS)
            told["rate"] = told["answers"] / told["seconds"]
            taken[setting].append(told)
            print(f"{service} {setting:>5} {told['rate']:8.0f}/s p99 {told['p99_ms']:.2f} ms", flush=True)
    rows = []
    for setting, rounds in taken.items():
        ratios = sorted(r["rate"] / off["rate"] for r, off in zip(rounds, taken["off"], strict=True))
        rows.append(
            {
                "service": service,
                "setting": setting,
                "rate": statistics.median(r["rate"] for r in rounds),
                "ratio": [ratios[0], statistics.median(ratios), ratios[-1]],
                "p99_ms": statistics.median(r["p99_ms"] for r in rounds),
                "failed": sum(r["failed"] for r in rounds),
            }
        )
    return rows


def build() -> dict[str, str]:
    """Build everything from nothing, then again after small edits, in a target folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "rust"
        shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("target", "__pycache__"))
        environment = os.environ | {"CARGO_TARGET_DIR": str(Path(folder) / "target")}

        def seconds(*arguments: str) -> str:
            begun, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
            command = ["cargo", "build", "--locked", "--quiet", *arguments]
            subprocess.run(command, cwd=copy, env=environment, check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            return f"{time.monotonic() - begun:.1f} s, {busy:.1f} s of processor"

        def edit(file: str) -> None:
            with (copy / file).open("a", encoding="utf-8") as target:
                target.write(EDIT)

        found = {"everything, from nothing, development": seconds("--workspace")}
        for name in ("stock", "tasks", "gateway"):
            edit(f"{name}/src/lib.rs")
            found[f"{name}, after an edit in it"] = seconds("--bin", name)
        edit("telemetry/src/lib.rs")
        found["gateway, after an edit in what all share"] = seconds("--bin", "gateway")
        for name in ("stock", "gateway"):
            size = (Path(folder) / "target" / "debug" / name).stat().st_size
            found[f"size of {name}, development"] = f"{size / 1e6:.1f} MB"
    for name in ("stock", "gateway"):
        binary = TARGET / "release" / name
        if binary.exists():
            found[f"size of {name}, release"] = f"{binary.stat().st_size / 1e6:.1f} MB"
    return found


def shutdowns(rounds: int) -> dict[str, int]:
    """Stop the gateway's lab under load, so many times."""
    with lab("rust/gateway", mode="live") as run:
        return {"rounds": rounds, **run.do("shutdowns", rounds=rounds)}


def main(what: str = "", *arguments: str) -> None:
    """Measure one thing and keep it beside the others."""
    found: dict[str, Any]
    if what == "build":
        found = build()
    elif what == "overhead" and arguments and set(arguments) <= set(SERVICES):
        found = overhead(list(arguments))
    elif what == "shutdowns" and arguments:
        found = shutdowns(int(arguments[0]))
    else:
        sys.exit(__doc__)
    kept = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    kept |= {what: found, "machine": machine()}
    FILE.write_text(json.dumps(kept, indent=2) + "\n", "utf-8")
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Measures what the agent costs: nginx and a Go server under load without it, with it, with an SDK inside.

Run it live, as root, on a machine with nothing else to do: ``.venv/bin/python labs/ebpf/http/overhead.py``. A
number says how many rounds are added to those in ``datasets/ebpf/overhead.json`` (default 2, four minutes),
and ``--new`` begins that file anew. A round measures each server at each load without the agent and then with
it; every other round the other way round.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

import psutil
from otlplab import lab

RESULT = Path(__file__).parents[3] / "datasets" / "ebpf" / "overhead.json"
SECONDS = 3
CONNECTIONS = 10
LOADS = {"1,000/s": ["--rps", str(1000 // CONNECTIONS)], "saturation": []}
STORED = "select count(*) from spans where kind = 'SERVER'"
#: Of each server: the port of the lab, the path, what h2load is told, and the name of its program.
SERVERS = {
    "nginx": ("http", "plain", "/stock", ["--h1"]),
    "nginx, TLS": ("https", "tls", "/stock", ["--h1"]),
    "nginx, HTTP/2": ("https", "tls", "/stock", ["-m", "1"]),
    "Go": ("http", "orders", "/orders/17", ["--h1"]),
    "Go, SDK": ("http", "orders-sdk", "/orders/17", ["--h1"]),
}


def main() -> None:
    """Measure, and add the rounds to the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rounds", type=int, nargs="?", default=2, help="how many to measure")
    parser.add_argument("--new", action="store_true", help="forget the rounds that are in the file")
    arguments = parser.parse_args()
    known = [] if arguments.new or not RESULT.exists() else json.loads(RESULT.read_text("utf-8"))["rounds"]
    with lab("ebpf/http", mode="live") as run:
        for number in range(len(known), len(known) + arguments.rounds):
            known.append(one_round(run, agent_first=number % 2 == 1))
            print(f"round {number + 1}: {len(known[-1])} measurements", flush=True)
            RESULT.write_text(json.dumps({"machine": machine(), "rounds": known}, indent=1) + "\n", "utf-8")


def machine() -> dict[str, Any]:
    """Return what the figures were measured on."""
    return {
        "date": date.today().isoformat(),
        "kernel": platform.release(),
        "cores": os.cpu_count(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30),
        "seconds": SECONDS,
        "connections": CONNECTIONS,
    }


def one_round(run: Any, agent_first: bool) -> list[dict[str, Any]]:
    """Measure everything once without the agent and once with it."""
    found = []
    for agent in (agent_first, not agent_first):
        run.switch("agent", agent)
        if agent:
            _wait_until_idle(_named("agent"))  # it has looked through the libraries of the machine
        for server in SERVERS:
            if agent and server == "Go, SDK":
                continue  # one or the other
            for load in LOADS:
                found.append(measure(run, server, load, agent))
    return found


def measure(run: Any, server: str, load: str, agent: bool) -> dict[str, Any]:
    """Put one load on one server; return requests a second, latencies in ms, CPU in ms a second.

    And how much memory the agent has, in MiB, and which share of the requests has a span in the end.
    """
    scheme, port, path, told = SERVERS[server]
    watched = {"server": _listening(run.port(port)), "agent": _named("agent"), "collector": _named("otelcol")}
    store = run.collector.store()  # only what comes from here on
    with tempfile.NamedTemporaryFile("r", suffix=".log") as log:
        before = {name: _cpu(processes) for name, processes in watched.items()}
        url = f"{scheme}://127.0.0.1:{run.port(port)}{path}"
        command = ["h2load", "-c", str(CONNECTIONS), "-D", str(SECONDS), "--log-file", log.name]
        begun = time.monotonic()
        subprocess.run([*command, *told, *LOADS[load], url], check=True, capture_output=True, timeout=60)
        took = time.monotonic() - begun
        cpu = {name: (_cpu(processes) - before[name]) / took for name, processes in watched.items()}
        lines = [line.split() for line in log]
    times = sorted(int(microseconds) / 1000 for _, status, microseconds in lines if status == "200")
    if len(times) < len(lines) * 0.99 or len(times) < 100:
        raise RuntimeError(f"{server}: {len(times)} of {len(lines)} requests have succeeded")
    percentiles = statistics.quantiles(times, n=100)
    return {
        "server": server,
        "load": load,
        "agent": agent,
        "requests_per_second": round(len(times) / SECONDS, 1),
        "p50_ms": round(percentiles[49], 3),
        "p99_ms": round(percentiles[98], 3),
        "cpu_ms_per_second": {name: round(1000 * used, 1) for name, used in cpu.items()},
        "agent_mib": round(sum(p.memory_info().rss for p in watched["agent"]) / 2**20),
        "spans_per_request": round(_settled(store) / len(lines), 4) if agent or "SDK" in server else None,
    }


def _wait_until_idle(processes: list[psutil.Process]) -> None:
    """Wait until they use less than a twentieth of a core for two seconds."""
    deadline, used = time.monotonic() + 90, _cpu(processes)
    while time.monotonic() < deadline:
        time.sleep(2)
        before, used = used, _cpu(processes)
        if used - before < 0.1:
            return
    raise RuntimeError("the agent does not come to rest")


def _settled(store: Any) -> int:
    """Wait until no more spans of a server come, which is until all queues are empty, and count them."""
    count, deadline = -1, time.monotonic() + 30
    while (now := store.sql(STORED).scalar()) != count and time.monotonic() < deadline:
        count = now
        time.sleep(1.5)  # longer than the batches of the agent and of the SDK wait
    return count


def _listening(port: int) -> list[psutil.Process]:
    """Return the processes of the server that listens on a port: nginx has a master and workers."""
    found = next(
        psutil.Process(c.pid)
        for c in psutil.net_connections("tcp")
        if c.status == "LISTEN" and c.laddr.port == port and c.pid
    )
    parent = found.parent()
    top = parent if parent and parent.exe() == found.exe() else found
    return [top, *top.children(recursive=True)]


def _named(name: str) -> list[psutil.Process]:
    ours = psutil.Process()
    return [
        p for p in psutil.process_iter(["exe"]) if (p.info["exe"] or "").endswith(f"/{name}") and p != ours
    ]


def _cpu(processes: list[psutil.Process]) -> float:
    return sum(t.user + t.system for t in (p.cpu_times() for p in processes))


if __name__ == "__main__":
    main()

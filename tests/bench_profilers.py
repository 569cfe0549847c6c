"""What each profiler costs at 19, 100 and 1000 samples a second, in alternating pairs.

``python -m tests.bench_profilers --store FILE`` runs the labs of part 5 live. A pair is the same requests
without and with the profiler, in turns; what is compared is the processor time of the service, and of those
that work from outside, py-spy and the eBPF profiler, their own as well: fairer than the clock on a machine
that does other things.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
from otlplab import lab
from otlplab.runner.manifest import LABS

RATES = (19, 100, 1000)
Round = Callable[[], float]


def main() -> None:
    """Measure every profiler at every rate and print the median, the lowest and the highest of the pairs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--store", type=Path)
    told = parser.parse_args()
    sys.path.append(str(LABS))
    table: dict[str, dict[int, list[float]]] = {}
    for name, measure in (("go", _go), ("java", _java), ("python", _python), ("ebpf", _ebpf)):
        with lab(f"profiles/{name}", mode="live") as run:
            measure(run, told.pairs, table)
    for profiler, rates in table.items():
        for hz, ratios in rates.items():
            middle = statistics.median(ratios)
            print(
                f"{profiler:<16} {hz:>5} Hz  {middle:+7.1%}  {ratios[0]:+.1%} … {ratios[-1]:+.1%}", flush=True
            )
    if told.store:
        kept = {"machine": platform.platform(), "pairs": told.pairs, "date": time.strftime("%Y-%m-%d")}
        told.store.write_text(json.dumps(kept | {"overhead": table}, indent=1) + "\n")


def _pairs(table: Any, profiler: str, pairs: int, plain: Round, profiled: Callable[[int], float]) -> None:
    plain()  # warm
    for hz in RATES:
        ratios = []
        for number in range(pairs):
            first, second = (plain, lambda hz=hz: profiled(hz))
            if number % 2:
                second_s, first_s = second(), first()
            else:
                first_s, second_s = first(), second()
            ratios.append(second_s / first_s - 1)
        table.setdefault(profiler, {})[hz] = sorted(ratios)


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


def _service(port: int) -> psutil.Process:
    """Return the process that listens on a port of the loopback."""
    found = [c.pid for c in psutil.net_connections("tcp") if c.status == "LISTEN" and c.laddr.port == port]
    return psutil.Process(found[0])


def _inside(run: Any, path: str, requests: int, kind: str, port: str) -> tuple[Round, Callable[[int], float]]:
    """Return the rounds of a service that profiles itself: without, and with a profile."""
    from profiles import measure

    base, service = run.endpoint(port), _service(run.port(port))

    def plain() -> float:
        begun = _cpu(service)
        measure.load(base + path, requests)
        return _cpu(service) - begun

    def profiled(hz: int) -> float:
        measure.ask(f"{base}/profile/start?kind={kind}&hz={hz}", "POST")
        used = plain()
        measure.ask(f"{base}/profile/stop", "POST")
        return used

    return plain, profiled


def _go(run: Any, pairs: int, table: Any) -> None:
    _pairs(table, "Go pprof", pairs, *_inside(run, "/search?q=lamp", 200, "cpu", "shipped"))


def _java(run: Any, pairs: int, table: Any) -> None:
    for name, kind in (("JFR", "jfr"), ("async-profiler", "cpu")):
        _pairs(table, name, pairs, *_inside(run, "/price?items=4000", 100, kind, "shipped"))


def _python(run: Any, pairs: int, table: Any) -> None:
    from profiles import measure
    from profiles.pyspy import PySpy

    base = run.endpoint("shipped")
    pid = json.loads(measure.ask(f"{base}/pid"))["pid"]
    service = psutil.Process(pid)

    def plain() -> float:
        begun = _cpu(service)
        measure.load(f"{base}/score?n=60000", 60)
        return _cpu(service) - begun

    for name, native in (("py-spy", False), ("py-spy --native", True)):

        def profiled(hz: int, native: bool = native) -> float:
            with PySpy(run, pid, native=native, hz=hz) as spy:
                outside = psutil.Process(spy.process.pid)
                begun = _cpu(outside)  # after it has read the symbols
                used = plain()
                return used + _cpu(outside) - begun

        _pairs(table, name, pairs, plain, profiled)


def _ebpf(run: Any, pairs: int, table: Any) -> None:
    """One profiler for three services, in Go, Python and Java: their processor time is added up."""
    from profiles import measure
    from profiles.ebpf import drive

    services = [_service(run.port(name)) for name in ("catalogue", "fraud", "pricing")]
    order = f"{run.endpoint('catalogue')}/search?{drive.ORDER}"

    def plain() -> float:
        begun = sum(map(_cpu, services))
        measure.load(order, 40)
        return sum(map(_cpu, services)) - begun

    def profiled(hz: int) -> float:
        with drive.Profiler(run, hz) as profiler:
            profiler.wait_for(drive.SEEN, lambda: measure.load(order, 1))  # it has read the symbols
            outside = psutil.Process(profiler.process.pid)
            begun = _cpu(outside)
            used = plain()
            return used + _cpu(outside) - begun

    _pairs(table, "eBPF profiler", pairs, plain, profiled)


if __name__ == "__main__":
    main()

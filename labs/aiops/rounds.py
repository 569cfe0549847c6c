"""How long from fault to alarm? Rounds of the running shop, with a fault and without. Made anew by

    python -m aiops.rounds

with ``labs`` as the working directory, after ``python -m aiops.evaluate``; about nine minutes. Every detector
judges the same stream, one after the other on one core, so the seconds to an alarm hold what those before it
took; how far a round fell behind is stored with it. Writes ``datasets/shop-weeks/rounds.json``.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from otlplab.collector import attach
from otlplab.runner.recording import machine

from aiops import actions, live
from aiops.detectors import DETECTORS
from aiops.evaluate import ROUNDS, data, stored
from aiops.injector import ClockedShop, wait_for_the_disk
from aiops.record import ENVIRONMENT

#: One round for each, and as many without a fault.
FAULTS = [
    *("cpu", "lost-dependency", "retry-storm", "slow-query", "lock"),
    *("leak", "bad-deploy", "error-rate", "cache-loss", "cpu"),
]
AT, HOURS = 5, 11


def main() -> int:
    """Train, then watch the rounds. Returns the exit status."""
    shop_data = data()
    chosen = {n: s["threshold"] for n, s in stored()["shop"].items()}
    detectors = {name: kind().fit(shop_data.train, shop_data.calibrate) for name, kind in DETECTORS.items()}
    before = live.history()
    rounds = []
    for fault in [*FAULTS, *[""] * len(FAULTS)]:
        rounds.append(one(fault, detectors, chosen, before))
        print(rounds[-1], flush=True)
    told = {"machine": machine(), "rounds": rounds, "summary": summary(rounds)}
    ROUNDS.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    print(json.dumps(told["summary"], indent=1))
    return 0


def one(fault: str, detectors: dict[str, Any], thresholds: dict[str, float], before: Any) -> dict[str, Any]:
    """Run one round and return, for each detector, the seconds from fault to alarm and the early alarms."""
    alarms: dict[str, list[tuple[int, float, str]]] = {name: [] for name in detectors}
    with tempfile.TemporaryDirectory(prefix="rounds-") as folder:
        collector = attach(Path(folder) / "telemetry", http_port=0, grpc_port=0)
        try:
            with ClockedShop(collector.http_endpoint, ENVIRONMENT) as shop:
                wait_for_the_disk(shop.folder)
                store = collector.store("start")
                begin = time.time_ns() + actions.WARM_UP * 1_000_000_000
                when: list[float] = []
                load = threading.Thread(
                    target=lambda: when.append(
                        actions.play(
                            shop.url("storefront"),
                            begin,
                            AT,
                            HOURS,
                            lambda on: fault and shop.fault(fault, on),
                        )
                    )
                )
                load.start()
                watches = {
                    name: live.Watch(detector, thresholds[name], before, begin)
                    for name, detector in detectors.items()
                }
                for table in live.hours(store, begin, HOURS):
                    for name, watch in watches.items():
                        last = watch.judge(table)[-1]
                        if last.alarm:
                            alarms[name].append((last.hour, last.seconds, last.series))
                late = time.time() - begin / 1e9 - HOURS - live.LATE
                load.join()
        finally:
            collector.stop()
    told = {}
    for name, raised in alarms.items():
        after = [seconds - when[0] for hour, seconds, _ in raised if fault and hour >= AT]
        early = [f"{hour}: {series}" for hour, _, series in raised if not fault or hour < AT]
        told[name] = {"seconds": round(after[0], 1) if after else None, "false": early}
    return {"fault": fault, "late": round(late, 1), "detectors": told}


def summary(rounds: list[dict[str, Any]]) -> dict[str, Any]:
    """Return, for each detector, rounds with an alarm, seconds to it, and quiet rounds with an alarm."""
    told = {}
    for name in rounds[0]["detectors"]:
        ill = [r["detectors"][name] for r in rounds if r["fault"]]
        quiet = [r["detectors"][name] for r in rounds if not r["fault"]]
        seconds = [d["seconds"] for d in ill if d["seconds"] is not None]
        told[name] = {
            "found": len(seconds),
            "of": len(ill),
            "seconds": [min(seconds), statistics.median(seconds), max(seconds)] if seconds else None,
            "alarmed_before_the_fault": sum(bool(d["false"]) for d in ill),
            "quiet_rounds_with_alarm": sum(bool(d["false"]) for d in quiet),
            "quiet_rounds": len(quiet),
        }
    return told


if __name__ == "__main__":
    sys.exit(main())

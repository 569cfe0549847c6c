"""Train every detector, choose its threshold, and score it where nothing was decided. Made anew by

    python -m aiops.evaluate [--public [FOLDER]]

with ``labs`` as the working directory, in about five minutes. Writes ``datasets/shop-weeks/scores.json``. The
public series are fetched, or read from a folder that has them already.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from otlplab.runner.recording import machine

from aiops import FOLDER, dataset, public, registry, schedule, scoring
from aiops.detector import Detector, of_shop
from aiops.detectors import DETECTORS
from aiops.scoring import Cost, Score, Span

SCORES, ROUNDS = FOLDER / "scores.json", FOLDER / "rounds.json"
SEEDS = range(100)  # of the detector that guesses


@dataclass(frozen=True)
class Data:
    """The weeks, by what they are for. ``later`` begins with the week of ``calibrate``, as history."""

    train: pd.DataFrame
    calibrate: pd.DataFrame
    later: pd.DataFrame
    validate_faults: list[Span]
    test_faults: list[Span]

    def validation(self, hourly: pd.Series) -> np.ndarray:
        """Return the scores of the week in which thresholds are chosen."""
        return hourly.to_numpy()[168 : 2 * 168]

    def test(self, hourly: pd.Series) -> np.ndarray:
        """Return the scores of the weeks in which nothing is chosen, one after the other."""
        return hourly.to_numpy()[2 * 168 :]


# region split
def data() -> Data:
    """Read all weeks. The split is by time: what is learnt comes before what is judged."""
    of: dict[str, list[int]] = {}
    for number, purpose in schedule.PURPOSE.items():
        of.setdefault(purpose, []).append(number)
    weeks = {number: dataset.read(number) for number in schedule.PURPOSE}
    judged = [*of["test"], *of["control"]]
    return Data(
        train=pd.concat([weeks[n].table for n in of["train"]]),
        calibrate=pd.concat([weeks[n].table for n in of["calibrate"]]),
        later=pd.concat([weeks[n].table for n in [*of["calibrate"], *of["validate"], *judged]]),
        validate_faults=[f for n in of["validate"] for f in scoring.incidents(weeks[n].labels)],
        test_faults=[
            fault
            for place, n in enumerate(judged)
            for fault in scoring.incidents(weeks[n].labels, offset=168 * place)
        ],
    )


# endregion split


@dataclass(frozen=True)
class Result:
    """One detector, trained and judged."""

    detector: Detector
    hourly: pd.Series
    by_series: pd.DataFrame
    threshold: float
    test: Score
    intervals: dict[str, tuple[float, float]]
    seconds_to_score: float

    def found(self, data: Data) -> dict[str, tuple[int, int]]:
        """Return for each kind of fault how many were found, of how many."""
        raised = scoring.alarms(data.test(self.hourly) > self.threshold)
        kinds: dict[str, tuple[int, int]] = {}
        for fault in data.test_faults:
            found, of = kinds.get(fault.kind, (0, 0))
            kinds[fault.kind] = found + any(not scoring.is_false(a, [fault]) for a in raised), of + 1
        return dict(sorted(kinds.items()))


def judge(detector: Detector, data: Data, cost: Cost) -> Result:
    """Score a fitted detector: the threshold is chosen in the week of validation, and then kept."""
    begin = time.perf_counter()
    by_series = detector.score(data.later)
    seconds = time.perf_counter() - begin
    hourly = of_shop(by_series)
    threshold = scoring.choose(data.validation(hourly), data.validate_faults, cost)
    flags = data.test(hourly) > threshold
    return Result(
        detector,
        hourly,
        by_series,
        threshold,
        scoring.judge(flags, data.test_faults),
        scoring.intervals(flags, data.test_faults),
        seconds / (len(data.later) / 168),
    )


def table(results: Iterable[Result], cost: Cost) -> pd.DataFrame:
    """Return the scores side by side, the cheapest first."""
    rows = {
        r.detector.name: {
            "found": f"{r.test.found} of {r.test.incidents}",
            "false a week": round(r.test.false_a_week, 1),
            "precision": round(r.test.precision, 2),
            "recall": round(r.test.recall, 2),
            "F1": round(r.test.f1, 2),
            "F1, 90 %": "{:.2f}–{:.2f}".format(*r.intervals["f1"]),
            "delay, h": r.test.delay,
            "cost a week": round(cost.of(r.test)),
        }
        for r in results
    }
    return pd.DataFrame(rows).T.sort_values("cost a week", kind="stable")


# region random
def guess(data: Data, share: float = 0.15) -> dict[str, list[float]]:
    """Score a detector that throws dice: an alarm in ``share`` of all hours, whatever happens."""
    hours = len(data.later) - 2 * 168
    found: dict[str, list[float]] = {"point-adjusted F1": [], "F1 by hours": [], "F1 by incidents": []}
    for seed in SEEDS:
        flags = np.random.default_rng(seed).random(hours) < share
        found["point-adjusted F1"].append(scoring.pointwise_f1(flags, data.test_faults, adjust=True))
        found["F1 by hours"].append(scoring.pointwise_f1(flags, data.test_faults, adjust=False))
        found["F1 by incidents"].append(scoring.judge(flags, data.test_faults).f1)
    return found


# endregion random


def stored(file: Path = SCORES) -> dict[str, Any]:
    """Return what was measured on the machine that the file names."""
    return json.loads(file.read_text("utf-8"))


def main() -> int:
    """Train, judge and write. Returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--public", nargs="?", const="", help="score the public series, too")
    arguments = parser.parse_args()
    cost, shop = Cost(), data()
    told: dict[str, Any] = {"machine": machine(), "cost": asdict(cost), "shop": {}, "public": {}}
    results = []
    for name, kind in DETECTORS.items():
        detector = kind().fit(shop.train, shop.calibrate)
        result = judge(detector, shop, cost)
        results.append(result)
        told["shop"][name] = {
            **asdict(result.test),
            "intervals": result.intervals,
            "threshold": result.threshold,
            "cost_a_week": cost.of(result.test),
            "found_by_kind": result.found(shop),
            "seconds_to_train": detector.seconds,
            "seconds_to_score_a_week": result.seconds_to_score,
            "bytes": size(detector, result, shop),
        }
        print(f"{name}: {detector.seconds:.1f} s to train", flush=True)
    print(table(results, cost).to_string())
    told["random"] = {name: [float(np.median(f)), min(f), max(f)] for name, f in guess(shop).items()}
    if arguments.public is not None:
        thresholds = {r.detector.name: r.threshold for r in results}
        told["public"] = public.score(
            Path(arguments.public) if arguments.public else public.fetch(), thresholds
        )
    told["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    SCORES.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    return 0


def size(detector: Detector, result: Result, data: Data) -> int:
    """Return how many bytes the saved model takes, card and all."""
    with tempfile.TemporaryDirectory() as folder:
        model = registry.save(detector, result.threshold, data.train, {}, Path(folder))
        return sum(p.stat().st_size for p in (Path(folder) / model).iterdir())


if __name__ == "__main__":
    sys.exit(main())

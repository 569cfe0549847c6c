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


@dataclass(frozen=True)
class Data:
    """The weeks, by what they are for. ``later`` begins with the week of ``calibrate``, as history.

    ``failures`` are the failed requests of the hours of ``later``: see :func:`aiops.series.failures`.
    """

    train: pd.DataFrame
    calibrate: pd.DataFrame
    later: pd.DataFrame
    failures: pd.Series
    validate_faults: list[Span]
    test_faults: list[Span]
    #: The numbers of the weeks in which nothing is chosen, in order.
    judged: list[int]

    def validation(self, hourly: pd.Series) -> np.ndarray:
        """Return the scores of the weeks in which thresholds are chosen."""
        return hourly.to_numpy()[168 : -168 * len(self.judged)]

    def test(self, hourly: pd.Series) -> np.ndarray:
        """Return the scores of the weeks in which nothing is chosen, one after the other."""
        return hourly.to_numpy()[-168 * len(self.judged) :]


# region split
def data() -> Data:
    """Read all weeks. The split is by time: what is learnt comes before what is judged."""
    weeks = {number: dataset.read(number) for number in schedule.PURPOSE}

    def of(*purposes: str) -> list[int]:
        return [number for number, purpose in schedule.PURPOSE.items() if purpose in purposes]

    def faults(numbers: list[int]) -> list[Span]:
        return [
            fault
            for place, number in enumerate(numbers)
            for fault in scoring.incidents(weeks[number].labels, offset=168 * place)
        ]

    train, calibrate, validate = of("train"), of("calibrate"), of("validate")
    judged = of("test", "control")
    later = [*calibrate, *validate, *judged]
    tables = pd.concat([weeks[n].table for n in later])
    return Data(
        train=pd.concat([weeks[n].table for n in train]),
        calibrate=pd.concat([weeks[n].table for n in calibrate]),
        later=tables,
        failures=pd.Series(np.concatenate([weeks[n].failures for n in later]), tables.index).fillna(0.0),
        validate_faults=faults(validate),
        test_faults=faults(judged),
        judged=judged,
    )


# endregion split


@dataclass(frozen=True)
class Judged:
    """Scores by the hour, whoever gave them, with the threshold that was chosen and what came of it."""

    name: str
    hourly: pd.Series
    threshold: float
    test: Score
    intervals: dict[str, tuple[float, float]]

    def found(self, data: Data) -> dict[str, tuple[int, int]]:
        """Return for each kind of fault how many were found, of how many."""
        raised = scoring.alarms(data.test(self.hourly) > self.threshold)
        kinds: dict[str, tuple[int, int]] = {}
        for fault in data.test_faults:
            found, of = kinds.get(fault.kind, (0, 0))
            kinds[fault.kind] = found + any(not scoring.is_false(a, [fault]) for a in raised), of + 1
        return dict(sorted(kinds.items()))


@dataclass(frozen=True)
class Result(Judged):
    """One detector, trained and judged."""

    detector: Detector
    by_series: pd.DataFrame
    seconds_to_score: float


def judge_hours(name: str, hourly: pd.Series, data: Data, cost: Cost) -> Judged:
    """Judge one score an hour of ``data.later``: its threshold is chosen in validation, and then kept."""
    threshold = scoring.choose(data.validation(hourly), data.validate_faults, cost)
    flags = data.test(hourly) > threshold
    return Judged(
        name,
        hourly,
        threshold,
        scoring.judge(flags, data.test_faults),
        scoring.intervals(flags, data.test_faults),
    )


def judge(detector: Detector, data: Data, cost: Cost) -> Result:
    """Judge a fitted detector in the same way."""
    begin = time.perf_counter()
    by_series = detector.score(data.later)
    seconds = time.perf_counter() - begin
    judged = judge_hours(detector.name, of_shop(by_series), data, cost)
    return Result(
        **vars(judged),
        detector=detector,
        by_series=by_series,
        seconds_to_score=seconds / (len(data.later) / 168),
    )


# region rivals
def dice(data: Data, cost: Cost) -> list[Judged]:
    """Judge :data:`aiops.scoring.SEEDS` detectors that score by chance, and return the cheapest first."""
    hours = len(data.later)
    thrown = [pd.Series(np.random.default_rng(seed).exponential(size=hours)) for seed in scoring.SEEDS]
    return sorted(
        (judge_hours("dice", hourly, data, cost) for hourly in thrown), key=lambda one: cost.of(one.test)
    )


def rivals(data: Data, cost: Cost, thrown: list[Judged]) -> list[Judged]:
    """Return what each has to beat by the same cost: a rule, silence, and the median of the dice."""
    rule = judge_hours("rule: failed requests", data.failures, data, cost)
    return [rule, judge_hours("no detector", 0 * data.failures, data, cost), thrown[len(thrown) // 2]]


# endregion rivals


def table(results: Iterable[Judged], cost: Cost, thrown: list[Judged]) -> pd.DataFrame:
    """Return the scores side by side, the cheapest first."""
    rows = {
        r.name: {
            "found": f"{r.test.found} of {r.test.incidents}",
            "false a week": round(r.test.false_a_week, 1),
            "precision": round(r.test.precision, 2),
            "F1": round(r.test.f1, 2),
            "F1, 90 %": "{:.2f}–{:.2f}".format(*r.intervals["f1"]),
            "delay, h": r.test.delay,
            "cost a week": round(cost.of(r.test)),
            "dice beaten": f"{beaten(r, cost, thrown):.0%}",
        }
        for r in results
    }
    return pd.DataFrame(rows).T.sort_values("cost a week", kind="stable").fillna("–")


def beaten(judged: Judged, cost: Cost, thrown: list[Judged]) -> float:
    """Return the share of the dice that cost more: below 0.95, a result may be luck."""
    return float(np.mean([cost.of(one.test) > cost.of(judged.test) for one in thrown]))


def stored(file: Path = SCORES) -> dict[str, Any]:
    """Return what was measured on the machine that the file names."""
    return json.loads(file.read_text("utf-8"))


def main() -> int:
    """Train, judge and write. Returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--public", nargs="?", const="", help="score the public series, too")
    arguments = parser.parse_args()
    cost, shop = Cost(), data()
    thrown = dice(shop, cost)
    told: dict[str, Any] = {"machine": machine(), "cost": asdict(cost), "shop": {}, "public": {}}
    results = []
    for name, kind in DETECTORS.items():
        detector = kind().fit(shop.train, shop.calibrate)
        result = judge(detector, shop, cost)
        results.append(result)
        told["shop"][name] = {
            **facts(result, shop, cost, thrown),
            "seconds_to_train": detector.seconds,
            "seconds_to_score_a_week": result.seconds_to_score,
            "bytes": size(detector, result, shop),
        }
        print(f"{name}: {detector.seconds:.1f} s to train", flush=True)
    others = rivals(shop, cost, thrown)
    told["rivals"] = {one.name: facts(one, shop, cost, thrown) for one in others}
    print(table([*results, *others], cost, thrown).to_string())
    told["random"] = scoring.of_dice(168 * len(shop.judged), shop.test_faults, 0.15)
    if arguments.public is not None:
        thresholds = {r.name: r.threshold for r in results}
        told["public"] = public.score(
            Path(arguments.public) if arguments.public else public.fetch(), thresholds
        )
    told["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    SCORES.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    return 0


def facts(judged: Judged, data: Data, cost: Cost, thrown: list[Judged]) -> dict[str, Any]:
    """Return what is kept of one row of the table."""
    return {
        **asdict(judged.test),
        "intervals": judged.intervals,
        "threshold": judged.threshold,
        "cost_a_week": cost.of(judged.test),
        "dice_beaten": beaten(judged, cost, thrown),
        "found_by_kind": judged.found(data),
    }


def size(detector: Detector, result: Result, data: Data) -> int:
    """Return how many bytes the saved model takes, card and all."""
    with tempfile.TemporaryDirectory() as folder:
        model = registry.save(detector, result.threshold, data.train, {}, Path(folder))
        return sum(p.stat().st_size for p in (Path(folder) / model).iterdir())


if __name__ == "__main__":
    sys.exit(main())

"""How good is a detector? In what people notice: incidents found, how late, and alarms for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

#: Alarms so few hours apart are one; and what happens so many hours after a fault is still its consequence.
MERGE, GRACE = 2, 3
#: Of the detectors that throw dice.
SEEDS = range(100)


@dataclass(frozen=True, slots=True)
class Span:
    """Hours ``begin`` to ``end``, the last not included; ``kind`` is empty for an alarm."""

    begin: int
    end: int
    kind: str = ""


@dataclass(frozen=True)
class Score:
    """What a detector did in some hours."""

    incidents: int
    found: int
    alarms: int  #: in all, merged
    false: int  #: those that begin in no incident
    weeks: float
    delay: float  #: median hours from the fault to the end of the first hour with an alarm; NaN if none
    range_precision: float
    range_recall: float

    @property
    def precision(self) -> float:
        """The share of alarms that meant something."""
        return (self.alarms - self.false) / self.alarms if self.alarms else float("nan")

    @property
    def recall(self) -> float:
        """The share of incidents that were found."""
        return self.found / self.incidents if self.incidents else float("nan")

    @property
    def f1(self) -> float:
        """The harmonic mean of the two, 0 when nothing was found."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.found else 0.0

    @property
    def false_a_week(self) -> float:
        """Alarms for nothing in a week."""
        return self.false / self.weeks


# region events
def incidents(labels: pd.DataFrame, offset: int = 0) -> list[Span]:
    """Return the hours of each fault of a week (not of what only looks like one), ``offset`` hours later."""
    return [
        Span(
            int(np.floor(row.begin_hour)) + offset,
            max(int(np.ceil(row.end_hour)), int(np.floor(row.begin_hour)) + 1) + offset,
            row.kind,
        )
        for row in labels.itertuples()
        if row.fault
    ]


def alarms(flags: Sequence[bool] | np.ndarray) -> list[Span]:
    """Return the alarms: hours in which ``flags`` is true, joined when at most :data:`MERGE` hours apart."""
    found: list[Span] = []
    for hour in np.flatnonzero(np.asarray(flags, bool)).tolist():
        if found and hour - found[-1].end <= MERGE:
            found[-1] = Span(found[-1].begin, hour + 1)
        else:
            found.append(Span(hour, hour + 1))
    return found


def beginnings(faults: list[Span], raised: list[Span]) -> list[int | None]:
    """Return for each incident the hour in which an alarm began in it, None if none did.

    An alarm that was there before tells nobody anything: otherwise one that never ends would find everything.
    """
    return [
        next((alarm.begin for alarm in raised if fault.begin <= alarm.begin < fault.end + GRACE), None)
        for fault in faults
    ]


def judge(flags: Sequence[bool] | np.ndarray, faults: list[Span]) -> Score:
    """Compare alarms with incidents, as events: an incident is found when an alarm begins in it."""
    flags = np.asarray(flags, bool)
    raised = alarms(flags)
    found = beginnings(faults, raised)
    delays = [at - fault.begin + 1 for at, fault in zip(found, faults, strict=True) if at is not None]
    wanted = np.zeros(len(flags), bool)
    for fault in faults:
        wanted[fault.begin : fault.end + GRACE] = True
    return Score(
        incidents=len(faults),
        found=len(delays),
        alarms=len(raised),
        false=sum(is_false(alarm, faults) for alarm in raised),
        weeks=len(flags) / 168,
        delay=float(np.median(delays)) if delays else float("nan"),
        range_precision=_mean([wanted[alarm.begin : alarm.end].mean() for alarm in raised]),
        range_recall=_mean(
            [
                0.5 * (at is not None) + 0.5 * flags[fault.begin : fault.end].mean()
                for at, fault in zip(found, faults, strict=True)
            ]
        ),
    )


def is_false(alarm: Span, faults: list[Span]) -> bool:
    """Did this alarm begin in no incident?"""
    return not any(fault.begin <= alarm.begin < fault.end + GRACE for fault in faults)


def _mean(values: list[float]) -> float:
    return float(np.mean(values)) if values else float("nan")


# endregion events


# region point-adjust
def pointwise_f1(flags: np.ndarray, faults: list[Span], adjust: bool) -> float:
    """Return the F1 over hours. With ``adjust``, one hit in an incident counts as all its hours (do not).

    Kim and others, *Towards a Rigorous Evaluation of Time-Series Anomaly Detection*, AAAI 2022.
    """
    truth, said = np.zeros(len(flags), bool), np.array(flags, bool)
    for fault in faults:
        truth[fault.begin : fault.end] = True
        if adjust and said[fault.begin : fault.end].any():
            said[fault.begin : fault.end] = True
    hits = (truth & said).sum()
    return float(2 * hits / (truth.sum() + said.sum())) if hits else 0.0


def guess(hours: int, faults: list[Span], share: float) -> dict[str, list[float]]:
    """Score :data:`SEEDS` detectors that throw dice: an alarm in ``share`` of all hours, whatever happens."""
    found: dict[str, list[float]] = {"point-adjusted F1": [], "F1 by hours": [], "F1 by incidents": []}
    for seed in SEEDS:
        flags = np.random.default_rng(seed).random(hours) < share
        found["point-adjusted F1"].append(pointwise_f1(flags, faults, adjust=True))
        found["F1 by hours"].append(pointwise_f1(flags, faults, adjust=False))
        found["F1 by incidents"].append(judge(flags, faults).f1)
    return found


# endregion point-adjust


def of_dice(hours: int, faults: list[Span], share: float) -> dict[str, Any]:
    """Return median, least and most of what dice score, as it is kept."""
    scores = guess(hours, faults, share)
    return {"share": share} | {n: [float(np.median(f)), min(f), max(f)] for n, f in scores.items()}


# region cost
@dataclass(frozen=True)
class Cost:
    """Costs in one currency: an incident nobody was told of, an hour of delay, an alarm for nothing."""

    missed: float = 40.0
    hour: float = 4.0
    false: float = 3.0

    def of(self, score: Score) -> float:
        """Return the cost a week."""
        late = 0.0 if np.isnan(score.delay) else score.delay * score.found
        missed = self.missed * (score.incidents - score.found)
        return (missed + self.hour * late + self.false * score.false) / score.weeks


def thresholds(scores: np.ndarray) -> np.ndarray:
    """Return thresholds worth trying: 60, from the ordinary to above the strangest hour."""
    return np.geomspace(0.3, max(1.0, float(np.max(scores))) * 1.01, 60)


def choose(scores: np.ndarray, faults: list[Span], cost: Cost) -> float:
    """Return the threshold that costs least; of several the highest, which alarms least."""
    tried = thresholds(scores)
    costs = np.array([cost.of(judge(scores > at, faults)) for at in tried])
    return float(tried[np.flatnonzero(costs <= costs.min() + 1e-9)[-1]])


# endregion cost


# region bootstrap
def intervals(
    flags: np.ndarray, faults: list[Span], draws: int = 1000, seed: int = 1
) -> dict[str, tuple[float, float]]:
    """Return 90 % intervals of precision, recall, F1 and false alarms a week.

    Days are drawn, with what is in them. An incident belongs to the day on which it begins, and so does an
    alarm.
    """
    chance = np.random.default_rng(seed)
    days = len(flags) // 24
    raised = alarms(flags)
    table = np.zeros((days, 4))  # incidents, found, alarms, false
    for fault in faults:
        table[min(fault.begin // 24, days - 1), :2] += 1, any(not is_false(a, [fault]) for a in raised)
    for alarm in raised:
        table[min(alarm.begin // 24, days - 1), 2:] += 1, is_false(alarm, faults)
    sums = table[chance.integers(days, size=(draws, days))].sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        recall = sums[:, 1] / sums[:, 0]
        precision = (sums[:, 2] - sums[:, 3]) / sums[:, 2]
        f1 = np.where(sums[:, 1] > 0, 2 * precision * recall / (precision + recall), 0.0)
    found = {"precision": precision, "recall": recall, "f1": f1, "false_a_week": sums[:, 3] / days * 7}
    return {
        name: (float(np.nanquantile(values, 0.05)), float(np.nanquantile(values, 0.95)))
        if not np.isnan(values).all()
        else (float("nan"), float("nan"))
        for name, values in found.items()
    }


# endregion bootstrap

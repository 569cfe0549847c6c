"""A detector on the stream of a running collector: each simulated hour, as soon as it is over, is judged.

What the detector looks back on, a week and two days, is history from the data set; the live hours continue it
on the calendar.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
from otlplab import Store

from aiops import dataset, series
from aiops.actions import START
from aiops.detector import Detector

#: Exports may arrive so many seconds after the hour they tell of.
LATE = 1.2


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was said of one live hour. ``seconds`` is the time since the live hours began."""

    hour: int
    score: float
    series: str
    alarm: bool
    seconds: float


def history() -> pd.DataFrame:
    """Return the nine days before the first live hour: quiet ones, on a calendar that follows training."""
    quiet = pd.concat([dataset.read(4).table, dataset.read(8).table.iloc[:START]])
    start = dataset.MONDAY + pd.Timedelta(weeks=3)
    return quiet.set_index(pd.date_range(start, periods=len(quiet), freq="h", name="time"))


# region watch
class Watch:
    """Judges live hours. ``begin_unix_nano`` is when the first began, ``hour_nano`` how long each takes."""

    def __init__(
        self, detector: Detector, threshold: float, before: pd.DataFrame, begin_unix_nano: int
    ) -> None:
        self._detector, self._threshold = detector, threshold
        self._before, self._begin = before, begin_unix_nano
        detector.score(before)  # whatever has to be compiled or forecast is, before the first hour is over

    def judge(self, live: pd.DataFrame) -> list[Verdict]:
        """Judge live hours, all that there are so far."""
        start = self._before.index[-1] + pd.Timedelta("1h")
        rows = live.set_index(pd.date_range(start, periods=len(live), freq="h", name="time"))
        before = self._before.copy()
        for column in before:  # other processes hold other memory: only its growth goes on
            if column.endswith("memory") and (known := rows[column].dropna()).size:
                before[column] *= known.iloc[0] / before[column].dropna().iloc[-1]
        scores = self._detector.score(pd.concat([before, rows])).iloc[len(before) :]
        seconds = (time.time_ns() - self._begin) / 1e9
        return [
            Verdict(hour, float(row.max()), str(row.idxmax()), bool(row.max() > self._threshold), seconds)
            for hour, (_, row) in enumerate(scores.iterrows())
        ]


# endregion watch


def hours(store: Store, begin_unix_nano: int, count: int) -> Iterator[pd.DataFrame]:
    """Yield the table of live hours each time another hour is over, ``count`` times."""
    for number in range(1, count + 1):
        time.sleep(max(0.0, begin_unix_nano / 1e9 + number + LATE - time.time()))
        yield series.of_store(store, begin_unix_nano, number, tolerance=math.inf)

"""The weeks of the shop, ready to use: series, labels, and the telemetry behind them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
import pandas as pd
from otlplab import Store

from aiops import FOLDER, schedule, series

#: The Monday on which the simulated calendar begins.
MONDAY = pd.Timestamp("2026-08-31")


@dataclass(frozen=True)
class Week:
    """One week: ``number`` from 1, ``about`` as it was written beside the recording."""

    number: int
    about: dict[str, Any]

    @cached_property
    def store(self) -> Store:
        """The telemetry itself."""
        return Store.of_recording(FOLDER / f"week-{self.number}.otlp.zst")

    @cached_property
    def table(self) -> pd.DataFrame:
        """The series, one row an hour, with simulated times as the index."""
        table = series.of_store(self.store, self.about["monday_unix_nano"], schedule.HOURS)
        start = MONDAY + pd.Timedelta(weeks=self.number - 1)
        return table.set_index(pd.date_range(start, periods=len(table), freq="h", name="time"))

    @cached_property
    def failures(self) -> np.ndarray:
        """Requests a second that failed at the storefront, hour by hour."""
        return series.failures(self.store, self.about["monday_unix_nano"], schedule.HOURS)

    @cached_property
    def labels(self) -> pd.DataFrame:
        """What the injector did: kind, service, fault, and from which to which hour of the week."""
        return pd.DataFrame(self.about["labels"])

    def between(self, begin: float, end: float) -> tuple[int, int]:
        """Return the real times, in nanoseconds since the epoch, of two hours of the week."""
        monday = self.about["monday_unix_nano"]
        return monday + int(begin * 1e9), monday + int(end * 1e9)


@cache
def read(number: int) -> Week:
    """Return a week; each is read once. Raises :class:`FileNotFoundError`."""
    return Week(number, json.loads((FOLDER / f"week-{number}.json").read_text("utf-8")))

"""What all detectors have in common: they are fitted to quiet weeks, and tell how strange each hour is.

A detector sees hours up to the one it judges and none after it: what it says of an hour never changes when
more hours arrive. ``tests/test_aiops.py`` holds those that need no training to that.
"""

from __future__ import annotations

import abc
import json
import time
from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd

from aiops.features import check_table, to_scale
from aiops.series import COLUMNS

#: Hours before the first that a detector needs in order to judge it: a week, for those who look a week back.
HISTORY = 168
STATE = "state.json"


class Detector(abc.ABC):
    """One way of telling an anomaly. ``name`` is what tables call it; ``seconds`` is what fitting took."""

    name: ClassVar[str]
    seconds: float = 0.0

    def fit(self, train: pd.DataFrame, calibrate: pd.DataFrame) -> Self:
        """Learn from ``train``, then find the scale of the scores in ``calibrate``; both are quiet.

        ``calibrate`` follows on ``train``. Raises :class:`aiops.features.InputError`.
        """
        check_table(train)
        self.level = train[COLUMNS].median()
        self.fit_scaled(to_scale(train), to_scale(calibrate))
        return self

    def score(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return how strange each value is, of hour and series; 0 where it is missing, 1 is rare.

        The first :data:`HISTORY` hours are history: they are there to judge the others by. Raises
        :class:`aiops.features.InputError`.
        """
        check_table(table, self.level)
        return self.score_scaled(to_scale(table)).mask(table[COLUMNS].isna()).fillna(0.0)

    def fit_scaled(self, train: pd.DataFrame, calibrate: pd.DataFrame) -> None:
        """Do the same with any hourly series that are on their scale already."""
        begin = time.perf_counter()
        self._fit(train)
        quiet = self._score(pd.concat([train, calibrate])).iloc[len(train) :]
        #: What only one hour in a hundred exceeded while nothing was wrong counts as 1.
        self.unit = quiet.quantile(0.99).clip(lower=1e-6)
        self.seconds = time.perf_counter() - begin

    def score_scaled(self, table: pd.DataFrame) -> pd.DataFrame:
        """Do the same with series that are on their scale already."""
        return (self._score(table) / self.unit).fillna(0.0)

    @abc.abstractmethod
    def _fit(self, train: pd.DataFrame) -> None:
        """Learn from a scaled table without gaps longer than a few hours."""

    @abc.abstractmethod
    def _score(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return scores of a scaled table, in any unit, larger is stranger."""

    def save(self, folder: Path) -> None:
        """Write what was learnt into an existing folder."""
        state = {"level": self.level.to_dict(), "unit": self.unit.to_dict(), **self._save(folder)}
        (folder / STATE).write_text(json.dumps(state) + "\n", "utf-8")

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Return the detector that :meth:`save` wrote there."""
        state = json.loads((folder / STATE).read_text("utf-8"))
        self = cls()
        self.level, self.unit = pd.Series(state["level"]), pd.Series(state["unit"])
        self._load(state, folder)
        return self

    def _save(self, folder: Path) -> dict[str, Any]:
        """Return what was learnt as plain values; what is none goes into files of its own."""
        return {}

    def _load(self, state: dict[str, Any], folder: Path) -> None:  # noqa: B027
        """Take it back."""


def of_shop(scores: pd.DataFrame) -> pd.Series:
    """Return one score an hour for the whole shop: that of its strangest series."""
    return scores.max(axis=1)


def hour_of_week(index: pd.DatetimeIndex) -> np.ndarray:
    """Return 0 for Monday 00:00 to 167."""
    return (index.day_of_week * 24 + index.hour).to_numpy()


def same_hour(train: pd.DataFrame) -> pd.DataFrame:
    """Return the median of each hour of the week."""
    return train.groupby(hour_of_week(train.index)).median()

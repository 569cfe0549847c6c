"""The detectors that cost nothing, and that a model has to beat."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from aiops.detector import Detector, hour_of_week, same_hour

#: Hours that the moving detectors look back.
WINDOW = 24


class SeasonalNaive(Detector):
    """As it was a week ago, it will be now."""

    name = "seasonal naive"

    def _fit(self, train: pd.DataFrame) -> None:
        """There is nothing to learn."""

    def _score(self, table: pd.DataFrame) -> pd.DataFrame:
        return (table - table.shift(168)).abs()


# region moving
class MovingZScore(Detector):
    """How many standard deviations from the mean of the last day?"""

    name = "moving z-score"

    def _fit(self, train: pd.DataFrame) -> None:
        """There is nothing to learn."""

    def _score(self, table: pd.DataFrame) -> pd.DataFrame:
        before = table.shift(1).rolling(WINDOW, min_periods=WINDOW // 2)
        return (table - before.mean()).abs() / before.std().clip(lower=1e-3)


class RobustMAD(Detector):
    """How far from the median of this hour of the week, in median absolute deviations?

    A median does not move because of one strange week.
    """

    name = "robust MAD"

    def _fit(self, train: pd.DataFrame) -> None:

        self.usual = same_hour(train)
        rest = train - self.usual.loc[hour_of_week(train.index)].set_axis(train.index)
        self.spread = (rest - rest.median()).abs().median().clip(lower=1e-3)

    def _score(self, table: pd.DataFrame) -> pd.DataFrame:

        return (table - self.usual.loc[hour_of_week(table.index)].set_axis(table.index)).abs() / self.spread

    def _save(self, folder: Path) -> dict[str, Any]:
        return {"usual": self.usual.to_dict("list"), "spread": self.spread.to_dict()}

    def _load(self, state: dict[str, Any], folder: Path) -> None:
        self.usual, self.spread = pd.DataFrame(state["usual"]), pd.Series(state["spread"])


# endregion moving

"""A modern statistical forecast, MSTL: trend, day and week taken apart, and each continued."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from aiops.detector import Detector

#: How far it looks ahead, in hours, and from how many hours it learns: four weeks say what the next will be.
AHEAD, BEHIND = 168, 4 * 168


class StatisticalForecast(Detector):
    """How far from what MSTL forecast when the week began?"""

    name = "MSTL"

    def __init__(self) -> None:
        self._made: dict[bytes, np.ndarray] = {}

    def _fit(self, train: pd.DataFrame) -> None:
        """The model is the data: seasons are taken apart anew each week, with the weeks of training."""
        self.train = train

    # region mstl
    def _score(self, table: pd.DataFrame) -> pd.DataFrame:
        from statsforecast.models import MSTL, AutoETS

        model = MSTL(season_length=[24, 168], trend_forecaster=AutoETS(model="ANN"))
        earlier = self.train[self.train.index < table.index[0]]
        known = pd.concat([earlier, table]).ffill().bfill()
        begin = len(earlier)
        forecast = pd.DataFrame(np.nan, index=known.index, columns=known.columns)
        for now in range(begin, len(known), AHEAD):
            if now < 2 * 168:  # it needs to see each season twice
                continue
            for column in known:
                before = known[column].to_numpy()[max(0, now - BEHIND) : now]
                # On a stream the same week is asked for every hour.
                if (ahead := self._made.get(before.tobytes())) is None:
                    with warnings.catch_warnings():
                        warnings.simplefilter("ignore")
                        ahead = self._made[before.tobytes()] = model.forecast(before, h=AHEAD)["mean"]
                rows = known.index[now : now + AHEAD]
                forecast.loc[rows, column] = ahead[: len(rows)]
        return (table - forecast.iloc[begin:]).abs()

    # endregion mstl

    def _save(self, folder: Path) -> dict[str, Any]:
        return {"train": self.train.to_dict("list"), "begin": str(self.train.index[0])}

    def _load(self, state: dict[str, Any], folder: Path) -> None:
        index = pd.date_range(state["begin"], periods=len(next(iter(state["train"].values()))), freq="h")
        self.train = pd.DataFrame(state["train"], index=index)

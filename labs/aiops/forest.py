"""Isolation Forest: what random cuts separate from the rest quickly is strange."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import joblib
import pandas as pd

from aiops.detector import Detector, hour_of_week, same_hour

_FILE = "forests.joblib"


class ForestDetector(Detector):
    """How soon is this hour alone, in random cuts through its features? One forest for each series."""

    name = "Isolation Forest"

    # region forest
    def _fit(self, train: pd.DataFrame) -> None:
        from sklearn.ensemble import IsolationForest

        self.usual = same_hour(train)
        self.forests = {
            column: IsolationForest(n_estimators=100, random_state=1).fit(self._features(train[column]))
            for column in train
        }

    def _features(self, series: pd.Series) -> pd.DataFrame:
        """What is unusual for this hour, how it got there, and how it has been for some hours."""
        usual = self.usual[series.name].loc[hour_of_week(series.index)].to_numpy()
        return pd.DataFrame(
            {
                "rest": series - usual,
                "step": series.diff().fillna(0.0),
                "lately": (series - usual).rolling(4, min_periods=1).mean(),
            }
        ).fillna(0.0)

    def _score(self, table: pd.DataFrame) -> pd.DataFrame:
        scores = {c: -forest.score_samples(self._features(table[c])) for c, forest in self.forests.items()}
        # The forest's own scale: 0.5 is a point like any other, 1 one that is alone at once.
        return (pd.DataFrame(scores, index=table.index) - 0.5).clip(lower=0.0)

    # endregion forest

    def _save(self, folder: Path) -> dict[str, Any]:
        joblib.dump(self.forests, folder / _FILE, compress=3)
        return {"usual": self.usual.to_dict("list")}

    def _load(self, state: dict[str, Any], folder: Path) -> None:
        self.usual = pd.DataFrame(state["usual"])
        self.forests = joblib.load(folder / _FILE)

"""Prophet: a curve of day and week fitted to each series; what is far from it is strange."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pandas as pd

from aiops.detector import Detector

for chatty in ("prophet.plot", "cmdstanpy"):
    logging.getLogger(chatty).disabled = True  # they set their levels when they are imported


class ProphetDetector(Detector):
    """How far from the curve? It knows the calendar and nothing else: the same answer after any night."""

    name = "Prophet"

    # region prophet
    def _fit(self, train: pd.DataFrame) -> None:
        from prophet import Prophet

        self.models = {}
        for column in train:
            model = Prophet(
                growth="flat",  # three weeks say nothing about a trend, and would be believed
                daily_seasonality=12,
                weekly_seasonality=24,
                uncertainty_samples=0,
            )
            model.fit(pd.DataFrame({"ds": train.index, "y": train[column].to_numpy()}), seed=1)
            self.models[column] = model

    def _score(self, table: pd.DataFrame) -> pd.DataFrame:
        times = pd.DataFrame({"ds": table.index})
        curves = {c: model.predict(times)["yhat"].to_numpy() for c, model in self.models.items()}
        return (table - pd.DataFrame(curves, index=table.index)).abs()

    # endregion prophet

    def _save(self, folder: Path) -> dict[str, Any]:
        from prophet.serialize import model_to_json

        return {"models": {column: json.loads(model_to_json(model)) for column, model in self.models.items()}}

    def _load(self, state: dict[str, Any], folder: Path) -> None:
        from prophet.serialize import model_from_json

        self.models = {
            column: model_from_json(json.dumps(model)) for column, model in state["models"].items()
        }

"""An LSTM that reads the last day of all series and says the next hour; what it did not expect is strange.

Keras on JAX, on the processor. Seeds are fixed, so that two trainings on one machine give the same weights.
Another processor may add in another order, and what is close to a threshold may fall on its other side.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from aiops.detector import Detector

os.environ.setdefault("KERAS_BACKEND", "jax")
os.environ.setdefault("JAX_PLATFORMS", "cpu")
# To compile so small a network well takes longer than to train it; the numbers are the same. And every x86
# processor of the last ten years has AVX2: those that have more would add in another order.
os.environ.setdefault("XLA_FLAGS", "--xla_backend_optimization_level=0 --xla_cpu_max_isa=AVX2")

#: Hours that it reads, size of its memory, rounds through the data at most, rounds without progress.
WINDOW, UNITS, EPOCHS, PATIENCE = 24, 32, 40, 6
#: Windows that are trained on and judged at once. Always as many, or JAX would compile anew for each other
#: number: a quarter of what three weeks leave to train on, and more than a week.
TRAINED, BATCH = 72, 256
_FILE = "lstm.keras"


class LstmDetector(Detector):
    """How far from what the network expected, from the last day of every series?

    ``progress`` is called after each epoch with its number, and the loss in training and in validation.
    """

    name = "LSTM"

    def __init__(self, progress: Callable[[int, float, float], None] | None = None) -> None:
        self._progress = progress

    # region lstm
    def _fit(self, train: pd.DataFrame) -> None:
        import keras

        keras.utils.set_random_seed(1)
        self.mean, self.std = train.mean(), train.std().clip(lower=1e-3)
        inputs, targets = self._windows(train)
        last = len(inputs) - 168  # by time: the last week is for validation, and nothing of it is trained on
        self.model = keras.Sequential(
            [
                keras.layers.Input(inputs.shape[1:]),
                keras.layers.LSTM(UNITS),
                keras.layers.Dropout(0.1),
                keras.layers.Dense(targets.shape[1]),
            ]
        )
        self.model.compile(keras.optimizers.Adam(0.005), loss=keras.losses.Huber())
        tell = keras.callbacks.LambdaCallback(
            on_epoch_end=lambda epoch, logs: (
                self._progress and self._progress(epoch + 1, logs["loss"], logs["val_loss"])
            )
        )
        stop = keras.callbacks.EarlyStopping(patience=PATIENCE, restore_best_weights=True)
        self.history = self.model.fit(
            inputs[: last - WINDOW],
            targets[: last - WINDOW],
            validation_data=(inputs[last:], targets[last:]),
            epochs=EPOCHS,
            batch_size=TRAINED,
            validation_batch_size=168,
            verbose=0,
            callbacks=[tell, stop],
        ).history

    def _windows(self, table: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
        """Return, for each hour from the 24th on, the day before it, and itself."""
        scaled = ((table - self.mean) / self.std).fillna(0.0).clip(-8, 8).to_numpy(np.float32)
        hour, day = 2 * np.pi * table.index.hour / 24, 2 * np.pi * table.index.day_of_week / 7
        clock = np.stack([np.sin(hour), np.cos(hour), np.sin(day), np.cos(day)], axis=1).astype(np.float32)
        # Each row tells the values of an hour and the clock of the next, which is the one to be said.
        rows = np.concatenate([scaled[:-1], clock[1:]], axis=1)
        windows = np.lib.stride_tricks.sliding_window_view(rows, WINDOW, axis=0).transpose(0, 2, 1)
        return np.ascontiguousarray(windows), scaled[WINDOW:]

    def _score(self, table: pd.DataFrame) -> pd.DataFrame:
        inputs, targets = self._windows(table)
        wrong = np.full(table.shape, np.nan)
        filled = np.concatenate([inputs, np.zeros((-len(inputs) % BATCH, *inputs.shape[1:]), np.float32)])
        said = self.model.predict(filled, verbose=0, batch_size=BATCH)[: len(inputs)]
        wrong[WINDOW:] = np.abs(said - targets)
        return pd.DataFrame(wrong, index=table.index, columns=table.columns)

    # endregion lstm

    def _save(self, folder: Path) -> dict[str, Any]:
        self.model.save(folder / _FILE)
        return {"mean": self.mean.to_dict(), "std": self.std.to_dict()}

    def _load(self, state: dict[str, Any], folder: Path) -> None:
        import keras

        self.mean, self.std = pd.Series(state["mean"]), pd.Series(state["std"])
        self.model = keras.saving.load_model(folder / _FILE)

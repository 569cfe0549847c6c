"""What every detector looks at first: is this a table that it can work with, and on which scale?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from aiops.series import COLUMNS, SIGNALS

#: Values of a signal outside these bounds are in another unit than :data:`aiops.series.SIGNALS` says.
_POSSIBLE = {"cpu": (0.0, 256.0), "memory": (1e6, 1e12), "requests": (0.0, 1e6)}
#: What is added before the logarithm, so that the noise of almost nothing is not blown up.
_FLOOR = {"cpu": 0.05, "memory": 0.0, "requests": 1.0}
#: The share of hours that may be missing, and how many times its level in training a series may be at.
MISSING, GROWN = 0.2, 5.0
#: How many hours the last value known stands in for one that is missing, and over how many memory grows.
CARRY, GROWTH = 3, 4


class InputError(ValueError):
    """This table cannot be used; the text says which series, why, and what to do."""


# region check-table
def check_table(table: pd.DataFrame, trained_on: pd.Series | None = None) -> None:
    """Raise :class:`InputError` unless ``table`` is hourly and has the known series in the known units.

    ``trained_on`` is the median of each series in training: with it, one that has grown out of all
    proportion is refused; without it, one that never changes is.
    """
    if unknown := [column for column in table if column not in COLUMNS]:
        raise InputError(
            f"{len(table.columns)} series, of which {len(unknown)} are unknown, such as {unknown[0]!r}: the "
            f"models know {len(COLUMNS)}. Add up what has an attribute too many, or train with these series."
        )
    if absent := [column for column in COLUMNS if column not in table]:
        raise InputError(
            f"{', '.join(absent)}: missing. A service that is gone is a column of NaN, not none."
        )
    if not isinstance(table.index, pd.DatetimeIndex) or not len(table):
        raise InputError("the index has to hold the time of each hour: table.set_index(pd.date_range(…))")
    steps = table.index.to_series().diff().dropna()
    if (wrong := steps[steps != pd.Timedelta("1h")]).size:
        raise InputError(
            f"{wrong.size} gaps or repetitions, the first of {wrong.iloc[0]} before {wrong.index[0]}: one "
            "row an hour is needed. table.asfreq('h') makes rows of NaN where there was nothing."
        )
    for column in COLUMNS:
        _check_series(column, table[column], None if trained_on is None else trained_on[column])


def _check_series(column: str, series: pd.Series, before: float | None) -> None:
    signal = column.split()[1]
    known = series.dropna()
    if np.isinf(known).any():
        raise InputError(f"{column} has infinite values: something was divided by zero on the way here")
    if known.size < (1 - MISSING) * series.size:
        raise InputError(
            f"{column}: {series.size - known.size} of {series.size} hours are missing, more than "
            f"{MISSING:.0%}. Mend the pipeline first; a model of the rest would learn the outage."
        )
    least, most = _POSSIBLE[signal]
    if known.min() < least or known.median() > most:
        raise InputError(
            f"{column} goes from {known.min():g} to {known.max():g}; in {SIGNALS[signal]} that cannot be. Is "
            "it in another unit (percent, MiB), or a counter that was not turned into a rate?"
        )
    if before is None:
        if known.nunique() == 1:
            raise InputError(
                f"{column} is {known.iloc[0]:g} in all {known.size} hours: nothing can be learnt from it. "
                "Look whether the service reports at all, or leave it out."
            )
    elif before > 0 and not 1 / GROWN <= (now := float(known.median())) / before <= GROWN:
        raise InputError(
            f"{column} is at {now:g} {SIGNALS[signal]}, {now / before:.1f} times its level in training: the "
            "unit has changed, or the service. Everything would be an anomaly; train anew."
        )


# endregion check-table


# region scale
def to_scale(table: pd.DataFrame) -> pd.DataFrame:
    """Return what detectors see: a tenth more is as strange at noon as at night, and gaps are bridged.

    CPU and requests become logarithms. How much memory a process holds depends on all that it has lived
    through; how much it has grown in the last hours is what a leak shows.
    """
    floors = pd.Series({column: _FLOOR[column.split()[1]] for column in COLUMNS})
    scaled = np.log(table[COLUMNS].ffill(limit=CARRY).bfill(limit=CARRY) + floors)
    memory = [column for column in COLUMNS if column.endswith("memory")]
    scaled[memory] = scaled[memory].diff(GROWTH).fillna(0.0)
    return scaled


# endregion scale

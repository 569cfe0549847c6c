"""What chapter 4.3 looks at: a split, a threshold, and a detector of the learner's own."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from aiops import dataset, features, schedule, scoring
from aiops.evaluate import Data, Judged
from aiops.scoring import Cost, Span

from otlplab.learn.exercises import exercise
from otlplab.learn.verdict import attempt, expect

#: Rows between what is learnt from and what is validated on: the longest that a feature looks back.
GAP = 24
#: The service on which a detector of the learner's own is tuned, and the one on which it is judged.
TUNED, HELD_OUT = "storefront", "catalogue"
NIGHT = Cost(missed=60, hour=2, false=12)


@exercise("4.3/mend-split")
def mend_split(split: Callable) -> None:
    """What is learnt from comes first, ends a day before validation, and knows nothing of what is later."""
    chance = np.random.default_rng(7)
    hours = pd.date_range("2026-03-02", periods=500, freq="h", name="time")
    table = pd.DataFrame(chance.normal(5, 2, (500, 2)), index=hours, columns=["cpu", "requests"])
    learn, validate = _halves(split, table)
    later = (learn.index > validate.index.min()).sum()
    expect(
        not later,
        saw=f"{later} hours that come after the first of validation are learnt from",
        expected="nothing but earlier hours",
        look="the order in which the rows are taken",
    )
    between = round((validate.index.min() - learn.index.max()) / pd.Timedelta("1h"))
    expect(
        between > GAP,
        saw=f"validation begins {between} h after the last one that is learnt from",
        expected=f"{GAP} rows between them that are in neither",
        look="where validation begins: a window looks a day back",
    )
    changed = table.copy()
    changed.loc[learn.index.max() + pd.Timedelta("1h") :] *= 3
    again, _ = _halves(split, changed)
    expect(
        again.equals(learn),
        saw="later hours were changed, and what is learnt from changed with them",
        expected="a scale that is taken from the hours that are learnt from, and from no other",
        look="`mean()` and `std()`: of which rows?",
    )
    size = len(table) // 4
    expect(
        len(learn) >= size and len(validate) >= size,
        saw=f"{len(learn)} rows to learn from, {len(validate)} to validate on, of {len(table)}",
        expected="at least a quarter on each side",
        look="where the table is cut",
    )
    mean, std = table.loc[learn.index].mean(), table.loc[learn.index].std()
    expect(
        np.allclose(validate, (table.loc[validate.index] - mean) / std),
        saw="the two sides are on different scales",
        expected="both scaled by the mean and the standard deviation of what is learnt from",
        look="the second table that is returned",
    )


def _halves(split: Callable, table: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what the learner's function returns, when it is two tables with rows of ``table``."""
    expected, look = "two tables: the rows to learn from, and the rows to validate on", "the last line"
    found = attempt(split, table.copy(), expected=expected, look="the error itself")
    expect(
        isinstance(found, tuple | list)
        and len(found) == 2
        and all(isinstance(part, pd.DataFrame) and len(part) for part in found)
        and all(part.index.isin(table.index).all() for part in found),
        saw=found,
        expected=expected,
        look=look,
    )
    return found[0], found[1]


@exercise("4.3/night")
def night(costs: Cost, threshold: float, forest: Judged, data: Data) -> None:
    """The cheapest threshold in validation, at the night's prices."""
    expect(
        costs == NIGHT,
        saw=f"a missed incident costs {costs.missed:g}, an hour {costs.hour:g}, a false one {costs.false:g}",
        expected="the costs of the night, as the text states them",
        look="`Cost(missed=…, hour=…, false=…)`",
    )
    seen = data.validation(forest.hourly)
    peeked = scoring.choose(data.test(forest.hourly), data.test_faults, NIGHT)

    def price(at: float) -> float:
        return NIGHT.of(scoring.judge(seen > at, data.validate_faults))

    best = price(scoring.choose(seen, data.validate_faults, NIGHT))
    expect(
        abs(threshold - peeked) > 1e-9 or price(threshold) <= best,
        saw=f"{threshold:.2f}: what would be cheapest in the weeks of the test",
        expected="a threshold that is chosen where it may be chosen",
        look="which weeks are for thresholds: *Eleven weeks of a shop*",
    )
    expect(
        price(threshold) <= best + 0.5,
        saw=f"{threshold:.2f}: {price(threshold):.0f} a week, where {best:.0f} is possible in validation",
        expected="the threshold that costs least in the weeks of validation",
        look="`scoring.choose` in the region above, and what it is given",
    )


@exercise("4.3/held-out")
def held_out(strange: Callable, data: Data) -> None:
    """A detector that looks back only, and on the held-out service is cheaper than naive and silence."""
    baseline = _cost(lambda table, _: (table - table.shift(168)).abs().max(axis=1), data)
    silence = _cost(lambda table, _: 0 * table.max(axis=1), data)
    mine = _cost(strange, data)
    expect(
        mine < silence,
        saw=f"{mine:.0f} a week on the {HELD_OUT}; silence costs {silence:.0f}",
        expected="less than silence",
        look="how many false alarms it gives, and whether it alarms at all",
    )
    expect(
        mine < baseline,
        saw=f"{mine:.0f} a week on the {HELD_OUT}; seasonal naive costs {baseline:.0f}",
        expected="less than seasonal naive",
        look="*The ones that cost nothing*: which of them is steadier than one week?",
    )


def _cost(strange: Callable, data: Data) -> float:
    """Return what a detector costs a week on the held-out service, with a threshold from the other one."""
    scores = {service: _scores(strange, data, service) for service in (TUNED, HELD_OUT)}
    first = len(data.train)
    unit = {service: max(s[first : first + 168].quantile(0.99), 1e-6) for service, s in scores.items()}
    numbers = [n for n, purpose in schedule.PURPOSE.items() if purpose == "validate"]
    tuned = data.validation(scores[TUNED][first:] / unit[TUNED])
    threshold = scoring.choose(tuned, _faults(TUNED, numbers), Cost())
    judged = data.test(scores[HELD_OUT][first:] / unit[HELD_OUT])
    return Cost().of(scoring.judge(judged > threshold, _faults(HELD_OUT, data.judged)))


def _scores(strange: Callable, data: Data, service: str) -> pd.Series:
    """Return what the learner's function says of each hour; what it says must not depend on later ones."""
    table = features.to_scale(pd.concat([data.train, data.later]))
    table = table[[column for column in table if column.startswith(service)]]
    train = table.iloc[: len(data.train)]
    said = _said(strange, table, train)
    until = len(table) - 200
    changed = table.copy()
    changed.iloc[until:] += 1
    expect(
        np.allclose(_said(strange, changed, train)[:until], said[:until]),
        saw="what is said of an hour changed when later hours did",
        expected="a score that is final when the hour is over",
        look="windows that look both ways, and means of the whole `table`",
    )
    return said


def _said(strange: Callable, table: pd.DataFrame, train: pd.DataFrame) -> pd.Series:
    found = attempt(
        strange, table.copy(), train.copy(), expected="a function of two tables", look="the error itself"
    )
    expect(
        isinstance(found, pd.Series) and len(found) == len(table) and np.isfinite(found.fillna(0)).all(),
        saw=found if not isinstance(found, pd.Series) else f"a series of {len(found)} values",
        expected=f"a series with one value for each hour, {len(table)} of them",
        look="`axis=1`: over the series of an hour, and not over the hours",
    )
    return found.fillna(0.0)


def _faults(service: str, numbers: list[int]) -> list[Span]:
    found = []
    for place, number in enumerate(numbers):
        labels = dataset.read(number).labels
        found += scoring.incidents(labels[labels["service"] == service], offset=168 * place)
    return found

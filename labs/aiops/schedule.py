"""What happens in the weeks of the data set, from a seed alone: load, promotions, deployments, faults.

The load has a clock of its own: **one simulated hour takes one second**, so that a week takes 168. Only the
load is compressed. The programs are not: a request that takes 20 ms takes 20 ms, and a restart of 1.5 s costs
an hour and a half of the simulated day.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import numpy as np

SEED = 20261124
HOURS = 168
#: Hours before Monday 00:00 in which the shop is driven but not judged: processes start, caches fill.
WARM_UP = 12
#: Weeks by what they are for. Nothing is decided by looking at a week of ``test`` or ``control``.
PURPOSE = {
    1: "train",
    2: "train",
    3: "train",
    4: "calibrate",
    5: "validate",
    6: "validate",
    7: "test",
    8: "control",
    9: "test",
    10: "test",
    11: "test",
}
#: The week of the exercise, in which every kind of fault is tried once. Real weeks are not like that.
DENSE = 5
#: How many faults a week of the test has. More, and an alarm at random would often begin in one.
SPARSE = 4

#: The kinds of faults, and the service in which each begins (the machine, for those of the machine).
FAULTS = {
    "bad-deploy": "checkout",
    "cache-loss": "catalogue",
    "clock": "fulfilment",
    "cpu": "catalogue",
    "disk": "machine",
    "error-rate": "storefront",
    "leak": "storefront",
    "lock": "catalogue",
    "lost-dependency": "checkout",
    "noisy-neighbour": "machine",
    "retry-storm": "checkout",
    "slow-query": "catalogue",
}
#: Looks like a fault, and is none: a newspaper writes about the shop.
SURGE = "surge"

#: Requests a second at the busiest hour of an ordinary day.
PEAK = 20.0
#: Every Thursday from 18:00 to 22:00 there is a promotion, every Tuesday at 10:00 a release of the checkout.
PROMOTION, PROMOTION_FACTOR = range(3 * 24 + 18, 3 * 24 + 22), 1.6
DEPLOYMENT = 1 * 24 + 10
SURGE_FACTOR = 2.0


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens from one hour of a week to another. ``fault`` says whether it is one."""

    week: int
    kind: str
    service: str
    fault: bool
    begin: float
    end: float


# region load
def shape(hour: int) -> float:
    """Return the load of an hour of the week (0: Monday 00:00), 1 at the busiest hour of an ordinary day."""
    day, time = divmod(hour, 24)
    weekend = day >= 5
    noon, evening = (13, 18) if weekend else (11.5, 20)
    humps = math.exp(-(((time - noon) / 3) ** 2)) + 0.9 * math.exp(-(((time - evening) / 2.5) ** 2))
    return (0.25 + 0.75 * min(1.0, humps)) * (0.75 if weekend else 1.0)


def requests(week: int, events: list[Event]) -> list[int]:
    """Return how many requests are sent in each hour of a week, the warm-up (Sunday's last hours) first.

    Each count stands for the thousands of a real hour, which hardly vary by chance, so it is rounded and not
    drawn; what varies is how good the day is.
    """
    chance = np.random.default_rng([SEED, week])
    drift, counts = 0.0, []
    for hour in range(-WARM_UP, HOURS):
        drift = 0.9 * drift + chance.normal(0, 0.03)  # good days and bad ones
        rate = PEAK * shape(hour % HOURS) * math.exp(drift)
        if hour in PROMOTION:
            rate *= PROMOTION_FACTOR
        if any(e.kind == SURGE and e.begin <= hour < e.end for e in events):
            rate *= SURGE_FACTOR
        counts.append(round(rate))
    return counts


# endregion load


# region schedule
def faults(week: int) -> set[str]:
    """Return the kinds of faults in a week: all in the dense one, a few in those of the test, else none.

    The weeks of the test take them from shuffled packs, so that each kind comes once before any comes twice.
    """
    if week == DENSE:
        return set(FAULTS)
    tests = [number for number, purpose in PURPOSE.items() if purpose == "test"]
    if week not in tests:
        return set()
    chance, dealt = random.Random(SEED), []
    while len(dealt) < SPARSE * len(tests):
        dealt += chance.sample(list(FAULTS), len(FAULTS))
    first = SPARSE * tests.index(week)
    return set(dealt[first : first + SPARSE])


def events(week: int) -> list[Event]:
    """Return what happens in a week, in order of time."""
    found = [
        Event(week, "deploy", "checkout", False, DEPLOYMENT, DEPLOYMENT),
        Event(week, "promotion", "storefront", False, PROMOTION.start, PROMOTION.stop),
    ]
    if happen := faults(week):
        chance = random.Random(f"{SEED} {week}")
        kinds = [*FAULTS, SURGE]
        chance.shuffle(kinds)
        # A place for each, so that two never meet: some before the deployment, the others after it.
        before, after = (
            np.linspace(5, DEPLOYMENT - 2, 3),
            np.linspace(DEPLOYMENT + 4, HOURS - 2, len(kinds) - 1),
        )
        for kind, place in zip(kinds, [*before[:-1], *after[:-1]], strict=True):
            begin = round(float(place) + chance.uniform(0, 4), 2)
            end = round(begin + chance.uniform(4, 7), 2)
            if begin < PROMOTION.stop and end > PROMOTION.start:  # one thing at a time: before it
                begin, end = round(begin - end + PROMOTION.start - 1, 2), PROMOTION.start - 1
            if kind in {SURGE, *happen}:
                found.append(Event(week, kind, FAULTS.get(kind, "storefront"), kind != SURGE, begin, end))
    return sorted(found, key=lambda event: event.begin)


# endregion schedule

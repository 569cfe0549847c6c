"""What chapter 0.3 looks at."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from otlplab.conventions import convention
from otlplab.learn.exercises import exercise
from otlplab.learn.verdict import attempt, expect, fail
from otlplab.store import Store

PLACES = {
    "service.version of the program": (
        "resource",
        "it is the same for everything that the process says",
    ),
    "name and version of the instrumentation library": (
        "scope",
        "one process holds many such libraries, and each span comes from one of them",
    ),
    "http.route of one request": ("span", "it is a fact about one request, as an attribute of its span"),
    "how many orders are in the queue right now": (
        "metric",
        "it is a number that is asked for again and again",
    ),
    "the exception's message and stack, at the moment it happened": (
        "log",
        "it happened at one moment; with the ids of its span it stays part of the trace",
    ),
}


@exercise("0.3/place")
def place(places: dict) -> None:
    """Each fact in the place that the data model gives it."""
    kinds = {"resource", "scope", "span", "metric", "log"}
    for fact, (right, reason) in PLACES.items():
        told = places.get(fact)
        expect(
            told in kinds,
            saw=f"{fact}: {told!r}",
            expected=f"one of {', '.join(sorted(kinds))}",
            look="the exercise's text",
        )
        expect(
            told == right, saw=f"{fact}: {told!r}", expected=f"another place: {reason}", look="*Who speaks*"
        )


def _counter(seed: int) -> tuple[list[dict], list[int]]:
    """Return cumulative points with resets, and what each of them added."""
    rng = random.Random(seed)
    points, added, now = [], [], 0
    for start in range(4):
        start_time, total = now, 0
        for _ in range(rng.randint(1, 4)):
            now += 10
            more = rng.choice((0, 1, 3, 9))
            total += more
            added.append(more)
            points.append({"start_time": start_time, "time": now, "value": total})
        now += 5 * start
    return points, added


@exercise("0.3/per-interval")
def per_interval(per_interval: Callable[[list[dict]], list[float]]) -> None:
    """The increments of a counter that begins anew several times."""

    def told(points: list[dict]) -> list:
        result = attempt(
            per_interval,
            points,
            expected="a list of numbers, one for each point",
            look="your function, called with points of a counter that starts anew three times",
        )
        expect(
            isinstance(result, list), saw=f"{result!r}", expected="a list", look="what your function returns"
        )
        return result

    one_start = [{"start_time": 0, "time": t, "value": v} for t, v in ((10, 5), (20, 5), (30, 8))]
    expect(
        told(one_start) == [5, 0, 3],
        saw=f"{told(one_start)} for the totals 5, 5, 8 of one start",
        expected="[5, 0, 3]: the first point counts from zero",
        look="the delta exporter above sent the very same",
    )
    reset = [*one_start, {"start_time": 35, "time": 40, "value": 9}]
    expect(
        told(reset) == [5, 0, 3, 9],
        saw=f"{told(reset)} for the totals 5, 5, 8 and then 9 with a new start time",
        expected="[5, 0, 3, 9]: a new start counts from zero, even where the total has not fallen",
        look="`start_time`, not only `value`",
    )
    for seed in range(20):
        points, added = _counter(seed)
        expect(
            told(points) == added,
            saw=f"{told(points)} for the totals {[point['value'] for point in points]}",
            expected=f"{added}",
            look="the points at which `start_time` changes",
        )


@exercise("0.3/bucket-index")
def bucket_index(bucket_index: Callable[[float, int], int]) -> None:
    """Bucket i holds the values in (base**i, base**(i+1)], with base = 2**(2**-scale)."""

    def told(value: float, scale: int) -> int:
        return attempt(
            bucket_index,
            value,
            scale,
            expected="a whole number",
            look="your function, called with this value and scale",
        )

    for value, scale, index in ((3.0, 0, 1), (0.3, 0, -2), (3.0, -1, 0), (3.0, 3, 12), (0.08, 5, -117)):
        expect(
            told(value, scale) == index,
            saw=f"bucket_index({value}, {scale}) = {told(value, scale)!r}",
            expected=f"{index}: base {2 ** (2**-scale):.4g}",
            look="*How an exponential histogram works*",
        )
    for value, scale, index in (
        (8.0, 0, 2),
        (1.0, 0, -1),
        (0.25, 0, -3),
        (4.0, -1, 0),
        (2.0, 2, 3),
        (2.0, 3, 7),
    ):
        expect(
            told(value, scale) == index,
            saw=f"bucket_index({value}, {scale}) = {told(value, scale)!r}",
            expected=f"{index}: a value that equals a bound belongs to the bucket below it",
            look="which side of the interval is closed",
        )
    rng = random.Random(1)
    for _ in range(200):
        value, scale = math.exp(rng.uniform(-8, 8)), rng.randint(-2, 6)
        index = math.ceil(math.log2(value) * 2**scale) - 1
        if told(value, scale) != index:
            fail(
                saw=f"bucket_index({value:.6g}, {scale}) = {told(value, scale)!r}",
                expected=f"{index}",
                look="*How an exponential histogram works*",
            )


RENAMED = {
    "http.request.method": "POST",
    "url.path": "/orders",
    "url.query": "express=1",
    "http.response.status_code": 503,
    "http.route": "/orders",
    "server.address": "checkout.example",
}


@exercise("0.3/rename")
def rename(store: Store) -> None:
    """The newest span of the service must carry today's names and values."""
    rows = store.sql(
        "select attributes from spans where service_name = 'renamed' "
        "order by received_time desc, start_time desc limit 1"
    ).rows()
    expect(rows, saw="no span of the service `renamed`", expected="one", look="the cell above: did it run?")
    found = dict(rows[0]["attributes"])
    for name in found:
        known = convention(name)
        expect(
            known.stability != "deprecated",
            saw=f"the attribute `{name}`",
            expected="no deprecated name",
            look=f"`convention({name!r})`: {known.note}",
        )
    unknown = sorted(set(found) - set(RENAMED))
    expect(
        not unknown,
        saw=f"`{', '.join(unknown)}`",
        expected="only the names that replaced the old ones",
        look="`convention(…)` of the old name",
    )
    for name, value in RENAMED.items():
        hint = "`http.target` became two attributes: the path, and the query without its question mark"
        expect(
            name in found,
            saw=f"no `{name}`, but {', '.join(sorted(found))}",
            expected=f"`{name}`",
            look=hint if name.startswith("url.") else "`convention(…)` of each old name",
        )
        expect(
            found[name] == value and type(found[name]) is type(value),
            saw=f"`{name}` = {found[name]!r}",
            expected="a whole number, not a text" if isinstance(value, int) else f"{value!r}",
            look=hint if name.startswith("url.") else "the type of the value",
        )

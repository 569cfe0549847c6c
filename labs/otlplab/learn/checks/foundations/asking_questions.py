"""What chapter 0.5 looks at: answers about the recorded incident, each compared with what the store says."""

from __future__ import annotations

import json
from functools import cache

from otlplab.learn.exercises import exercise
from otlplab.learn.verdict import answer_rows, expect
from otlplab.runner.manifest import LABS
from otlplab.store import Store

ORDERS = "service_name = 'storefront' and kind = 'SERVER' and name = 'POST /orders'"
SEARCH = "service_name = 'catalogue' and attributes['db.query.text'] like '%to_tsvector%'"


@cache
def _begin() -> int:
    """Return when the recording began, nanoseconds since the epoch, as the chapter counts it."""
    facts = LABS.parent / "datasets" / "incident-checkout" / "recording.json"
    return json.loads(facts.read_text("utf-8"))["begin_unix_nano"]


@exercise("0.5/good-orders")
def good_orders(query: str, incident: Store) -> None:
    """The share of orders that are answered without a 5xx and within 500 ms, by windows of ten seconds."""
    look = "the promise, word by word: two conditions, both for every order"
    rows = answer_rows(incident, query, "second", "good")
    truth = incident.sql(
        f"select (epoch_ns(start_time) - {_begin()}) // 10_000_000_000 * 10 as second, "
        "avg((attributes['http.response.status_code'] < 500 and duration_ms <= 500)::int) as good "
        f"from spans where {ORDERS} group by second order by second"
    ).rows()
    seconds = [row["second"] for row in rows]
    expect(
        seconds == [row["second"] for row in truth],
        saw=f"{len(rows)} rows, seconds {seconds[:3]} …",
        expected=f"{len(truth)} rows, one a window of ten seconds, in order of time",
        look="`group by second order by second`",
    )
    expect(
        all(row["good"] is not None and 0 <= row["good"] <= 1 for row in rows),
        saw="values outside 0 to 1",
        expected="a share",
        look="`avg(…::int)`",
    )
    for told, right in zip(rows, truth, strict=True):
        expect(
            abs(told["good"] - right["good"]) < 1e-9,
            saw=f"{told['good']:.3f} at second {told['second']}",
            expected="the share of orders that are both answered without a 5xx and done within 500 ms",
            look=look,
        )


@exercise("0.5/name-the-cause")
def name_the_cause(cause: dict, incident: Store) -> None:
    """Catalogue, search, 1.4.2, and the second at which searches were fast again."""
    service = cause.get("service")
    expect(
        service != "checkout",
        saw="checkout",
        expected="the service whose own callees are well",
        look="*Where?*: the checkout waits for another service",
    )
    expect(
        service == "catalogue", saw=service, expected="the ill service with healthy callees", look="*Where?*"
    )
    expect(
        cause.get("work") == "search",
        saw=cause.get("work"),
        expected="what occupies the connections, not what waits for them",
        look="the table of *Who holds the connections?*",
    )
    expect(
        cause.get("version") == "1.4.2",
        saw=cause.get("version"),
        expected="the version that appears when searches become slow",
        look="the table of versions in *What changed?*",
    )
    last_slow = incident.sql(
        f"select max((epoch_ns(end_time) - {_begin()}) / 1e9) from spans where {SEARCH} and duration_ms > 500"
    ).scalar()
    rolled_back = incident.sql(
        f"select max((epoch_ns(start_time) - {_begin()}) / 1e9) from spans "
        "where service_name = 'catalogue' and resource['service.version'] = '1.4.2'"
    ).scalar()
    recovered = cause.get("recovered")
    expect(
        isinstance(recovered, int | float),
        saw=recovered,
        expected="a second, as a number",
        look="the last slow search",
    )
    expect(
        abs(recovered - rolled_back) > 10,
        saw=f"{recovered}: the return to 1.4.1",
        expected="the second at which searches became fast again",
        look="the curve of the errors: do they end with the return?",
    )
    expect(
        abs(recovered - last_slow) <= 10,
        saw=f"{recovered}",
        expected="the second, to within ten, after which no search is slow any more",
        look="the query of `first_slow`, with `max` in the place of `min`",
    )


@exercise("0.5/evidence")
def evidence(peak_p95: float, trouble_p95: float, incident: Store) -> None:
    """The p95 of orders in two stretches of the recording."""
    for name, told, first, last in (
        ("peak_p95", peak_p95, 130, 170),
        ("trouble_p95", trouble_p95, 200, 340),
    ):
        between = f"(epoch_ns(start_time) - {_begin()}) / 1e9 between {first} and {last}"
        p95, mean = (
            incident.sql(
                "select quantile_cont(duration_ms, 0.95) as p95, avg(duration_ms) as mean "
                f"from spans where {ORDERS} and {between}"
            )
            .rows()[0]
            .values()
        )
        windows = incident.sql(
            "select avg(p95) from (select quantile_cont(duration_ms, 0.95) as p95 from spans "
            f"where {ORDERS} and {between} group by (epoch_ns(start_time) - {_begin()}) // 10_000_000_000)"
        ).scalar()
        expect(
            abs(told - windows) > 0.005 * windows or abs(told - p95) <= 0.005 * p95,
            saw=f"{name} = {told:.0f}: the average of the windows' p95s",
            expected="the p95 of all orders in that time",
            look="*What a percentile tells*",
        )
        expect(
            abs(told - mean) > 0.01 * mean,
            saw=f"{name} = {told:.0f}: the mean",
            expected="the 95th percentile",
            look="`quantile_cont(duration_ms, 0.95)`",
        )
        expect(
            abs(told - p95) <= 0.03 * p95,
            saw=f"{name} = {told:.0f} ms",
            expected=f"the p95 of orders from second {first} to {last}, in ms, to within 3 %",
            look="the condition on the time: `(epoch_ns(start_time) - begin) / 1e9 between …`",
        )

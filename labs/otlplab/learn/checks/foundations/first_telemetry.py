"""What chapter 0.1 looks at."""

from __future__ import annotations

from otlplab.learn.exercises import exercise
from otlplab.learn.verdict import attempt, expect
from otlplab.store import Store


@exercise("0.1/most-time")
def most_time(query: str, store: Store) -> None:
    """The first row must name the span with the largest total duration in the catalogue."""
    rows = attempt(store.sql, query, expected="a query that DuckDB can run", look="the error itself").rows()
    expect(rows, saw="no row", expected="at least one", look="the `where` of your query")
    told = next(iter(rows[0].values()))
    totals = store.sql(
        "select name, sum(duration_ms) as total_ms, count(*) as spans, max(duration_ms) as longest_ms "
        "from spans where service_name = 'catalogue' group by name order by total_ms desc"
    ).rows()
    names = [row["name"] for row in totals]
    expect(
        told in names,
        saw=told,
        expected="the name of a span of the service `catalogue`",
        look="the first column of your query's first row",
    )
    expect(
        "sum" in query.lower(),
        saw="the name of one long span: the query adds nothing up",
        expected="the largest total: all durations of a name together",
        look="`group by name`, and an aggregate function in `order by`",
    )
    expect(
        told == names[0],
        saw=told,
        expected="the name whose durations add up to the most",
        look="`order by sum(duration_ms) desc`",
    )


@exercise("0.1/first-span")
def first_span(store: Store) -> None:
    """A trace with ``bake bread`` above ``knead`` and ``bake``, and a number on ``bake``."""
    spans = store.sql(
        "select trace_id, span_id, parent_span_id, name, attributes from spans "
        "where name in ('bake bread', 'knead', 'bake') order by start_time"
    ).rows()
    parents = [span for span in spans if span["name"] == "bake bread"]
    expect(
        parents,
        saw=f"{len(spans)} of the spans, none of them called `bake bread`",
        expected="a span called `bake bread` in the collector",
        look="does the program end with `provider.force_flush()`?",
    )
    parent = parents[-1]
    trace = [span for span in spans if span["trace_id"] == parent["trace_id"]]
    for name in ("knead", "bake"):
        expect(
            any(span["name"] == name for span in spans),
            saw=", ".join(sorted({span["name"] for span in spans})),
            expected=f"a span called `{name}` as well",
            look="each `with tracer.start_as_current_span(…)` makes one span",
        )
        found = [span for span in trace if span["name"] == name]
        expect(
            found,
            saw=f"`{name}` in another trace than `bake bread`",
            expected="one trace",
            look="a span that is started outside every other span begins a new trace",
        )
        expect(
            found[-1]["parent_span_id"] == parent["span_id"],
            saw=f"`{name}` hangs below another span",
            expected=f"`{name}` as a child of `bake bread`",
            look="the indentation: a child is started inside its parent's `with`, not inside its sibling's",
        )
    attributes = dict(next(span for span in reversed(trace) if span["name"] == "bake")["attributes"])
    expect(
        "oven.temperature" in attributes,
        saw=f"the attributes of `bake`: {', '.join(attributes) or 'none'}",
        expected="`oven.temperature`",
        look="`set_attribute` on the span `bake`, while it is open",
    )
    value = attributes["oven.temperature"]
    expect(
        type(value) in (int, float) and value == 230,
        saw=repr(value),
        expected="the number 230",
        look="the type: a text cannot be compared or averaged later",
    )


@exercise("0.1/find-slow")
def find_slow(culprit: dict) -> None:
    """The catalogue's search is what became slow."""
    service, span = culprit.get("service"), culprit.get("span")
    look = "the percentiles before and after, by `service_name` and `name`, for `kind = 'CLIENT'` as well"
    expect(
        service != "storefront",
        saw="storefront",
        expected="the service that made the storefront wait",
        look="the waterfall of a slow search: whose bar is long, and does it wait for another?",
    )
    expect(
        service == "catalogue",
        saw=str(service),
        expected="the service in which the slow span ended",
        look=look,
    )
    expect(
        span != "shop.Catalogue/SearchProducts",
        saw=str(span),
        expected="what this call itself waited for",
        look="its children in the waterfall",
    )
    expect(span == "SELECT product", saw=str(span), expected="the name of the slow span", look=look)

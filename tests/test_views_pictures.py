"""The views: what they say in text, what they carry to the page, and that no name can become markup."""

from __future__ import annotations

import base64
import json
import math
import re
import zlib
from html.parser import HTMLParser
from typing import Any

import pytest
import views_examples as ex
from hypothesis import given
from hypothesis import strategies as st
from otlplab import views
from otlplab.store import Store
from otlplab.views import View, metrics, spans, stacks
from otlplab.views.words import duration, number, visible
from views_store import durations, samples, store_of

Row = dict[str, Any]
BOUNDS = [0.01, 0.1, 1.0]


@pytest.fixture(scope="module")
def shop() -> Store:
    """Three orders in the shop, the second of which fails, with metrics and a profile."""
    orders = [ex.checkout(i, at=i * 400, failing=i == 2, slow=1 + 3 * (i == 3), seed=i) for i in (1, 2, 3)]
    parts = [[row for order in orders for row in order[k]] for k in range(4)]
    points = [
        {
            "route": route,
            "start_ns": ex.START,
            "time_ns": ex.START + k * 10_000_000_000,
            "counts": [0, 10 * k, 5 * k, 0],
            "exemplars": [{"time_ns": ex.START + k * 10**10 - 5, "value": 0.2, "trace_id": f"{2:032x}"}]
            * (k == 4),
        }
        for route in ("/a", "/b")
        for k in range(1, 11)
    ]
    profile = samples({("main", "a", "b"): 10, ("main", "a"): 30, ("main", "c"): 5})
    return store_of(*parts, durations(points, BOUNDS), profile)


def all_views(store: Store) -> dict[str, View]:
    """Every kind of view of one store."""
    return {
        "waterfall": views.waterfall(store),
        "trace_list": views.trace_list(store),
        "service_map": views.service_map(store),
        "metric_chart": views.metric_chart(store, "http.server.request.duration", by="http.route"),
        "log_table": views.log_table(store),
        "flame_graph": views.flame_graph(store),
        "difference": views.flame_graph(store, store),
        "stepper": views.stepper({"one": views.service_map(store), "two": "plain text"}, label="Load"),
        "quiz": views.quiz(QUIZ),
    }


QUIZ = {
    "id": "0.1/after-waterfall",
    "questions": [
        {
            "id": "q1",
            "kind": "single",
            "text": "What ties the spans of a request together?",
            "options": [
                {"text": "the trace id", "correct": True, "why": "Every span of a request has the same."},
                {"text": "the service", "correct": False, "why": "There are several."},
            ],
        }
    ],
}


# ---- text


def test_a_waterfall_is_a_tree_that_ends_its_lines_with_durations(shop: Store):
    assert views.waterfall(shop, f"{2:032x}").text == (
        "Waterfall of POST /checkout: 9 spans in 4 services, 3 errors, 134 ms\n"
        "* POST /checkout  [storefront, SERVER, ERROR: payment was refused]  125 ms\n"
        "*   validate basket  [storefront, INTERNAL, 1 event, 1 log]  2.10 ms\n"
        "*   GET /products/{id}  [storefront, CLIENT]  62.6 ms\n"
        "*     GET /products/{id}  [catalogue, SERVER]  59.6 ms\n"
        "*       SELECT products  [catalogue, CLIENT]  56.6 ms\n"
        "*   shop.Payment/Charge  [storefront, CLIENT, ERROR]  50.6 ms\n"
        "*     shop.Payment/Charge  [payment, SERVER, ERROR: card network unavailable, 1 event, 2 logs]"
        "  46.6 ms\n"
        "*   orders publish  [storefront, PRODUCER]  1.60 ms\n"
        "      orders process  [worker, CONSUMER, 1 link]  11.6 ms\n"
        "* on the critical path"
    )


def test_without_an_id_the_waterfall_is_of_the_slowest_trace(shop: Store):
    assert views.waterfall(shop).picture["trace"] == f"{3:032x}"


def test_an_unknown_trace_is_named(shop: Store):
    with pytest.raises(LookupError, match=r"no span of trace 'f{32}'"):
        views.waterfall(shop, "F" * 32)
    with pytest.raises(ValueError, match="not a trace id"):
        views.waterfall(shop, "' or true --")
    with pytest.raises(LookupError, match="no spans"):
        views.waterfall(store_of())


def test_a_trace_list_groups_what_repeats(shop: Store):
    assert views.trace_list(shop).text == (
        "3 traces, 1 with errors\n"
        "service     root span       traces  with errors  median  slowest\n"
        "storefront  POST /checkout       3            1  134 ms  399 ms"
    )
    assert views.trace_list(shop, where="status_code = 'ERROR'").text.startswith("1 trace, 1 with errors")
    assert "the 2 slowest shown" in views.trace_list(shop, limit=2).text


def test_a_service_map_has_services_and_the_database(shop: Store):
    lines = views.service_map(shop).text.splitlines()
    assert lines[0] == "Service map: 4 services and 1 database, 4 connections"
    assert [line.split()[:4] for line in lines[2:]] == [
        ["catalogue", "postgresql", "3", "0"],
        ["storefront", "catalogue", "3", "0"],
        ["storefront", "payment", "3", "1"],
        ["storefront", "worker", "3", "0"],
    ]


def test_a_histogram_says_counts_and_percentiles(shop: Store):
    assert views.metric_chart(shop, "http.server.request.duration", by="http.route").text == (
        "http.server.request.duration (histogram, cumulative, in s) by http.route: 2 series\n"
        "series  count      p50     p90     p95     p99\n"
        "all       300  77.5 ms  730 ms  865 ms  973 ms\n"
        "/a        150  77.5 ms  730 ms  865 ms  973 ms\n"
        "/b        150  77.5 ms  730 ms  865 ms  973 ms"
    )


def test_a_metric_that_is_not_there_names_those_that_are(shop: Store):
    with pytest.raises(LookupError, match=r"'x'; the store holds: http\.server\.request\.duration"):
        views.metric_chart(shop, "x")


def test_a_log_table_says_severity_service_and_body(shop: Store):
    assert views.log_table(shop, where="trace_id like '%2'").text == (
        "3 log records, 1 ERROR, 1 WARN, 1 INFO\n"
        "INFO   storefront  basket of 3 items is valid\n"
        "WARN   payment     charging 42.00 EUR\n"
        "ERROR  payment     card network unavailable"
    )
    assert "the newest 2 shown" in views.log_table(shop, limit=2).text


def test_a_flame_graph_says_shares(shop: Store):
    assert views.flame_graph(shop).text == (
        "Flame graph of 45 ns\n"
        "function   own  with callees\n"
        "a         67 %          89 %\n"
        "b         22 %          22 %\n"
        "c         11 %          11 %\n"
        "main       0 %         100 %"
    )
    difference = views.flame_graph({"main;a": 1, "main;b": 3}, {("main", "a"): 3, ("main", "c"): 1})
    assert difference.text == (
        "Difference of two flame graphs: before 4 samples, after 4 samples\n"
        "function  own before  own after  with callees before  with callees after\n"
        "a               25 %       75 %                 25 %                75 %\n"
        "b               75 %        0 %                 75 %                 0 %\n"
        "c                0 %       25 %                  0 %                25 %\n"
        "main             0 %        0 %                100 %               100 %"
    )
    with pytest.raises(LookupError, match="no samples"):
        views.flame_graph({})


def test_a_stepper_holds_its_steps(shop: Store):
    made = views.stepper({"1": views.flame_graph(shop), "2": "plain"}, label="Load")
    assert made.text.startswith("Load: 1 | 2\n\n[1]\nFlame graph of 45 ns\n")
    assert made.text.endswith("[2]\nplain")
    with pytest.raises(ValueError, match="at least one"):
        views.stepper({})


def test_a_quiz_keeps_its_answers_to_itself():
    made = views.quiz(QUIZ)
    assert (
        made.text == "1. What ties the spans of a request together?\n   ( ) the trace id\n   ( ) the service"
    )
    for broken in ([False, False], [True, True]):
        options = [{"text": "a", "correct": right, "why": ""} for right in broken]
        with pytest.raises(ValueError, match="options are marked correct"):
            views.quiz(
                {"id": "x", "questions": [{"id": "q", "kind": "single", "text": "?", "options": options}]}
            )


@pytest.mark.parametrize(
    ("ns", "said"),
    [(0, "0 ns"), (999, "999 ns"), (1_500, "1.50 µs"), (2_000_000, "2 ms"), (61e9, "1.02 min"), (None, "–")],
)
def test_durations_have_a_unit(ns: float | None, said: str):
    assert duration(ns) == said


@given(st.floats(min_value=1e-9, max_value=1e14))
def test_numbers_keep_three_digits(value: float):
    assert float(number(value).replace(",", "")) == pytest.approx(value, rel=0.006)


# ---- pictures


def test_a_span_without_its_parent_and_a_circle_of_parents_are_drawn():
    rows = [
        ex.span(1, 1, 99, "a", "orphan", 0, 5),
        ex.span(1, 2, 1, "a", "child", 1, 2),
        ex.span(1, 3, 4, "a", "circle one", 6, 2),
        ex.span(1, 4, 3, "a", "circle two", 6.5, 1),
        ex.span(1, 5, 5, "a", "its own parent", 9, 1),
        ex.span(1, 2, 1, "a", "sent twice", 1, 2),
    ]
    data = spans.picture(rows)
    assert len(data["spans"]) == len(rows)
    assert data["spans"][0]["orphan"] is True
    for i, span in enumerate(data["spans"]):
        assert span["parent"] < i
        assert span["depth"] == (data["spans"][span["parent"]]["depth"] + 1 if span["parent"] >= 0 else 0)
    assert "parent missing" in spans.text(data)


def test_a_deep_trace_is_no_problem():
    rows = [
        ex.span(1, i, i - 1 if i > 1 else None, "a", f"level {i}", i, 10_000 - 2 * i) for i in range(1, 3_001)
    ]
    assert spans.picture(rows)["spans"][-1]["depth"] == 2_999


def test_ten_thousand_spans_become_a_picture_quickly():
    data = spans.picture(ex.large_trace())
    assert len(data["spans"]) == 10_000
    assert sum(b - a for s in data["spans"] for a, b in s.get("critical", [])) == data["spans"][0]["w"]


def test_waterfalls_are_carried_within_their_budget(shop: Store):
    data = views.trace_list(shop).picture
    assert [t["trace"] for t in data["details"]] == [t["trace"] for t in data["traces"]]
    from otlplab.views.traces import BUDGET, within_budget
    from otlplab.views.view import pack

    large = {f"{i:032x}": spans.picture(ex.large_trace(2_000, seed=i)) for i in range(4)}
    kept = within_budget(large, large)
    assert 0 < len(kept) < 4
    assert len(pack({"details": list(kept.values())})) <= BUDGET


def test_functions_count_recursion_once():
    data = stacks.picture([(("f", "g", "f", "g"), 4), (("f",), 1)])
    assert stacks.functions(data) == [("g", 4, 4, 0, 0), ("f", 1, 5, 0, 0)]


def test_a_flame_graph_stays_small_and_says_what_it_left_out():
    many = {
        (f"a{i % 7}", *(f"m{i % 211}.f{(i * j) % 997}" for j in range(2, 22))): 1 + i % 5
        for i in range(4_000)
    }
    made = views.flame_graph(many)
    assert made.picture["merged"] > 0 and made.picture["least"] > 0
    assert len(made.html) < 110_000
    assert made.picture["value"][0] == sum(many.values())


# ---- metrics


def point(time_s: float, **fields: Any) -> Row:
    """A row of metric_points; times in seconds."""
    keys = (
        "count sum explicit_bounds bucket_counts scale zero_count zero_threshold positive_offset value"
        " positive_bucket_counts negative_offset negative_bucket_counts quantiles exemplars"
    )
    return {
        **dict.fromkeys(keys.split()),
        "service_name": "s",
        "resource": {},
        "scope_name": "x",
        "attributes": {},
        "description": "",
        "unit": "1",
        "type": "sum",
        "temporality": "CUMULATIVE",
        "is_monotonic": True,
        "start_ns": ex.START,
        "time_ns": ex.START + round(time_s * 1e9),
    } | fields


@given(st.lists(st.tuples(st.integers(0, 1000), st.booleans()), min_size=1, max_size=30))
def test_cumulative_points_with_resets_give_what_delta_points_give(steps: list[tuple[int, bool]]):
    cumulative, delta, value, since = [], [], 0, ex.START
    for k, (n, reset) in enumerate(steps, 1):
        before = ex.START + (k - 1) * 10**10
        if reset and k > 1:
            value, since = 0, before
        value += n
        cumulative.append(point(k * 10, value=float(value), start_ns=since))
        delta.append(point(k * 10, value=float(n), start_ns=before, temporality="DELTA"))
    a, b = metrics.picture("m", cumulative), metrics.picture("m", delta)
    assert a["totals"] == b["totals"] == [sum(n for n, _ in steps)]
    assert a["series"] == b["series"]
    assert [v or 0 for v in b["series"][0]] == pytest.approx([n / 10 for n, _ in steps], rel=1e-5)


def test_a_fall_without_a_new_start_time_is_a_reset():
    rows = [point(10 * k, value=v, start_ns=None) for k, v in enumerate([5.0, 9.0, 2.0, 3.0])]
    assert metrics.picture("m", rows)["totals"] == [4 + 2 + 1]  # the first point says not since when


def exponential(time_s: float, scale: int, offset: int, counts: list[int], **fields: Any) -> Row:
    """A point of an exponential histogram."""
    return point(
        time_s, type="exponential_histogram", count=sum(counts), scale=scale, positive_offset=offset,
        positive_bucket_counts=counts, zero_count=0, zero_threshold=0.0, **fields,
    )  # fmt: skip


def test_exponential_histograms_are_compared_at_the_coarser_scale():
    # scale 1: buckets (1, √2], (√2, 2], (2, 2√2]; scale 0: (1, 2], (2, 4]
    data = metrics.picture("m", [exponential(10, 1, 0, [1, 2, 3]), exponential(20, 0, 0, [5, 7])])
    assert data["totals"] == [12]
    second = {tuple(data["edges"][row]): n for i, row, n in data["cells"][0] if i == 1}
    assert second == {(1.0, 2.0): 2, (2.0, 4.0): 4}


@given(st.lists(st.floats(min_value=1e-6, max_value=1e6), min_size=1, max_size=200), st.integers(-2, 8))
def test_percentiles_of_exponential_histograms_are_within_a_bucket(values: list[float], scale: int):
    counts: dict[int, int] = {}
    for value in values:
        index = math.ceil(math.log2(value) * 2**scale) - 1
        counts[index] = counts.get(index, 0) + 1
    low = min(counts)
    row = exponential(10, scale, low, [counts.get(i, 0) for i in range(low, max(counts) + 1)])
    found = metrics._buckets(row, scale)
    width = 2 ** (2.0**-scale)
    for p in metrics.PERCENTILES:
        exact = sorted(values)[max(0, math.ceil(len(values) * p / 100 - 1e-9) - 1)]
        said = metrics.percentile(found, p, geometric=True)
        assert said is not None and exact / width * (1 - 1e-9) <= said <= exact * width * (1 + 1e-9)


def test_many_exponential_buckets_are_merged_without_losing_any():
    data = metrics.picture("m", [exponential(10, 8, -2_000, [1] * 4_000)])
    assert len(data["edges"]) <= metrics.MOST_ROWS
    assert sum(n for _, _, n in data["cells"][0]) == pytest.approx(4_000)


def test_percentiles_are_interpolated_as_prometheus_does():
    buckets = {(-math.inf, 10.0): 5.0, (10.0, 20.0): 5.0, (20.0, math.inf): 0.0}
    assert metrics.percentile(buckets, 50) == 10
    assert metrics.percentile(buckets, 75) == 15
    assert metrics.percentile(buckets, 25) == 5
    assert metrics.percentile({(20.0, math.inf): 3.0}, 50) == 20
    assert metrics.percentile({}, 50) is None


def test_gauges_are_averaged_and_rising_and_falling_sums_added():
    def both(**fields: Any) -> list[Row]:
        return [
            point(10, value=v, attributes={"id": i, "pool": "p"}, **fields) for i, v in enumerate((2.0, 4.0))
        ]

    assert metrics.picture("m", both(type="gauge", temporality=None), by="pool")["series"] == [[3.0]]
    assert metrics.picture("m", both(is_monotonic=False), by="pool")["series"] == [[6.0]]


def test_summaries_show_their_quantiles():
    rows = [
        point(
            10, type="summary", quantiles=[{"quantile": 0.5, "value": 3.0}, {"quantile": 0.99, "value": 9.0}]
        )
    ]
    assert metrics.picture("m", rows)["groups"] == ["s p50", "s p99"]


def test_the_smallest_of_many_series_are_added_up():
    rows = [point(10, value=float(i), attributes={"k": f"{i:02}"}) for i in range(1, 41)]
    data = metrics.picture("m", rows, by="k")
    assert len(data["groups"]) == metrics.MOST_GROUPS and data["groups"][-1] == "29 others"
    assert sum(data["totals"]) == sum(range(1, 41))


# ---- html


class Elements(HTMLParser):
    """The elements of a page, and the text of its script."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.script = ""
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._in_script = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        self.script += data if self._in_script else ""


PLAIN = set(
    [
        "div",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "script",
        "details",
        "summary",
        "pre",
        "ol",
        "ul",
        "li",
        "p",
    ]
)
ATTRIBUTES = set(["class", "data-view", "role", "aria-label", "scope", "type", "open"])


def carried(view: View) -> Row:
    """The picture that a page gets from a view's HTML, which has no element that should not be there."""
    page = Elements()
    page.feed(view.html)
    page.close()
    assert {tag for tag, _ in page.found} <= PLAIN
    assert {name for _, attributes in page.found for name in attributes} <= ATTRIBUTES
    assert [attributes["type"] for tag, attributes in page.found if tag == "script"] == ["application/json"]
    data = json.loads(page.script)
    if "deflate" in data:
        data = json.loads(zlib.decompress(base64.b64decode(data["deflate"]), -15))
    return data


def test_each_view_carries_its_picture_and_its_alternative_text(shop: Store):
    for view in all_views(shop).values():
        data = carried(view)
        assert data.pop("label") == view.label
        assert data == json.loads(json.dumps(view.picture))
        assert view._repr_mimebundle_() == {"text/plain": view.text, "text/html": view.html}
        assert repr(view) == view.text
        assert f'aria-label="{view.label}"' in view.html


def test_six_views_of_a_busy_shop_fit_into_a_notebook():
    orders = [ex.checkout(i, at=i * 40, failing=i % 9 == 4, seed=i) for i in range(1, 201)]
    store = store_of(*([row for order in orders for row in order[k]] for k in range(4)))
    made = [views.waterfall(store), views.trace_list(store), views.service_map(store), views.log_table(store)]
    large = spans.of_picture(spans.picture(ex.large_trace(500)))
    assert sum(len(view.html) for view in [*made, large]) < 300_000


@pytest.mark.parametrize("name", ex.HOSTILE, ids=lambda name: name[:12].encode("unicode_escape").decode())
def test_no_name_becomes_markup_and_none_is_lost(name: str):
    rows, events, links, logs = ex.checkout()
    clean = name.encode("utf-8", "replace").decode()
    for row in rows:
        row |= {"name": clean, "service_name": clean, "status_message": clean, "attributes": {clean: clean}}
        row |= {
            "status_code": "ERROR",
            "resource": {clean: clean},
            "scope_name": clean,
            "scope_version": clean,
        }
    for row in [*events, *links]:
        row |= {"attributes": {clean: clean}}
    for row in events:
        row |= {"name": clean}
    for row in logs:
        row |= {"body": clean, "service_name": clean, "attributes": {clean: clean}}
    store = store_of(rows, events, links, logs, profiles=samples({(clean, "x"): 1}))
    made = [
        views.waterfall(store),
        views.trace_list(store),
        views.service_map(store),
        views.log_table(store),
        views.flame_graph(store),
        views.flame_graph({(name,): 1}, {(name, name): 2}, names=(name, name)),
        metrics.of_picture(metrics.picture(name, [point(1, value=1.0, attributes={name: name}, unit=name)])),
        views.stepper({name: name, "b": views.flame_graph({(name,): 1})}, label=name),
        views.quiz({"id": name, "questions": [{"id": name, "kind": "single", "text": name, "options": [
            {"text": name, "correct": True, "why": name}]}]}),
    ]  # fmt: skip
    for view in made:
        data = carried(view)
        if view.kind not in ("quiz", "stepper"):  # their texts are written by authors
            assert len(view.html) < 120_000
        assert not re.search("[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2066-\u2069]", view.html)
        if view.kind != "quiz":  # questions are written by authors, not by senders
            assert not re.search("[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2066-\u2069]", view.text)
        whole = json.dumps(data, ensure_ascii=False)
        if 0 < len(clean) < 200:
            assert json.dumps(clean, ensure_ascii=False)[1:-1] in whole
    assert made[0].picture["spans"][0]["name"].startswith(clean[:200] or "(no name)")
    if len(clean) > 2_000:
        assert made[0].picture["spans"][0]["name"].endswith("… (100,000 characters)")


@given(st.text())
def test_visible_text_hides_nothing_and_reorders_nothing(text: str):
    said = visible(text)
    assert not re.search("[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", said)
    assert len(said) >= len(text)

"""The store: what a query sees, how its answer is shown, and the named questions."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas
import pytest
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.profiles.v1development.profiles_service_pb2 import (
    ExportProfilesServiceRequest,
)
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from otlplab.segments import MAGIC, Frame, Signal, encode
from otlplab.store import QueryError, Store
from otlplab.store.questions import critical_steps

MS = 1_000_000
BEGIN = 1_700_000_000_000_000_000
TRACE = bytes(range(16))


def spans(*rows: dict[str, Any], service: str = "shop", trace: bytes = TRACE) -> bytes:
    """Return a request; ``at`` and ``until`` in milliseconds after BEGIN, ids as one byte."""
    request = ExportTraceServiceRequest()
    resource = request.resource_spans.add()
    resource.resource.attributes.add(key="service.name").value.string_value = service
    scope = resource.scope_spans.add()
    scope.scope.name = "test"
    for row in rows:
        span = scope.spans.add(
            trace_id=trace,
            span_id=bytes([row["id"]]) * 8,
            name=row.get("name", "work"),
            kind=row.get("kind", 1),
            start_time_unix_nano=BEGIN + int(row.get("at", 0) * MS),
            end_time_unix_nano=BEGIN + int(row.get("until", 1) * MS),
        )
        if "parent" in row:
            span.parent_span_id = bytes([row["parent"]]) * 8
        span.status.code = row.get("status", 0)
        for key, value in row.get("attributes", {}).items():
            kind = {str: "string_value", int: "int_value", bool: "bool_value", float: "double_value"}[
                type(value)
            ]
            setattr(span.attributes.add(key=key).value, kind, value)
    return request.SerializeToString()


def store_of(*payloads: bytes, signal: Signal = Signal.TRACES) -> Store:
    return Store.of_frames([Frame(signal, BEGIN + i, payload) for i, payload in enumerate(payloads)])


class Writer:
    """A segment that grows, as the collector's does."""

    def __init__(self, data: Path, number: int = 1, signal: Signal = Signal.TRACES) -> None:
        self.path = data / signal.folder / f"{number:012d}.seg"
        self.signal = signal
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(MAGIC)

    def raw(self, data: bytes) -> None:
        with self.path.open("ab") as file:
            file.write(data)

    def append(self, payload: bytes, at: int = BEGIN) -> bytes:
        frame = encode(Frame(self.signal, at, payload))
        self.raw(frame)
        return frame


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "telemetry"


def count(store: Store, table: str = "spans") -> int:
    return store.sql(f"select count(*) from {table}").scalar()


# What a query sees


def test_a_query_sees_what_was_appended_before_it(data: Path) -> None:
    writer = Writer(data)
    store = Store(data)
    assert count(store) == 0
    for number in range(1, 40):
        writer.append(spans({"id": 1}, {"id": 2}))
        assert count(store) == 2 * number
    assert count(Store(data, since="now")) == 0


def test_now_is_a_place_in_the_segment_that_is_open(data: Path) -> None:
    Writer(data, 1).append(spans({"id": 1}))
    writer = Writer(data, 2)
    writer.append(spans({"id": 2}))
    store = Store(data, since="now")
    writer.append(spans({"id": 3}))
    Writer(data, 3).append(spans({"id": 4}))
    assert [row["span_id"][:2] for row in store.sql("select span_id from spans order by 1").rows()] == [
        "03",
        "04",
    ]
    assert count(Store(data, since=store.position())) == 0


def test_now_covers_signals_that_have_not_come_yet(data: Path) -> None:
    data.mkdir()
    store = Store(data, since="now")
    request = ExportLogsServiceRequest()
    request.resource_logs.add().scope_logs.add().log_records.add().body.string_value = "first"
    Writer(data, signal=Signal.LOGS).append(request.SerializeToString())
    assert store.sql("select body from logs").scalar() == "first"


def test_since_a_time(data: Path) -> None:
    writer = Writer(data)
    for second in range(4):
        writer.append(spans({"id": 1 + second}), BEGIN + second * 10**9)
    assert count(Store(data, since=BEGIN + 2 * 10**9)) == 2
    moment = datetime.datetime.fromtimestamp(BEGIN // 10**9 + 1, datetime.UTC)
    assert count(Store(data, since=moment)) == 3
    assert count(Store(data, since=moment.replace(tzinfo=None))) == 3
    assert count(Store(data, since=BEGIN + 10**12)) == 0


def test_a_frame_that_is_being_written_is_not_there_yet(data: Path) -> None:
    writer = Writer(data)
    writer.append(spans({"id": 1}))
    store = Store(data)
    frame = encode(Frame(Signal.TRACES, BEGIN, spans({"id": 2})))
    for cut in (1, 8, 17, len(frame) - 1):
        size = writer.path.stat().st_size
        writer.raw(frame[:cut])
        assert count(store) == 1
        with writer.path.open("r+b") as file:
            file.truncate(size)
    writer.raw(frame)
    assert count(store) == 2


def test_a_damaged_frame_hides_what_follows_and_says_so(data: Path) -> None:
    writer = Writer(data)
    writer.append(spans({"id": 1}))
    frame = bytearray(encode(Frame(Signal.TRACES, BEGIN, spans({"id": 2}))))
    frame[-1] ^= 1
    writer.raw(bytes(frame))
    with pytest.warns(RuntimeWarning, match="damaged"):
        assert count(Store(data)) == 1


def test_segments_may_be_removed_while_a_store_reads(data: Path) -> None:
    first, second = Writer(data, 1), Writer(data, 2)
    first.append(spans({"id": 1}))
    second.append(spans({"id": 2}))
    store = Store(data)
    assert count(store) == 2
    first.path.unlink()
    second.append(spans({"id": 3}))
    assert count(store) == 2
    second.path.unlink()
    assert count(store) == 0


def test_both_sides_of_a_join_see_the_same(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = Writer(data)
    writer.append(spans({"id": 1}))
    store = Store(data)
    from otlplab.store import reader

    original = reader.Snapshot.frames

    def append_meanwhile(self: Any, *args: Any) -> Any:
        writer.append(spans({"id": 9}))
        return original(self, *args)

    monkeypatch.setattr(reader.Snapshot, "frames", append_meanwhile)
    query = (
        "select (select count(name) from spans), (select count(kind) from spans), count(end_time) from spans"
    )
    assert list(store.sql(query).rows()[0].values()) == [1, 1, 1]


def test_no_data_directory_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no collector has run there"):
        Store(tmp_path / "nowhere")
    with pytest.raises(ValueError, match="'start', 'now'"):
        Store(tmp_path, since="yesterday")


def test_wait(data: Path) -> None:
    writer = Writer(data)
    writer.append(spans({"id": 1, "name": "a"}, {"id": 2, "name": "b"}))
    store = Store(data)
    store.wait(2, timeout=0)
    store.wait(1, where="name = 'a'", timeout=0)
    with pytest.raises(
        TimeoutError, match=r"1 of 2 spans where name = 'a' after 0\.05 s; the store has 2 spans"
    ):
        store.wait(2, where="name = 'a'", timeout=0.05)


# SQL


def test_attributes_keep_their_types() -> None:
    sent = {"http.route": "/r", "code": 503, "ok": True, "share": 0.25, "text": "12"}
    store = store_of(spans({"id": 1, "attributes": sent}))
    row = store.sql("select attributes from spans").rows()[0]["attributes"]
    assert row == sent
    assert type(row["code"]) is int and type(row["share"]) is float
    for condition in (
        "attributes['code'] >= 500",
        "attributes['code']::INT = 503",
        "attributes['http.route'] = '/r'",
        "attributes['ok']",
        "attributes['share'] < 0.5",
        "attributes['text']::INT + 1 = 13",
        "attributes['http.route'] like '/%'",
        "attributes['missing'] is null",
        "resource['service.name'] = 'shop'",
    ):
        assert count(store, f"spans where {condition}") == 1, condition
    grouped = store.sql("select attributes['http.route'] as route, count(*) as n from spans group by route")
    assert grouped.rows() == [{"route": "/r", "n": 1}]


def test_nested_attributes_can_be_indexed() -> None:
    request = ExportTraceServiceRequest()
    span = request.resource_spans.add().scope_spans.add().spans.add(name="n")
    values = span.attributes.add(key="list").value.array_value.values
    values.add().int_value = 7
    pair = values.add().kvlist_value.values.add(key="deep")
    pair.value.bytes_value = b"\x01"
    store = store_of(request.SerializeToString())
    assert store.sql("select attributes['list'][1]::INT from spans").scalar() == 7
    assert store.sql("select attributes['list'] from spans").scalar() == [7, {"deep": b"\x01"}]


def test_only_needed_keys_are_decoded_and_no_query_notices() -> None:
    rows = [{"id": i, "attributes": {"a": i, "b": f"b{i}", f"only{i}": True}} for i in range(1, 6)]
    store = store_of(spans(*rows))
    assert count(store, "spans where attributes['a'] > 3") == 2
    assert store.sql("select max(cardinality(attributes)) from spans where attributes['a'] = 1").scalar() == 3
    query = "select attributes['b'] as b, s.attributes from spans s where s.attributes['a'] = 2"
    assert store.sql(query).rows() == [{"b": "b2", "attributes": {"a": 2, "b": "b2", "only2": True}}]
    assert (
        store.sql("with t as (from spans) select attributes['a'] from t where attributes['b']='b3'").scalar()
        == 3
    )
    assert (
        store.sql("select s.attributes['b'] from (select * from spans) s order by 1 limit 1").scalar() == "b1"
    )
    assert store.sql("select x['a'] from spans t(a,b,c,d,e,f,g,h,i,j,k,l,m,n,x) order by 1").rows()[0]
    assert len(store.sql("select unnest(map_keys(attributes)) from spans where attributes['a'] = 1")) == 3
    assert store.sql("select attributes[?] from spans where attributes['a'] = 1", ["only1"]).scalar() is True
    assert store.sql("select (s).attributes['b'] from spans s where s.name = 'work' order by 1").rows()


def test_only_the_wanted_columns_are_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    from otlplab.store import tables

    asked: list[set[str]] = []
    original = tables.decode

    def decode(name: str, frames: Any, columns: Any, keys: Any = None) -> Any:
        asked.append(set(columns))
        return original(name, frames, columns, keys)

    monkeypatch.setattr(tables, "decode", decode)
    store = store_of(spans({"id": 1}))
    store.sql("select service_name, quantile_cont(duration_ms, 0.99) from spans group by all")
    assert asked == [{"service_name", "duration_ms"}]
    asked.clear()
    assert len(store.sql("select * from spans where trace_id = 'ffffffffffffffffffffffffffffffff'")) == 0
    assert asked == [{"trace_id"}]


def test_a_cold_reader_does_not_load_pandas() -> None:
    script = (
        "import sys; from otlplab.segments import *; from otlplab.store import Store\n"
        f"s = Store.of_frames([Frame(Signal.TRACES, 1, bytes.fromhex('{spans({'id': 1}).hex()}'))])\n"
        "q = 'select service_name, max(duration_ms) from spans where trace_id > $a group by all'\n"
        "r = s.sql(q, {'a': ''})\n"
        "print(r.text)\n"
        "assert 'pandas' not in sys.modules, 'pandas'\n"
        "s.close()"
    )
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)


def test_errors_are_one_line() -> None:
    store = store_of(spans({"id": 1}))
    for query, said in (
        ("select * from span", 'Did you mean "spans"? Tables: spans, span_events'),
        ("select service_nam from spans", 'Candidate bindings: "service_name"'),
        ("selec 1", 'syntax error at or near "selec"'),
        ("select 1 from spans where attributes['a'] = ", "syntax error"),
        ("", "no result"),
    ):
        with pytest.raises(QueryError) as caught:
            store.sql(query)
        assert said in str(caught.value)
        assert "\n" not in str(caught.value)
    assert count(store) == 1


# Results


def test_results_turn_into_data_frames() -> None:
    store = store_of(spans({"id": 1, "at": 0.000123, "attributes": {"k": 1}}))
    result = store.sql("select name, start_time, attributes, now() as now from spans")
    frame = result.df()
    assert frame.start_time[0] == pandas.Timestamp(BEGIN + 123)
    assert frame.attributes[0] == {"k": 1}
    assert result.rows()[0]["start_time"].value == BEGIN + 123
    assert result.pl().shape == (1, 4)
    assert result.arrow().column("attributes").to_pylist() == [[("k", "1")]]
    assert len(result) == 1
    with pytest.raises(ValueError, match="1 x 4"):
        result.scalar()


def test_results_show_themselves() -> None:
    store = store_of(*(spans({"id": 1, "name": f"<b>{i}</b>\x1b[31m", "at": 0.5}) for i in range(60)))
    result = store.sql(
        "select name, start_time, duration_ms, null as nothing from spans order by length(name), name"
    )
    assert (
        result.text.splitlines()[:3]
        == [
            "name                start_time                  duration_ms  nothing",
            "──────────────────  ──────────────────────────  ───────────  ───────",
            "<b>0</b>\\x1b[31m   2023-11-14 22:13:20.000500          0.5     NULL".replace(
                ".000500 ", ".000500 "
            ),
        ]
        or "2023-11-14 22:13:20.000500" in result.text
    )
    assert "\x1b" not in result.text
    assert result.text.endswith("the first 40 of 60 rows")
    page = result._repr_mimebundle_()["text/html"]
    assert "<b>" not in page and "&lt;b&gt;" in page
    assert page.count("<tr>") == 61 and '<th scope="col"' in page and "60 rows" in page
    assert store.sql("select 1 as n where false").text.endswith("no rows")


# Named questions


@pytest.fixture
def shop() -> Iterator[Store]:
    front = spans(
        {"id": 1, "name": "GET /cart", "kind": 2, "at": 0, "until": 100},
        {"id": 2, "name": "GET", "kind": 3, "at": 10, "until": 90, "parent": 1},
        service="storefront",
    )
    back = spans(
        {"id": 3, "name": "cart", "kind": 2, "at": 20, "until": 80, "parent": 2, "status": 2},
        service="cart",
    )
    other = spans({"id": 4, "name": "tick", "at": 200, "until": 201}, service="worker", trace=b"\xff" * 16)
    with store_of(front, back, other) as store:
        yield store


def test_traces(shop: Store) -> None:
    rows = shop.traces().rows()
    assert [row["root_name"] for row in rows] == ["GET /cart", "tick"]
    first = rows[0]
    assert first["trace_id"] == TRACE.hex()
    assert (first["root_service"], first["spans"], first["errors"]) == ("storefront", 3, 1)
    assert first["duration_ms"] == 100 and first["services"] == ["cart", "storefront"]


def test_trace(shop: Store) -> None:
    trace = shop.trace(TRACE.hex().upper())
    assert [row["name"] for row in trace.spans.rows()] == ["GET /cart", "GET", "cart"]
    assert len(trace.logs) == len(trace.events) == len(trace.links) == 0
    with pytest.raises(LookupError, match="nothing of trace"):
        shop.trace("00" * 16)


def test_red(shop: Store) -> None:
    rows = {row["service_name"]: row for row in shop.red().rows()}
    assert rows["cart"]["errors"] == 1 and rows["cart"]["error_share"] == 1
    assert rows["storefront"]["requests"] == 1 and rows["storefront"]["p99_ms"] == 100
    assert rows["storefront"]["rate"] == pytest.approx(1 / 0.201)
    assert [row["name"] for row in shop.red("name").rows()] == ["GET /cart", "cart", "tick"]


def test_service_edges(shop: Store) -> None:
    edges = shop.service_edges().rows()
    assert [(e["caller"], e["callee"], e["calls"], e["errors"], e["p50_ms"]) for e in edges] == [
        ("storefront", "cart", 1, 1, 60)
    ]


def test_a_link_is_an_edge() -> None:
    request = ExportTraceServiceRequest.FromString(spans({"id": 7}, service="worker", trace=b"\x07" * 16))
    request.resource_spans[0].scope_spans[0].spans[0].links.add(trace_id=TRACE, span_id=b"\x01" * 8)
    store = store_of(spans({"id": 1}, service="queue"), request.SerializeToString())
    assert [(e["caller"], e["callee"]) for e in store.service_edges().rows()] == [("queue", "worker")]


def path_of(*rows: tuple[int, float, float, int | None]) -> list[tuple[int, float, float]]:
    """Return the critical path of ``(id, start, end, parent)`` as ``(id, start, end)``."""
    found = critical_steps(
        [
            {"span_id": id_, "start_ns": start, "end_ns": end, "parent_span_id": parent}
            for id_, start, end, parent in rows
        ]
    )
    return [(span["span_id"], start, end) for span, start, end in found]


def test_critical_path_of_a_chain() -> None:
    assert path_of((1, 0, 100, None), (2, 10, 40, 1), (3, 50, 90, 1)) == [
        (1, 0, 10),
        (2, 10, 40),
        (1, 40, 50),
        (3, 50, 90),
        (1, 90, 100),
    ]


def test_critical_path_of_concurrent_children_takes_the_last_to_end() -> None:
    # 2 and 3 run side by side; 4 starts when 2 ended, and ends last
    assert path_of((1, 0, 100, None), (2, 10, 50, 1), (3, 10, 80, 1), (4, 55, 95, 1)) == [
        (1, 0, 10),
        (2, 10, 50),
        (1, 50, 55),
        (4, 55, 95),
        (1, 95, 100),
    ]


def test_critical_path_with_a_child_that_outlives_its_parent() -> None:
    assert path_of((1, 0, 100, None), (2, 20, 60, 1), (3, 30, 500, 2)) == [
        (1, 0, 20),
        (2, 20, 30),
        (3, 30, 60),
        (1, 60, 100),
    ]


def test_critical_path_with_clocks_that_disagree() -> None:
    assert path_of((1, 100, 200, None), (2, 50, 150, 1)) == [(2, 100, 150), (1, 150, 200)]
    assert path_of((1, 100, 200, None), (2, 300, 400, 1)) == [(1, 100, 200)]


def test_critical_path_without_a_root_and_with_a_circle() -> None:
    assert path_of((2, 0, 10, 99), (3, 2, 8, 2)) == [(2, 0, 2), (3, 2, 8), (2, 8, 10)]
    assert path_of((1, 0, 10, 2), (2, 0, 10, 1))  # ends


def test_critical_path_of_a_deep_trace() -> None:
    deep = [(i, i, 20_000 - i, i - 1 if i else None) for i in range(5_000)]
    steps = path_of(*deep)
    assert steps[0] == (0, 0, 1) and sum(end - start for _, start, end in steps) == 20_000


def test_critical_path_covers_the_root(shop: Store) -> None:
    rows = shop.critical_path(TRACE.hex()).rows()
    assert [row["name"] for row in rows] == ["GET /cart", "GET", "cart", "GET", "GET /cart"]
    assert sum(row["duration_ms"] for row in rows) == 100
    assert sum(row["share"] for row in rows) == pytest.approx(1)
    with pytest.raises(LookupError):
        shop.critical_path("00" * 16)


def profile() -> bytes:
    request = ExportProfilesServiceRequest()
    table = request.dictionary
    table.string_table.extend(
        ["", "cpu", "ns", "main", "work", "inlined", "app.py", "libc.so", "thread.name", "t1"]
    )
    table.mapping_table.add()
    table.mapping_table.add(filename_strindex=7)
    for name in (0, 3, 4, 5):
        table.function_table.add(name_strindex=name, filename_strindex=6 if name else 0)
    table.location_table.add()
    table.location_table.add().lines.add(function_index=1, line=3)
    work = table.location_table.add()
    work.lines.add(function_index=3, line=9)
    work.lines.add(function_index=2, line=5)
    table.location_table.add(mapping_index=1, address=0x10)
    table.stack_table.add()
    table.stack_table.add(location_indices=[2, 1])
    table.stack_table.add(location_indices=[3, 1])
    table.link_table.add()
    table.link_table.add(trace_id=TRACE, span_id=b"\x01" * 8)
    table.attribute_table.add()
    table.attribute_table.add(key_strindex=8).value.string_value_strindex = 9
    one = (
        request.resource_profiles.add()
        .scope_profiles.add()
        .profiles.add(profile_id=b"\x05" * 16, time_unix_nano=BEGIN, duration_nano=10**9, period=100)
    )
    one.sample_type.type_strindex, one.sample_type.unit_strindex = 1, 2
    one.samples.add(stack_index=1, values=[30], attribute_indices=[1], link_index=1)
    one.samples.add(stack_index=2, values=[10])
    one.samples.add(stack_index=1, values=[5])
    one.samples.add(stack_index=2, timestamps_unix_nano=[BEGIN + 1, BEGIN + 2])
    return request.SerializeToString()


def test_stacks() -> None:
    store = store_of(profile(), signal=Signal.PROFILES)
    rows = store.stacks().rows()
    assert rows == [
        {"stack": ["main", "work", "inlined"], "value": 35, "unit": "ns", "samples": 2},
        {"stack": ["main", "libc.so+0x10"], "value": 12, "unit": "ns", "samples": 3},
    ]
    assert store.stacks("cpu", where="thread = 't1'").rows()[0]["value"] == 30
    assert len(store.stacks("alloc")) == 0
    sample = store.sql("select * from profile_samples where value = 30").rows()[0]
    assert (
        sample["trace_id"] == TRACE.hex()
        and sample["thread"] == "t1"
        and sample["attributes"] == {"thread.name": "t1"}
    )
    assert sample["frames"][2] == {"function": "inlined", "file": "app.py", "line": 9, "mapping": None}
    times = store.sql(
        "select sample_time from profile_samples where sample_time is not null order by 1"
    ).rows()
    assert [row["sample_time"].value - BEGIN for row in times] == [1, 2]


def test_histogram_buckets() -> None:
    request = ExportMetricsServiceRequest()
    metric = request.resource_metrics.add().scope_metrics.add().metrics.add(name="d")
    metric.histogram.aggregation_temporality = 2
    metric.histogram.data_points.add(explicit_bounds=[1, 5], bucket_counts=[2, 3, 4], count=9)
    other = request.resource_metrics[0].scope_metrics[0].metrics.add(name="e").exponential_histogram
    point = other.data_points.add(scale=0, zero_count=1, zero_threshold=0.5)
    point.positive.offset = 1
    point.positive.bucket_counts.extend([7, 0, 8])
    point.negative.offset = 0
    point.negative.bucket_counts.extend([6])
    store = store_of(request.SerializeToString(), signal=Signal.METRICS)
    rows = store.sql("select metric_name, lower, upper, count from histogram_buckets").rows()
    assert [tuple(row.values()) for row in rows] == [
        ("d", float("-inf"), 1, 2),
        ("d", 1, 5, 3),
        ("d", 5, float("inf"), 4),
        ("e", -2, -1, 6),
        ("e", -0.5, 0.5, 1),
        ("e", 2, 4, 7),
        ("e", 8, 16, 8),
    ]


def test_a_structured_body_is_json() -> None:
    request = ExportLogsServiceRequest()
    records = request.resource_logs.add().scope_logs.add().log_records
    body = records.add().body.kvlist_value.values
    body.add(key="n").value.int_value = 1
    body.add(key="ä").value.array_value.values.add().double_value = float("nan")
    records.add().body.string_value = "plain"
    records.add()
    store = store_of(request.SerializeToString(), signal=Signal.LOGS)
    bodies = [row["body"] for row in store.sql("select body from logs").rows()]
    assert json.loads(bodies[0]) == {"n": 1, "ä": ["NaN"]} and bodies[1:] == ["plain", None]

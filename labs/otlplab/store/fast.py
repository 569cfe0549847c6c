"""Requests to tables, whole columns at a time: the tables of :mod:`.plain` for the signals that come in
masses.

Only the fields that the wanted columns are made of are decoded; the rest is skipped on the wire. A column
says beside how it is made which fields it needs, as ``Message.field``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from otlplab.segments import Frame, Signal

from . import plain
from .columns import (
    Ints,
    array,
    attribute_maps,
    count_lists,
    counts,
    enum_labels,
    filled,
    gather,
    hex_ids,
    labels,
    list_array,
    masked,
    merged,
    nanoseconds,
    numbers,
    offsets_of,
    parents,
    running,
    shared,
    spread,
    strings,
    text_or_null,
    texts,
    times,
)
from .descriptors import decoder
from .schema import EXEMPLAR, KINDS, METRIC_TYPES, QUANTILE, SCHEMAS, SIGNAL_OF, STATUSES, TEMPORALITIES

Fields = tuple[str, ...]
_KEY_VALUE = ("KeyValue.key", "KeyValue.value")


def table(
    name: str, frames: Sequence[Frame], columns: Sequence[str], keys: frozenset[str] | None = None
) -> list[pa.Array]:
    """Return ``columns`` of table ``name`` (one of :data:`TABLES`), in order of arrival.

    ``keys`` are the only ones that ``attributes`` needs to have, ``None`` for all. Raises what ptars raises
    for a payload that it cannot decode.
    """
    kind = TABLES[name]
    fields = {field for column in columns for field in kind.columns[column][0]}
    handler = decoder(SIGNAL_OF[name], frozenset({*kind.path, *fields}))
    requests = handler.list_to_record_batch([frame.payload for frame in frames]).column(0)
    received = np.array([frame.time_unix_nano for frame in frames], np.uint64)
    rows = kind.rows(_scopes(requests, SIGNAL_OF[name], received), keys)
    return [kind.columns[column][1](rows) for column in columns]


@dataclass(frozen=True)
class _Scopes:
    """The ``Scope…`` messages of a chunk, and by index what each belongs to."""

    messages: pa.StructArray
    resource: Ints
    resources: pa.StructArray
    frame: Ints
    received: np.ndarray[Any, np.dtype[np.uint64]]


_INNER = {Signal.TRACES: "scope_spans", Signal.METRICS: "scope_metrics", Signal.LOGS: "scope_logs"}


def _scopes(requests: pa.ListArray, signal: Signal, received: np.ndarray[Any, Any]) -> _Scopes:
    resources = _elements(requests)
    scoped = resources.field(_INNER[signal])
    return _Scopes(_elements(scoped), parents(scoped), resources, parents(requests), received)


def _elements(lists: pa.ListArray) -> Any:
    offsets = offsets_of(lists)
    return lists.values[offsets[0] : offsets[-1]]


@dataclass(frozen=True)
class _Rows:
    """The messages that are the rows of a table; ``scope`` is the index of each one's scope."""

    messages: pa.StructArray
    scope: Ints
    scopes: _Scopes
    keys: frozenset[str] | None
    owners: pa.StructArray | None = None
    owner: Ints | None = None
    """For an event or a link: the spans, and the index of its span."""

    def field(self, *path: str) -> Any:
        return _field(self.messages, *path)

    def owned(self, name: str) -> pa.Array:
        assert self.owners is not None and self.owner is not None
        return hex_ids(self.owners.field(name)).take(array(self.owner))


def _field(messages: Any, *path: str) -> Any:
    for name in path:
        messages = messages.field(name)
    return messages


Column = tuple[Fields, Callable[[Any], pa.Array]]


@dataclass(frozen=True)
class _Table:
    """How a table's rows are found (``path``: the fields that lead to them) and its columns made."""

    path: Fields
    rows: Callable[[_Scopes, frozenset[str] | None], Any]
    columns: dict[str, Column]


# What all tables share


def _service_name(rows: Any) -> pa.Array:
    lists = _field(rows.scopes.resources, "resource", "attributes")
    entries = _elements(lists)
    found = np.flatnonzero(numbers(pc.is_in(entries.field("key"), strings(["service.name"]))))
    names = texts(merged(entries.field("value")).take(array(found)))
    last = np.full(len(lists), -1)
    last[parents(lists)[found]] = np.arange(len(found))
    by_resource = names.take(masked(last, last < 0, pa.int64()))
    return spread(by_resource, rows.scopes.resource[rows.scope])


def _resource(rows: Any) -> pa.Array:
    maps = attribute_maps(_field(rows.scopes.resources, "resource", "attributes"))
    return shared(maps, rows.scopes.resource[rows.scope])


def _scope_attributes(rows: Any) -> pa.Array:
    return shared(attribute_maps(_field(rows.scopes.messages, "scope", "attributes")), rows.scope)


def _scope_text(*path: str) -> Callable[[Any], pa.Array]:
    return lambda rows: spread(text_or_null(_field(rows.scopes.messages, *path)), rows.scope)


def _received_time(rows: Any) -> pa.Array:
    frame = rows.scopes.frame[rows.scopes.resource[rows.scope]]
    return times(array(rows.scopes.received[frame]))


def _each(*fields: str) -> Fields:
    """Return ``fields`` of the ``Resource…`` and ``Scope…`` messages of every signal."""
    return tuple(field.replace("…", signal) for field in fields for signal in ("Spans", "Metrics", "Logs"))


_OF_RESOURCE = (*_each("Resource….resource"), "Resource.attributes", *_KEY_VALUE)
_COMMON: dict[str, Column] = {
    "service_name": (_OF_RESOURCE, _service_name),
    "resource": (_OF_RESOURCE, _resource),
    "scope_name": ((*_each("Scope….scope"), "InstrumentationScope.name"), _scope_text("scope", "name")),
    "scope_version": (
        (*_each("Scope….scope"), "InstrumentationScope.version"),
        _scope_text("scope", "version"),
    ),
    "scope_attributes": (
        (*_each("Scope….scope"), "InstrumentationScope.attributes", *_KEY_VALUE),
        _scope_attributes,
    ),
    "schema_url": (_each("Scope….schema_url"), _scope_text("schema_url")),
    "received_time": ((), _received_time),
}


def _plain(message: str, name: str, make: Callable[[Any], pa.Array] = lambda values: values) -> Column:
    """Return a column that is made of the one field ``message.name``."""
    return (f"{message}.{name}",), lambda rows: make(rows.field(name))


def _attributes(message: str) -> Column:
    return (f"{message}.attributes", *_KEY_VALUE), lambda rows: attribute_maps(
        rows.field("attributes"), rows.keys
    )


def _ids(message: str) -> dict[str, Column]:
    return {name: _plain(message, name, hex_ids) for name in ("trace_id", "span_id")}


# Traces


def _duration(rows: _Rows) -> tuple[Ints, np.ndarray[Any, np.dtype[np.bool_]]]:
    start, no_start = nanoseconds(rows.field("start_time_unix_nano"))
    end, no_end = nanoseconds(rows.field("end_time_unix_nano"))
    return end - start, no_start | no_end


def _duration_ns(rows: _Rows) -> pa.Array:
    return masked(*_duration(rows), pa.int64())


def _duration_ms(rows: _Rows) -> pa.Array:
    nanoseconds_, unknown = _duration(rows)
    return masked(nanoseconds_ / 1e6, unknown, pa.float64())


_BOTH_TIMES = ("Span.start_time_unix_nano", "Span.end_time_unix_nano")


def _spans(scopes: _Scopes, keys: frozenset[str] | None) -> _Rows:
    lists = scopes.messages.field("spans")
    return _Rows(_elements(lists), parents(lists), scopes, keys)


def _of_spans(name: str) -> Callable[[_Scopes, frozenset[str] | None], _Rows]:
    def rows(scopes: _Scopes, keys: frozenset[str] | None) -> _Rows:
        spans = _spans(scopes, keys)
        lists = spans.field(name)
        owner = parents(lists)
        return replace(
            spans, messages=_elements(lists), scope=spans.scope[owner], owners=spans.messages, owner=owner
        )

    return rows


_OWNER_IDS: dict[str, Column] = {
    "trace_id": (("Span.trace_id",), lambda rows: rows.owned("trace_id")),
    "span_id": (("Span.span_id",), lambda rows: rows.owned("span_id")),
}
_TO_SPANS = ("ExportTraceServiceRequest.resource_spans", "ResourceSpans.scope_spans", "ScopeSpans.spans")

_SPANS = _Table(
    (*_TO_SPANS, "Span.flags"),
    _spans,
    _COMMON
    | _ids("Span")
    | {
        "parent_span_id": _plain("Span", "parent_span_id", hex_ids),
        "name": _plain("Span", "name"),
        "kind": _plain("Span", "kind", lambda values: enum_labels(values, KINDS)),
        "start_time": (_BOTH_TIMES[:1], lambda rows: times(rows.field("start_time_unix_nano"))),
        "end_time": (_BOTH_TIMES[1:], lambda rows: times(rows.field("end_time_unix_nano"))),
        "duration_ns": (_BOTH_TIMES, _duration_ns),
        "duration_ms": (_BOTH_TIMES, _duration_ms),
        "status_code": (
            ("Span.status", "Status.code"),
            lambda rows: enum_labels(filled(pc.struct_field(rows.field("status"), "code")), STATUSES),
        ),
        "status_message": (
            ("Span.status", "Status.message"),
            lambda rows: text_or_null(pc.struct_field(rows.field("status"), "message")),
        ),
        "trace_state": _plain("Span", "trace_state", text_or_null),
        "flags": _plain("Span", "flags"),
        "attributes": _attributes("Span"),
        "dropped_attributes_count": _plain("Span", "dropped_attributes_count"),
        "dropped_events_count": _plain("Span", "dropped_events_count"),
        "dropped_links_count": _plain("Span", "dropped_links_count"),
    },
)

_SPAN_EVENTS = _Table(
    (*_TO_SPANS, "Span.events", "Event.dropped_attributes_count"),
    _of_spans("events"),
    _COMMON
    | _OWNER_IDS
    | {
        "time": (("Event.time_unix_nano",), lambda rows: times(rows.field("time_unix_nano"))),
        "name": _plain("Event", "name"),
        "attributes": _attributes("Event"),
        "dropped_attributes_count": _plain("Event", "dropped_attributes_count"),
    },
)

_SPAN_LINKS = _Table(
    (*_TO_SPANS, "Span.links", "Link.flags"),
    _of_spans("links"),
    _COMMON
    | _OWNER_IDS
    | {
        "linked_trace_id": (("Link.trace_id",), lambda rows: hex_ids(rows.field("trace_id"))),
        "linked_span_id": (("Link.span_id",), lambda rows: hex_ids(rows.field("span_id"))),
        "trace_state": _plain("Link", "trace_state", text_or_null),
        "flags": _plain("Link", "flags"),
        "attributes": _attributes("Link"),
        "dropped_attributes_count": _plain("Link", "dropped_attributes_count"),
    },
)


# Logs


def _log_records(scopes: _Scopes, keys: frozenset[str] | None) -> _Rows:
    lists = scopes.messages.field("log_records")
    return _Rows(_elements(lists), parents(lists), scopes, keys)


_LOGS = _Table(
    (
        "ExportLogsServiceRequest.resource_logs",
        "ResourceLogs.scope_logs",
        "ScopeLogs.log_records",
        "LogRecord.flags",
    ),
    _log_records,
    _COMMON
    | _ids("LogRecord")
    | {
        "time": (("LogRecord.time_unix_nano",), lambda rows: times(rows.field("time_unix_nano"))),
        "observed_time": (
            ("LogRecord.observed_time_unix_nano",),
            lambda rows: times(rows.field("observed_time_unix_nano")),
        ),
        "severity_number": _plain("LogRecord", "severity_number"),
        "severity_text": _plain("LogRecord", "severity_text", labels),
        "body": _plain("LogRecord", "body", lambda values: texts(merged(values))),
        "event_name": _plain("LogRecord", "event_name", labels),
        "flags": _plain("LogRecord", "flags"),
        "attributes": _attributes("LogRecord"),
        "dropped_attributes_count": _plain("LogRecord", "dropped_attributes_count"),
    },
)


# Metrics: points of five kinds, in five places of a metric


@dataclass(frozen=True)
class _Part:
    """The points of one kind, and the index of each one's metric."""

    kind: str
    points: pa.StructArray
    metric: Ints


@dataclass(frozen=True)
class _Points:
    """The data points of a chunk. ``order`` puts the kinds, one after the other, into order of arrival."""

    parts: list[_Part]
    metrics: pa.StructArray
    metric_scope: Ints
    scopes: _Scopes
    keys: frozenset[str] | None
    order: Ints
    metric: Ints
    """For each row, in order: the index of its metric."""

    @property
    def scope(self) -> Ints:
        return self.metric_scope[self.metric]

    def ordered(self, arrays: list[pa.Array], type_: pa.DataType) -> pa.Array:
        if len(arrays) == 1:
            return arrays[0]
        return pa.concat_arrays(arrays or [pa.nulls(0, type_)]).take(array(self.order))


def _points_of(kinds: Sequence[str]) -> Callable[[_Scopes, frozenset[str] | None], _Points]:
    def points(scopes: _Scopes, keys: frozenset[str] | None) -> _Points:
        lists = scopes.messages.field("metrics")
        metrics = _elements(lists)
        _one_of(*(metrics.field(kind) for kind in METRIC_TYPES))
        parts = []
        for kind in kinds:
            of_kind = metrics.field(kind).field("data_points")
            metric = parents(of_kind)
            if len(metric):
                parts.append(_Part(kind, _elements(of_kind), metric))
        together = np.concatenate([part.metric for part in parts]) if parts else np.zeros(0, np.int64)
        order = np.argsort(together, kind="stable")
        return _Points(parts, metrics, parents(lists), scopes, keys, order, together[order])

    return points


_MESSAGE = dict(
    zip(
        METRIC_TYPES,
        (
            "NumberDataPoint",
            "NumberDataPoint",
            "HistogramDataPoint",
            "ExponentialHistogramDataPoint",
            "SummaryDataPoint",
        ),
        strict=True,
    )
)
_HOLDER = dict(
    zip(METRIC_TYPES, ("Gauge", "Sum", "Histogram", "ExponentialHistogram", "Summary"), strict=True)
)


def _point(
    column: str,
    kinds: Sequence[str],
    make: Callable[[Any, _Points], pa.Array],
    *fields: str,
) -> Column:
    """Return a column of points that only ``kinds`` have; the others have NULL.

    ``fields`` are of the point's message, or with its name of another one.
    """
    type_ = SCHEMAS["metric_points"].field(column).type

    def column_of(rows: _Points) -> pa.Array:
        return rows.ordered(
            [
                make(part.points, rows) if part.kind in kinds else pa.nulls(len(part.points), type_)
                for part in rows.parts
            ],
            type_,
        )

    needed = tuple(
        field if "." in field else f"{message}.{field}"
        for message in sorted({_MESSAGE[kind] for kind in kinds})
        for field in fields
    )
    return needed, column_of


def _of_metric(name: str, make: Callable[[pa.Array], pa.Array]) -> Column:
    return (f"Metric.{name}",), lambda rows: spread(make(rows.metrics.field(name)), rows.metric)


def _by_kind(
    values: Callable[[pa.StructArray, str], pa.Array], type_: pa.DataType
) -> Callable[[_Points], Any]:
    """Return a maker of a column that each kind of metric gives its own value, from the metric's data."""

    def column(rows: _Points) -> pa.Array:
        arrays = [
            values(rows.metrics.field(part.kind), part.kind).take(array(part.metric)) for part in rows.parts
        ]
        return rows.ordered(arrays, type_)

    return column


def _kind_label(rows: _Points) -> pa.Array:
    index = np.concatenate(
        [np.full(len(part.points), METRIC_TYPES.index(part.kind)) for part in rows.parts]
        or [np.zeros(0, np.int64)]
    )
    return spread(strings(METRIC_TYPES), index[rows.order])


def _temporality(data: pa.StructArray, kind: str) -> pa.Array:
    if kind in ("gauge", "summary"):
        return pa.nulls(len(data), pa.int32())
    return data.field("aggregation_temporality")


def _temporality_label(rows: _Points) -> pa.Array:
    numbers_ = _by_kind(_temporality, pa.int32())(rows)
    return enum_labels(filled(numbers_), TEMPORALITIES)


def _is_monotonic(data: pa.StructArray, kind: str) -> pa.Array:
    return data.field("is_monotonic") if kind == "sum" else pa.nulls(len(data), pa.bool_())


def _value(points: Any, _: _Points) -> pa.Array:
    as_int, as_double = points.field("as_int"), points.field("as_double")
    _one_of(as_int, as_double)
    return pc.coalesce(as_double, as_int.cast(pa.float64(), safe=False))


def _int_value(points: Any, _: _Points) -> pa.Array:
    as_int = points.field("as_int")
    _one_of(as_int, points.field("as_double"))
    return as_int


def _one_of(*fields: pa.Array) -> None:
    """Raise :class:`ValueError` where several fields of a oneof are there: the last counts, says protobuf.

    The decoder keeps them all, and not which one came last: the plain path knows.
    """
    there = np.sum([numbers(field.is_valid()) for field in fields], axis=0, initial=0)
    if (there > 1).any():
        raise ValueError("several fields of a oneof are set")


def _get(
    name: str, make: Callable[[pa.Array], pa.Array] = lambda values: values
) -> Callable[[Any, Any], pa.Array]:
    return lambda points, _: make(points.field(name))


def _buckets(side: str, name: str) -> Callable[[Any, Any], pa.Array]:
    def column(points: Any, _: Any) -> pa.Array:
        values = points.field(side).field(name)
        return count_lists(values) if name == "bucket_counts" else filled(values)

    return column


def _float_lists(lists: pa.Array) -> pa.Array:
    return list_array(offsets_of(lists), _elements(lists), pa.float64())


def _quantiles(points: Any, _: Any) -> pa.Array:
    lists = points.field("quantile_values")
    values = _elements(lists)
    arrays = [values.field("quantile"), values.field("value")]
    return list_array(offsets_of(lists), pa.StructArray.from_arrays(arrays, fields=list(QUANTILE)), QUANTILE)


def _exemplars(points: Any, rows: _Points) -> pa.Array:
    lists = points.field("exemplars")
    one = _elements(lists)
    arrays = [
        times(one.field("time_unix_nano")),
        _value(one, rows),
        hex_ids(one.field("trace_id")),
        hex_ids(one.field("span_id")),
        attribute_maps(one.field("filtered_attributes")),
    ]
    return list_array(offsets_of(lists), pa.StructArray.from_arrays(arrays, fields=list(EXEMPLAR)), EXEMPLAR)


_TO_METRICS = (
    "ExportMetricsServiceRequest.resource_metrics",
    "ResourceMetrics.scope_metrics",
    "ScopeMetrics.metrics",
)


def _to_points(kinds: Sequence[str]) -> Fields:
    return (
        *_TO_METRICS,
        *(f"Metric.{kind}" for kind in METRIC_TYPES),
        *(f"{_HOLDER[kind]}.data_points" for kind in kinds),
        *(f"{_MESSAGE[kind]}.flags" for kind in kinds),
    )


_TEMPORAL = tuple(
    f"{_HOLDER[kind]}.aggregation_temporality" for kind in ("sum", "histogram", "exponential_histogram")
)
_NUMBERS, _HISTOGRAMS = ("gauge", "sum"), ("histogram", "exponential_histogram")
_EXPONENTIAL = ("exponential_histogram",)

_OF_POINT: dict[str, Column] = {
    "metric_name": _of_metric("name", lambda values: values),
    "unit": _of_metric("unit", text_or_null),
    "type": ((), _kind_label),
    "temporality": (_TEMPORAL, _temporality_label),
    "start_time": _point(
        "start_time", METRIC_TYPES, _get("start_time_unix_nano", times), "start_time_unix_nano"
    ),
    "time": _point("time", METRIC_TYPES, _get("time_unix_nano", times), "time_unix_nano"),
    "attributes": _point(
        "attributes",
        METRIC_TYPES,
        lambda points, rows: attribute_maps(points.field("attributes"), rows.keys),
        "attributes",
        *_KEY_VALUE,
    ),
}

_METRIC_POINTS = _Table(
    _to_points(METRIC_TYPES),
    _points_of(METRIC_TYPES),
    _COMMON
    | _OF_POINT
    | {
        "description": _of_metric("description", text_or_null),
        "is_monotonic": (("Sum.is_monotonic",), _by_kind(_is_monotonic, pa.bool_())),
        "value": _point("value", _NUMBERS, _value, "as_double", "as_int"),
        "int_value": _point("int_value", _NUMBERS, _int_value, "as_double", "as_int"),
        "count": _point("count", (*_HISTOGRAMS, "summary"), _get("count", counts), "count"),
        "sum": _point("sum", (*_HISTOGRAMS, "summary"), _get("sum"), "sum"),
        "min": _point("min", _HISTOGRAMS, _get("min"), "min"),
        "max": _point("max", _HISTOGRAMS, _get("max"), "max"),
        "explicit_bounds": _point(
            "explicit_bounds", ("histogram",), _get("explicit_bounds", _float_lists), "explicit_bounds"
        ),
        "bucket_counts": _point(
            "bucket_counts", ("histogram",), _get("bucket_counts", count_lists), "bucket_counts"
        ),
        "scale": _point("scale", _EXPONENTIAL, _get("scale"), "scale"),
        "zero_count": _point("zero_count", _EXPONENTIAL, _get("zero_count", counts), "zero_count"),
        "zero_threshold": _point("zero_threshold", _EXPONENTIAL, _get("zero_threshold"), "zero_threshold"),
        **{
            f"{side}_{name}": _point(
                f"{side}_{name}", _EXPONENTIAL, _buckets(side, name), side, f"Buckets.{name}"
            )
            for side in ("positive", "negative")
            for name in ("offset", "bucket_counts")
        },
        "quantiles": _point(
            "quantiles",
            ("summary",),
            _quantiles,
            "quantile_values",
            "ValueAtQuantile.quantile",
            "ValueAtQuantile.value",
        ),
        "exemplars": _point(
            "exemplars",
            (*_NUMBERS, *_HISTOGRAMS),
            _exemplars,
            "exemplars",
            *(
                f"Exemplar.{name}"
                for name in ("time_unix_nano", "as_double", "as_int", "trace_id", "span_id")
            ),
            "Exemplar.filtered_attributes",
            *_KEY_VALUE,
        ),
        "flags": _point("flags", METRIC_TYPES, _get("flags"), "flags"),
    },
)


# The buckets of histograms


@dataclass(frozen=True)
class _Buckets:
    """One row a bucket: the ``point`` that it belongs to, as an index into the rows of ``points``."""

    points: _Points
    point: Ints
    lower: np.ndarray[Any, np.dtype[np.float64]]
    upper: np.ndarray[Any, np.dtype[np.float64]]
    count: np.ndarray[Any, np.dtype[np.uint64]]

    @property
    def scopes(self) -> _Scopes:
        return self.points.scopes

    @property
    def scope(self) -> Ints:
        return self.points.scope[self.point]


def _bucket_rows(scopes: _Scopes, keys: frozenset[str] | None) -> _Buckets:
    points = _points_of(_HISTOGRAMS)(scopes, keys)
    place = np.argsort(points.order, kind="stable")  # where each point of the parts stands among the rows
    found: list[tuple[Ints, Any, Any, Any]] = []
    before = 0
    for part in points.parts:
        buckets = _explicit if part.kind == "histogram" else _exponential
        point, lower, upper, number = buckets(part.points)
        found.append((place[point + before], lower, upper, number))
        before += len(part.points)
    if not found:
        found = [(np.zeros(0, np.int64), np.zeros(0), np.zeros(0), np.zeros(0, np.uint64))]
    point, lower, upper, number = (np.concatenate(arrays) for arrays in zip(*found, strict=True))
    order = np.argsort(point, kind="stable")
    return _Buckets(points, point[order], lower[order], upper[order], number[order])


def _explicit(points: Any) -> tuple[Ints, Any, Any, Any]:
    """Return point, lower, upper and count of each bucket, as :func:`.plain.explicit_buckets` does."""
    bounds, edges = points.field("explicit_bounds"), points.field("bucket_counts")
    first_bound, first_count = offsets_of(bounds), offsets_of(edges)
    bound_values, count_values = numbers(bounds.values), numbers(edges.values)
    many = np.diff(first_bound)
    size = np.minimum(np.diff(first_count), many + 1)
    point = np.repeat(np.arange(len(points)), size)
    index = np.arange(len(point)) - np.repeat(running(size)[:-1], size)
    at = first_bound[:-1][point] + index
    padded = np.concatenate([np.asarray(bound_values, np.float64), [np.inf]])
    lower = np.where(index == 0, -np.inf, padded[np.maximum(at - 1, 0)])
    upper = np.where(index == many[point], np.inf, padded[np.minimum(at, len(padded) - 1)])
    return point, lower, upper, count_values[gather(first_count[:-1], size)]


def _exponential(points: Any) -> tuple[Ints, Any, Any, Any]:
    """Return point, lower, upper and count of each bucket, as :func:`.plain.exponential_buckets` does."""
    scale = numbers(points.field("scale")).astype(np.int64)
    threshold = numbers(points.field("zero_threshold")).astype(np.float64)
    zero = numbers(points.field("zero_count"))
    some = np.flatnonzero(zero)
    rows = [(some, np.zeros(len(some), np.int64), -threshold[some], threshold[some], zero[some])]
    for side, sign in (("negative", -1), ("positive", 1)):
        buckets = points.field(side)
        lists = buckets.field("bucket_counts")
        offset = numbers(filled(buckets.field("offset"))).astype(np.int64)
        number = numbers(_elements(lists))
        point = parents(lists)
        within = np.arange(len(point)) - (offsets_of(lists)[:-1] - offsets_of(lists)[0])[point]
        some = np.flatnonzero(number)
        point, index = point[some], (offset[point] + within)[some]
        near, far = _edges(scale[point], index), _edges(scale[point], index + 1)
        lower, upper = (near, far) if sign > 0 else (-far, -near)
        # rank of a bucket in its point, from the smallest value up: negative, zero, positive
        rows.append((point, sign * (within[some] + 1), lower, upper, number[some]))
    point, rank, lower, upper, number = (np.concatenate(arrays) for arrays in zip(*rows, strict=True))
    order = np.lexsort((rank, point))
    return point[order], lower[order], upper[order], number[order]


def _edges(scale: Ints, index: Ints) -> Any:
    pairs, inverse = np.unique(np.stack([scale, index]), axis=1, return_inverse=True)
    found = [plain.exponential_edge(int(one), int(at)) for one, at in pairs.T]
    return np.array(found, np.float64)[inverse.reshape(-1)]


def _through_point(column: Column) -> Column:
    fields, make = column
    return fields, lambda rows: make(rows.points).take(array(rows.point))


_HISTOGRAM_BUCKETS = _Table(
    (
        *_to_points(_HISTOGRAMS),
        *(f"HistogramDataPoint.{name}" for name in ("explicit_bounds", "bucket_counts")),
        *(
            f"ExponentialHistogramDataPoint.{name}"
            for name in ("scale", "zero_count", "zero_threshold", "positive", "negative")
        ),
        "Buckets.offset",
        "Buckets.bucket_counts",
    ),
    _bucket_rows,
    _COMMON
    | {name: _through_point(column) for name, column in _OF_POINT.items()}
    | {
        "lower": ((), lambda rows: array(rows.lower)),
        "upper": ((), lambda rows: array(rows.upper)),
        "count": ((), lambda rows: counts(array(rows.count))),
    },
)

TABLES: dict[str, _Table] = {
    "spans": _SPANS,
    "span_events": _SPAN_EVENTS,
    "span_links": _SPAN_LINKS,
    "metric_points": _METRIC_POINTS,
    "histogram_buckets": _HISTOGRAM_BUCKETS,
    "logs": _LOGS,
}
"""The tables that this module makes; the other one comes from :mod:`.plain`."""

"""Requests to tables, the plain way: protobuf messages walked row by row.

This is the definition of what each column holds. :mod:`.fast` and :mod:`.samples` make the same tables many
times faster; property tests hold them against this one, and what they cannot take comes here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.profiles.v1development.profiles_service_pb2 import (
    ExportProfilesServiceRequest,
)
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from otlplab.segments import Frame, Signal

from . import variant
from .schema import KINDS, SCHEMAS, SIGNAL_OF, STATUSES, TEMPORALITIES

REQUESTS: dict[Signal, Any] = {
    Signal.TRACES: ExportTraceServiceRequest,
    Signal.METRICS: ExportMetricsServiceRequest,
    Signal.LOGS: ExportLogsServiceRequest,
    Signal.PROFILES: ExportProfilesServiceRequest,
}
"""The message that a frame of each signal holds."""

INT64_MAX = 2**63 - 1

Pairs = list[tuple[str, Any]]


def table(name: str, frames: Sequence[Frame], columns: Sequence[str] | None = None) -> pa.Table:
    """Return the rows of table ``name`` in ``frames`` (all of that table's signal), in order of arrival."""
    rows = Rows(SCHEMAS[name])
    for frame in frames:
        message = REQUESTS[SIGNAL_OF[name]].FromString(frame.payload)
        _READERS[name](message, frame.time_unix_nano, rows)
    result = rows.table()
    return result if columns is None else result.select(list(columns))


def attribute_cell(pairs: Pairs) -> list[tuple[str, Any]]:
    """Return the entries of one MAP.

    OTLP forbids a key twice; where it is there all the same, the last one counts.
    """
    cell: dict[str, Any] = {}
    for key, value in pairs:
        cell.pop(key, None)
        cell[key] = value
    return [(key, variant.encode(value)) for key, value in cell.items()]


def hex_id(data: bytes) -> str | None:
    """Return an id in lower-case hexadecimal, ``None`` when it is absent (empty)."""
    return data.hex() or None


def time(unix_nano: int) -> int | None:
    """Return nanoseconds since the epoch.

    ``None`` for 0, which OTLP defines as unknown, and for what 64 signed bits cannot hold.
    """
    return unix_nano if 0 < unix_nano <= INT64_MAX else None


def count(number: int) -> int:
    """Return an unsigned count as BIGINT, the largest one where it does not fit."""
    return min(number, INT64_MAX)


class Rows:
    """The rows of one table as they grow; repeated maps and lists are kept once and pointed to."""

    def __init__(self, schema: pa.Schema) -> None:
        self.schema = schema
        self.columns: dict[str, list[Any]] = {name: [] for name in schema.names}
        self.shared: dict[str, list[Any]] = {field.name: [] for field in schema if _is_shared(field.type)}

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def share(self, name: str, value: Any) -> int:
        """Keep ``value`` for column ``name`` and return what a row says to point to it."""
        if name not in self.shared:
            return 0
        self.shared[name].append(value)
        return len(self.shared[name]) - 1

    def add(self, common: dict[str, Any], **values: Any) -> None:
        """Add one row; a column that is not named is NULL."""
        row = common | values
        for name, column in self.columns.items():
            column.append(row.get(name))

    def table(self) -> pa.Table:
        """Return the rows as Arrow."""
        arrays = []
        for field in self.schema:
            values = self.columns[field.name]
            if field.name in self.shared:
                indices = pa.array(values, pa.int32())
                shared = pa.array(self.shared[field.name], field.type.value_type)
                arrays.append(pa.DictionaryArray.from_arrays(indices, shared))
            elif pa.types.is_dictionary(field.type):
                arrays.append(pa.array(values, field.type.value_type).dictionary_encode())
            else:
                arrays.append(pa.array(values, field.type))
        return pa.Table.from_arrays(arrays, schema=self.schema)


def _is_shared(type_: pa.DataType) -> bool:
    return pa.types.is_dictionary(type_) and pa.types.is_nested(type_.value_type)


def _pairs(attributes: Any) -> Pairs:
    return [(pair.key, variant.python_value(pair.value)) for pair in attributes]


def _cell(attributes: Any) -> list[tuple[str, Any]]:
    return attribute_cell(_pairs(attributes))


def service_name(pairs: Pairs) -> str | None:
    """Return ``service.name`` of a resource as text, ``None`` when it has none."""
    return variant.text(dict(pairs).get("service.name"))


def _scopes(
    resources: Any, inner: str, received: int, rows: Rows, pairs: Callable[[Any], Pairs] = _pairs
) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Yield each ``Scope…`` message with the cells that all its rows share."""
    for one in resources:
        of_resource = pairs(one.resource.attributes)
        resource = rows.share("resource", attribute_cell(of_resource))
        for scoped in getattr(one, inner):
            of_scope = attribute_cell(pairs(scoped.scope.attributes))
            common = {
                "service_name": service_name(of_resource),
                "resource": resource,
                "scope_name": scoped.scope.name or None,
                "scope_version": scoped.scope.version or None,
                "scope_attributes": rows.share("scope_attributes", of_scope),
                "schema_url": scoped.schema_url or None,
                "received_time": time(received),
            }
            yield scoped, common


def _name(names: Sequence[str | None], number: int) -> str | None:
    """Return the name of an enum's number; a number that the definitions do not have is shown as it is."""
    return names[number] if 0 <= number < len(names) else str(number)


# Traces


def _spans(request: Any, received: int, rows: Rows) -> None:
    for scoped, common in _scopes(request.resource_spans, "scope_spans", received, rows):
        for span in scoped.spans:
            start, end = time(span.start_time_unix_nano), time(span.end_time_unix_nano)
            duration = end - start if start is not None and end is not None else None
            rows.add(
                common,
                trace_id=hex_id(span.trace_id),
                span_id=hex_id(span.span_id),
                parent_span_id=hex_id(span.parent_span_id),
                name=span.name,
                kind=_name(KINDS, span.kind),
                start_time=start,
                end_time=end,
                duration_ns=duration,
                duration_ms=None if duration is None else duration / 1e6,
                status_code=_name(STATUSES, span.status.code),
                status_message=span.status.message or None,
                trace_state=span.trace_state or None,
                flags=span.flags,
                attributes=_cell(span.attributes),
                dropped_attributes_count=span.dropped_attributes_count,
                dropped_events_count=span.dropped_events_count,
                dropped_links_count=span.dropped_links_count,
            )


def _span_events(request: Any, received: int, rows: Rows) -> None:
    for scoped, common in _scopes(request.resource_spans, "scope_spans", received, rows):
        for span in scoped.spans:
            for event in span.events:
                rows.add(
                    common,
                    trace_id=hex_id(span.trace_id),
                    span_id=hex_id(span.span_id),
                    time=time(event.time_unix_nano),
                    name=event.name,
                    attributes=_cell(event.attributes),
                    dropped_attributes_count=event.dropped_attributes_count,
                )


def _span_links(request: Any, received: int, rows: Rows) -> None:
    for scoped, common in _scopes(request.resource_spans, "scope_spans", received, rows):
        for span in scoped.spans:
            for link in span.links:
                rows.add(
                    common,
                    trace_id=hex_id(span.trace_id),
                    span_id=hex_id(span.span_id),
                    linked_trace_id=hex_id(link.trace_id),
                    linked_span_id=hex_id(link.span_id),
                    trace_state=link.trace_state or None,
                    flags=link.flags,
                    attributes=_cell(link.attributes),
                    dropped_attributes_count=link.dropped_attributes_count,
                )


# Metrics


def _points(request: Any, received: int, rows: Rows) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    """Yield each data point with the name of its kind and the cells of its metric."""
    for scoped, common in _scopes(request.resource_metrics, "scope_metrics", received, rows):
        for metric in scoped.metrics:
            kind = metric.WhichOneof("data")
            if kind is None:
                continue
            data = getattr(metric, kind)
            of_metric = common | {
                "metric_name": metric.name,
                "description": metric.description or None,
                "unit": metric.unit or None,
                "type": kind,
                "temporality": _name(TEMPORALITIES, getattr(data, "aggregation_temporality", 0)),
                "is_monotonic": data.is_monotonic if kind == "sum" else None,
            }
            for point in data.data_points:
                cells = of_metric | {
                    "start_time": time(point.start_time_unix_nano),
                    "time": time(point.time_unix_nano),
                    "attributes": _cell(point.attributes),
                }
                yield kind, point, cells


def _metric_points(request: Any, received: int, rows: Rows) -> None:
    for kind, point, cells in _points(request, received, rows):
        cells["flags"] = point.flags
        if kind != "summary":
            cells["exemplars"] = [_exemplar(exemplar) for exemplar in point.exemplars]
        if kind in ("gauge", "sum"):
            cells["value"], cells["int_value"] = _number(point)
        else:
            cells["count"] = count(point.count)
            cells["sum"] = point.sum if kind == "summary" or point.HasField("sum") else None
        if kind in ("histogram", "exponential_histogram"):
            cells["min"] = point.min if point.HasField("min") else None
            cells["max"] = point.max if point.HasField("max") else None
        if kind == "histogram":
            cells["explicit_bounds"] = list(point.explicit_bounds)
            cells["bucket_counts"] = [count(number) for number in point.bucket_counts]
        elif kind == "exponential_histogram":
            cells |= {
                "scale": point.scale,
                "zero_count": count(point.zero_count),
                "zero_threshold": point.zero_threshold,
                "positive_offset": point.positive.offset,
                "positive_bucket_counts": [count(number) for number in point.positive.bucket_counts],
                "negative_offset": point.negative.offset,
                "negative_bucket_counts": [count(number) for number in point.negative.bucket_counts],
            }
        elif kind == "summary":
            cells["quantiles"] = [
                {"quantile": one.quantile, "value": one.value} for one in point.quantile_values
            ]
        rows.add(cells)


def _number(point: Any) -> tuple[float | None, int | None]:
    """Return the value of a number point or an exemplar as DOUBLE, and as BIGINT when it was an integer."""
    match point.WhichOneof("value"):
        case "as_double":
            return point.as_double, None
        case "as_int":
            return float(point.as_int), point.as_int
        case _:
            return None, None


def _exemplar(exemplar: Any) -> dict[str, Any]:
    return {
        "time": time(exemplar.time_unix_nano),
        "value": _number(exemplar)[0],
        "trace_id": hex_id(exemplar.trace_id),
        "span_id": hex_id(exemplar.span_id),
        "filtered_attributes": _cell(exemplar.filtered_attributes),
    }


def _histogram_buckets(request: Any, received: int, rows: Rows) -> None:
    for kind, point, cells in _points(request, received, rows):
        if kind == "histogram":
            buckets = explicit_buckets(point.explicit_bounds, point.bucket_counts)
        elif kind == "exponential_histogram":
            buckets = exponential_buckets(
                point.scale,
                point.zero_count,
                point.zero_threshold,
                (point.positive.offset, point.positive.bucket_counts),
                (point.negative.offset, point.negative.bucket_counts),
            )
        else:
            continue
        for lower, upper, number in buckets:
            rows.add(cells, lower=lower, upper=upper, count=count(number))


def explicit_buckets(bounds: Sequence[float], counts: Sequence[int]) -> list[tuple[float, float, int]]:
    """Return ``(lower, upper, count)`` of each bucket of an explicit-bounds histogram: ``(lower, upper]``.

    A histogram without bucket counts has none (``HistogramDataPoint.bucket_counts``). Where a sender broke
    the rule that there is one count more than bounds, there are as many buckets as both lists give.
    """
    edges = [-math.inf, *bounds, math.inf]
    return [(edges[i], edges[i + 1], number) for i, number in enumerate(counts[: len(bounds) + 1])]


def exponential_buckets(
    scale: int,
    zero_count: int,
    zero_threshold: float,
    positive: tuple[int, Sequence[int]],
    negative: tuple[int, Sequence[int]],
) -> list[tuple[float, float, int]]:
    """Return ``(lower, upper, count)`` of an exponential histogram's buckets, from the smallest value up.

    Bucket ``index`` covers ``(base**index, base**(index + 1)]`` with ``base = 2**(2**-scale)``
    (``ExponentialHistogramDataPoint.Buckets``); negative ranges mirror that. Empty buckets are left out: at
    a high scale there are thousands. The zero bucket covers ``[-zero_threshold, zero_threshold]``.
    """
    below = [
        (-exponential_edge(scale, negative[0] + i + 1), -exponential_edge(scale, negative[0] + i), number)
        for i, number in reversed(list(enumerate(negative[1])))
        if number
    ]
    zero = [(-zero_threshold, zero_threshold, zero_count)] if zero_count else []
    above = [
        (exponential_edge(scale, positive[0] + i), exponential_edge(scale, positive[0] + i + 1), number)
        for i, number in enumerate(positive[1])
        if number
    ]
    return below + zero + above


def exponential_edge(scale: int, index: int) -> float:
    """Return ``2 ** (index * 2**-scale)``; infinite or 0 where a double ends."""
    try:
        return math.pow(2.0, math.ldexp(index, -scale))
    except OverflowError:
        return math.inf if index > 0 else 0.0


# Logs


def _logs(request: Any, received: int, rows: Rows) -> None:
    for scoped, common in _scopes(request.resource_logs, "scope_logs", received, rows):
        for record in scoped.log_records:
            rows.add(
                common,
                time=time(record.time_unix_nano),
                observed_time=time(record.observed_time_unix_nano),
                severity_number=record.severity_number,
                severity_text=record.severity_text or None,
                body=variant.text(variant.python_value(record.body)),
                event_name=record.event_name or None,
                trace_id=hex_id(record.trace_id),
                span_id=hex_id(record.span_id),
                flags=record.flags,
                attributes=_cell(record.attributes),
                dropped_attributes_count=record.dropped_attributes_count,
            )


# Profiles


class Dictionary:
    """A ``ProfilesDictionary``: what its indices stand for. One that is out of range stands for nothing."""

    def __init__(self, message: Any, rows: Rows) -> None:
        self.message = message
        self.rows = rows
        self.stacks: dict[int, tuple[int, int]] = {}
        self.strings = message.string_table

    def string(self, index: int) -> str | None:
        """Return a text of the ``string_table``; ``None`` when it is empty."""
        return (self.strings[index] or None) if 0 <= index < len(self.strings) else None

    def entry(self, entries: Any, index: int) -> Any:
        """Return an entry of a table; ``None`` for 0, which stands for none, and for one out of range."""
        return entries[index] if 0 < index < len(entries) else None

    def value(self, value: Any) -> Any:
        """Return what an ``AnyValue`` says, whose text may be an index here."""
        match value.WhichOneof("value"):
            case "string_value_strindex":
                return self.string(value.string_value_strindex) or ""
            case "array_value":
                return [self.value(item) for item in value.array_value.values]
            case "kvlist_value":
                return dict(self.pairs(value.kvlist_value.values))
            case _:
                return variant.python_value(value)

    def pairs(self, attributes: Any) -> Pairs:
        """Return the pairs of plain attributes, whose keys and texts may be indices here."""
        return [
            (pair.key or self.string(pair.key_strindex) or "", self.value(pair.value)) for pair in attributes
        ]

    def attributes(self, indices: Iterable[int]) -> Pairs:
        """Return the pairs that indices into the ``attribute_table`` stand for."""
        found = (self.entry(self.message.attribute_table, index) for index in indices)
        return [(self.string(one.key_strindex) or "", self.value(one.value)) for one in found if one]

    def stack(self, index: int) -> tuple[int | None, int | None]:
        """Return what a row says in ``stack`` and ``frames``, root first."""
        stack = self.entry(self.message.stack_table, index)
        if stack is None:
            return None, None
        if index not in self.stacks:
            frames = [frame for location in stack.location_indices for frame in self.frames(location)][::-1]
            self.stacks[index] = (
                self.rows.share("stack", [frame["function"] for frame in frames]),
                self.rows.share("frames", frames),
            )
        return self.stacks[index]

    def frames(self, index: int) -> list[dict[str, Any]]:
        """Return the frames of a location, leaf first: inlined functions come before the one that holds them.

        A location without lines has not been symbolised: its file and address stand for the function.
        """
        location = self.entry(self.message.location_table, index)
        if location is None:
            return []
        mapping = self.entry(self.message.mapping_table, location.mapping_index)
        file = self.string(mapping.filename_strindex) if mapping else None
        unknown = f"{(file or '?').rsplit('/', 1)[-1]}+0x{location.address:x}"
        frames = []
        for line in location.lines:
            function = self.entry(self.message.function_table, line.function_index)
            name, source = None, None
            if function:
                name = self.string(function.name_strindex) or self.string(function.system_name_strindex)
                source = self.string(function.filename_strindex)
            frames.append(
                {"function": name or unknown, "file": source, "line": line.line or None, "mapping": file}
            )
        return frames or [{"function": unknown, "file": None, "line": None, "mapping": file}]


def profiles(
    request: Any, received: int, rows: Rows, dictionary: Dictionary
) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Yield each profile of a request with the cells that all its samples share."""
    scopes = _scopes(request.resource_profiles, "scope_profiles", received, rows, dictionary.pairs)
    for scoped, common in scopes:
        for profile in scoped.profiles:
            of_profile = attribute_cell(dictionary.attributes(profile.attribute_indices))
            cells = common | {
                "profile_id": hex_id(profile.profile_id),
                "time": time(profile.time_unix_nano),
                "duration_ns": count(profile.duration_nano),
                "sample_type": dictionary.string(profile.sample_type.type_strindex),
                "sample_unit": dictionary.string(profile.sample_type.unit_strindex),
                "period_type": dictionary.string(profile.period_type.type_strindex),
                "period_unit": dictionary.string(profile.period_type.unit_strindex),
                "period": profile.period or None,
                "profile_attributes": rows.share("profile_attributes", of_profile),
            }
            yield profile, cells


def _profile_samples(request: Any, received: int, rows: Rows) -> None:
    dictionary = Dictionary(request.dictionary, rows)
    for profile, cells in profiles(request, received, rows, dictionary):
        for sample in profile.samples:
            _sample(sample, dictionary, cells, rows)


def thread(pairs: Pairs) -> str | None:
    """Return the thread's name, or else its number, that a sample's attributes give."""
    named = dict(pairs)
    return variant.text(named.get("thread.name", named.get("thread.id")))


def _sample(sample: Any, dictionary: Dictionary, cells: dict[str, Any], rows: Rows) -> None:
    """Add one row for each value of a sample.

    A sample with times and no values counts 1 at each time (``Sample``, "shapes").
    """
    stack, frames = dictionary.stack(sample.stack_index)
    link = dictionary.entry(dictionary.message.link_table, sample.link_index)
    pairs = dictionary.attributes(sample.attribute_indices)
    of_sample = cells | {
        "stack": stack,
        "frames": frames,
        "trace_id": hex_id(link.trace_id) if link else None,
        "span_id": hex_id(link.span_id) if link else None,
        "thread": thread(pairs),
        "attributes": attribute_cell(pairs),
    }
    times: Sequence[int] = sample.timestamps_unix_nano
    values: Sequence[int] = sample.values or [1] * len(times)
    for index, value in enumerate(values):
        rows.add(of_sample, value=value, sample_time=time(times[index]) if index < len(times) else None)


_READERS: dict[str, Callable[[Any, int, Rows], None]] = {
    "spans": _spans,
    "span_events": _span_events,
    "span_links": _span_links,
    "metric_points": _metric_points,
    "histogram_buckets": _histogram_buckets,
    "logs": _logs,
    "profile_samples": _profile_samples,
}

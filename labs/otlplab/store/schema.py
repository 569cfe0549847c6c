"""The tables that SQL sees, as Arrow schemas: names and types of every column, in the order ``SELECT *``
shows.
"""

from __future__ import annotations

import pyarrow as pa

from otlplab.segments import Signal

from .variant import ATTRIBUTES

TIME = pa.timestamp("ns")
LABEL = pa.dictionary(pa.int32(), pa.string())
"""Text that repeats over many rows; DuckDB shows VARCHAR."""

_BY_RESOURCE = pa.dictionary(pa.int32(), ATTRIBUTES)
_COMMON = [
    pa.field("resource", _BY_RESOURCE),
    pa.field("scope_name", LABEL),
    pa.field("scope_version", LABEL),
    pa.field("scope_attributes", _BY_RESOURCE),
    pa.field("schema_url", LABEL),
    pa.field("received_time", TIME),
]
_IDS = [pa.field("trace_id", pa.string()), pa.field("span_id", pa.string())]
_SERVICE = pa.field("service_name", LABEL)
_ATTRIBUTES = [pa.field("attributes", ATTRIBUTES), pa.field("dropped_attributes_count", pa.uint32())]

QUANTILE = pa.struct([("quantile", pa.float64()), ("value", pa.float64())])
EXEMPLAR = pa.struct(
    [
        pa.field("time", TIME),
        pa.field("value", pa.float64()),
        pa.field("trace_id", pa.string()),
        pa.field("span_id", pa.string()),
        pa.field("filtered_attributes", ATTRIBUTES),
    ]
)
FRAME = pa.struct(
    [("function", pa.string()), ("file", pa.string()), ("line", pa.int64()), ("mapping", pa.string())]
)

SCHEMAS: dict[str, pa.Schema] = {
    "spans": pa.schema(
        [
            *_IDS,
            pa.field("parent_span_id", pa.string()),
            _SERVICE,
            pa.field("name", pa.string()),
            pa.field("kind", LABEL),
            pa.field("start_time", TIME),
            pa.field("end_time", TIME),
            pa.field("duration_ns", pa.int64()),
            pa.field("duration_ms", pa.float64()),
            pa.field("status_code", LABEL),
            pa.field("status_message", pa.string()),
            pa.field("trace_state", pa.string()),
            pa.field("flags", pa.uint32()),
            *_ATTRIBUTES,
            pa.field("dropped_events_count", pa.uint32()),
            pa.field("dropped_links_count", pa.uint32()),
            *_COMMON,
        ]
    ),
    "span_events": pa.schema(
        [*_IDS, _SERVICE, pa.field("time", TIME), pa.field("name", pa.string()), *_ATTRIBUTES, *_COMMON]
    ),
    "span_links": pa.schema(
        [
            *_IDS,
            _SERVICE,
            pa.field("linked_trace_id", pa.string()),
            pa.field("linked_span_id", pa.string()),
            pa.field("trace_state", pa.string()),
            pa.field("flags", pa.uint32()),
            *_ATTRIBUTES,
            *_COMMON,
        ]
    ),
    "metric_points": pa.schema(
        [
            _SERVICE,
            pa.field("metric_name", LABEL),
            pa.field("description", LABEL),
            pa.field("unit", LABEL),
            pa.field("type", LABEL),
            pa.field("temporality", LABEL),
            pa.field("is_monotonic", pa.bool_()),
            pa.field("start_time", TIME),
            pa.field("time", TIME),
            pa.field("value", pa.float64()),
            pa.field("int_value", pa.int64()),
            pa.field("count", pa.int64()),
            pa.field("sum", pa.float64()),
            pa.field("min", pa.float64()),
            pa.field("max", pa.float64()),
            pa.field("explicit_bounds", pa.list_(pa.float64())),
            pa.field("bucket_counts", pa.list_(pa.int64())),
            pa.field("scale", pa.int32()),
            pa.field("zero_count", pa.int64()),
            pa.field("zero_threshold", pa.float64()),
            pa.field("positive_offset", pa.int32()),
            pa.field("positive_bucket_counts", pa.list_(pa.int64())),
            pa.field("negative_offset", pa.int32()),
            pa.field("negative_bucket_counts", pa.list_(pa.int64())),
            pa.field("quantiles", pa.list_(QUANTILE)),
            pa.field("exemplars", pa.list_(EXEMPLAR)),
            pa.field("attributes", ATTRIBUTES),
            pa.field("flags", pa.uint32()),
            *_COMMON,
        ]
    ),
    "histogram_buckets": pa.schema(
        [
            pa.field("metric_name", LABEL),
            _SERVICE,
            pa.field("time", TIME),
            pa.field("lower", pa.float64()),
            pa.field("upper", pa.float64()),
            pa.field("count", pa.int64()),
            pa.field("type", LABEL),
            pa.field("unit", LABEL),
            pa.field("temporality", LABEL),
            pa.field("start_time", TIME),
            pa.field("attributes", ATTRIBUTES),
            *_COMMON,
        ]
    ),
    "logs": pa.schema(
        [
            pa.field("time", TIME),
            pa.field("observed_time", TIME),
            _SERVICE,
            pa.field("severity_number", pa.int32()),
            pa.field("severity_text", LABEL),
            pa.field("body", pa.string()),
            pa.field("event_name", LABEL),
            *_IDS,
            pa.field("flags", pa.uint32()),
            *_ATTRIBUTES,
            *_COMMON,
        ]
    ),
    "profile_samples": pa.schema(
        [
            pa.field("profile_id", pa.string()),
            _SERVICE,
            pa.field("time", TIME),
            pa.field("duration_ns", pa.int64()),
            pa.field("sample_type", LABEL),
            pa.field("sample_unit", LABEL),
            pa.field("period_type", LABEL),
            pa.field("period_unit", LABEL),
            pa.field("period", pa.int64()),
            pa.field("value", pa.int64()),
            pa.field("sample_time", TIME),
            pa.field("stack", pa.dictionary(pa.int32(), pa.list_(pa.string()))),
            pa.field("frames", pa.dictionary(pa.int32(), pa.list_(FRAME))),
            *_IDS,
            pa.field("thread", pa.string()),
            pa.field("attributes", ATTRIBUTES),
            pa.field("profile_attributes", pa.dictionary(pa.int32(), ATTRIBUTES)),
            *_COMMON,
        ]
    ),
}

SIGNAL_OF: dict[str, Signal] = {
    "spans": Signal.TRACES,
    "span_events": Signal.TRACES,
    "span_links": Signal.TRACES,
    "metric_points": Signal.METRICS,
    "histogram_buckets": Signal.METRICS,
    "logs": Signal.LOGS,
    "profile_samples": Signal.PROFILES,
}

KINDS = ("UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER")
STATUSES = ("UNSET", "OK", "ERROR")
TEMPORALITIES = (None, "DELTA", "CUMULATIVE")
METRIC_TYPES = ("gauge", "sum", "histogram", "exponential_histogram", "summary")

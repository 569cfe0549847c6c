"""What is sent: valid requests that use everything the protocol has, and their OTLP/JSON form."""

from __future__ import annotations

import base64
import json
from typing import Any

from google.protobuf.json_format import MessageToDict
from google.protobuf.message import Message
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.profiles.v1development.profiles_service_pb2 import (
    ExportProfilesServiceRequest,
)
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue

from otlplab.segments import Signal

TRACE_ID = bytes.fromhex("5b8efff798038103d269b633813fc60c")
SPAN_ID = bytes.fromhex("eee19b7ec3c1b174")
TIME = 1_544_712_660_300_000_000


def any_values() -> dict[str, AnyValue]:
    """Return a value of every kind, nested ones included, and one that is not set."""
    values = {
        "string": AnyValue(string_value="text"),
        "bool": AnyValue(bool_value=True),
        "int": AnyValue(int_value=-(2**63)),
        "double": AnyValue(double_value=1.5),
        "bytes": AnyValue(bytes_value=b"\x00\xff"),
        "array": AnyValue(),
        "kvlist": AnyValue(),
        "empty": AnyValue(),
    }
    values["array"].array_value.values.add(string_value="a")
    values["array"].array_value.values.add(int_value=1)
    values["kvlist"].kvlist_value.values.add(key="k").value.bool_value = False
    return values


def valid(signal: Signal) -> Any:
    """Return a request that uses every kind of record of a signal, all of them valid."""
    return {
        Signal.TRACES: _traces,
        Signal.METRICS: _metrics,
        Signal.LOGS: _logs,
        Signal.PROFILES: _profiles,
    }[signal]()


def _described(envelope: Any) -> Any:
    """Give a resource envelope a resource and return its scope envelope."""
    envelope.resource.attributes.add(key="service.name").value.string_value = "conformance"
    return {
        "ResourceSpans": lambda: envelope.scope_spans,
        "ResourceMetrics": lambda: envelope.scope_metrics,
        "ResourceLogs": lambda: envelope.scope_logs,
        "ResourceProfiles": lambda: envelope.scope_profiles,
    }[envelope.DESCRIPTOR.name]().add(scope={"name": "otlplab.conformance", "version": "1"})


def _add_attributes(record: Any) -> None:
    for key, value in any_values().items():
        record.attributes.add(key=key, value=value)


def _traces() -> ExportTraceServiceRequest:
    request = ExportTraceServiceRequest()
    scope = _described(request.resource_spans.add())
    for kind in range(6):
        span = scope.spans.add(
            trace_id=TRACE_ID,
            span_id=SPAN_ID[:7] + bytes([kind + 1]),
            parent_span_id=SPAN_ID if kind else b"",
            trace_state="vendor=value",
            flags=0x101,
            name=f"span of kind {kind}",
            kind=kind,
            start_time_unix_nano=TIME,
            end_time_unix_nano=TIME + 1000,
            status={"code": kind % 3, "message": "said so" if kind % 3 == 2 else ""},
        )
        _add_attributes(span)
        _add_attributes(span.events.add(time_unix_nano=TIME + 10, name="event"))
        _add_attributes(span.links.add(trace_id=TRACE_ID, span_id=SPAN_ID, trace_state="a=b"))
    return request


def _metrics() -> ExportMetricsServiceRequest:
    request = ExportMetricsServiceRequest()
    metrics = _described(request.resource_metrics.add()).metrics
    when = {"start_time_unix_nano": TIME, "time_unix_nano": TIME + 10**9}
    _add_attributes(metrics.add(name="gauge", unit="1").gauge.data_points.add(**when, as_double=0.5))
    total = metrics.add(name="sum", unit="{request}", description="requests").sum
    total.aggregation_temporality, total.is_monotonic = 2, True
    _add_attributes(total.data_points.add(**when, as_int=7))
    exemplar = {"time_unix_nano": TIME, "as_double": 1.0, "trace_id": TRACE_ID, "span_id": SPAN_ID}
    histogram = metrics.add(name="histogram", unit="s").histogram
    histogram.aggregation_temporality = 1
    histogram.data_points.add(
        **when,
        count=3,
        sum=6.5,
        min=1,
        max=4,
        bucket_counts=[1, 2, 0],
        explicit_bounds=[1.5, 5],
        exemplars=[exemplar],
    )
    exponential = metrics.add(name="exponential").exponential_histogram
    exponential.aggregation_temporality = 1
    exponential.data_points.add(
        **when,
        count=4,
        sum=3,
        scale=-1,
        zero_count=1,
        positive={"offset": -2, "bucket_counts": [1, 1]},
        negative={"offset": 1, "bucket_counts": [1]},
        zero_threshold=0.1,
    )
    summary = metrics.add(name="summary").summary.data_points.add(**when, count=2, sum=3)
    summary.quantile_values.add(quantile=0.5, value=1.5)
    return request


def _logs() -> ExportLogsServiceRequest:
    request = ExportLogsServiceRequest()
    scope = _described(request.resource_logs.add())
    for number, value in enumerate(any_values().values()):
        record = scope.log_records.add(
            time_unix_nano=TIME,
            observed_time_unix_nano=TIME + 5,
            severity_number=1 + number,
            severity_text="S",
            body=value,
            trace_id=TRACE_ID,
            span_id=SPAN_ID,
            flags=1,
            event_name="event" if number else "",
        )
        _add_attributes(record)
    return request


def _profiles() -> ExportProfilesServiceRequest:
    request = ExportProfilesServiceRequest()
    tables = request.dictionary
    tables.string_table.extend(["", "cpu", "nanoseconds", "main", "main.c", "thread.id"])
    tables.mapping_table.add()
    tables.mapping_table.add(memory_start=1, memory_limit=2, filename_strindex=4)
    tables.function_table.add()
    tables.function_table.add(name_strindex=3, filename_strindex=4, start_line=1)
    tables.location_table.add()
    tables.location_table.add(mapping_index=1, address=1, lines=[{"function_index": 1, "line": 5}])
    tables.stack_table.add()
    tables.stack_table.add(location_indices=[1])
    tables.link_table.add(trace_id=bytes(16), span_id=bytes(8))
    tables.link_table.add(trace_id=TRACE_ID, span_id=SPAN_ID)
    tables.attribute_table.add()
    tables.attribute_table.add(key_strindex=5, value=AnyValue(int_value=1))
    profile = _described(request.resource_profiles.add()).profiles.add(
        sample_type={"type_strindex": 1, "unit_strindex": 2},
        period_type={"type_strindex": 1, "unit_strindex": 2},
        period=10_000_000,
        time_unix_nano=TIME,
        duration_nano=10**9,
    )
    profile.samples.add(stack_index=1, values=[10], link_index=1, attribute_indices=[1])
    profile.samples.add(stack_index=1, values=[10, 20], timestamps_unix_nano=[TIME, TIME + 1])
    return request


def with_invalid(signal: Signal, name: str = "bad", number: int = 1) -> Message | None:
    """Return a valid request with ``number`` further records that the protocol calls invalid.

    There is none for logs: the protocol has no invalid log record.
    """
    request = valid(signal)
    match signal:
        case Signal.TRACES:  # trace_id and span_id are required
            spans = request.resource_spans[0].scope_spans[0].spans
            for i in range(number):
                spans.add(name=f"{name}{i}")
        case Signal.METRICS:  # bucket_counts without explicit_bounds
            metrics = request.resource_metrics[0].scope_metrics[0].metrics
            for i in range(number):
                metrics.add(name=f"{name}{i}").histogram.data_points.add(bucket_counts=[1, 2, 3])
        case Signal.PROFILES:  # a sample without values and timestamps
            profiles = request.resource_profiles[0].scope_profiles[0].profiles
            for _ in range(number):
                profiles.add().samples.add(stack_index=1)
        case _:
            return None
    return request


def as_json(message: Message) -> dict[str, Any]:
    """Return a request as OTLP/JSON: the standard mapping, with integers for enums and hex for ids."""
    return _with_hex(MessageToDict(message, use_integers_for_enums=True))


_HEX = ("traceId", "spanId", "parentSpanId")


def _with_hex(value: Any) -> Any:
    if isinstance(value, list):
        return [_with_hex(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: base64.b64decode(v).hex() if key in _HEX else _with_hex(v) for key, v in value.items()}


def with_unknown(value: Any) -> Any:
    """Return OTLP/JSON with an unknown name in every object."""
    if isinstance(value, list):
        return [with_unknown(item) for item in value]
    if not isinstance(value, dict):
        return value
    known = {key: with_unknown(item) for key, item in value.items()}
    return {"ofTheFuture": {"deep": [1, None, {"x": "y"}]}, **known}


def with_upper_case(value: Any) -> Any:
    """Return OTLP/JSON with all identifiers in upper case."""
    if isinstance(value, list):
        return [with_upper_case(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: item.upper() if key in _HEX else with_upper_case(item) for key, item in value.items()}


def with_numbers(value: Any) -> Any:
    """Return OTLP/JSON with 64-bit integers as numbers, which protobuf's own mapping writes as strings."""
    if isinstance(value, list):
        return [with_numbers(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _number(item) if key.endswith("UnixNano") or key in _INTEGERS else with_numbers(item)
        for key, item in value.items()
    }


_INTEGERS = frozenset(
    [
        "intValue",
        "asInt",
        "count",
        "zeroCount",
        "bucketCounts",
        "values",
        "period",
        "durationNano",
        "timestampsUnixNano",
    ]
)


def _number(item: Any) -> Any:
    if isinstance(item, list):
        return [_number(each) for each in item]
    return int(item) if isinstance(item, str) else with_numbers(item)


def dumped(value: Any) -> bytes:
    """Return JSON text."""
    return json.dumps(value).encode()


def of_size(size: int) -> bytes:
    """Return a valid request for traces of exactly ``size`` bytes."""
    body = valid(Signal.TRACES).SerializeToString()
    request = ExportTraceServiceRequest()
    request.resource_spans.add().schema_url = "x" * (size - len(body) - 32)
    body += request.SerializeToString()
    missing = size - len(body)
    filler = b"\x0a" + bytes([missing - 2]) + b"\x1a" + bytes([missing - 4]) + b"x" * (missing - 4)
    return body + filler  # one more ResourceSpans with a schema_url that fills up the rest

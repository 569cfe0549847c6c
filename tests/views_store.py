"""A Store of telemetry that the views' tests made: the rows of views_examples as OTLP requests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.profiles.v1development.profiles_service_pb2 import (
    ExportProfilesServiceRequest,
)
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue
from opentelemetry.proto.metrics.v1.metrics_pb2 import AggregationTemporality
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status
from otlplab.segments import Frame, Signal
from otlplab.store import Store

Row = dict[str, Any]


def store_of(
    spans: Iterable[Row] = (),
    events: Iterable[Row] = (),
    links: Iterable[Row] = (),
    logs: Iterable[Row] = (),
    metrics: ExportMetricsServiceRequest | None = None,
    profiles: ExportProfilesServiceRequest | None = None,
) -> Store:
    """A store that holds exactly this."""
    frames = [(Signal.TRACES, traces(spans, list(events), list(links))), (Signal.LOGS, records(logs))]
    frames += [(Signal.METRICS, metrics)] if metrics is not None else []
    frames += [(Signal.PROFILES, profiles)] if profiles is not None else []
    made = [
        Frame(signal, 1_790_000_000_000_000_000, message.SerializeToString()) for signal, message in frames
    ]
    return Store.of_frames(made)


def attributes(values: Row) -> list[KeyValue]:
    """Attributes as OTLP has them."""
    made = []
    for key, value in values.items():
        any_value = AnyValue()
        match value:
            case bool():
                any_value.bool_value = value
            case int():
                any_value.int_value = value
            case float():
                any_value.double_value = value
            case _:
                any_value.string_value = str(value)
        made.append(KeyValue(key=key, value=any_value))
    return made


def traces(spans: Iterable[Row], events: list[Row], links: list[Row]) -> ExportTraceServiceRequest:
    """Spans with their events and links."""
    request = ExportTraceServiceRequest()
    for row in spans:
        resource = request.resource_spans.add()
        resource.resource.attributes.extend(
            attributes(row["resource"] | {"service.name": row["service_name"]})
        )
        scope = resource.scope_spans.add()
        scope.scope.name, scope.scope.version = row["scope_name"], row["scope_version"]
        span = scope.spans.add(
            trace_id=bytes.fromhex(row["trace_id"]),
            span_id=bytes.fromhex(row["span_id"]),
            parent_span_id=bytes.fromhex(row["parent_span_id"] or ""),
            name=row["name"],
            kind=Span.SpanKind.Value(f"SPAN_KIND_{row['kind']}"),
            start_time_unix_nano=row["start_ns"],
            end_time_unix_nano=row["start_ns"] + row["duration_ns"],
            attributes=attributes(row["attributes"]),
            status=Status(
                code=Status.StatusCode.Value(f"STATUS_CODE_{row['status_code']}"),
                message=row["status_message"] or "",
            ),
        )
        here = (row["trace_id"], row["span_id"])
        for event in events:
            if (event["trace_id"], event["span_id"]) == here:
                span.events.add(
                    time_unix_nano=event["time_ns"],
                    name=event["name"],
                    attributes=attributes(event["attributes"]),
                )
        for link in links:
            if (link["trace_id"], link["span_id"]) == here:
                span.links.add(
                    trace_id=bytes.fromhex(link["linked_trace_id"]),
                    span_id=bytes.fromhex(link["linked_span_id"]),
                    attributes=attributes(link["attributes"]),
                )
    return request


def records(logs: Iterable[Row]) -> ExportLogsServiceRequest:
    """Log records."""
    request = ExportLogsServiceRequest()
    for row in logs:
        resource = request.resource_logs.add()
        resource.resource.attributes.extend(attributes({"service.name": row["service_name"]}))
        resource.scope_logs.add().log_records.add(
            time_unix_nano=row["time_ns"],
            severity_number=row["severity_number"],
            body=AnyValue(string_value=row["body"]),
            trace_id=bytes.fromhex(row["trace_id"] or ""),
            span_id=bytes.fromhex(row["span_id"] or ""),
            attributes=attributes(row["attributes"]),
        )
    return request


def durations(points: Iterable[Row], bounds: list[float]) -> ExportMetricsServiceRequest:
    """A cumulative histogram.

    Each point: `route`, `start_ns`, `time_ns`, `counts` (one a bucket),
    `exemplars` (time_ns, value, trace_id).
    """
    request = ExportMetricsServiceRequest()
    resource = request.resource_metrics.add()
    resource.resource.attributes.extend(attributes({"service.name": "storefront"}))
    metric = resource.scope_metrics.add().metrics.add(
        name="http.server.request.duration", unit="s", description="Duration of HTTP server requests."
    )
    metric.histogram.aggregation_temporality = AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE
    for row in points:
        point = metric.histogram.data_points.add(
            attributes=attributes({"http.route": row["route"]}),
            start_time_unix_nano=row["start_ns"],
            time_unix_nano=row["time_ns"],
            count=sum(row["counts"]),
            sum=1.0,
            explicit_bounds=bounds,
            bucket_counts=row["counts"],
        )
        for exemplar in row.get("exemplars", ()):
            point.exemplars.add(
                time_unix_nano=exemplar["time_ns"],
                as_double=exemplar["value"],
                trace_id=bytes.fromhex(exemplar["trace_id"]),
                span_id=bytes(8),
            )
    return request


def samples(stacks: dict[tuple[str, ...], int]) -> ExportProfilesServiceRequest:
    """One CPU profile in nanoseconds; stacks with their root first."""
    request = ExportProfilesServiceRequest()
    table = request.dictionary
    texts = [""]

    def text(value: str) -> int:
        if value not in texts:
            texts.append(value)
        return texts.index(value)

    table.mapping_table.add()
    table.location_table.add()
    table.function_table.add()
    table.link_table.add()
    table.attribute_table.add()
    table.stack_table.add()
    places: dict[str, int] = {}
    resource = request.resource_profiles.add()
    resource.resource.attributes.extend(attributes({"service.name": "storefront"}))
    profile = resource.scope_profiles.add().profiles.add(
        time_unix_nano=1_790_000_000_000_000_000, duration_nano=1_000_000_000
    )
    profile.sample_type.type_strindex, profile.sample_type.unit_strindex = text("cpu"), text("nanoseconds")
    for names, value in stacks.items():
        locations = []
        for name in reversed(names):
            if name not in places:
                table.function_table.add(name_strindex=text(name))
                table.location_table.add().lines.add(function_index=len(table.function_table) - 1)
                places[name] = len(table.location_table) - 1
            locations.append(places[name])
        table.stack_table.add(location_indices=locations)
        profile.samples.add(stack_index=len(table.stack_table) - 1, values=[value])
    table.string_table.extend(texts)
    return request

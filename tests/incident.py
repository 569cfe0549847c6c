"""A small incident for tests of the exam: three services, a few hundred traces, errors that begin halfway."""

from __future__ import annotations

import random

from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status
from otlplab.segments import Frame, Signal

START = 1_700_000_000_000_000_000
MS = 1_000_000


def _attribute(key: str, value: str) -> KeyValue:
    return KeyValue(key=key, value=AnyValue(string_value=value))


def incident(traces: int = 300, seed: int = 1) -> list[Frame]:
    """Frames of three signals: front calls stock, once or more; stock calls store; store begins to fail."""
    draw = random.Random(seed)
    spans: dict[str, list[Span]] = {"front": [], "stock": [], "store": []}
    logs = ExportLogsServiceRequest()
    records = _group(logs.resource_logs.add(), "store").scope_logs.add().log_records
    for number in range(traces):
        trace, begin = draw.randbytes(16), START + number * 100 * MS
        fails = number > traces / 2 and draw.random() < 0.3

        def span(
            service: str,
            name: str,
            kind: int,
            parent: Span | None,
            ms: float,
            error: bool = False,
            **attributes: str,
        ) -> Span:
            one = Span(
                trace_id=trace,  # noqa: B023
                span_id=draw.randbytes(8),
                parent_span_id=parent.span_id if parent else b"",
                name=name,
                kind=kind,  # type: ignore[arg-type]
                start_time_unix_nano=begin,  # noqa: B023
                end_time_unix_nano=begin + int(ms * MS),  # noqa: B023
                attributes=[_attribute(key.replace("_", "."), value) for key, value in attributes.items()],
                status=Status(code=Status.STATUS_CODE_ERROR if error else Status.STATUS_CODE_UNSET),
            )
            spans[service].append(one)
            return one

        work = draw.lognormvariate(2.0 + 0.6 * (number % 3), 0.5)
        root = span(
            "front", f"GET /{('a', 'b', 'c')[number % 3]}", Span.SPAN_KIND_SERVER, None, work * 3, fails
        )
        for _ in range(draw.choice((1, 1, 2, 3, number % 11 + 1))):
            call = span("front", "GET", Span.SPAN_KIND_CLIENT, root, work * 2, fails, peer_service="stock")
            served = span("stock", "GET /stock", Span.SPAN_KIND_SERVER, call, work * 1.5, fails)
            query = span("stock", "query", Span.SPAN_KIND_CLIENT, served, work, fails, peer_service="store")
            kept = span("store", "read", Span.SPAN_KIND_SERVER, query, work / 2, fails)
            records.add(
                time_unix_nano=begin,
                trace_id=trace,
                span_id=kept.span_id,
                body=AnyValue(string_value="disk is slow" if fails else "ok"),
            )
    request = ExportTraceServiceRequest()
    for service, made in spans.items():
        _group(request.resource_spans.add(), service).scope_spans.add().spans.extend(made)
    metrics = ExportMetricsServiceRequest()
    metric = (
        _group(metrics.resource_metrics.add(), "store")
        .scope_metrics.add()
        .metrics.add(name="reads", unit="1")
    )
    metric.sum.data_points.add(as_int=traces, time_unix_nano=START, attributes=[_attribute("from", "stock")])
    return [
        Frame(Signal.TRACES, START, request.SerializeToString()),
        Frame(Signal.METRICS, START + 1, metrics.SerializeToString()),
        Frame(Signal.LOGS, START + 2, logs.SerializeToString()),
    ]


def _group(group, service: str):
    group.resource.attributes.append(_attribute("service.name", service))
    return group

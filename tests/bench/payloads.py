"""The requests that every receiver gets: made once, the same for all, of the shape that exporters send.

A file holds several requests of so many records, each after its length (uint32, little-endian). Spans and log
records have ten attributes, data points five; a profile is a record of sixty samples.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.profiles.v1development.profiles_service_pb2 import (
    ExportProfilesServiceRequest,
)
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from otlplab.segments import Signal

BATCHES = (100, 512, 8192)
#: Profiles are large records: a request has so many instead.
PROFILES = {100: 1, 512: 5, 8192: 80}
BEGIN = 1_700_000_000_000_000_000


def records(signal: Signal, batch: int) -> int:
    """Return how many records a request of a batch size has."""
    return PROFILES[batch] if signal is Signal.PROFILES else batch


def write(signal: Signal, batch: int, path: Path, requests: int = 8) -> Path:
    """Write a file of requests of one signal."""
    rnd = random.Random(f"{signal} {batch}")
    with path.open("wb") as file:
        for _ in range(requests):
            body = request(signal, rnd, records(signal, batch)).SerializeToString()
            file.write(struct.pack("<I", len(body)) + body)
    return path


def request(signal: Signal, rnd: random.Random, number: int) -> Any:
    """Return a request of so many records."""
    return _MAKERS[signal](rnd, number)


def _describe(resource: Any, rnd: random.Random) -> None:
    for key, value in (
        ("service.name", f"service-{rnd.randrange(8)}"),
        ("service.version", "1.4.2"),
        ("host.name", "bench"),
    ):
        resource.attributes.add(key=key).value.string_value = value


def _attributes(record: Any, rnd: random.Random, texts: int) -> None:
    number = rnd.randrange(10_000)
    for key, value in (
        ("http.request.method", "GET"),
        ("http.route", f"/items/{number % 23}"),
        ("server.address", "shop.example"),
        ("url.path", f"/items/{number % 23}/{number}"),
        ("network.protocol.version", "1.1"),
        ("user_agent.original", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"),
    )[:texts]:
        record.attributes.add(key=key).value.string_value = value
    record.attributes.add(key="http.response.status_code").value.int_value = rnd.choice((200, 404, 500))
    record.attributes.add(key="server.port").value.int_value = 8080
    if texts > 3:
        record.attributes.add(key="cached").value.bool_value = number % 2 == 0
        record.attributes.add(key="share").value.double_value = rnd.random()


def _traces(rnd: random.Random, number: int) -> Any:
    request = ExportTraceServiceRequest()
    resource = request.resource_spans.add()
    _describe(resource.resource, rnd)
    scope = resource.scope_spans.add(scope={"name": "bench"})
    for _ in range(number):
        start = BEGIN + rnd.randrange(10**12)
        span = scope.spans.add(
            trace_id=rnd.randbytes(16),
            span_id=rnd.randbytes(8),
            parent_span_id=rnd.randbytes(8),
            name="GET /items/{id}",
            kind=2,
            start_time_unix_nano=start,
            end_time_unix_nano=start + rnd.randrange(1, 10**9),
        )
        _attributes(span, rnd, 6)
    return request


def _metrics(rnd: random.Random, number: int) -> Any:
    request = ExportMetricsServiceRequest()
    resource = request.resource_metrics.add()
    _describe(resource.resource, rnd)
    scope = resource.scope_metrics.add(scope={"name": "bench"})
    for at in range(number):
        if at % 20 == 0:
            metric = scope.metrics.add(name=f"http.server.{at}", unit="s")
        times = {"start_time_unix_nano": BEGIN, "time_unix_nano": BEGIN + 10**9}
        match at // 20 % 3:
            case 0:
                point = metric.sum.data_points.add(**times, as_int=rnd.randrange(10**6))
                metric.sum.aggregation_temporality, metric.sum.is_monotonic = 2, True
            case 1:
                point = metric.gauge.data_points.add(**times, as_double=rnd.random())
            case _:
                counts = [rnd.randrange(100) for _ in range(12)]
                point = metric.histogram.data_points.add(
                    **times,
                    count=sum(counts),
                    sum=rnd.random(),
                    bucket_counts=counts,
                    explicit_bounds=[2.0**n for n in range(-8, 3)],
                )
                metric.histogram.aggregation_temporality = 2
        _attributes(point, rnd, 3)
    return request


def _logs(rnd: random.Random, number: int) -> Any:
    request = ExportLogsServiceRequest()
    resource = request.resource_logs.add()
    _describe(resource.resource, rnd)
    scope = resource.scope_logs.add(scope={"name": "bench"})
    for _ in range(number):
        time = BEGIN + rnd.randrange(10**12)
        record = scope.log_records.add(
            time_unix_nano=time,
            observed_time_unix_nano=time + 1000,
            severity_number=9,
            severity_text="INFO",
            trace_id=rnd.randbytes(16),
            span_id=rnd.randbytes(8),
        )
        record.body.string_value = (
            f"the basket of customer {rnd.randrange(10_000)} has {rnd.randrange(9)} items"
        )
        _attributes(record, rnd, 6)
    return request


def _profiles(rnd: random.Random, number: int) -> Any:
    request = ExportProfilesServiceRequest()
    tables = request.dictionary
    tables.string_table.extend(["", "cpu", "nanoseconds", "app.py"])
    tables.mapping_table.add()
    tables.mapping_table.add(memory_limit=2**20, filename_strindex=3)
    for table in ("function_table", "location_table", "stack_table", "link_table", "attribute_table"):
        getattr(tables, table).add()
    for function in range(200):
        tables.string_table.append(f"module.function_{function}")
        tables.function_table.add(name_strindex=4 + function, filename_strindex=3, start_line=function)
        location = tables.location_table.add(mapping_index=1, address=function)
        location.lines.add(function_index=1 + function, line=function)
    for _ in range(100):
        tables.stack_table.add(location_indices=[rnd.randrange(1, 201) for _ in range(20)])
    resource = request.resource_profiles.add()
    _describe(resource.resource, rnd)
    scope = resource.scope_profiles.add(scope={"name": "bench"})
    for _ in range(number):
        profile = scope.profiles.add(
            profile_id=rnd.randbytes(16),
            time_unix_nano=BEGIN,
            duration_nano=10**9,
            period=10_000_000,
            sample_type={"type_strindex": 1, "unit_strindex": 2},
            period_type={"type_strindex": 1, "unit_strindex": 2},
        )
        for _ in range(60):
            profile.samples.add(stack_index=rnd.randrange(1, 101), values=[rnd.randrange(10**7)])
    return request


_MAKERS: dict[Signal, Callable[[random.Random, int], Any]] = {
    Signal.TRACES: _traces,
    Signal.METRICS: _metrics,
    Signal.LOGS: _logs,
    Signal.PROFILES: _profiles,
}

"""What the collector's tests share: a collector of their own, requests, and what is on disk."""

from __future__ import annotations

import gzip
import http.client
import itertools
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
from google.rpc.status_pb2 import Status
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.profiles.v1development.profiles_service_pb2 import (
    ExportProfilesServiceRequest,
)
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from otlplab.collector import LocalCollector, attach
from otlplab.collector.contract import KINDS
from otlplab.segments import Frame, Signal, read_stream

PROTOBUF = "application/x-protobuf"
JSON = "application/json"


@contextmanager
def running(directory: Path, **settings: Any) -> Iterator[LocalCollector]:
    """Run a collector on free ports with its data below ``directory``."""
    collector = attach(directory / "telemetry", **{"http_port": 0, "grpc_port": 0, **settings})
    try:
        yield collector
    finally:
        collector.stop()


@dataclass
class Answer:
    code: int
    headers: dict[str, str]
    body: bytes

    @property
    def status(self) -> Status:
        return Status.FromString(self.body)


def post(
    collector: LocalCollector,
    path: str = "/v1/traces",
    body: bytes | None = b"",
    content_type: str | None = PROTOBUF,
    method: str = "POST",
    **headers: str,
) -> Answer:
    """Send one HTTP request on a connection of its own; ``content_encoding="gzip"`` sets that header."""
    connection = http.client.HTTPConnection("127.0.0.1", collector.http_port, timeout=30)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if content_type is not None:
        named["content-type"] = content_type
    try:
        connection.request(method, path, body, named)
        response = connection.getresponse()
        return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
    finally:
        connection.close()


@contextmanager
def channel(collector: LocalCollector, **options: Any) -> Iterator[grpc.Channel]:
    unlimited = [("grpc.max_send_message_length", -1), ("grpc.max_receive_message_length", -1)]
    with grpc.insecure_channel(collector.grpc_endpoint, options=unlimited, **options) as opened:
        yield opened


def call(channel: grpc.Channel, signal: Signal, body: bytes, **options: Any) -> bytes:
    """Call ``Export`` with the bytes of a request and return those of the response."""
    return channel.unary_unary(KINDS[signal].method)(body, timeout=30, **options)


def frames(data: Path) -> list[Frame]:
    """Return every frame on disk, signal by signal, in the order in which they were acknowledged."""
    found = []
    for path in itertools.chain.from_iterable(sorted((data / s.folder).glob("*.seg")) for s in Signal):
        with path.open("rb") as stream:
            found += read_stream(stream)
    return found


def traces(spans: int = 3, seed: int = 0, **fields: Any) -> ExportTraceServiceRequest:
    """Return a request with valid spans in two resources."""
    draw = random.Random(seed)
    request = ExportTraceServiceRequest()
    scopes = []
    for service in ("storefront", "catalogue"):
        resource = request.resource_spans.add()
        resource.resource.attributes.add(key="service.name").value.string_value = service
        scopes.append(resource.scope_spans.add())
    for number in range(spans):
        span = scopes[number % 2].spans.add(
            trace_id=draw.randbytes(15) + b"\1",
            span_id=draw.randbytes(7) + b"\1",
            name=f"span {number}",
            kind=2,
            start_time_unix_nano=10**18 + number,
            end_time_unix_nano=10**18 + number + 1000,
            **fields,
        )
        span.attributes.add(key="http.route").value.string_value = f"/items/{number}"
    return request


def metrics(points: int = 3) -> ExportMetricsServiceRequest:
    """Return a request with a point of every kind, ``points`` times."""
    request = ExportMetricsServiceRequest()
    metric = request.resource_metrics.add().scope_metrics.add().metrics
    for number in range(points):
        metric.add(name="g").gauge.data_points.add(time_unix_nano=number + 1, as_double=0.5)
        metric.add(name="s").sum.data_points.add(time_unix_nano=number + 1, as_int=5)
        metric.add(name="h").histogram.data_points.add(
            time_unix_nano=number + 1, count=3, sum=6, bucket_counts=[1, 2], explicit_bounds=[1.5]
        )
        exponential = metric.add(name="e").exponential_histogram.data_points.add(count=2, scale=1)
        exponential.positive.bucket_counts.extend([1, 1])
        metric.add(name="q").summary.data_points.add(count=1, sum=1).quantile_values.add(
            quantile=0.5, value=1
        )
    return request


def logs(records: int = 3) -> ExportLogsServiceRequest:
    request = ExportLogsServiceRequest()
    scope = request.resource_logs.add().scope_logs.add()
    for number in range(records):
        scope.log_records.add(time_unix_nano=number + 1).body.string_value = f"line {number}"
    return request


def profiles(samples: int = 3) -> ExportProfilesServiceRequest:
    """Return a request with one profile of a two-frame stack."""
    request = ExportProfilesServiceRequest()
    dictionary = request.dictionary
    dictionary.string_table.extend(["", "cpu", "nanoseconds", "main", "work"])
    dictionary.mapping_table.add()
    dictionary.function_table.add()
    dictionary.function_table.add(name_strindex=3)
    dictionary.function_table.add(name_strindex=4)
    dictionary.location_table.add()
    for function in (1, 2):
        dictionary.location_table.add().lines.add(function_index=function, line=function)
    dictionary.stack_table.add()
    dictionary.stack_table.add(location_indices=[2, 1])
    dictionary.link_table.add()
    dictionary.attribute_table.add()
    profile = request.resource_profiles.add().scope_profiles.add().profiles.add(time_unix_nano=10**18)
    profile.sample_type.type_strindex, profile.sample_type.unit_strindex = 1, 2
    for number in range(samples):
        profile.samples.add(stack_index=1, values=[number + 1])
    return request


def example(signal: Signal) -> Any:
    """Return a valid request of a signal."""
    return {
        Signal.TRACES: traces,
        Signal.METRICS: metrics,
        Signal.LOGS: logs,
        Signal.PROFILES: profiles,
    }[signal]()


def squeezed(body: bytes) -> bytes:
    return gzip.compress(body, 1)


def rounds(default: int) -> int:
    """Return how often a fault is tried: the environment variable OTLPLAB_FAULT_ROUNDS, or ``default``."""
    return int(os.environ.get("OTLPLAB_FAULT_ROUNDS", default))

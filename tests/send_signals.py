"""Send spans, metrics and log records with the official Python exporters, over both transports.

``python tests/send_signals.py HTTP_ENDPOINT GRPC_ENDPOINT`` exits with 0 when the collector has acknowledged
each of the six requests. Run it with the interpreter of the environment under test.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import Any

from opentelemetry.exporter.otlp.proto.grpc import _log_exporter as grpc_logs
from opentelemetry.exporter.otlp.proto.grpc import metric_exporter as grpc_metrics
from opentelemetry.exporter.otlp.proto.grpc import trace_exporter as grpc_traces
from opentelemetry.exporter.otlp.proto.http import _log_exporter as http_logs
from opentelemetry.exporter.otlp.proto.http import metric_exporter as http_metrics
from opentelemetry.exporter.otlp.proto.http import trace_exporter as http_traces
from opentelemetry.instrumentation.logging.handler import LoggingHandler
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import InMemoryLogRecordExporter, SimpleLogRecordProcessor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

RESOURCE = Resource.create({"service.name": "set-up"})


def spans() -> Any:
    """Return two finished spans, one within the other."""
    memory = InMemorySpanExporter()
    provider = TracerProvider(resource=RESOURCE)
    provider.add_span_processor(SimpleSpanProcessor(memory))
    tracer = provider.get_tracer("set-up")
    with tracer.start_as_current_span("outer"), tracer.start_as_current_span("inner"):
        pass
    return memory.get_finished_spans()


def metrics() -> Any:
    """Return a counter and a histogram, collected once."""
    reader = InMemoryMetricReader()
    meter = MeterProvider(metric_readers=[reader], resource=RESOURCE).get_meter("set-up")
    meter.create_counter("runs").add(1)
    meter.create_histogram("duration", unit="s").record(0.25)
    return reader.get_metrics_data()


def logs() -> Any:
    """Return one record, written with the standard library's logging."""
    memory = InMemoryLogRecordExporter()
    provider = LoggerProvider(resource=RESOURCE)
    provider.add_log_record_processor(SimpleLogRecordProcessor(memory))
    logger = logging.getLogger("set-up")
    logger.addHandler(LoggingHandler(logger_provider=provider))
    logger.warning("the disk is nearly full")
    return memory.get_finished_logs()


def main(http: str, grpc: str) -> int:
    """Send everything and return how many requests were not acknowledged."""
    requests: dict[str, tuple[Callable[[], Any], Any]] = {
        "traces over HTTP": (spans, http_traces.OTLPSpanExporter(f"{http}/v1/traces")),
        "traces over gRPC": (spans, grpc_traces.OTLPSpanExporter(grpc, insecure=True)),
        "metrics over HTTP": (metrics, http_metrics.OTLPMetricExporter(f"{http}/v1/metrics")),
        "metrics over gRPC": (metrics, grpc_metrics.OTLPMetricExporter(grpc, insecure=True)),
        "logs over HTTP": (logs, http_logs.OTLPLogExporter(f"{http}/v1/logs")),
        "logs over gRPC": (logs, grpc_logs.OTLPLogExporter(grpc, insecure=True)),
    }
    failed = 0
    for name, (make, exporter) in requests.items():
        result = exporter.export(make())
        print(f"{name}: {result.name}")
        failed += result.name != "SUCCESS"
        exporter.shutdown()
    return failed


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

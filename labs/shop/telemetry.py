"""Set-up of the OpenTelemetry SDK: one call at a service's start, one at its end.

Where telemetry goes, how often, and how it is sampled is configuration, read from the standard variables
(``OTEL_EXPORTER_OTLP_ENDPOINT``, ``OTEL_EXPORTER_OTLP_PROTOCOL``, ``OTEL_RESOURCE_ATTRIBUTES``,
``OTEL_TRACES_SAMPLER``, ``OTEL_METRIC_EXPORT_INTERVAL``, ``OTEL_BSP_SCHEDULE_DELAY``, …); see the
specification, "Environment Variable Specification".
"""

from __future__ import annotations

import logging
import os
import platform
import socket
import sys
import threading
import time
from pathlib import Path

from opentelemetry import metrics, trace
from opentelemetry._logs import set_logger_provider
from opentelemetry.instrumentation.logging.handler import LoggingHandler
from opentelemetry.sdk._logs import LoggerProvider, LogRecordProcessor, ReadWriteLogRecord
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.metrics.view import ExponentialBucketHistogramAggregation, View
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from shop import VERSION, process_metrics

#: The release of the semantic conventions that the shop's telemetry follows.
SCHEMA_URL = "https://opentelemetry.io/schemas/1.44.0"

#: Bucket boundaries in seconds that the conventions give for HTTP and RPC durations.
DURATION_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10)

#: How long the end of a service may wait for what it still has to send.
SHUTDOWN_SECONDS = 4.0


# region telemetry-setup
class Telemetry:
    """The three providers of one service, registered for everyone to use."""

    def __init__(self, service: str) -> None:
        resource = describe(service)
        spans, points, records = exporters()

        self.traces = TracerProvider(resource=resource)
        self.traces.add_span_processor(BatchSpanProcessor(spans))
        trace.set_tracer_provider(self.traces)

        self.metrics = MeterProvider([PeriodicExportingMetricReader(points)], resource=resource, views=VIEWS)
        metrics.set_meter_provider(self.metrics)
        process_metrics.register()

        self.logs = LoggerProvider(resource=resource)
        self.logs.add_log_record_processor(ShortenPaths())
        self.logs.add_log_record_processor(BatchLogRecordProcessor(records))
        set_logger_provider(self.logs)
        self.handler = LoggingHandler(logger_provider=self.logs)
        set_up_logging(self.handler)

    def shutdown(self) -> None:
        """Send everything that is still waiting, but do not wait for a collector that does not answer.

        Nothing can be recorded after this.
        """
        logging.getLogger().removeHandler(self.handler)
        providers = (self.traces, self.metrics, self.logs)
        threads = [threading.Thread(target=provider.shutdown, daemon=True) for provider in providers]
        for thread in threads:
            thread.start()
        deadline = time.monotonic() + SHUTDOWN_SECONDS
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))


# endregion telemetry-setup


# region telemetry-processor
class ShortenPaths(LogRecordProcessor):
    """Cuts this machine's folders off the files in stack traces: they are nobody's business elsewhere."""

    _FOLDERS = tuple(f"{folder}/" for folder in (Path(__file__).parents[1], sys.prefix, sys.base_prefix))

    def on_emit(self, log_record: ReadWriteLogRecord) -> None:
        """Change the record before the next processor sees it."""
        attributes = log_record.log_record.attributes
        if attributes and "exception.stacktrace" in attributes:
            text = str(attributes["exception.stacktrace"])
            for folder in self._FOLDERS:
                text = text.replace(folder, "")
            log_record.log_record.attributes = {**attributes, "exception.stacktrace": text}

    def shutdown(self) -> None:
        """Nothing is kept."""

    def force_flush(self, timeout_millis: int = 30000) -> bool:
        """Nothing is kept."""
        return True


# endregion telemetry-processor


# region telemetry-resource
def describe(service: str) -> Resource:
    """Say who sends this telemetry. What stands in the environment wins over what is written here."""
    known = Resource.create(  # adds telemetry.sdk.* and a random service.instance.id
        {
            "service.name": service,
            "service.namespace": "shop",
            "service.version": os.environ.get("SERVICE_VERSION", VERSION),
            "deployment.environment.name": "development",
            "host.name": socket.gethostname(),
            "process.pid": os.getpid(),
            "process.runtime.name": platform.python_implementation().lower(),
            "process.runtime.version": platform.python_version(),
        },
        SCHEMA_URL,
    )
    return known.merge(OTELResourceDetector().detect())


# endregion telemetry-resource


# region telemetry-views
VIEWS = [
    # Sums of money spread over four orders of magnitude: no fixed buckets fit, exponential ones always do.
    View(instrument_name="shop.order.value", aggregation=ExponentialBucketHistogramAggregation()),
    View(instrument_name="messaging.process.duration", aggregation=ExponentialBucketHistogramAggregation()),
]
# endregion telemetry-views


def exporters():
    """Return the exporters of spans, metric points and log records for the protocol that is configured.

    Raises :class:`ValueError` for a protocol that this SDK does not have (it has no OTLP/JSON).
    """
    protocol = os.environ.get("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
    if protocol == "http/protobuf":
        from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
        from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        return OTLPSpanExporter(), OTLPMetricExporter(), OTLPLogExporter()
    if protocol == "grpc":
        from opentelemetry.exporter.otlp.proto.grpc import _log_exporter, metric_exporter, trace_exporter

        return (
            trace_exporter.OTLPSpanExporter(),
            metric_exporter.OTLPMetricExporter(),
            _log_exporter.OTLPLogExporter(),
        )
    raise ValueError(f"OTEL_EXPORTER_OTLP_PROTOCOL is {protocol!r}; it can be http/protobuf or grpc")


def set_up_logging(handler: logging.Handler) -> None:
    """Send what is logged both to standard error and, joined to the trace it belongs to, to ``handler``."""
    console = logging.StreamHandler()
    console.setFormatter(logging.Formatter("%(asctime)s %(levelname)-7s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.handlers = [console, handler]
    root.setLevel(os.environ.get("LOG_LEVEL", "INFO"))
    for chatty in ("httpx", "httpcore", "uvicorn", "opentelemetry"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def error_type(error: BaseException) -> str:
    """Return the ``error.type`` of an exception: its fully qualified class name."""
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"

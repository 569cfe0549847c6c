"""The combinations that the generator is tried with."""

from __future__ import annotations

from otlplab.config import Purpose

HTTP = {"otlp_http": "http://127.0.0.1:24318"}
GRPC = {"otlp_grpc": "127.0.0.1:24317"}
PAGE = {"prometheus": "127.0.0.1:28889"}
STORE = {"prometheus_remote_write": "http://127.0.0.1:29090/api/v1/write"}
FILE = {"file": "/tmp/otlplab-telemetry.json"}
ALL_SOURCES = {"otlp": "", "zipkin": "", "prometheus": "127.0.0.1:9100", "host": ""}

#: By a name for each: what stays, what changes, and every choice at least twice.
PURPOSES = {
    # what comes in
    "otlp": Purpose(destinations=HTTP),
    "zipkin": Purpose(sources={"zipkin": ""}, destinations=HTTP),
    "scraped": Purpose(sources={"prometheus": "127.0.0.1:9100"}, destinations=HTTP),
    "host": Purpose(sources={"host": ""}, destinations=HTTP),
    "everything in": Purpose(sources=ALL_SOURCES, destinations=HTTP),
    "two kinds of spans": Purpose(sources={"otlp": "", "zipkin": ""}, destinations=GRPC),
    # where it goes
    "grpc": Purpose(destinations=GRPC),
    "grpc, encrypted": Purpose(destinations={"otlp_grpc": "https://backend.example:4317"}),
    "page": Purpose(sources={"otlp": "", "host": ""}, destinations=PAGE),
    "remote write": Purpose(sources={"prometheus": "127.0.0.1:9100"}, destinations=STORE),
    "file": Purpose(destinations=FILE),
    "everything out": Purpose(sources=ALL_SOURCES, destinations={**HTTP, **GRPC, **PAGE, **STORE, **FILE}),
    # what happens in between
    "head": Purpose(destinations=HTTP, sampling="head", percent=25),
    "tail": Purpose(destinations=HTTP, sampling="tail"),
    "redacted": Purpose(destinations=HTTP, redact=True),
    "redacted file": Purpose(sources={"otlp": "", "zipkin": ""}, destinations=FILE, redact=True),
    "span metrics": Purpose(destinations=HTTP, span_metrics=True),
    "span metrics alone": Purpose(sources={"zipkin": ""}, destinations=PAGE, span_metrics=True),
    "counted, then sampled": Purpose(destinations=HTTP, span_metrics=True, sampling="tail", percent=1),
    "head, redacted, counted": Purpose(destinations=GRPC, span_metrics=True, sampling="head", redact=True),
    "disk": Purpose(destinations=HTTP, queue="disk"),
    "disk, two back ends": Purpose(destinations={**HTTP, **GRPC}, queue="disk", memory_mib=1024),
    "small": Purpose(destinations=HTTP, memory_mib=64),
    "everything": Purpose(
        sources=ALL_SOURCES,
        destinations={**HTTP, **PAGE},
        sampling="tail",
        redact=True,
        span_metrics=True,
        queue="disk",
    ),
    # in a cluster
    "agent": Purpose(runs="daemonset", destinations={"otlp_grpc": "otel-gateway:4317"}),
    "agent of nodes": Purpose(
        runs="daemonset", sources={"otlp": "", "host": ""}, destinations=HTTP, queue="disk"
    ),
    "agent that samples": Purpose(runs="daemonset", destinations=HTTP, sampling="head", redact=True),
    "gateway": Purpose(runs="deployment", destinations=HTTP, redact=True),
    "gateway that samples": Purpose(runs="deployment", destinations=HTTP, sampling="tail", queue="disk"),
    "gateway that counts": Purpose(runs="deployment", destinations={**HTTP, **PAGE}, span_metrics=True),
}

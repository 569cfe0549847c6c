"""The program of the task *A pipeline to repair*, whole: a candidate gets it with faults (``repair.py``)."""

import json
import urllib.error
import urllib.request

from opentelemetry import propagate
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider, sampling
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind, Status, StatusCode


def take_orders(orders, warehouse_url, collector_url):
    """Take every order, ask the warehouse for it, and report one span for each."""
    provider = TracerProvider(
        resource=Resource.create({"service.name": "storefront"}),
        sampler=sampling.ALWAYS_ON,
        shutdown_on_exit=False,
    )
    exporter = OTLPSpanExporter(endpoint=f"{collector_url}/v1/traces", timeout=5)
    provider.add_span_processor(BatchSpanProcessor(exporter, schedule_delay_millis=60_000))
    tracer = provider.get_tracer("storefront")
    for order in orders:
        with tracer.start_as_current_span("place order", kind=SpanKind.SERVER) as span:
            span.set_attribute("order.id", order["id"])
            span.set_attribute("order.amount", order["amount"])
            headers = {"Content-Type": "application/json"}
            propagate.inject(headers)
            request = urllib.request.Request(warehouse_url, json.dumps(order).encode(), headers)
            try:
                urllib.request.urlopen(request, timeout=5).close()
            except urllib.error.HTTPError as refused:
                span.set_attribute("http.response.status_code", refused.code)
                span.set_status(Status(StatusCode.ERROR, "refused"))
    provider.shutdown()

"""The other side of the task *A pipeline to repair*: a warehouse that answers over HTTP and reports spans.

It lies beside the exam's notebook and is in order: nothing here needs to be repaired.
"""

import contextlib
import http.server
import json
import threading

from opentelemetry import propagate
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind


@contextlib.contextmanager
def opened(collector_url, sold_out):
    """Open a warehouse on loopback that has sold out these goods; yields its address."""
    provider = TracerProvider(resource=Resource.create({"service.name": "warehouse"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(f"{collector_url}/v1/traces")))
    tracer = provider.get_tracer("warehouse")

    class Reserve(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            context = propagate.extract(self.headers)
            with tracer.start_as_current_span("reserve", context, kind=SpanKind.SERVER) as span:
                order = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                span.set_attribute("order.id", order["id"])
                self.send_response(409 if order["item"] in sold_out else 204)
                self.end_headers()

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Reserve) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/reserve"
        finally:
            server.shutdown()
            provider.shutdown()

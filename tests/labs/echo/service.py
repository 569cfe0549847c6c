"""Answers ``GET /hello`` with a greeting and one span, until SIGTERM. Arguments: port, greeting file."""

import signal
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.trace import SpanKind, StatusCode


def main() -> None:
    port, greeting = int(sys.argv[1]), Path(sys.argv[2]).read_bytes()
    provider = TracerProvider(resource=Resource.create({"service.name": "echo"}))
    provider.add_span_processor(SimpleSpanProcessor(OTLPSpanExporter()))
    tracer = provider.get_tracer("echo")
    failing = False

    class Handler(BaseHTTPRequestHandler):
        # region hello
        def do_GET(self) -> None:
            if self.path != "/hello":
                return self.answer(200, b"ok")
            with tracer.start_as_current_span("GET /hello", kind=SpanKind.SERVER) as span:
                span.set_attribute("http.response.status_code", 500 if failing else 200)
                if failing:
                    span.set_status(StatusCode.ERROR)
                    self.answer(500, b"")
                else:
                    self.answer(200, greeting)

        # endregion hello

        def do_PUT(self) -> None:
            nonlocal failing
            failing = self.path == "/fault/on"
            self.answer(200, b"ok")

        def answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    signal.signal(signal.SIGTERM, lambda *_: Thread(target=server.shutdown).start())
    server.serve_forever()
    provider.shutdown()


if __name__ == "__main__":
    main()

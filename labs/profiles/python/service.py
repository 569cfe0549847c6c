"""Fraud scores orders, with the help of an extension in C.

``GET /score?n=N`` scores a text of ``N`` characters; where ``NEXT`` is set, that is asked too, with the same
query. Each request is served by a thread of its own, whose number stands on the span (``thread.id``): a
profiler outside of the process knows threads and no spans, and that number joins the two. ``GET /pid`` is
whom to profile.
"""

from __future__ import annotations

import json
import os
import signal
import threading
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import fingerprint
from opentelemetry import propagate
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind

MOST = 2_000_000

PROVIDER = TracerProvider(resource=Resource.create({"service.name": "fraud"}))
TRACER = PROVIDER.get_tracer("fraud")


# region score
def score(length: int) -> int:
    """Return the score of an order of so many characters."""
    text = describe(length)
    return fingerprint.fingerprint(text) % 100


def describe(length: int) -> str:
    """Return an order as one text, in capitals here and there."""
    words = ["Order", "of", "OAK", "shelf", "and", "Brass", "LAMP"]
    text = " ".join(words[number % len(words)] for number in range(length // 4 + 1))
    return text[:length]


# endregion score


class Handler(BaseHTTPRequestHandler):
    """Answers; a connection, and so a thread, serves one request."""

    def do_GET(self) -> None:
        """Serve ``/score`` and ``/pid``."""
        url = urllib.parse.urlsplit(self.path)
        if url.path == "/pid":
            PROVIDER.force_flush()
            return self.answer(200, {"pid": os.getpid()})
        if url.path != "/score":
            return self.answer(404, {"error": "there are /score and /pid"})
        try:
            length = int(urllib.parse.parse_qs(url.query)["n"][0])
            if not 1 <= length <= MOST:
                raise ValueError
        except (KeyError, ValueError):
            return self.answer(400, {"error": f"n has to be a number from 1 to {MOST}"})
        parent = propagate.extract(self.headers)
        with TRACER.start_as_current_span("GET /score", parent, kind=SpanKind.SERVER) as span:
            span.set_attribute("thread.id", threading.get_native_id())
            result = score(length)
            if following := os.environ.get("NEXT"):
                with TRACER.start_as_current_span("GET", kind=SpanKind.CLIENT):
                    call(f"{following}?{url.query}")
        return self.answer(200, {"score": result})

    def answer(self, status: int, body: dict[str, object]) -> None:
        """Send an answer as JSON."""
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing for each request: a profile of printing helps nobody."""


def call(url: str) -> None:
    """Ask the next service, which learns the trace from the headers."""
    headers: dict[str, str] = {}
    propagate.inject(headers)
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=30) as answer:
        answer.read()


def main() -> None:
    """Serve on the port in ``PORT`` until SIGTERM."""
    PROVIDER.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    server.serve_forever()
    PROVIDER.shutdown()


if __name__ == "__main__":
    main()

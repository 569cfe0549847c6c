"""Serve the model in use: metrics come in by OTLP/HTTP, and each simulated hour is judged when it is over.

    python -m aiops.serve MODELS [--host 127.0.0.1] [--port 4320]

``POST /v1/metrics`` takes what a Collector's ``otlp_http`` exporter sends. ``GET /health`` answers 200 once
the model is loaded, ``GET /verdicts`` says what was judged so far. The address is the loopback unless said
otherwise; in a pod it is the pod's.
"""

from __future__ import annotations

import argparse
import json
import math
import signal
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from google.protobuf.message import DecodeError
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import (
    ExportMetricsServiceRequest,
    ExportMetricsServiceResponse,
)
from otlplab import Store
from otlplab.collector.receiver import BadCompression, TooLarge, gunzip
from otlplab.segments import Frame, Signal

from aiops import live, registry, series

#: A request may be so large, in bytes, packed and unpacked, and so many hours are remembered.
LIMIT, REMEMBERED = 4 << 20, 48


class Service:
    """The model and the stream so far."""

    def __init__(self, models: Path) -> None:
        self.model = registry.in_use(models)
        self._detector, self._card = registry.load(self.model, models)
        self._before = live.history()
        self._frames: list[Frame] = []
        self._lock = threading.Lock()
        self._begin: int | None = None

    # region take
    def take(self, body: bytes) -> None:
        """Remember one request. Raises :class:`DecodeError` when it is none."""
        ExportMetricsServiceRequest.FromString(body)
        now = time.time_ns()
        with self._lock:
            self._begin = self._begin or now
            self._frames.append(Frame(Signal.METRICS, now, body))
            oldest = now - REMEMBERED * 1_000_000_000
            while self._frames[0].time_unix_nano < oldest:
                self._frames.pop(0)
                self._begin = max(self._begin, oldest)

    # endregion take

    def verdicts(self) -> list[dict[str, Any]]:
        """Judge every hour that is over."""
        with self._lock:
            frames, begin = list(self._frames), self._begin
        if begin is None or (hours := int((time.time_ns() - begin) / 1e9 - live.LATE)) < 1:
            return []
        with Store.of_frames(frames) as store:
            table = series.of_store(store, begin, hours, tolerance=math.inf)
        watch = live.Watch(self._detector, self._card["threshold"], self._before, begin)
        return [
            {"hour": v.hour, "score": round(v.score, 2), "series": v.series, "alarm": v.alarm}
            for v in watch.judge(table)
        ]


class Handler(BaseHTTPRequestHandler):
    """The three paths."""

    service: Service

    def do_GET(self) -> None:
        """Answer /health and /verdicts."""
        if self.path == "/health":
            self._answer(200, {"model": self.service.model})
        elif self.path == "/verdicts":
            self._answer(200, self.service.verdicts())
        else:
            self._answer(404, {"error": "there are /health, /verdicts and /v1/metrics"})

    def do_POST(self) -> None:
        """Take OTLP/HTTP metrics, in protobuf, plain or gzip."""
        length = self.headers.get("content-length", "")
        if self.path != "/v1/metrics":
            self._answer(404, {"error": "POST goes to /v1/metrics"})
            return
        if not length.isdecimal():
            self._answer(411, {"error": "say how long the request is, in Content-Length"})
            return
        if len(length) > 9 or int(length) > LIMIT:
            self._answer(413, {"error": f"a request has at most {LIMIT} bytes"})
            return
        body = self.rfile.read(int(length))
        try:
            packed = self.headers.get("content-encoding") == "gzip"
            self.service.take(gunzip(body, LIMIT) if packed else body)
        except TooLarge as error:
            self._answer(413, {"error": str(error)})
            return
        except (DecodeError, BadCompression) as error:
            self._answer(400, {"error": f"not an OTLP request in protobuf: {error}"})
            return
        self._send(200, "application/x-protobuf", ExportMetricsServiceResponse().SerializeToString())

    def _answer(self, status: int, body: Any) -> None:
        self._send(status, "application/json", json.dumps(body).encode())

    def _send(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Say nothing about requests."""


def main() -> int:
    """Serve until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("models", type=Path)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=4320)
    arguments = parser.parse_args()
    try:
        service = Service(arguments.models)
    except registry.ModelError as error:
        sys.exit(f"cannot serve: {error}")
    handler = type("Bound", (Handler,), {"service": service})
    server = ThreadingHTTPServer((arguments.host, arguments.port), handler)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
    print(f"serving {service.model} on http://{arguments.host}:{server.server_port}", flush=True)
    server.serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main())

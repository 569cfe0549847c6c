"""What can be done with this Collector: send to it in two ways, and read what it has written in two."""

from __future__ import annotations

import json
import re
import time
import urllib.request
from pathlib import Path
from typing import Any

from collector import traffic


def drive(run: Any, traces: int = 100, seed: int = 1) -> dict[str, Any]:
    """Send traces of orders as OTLP."""
    return traffic.send(run.endpoint("otlp"), traces, seed, counted_at=run.collector.http_endpoint)


def zipkin(run: Any, spans: int = 10) -> dict[str, Any]:
    """Send spans as Zipkin's JSON (version 2), as an older service would."""
    now = time.time_ns() // 1_000  # Zipkin counts microseconds
    body = [
        {
            "traceId": f"{0x5EED_0000 + number:032x}",
            "id": f"{0x5EED_0000 + number:016x}",
            "name": "get /stock",
            "kind": "SERVER",
            "timestamp": now,
            "duration": 1_000 + number,
            "localEndpoint": {"serviceName": "warehouse"},
            "tags": {"http.method": "GET", "http.path": "/stock"},
        }
        for number in range(spans)
    ]
    request = urllib.request.Request(
        f"{run.endpoint('zipkin')}/api/v2/spans",
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=10) as response:
        return {"status": response.status}


def read_file(run: Any) -> dict[str, Any]:
    """Count what the file exporter has written: a line is one request as OTLP/JSON.

    The exporter keeps what it has for 200 ms before it writes, so the count is taken when it stays the same.
    """
    spans, before = _spans_in(run.data / "telemetry.json"), -1
    while spans != before:
        time.sleep(0.5)
        spans, before = _spans_in(run.data / "telemetry.json"), spans
    return {"spans": spans}


def _spans_in(file: Path) -> int:
    spans = 0
    for line in file.read_text("utf-8").splitlines(keepends=True):
        if line.endswith("\n"):  # the last one may be half written
            for resource in json.loads(line)["resourceSpans"]:
                spans += sum(len(scope["spans"]) for scope in resource["scopeSpans"])
    return spans


def scrape(run: Any) -> dict[str, Any]:
    """Ask the Prometheus exporter for its page and return the names and types of the metrics on it."""
    with urllib.request.urlopen(f"{run.endpoint('prometheus')}/metrics", timeout=10) as response:
        page = response.read().decode()
    return dict(sorted(re.findall(r"^# TYPE (\S+) (\S+)$", page, re.MULTILINE)))

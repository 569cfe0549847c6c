"""A million spans through the collector: how long until SQL answers, correctly, and in how much memory.

    python tests/bench/million.py [--spans 1000000] [--runs 5]

Starts a collector of its own, sends it spans of ten attributes in requests of 512 through OTLP/HTTP, and
then asks, each time from a process that has just been started, questions whose answers are known from how
the spans were made. "cold" is from the start of that process, interpreter and imports included, to the
answer; for the first run it starts at the last acknowledgement. "cpu" is what the reader used on all
cores, "peak" its largest resident memory. On a machine that does other things at the same time read
"cpu": its load is printed. ``book/_data/million.json`` keeps all of it, the book's page on speed shows it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import receivers
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from otlplab.collector import attach
from otlplab.segments import Frame, Signal
from otlplab.store.recording import send
from run import facts

OUT = receivers.ROOT / "book" / "_data" / "million.json"
BATCH = 512
BEGIN = 1_700_000_000_000_000_000
READER = """
import sys, time
from otlplab.store import Store
with Store(sys.argv[1]) as store:
    rows = store.sql(sys.argv[2]).shown()
    import json
    peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    peak = int(peak.split()[1]) / 1024
    print(json.dumps({"rows": rows, "cpu": time.process_time(), "peak": peak}))
"""


class Truth:
    """Spans, made one request at a time, and what is to be found of them."""

    def __init__(self, spans: int) -> None:
        self.spans = spans
        self.durations: dict[str, list[int]] = defaultdict(list)
        self.routes: Counter[str] = Counter()
        self.attributes = 0

    def requests(self) -> Any:
        """Yield the requests."""
        rnd = random.Random(7)
        for number in range(0, self.spans, BATCH):
            service = f"service-{number // BATCH % 8}"
            request = ExportTraceServiceRequest()
            resource = request.resource_spans.add()
            for key, value in (
                ("service.name", service),
                ("service.version", "1.4.2"),
                ("host.name", "bench"),
            ):
                resource.resource.attributes.add(key=key).value.string_value = value
            scope = resource.scope_spans.add()
            scope.scope.name = "bench"
            for index in range(min(BATCH, self.spans - number)):
                start, duration = BEGIN + rnd.randrange(10**12), rnd.randrange(1, 10**9)
                self.durations[service].append(duration)
                span = scope.spans.add(
                    trace_id=rnd.randbytes(16),
                    span_id=rnd.randbytes(8),
                    parent_span_id=rnd.randbytes(8),
                    name="GET /items/{id}",
                    kind=2,
                    start_time_unix_nano=start,
                    end_time_unix_nano=start + duration,
                )
                self._attributes(span, number + index, rnd)
            yield request.SerializeToString()

    def _attributes(self, span: Any, number: int, rnd: random.Random) -> None:
        route = f"/items/{number % 23}"
        self.routes[route] += 1
        for key, value in (
            ("http.request.method", "GET"),
            ("http.route", route),
            ("url.path", f"/items/{number % 23}/{number}"),
            ("server.address", "shop.example"),
            ("network.protocol.version", "1.1"),
            ("user_agent.original", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"),
        ):
            span.attributes.add(key=key).value.string_value = value
        span.attributes.add(key="http.response.status_code").value.int_value = rnd.choice(
            (200, 200, 404, 500)
        )
        span.attributes.add(key="server.port").value.int_value = 8080
        span.attributes.add(key="cached").value.bool_value = number % 2 == 0
        span.attributes.add(key="share").value.double_value = rnd.random()
        self.attributes += 10


def questions(truth: Truth) -> dict[str, tuple[str, Any]]:
    """Return each question: its SQL and the rows that answer it."""
    p99 = [[name, float(np.quantile(values, 0.99))] for name, values in sorted(truth.durations.items())]
    return {
        "p99 by service": (
            "SELECT service_name, quantile_cont(duration_ns, 0.99) FROM spans GROUP BY ALL ORDER BY 1",
            p99,
        ),
        "count by one attribute": (
            "SELECT attributes['http.route']::VARCHAR AS route, count(*) FROM spans GROUP BY ALL ORDER BY 1",
            [list(pair) for pair in sorted(truth.routes.items())],
        ),
        "all attributes": ("SELECT sum(cardinality(attributes))::BIGINT FROM spans", [[truth.attributes]]),
        "one trace": ("SELECT count(*) FROM spans WHERE trace_id = repeat('0', 32)", [[0]]),
    }


def right(rows: Any, expected: Any) -> bool:
    """Say whether rows are the expected ones, numbers to nine digits."""
    return len(rows) == len(expected) and all(
        a == b or (isinstance(b, float) and abs(a - b) <= abs(b) * 1e-9)
        for row, other in zip(rows, expected, strict=True)
        for a, b in zip(row, other, strict=True)
    )


def main() -> None:
    """Run the benchmark; ends with an error when an answer is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--spans", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    truth = Truth(arguments.spans)
    payloads = list(truth.requests())
    told: dict[str, Any] = {name: value for name, value in facts().items() if name != "versions"}
    with tempfile.TemporaryDirectory(prefix="otlplab-bench-") as home:
        os.environ["OTLPLAB_HOME"] = home
        begin = time.perf_counter()
        collector = attach(Path(home) / "telemetry", http_port=0, grpc_port=0)
        ready = time.perf_counter() - begin
        try:
            begin = time.perf_counter()
            send((Frame(Signal.TRACES, 1, payload) for payload in payloads), collector.http_endpoint)
            acknowledged = time.perf_counter()
            told |= {
                "load": round(os.getloadavg()[0], 1),
                "spans": arguments.spans,
                "requests": len(payloads),
                "mebibytes": sum(map(len, payloads)) >> 20,
                "ready": round(ready, 2),
                "sent": round(acknowledged - begin, 2),
            }
            print(told, flush=True)
            told["questions"] = []
            for number, (name, (query, expected)) in enumerate(questions(truth).items()):
                begin = time.perf_counter() if number else acknowledged
                told["questions"].append(ask(name, query, expected, collector.data, begin, arguments.runs))
                print(told["questions"][-1], flush=True)
        finally:
            collector.stop()
    arguments.out.write_text(json.dumps(told, indent=1) + "\n")


def ask(name: str, query: str, expected: Any, data: Path, begin: float, runs: int) -> dict[str, Any]:
    """Ask one question from ``runs`` new processes; the clock of the first started at ``begin``."""
    found: dict[str, Any] = {"question": name, "cold": [], "cpu": [], "peak_mib": []}
    for _ in range(runs):
        done = subprocess.run(
            [sys.executable, "-c", READER, str(data), query], check=True, capture_output=True, text=True
        )
        found["cold"].append(round(time.perf_counter() - begin, 2))
        told = json.loads(done.stdout)
        if not right(told["rows"], expected):
            raise SystemExit(f"{name}: wrong answer {told['rows']}, expected {expected}")
        found["cpu"].append(round(told["cpu"], 2))
        found["peak_mib"].append(round(told["peak"]))
        begin = time.perf_counter()
    return found


if __name__ == "__main__":
    main()

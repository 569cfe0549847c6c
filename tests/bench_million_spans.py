"""A million spans through the collector: how long until SQL answers, correctly, and in how much memory.

    python tests/bench_million_spans.py [--spans 1000000] [--runs 5]

Starts a collector of its own, sends it spans of ten attributes in requests of 512 through OTLP/HTTP, and
then asks, each time from a process that has just been started, questions whose answers are known from how
the spans were made. "cold" is from the start of that process, interpreter and imports included, to the
answer; for the first run it starts at the last acknowledgement. "cpu" is what the reader used on all
cores, "peak" its largest resident memory. On a machine that does other things at the same time read
"cpu": its load is printed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from otlplab.collector import attach
from otlplab.segments import Frame, Signal
from otlplab.store.recording import send

BATCH = 512
BEGIN = 1_700_000_000_000_000_000
READER = """
import sys, time
start = time.perf_counter()
from otlplab.store import Store
with Store(sys.argv[1]) as store:
    rows = store.sql(sys.argv[2]).shown()
    took = time.perf_counter() - start
    import json
    peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    peak = int(peak.split()[1]) / 1024
    print(json.dumps({"rows": rows, "query": took, "cpu": time.process_time(), "peak": peak}))
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
    arguments = parser.parse_args()
    truth = Truth(arguments.spans)
    payloads = list(truth.requests())
    with tempfile.TemporaryDirectory(prefix="otlplab-bench-") as home:
        os.environ["OTLPLAB_HOME"] = home
        begin = time.perf_counter()
        collector = attach(Path(home) / "telemetry", http_port=0, grpc_port=0)
        print(f"the collector is ready after {time.perf_counter() - begin:.2f} s")
        try:
            begin = time.perf_counter()
            send((Frame(Signal.TRACES, 1, payload) for payload in payloads), collector.http_endpoint)
            acknowledged = time.perf_counter()
            size = sum(map(len, payloads))
            print(
                f"{arguments.spans:,} spans, {len(payloads):,} requests, {size / 2**20:.0f} MiB sent and "
                f"acknowledged in {acknowledged - begin:.1f} s; load average {os.getloadavg()[0]:.1f} "
                f"on {os.cpu_count()} cores"
            )
            print(f"{'question':24}  {'first':>6}  {'cold':>6}  {'min':>6}  {'cpu':>6}  {'peak':>8}")
            for name, (query, expected) in questions(truth).items():
                walls, used = [], []
                for run in range(arguments.runs):
                    start = acknowledged if run == 0 and not walls and name == "p99 by service" else None
                    start = start or time.perf_counter()
                    done = subprocess.run(
                        [sys.executable, "-c", READER, str(collector.data), query],
                        check=True,
                        capture_output=True,
                        text=True,
                    )
                    walls.append(time.perf_counter() - start)
                    told = json.loads(done.stdout)
                    if not right(told["rows"], expected):
                        raise SystemExit(f"{name}: wrong answer {told['rows']}, expected {expected}")
                    used.append(told)
                print(
                    f"{name:24}  {walls[0]:5.2f}s  {statistics.median(walls):5.2f}s  {min(walls):5.2f}s  "
                    f"{statistics.median(one['cpu'] for one in used):5.2f}s  "
                    f"{max(one['peak'] for one in used):5.0f} MiB"
                )
        finally:
            collector.stop()


if __name__ == "__main__":
    main()

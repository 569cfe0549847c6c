"""Configurations of the generator, run: what goes in comes out, counted at the other end."""

from __future__ import annotations

import json
import re
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from collector import traffic
from otlplab.config import Purpose, generate
from otlplab.runner.programs import free_port

TRACES = 60


class Collector:
    """A generated configuration that runs: ``ports`` has, by the usual port, the one it really listens on."""

    def __init__(self, purpose: Purpose, program: Path, folder: Path) -> None:
        self.ports: dict[str, int] = {}
        self.log = folder / f"otelcol-{time.monotonic_ns()}.log"
        text = generate(purpose).yaml.replace("/var/lib/otelcol", str(folder))
        # A test has no fixed ports and less time than the generator's defaults; nothing else is changed.
        for port in ("4317", "4318", "9411", "13133", "8888", "28889"):
            text = re.sub(rf"(?<=[:\s]){port}\b", lambda _, p=port: str(self.port(p)), text)
        text = (
            text.replace("15s", "1s").replace("30s", "1s").replace("decision_wait: 10s", "decision_wait: 1s")
        )
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [program, "--config=env:GENERATED"],
                env={"GENERATED": text, "HOST_NAME": "here"},
                stdout=log,
                stderr=log,
            )
        self.until(lambda: self.page("13133", "/"))

    def port(self, usual: str) -> int:
        return self.ports.setdefault(usual, free_port())

    def address(self, usual: str) -> str:
        return f"http://127.0.0.1:{self.ports[usual]}"

    def page(self, usual: str, path: str = "/metrics") -> str:
        try:
            with urllib.request.urlopen(f"{self.address(usual)}{path}", timeout=5) as response:
                return response.read().decode()
        except OSError:
            return ""

    def until(self, seen: Callable[[], Any], seconds: float = 20) -> Any:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            assert self.process.poll() is None, self.log.read_text()
            if found := seen():
                return found
            time.sleep(0.1)
        raise AssertionError(f"not seen in {seconds} s:\n{self.log.read_text()}")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)


@pytest.fixture
def running(program, tmp_path):
    started = []

    def start(**told: Any) -> Collector:
        started.append(Collector(Purpose(**told), program, tmp_path))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.stop()


def arrived(course, query: str, wanted: Any, seconds: float = 20) -> None:
    """Wait until a query over what the course's collector has is what is wanted."""
    store, end = course.store("start"), time.monotonic() + seconds
    while (seen := store.sql(query).scalar()) != wanted and time.monotonic() < end:
        time.sleep(0.1)
    assert seen == wanted, query


def test_otlp_over_http(running, course):
    one = running(destinations={"otlp_http": course.http_endpoint})
    traffic.send(one.address("4318"), TRACES, seed=1)
    arrived(course, "select count(*) from spans where resource['host.name'] = 'here'", TRACES * 3)


def test_otlp_over_grpc(running, course):
    one = running(destinations={"otlp_grpc": course.grpc_endpoint})
    traffic.send(one.address("4318"), TRACES, seed=1, counted_at=one.address("4318"))
    arrived(course, "select count(*) from spans", TRACES * 3)
    arrived(course, "select sum(value)::int from metric_points where metric_name = 'traffic.orders'", TRACES)


def test_zipkin(running, course):
    one = running(sources={"zipkin": ""}, destinations={"otlp_http": course.http_endpoint})
    span = {"traceId": f"{7:032x}", "id": f"{7:016x}", "name": "get", "timestamp": time.time_ns() // 1000}
    body = json.dumps([span | {"duration": 5, "localEndpoint": {"serviceName": "old"}}]).encode()
    request = urllib.request.Request(
        f"{one.address('9411')}/api/v2/spans", body, {"Content-Type": "application/json"}
    )
    urllib.request.urlopen(request, timeout=10).close()
    arrived(course, "select count(*) from spans where service_name = 'old' and trace_id like '%7'", 1)


@contextmanager
def metrics_page() -> Iterator[str]:
    """Serve a page in Prometheus' format and give its address."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = b"# TYPE oven_temperature gauge\noven_temperature 230\n"
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; version=0.0.4")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_is_scraped(running, course):
    with metrics_page() as address:
        running(sources={"prometheus": address}, destinations={"otlp_http": course.http_endpoint})
        arrived(course, "select max(value) from metric_points where metric_name = 'oven_temperature'", 230)


def test_the_host_on_a_page_for_prometheus(running):
    one = running(sources={"host": ""}, destinations={"prometheus": "127.0.0.1:28889"})
    assert one.until(
        lambda: re.search(r"^system_memory_usage_bytes\{.*\} \d", one.page("28889"), re.MULTILINE)
    )


def test_a_file(running, tmp_path):
    file = tmp_path / "telemetry.json"
    one = running(destinations={"file": str(file)}, redact=True)
    traffic.send(one.address("4318"), TRACES, seed=1)

    def spans() -> int:
        found = [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []
        return sum(len(s["spans"]) for r in found for rs in r["resourceSpans"] for s in rs["scopeSpans"])

    one.until(lambda: spans() == TRACES * 3)
    assert "@example.org" not in file.read_text() and "4000-1234" not in file.read_text()


def test_a_share_by_the_head(running, course):
    one = running(destinations={"otlp_http": course.http_endpoint}, sampling="head", percent=50, redact=True)
    traffic.send(one.address("4318"), 200, seed=1)
    one.until(lambda: course.store("start").sql("select count(*) from spans").scalar() > 200)
    time.sleep(1)
    kept, whole, masked = (
        course.store("start")
        .sql(
            "select count(distinct trace_id) as kept, count(*) = 3 * count(distinct trace_id) as whole, "
            "bool_and(attributes['payment.card'] = '****') "
            "filter (attributes['payment.card'] is not null) as masked from spans"
        )
        .rows()[0]
        .values()
    )
    assert 70 < kept < 130 and whole and masked


def test_counted_then_sampled_by_the_tail(running, course):
    one = running(
        destinations={"otlp_http": course.http_endpoint}, sampling="tail", percent=1, span_metrics=True
    )
    sent = traffic.send(one.address("4318"), 200, seed=1)
    calls = (
        "select attributes, max(value) as n from metric_points "
        "where metric_name = 'traces.span.metrics.calls' group by all"
    )
    arrived(course, f"select sum(n)::int from ({calls})", 600)
    kept = "select count(distinct trace_id) from spans where attributes['order.kind'] = '{}'"
    for kind in ("failed", "slow"):
        arrived(course, kept.format(kind), sent["kinds"][kind])
    assert course.store("start").sql(kept.format("normal")).scalar() < sent["kinds"]["normal"] / 4


def test_a_queue_on_disk_survives_an_outage_and_a_restart(running, course, tmp_path):
    gone = free_port()
    first = running(destinations={"otlp_http": f"http://127.0.0.1:{gone}"}, queue="disk")
    traffic.send(first.address("4318"), TRACES, seed=1)
    first.stop()
    second = running(destinations={"otlp_http": course.http_endpoint}, queue="disk")
    arrived(course, "select count(distinct span_id) from spans", TRACES * 3)
    assert second.process.poll() is None

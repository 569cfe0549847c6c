"""The running collector: transports, official exporters, answers, safety. One process for most tests."""

import asyncio
import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import grpc
import pytest
from collector_client import (
    JSON,
    PROTOBUF,
    call,
    channel,
    example,
    frames,
    logs,
    metrics,
    post,
    rounds,
    running,
    squeezed,
    traces,
)
from google.rpc.code_pb2 import INVALID_ARGUMENT, UNAVAILABLE
from google.rpc.error_details_pb2 import BadRequest, RetryInfo
from google.rpc.status_pb2 import Status
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from otlplab.collector import attach, otlphttp
from otlplab.collector.contract import KINDS
from otlplab.collector.local import IN_USE, CollectorError
from otlplab.collector.otlphttp import Application
from otlplab.collector.receiver import Receiver
from otlplab.collector.writer import SegmentWriter
from otlplab.segments import Signal

MIB = 1024 * 1024


@pytest.fixture(scope="module")
def collector(tmp_path_factory):
    with running(tmp_path_factory.mktemp("collector")) as started:
        yield started


@contextlib.contextmanager
def stored(collector):
    """Give a list that holds, afterwards, the frames that came in meanwhile."""
    before = len(frames(collector.data))
    counted = {s: len([f for f in frames(collector.data) if f.signal is s]) for s in Signal}
    found = []
    yield found
    for s in Signal:
        found += [f for f in frames(collector.data) if f.signal is s][counted[s] :]
    assert len(frames(collector.data)) == before + len(found)


def rejected(collector, signal=Signal.TRACES):
    return collector.status()["signals"][signal.folder]


# --- what goes in comes out ---------------------------------------------------------------------------------


@pytest.mark.parametrize("signal", Signal)
@pytest.mark.parametrize("way", ["http", "http gzip", "http json", "http json gzip", "grpc", "grpc gzip"])
def test_every_signal_is_stored_as_sent_whichever_way_it_comes(collector, signal, way):
    request = example(signal)
    body = request.SerializeToString()
    with stored(collector) as found:
        if way.startswith("grpc"):
            compression = grpc.Compression.Gzip if "gzip" in way else grpc.Compression.NoCompression
            with channel(collector, compression=compression) as opened:
                assert call(opened, signal, body) == b""
        else:
            from test_collector_json import as_otlp_json

            sent = json.dumps(as_otlp_json(request)).encode() if "json" in way else body
            headers = {"content_encoding": "gzip"} if "gzip" in way else {}
            answer = post(
                collector,
                KINDS[signal].path,
                squeezed(sent) if headers else sent,
                JSON if "json" in way else PROTOBUF,
                **headers,
            )
            assert (answer.code, answer.body) == (200, b"{}" if "json" in way else b"")
            assert answer.headers["content-type"] == (JSON if "json" in way else PROTOBUF)
    (frame,) = found
    assert frame.signal is signal
    assert type(request).FromString(frame.payload) == request
    if "json" not in way:
        assert frame.payload == body, "byte for byte"


def test_the_official_http_exporters_deliver(collector, monkeypatch):
    from opentelemetry.exporter.otlp.proto.http import Compression
    from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
    from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

    for compression in (Compression.NoCompression, Compression.Gzip):
        base = collector.http_endpoint
        deliver(
            collector,
            OTLPSpanExporter(endpoint=f"{base}/v1/traces", compression=compression),
            OTLPMetricExporter(endpoint=f"{base}/v1/metrics", compression=compression),
            OTLPLogExporter(endpoint=f"{base}/v1/logs", compression=compression),
        )


def test_the_official_grpc_exporters_deliver(collector):
    from opentelemetry.exporter.otlp.proto.grpc._log_exporter import OTLPLogExporter
    from opentelemetry.exporter.otlp.proto.grpc.metric_exporter import OTLPMetricExporter
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter

    for compression in (grpc.Compression.NoCompression, grpc.Compression.Gzip):
        settings = {"endpoint": collector.grpc_endpoint, "insecure": True, "compression": compression}
        deliver(
            collector,
            OTLPSpanExporter(**settings),
            OTLPMetricExporter(**settings),
            OTLPLogExporter(**settings),
        )


def deliver(collector, span_exporter, metric_exporter, log_exporter):
    from opentelemetry.sdk._logs import LoggerProvider
    from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
    from opentelemetry.sdk.metrics import MeterProvider
    from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    with stored(collector) as found:
        tracing = TracerProvider()
        tracing.add_span_processor(BatchSpanProcessor(span_exporter))
        metering = MeterProvider(
            [PeriodicExportingMetricReader(metric_exporter, export_interval_millis=60_000)]
        )
        recording = LoggerProvider()
        recording.add_log_record_processor(BatchLogRecordProcessor(log_exporter))
        for _ in range(10):
            with tracing.get_tracer("t").start_as_current_span("work"):
                metering.get_meter("m").create_counter("done").add(1)
        metering.get_meter("m").create_histogram("took").record(0.2)
        recording.get_logger("l").emit(body="hello", severity_text="INFO")
        for provider in (tracing, metering, recording):
            provider.shutdown()
    payloads = {frame.signal: frame.payload for frame in found}
    spans = (
        ExportTraceServiceRequest.FromString(payloads[Signal.TRACES]).resource_spans[0].scope_spans[0].spans
    )
    assert [span.name for span in spans] == ["work"] * 10
    assert b"took" in payloads[Signal.METRICS] and b"hello" in payloads[Signal.LOGS]


# --- answers ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("signal", Signal)
def test_empty_requests_succeed_and_leave_nothing(collector, signal):
    with stored(collector) as found, channel(collector) as opened:
        assert call(opened, signal, b"") == b""
        assert post(collector, KINDS[signal].path, b"").code == 200
        assert post(collector, KINDS[signal].path, b"{}", JSON).body == b"{}"
    assert found == []


def half_valid():
    request = traces(4)
    request.resource_spans[0].scope_spans[0].spans[0].trace_id = b"short"
    return request


def test_partial_success_says_how_many_and_why(collector):
    body = half_valid().SerializeToString()
    with stored(collector) as found:
        answer = post(collector, body=body)
        response = ExportTraceServiceResponse.FromString(answer.body)
        assert (answer.code, response.partial_success.rejected_spans) == (200, 1)
        assert "trace_id is 5 bytes long" in response.partial_success.error_message
        with channel(collector) as opened:
            assert ExportTraceServiceResponse.FromString(call(opened, Signal.TRACES, body)) == response
    for frame in found:
        kept = ExportTraceServiceRequest.FromString(frame.payload)
        assert sum(len(s.spans) for r in kept.resource_spans for s in r.scope_spans) == 3


def test_partial_success_in_json(collector):
    body = json.dumps({"resourceSpans": [{"scopeSpans": [{"spans": [{"name": "x"}]}]}]}).encode()
    partial = json.loads(post(collector, body=body, content_type=JSON).body)["partialSuccess"]
    assert partial["rejectedSpans"] == "1" and "trace_id" in partial["errorMessage"]


ERRORS = [
    ("bad protobuf", 400, {"body": b"\xff\xff\xff"}),
    ("bad gzip", 400, {"body": b"not gzip", "content_encoding": "gzip"}),
    ("cut gzip", 400, {"body": squeezed(b"x" * 100)[:-9], "content_encoding": "gzip"}),
    ("other path", 404, {"path": "/v1/nothing"}),
    ("no path", 404, {"path": "/"}),
    ("GET", 405, {"method": "GET", "body": None}),
    ("PUT", 405, {"method": "PUT"}),
    ("other type", 415, {"content_type": "text/plain"}),
    ("no type", 415, {"content_type": None}),
    ("other compression", 415, {"content_encoding": "br"}),
    ("web page", 403, {"origin": "http://localhost:8888"}),
    ("other host", 403, {"host": "attacker.example"}),
    ("rebound host", 403, {"host": "127.0.0.1.attacker.example:4318"}),
    ("too large", 413, {"body": bytes(64 * MIB + 1)}),
    ("too large unpacked", 413, {"body": squeezed(bytes(64 * MIB + 1)), "content_encoding": "gzip"}),
]


@pytest.mark.parametrize(("code", "request_"), [e[1:] for e in ERRORS], ids=[e[0] for e in ERRORS])
def test_every_error_has_a_status_in_the_encoding_of_the_request(collector, code, request_):
    with stored(collector) as found:
        answer = post(collector, **request_)
        assert (answer.code, answer.headers["content-type"]) == (code, PROTOBUF)
        assert answer.status.message and answer.status.code
        if "content_type" not in request_:
            answer = post(collector, **{**request_, "content_type": JSON})
            assert (answer.code, answer.headers["content-type"]) == (code, JSON)
            assert json.loads(answer.body)["message"]
    assert found == []


def test_bad_data_is_described(collector):
    status = post(collector, body=b"\xff").status
    detail = BadRequest()
    assert status.code == INVALID_ARGUMENT and status.details[0].Unpack(detail)
    assert detail.field_violations[0].description
    body = b'{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"zz"}]}]}]}'
    answer = json.loads(post(collector, body=body, content_type=JSON).body)
    assert (
        answer["details"][0]["fieldViolations"][0]["field"]
        == "resourceSpans[0].scopeSpans[0].spans[0].traceId"
    )


def test_methods_and_encodings_that_are_taken_are_named(collector):
    assert post(collector, method="GET", body=None).headers["allow"] == "POST"
    assert "gzip" in post(collector, content_encoding="br").headers["accept-encoding"]


def grpc_error(collector, body, signal=Signal.TRACES, compression=None):
    with channel(collector, compression=compression) as opened, pytest.raises(grpc.RpcError) as caught:
        call(opened, signal, body)
    details = dict(caught.value.trailing_metadata() or ()).get("grpc-status-details-bin", b"")
    return caught.value.code(), Status.FromString(details)


def test_grpc_says_what_is_bad(collector):
    code, status = grpc_error(collector, b"\xff\xff")
    assert code is grpc.StatusCode.INVALID_ARGUMENT
    assert status.details[0].Unpack(BadRequest())


@pytest.mark.parametrize("compression", [None, grpc.Compression.Gzip])
def test_grpc_refuses_what_is_too_large_for_ever(collector, compression):
    code, status = grpc_error(collector, bytes(64 * MIB + 1), compression=compression)
    assert code is grpc.StatusCode.RESOURCE_EXHAUSTED and not status.details


def test_the_limit_itself_is_allowed(collector):
    body = traces(1).SerializeToString()
    filler = ExportTraceServiceRequest()
    filler.resource_spans.add().schema_url = "x" * (64 * MIB - len(body) - 12)
    body += filler.SerializeToString()
    body += b"\x0a\x00" * ((64 * MIB - len(body)) // 2)
    assert 64 * MIB - 2 <= len(body) <= 64 * MIB
    assert post(collector, body=squeezed(body), content_encoding="gzip").code == 200
    with channel(collector) as opened:
        assert call(opened, Signal.TRACES, body) == b""


def test_a_body_that_does_not_end_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(otlphttp, "BODY_SECONDS", 0.05)
    writer = SegmentWriter(tmp_path)
    receiver = Receiver(writer)
    sent, parts = [], [{"type": "http.request", "body": b"some", "more_body": True}]

    async def receive():
        return parts.pop() if parts else await asyncio.sleep(30)

    async def send(message):
        sent.append(message)

    headers = [(b"host", b"localhost"), (b"content-type", PROTOBUF.encode())]
    scope = {"type": "http", "method": "POST", "path": "/v1/traces", "headers": headers}
    asyncio.run(Application(receiver, {})(scope, receive, send))
    writer.close()
    assert sent[0]["status"] == 408 and (b"connection", b"close") in sent[0]["headers"]
    assert "not complete" in Status.FromString(sent[1]["body"]).message and receiver.held == 0


@pytest.mark.parametrize("content_type", [PROTOBUF, JSON])
def test_a_fault_of_our_own_has_a_status_too(tmp_path, monkeypatch, caplog, content_type):
    writer = SegmentWriter(tmp_path)
    receiver = Receiver(writer)
    monkeypatch.setattr(receiver, "accept", lambda *_: 1 / 0)
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"{}", "more_body": False}

    async def send(message):
        sent.append(message)

    headers = [(b"host", b"localhost"), (b"content-type", content_type.encode())]
    scope = {"type": "http", "method": "POST", "path": "/v1/traces", "headers": headers}
    asyncio.run(Application(receiver, {})(scope, receive, send))
    writer.close()
    assert sent[0]["status"] == 500 and (b"content-type", content_type.encode()) in sent[0]["headers"]
    text = json.loads(sent[1]["body"]) if content_type == JSON else Status.FromString(sent[1]["body"])
    assert "internal error" in str(text) and "ZeroDivisionError" in caplog.text


def test_unknown_services_and_methods_are_unimplemented(collector):
    with channel(collector) as opened:
        for method in ("/opentelemetry.proto.collector.trace.v1.TraceService/Import", "/x.Y/Z"):
            with pytest.raises(grpc.RpcError) as caught:
                opened.unary_unary(method)(b"")
            assert caught.value.code() is grpc.StatusCode.UNIMPLEMENTED


def test_health_counts_what_happened(collector):
    before = collector.status()
    post(collector, body=half_valid().SerializeToString())
    post(collector, body=b"\xff")
    after = collector.status()
    was, is_ = before["signals"]["traces"], after["signals"]["traces"]
    assert {key: is_[key] - was[key] for key in ("requests", "accepted", "rejected", "refused_requests")} == {
        "requests": 1,
        "accepted": 3,
        "rejected": 1,
        "refused_requests": 1,
    }
    assert is_["bytes"] > was["bytes"] and after["storage"]["bytes"] > before["storage"]["bytes"]
    assert (after["http_port"], after["grpc_port"]) == (collector.http_port, collector.grpc_port)
    assert after["uptime_seconds"] >= before["uptime_seconds"] and after["held_bytes"] == 0
    assert post(collector, "/health", None, method="GET", host="attacker.example").code == 403
    assert post(collector, "/health").code == 405


def test_names_of_this_machine_are_answered(collector):
    for host in (
        "localhost",
        f"localhost:{collector.http_port}",
        "127.0.0.1:4318",
        "[::1]:4318",
        "LOCALHOST",
    ):
        assert post(collector, host=host).code == 200, host


# --- hostile input ------------------------------------------------------------------------------------------


def raw(collector, *parts, wait=5.0):
    """Send bytes to the HTTP port and return what comes back until the other side closes or is silent."""
    with socket.create_connection(("127.0.0.1", collector.http_port), timeout=wait) as connection:
        received = b""
        with contextlib.suppress(OSError):
            for part in parts:
                connection.sendall(part)
            while chunk := connection.recv(65536):
                received += chunk
        return received


def memory(collector):
    """Return the peak of the resident memory of the collector's process in MiB."""
    lines = Path(f"/proc/{collector.pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def http_head(length: int) -> bytes:
    """Return the head of a request for traces."""
    lines = (
        "POST /v1/traces HTTP/1.1",
        "host: localhost",
        f"content-type: {PROTOBUF}",
        f"content-length: {length}",
    )
    return "\r\n".join((*lines, "", "")).encode()


def test_bytes_that_are_not_http_get_an_answer(collector):
    received = raw(collector, b"\x16\x03\x01 hello, do you speak TLS?\r\n\r\n")
    assert received.startswith(b"HTTP/1.1 400 ") and PROTOBUF.encode() in received
    assert Status.FromString(received.partition(b"\r\n\r\n")[2]).message


@pytest.mark.parametrize(
    "request_",
    [
        b"POST /v1/traces HTTP/1.1\r\nhost: localhost\r\ncontent-length: -5\r\n\r\n",
        b"POST /v1/traces HTTP/1.1\r\nhost: localhost\r\ncontent-length: 99999999999999999999999\r\n\r\n",
        b"POST /v1/traces HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n",
        b"POST /v1/traces HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\nZZZ\r\n",
        b"POST /v1/traces HTTP/1.1\r\nhost: localhost\r\nx: " + b"y" * 200_000,
        b"GET http://[ HTTP/1.1\r\nhost: localhost\r\n\r\n",
        b"GET /%ff%00 HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n",
        b"POST /v1/traces HTTP/1.1\r\n\r\n",
    ],
)
def test_malformed_http_is_refused_and_does_no_harm(collector, request_):
    received = raw(collector, request_, wait=0.5)
    assert received == b"" or received.split()[1] in (b"400", b"403", b"404", b"413", b"415"), received
    assert post(collector).code == 200


def test_a_body_that_is_announced_too_large_is_refused_before_it_comes(collector):
    assert raw(collector, http_head(10**12), wait=0.5).startswith(b"HTTP/1.1 413 ")


def test_an_endless_body_is_cut_short(collector):
    head = f"POST /v1/traces HTTP/1.1\r\nhost: localhost\r\ncontent-type: {PROTOBUF}\r\n"
    chunk = b"%x\r\n" % MIB + bytes(MIB) + b"\r\n"
    received = raw(collector, head.encode() + b"transfer-encoding: chunked\r\n\r\n", *[chunk] * 66, wait=2)
    assert received.startswith(b"HTTP/1.1 413 ")
    assert collector.status()["held_bytes"] == 0


def test_a_body_of_many_gzip_members_counts_as_one(collector):
    body = traces(2).SerializeToString()
    answer = post(collector, body=squeezed(body[:20]) + squeezed(body[20:]), content_encoding="gzip")
    assert answer.code == 200
    bomb = squeezed(bytes(8 * MIB)) * 9
    assert post(collector, body=bomb, content_encoding="gzip").code == 413


def test_bombs_do_not_swell_the_collector(tmp_path):
    with running(tmp_path) as collector:
        bomb = zlib.compressobj(9, wbits=31)
        packed = b"".join(bomb.compress(bytes(MIB)) for _ in range(1024)) + bomb.flush()  # 1 GiB in 1 MiB
        for _ in range(2):
            assert post(collector, body=packed, content_encoding="gzip").code == 413
        assert memory(collector) < 300
        assert post(collector, body=traces().SerializeToString()).code == 200


def test_slow_and_silent_connections_hold_up_nobody(collector):
    with contextlib.ExitStack() as stack:
        for number in range(600):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", collector.http_port)))
            if number % 3:
                connection.sendall(b"POST /v1/traces HTTP/1.1\r\nhost: localhost\r\n")
            if number % 3 == 2:
                connection.sendall(b"content-type: application/x-protobuf\r\ncontent-length: 9\r\n\r\n1234")
        for _ in range(200):
            stack.enter_context(socket.create_connection(("127.0.0.1", collector.grpc_port))).sendall(
                b"PRI *"
            )
        started = time.monotonic()
        assert post(collector, body=traces().SerializeToString()).code == 200
        with channel(collector) as opened:
            call(opened, Signal.LOGS, logs().SerializeToString())
        assert time.monotonic() - started < 5
    deadline = time.monotonic() + 10
    while collector.status()["held_bytes"] and time.monotonic() < deadline:
        time.sleep(0.05)
    assert collector.status()["held_bytes"] == 0


def test_random_bytes_on_the_grpc_port_do_no_harm(collector):
    for seed in range(20):
        with (
            contextlib.suppress(OSError),
            socket.create_connection(("127.0.0.1", collector.grpc_port), timeout=1) as connection,
        ):
            noise = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" * (seed % 2) + os.urandom(300)
            connection.sendall(noise)
    with channel(collector) as opened:
        assert call(opened, Signal.TRACES, traces().SerializeToString()) == b""


def test_too_much_at_once_is_answered_with_a_time_to_retry(collector):
    """Two unfinished requests leave little room: the next large one is asked to wait."""
    with contextlib.ExitStack() as stack:
        for size in (60 * MIB, 30 * MIB):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", collector.http_port)))
            connection.sendall(http_head(61 * MIB) + bytes(size))
        deadline = time.monotonic() + 20
        while collector.status()["held_bytes"] < 89 * MIB and time.monotonic() < deadline:
            time.sleep(0.05)
        answer = post(collector, body=bytes(20 * MIB))
        assert (answer.code, answer.headers["retry-after"]) == (429, "1")
        retry = RetryInfo()
        assert answer.status.code == UNAVAILABLE and answer.status.details[0].Unpack(retry)
        assert retry.retry_delay.seconds == 1
        assert post(collector, body=traces().SerializeToString()).code == 200, "a small one still has room"
    deadline = time.monotonic() + 10
    while collector.status()["held_bytes"] and time.monotonic() < deadline:
        time.sleep(0.05)
    assert collector.status()["held_bytes"] == 0


def test_too_many_grpc_calls_at_once_are_answered_with_a_time_to_retry(collector):
    """Calls that never send their message take all places: the next is asked to come again."""
    stop = threading.Event()

    def never():
        stop.wait(30)
        yield from ()

    with contextlib.ExitStack() as stack:
        method = KINDS[Signal.TRACES].method
        open_calls = []
        for _ in range(8):
            opened = stack.enter_context(
                grpc.insecure_channel(
                    collector.grpc_endpoint, options=[("grpc.use_local_subchannel_pool", 1)]
                )
            )
            open_calls += [opened.stream_unary(method).future(never()) for _ in range(64)]
        deadline = time.monotonic() + 20
        while True:
            code, status = None, None
            with channel(collector) as fresh:
                try:
                    call(fresh, Signal.TRACES, b"")
                except grpc.RpcError as error:
                    code = error.code()
                    status = Status.FromString(dict(error.trailing_metadata())["grpc-status-details-bin"])
            if code or time.monotonic() > deadline:
                break
        assert code is grpc.StatusCode.UNAVAILABLE
        retry = RetryInfo()
        assert status.details[0].Unpack(retry) and retry.retry_delay.seconds == 1
        for open_call in open_calls:
            open_call.cancel()
        stop.set()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with channel(collector) as fresh, contextlib.suppress(grpc.RpcError):
            assert call(fresh, Signal.TRACES, b"") == b""
            return
        time.sleep(0.1)
    pytest.fail("the places were not given back")


def test_http_keeps_up_with_many_requests_on_one_connection(collector):
    connection = http.client.HTTPConnection("127.0.0.1", collector.http_port, timeout=10)
    for _ in range(50):
        connection.request("POST", "/v1/traces", b"\xff" * 100_000, {"content-type": PROTOBUF})
        assert connection.getresponse().read()
        connection.request("POST", "/v1/traces", b"", {"content-type": PROTOBUF})
        assert connection.getresponse().read() == b""
    connection.close()


# --- the process --------------------------------------------------------------------------------------------


def test_attach_finds_the_one_that_runs(tmp_path):
    with running(tmp_path) as first:
        assert attach(tmp_path / "telemetry") == first
        assert json.loads((first.data / "collector.json").read_text()) == {
            "pid": first.pid,
            "http_port": first.http_port,
            "grpc_port": first.grpc_port,
            "started_unix_nano": first.started_unix_nano,
            "version": first.status()["version"],
        }
        assert first.http_endpoint == f"http://127.0.0.1:{first.http_port}"
        assert first.grpc_endpoint == f"127.0.0.1:{first.grpc_port}"
    assert not (tmp_path / "telemetry" / "collector.json").exists()
    with pytest.raises(CollectorError, match=r"attach\(\) starts a new one"):
        first.status()


def test_the_default_directory_is_below_otlplab_home(tmp_path, monkeypatch):
    monkeypatch.setenv("OTLPLAB_HOME", str(tmp_path))
    monkeypatch.setenv("OTLPLAB_HTTP_PORT", "0")
    monkeypatch.setenv("OTLPLAB_GRPC_PORT", "0")
    collector = attach()
    try:
        assert collector.data == tmp_path / "telemetry"
        assert "OTLP/HTTP on 127.0.0.1" in (tmp_path / "collector.log").read_text()
    finally:
        collector.stop()


def test_several_attach_at_once_and_get_the_same(tmp_path):
    found = []
    threads = [
        threading.Thread(
            target=lambda: found.append(attach(tmp_path / "telemetry", http_port=0, grpc_port=0))
        )
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    try:
        assert len(found) == 3 and len(set(found)) == 1
    finally:
        found[0].stop()


def test_attach_waits_for_a_collector_that_is_still_starting(tmp_path):
    data = tmp_path / "telemetry"
    starting = SegmentWriter(data)  # the first thing that a collector does
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(attach, data, http_port=0, grpc_port=0)
        while "belongs to a collector" not in _text(tmp_path / "collector.log"):
            time.sleep(0.05)
        assert not waiting.done()
        starting.close()
        collector = attach(data, http_port=0, grpc_port=0)
        try:
            assert waiting.result(20) == collector
        finally:
            collector.stop()


def _text(path):
    return path.read_text() if path.exists() else ""


@pytest.mark.parametrize(
    "facts", ["", "{}", '{"pid": 99999999, "http_port": 1, "grpc_port": 1, "started_unix_nano": 1}']
)
def test_a_stale_collector_json_is_replaced(tmp_path, facts):
    (tmp_path / "telemetry").mkdir()
    (tmp_path / "telemetry" / "collector.json").write_text(facts)
    with running(tmp_path) as collector:
        assert collector.status()["pid"] == collector.pid != 99999999


def test_a_process_that_only_has_the_old_pid_is_not_taken_for_a_collector(tmp_path):
    (tmp_path / "telemetry").mkdir()
    facts = {"pid": os.getpid(), "http_port": 1, "grpc_port": 1, "started_unix_nano": 1}
    (tmp_path / "telemetry" / "collector.json").write_text(json.dumps(facts))
    with running(tmp_path) as collector:
        assert collector.pid != os.getpid()


def test_a_taken_port_is_named_with_what_to_do(collector, tmp_path):
    for settings, words in (
        ({"http_port": collector.http_port, "grpc_port": 0}, f"port {collector.http_port} for OTLP/HTTP"),
        ({"http_port": 0, "grpc_port": collector.grpc_port}, f"port {collector.grpc_port} for OTLP/gRPC"),
    ):
        with pytest.raises(CollectorError) as caught:
            attach(tmp_path / "telemetry", **settings)
        text = str(caught.value)
        assert words in text and "-port" in text and "\n" not in text


def run(*arguments, **options):
    command = [sys.executable, "-m", "otlplab.collector", "--http-port", "0", "--grpc-port", "0"]
    return subprocess.run(
        [*command, *map(str, arguments)], capture_output=True, text=True, timeout=20, check=False, **options
    )


def test_two_collectors_on_one_directory_are_refused(collector):
    ended = run("--data", collector.data)
    assert ended.returncode == IN_USE
    assert "belongs to a collector that is running" in ended.stderr.splitlines()[-1]
    assert collector.status()["pid"] == collector.pid


def test_a_directory_that_cannot_be_used_is_named(tmp_path):
    (tmp_path / "file").touch()
    ended = run("--data", tmp_path / "file" / "x")
    assert ended.returncode == 1 and "Traceback" not in ended.stderr
    assert str(tmp_path / "file") in ended.stderr


def test_sigterm_answers_what_is_under_way_and_leaves_the_directory_clean(tmp_path):
    with running(tmp_path) as collector:
        body = traces().SerializeToString()
        with socket.create_connection(("127.0.0.1", collector.http_port)) as connection:
            connection.sendall(http_head(len(body)) + body[:10])
            time.sleep(0.1)
            os.kill(collector.pid, signal.SIGTERM)
            time.sleep(0.3)
            connection.sendall(body[10:])
            assert connection.recv(100).startswith(b"HTTP/1.1 200 ")
        collector.stop()
    assert [frame.payload for frame in frames(collector.data)] == [body]
    assert sorted(path.name for path in collector.data.iterdir()) == ["collector.lock", "traces"]


def test_it_is_small_and_starts_fast(tmp_path):
    started = time.monotonic()
    with running(tmp_path) as collector:
        took = time.monotonic() - started
        assert memory(collector) < 100
        loaded = Path(f"/proc/{collector.pid}/maps").read_text()
        assert not [name for name in ("duckdb", "pandas", "pyarrow", "polars", "numpy") if name in loaded]
    assert took < 5, "half a second on a quiet machine"


def test_a_full_disk_is_answered_with_a_time_to_retry_and_loses_nothing(tmp_path):
    """A limit on the size of files stands for a full disk: the write of a request stops half-way."""
    limit = 1 * MIB
    program = (
        "import resource, runpy, signal, sys;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}));"
        "sys.argv[0] = 'x'; runpy.run_module('otlplab.collector', run_name='__main__')"
    )
    data = tmp_path / "telemetry"
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", program, "--http-port", "0", "--grpc-port", "0", "--data", str(data)],
            stderr=log,
        )
    try:
        deadline = time.monotonic() + 10
        while not (data / "collector.json").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        collector = attach(data)
        assert collector.pid == process.pid
        body = traces(2000).SerializeToString()
        acknowledged = 0
        while (answer := post(collector, body=body)).code == 200:
            acknowledged += 1
            assert acknowledged < 50
        assert (answer.code, answer.headers["retry-after"]) == (503, "1")
        assert "File too large" in answer.status.message
        code, status = grpc_error(collector, body)
        assert code is grpc.StatusCode.UNAVAILABLE and status.details[0].Unpack(RetryInfo())
        small = traces(1).SerializeToString()
        assert post(collector, body=small).code == 200, "what still fits is still taken"
        assert collector.status()["signals"]["traces"]["requests"] == acknowledged + 1
    finally:
        process.terminate()
        process.wait(10)
    assert [frame.payload for frame in frames(data)] == [body] * acknowledged + [small]


def test_kill_9_under_load_loses_nothing_that_was_acknowledged(tmp_path):
    """Both transports send as fast as they can, the process is killed at some moment, and all is there."""
    data = tmp_path / "telemetry"
    acknowledged: list[bytes] = []
    for number in range(rounds(4)):
        collector = attach(data, http_port=0, grpc_port=0)
        stop = threading.Event()

        def over_http(collector=collector, stop=stop, number=number):
            connection = http.client.HTTPConnection("127.0.0.1", collector.http_port, timeout=5)
            for turn in range(100_000):
                body = traces(20, seed=number * 1_000_000 + turn).SerializeToString()
                try:
                    connection.request("POST", "/v1/traces", body, {"content-type": PROTOBUF})
                    answer = connection.getresponse()
                    answer.read()
                except (OSError, http.client.HTTPException):
                    return
                assert answer.status == 200
                acknowledged.append(body)
                if stop.is_set():
                    return

        def over_grpc(collector=collector, stop=stop, number=number):
            with channel(collector) as opened:
                for turn in range(100_000):
                    body = (
                        metrics(1 + turn % 7).SerializeToString()
                        + f"\x0a\x04\x1a\x02{number % 10}{turn % 10}".encode()
                    )
                    try:
                        call(opened, Signal.METRICS, body)
                    except grpc.RpcError:
                        return
                    acknowledged.append(body)
                    if stop.is_set():
                        return

        threads = [threading.Thread(target=target) for target in (over_http, over_grpc, over_http)]
        before = len(acknowledged)
        for thread in threads:
            thread.start()
        while len(acknowledged) < before + 20:
            time.sleep(0.005)
        time.sleep(0.05 + 0.013 * (number * 7 % 11))
        os.kill(collector.pid, signal.SIGKILL)
        stop.set()
        for thread in threads:
            thread.join()
        found = [frame.payload for frame in frames(data)]
        missing = list(acknowledged)
        present: dict[bytes, int] = {}
        for payload in found:
            present[payload] = present.get(payload, 0) + 1
        lost = 0
        for body in missing:
            present[body] = present.get(body, 0) - 1
            lost += present[body] < 0
        assert lost == 0, f"round {number}: {lost} of {len(missing)} acknowledged requests are lost"
        assert len(found) - len(missing) <= len(threads) * (number + 1), (
            "only what was under way may be there as well"
        )
    print(f"{rounds(4)} kills: {len(acknowledged)} requests acknowledged, {len(found)} found, {lost} lost")
    assert len(acknowledged) > rounds(4) * 20

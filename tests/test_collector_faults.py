"""What is acknowledged stays, whatever goes wrong: disks, power cuts, clocks, readers, too much at once."""

from __future__ import annotations

import asyncio
import http.client
import os
import threading
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import grpc
import pytest
from collector_client import JSON, call, channel, frames, post, running, traces
from google.rpc.error_details_pb2 import RetryInfo
from google.rpc.status_pb2 import Status
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter as GrpcExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter as HttpExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SpanExportResult
from otlplab.collector import writer as writer_module
from otlplab.collector.receiver import MAX_HELD_BYTES
from otlplab.collector.writer import SYNC_SECONDS, SegmentWriter
from otlplab.conformance.payloads import as_json, dumped, of_size, valid
from otlplab.segments import FRAME_OVERHEAD, MAGIC, Signal
from otlplab.store import Store
from small_disk import on_small_disk

MIB = 2**20
SMALL = traces(1).SerializeToString()


def memory(pid: int, field: str = "VmRSS") -> float:
    """Return resident memory in MiB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(field)).split()[1]) / 1024


def refused_over_grpc(collector, body) -> tuple[grpc.StatusCode, str]:
    with channel(collector) as opened, pytest.raises(grpc.RpcError) as failed:
        call(opened, Signal.TRACES, body)
    status = Status.FromString(dict(failed.value.trailing_metadata())["grpc-status-details-bin"])
    retry = RetryInfo()
    assert status.details[0].Unpack(retry) and retry.retry_delay.seconds == 1
    return failed.value.code(), status.message


# --- disks


def test_a_full_disk_refuses_keeps_and_goes_on_when_there_is_room_again(tmp_path):
    body = traces(2000).SerializeToString()
    kept: list[bytes] = []
    with on_small_disk(tmp_path, 16) as disk:
        filler = disk.seen / "filler"
        filler.write_bytes(bytes(6 * MIB))
        while (answer := post(disk.collector, body=body)).code == 200:
            kept.append(body)
            assert len(kept) < 100
        assert (answer.code, answer.headers["retry-after"]) == (503, "1")
        assert "No space left on device" in answer.status.message
        code, message = refused_over_grpc(disk.collector, body)
        assert code is grpc.StatusCode.UNAVAILABLE and "No space left on device" in message
        assert [f.payload for f in frames(disk.seen / "telemetry")] == kept, "readable while it is full"
        filler.unlink()
        assert post(disk.collector, body=body).code == 200, "there is room again"
        kept.append(body)
        assert [f.payload for f in frames(disk.seen / "telemetry")] == kept
        assert disk.collector.status()["signals"]["traces"]["requests"] == len(kept)


def test_a_disk_that_turns_read_only_refuses_and_keeps(tmp_path):
    """As Linux does when a disk fails: the file system is aborted, and every write fails from then on."""
    kept = [traces(5, seed=n).SerializeToString() for n in range(20)]
    with on_small_disk(tmp_path, 16) as disk:
        for body in kept:
            assert post(disk.collector, body=body).code == 200
        time.sleep(2 * SYNC_SECONDS)
        disk.inside("mount", "-o", "remount,abort", str(disk.mount))
        deadline = time.monotonic() + 10
        while (answer := post(disk.collector, body=SMALL)).code == 200:
            kept.append(SMALL)
            assert time.monotonic() < deadline
        assert (answer.code, answer.headers["retry-after"]) == (503, "1")
        assert (
            "Read-only file system" in answer.status.message or "Input/output error" in answer.status.message
        )
        code, _ = refused_over_grpc(disk.collector, SMALL)
        assert code is grpc.StatusCode.UNAVAILABLE
        assert [f.payload for f in frames(disk.seen / "telemetry")] == kept
        assert post(disk.collector, body=b"").code == 200, "it still answers"


def test_a_disk_that_does_not_sync_is_said_and_tried_again(tmp_path, monkeypatch):
    writer = SegmentWriter(tmp_path)
    writer.append(Signal.TRACES, SMALL)
    synced: list[int] = []

    def failing(descriptor):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(writer_module.os, "fdatasync", failing)
    with pytest.raises(OSError):
        asyncio.run(writer._maintain_once())
    assert writer.sync_error == "Input/output error (5)"
    monkeypatch.setattr(writer_module.os, "fdatasync", synced.append)
    asyncio.run(writer._maintain_once())
    assert len(synced) == 1 and writer.sync_error is None
    writer.close()


# --- power cuts


def test_a_write_torn_at_any_byte_costs_that_request_alone(tmp_path):
    """What the last write left behind: cut short, zeros where data were to be, or what was there before."""
    bodies = [traces(1, seed=n).SerializeToString() for n in range(3)]
    writer = SegmentWriter(tmp_path / "whole")
    for body in bodies:
        writer.append(Signal.TRACES, body)
    writer.close()
    whole = (tmp_path / "whole" / "traces" / "000000000001.seg").read_bytes()
    ends = [len(MAGIC)]
    for body in bodies:
        ends.append(ends[-1] + FRAME_OVERHEAD + len(body))
    assert ends[-1] == len(whole)
    rounds = 0
    for cut in range(len(whole) + 1):
        rest = len(whole) - cut
        for number, tail in enumerate((b"", bytes(rest), b"\xff" * rest, whole[: rest + 40])):
            folder = tmp_path / f"{cut}-{number}"
            (folder / "traces").mkdir(parents=True)
            (folder / "traces" / "000000000001.seg").write_bytes(whole[:cut] + tail)
            if cut < len(MAGIC) and tail:
                continue  # no segment any more: that it is left alone has a test of its own
            expected = bodies[: sum(end <= cut for end in ends) - 1] if cut >= len(MAGIC) else []
            again = SegmentWriter(folder)
            again.append(Signal.TRACES, b"\x0a\x00")
            again.close()
            found = [frame.payload for frame in frames(folder)]
            if tail[:1] == whole[cut : cut + 1]:  # what was there happened to be what was to be written
                assert found[: len(expected)] == expected and found[-1] == b"\x0a\x00"
            else:
                assert found == [*expected, b"\x0a\x00"], (cut, number)
            rounds += 1
            for path in (folder / "traces").iterdir():
                path.unlink()
    assert rounds > 4 * (len(whole) - len(MAGIC))


def test_a_power_cut_costs_at_most_what_came_in_the_last_second(tmp_path, monkeypatch):
    """The disk has what was synced, and only that; a file whose name was not synced is not there at all."""
    on_disk: dict[Path, int] = {}
    names: set[Path] = set()

    def synced(descriptor):
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        if path.is_dir():
            names.update(path.iterdir())
        else:
            on_disk[path] = os.fstat(descriptor).st_size

    monkeypatch.setattr(writer_module.os, "fsync", synced)
    monkeypatch.setattr(writer_module.os, "fdatasync", synced)
    acknowledged: list[tuple[float, bytes]] = []

    async def load():
        upkeep = asyncio.create_task(writer.maintain())
        for number in range(500):
            body = traces(1, seed=number).SerializeToString()
            writer.append(Signal.TRACES, body)
            acknowledged.append((time.monotonic(), body))
            await asyncio.sleep(0.005)
        upkeep.cancel()

    writer = SegmentWriter(tmp_path, segment_bytes=8_000)
    asyncio.run(load())
    cut_at = time.monotonic()
    survived = tmp_path / "after"
    (survived / "traces").mkdir(parents=True)
    for path, size in on_disk.items():
        if path in names:
            (survived / "traces" / path.name).write_bytes(path.read_bytes()[:size])
    found = [frame.payload for frame in frames(survived)]
    due = [body for when, body in acknowledged if when < cut_at - SYNC_SECONDS - 0.5]
    assert len(due) > 100 and found[: len(due)] == due
    assert len(on_disk) > 5, "over several segments"
    monkeypatch.undo()
    writer.close()


# --- clocks


def test_a_clock_that_jumps_ahead_removes_nothing_and_one_that_jumps_back_orders_nothing_anew(
    tmp_path, monkeypatch
):
    writer = SegmentWriter(tmp_path, segment_bytes=2 * len(SMALL), keep_seconds=3600)
    for _ in range(4):
        writer.append(Signal.TRACES, SMALL)
    now = time.time_ns
    for jump in (30 * 86400, -30 * 86400):
        monkeypatch.setattr(writer_module.time, "time_ns", lambda jump=jump: now() + jump * 10**9)
        monkeypatch.setattr(writer_module.time, "time", lambda jump=jump: now() / 1e9 + jump)
        writer.append(Signal.TRACES, SMALL)
        asyncio.run(writer._maintain_once())
    monkeypatch.undo()
    found = frames(tmp_path)
    assert len(found) == 6 and not writer.dropped[Signal.TRACES].requests
    times = [frame.time_unix_nano for frame in found]
    assert times == sorted(set(times))
    writer.close()


# --- a reader beside it


def test_a_reader_does_not_notice_that_segments_are_removed_under_it(tmp_path):
    writer = SegmentWriter(tmp_path, segment_bytes=4 * len(SMALL), keep_bytes=40 * len(SMALL))
    stop = threading.Event()

    def write():
        while not stop.is_set():
            for _ in range(20):
                writer.append(Signal.TRACES, SMALL)
            asyncio.run(writer._maintain_once())

    thread = threading.Thread(target=write)
    thread.start()
    query = "SELECT count(*), count(DISTINCT received_time), count(trace_id) FROM spans"
    try:
        with Store(tmp_path) as store, warnings.catch_warnings():
            warnings.simplefilter("error")
            seen = [store.sql(query).shown()[0] for _ in range(60)]
    finally:
        stop.set()
        thread.join()
    assert writer.dropped[Signal.TRACES].requests > 100, "many were removed meanwhile"
    for spans, times, ids in seen:
        assert spans == times == ids, "each query sees whole requests, each once"
    writer.close()


# --- too much at once


def test_a_json_request_near_the_limit_takes_little_memory(tmp_path):
    """As Python's objects 60 MiB of JSON would be more than half a gibibyte."""
    span = dumped(as_json(valid(Signal.TRACES))["resourceSpans"][0]["scopeSpans"][0]["spans"][0])
    number = 60 * MIB // (len(span) + 1)
    body = b'{"resourceSpans":[{"scopeSpans":[{"spans":[' + b",".join([span] * number) + b"]}]}]}"
    deep = b'{"resourceSpans":[{"x":[' + b"{}," * (20 * MIB) + b"{}]}]}"
    with running(tmp_path) as collector:
        assert post(collector, body=body, content_type=JSON).code == 200
        assert collector.status()["signals"]["traces"]["accepted"] == number
        peak = memory(collector.pid, "VmHWM")
        print(f"{len(body) // MIB} MiB of JSON: {peak:.0f} MiB at most")
        assert peak < 300
        assert post(collector, body=deep, content_type=JSON).code == 413
        peak = memory(collector.pid, "VmHWM")
        print(f"{len(deep) // MIB} MiB of empty objects: {peak:.0f} MiB at most")
        assert peak < 300, "one value of empty objects is looked at up to a limit"


def exporting(exporter, number: int, batches: int) -> int:
    """Let an official exporter deliver batches of fifty spans; return how many it says were delivered."""
    provider = TracerProvider(
        resource=Resource({"service.name": f"official-{number}"}), shutdown_on_exit=False
    )
    tracer = provider.get_tracer("overload")
    delivered = 0
    for _ in range(batches):
        spans = []
        for _ in range(50):
            span = tracer.start_span("work")
            span.end()
            spans.append(span)
        delivered += 50 * (exporter.export(spans) is SpanExportResult.SUCCESS)
    exporter.shutdown()
    return delivered


def test_twice_the_load_is_refused_in_part_and_official_exporters_deliver_everything(tmp_path):
    """Large requests ask for more than twice what may be held at once, beside official exporters."""
    large = of_size(30 * MIB)
    senders = 8
    assert senders * len(large) > 2 * MAX_HELD_BYTES
    with running(tmp_path) as collector:
        assert post(collector, body=SMALL).code == 200
        rest = memory(collector.pid)
        stop = threading.Event()
        answers: list[object] = []

        def hammer():
            while not stop.is_set():
                try:
                    answer = post(collector, body=large)
                    answers.append((answer.code, answer.headers.get("retry-after")))
                except (OSError, http.client.HTTPException):
                    answers.append("refused before all of it was sent")

        hammers = [threading.Thread(target=hammer) for _ in range(senders)]
        for thread in hammers:
            thread.start()
        exporters = [
            HttpExporter(endpoint=f"{collector.http_endpoint}/v1/traces", timeout=60),
            GrpcExporter(endpoint=collector.grpc_endpoint, insecure=True, timeout=60),
        ]
        with ThreadPoolExecutor(2) as pool:
            delivered = list(pool.map(exporting, exporters, range(2), [5] * 2))
        stop.set()
        for thread in hammers:
            thread.join()
        peak = memory(collector.pid, "VmHWM")
        deadline = time.monotonic() + 10
        while collector.status()["held_bytes"] and time.monotonic() < deadline:
            time.sleep(0.1)
        time.sleep(2.5)  # a second without a request, and it gives memory back
        after = memory(collector.pid)
        print({answer: answers.count(answer) for answer in set(answers)}, f"{rest=} {peak=} {after=}")
        assert delivered == [250, 250]
        refusals = {(429, "1"), "refused before all of it was sent"}
        assert set(answers) <= {(200, None), *refusals} and refusals & set(answers)
        assert peak < 300, "MiB, under any load"
        assert after < rest + 32, "what the load took is given back"
        assert collector.status()["held_bytes"] == 0
        assert post(collector, body=SMALL).code == 200
        query = "SELECT service_name, count(*) FROM spans WHERE service_name LIKE 'official%' GROUP BY 1"
        with Store(collector.data) as store:
            stored = dict(store.sql(query).shown())
        # sent again after an answer that was lost on the way, a span is there twice; never less than once
        assert sorted(stored) == ["official-0", "official-1"] and min(stored.values()) >= 250

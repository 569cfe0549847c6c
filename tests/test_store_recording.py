"""Recordings, OTLP files, replay, and the store's commands."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from google.protobuf import json_format
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from opentelemetry.proto.collector.profiles.v1development.profiles_service_pb2 import (
    ExportProfilesServiceRequest,
)
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from otlplab import cli
from otlplab.collector import LocalCollector, attach
from otlplab.segments import Frame, Signal
from otlplab.store import Store, plain
from otlplab.store.otlpfile import read_any, read_lines, to_json
from otlplab.store.recording import (
    ReplayError,
    newest_time,
    read_recording,
    replay,
    shift_times,
    write_recording,
)
from test_store import BEGIN, Writer, profile, spans
from test_store_tables import messages

FRAMES = [
    Frame(Signal.TRACES, BEGIN + 5, spans({"id": 1, "attributes": {"k": 1}}, {"id": 2, "parent": 1})),
    Frame(Signal.PROFILES, BEGIN + 1, profile()),
]


@pytest.fixture(scope="module")
def collector(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCollector]:
    running = attach(tmp_path_factory.mktemp("home") / "telemetry", http_port=0, grpc_port=0)
    yield running
    running.stop()


def test_a_recording_is_what_was_recorded(tmp_path: Path) -> None:
    path = tmp_path / "shop.otlp.zst"
    beside = write_recording(FRAMES, path, {"lab": "shop"})
    told = json.loads(beside.read_text())
    assert beside.name == "shop.json" and told["lab"] == "shop" and told["requests"] == 2
    assert read_recording(path) == sorted(FRAMES, key=lambda frame: frame.time_unix_nano)
    with Store.of_recording(path) as store:
        assert store.sql("select count(*) from spans").scalar() == 2
        again = write_recording(store, tmp_path / "again.otlp.zst", {})
        assert read_recording(tmp_path / "again.otlp.zst") == read_recording(path) and again.exists()


def test_what_is_no_recording_is_said(tmp_path: Path) -> None:
    path = tmp_path / "x.otlp.zst"
    path.write_bytes(b"something else")
    with pytest.raises(ValueError, match="not a recording"):
        Store.of_recording(path)
    write_recording(FRAMES, path, {})
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(ValueError, match=r"not a recording|damaged"):
        Store.of_recording(path)
    with pytest.raises(FileNotFoundError):
        Store.of_recording(tmp_path / "none.otlp.zst")
    with pytest.raises(ValueError, match=r"NAME\.otlp\.zst"):
        write_recording(FRAMES, tmp_path / "x.bin", {})


def test_a_recording_of_a_lab_that_sends_nothing(tmp_path: Path) -> None:
    write_recording([], tmp_path / "x.otlp.zst", {})
    assert Store.of_recording(tmp_path / "x.otlp.zst").sql("select count(*) from spans").scalar() == 0


@pytest.mark.parametrize("kind", list(Signal))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_otlp_json_there_and_back(kind: Signal, data: st.DataObject) -> None:
    message = data.draw(messages(plain.REQUESTS[kind]))
    frame = Frame(kind, 1, message.SerializeToString())
    line = to_json(frame)
    assert "\n" not in line
    if message.ByteSize() and any(
        len(getattr(message, field.name)) for field in message.DESCRIPTOR.fields[:1]
    ):
        (back,) = read_lines([line])
        read = plain.REQUESTS[kind].FromString(back.payload)
        # as JSON, in which a NaN is equal to itself
        assert json_format.MessageToDict(read) == json_format.MessageToDict(message)


def test_otlp_json_is_the_collectors() -> None:
    line = json.loads(to_json(FRAMES[0]))
    span = line["resourceSpans"][0]["scopeSpans"][0]["spans"][1]
    assert span["traceId"] == bytes(range(16)).hex() and span["parentSpanId"] == "01" * 8
    assert span["kind"] == 1 and span["startTimeUnixNano"] == str(BEGIN)
    one = json.loads(to_json(FRAMES[1]))["resourceProfiles"][0]["scopeProfiles"][0]["profiles"][0]
    assert one["profileId"] == "05" * 16


def test_a_profile_id_may_be_base64() -> None:
    line = json_format.MessageToJson(ExportProfilesServiceRequest.FromString(FRAMES[1].payload), indent=None)
    data = json.loads(line)
    for link in data["dictionary"]["linkTable"]:
        link.clear()
    (frame,) = read_lines([json.dumps(data)])
    message = ExportProfilesServiceRequest.FromString(frame.payload)
    assert message.resource_profiles[0].scope_profiles[0].profiles[0].profile_id == b"\x05" * 16


def test_lines_that_are_no_otlp_are_said(tmp_path: Path) -> None:
    good = to_json(FRAMES[0])
    for bad in ("{", "[]", "{}", '{"resourceSpans": 1}', '{"resourceSpans": [], "resourceLogs": []}'):
        with pytest.raises(ValueError, match="line 2 is not OTLP/JSON"):
            list(read_lines([good, bad]))
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ValueError, match="neither a recording"):
        read_any(path)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), kind=st.sampled_from(list(Signal)))
def test_shifting_moves_every_time_and_nothing_else(kind: Signal, data: st.DataObject) -> None:
    message = data.draw(messages(plain.REQUESTS[kind]))
    clear_large_times(message)
    moved = type(message).FromString(message.SerializeToString())
    shift_times(moved, 1000)
    assert times_of(moved) == [one + 1000 if one else 0 for one in times_of(message)]
    assert newest_time(message) == max(times_of(message), default=0)
    shift_times(moved, -1000)
    assert moved == message


def fields_of(message: Any) -> Iterator[tuple[Any, Any]]:
    for field, value in message.ListFields():
        yield message, field
        if field.message_type:
            for part in value if field.is_repeated else [value]:
                yield from fields_of(part)


def is_time(name: str) -> bool:
    return "unix_nano" in name


def times_of(message: Any) -> list[int]:
    found: list[int] = []
    for holder, field in fields_of(message):
        if is_time(field.name):
            value = getattr(holder, field.name)
            found += value if field.is_repeated else [value]
    return found


def clear_large_times(message: Any) -> None:
    for holder, field in list(fields_of(message)):
        if is_time(field.name):
            value = getattr(holder, field.name)
            if field.is_repeated:
                value[:] = [min(one, 2**62) for one in value]
            else:
                setattr(holder, field.name, min(value, 2**62))


def test_replay(collector: LocalCollector, tmp_path: Path) -> None:
    path = tmp_path / "r.otlp.zst"
    write_recording(FRAMES, path, {})
    store = collector.store()
    assert replay(path, collector.http_endpoint) == 2
    store.wait(2)
    first = store.sql("select min(epoch_ns(start_time)) from spans").scalar()
    assert first == BEGIN
    before = time.time_ns()
    later = collector.store()
    replay(path, collector.http_endpoint, shift="now")
    later.wait(2)
    moved = later.sql("select min(epoch_ns(start_time)) from spans").scalar()
    assert before - 5 <= moved + 5 <= time.time_ns()
    profiled = later.sql("select epoch_ns(time) as t, epoch_ns(sample_time) as s from profile_samples").rows()
    assert {row["t"] for row in profiled} == {moved}
    assert {row["s"] - moved for row in profiled if row["s"]} == {1, 2}


def test_replay_says_what_is_wrong(collector: LocalCollector, tmp_path: Path) -> None:
    path = tmp_path / "r.otlp.zst"
    write_recording(FRAMES, path, {})
    with pytest.raises(ReplayError, match="does not answer"):
        replay(path, "http://127.0.0.1:9")
    with pytest.raises(ReplayError, match="not the URL of a collector"):
        replay(path, "127.0.0.1:4318")
    bad = ExportTraceServiceRequest()
    bad.resource_spans.add().scope_spans.add().spans.add(trace_id=b"short", span_id=b"12345678")
    write_recording([Frame(Signal.TRACES, 1, bad.SerializeToString())], path, {})
    with pytest.raises(ReplayError, match=r"rejected|refused"):
        replay(path, collector.http_endpoint)


# Commands


@pytest.fixture
def data(tmp_path: Path) -> Path:
    data = tmp_path / "telemetry"
    for frame in FRAMES:
        Writer(data, signal=frame.signal).append(frame.payload, frame.time_unix_nano)
    return data


def run(*arguments: Any) -> int:
    return cli.main([str(argument) for argument in arguments])


def test_sql_command(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    query = (
        "select span_id, start_time, attributes, attributes['k'] as k, kind = 'X' as x from spans order by 1"
    )
    assert run("sql", query, "--data", data) == 0
    assert capsys.readouterr().out.splitlines()[2].split()[:2] == ["01" * 8, "2023-11-14"]
    assert run("sql", query, "--data", data, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0]) == {
        "span_id": "01" * 8,
        "start_time": "2023-11-14 22:13:20",
        "attributes": {"k": 1},
        "k": 1,
        "x": False,
    }
    assert run("sql", query, "--data", data, "--format", "csv") == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows[0] == ["span_id", "start_time", "attributes", "k", "x"]
    assert rows[1][2:] == ['{"k": 1}', "1", "false"] and rows[2][3] == ""
    assert run("sql", "select count(*) from spans", "--data", data, "--since", "2031-01-01") == 0
    assert capsys.readouterr().out.splitlines()[-1].strip() == "0"


def test_commands_say_what_is_wrong(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other.txt"
    other.write_text("no telemetry")
    for arguments, said in (
        (("sql", "selec 1", "--data", data), "syntax error"),
        (("sql", "select 1", "--data", tmp_path / "none"), "no collector has run there"),
        (("sql", "select 1", "--data", data, "--since", "yesterday"), "is not a time"),
        (("export", "-", "--data", tmp_path / "none"), "no collector has run there"),
        (("tail", "--data", tmp_path / "none"), "no collector has run there"),
        (("replay", other), "neither a recording"),
        (("replay", tmp_path / "none.jsonl"), "No such file"),
        (("replay", tmp_path / "none.otlp.zst"), "No such file"),
    ):
        assert run(*arguments) == 1, arguments
        error = capsys.readouterr().err
        assert said in error and error.count("\n") == 1 and error.startswith("otlplab: "), arguments


def test_export_and_replay_commands(
    data: Path, tmp_path: Path, collector: LocalCollector, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("out.jsonl", "out.otlp.zst"):
        assert run("export", tmp_path / name, "--data", data) == 0
        since = collector.store()
        assert run("replay", tmp_path / name, "--endpoint", collector.http_endpoint) == 0
        assert "2 requests sent" in capsys.readouterr().out
        since.wait(2)
        since.wait(5, "profile_samples")
        assert sorted(frame.payload for frame in since.frames()) == sorted(frame.payload for frame in FRAMES)
    assert run("sql", "select count(*) from spans", "--data", tmp_path / "out.otlp.zst") == 0
    capsys.readouterr()
    assert run("export", "-", "--data", data) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_tail_shows_what_arrives_and_ends_with_ctrl_c(data: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "otlplab.cli", "tail", "traces", "--data", str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        writer = data / "traces" / "000000000001.seg"
        from otlplab.segments import encode

        payload = spans({"id": 9, "name": "late\x1b[2J", "status": 2})
        deadline = time.monotonic() + 60
        # the position is taken when the command has started: send until it shows something
        os.set_blocking(process.stdout.fileno(), False)  # type: ignore[union-attr]
        line = ""
        while not line and time.monotonic() < deadline:
            with writer.open("ab") as file:
                file.write(encode(Frame(Signal.TRACES, time.time_ns(), payload)))
            time.sleep(0.3)
            line = process.stdout.readline()  # type: ignore[union-attr]
        assert "late\\x1b[2J" in line and "ERROR" in line and "shop" in line
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
        assert process.stderr.read() == ""  # type: ignore[union-attr]
    finally:
        process.kill()
        process.wait()

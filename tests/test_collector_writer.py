"""The segment files: rotation, retention, recovery, and what happens when the disk does not take more."""

import asyncio
import errno
import os
import time

import pytest
from collector_client import frames, logs, traces
from hypothesis import given, settings
from hypothesis import strategies as st
from otlplab.collector import writer as writer_module
from otlplab.collector.writer import DataDirectoryInUse, SegmentWriter, StorageError
from otlplab.segments import FRAME_OVERHEAD, MAGIC, Signal, frame_head

BODY = traces(3).SerializeToString()


@pytest.fixture
def writer(tmp_path):
    opened = SegmentWriter(tmp_path, segment_bytes=4 * len(BODY))
    yield opened
    opened.close()


def upkeep(writer):
    asyncio.run(writer._maintain_once())


def test_what_is_appended_is_there_at_once(writer, tmp_path):
    times = [writer.append(Signal.TRACES, BODY), writer.append(Signal.LOGS, logs().SerializeToString())]
    assert [frame.payload for frame in frames(tmp_path)] == [BODY, logs().SerializeToString()]
    assert [frame.time_unix_nano for frame in frames(tmp_path)] == times


def test_segments_are_rotated_and_numbered(writer, tmp_path):
    for _ in range(10):
        writer.append(Signal.TRACES, BODY)
    names = sorted(path.name for path in (tmp_path / "traces").iterdir())
    assert names == ["000000000001.seg", "000000000002.seg", "000000000003.seg"]
    assert [frame.payload for frame in frames(tmp_path)] == [BODY] * 10
    assert writer.stored_bytes == sum(path.stat().st_size for path in (tmp_path / "traces").iterdir())
    upkeep(writer)
    assert not writer._retired


def test_time_never_goes_back(writer, tmp_path, monkeypatch):
    clock = iter([1000, 5000, 2000, 10, 6000])
    monkeypatch.setattr(writer_module.time, "time_ns", lambda: next(clock))
    assert [writer.append(Signal.TRACES, BODY) for _ in range(5)] == [1000, 5000, 5001, 5002, 6000]


def test_time_never_goes_back_over_a_restart(tmp_path, monkeypatch):
    first = SegmentWriter(tmp_path)
    now = first.append(Signal.TRACES, BODY)
    first.close()
    monkeypatch.setattr(writer_module.time, "time_ns", lambda: 5)
    second = SegmentWriter(tmp_path)
    assert second.append(Signal.TRACES, BODY) == now + 1
    second.close()


def test_the_oldest_segments_go_first_and_are_counted(tmp_path):
    writer = SegmentWriter(tmp_path, segment_bytes=2 * len(BODY), keep_bytes=8 * len(BODY))
    for _ in range(20):
        writer.append(Signal.TRACES, BODY)
        writer.append(Signal.LOGS, logs(2).SerializeToString())
    before = len(frames(tmp_path))
    upkeep(writer)
    left = frames(tmp_path)
    assert writer.stored_bytes <= 8 * len(BODY)
    assert len(left) < before
    dropped = {signal: writer.dropped[signal] for signal in (Signal.TRACES, Signal.LOGS)}
    assert sum(d.requests for d in dropped.values()) == before - len(left)
    assert dropped[Signal.TRACES].records == 3 * dropped[Signal.TRACES].requests > 0
    times = [frame.time_unix_nano for frame in left if frame.signal is Signal.TRACES]
    assert times == sorted(times)
    writer.close()
    again = SegmentWriter(tmp_path)
    assert again.dropped == writer.dropped, "the counts outlive the process"
    again.close()


def test_segments_that_are_too_old_are_removed_even_the_active_one(tmp_path):
    writer = SegmentWriter(tmp_path, segment_bytes=2 * len(BODY), keep_seconds=3600)
    for _ in range(6):
        writer.append(Signal.TRACES, BODY)
    writer.close()
    for path in (tmp_path / "traces").iterdir():
        os.utime(path, (time.time() - 7200,) * 2)
    writer = SegmentWriter(tmp_path, segment_bytes=2 * len(BODY), keep_seconds=3600)
    upkeep(writer)
    upkeep(writer)
    assert frames(tmp_path) == []
    assert writer.dropped[Signal.TRACES].requests == 6
    writer.append(Signal.TRACES, BODY)
    upkeep(writer)
    assert len(frames(tmp_path)) == 1
    writer.close()


def test_a_directory_has_one_collector(writer, tmp_path):
    with pytest.raises(DataDirectoryInUse, match="belongs to a collector that is running"):
        SegmentWriter(tmp_path)


@given(st.data())
@settings(max_examples=60)
def test_a_torn_tail_is_cut_off_and_writing_goes_on(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("torn")
    writer = SegmentWriter(path)
    for _ in range(3):
        writer.append(Signal.TRACES, BODY)
    writer.close()
    segment = path / "traces" / "000000000001.seg"
    whole = segment.read_bytes()
    cut = data.draw(st.integers(0, len(whole)), label="cut")
    garbage = data.draw(st.binary(max_size=40), label="garbage")
    segment.write_bytes(whole[:cut] + (garbage if cut >= len(MAGIC) else b""))
    expected = max(0, cut - len(MAGIC)) // (FRAME_OVERHEAD + len(BODY))
    writer = SegmentWriter(path)
    writer.append(Signal.TRACES, b"")
    writer.close()
    assert [frame.payload for frame in frames(path)] == [BODY] * expected + [b""]


def test_a_file_that_is_no_segment_is_left_alone(tmp_path):
    (tmp_path / "traces").mkdir()
    stranger = tmp_path / "traces" / "000000000007.seg"
    stranger.write_bytes(b"something else entirely")
    writer = SegmentWriter(tmp_path)
    writer.append(Signal.TRACES, BODY)
    writer.close()
    assert stranger.read_bytes() == b"something else entirely"
    assert (tmp_path / "traces" / "000000000008.seg").exists()


@pytest.mark.parametrize("space", [0, 5, FRAME_OVERHEAD, FRAME_OVERHEAD + 10, FRAME_OVERHEAD + len(BODY) - 1])
def test_a_full_disk_leaves_nothing_half_written(writer, tmp_path, monkeypatch, space):
    writer.append(Signal.TRACES, BODY)
    size = writer.stored_bytes
    real_writev, real_write = os.writev, os.write

    def full(descriptor, parts):
        real_write(descriptor, b"".join(parts)[:space])
        if not space:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return space

    def refuse(descriptor, data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "writev", full)
    monkeypatch.setattr(os, "write", refuse)
    with pytest.raises(StorageError, match="No space left on device"):
        writer.append(Signal.TRACES, BODY)
    monkeypatch.setattr(os, "writev", real_writev)
    monkeypatch.setattr(os, "write", real_write)
    assert (tmp_path / "traces" / "000000000001.seg").stat().st_size == size == writer.stored_bytes
    writer.append(Signal.TRACES, BODY)
    assert [frame.payload for frame in frames(tmp_path)] == [BODY] * 2


def test_a_short_write_is_completed(writer, tmp_path, monkeypatch):
    real = os.write
    monkeypatch.setattr(os, "writev", lambda descriptor, parts: real(descriptor, b"".join(parts)[:7]))
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:50]))
    writer.append(Signal.TRACES, BODY)
    monkeypatch.undo()
    assert [frame.payload for frame in frames(tmp_path)] == [BODY]


def test_the_checksum_covers_time_signal_and_payload():
    heads = {
        frame_head(Signal.TRACES, 1, BODY),
        frame_head(Signal.LOGS, 1, BODY),
        frame_head(Signal.TRACES, 2, BODY),
    }
    assert len({head[4:8] for head in heads}) == 3

"""What is fuzzed: one function for each decoder, which takes any bytes and fails when a promise is broken.

A decoder may refuse what it gets, with the error that it names and no other. What it takes must be what a
second way of looking at the same bytes finds: protobuf's own parser, the plain path of the store, the frames
written by hand. Nothing here needs the fuzzer: ``test_fuzz_corpus.py`` calls the same functions.
"""

from __future__ import annotations

import contextlib
import itertools
import shutil
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from google.protobuf.message import DecodeError
from otlplab import segments, wire
from otlplab.collector import contract, otlpjson
from otlplab.collector.contract import KINDS, BadData, Kind, Verdict, judge
from otlplab.collector.receiver import BadCompression, TooLarge, gunzip
from otlplab.collector.writer import SegmentWriter
from otlplab.conformance.payloads import as_json, dumped
from otlplab.segments import MAGIC, Frame, Signal
from otlplab.store import plain, tables
from otlplab.store.otlpfile import read_any
from otlplab.store.reader import Segments
from otlplab.store.schema import SCHEMAS, SIGNAL_OF

_RECORDS = {
    Signal.TRACES: ("resource_spans", "scope_spans", "spans"),
    Signal.LOGS: ("resource_logs", "scope_logs", "log_records"),
    Signal.METRICS: ("resource_metrics", "scope_metrics", "metrics"),
    Signal.PROFILES: ("resource_profiles", "scope_profiles", "profiles"),
}


def _binary(signal: Signal) -> Callable[[bytes], None]:
    """Return the target for the binary encoding of a signal, from the judge to the tables."""

    def target(body: bytes) -> None:
        kind = KINDS[signal]
        try:
            verdict = judge(kind, body)
        except BadData:
            assert _parsed(kind, body) is None, "refused, and protobuf can parse it"
            return
        _verdict_is_right(kind, body, verdict)
        _tables_can_be_read(signal, verdict.payload)

    return target


def _parsed(kind: Kind, body: bytes):
    try:
        return kind.request.FromString(body)
    except DecodeError:
        return None


def _count(kind: Kind, message) -> int:
    outer, inner, records = _RECORDS[kind.signal]
    found = [
        record
        for one in getattr(message, outer)
        for two in getattr(one, inner)
        for record in getattr(two, records)
    ]
    if kind.signal is not Signal.METRICS:
        return len(found)
    data = [getattr(metric, metric.WhichOneof("data")) for metric in found if metric.WhichOneof("data")]
    return sum(len(one.data_points) for one in data)


def _verdict_is_right(kind: Kind, body: bytes, verdict: Verdict) -> None:
    sent, kept = _parsed(kind, body), _parsed(kind, verdict.payload)
    assert sent is not None and kept is not None, "accepted, and protobuf cannot parse it"
    if kept.ByteSize() == len(verdict.payload) and sent.ByteSize() == len(body):
        # else one metric may have two kinds of data, of which the last counts: both are counted
        assert verdict.accepted == _count(kind, kept) == contract.count(kind.signal, verdict.payload)
        assert verdict.accepted + verdict.rejected == _count(kind, sent)
    assert bool(verdict.rejected) == bool(verdict.reason) == (verdict.payload is not body)
    again = judge(kind, verdict.payload)
    assert (again.accepted, again.rejected) == (verdict.accepted, 0), "what was kept is rejected"
    with mock.patch.multiple(contract, LARGE_BYTES=0, PORTION=2):  # as a large request, in portions
        assert judge(kind, body) == verdict


def _tables_can_be_read(signal: Signal, payload: bytes) -> None:
    frames = [Frame(signal, 1, payload)]
    for name, schema in SCHEMAS.items():
        if SIGNAL_OF[name] is signal:
            expected = plain.table(name, frames)
            for column, array in zip(schema.names, tables.decode(name, frames, schema.names), strict=True):
                array.validate(full=True)
                assert repr(array.to_pylist()) == repr(expected.column(column).to_pylist()), (
                    f"{name}.{column}"
                )


def _json(data: bytes) -> None:
    """OTLP/JSON. The first byte chooses the signal."""
    kind = KINDS[Signal(data[0] % 4 + 1)] if data else KINDS[Signal.TRACES]
    try:
        message = otlpjson.decode(kind, data[1:])
    except BadData:
        with contextlib.suppress(BadData):
            otlpjson.encode(kind, data[1:])
            raise AssertionError("refused whole, and taken piece by piece") from None
        return
    assert kind.request.FromString(otlpjson.encode(kind, data[1:])) == message or "nan" in str(message)
    body = message.SerializeToString()
    judge(kind, body)
    again = otlpjson.decode(kind, dumped(as_json(message)))
    assert again.SerializeToString(deterministic=True) == message.SerializeToString(deterministic=True)


def _dissector(data: bytes) -> None:
    """The table of a payload's bytes. The first byte chooses the signal."""
    kind = KINDS[Signal(data[0] % 4 + 1)] if data else KINDS[Signal.TRACES]
    body = data[1:]
    try:
        found = wire.dissect(body, kind.request)
    except ValueError:
        return
    assert b"".join(part.head + part.body for part in found.parts) == body
    found._repr_html_()


def _gzip(data: bytes) -> None:
    """A compressed body, within a small limit."""
    with contextlib.suppress(BadCompression, TooLarge):
        assert len(gunzip(data, 10_000)) <= 10_000


def _segments(data: bytes) -> None:
    """A segment on the disk: read as it is, and taken up by the next collector."""
    directory = Path(tempfile.mkdtemp(prefix="otlplab-fuzz-", dir=_MEMORY))
    try:
        path = directory / "traces" / "000000000001.seg"
        path.parent.mkdir()
        path.write_bytes(data)
        whole = _whole(data)
        if any(frame.time_unix_nano >= 2**63 for frame in whole):
            return  # no clock shows that
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # damage is warned of
            found = _read(directory)
            assert found[: len(whole)] == whole
            assert all(segments.encode(frame) in data for frame in found), "a frame that was never written"
            writer = SegmentWriter(directory)
            writer.append(Signal.TRACES, b"next")
            writer.close()
            after = _read(directory)
        assert after[: len(whole)] == whole and after[-1].payload == b"next"
        assert all(one.time_unix_nano < after[-1].time_unix_nano for one in whole)
    finally:
        shutil.rmtree(directory)


_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None


def _whole(data: bytes) -> list[Frame]:
    """Return the frames of a trace segment up to the first that is not one."""
    if not data.startswith(MAGIC):
        return []
    found = (frame for frame, _ in segments.decode(data, len(MAGIC)))
    return list(itertools.takewhile(lambda frame: frame.signal is Signal.TRACES, found))


def _read(directory: Path) -> list[Frame]:
    source = Segments(directory)
    with source.snapshot() as snapshot:
        return [
            frame
            for chunk in snapshot.chunks(Signal.TRACES)
            for frame in snapshot.frames(Signal.TRACES, chunk)
        ]


def _recording(data: bytes) -> None:
    """A recording, or a file of OTLP/JSON. The first byte chooses."""
    suffix = (".otlp.zst", ".jsonl", ".json")[data[0] % 3 if data else 0]
    with tempfile.NamedTemporaryFile(suffix=suffix, dir=_MEMORY) as file:
        file.write(data[1:])
        file.flush()
        try:
            frames = read_any(file.name)
        except ValueError:
            return
        for frame in frames:
            assert frame.signal in Signal


TARGETS: dict[str, Callable[[bytes], None]] = {
    **{signal.folder: _binary(signal) for signal in Signal},
    "json": _json,
    "dissector": _dissector,
    "gzip": _gzip,
    "segments": _segments,
    "recording": _recording,
}

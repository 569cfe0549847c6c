"""Append-only files of OTLP requests: what "acknowledged" means, and what a recording is made of.

The local collector appends every request it accepts to the newest segment of the request's signal before it
answers; the store reads the segments back; a recording is the same frames, compressed. A frame is

    ======  ========  =================================================================
    offset  type      field
    ======  ========  =================================================================
    0       uint32    length of the payload in bytes
    4       uint32    CRC-32 of everything after this field: time, signal and payload
    8       uint64    when the collector accepted it, nanoseconds since the Unix epoch
    16      uint8     the signal (:class:`Signal`)
    17      bytes     the payload: one ``Export<Signal>ServiceRequest``, protobuf
    ======  ========  =================================================================

little-endian. A segment starts with :data:`MAGIC`. A reader stops at the first frame that is not whole: a
writer may be in the middle of it, or a crash may have torn it; everything before it is as it was written.
"""

from __future__ import annotations

import enum
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MAGIC = b"OTLPSEG1"
_HEAD = struct.Struct("<II")
_META = struct.Struct("<QB")
FRAME_OVERHEAD = _HEAD.size + _META.size


class Signal(enum.IntEnum):
    """The four signals of OTLP, in the order in which they became one."""

    TRACES = 1
    METRICS = 2
    LOGS = 3
    PROFILES = 4

    @property
    def folder(self) -> str:
        """Name of the folder that holds this signal's segments, for example ``traces``."""
        return self.name.lower()


_SIGNALS = frozenset(Signal)


@dataclass(frozen=True, slots=True)
class Frame:
    """One accepted request.

    ``time_unix_nano`` is when the collector accepted it; ``payload`` is the protobuf request as it was sent
    (a JSON request in its protobuf form).
    """

    signal: Signal
    time_unix_nano: int
    payload: bytes


def encode(frame: Frame) -> bytes:
    """Return the bytes of one frame."""
    return frame_head(frame.signal, frame.time_unix_nano, frame.payload) + frame.payload


def frame_head(signal: Signal, time_unix_nano: int, payload: bytes) -> bytes:
    """Return the 17 bytes that go before ``payload``, so that a writer need not copy the payload."""
    meta = _META.pack(time_unix_nano, signal)
    return _HEAD.pack(len(payload), zlib.crc32(payload, zlib.crc32(meta))) + meta


def decode(data: bytes | memoryview, offset: int = 0) -> Iterator[tuple[Frame, int]]:
    """Yield each whole frame of ``data`` from ``offset`` on, with the offset just after it.

    Stops, without an error, at the first frame that is cut short, fails its checksum, or is of no signal.
    """
    view = memoryview(data)
    while offset + FRAME_OVERHEAD <= len(view):
        length, crc = _HEAD.unpack_from(view, offset)
        start = offset + FRAME_OVERHEAD
        end = start + length
        if end > len(view) or zlib.crc32(view[offset + _HEAD.size : end]) != crc:
            return
        time_unix_nano, signal = _META.unpack_from(view, offset + _HEAD.size)
        if signal not in _SIGNALS:
            return
        yield Frame(Signal(signal), time_unix_nano, bytes(view[start:end])), end
        offset = end


def read_stream(stream: BinaryIO) -> Iterator[Frame]:
    """Yield the frames of a stream that starts with :data:`MAGIC` (a segment, or a decompressed recording).

    Raises :class:`ValueError` when the stream is something else.
    """
    magic = stream.read(len(MAGIC))
    if magic != MAGIC:
        raise ValueError(f"not a segment or recording of otlplab: it starts with {magic!r}, not {MAGIC!r}")
    while len(head := stream.read(FRAME_OVERHEAD)) == FRAME_OVERHEAD:
        (length, _) = _HEAD.unpack_from(head)
        payload = stream.read(length)
        frames = list(decode(head + payload))
        if not frames:
            return
        yield frames[0][0]

"""Frames into a file, out of it, onto other times, and into a collector."""

from __future__ import annotations

import functools
import http.client
import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import zstandard
from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message

from otlplab.collector.contract import KINDS
from otlplab.runner.errors import LabError
from otlplab.segments import MAGIC, Frame, encode, read_stream

if TYPE_CHECKING:
    from otlplab.collector import LocalCollector


def write(file: Path, frames: Iterable[Frame]) -> None:
    """Write a recording: a segment's bytes, compressed with zstd."""
    compressor = zstandard.ZstdCompressor(level=19, write_checksum=True)
    file.write_bytes(compressor.compress(MAGIC + b"".join(map(encode, frames))))


def read(file: Path) -> list[Frame]:
    """Return the frames of a recording. Raises :class:`LabError` when it is something else."""
    try:
        with file.open("rb") as packed, zstandard.ZstdDecompressor().stream_reader(packed) as stream:
            return list(read_stream(io.BufferedReader(stream)))  # type: ignore[type-var]
    except (ValueError, zstandard.ZstdError) as error:
        raise LabError(f"{file.name} is not a recording: {error}") from None


def send(frames: Iterable[Frame], collector: LocalCollector, shift_ns: int) -> None:
    """Send frames through OTLP/HTTP, all times moved by ``shift_ns`` nanoseconds.

    Raises :class:`LabError` when the collector does not accept one of them.
    """
    connection = http.client.HTTPConnection("127.0.0.1", collector.http_port, timeout=30)
    try:
        for frame in frames:
            kind = KINDS[frame.signal]
            body = frame.payload
            if shift_ns:
                message = kind.request.FromString(body)
                _shift(message, shift_ns)
                body = message.SerializeToString()
            connection.request("POST", kind.path, body, {"Content-Type": "application/x-protobuf"})
            answer = connection.getresponse()
            said = answer.read()
            if answer.status != 200:
                raise LabError(f"the collector refused a recorded request: {answer.status} {said[:200]!r}")
    except OSError as error:
        raise LabError(f"the collector at {collector.http_endpoint} does not answer: {error}") from None
    finally:
        connection.close()


def _shift(message: Message, by: int) -> None:
    """Move every time in a message that is set; zero says that there is none, and stays."""
    times, below = _fields(message.DESCRIPTOR)
    for field in times:
        value = getattr(message, field.name)
        if field.is_repeated:
            value[:] = [v + by if v else 0 for v in value]
        elif value:
            setattr(message, field.name, value + by)
    for field in below:
        if field.is_repeated:
            for part in getattr(message, field.name):
                _shift(part, by)
        elif message.HasField(field.name):
            _shift(getattr(message, field.name), by)


@functools.cache
def _fields(descriptor: Descriptor) -> tuple[list[FieldDescriptor], list[FieldDescriptor]]:
    """Return the fields of a message that are times, and those that have times somewhere below them."""
    times = [f for f in descriptor.fields if _is_time(f)]
    return times, [f for f in descriptor.fields if f.message_type and _has_times(f.message_type, ())]


def _is_time(field: FieldDescriptor) -> bool:
    return field.type == FieldDescriptor.TYPE_FIXED64 and field.name.endswith(
        ("time_unix_nano", "timestamps_unix_nano")
    )


@functools.cache
def _has_times(descriptor: Descriptor, above: tuple[Descriptor, ...]) -> bool:
    if descriptor in above:
        return False
    return any(
        _is_time(f) or (f.message_type is not None and _has_times(f.message_type, (*above, descriptor)))
        for f in descriptor.fields
    )

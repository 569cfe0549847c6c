"""Recordings: requests as they were accepted, in one compressed file, to be asked or sent again.

A recording (``NAME.otlp.zst``) is a segment's bytes, :data:`otlplab.segments.MAGIC` and frames,
compressed with zstandard; a small JSON file beside it (``NAME.json``) says where it comes from.
"""

from __future__ import annotations

import datetime
import functools
import http.client
import io
import json
import time
import urllib.parse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import zstandard
from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message

from otlplab.collector.contract import KINDS
from otlplab.segments import MAGIC, Frame, encode, read_stream

if TYPE_CHECKING:
    from .store import Store

SUFFIX = ".otlp.zst"


class ReplayError(RuntimeError):
    """A collector did not take what was sent to it; the text is one line that says what happened."""


def read_recording(path: str | Path) -> list[Frame]:
    """Return the frames of a recording.

    Raises :class:`FileNotFoundError`, and :class:`ValueError` when the file is something else or cut short.
    """
    path = Path(path)
    try:
        with path.open("rb") as packed, zstandard.ZstdDecompressor().stream_reader(packed) as stream:
            data = stream.read()
    except zstandard.ZstdError as error:
        raise ValueError(f"{path} is not a recording: {error}") from None
    try:
        frames = list(read_stream(io.BytesIO(data)))
    except ValueError as error:
        raise ValueError(f"{path} is not a recording: {error}") from None
    if len(MAGIC) + sum(len(encode(frame)) for frame in frames) != len(data):
        raise ValueError(f"{path} is damaged: only its first {len(frames)} requests can be read")
    return frames


def write_recording(source: Store | Iterable[Frame], path: str | Path, about: dict[str, Any]) -> Path:
    """Write what a store holds, or frames, as a recording in order of time, and return the file beside it.

    ``about`` is what that file says: the lab, its commit, the machine, versions. The date is added, and
    how many requests and bytes there are. Raises :class:`ValueError` when ``path`` does not end in
    ``.otlp.zst``.
    """
    path = Path(path)
    if not path.name.endswith(SUFFIX):
        raise ValueError(f"a recording is called NAME{SUFFIX}, not {path.name}")
    frames = source if isinstance(source, Iterable) else source.frames()
    ordered = sorted(frames, key=lambda frame: frame.time_unix_nano)
    plain = MAGIC + b"".join(map(encode, ordered))
    packed = zstandard.ZstdCompressor(level=19, write_checksum=True).compress(plain)
    path.write_bytes(packed)
    beside = path.with_name(path.name.removesuffix(SUFFIX) + ".json")
    date = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    told = {**about, "date": date, "requests": len(ordered), "bytes": len(packed)}
    beside.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return beside


def replay(path: str | Path, endpoint: str, shift: Literal["now"] | None = None) -> int:
    """Send a recording, or a file of OTLP/JSON, to a collector, and return the number of requests.

    ``endpoint`` is the base URL of OTLP/HTTP, ``http://127.0.0.1:4318``. With ``shift="now"`` all times
    are moved by the same amount, so that the newest request seems to arrive now. Raises
    :class:`ReplayError` when the collector does not answer or does not accept everything, and what
    reading the file raises.
    """
    from .otlpfile import read_any

    frames = read_any(path)
    newest = max((frame.time_unix_nano for frame in frames), default=0)
    send(frames, endpoint, time.time_ns() - newest if shift == "now" else 0)
    return len(frames)


def send(frames: Iterable[Frame], endpoint: str, shift_ns: int = 0) -> None:
    """Send frames through OTLP/HTTP, all times moved by ``shift_ns`` nanoseconds; errors as in
    :func:`replay`.
    """
    url = urllib.parse.urlsplit(endpoint)
    if url.scheme != "http" or url.hostname is None:
        raise ReplayError(f"not the URL of a collector: {endpoint!r}; it looks like http://127.0.0.1:4318")
    connection = http.client.HTTPConnection(url.hostname, url.port or 4318, timeout=30)
    try:
        for frame in frames:
            kind = KINDS[frame.signal]
            body = frame.payload
            if shift_ns:
                message = kind.request.FromString(body)
                shift_times(message, shift_ns)
                body = message.SerializeToString()
            path = url.path.rstrip("/") + kind.path
            connection.request("POST", path, body, {"Content-Type": "application/x-protobuf"})
            answer = connection.getresponse()
            said = answer.read()
            if answer.status != 200:
                raise ReplayError(f"the collector refused a request: {answer.status} {said[:200]!r}")
            partial = kind.response.FromString(said).partial_success
            if rejected := getattr(partial, kind.rejected):
                raise ReplayError(
                    f"the collector rejected {rejected} {kind.records}: {partial.error_message}"
                )
    except (OSError, http.client.HTTPException) as error:
        raise ReplayError(f"the collector at {endpoint} does not answer: {error}") from None
    finally:
        connection.close()


def shift_times(message: Message, by: int) -> None:
    """Move every time in a message by nanoseconds; 0 says that a time is not known, and stays."""
    times, below = _fields(message.DESCRIPTOR)
    for field in times:
        value = getattr(message, field.name)
        if field.is_repeated:
            value[:] = [one + by if one else 0 for one in value]
        elif value:
            setattr(message, field.name, value + by)
    for field in below:
        if field.is_repeated:
            for part in getattr(message, field.name):
                shift_times(part, by)
        elif message.HasField(field.name):
            shift_times(getattr(message, field.name), by)


def newest_time(message: Message) -> int:
    """Return the latest time in a message, nanoseconds since the epoch, 0 when it has none."""
    times, below = _fields(message.DESCRIPTOR)
    latest = 0
    for field in times:
        value = getattr(message, field.name)
        latest = max(latest, *value, 0) if field.is_repeated else max(latest, value)
    for field in below:
        parts = getattr(message, field.name) if field.is_repeated else [getattr(message, field.name)]
        latest = max([latest, *map(newest_time, parts)])
    return latest


@functools.cache
def _fields(descriptor: Descriptor) -> tuple[list[FieldDescriptor], list[FieldDescriptor]]:
    """Return the fields of a message that are times, and those that have times somewhere below them."""
    times = [field for field in descriptor.fields if _is_time(field)]
    below = [
        field for field in descriptor.fields if field.message_type and _has_times(field.message_type, ())
    ]
    return times, below


def _is_time(field: FieldDescriptor) -> bool:
    return field.type == FieldDescriptor.TYPE_FIXED64 and field.name.endswith(
        ("time_unix_nano", "timestamps_unix_nano")
    )


@functools.cache
def _has_times(descriptor: Descriptor, above: tuple[Descriptor, ...]) -> bool:
    if descriptor in above:
        return False
    return any(
        _is_time(field)
        or (field.message_type is not None and _has_times(field.message_type, (*above, descriptor)))
        for field in descriptor.fields
    )

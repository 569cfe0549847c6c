"""Segments to chunks: which bytes a query may see, found without reading them all.

A :class:`Segments` keeps, for each signal, the places in its segments up to which whole frames are known,
cut into chunks of a few megabytes. :meth:`Segments.snapshot` looks at the files once and opens them, so
that every table of one query sees the same bytes, even while the collector appends to them or removes them.
A chunk never changes, which is what makes its decoded columns worth keeping.
"""

from __future__ import annotations

import os
import struct
import threading
import warnings
import zlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from otlplab.segments import FRAME_OVERHEAD, MAGIC, Frame, Signal

_HEAD = struct.Struct("<IIQB")
CHUNK_BYTES = 6 * 2**20
"""Bytes of frames decoded at a time: enough to keep the decoder busy, little enough to stay in a small
memory.
"""

Position = Mapping[Signal, tuple[int, int]]
"""A place in each signal's segments: the file's sequence number, and the offset of a frame in it."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of frames: ``file`` and the offsets where it starts and ends. What it holds never changes."""

    file: int | str
    start: int
    end: int


@dataclass(slots=True)
class _Known:
    """What is known of one segment."""

    end: int = len(MAGIC)
    chunks: list[Chunk] = field(default_factory=list)
    checked: set[Chunk] = field(default_factory=set)


class Snapshot:
    """The chunks that a query sees. Use as a context manager: it holds files open."""

    def __init__(
        self, chunks: dict[Signal, list[Chunk]], files: dict[tuple[Signal, int], int], segments: Segments
    ) -> None:
        self._chunks = chunks
        self._files = files
        self._segments = segments
        self._reader = ThreadPoolExecutor(1, "otlplab-reader")
        self._ahead: dict[tuple[Signal, Chunk], Future[list[Frame]]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._reader.shutdown(cancel_futures=True)
        for descriptor in self._files.values():
            os.close(descriptor)
        self._files.clear()

    def chunks(self, signal: Signal) -> Sequence[Chunk]:
        """Return a signal's chunks in order of arrival."""
        return self._chunks.get(signal, [])

    def frames(self, signal: Signal, chunk: Chunk) -> list[Frame]:
        """Read a chunk's frames.

        The checksum of a frame is verified when it is read for the first time; a damaged one hides what
        follows it in its chunk, with a warning. While the caller decodes them, the next chunk is read.
        """
        ahead = self._ahead.pop((signal, chunk), None)
        chunks = self._chunks[signal]
        after = chunks.index(chunk) + 1
        for following in chunks[after : after + 1]:
            if (signal, following) not in self._ahead:
                self._ahead[signal, following] = self._reader.submit(self._frames, signal, following)
        return ahead.result() if ahead else self._frames(signal, chunk)

    def _frames(self, signal: Signal, chunk: Chunk) -> list[Frame]:
        data = _read(self._files[signal, int(chunk.file)], chunk.start, chunk.end)
        return self._segments.verified(signal, chunk, data)


class Segments:
    """The segments below a data directory ``data`` from the position ``since`` on."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self._since: dict[Signal, tuple[int, int]] = {}
        self._known: dict[tuple[Signal, int], _Known] = {}
        self._lock = threading.Lock()

    def start_at(self, position: Position) -> None:
        """Leave out everything before ``position``. Only before the first snapshot."""
        self._since = dict(position)

    def position(self) -> Position:
        """Return the place just after the newest whole frame of each signal."""
        return self._find(None)

    def position_at(self, unix_nano: int) -> Position:
        """Return the place of each signal's first frame that was accepted at ``unix_nano`` or later."""
        return self._find(unix_nano)

    def _find(self, unix_nano: int | None) -> Position:
        found: dict[Signal, tuple[int, int]] = {}
        for signal in Signal:
            segments = self._segments_of(signal)
            for number, path in segments if unix_nano is not None else segments[-1:]:
                try:
                    descriptor = os.open(path, os.O_RDONLY)
                except FileNotFoundError:
                    continue
                try:
                    place = len(MAGIC)
                    for start, end, accepted in _walk(descriptor, place):
                        if unix_nano is not None and accepted >= unix_nano:
                            place = start
                            break
                        place = end
                    else:
                        found[signal] = (number, place)
                        continue
                    found[signal] = (number, place)
                    break
                finally:
                    os.close(descriptor)
        return found

    def since(self, position: Position) -> tuple[list[Frame], Position]:
        """Return what has come after ``position``, signal by signal, and the position after it."""
        frames: list[Frame] = []
        after = dict(position)
        for signal in Signal:
            first, offset = position.get(signal, (0, 0))
            for number, path in self._segments_of(signal):
                if number < first:
                    continue
                start = max(offset if number == first else 0, len(MAGIC))
                with suppress(FileNotFoundError), path.open("rb") as file:
                    ends = [end for _, end, _ in _walk(file.fileno(), start)]
                    end = ends[-1] if ends else start
                    frames += _split(_read(file.fileno(), start, end), signal, True)
                    after[signal] = (number, end)
        return frames, after

    def snapshot(self) -> Snapshot:
        """Look at the files now: everything acknowledged before this call is in it."""
        with self._lock:
            chunks: dict[Signal, list[Chunk]] = {}
            files: dict[tuple[Signal, int], int] = {}
            for signal in Signal:
                first, offset = self._since.get(signal, (0, 0))
                for number, path in self._segments_of(signal):
                    if number < first:
                        continue
                    with suppress(FileNotFoundError):  # removed since it was listed: the collector made room
                        files[signal, number] = os.open(path, os.O_RDONLY)
                        known = self._look(
                            signal, number, files[signal, number], offset if number == first else 0
                        )
                        chunks.setdefault(signal, []).extend(known.chunks)
            for key in self._known.keys() - files.keys():
                del self._known[key]
            return Snapshot(chunks, files, self)

    def _segments_of(self, signal: Signal) -> list[tuple[int, Path]]:
        try:
            paths = list((self.data / signal.folder).iterdir())
        except FileNotFoundError:
            return []
        return sorted(
            (int(path.stem), path) for path in paths if path.suffix == ".seg" and path.stem.isdecimal()
        )

    def _look(self, signal: Signal, number: int, descriptor: int, offset: int) -> _Known:
        """Take the whole frames that are new in one segment into its chunks."""
        known = self._known.setdefault((signal, number), _Known(end=max(offset, len(MAGIC))))
        new: list[Chunk] = []
        start = known.end
        for _, end, _ in _walk(descriptor, start):
            known.end = end
            if end - start >= CHUNK_BYTES:
                new.append(Chunk(number, start, end))
                start = end
        if known.end > start:
            new.append(Chunk(number, start, known.end))
        for chunk in new:
            self._append(known, chunk)
        return known

    @staticmethod
    def _append(known: _Known, chunk: Chunk) -> None:
        """Add a chunk, joined with the ones before it that are no larger.

        A notebook asks often while little arrives; joined like this, a segment has few chunks, and each
        byte is decoded a few times at most.
        """
        chunks = known.chunks
        while (
            chunks
            and chunks[-1].end - chunks[-1].start <= chunk.end - chunk.start
            and chunk.end - chunks[-1].start <= CHUNK_BYTES
        ):
            chunk = Chunk(chunk.file, chunks.pop().start, chunk.end)
        chunks.append(chunk)

    def verified(self, signal: Signal, chunk: Chunk, data: bytes) -> list[Frame]:
        """Return the frames in ``data``, the bytes of ``chunk``."""
        known = self._known.get((signal, int(chunk.file)))
        check = known is None or chunk not in known.checked
        frames = list(_split(data, signal, check))
        if sum(FRAME_OVERHEAD + len(frame.payload) for frame in frames) < len(data):
            warnings.warn(
                f"segment {chunk.file:012d} of {signal.folder} is damaged after byte {chunk.start}: "
                "what follows there is left out",
                RuntimeWarning,
                stacklevel=2,
            )
        elif check and known is not None:
            known.checked.add(chunk)
        return frames


def _walk(descriptor: int, offset: int) -> Iterator[tuple[int, int, int]]:
    """Yield where each frame from ``offset`` on starts and ends, and when it was accepted, by its head alone.

    Stops at the size that the file has at the first step, so that a walk ends.
    """
    size = os.fstat(descriptor).st_size
    while (
        offset + FRAME_OVERHEAD <= size
        and len(head := os.pread(descriptor, _HEAD.size, offset)) == _HEAD.size
    ):
        length, _, accepted, _ = _HEAD.unpack(head)
        end = offset + FRAME_OVERHEAD + length
        if end > size:
            return
        yield offset, end, accepted
        offset = end


def _read(descriptor: int, start: int, end: int) -> bytes:
    """Read the bytes from ``start`` to ``end``; fewer only if the file has become shorter."""
    parts = []
    while start < end and (part := os.pread(descriptor, end - start, start)):
        parts.append(part)
        start += len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _split(data: bytes, signal: Signal, check: bool) -> Iterator[Frame]:
    """Yield the frames of ``data`` up to the first that is cut short or, with ``check``, fails its
    checksum.
    """
    view = memoryview(data)
    at = 0
    while at + FRAME_OVERHEAD <= len(data):
        length, crc, time_unix_nano, number = _HEAD.unpack_from(data, at)
        start, end = at + FRAME_OVERHEAD, at + FRAME_OVERHEAD + length
        if end > len(data) or number != signal or (check and zlib.crc32(view[at + 8 : end]) != crc):
            return
        yield Frame(signal, time_unix_nano, data[start:end])
        at = end


class Recording:
    """Frames held in memory, in chunks like those of segments: what a recording is read into."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        self._frames: dict[Chunk, list[Frame]] = {}
        self._chunks: dict[Signal, list[Chunk]] = {}
        for signal in Signal:
            start, size, run = 0, 0, []
            for frame in (frame for frame in frames if frame.signal is signal):
                run.append(frame)
                size += FRAME_OVERHEAD + len(frame.payload)
                if size >= CHUNK_BYTES:
                    start, size, run = self._close(signal, start, size, run)
            if run:
                self._close(signal, start, size, run)

    def _close(self, signal: Signal, start: int, size: int, run: list[Frame]) -> tuple[int, int, list[Frame]]:
        chunk = Chunk(signal.folder, start, start + size)
        self._frames[chunk] = run
        self._chunks.setdefault(signal, []).append(chunk)
        return start + size, 0, []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def snapshot(self) -> Self:
        """Return itself: a recording does not change."""
        return self

    def chunks(self, signal: Signal) -> Sequence[Chunk]:
        """Return a signal's chunks in order."""
        return self._chunks.get(signal, [])

    def frames(self, signal: Signal, chunk: Chunk) -> list[Frame]:
        """Return a chunk's frames."""
        return self._frames[chunk]

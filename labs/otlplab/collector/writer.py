"""Append accepted requests to the segment files: the moment from which they are acknowledged.

What an acknowledgement means, exactly
    The request was validated and handed to the kernel with `write(2)`, completely, before the answer left. So
    it survives the end of this process, however it ends (`kill -9` included). A background thread calls
    `fdatasync(2)` once a second on every file that was written to, and on the folder of a new one, and
    `fsync(2)` when a segment is closed; a power cut can therefore cost what was acknowledged during the last
    second. An acknowledgement never waits for the disk. What the disk could not sync is tried again
    every second, and the status says so.

What is on disk
    `DIR/<signal>/%012d.seg`, frames as described in :mod:`otlplab.segments`. A segment is closed at 64 MiB.
    When all segments together exceed the limit (2 GiB), or a segment's newest frame is older than the limit
    (14 days), the oldest closed segments are removed; how many requests, records and bytes went with them is
    counted for each signal, kept in `DIR/dropped.json` over restarts, and shown in the status. Nothing else
    is ever removed or rewritten. A clock that jumps while the collector runs makes nothing older.

What may go wrong
    Disk full, file system read-only, quota: the append raises :class:`StorageError`, what part of the frame
    was written is cut off again, and the request is not acknowledged. A crash may leave a torn frame at the
    end of a segment: it was not acknowledged, and the next start cuts it off.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import fcntl
import json
import logging
import os
import threading
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from otlplab.collector import contract
from otlplab.segments import MAGIC, Signal, decode, frame_head

log = logging.getLogger("otlplab.collector")

SEGMENT_BYTES = 64 * 1024 * 1024
KEEP_BYTES = 2 * 1024 * 1024 * 1024
KEEP_SECONDS = 14 * 24 * 3600
SYNC_SECONDS = 1.0


class StorageError(OSError):
    """The request could not be stored; nothing of it was. The text says why, for the sender."""


class DataDirectoryInUse(RuntimeError):
    """Another collector writes to this directory."""


@dataclass(slots=True)
class Dropped:
    """What retention removed of one signal: whole requests, the records in them, and bytes on disk."""

    requests: int = 0
    records: int = 0
    bytes: int = 0


@dataclass(slots=True)
class _Active:
    """The newest segment of a signal, open for appending."""

    path: Path
    descriptor: int
    size: int
    dirty: bool = False
    fresh: bool = False  # its name is not synced yet


@dataclass(slots=True)
class _Closed:
    path: Path
    signal: Signal
    size: int
    newest: float  # seconds since the epoch


def segment_path(data: Path, signal: Signal, number: int) -> Path:
    """Return the path of a signal's segment; numbers count up from 1."""
    return data / signal.folder / f"{number:012d}.seg"


@dataclass
class SegmentWriter:
    """The only writer of a data directory. All calls come from one thread, but for what :meth:`maintain`
    starts.

    Raises :class:`DataDirectoryInUse` when another collector has the directory, :class:`OSError` when it
    cannot be used.
    """

    data: Path
    segment_bytes: int = SEGMENT_BYTES
    keep_bytes: int = KEEP_BYTES
    keep_seconds: float = KEEP_SECONDS
    dropped: dict[Signal, Dropped] = field(default_factory=lambda: {s: Dropped() for s in Signal})

    def __post_init__(self) -> None:
        self.data.mkdir(parents=True, exist_ok=True)
        self._lock = _lock(self.data)
        self._active: dict[Signal, _Active] = {}
        self._retired: list[_Active] = []  # full, still to be synced and closed
        self._closed: list[_Closed] = []
        self._clock = 0
        self._disk = threading.Lock()  # held while files are synced, closed or removed
        self._began = time.time() - _steady()
        self.sync_error: str | None = None
        with contextlib.suppress(FileNotFoundError):
            for name, counts in json.loads((self.data / "dropped.json").read_text()).items():
                self.dropped[Signal[name.upper()]] = Dropped(**counts)
        try:
            for signal in Signal:
                self._recover(signal)
        except BaseException:
            self.close()
            raise

    # -- appending

    def append(self, signal: Signal, payload: bytes) -> int:
        """Append one request and return when, in nanoseconds since the Unix epoch.

        The times of a writer never go back, whatever the clock does. Raises :class:`StorageError`.
        """
        try:
            active = self._active.get(signal) or self._open(signal, 1)
            if active.size >= self.segment_bytes:
                active = self._rotate(signal, active)
            self._clock = now = max(time.time_ns(), self._clock + 1)
            head = frame_head(signal, now, payload)
            length = len(head) + len(payload)
            written = os.writev(active.descriptor, (head, payload))
            if written != length:
                self._write_rest(active, (head + payload)[written:])
        except OSError as error:
            raise StorageError(error.errno, f"cannot store the request: {error.strerror}") from error
        active.size += length
        active.dirty = True
        return now

    @staticmethod
    def _write_rest(active: _Active, rest: bytes) -> None:
        try:
            while rest:
                rest = rest[os.write(active.descriptor, rest) :]
        except OSError:
            os.ftruncate(active.descriptor, active.size)
            raise

    def _rotate(self, signal: Signal, active: _Active) -> _Active:
        fresh = self._open(signal, int(active.path.stem) + 1)
        self._retired.append(active)
        self._closed.append(_Closed(active.path, signal, active.size, os.fstat(active.descriptor).st_mtime))
        return fresh

    def _open(self, signal: Signal, number: int) -> _Active:
        """Create a segment, or continue it where it ends, and make it the signal's active one."""
        path = segment_path(self.data, signal, number)
        path.parent.mkdir(exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        try:
            size = os.fstat(descriptor).st_size
            if not size and (size := os.write(descriptor, MAGIC)) != len(MAGIC):
                os.ftruncate(descriptor, 0)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        except OSError:
            os.close(descriptor)
            raise
        active = self._active[signal] = _Active(path, descriptor, size, dirty=True, fresh=True)
        return active

    # -- recovery

    def _recover(self, signal: Signal) -> None:
        """Take up what an earlier process left: cut a torn tail off the newest segment, and continue it."""
        paths = sorted((self.data / signal.folder).glob("*.seg"))
        if not paths:
            return
        for path in paths[:-1]:
            stat = path.stat()
            self._closed.append(_Closed(path, signal, stat.st_size, stat.st_mtime))
        newest = paths[-1]
        number = int(newest.stem)
        if (end := _whole_part(newest, signal)) is None:
            log.warning("%s is not a segment: left as it is", newest)
            self._open(signal, number + 1)
            return
        whole, clock = end
        self._clock = max(self._clock, clock)
        if (torn := newest.stat().st_size - whole) > 0:
            log.warning("%s: cut off %d bytes of a request that was never acknowledged", newest, torn)
            os.truncate(newest, whole)
        self._open(signal, number)

    # -- upkeep

    @property
    def stored_bytes(self) -> int:
        """Bytes of all segments together."""
        return sum(c.size for c in self._closed) + sum(a.size for a in self._active.values())

    @property
    def segments(self) -> int:
        """Number of segment files."""
        return len(self._closed) + len(self._active)

    async def maintain(self) -> None:
        """Once a second, for ever: sync what was written, remove what is too old or too much."""
        while True:
            await asyncio.sleep(SYNC_SECONDS)
            try:
                await self._maintain_once()
            except OSError as error:
                log.error("upkeep of %s failed, will try again: %s", self.data, error)

    async def _maintain_once(self) -> None:
        dirty = [active for active in self._active.values() if active.dirty]
        retired, self._retired = self._retired, []
        for active in dirty:
            active.dirty = False
        if dirty or retired:
            try:
                await asyncio.to_thread(self._sync, dirty, retired)
                self.sync_error = None
            except OSError as error:  # the next round tries all of it again
                self.sync_error = f"{error.strerror} ({error.errno})"
                for active in dirty:
                    active.dirty = True
                self._retired[:0] = retired
                raise
        for segment in self._surplus():
            self._count(segment.signal, await asyncio.to_thread(self._remove, segment))

    def _sync(self, dirty: list[_Active], retired: list[_Active]) -> None:
        with self._disk:
            for folder in {active.path.parent for active in (*dirty, *retired) if active.fresh}:
                _sync_folder(folder)
                _sync_folder(folder.parent)
            for active in dirty:
                os.fdatasync(active.descriptor)
                active.fresh = False
            while retired:
                os.fsync(retired[0].descriptor)
                os.close(retired.pop(0).descriptor)

    def _surplus(self) -> list[_Closed]:
        """Take the closed segments that are to go out of the list, oldest first."""
        oldest = self._began + _steady() - self.keep_seconds
        for signal, active in list(self._active.items()):
            if active.size > len(MAGIC) and active.path.stat().st_mtime < oldest:
                self._rotate(signal, active)
        self._closed.sort(key=lambda c: c.newest)
        excess = self.stored_bytes - self.keep_bytes
        surplus = []
        while self._closed and (excess > 0 or self._closed[0].newest < oldest):
            surplus.append(self._closed.pop(0))
            excess -= surplus[-1].size
        return surplus

    @staticmethod
    def _remove(segment: _Closed) -> Dropped:
        lost = Dropped(bytes=segment.size)
        data = segment.path.read_bytes()
        for frame, _ in decode(data, len(MAGIC)):
            lost.requests += 1
            lost.records += contract.count(frame.signal, frame.payload)
        segment.path.unlink()
        return lost

    def _count(self, signal: Signal, lost: Dropped) -> None:
        total = self.dropped[signal]
        total.requests += lost.requests
        total.records += lost.records
        total.bytes += lost.bytes
        log.warning(
            "dropped the oldest %d requests of %s (%d records)", lost.requests, signal.folder, lost.records
        )
        text = json.dumps({s.folder: asdict(d) for s, d in self.dropped.items()})
        temporary = self.data / "dropped.json.new"
        temporary.write_text(text)
        temporary.replace(self.data / "dropped.json")

    def close(self) -> None:
        """Sync and close every file and let go of the directory."""
        self._sync([], [*self._active.values(), *self._retired])
        self._active.clear()
        self._retired.clear()
        os.close(self._lock)


def _lock(data: Path) -> int:
    """Take the directory for this process; the kernel frees it when the process ends, however it ends."""
    descriptor = os.open(data / "collector.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise DataDirectoryInUse(
            f"{data} belongs to a collector that is running: choose another --data"
        ) from None
    return descriptor


def _steady() -> float:
    """Return seconds of a clock that goes on while the machine sleeps and that nobody can set."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


def _sync_folder(folder: Path) -> None:
    """Sync the names in a folder: a file whose name is lost in a power cut is lost with all that is in it."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _whole_part(path: Path, signal: Signal) -> tuple[int, int] | None:
    """Return where the last whole frame ends, in bytes, and the newest time; ``None`` for no segment.

    It is where a reader stops too: what is appended after it will be found.
    """
    data = path.read_bytes()
    if not data.startswith(MAGIC):
        return (0, 0) if MAGIC.startswith(data) else None
    end, clock = len(MAGIC), 0
    for frame, after in decode(data, end):
        if frame.signal is not signal:
            break
        end, clock = after, max(clock, frame.time_unix_nano)
    return end, clock

"""What every request goes through, whichever way it came: limits, contract, storage, counts."""

from __future__ import annotations

import os
import time
import zlib
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

from otlplab.collector.contract import KINDS, MAX_REQUEST_BYTES, Kind, Verdict, judge
from otlplab.collector.writer import SegmentWriter
from otlplab.segments import Signal

#: Bytes of requests that may be held at once, over all connections, before senders are asked to wait. With
#: what decoding takes on top, the process stays below 300 MiB.
MAX_HELD_BYTES = 3 * MAX_REQUEST_BYTES // 2

#: gRPC calls that may be under way at once, over all connections, before senders are asked to wait.
MAX_CALLS = 512

#: How long a sender is asked to wait, in seconds, when the collector is overloaded or cannot store.
RETRY_SECONDS = 1


class TooLarge(ValueError):
    """The request exceeds the limit: HTTP 413, or `RESOURCE_EXHAUSTED`, never to be sent again."""


class BadCompression(ValueError):
    """The body is not what its `Content-Encoding` says."""


class Overloaded(RuntimeError):
    """Too much is being received at once: HTTP 429, or `UNAVAILABLE`, to be sent again later."""


@dataclass(slots=True)
class Counts:
    """What happened to one signal since the collector started."""

    requests: int = 0  #: acknowledged
    accepted: int = 0  #: records
    rejected: int = 0  #: records
    refused: int = 0  #: requests that got an error
    bytes: int = 0  #: of protobuf that was stored


@dataclass
class Receiver:
    """Takes requests in their binary form, keeps what is valid, and counts.

    ``max_request_bytes`` is counted after decompression; ``max_held_bytes`` bounds what all requests that are
    being received may hold together.
    """

    writer: SegmentWriter
    max_request_bytes: int = MAX_REQUEST_BYTES
    max_held_bytes: int = MAX_HELD_BYTES
    max_calls: int = MAX_CALLS
    held: int = 0
    calls: int = 0
    counts: dict[Signal, Counts] = field(default_factory=lambda: {signal: Counts() for signal in Signal})
    started_unix_nano: int = field(default_factory=time.time_ns)
    _started: float = field(default_factory=time.monotonic)

    def hold(self, size: int) -> None:
        """Reserve memory for ``size`` bytes of a request, until :meth:`release`.

        Raises :class:`Overloaded`.
        """
        if self.held + size > self.max_held_bytes:
            raise Overloaded("too many bytes are being received at once; try again in a moment")
        self.held += size

    def release(self, size: int) -> None:
        """Give back what :meth:`hold` reserved."""
        self.held -= size

    def accept(self, kind: Kind, body: bytes) -> Verdict:
        """Judge one binary request and store what is valid of it.

        Raises :class:`~otlplab.collector.contract.BadData` when it cannot be decoded and
        :class:`~otlplab.collector.writer.StorageError` when it cannot be stored; in both cases nothing is
        kept.
        """
        verdict = judge(kind, body)
        if verdict.accepted:
            self.writer.append(kind.signal, verdict.payload)
        counts = self.counts[kind.signal]
        counts.requests += 1
        counts.accepted += verdict.accepted
        counts.rejected += verdict.rejected
        counts.bytes += len(verdict.payload) if verdict.accepted else 0
        return verdict

    def begin_call(self) -> None:
        """Count a gRPC call as under way, until :meth:`end_call`. Raises :class:`Overloaded`.

        How long a message is is known only when it is there; so calls are counted instead of bytes.
        """
        if self.calls >= self.max_calls:
            raise Overloaded("too many calls are under way at once; try again in a moment")
        self.calls += 1

    def end_call(self) -> None:
        """Give back what :meth:`begin_call` took."""
        self.calls -= 1

    def refuse(self, signal: Signal) -> None:
        """Count a request that got an error."""
        self.counts[signal].refused += 1

    def status(self) -> dict[str, Any]:
        """Return what the health endpoint shows: counts for each signal since the start, and storage."""
        writer = self.writer
        return {
            "status": "ok",
            "version": version("otlplab"),
            "pid": os.getpid(),
            "data": str(writer.data),
            "started_unix_nano": self.started_unix_nano,
            "uptime_seconds": round(time.monotonic() - self._started, 3),
            "signals": {
                kind.signal.folder: {
                    "requests": counts.requests,
                    "accepted": counts.accepted,
                    "rejected": counts.rejected,
                    "refused_requests": counts.refused,
                    "bytes": counts.bytes,
                    "dropped": writer.dropped[kind.signal].records,
                    "dropped_requests": writer.dropped[kind.signal].requests,
                    "dropped_bytes": writer.dropped[kind.signal].bytes,
                }
                for kind in KINDS.values()
                for counts in (self.counts[kind.signal],)
            },
            "storage": {
                "bytes": writer.stored_bytes,
                "limit_bytes": writer.keep_bytes,
                "limit_seconds": writer.keep_seconds,
                "segments": writer.segments,
                "sync_error": writer.sync_error,
            },
            "held_bytes": self.held,
        }


def gunzip(body: bytes, limit: int) -> bytes:
    """Return the content of a gzip body, holding at most ``limit`` bytes and one more.

    Raises :class:`TooLarge` and :class:`BadCompression`.
    """
    content = b""
    try:
        while True:  # a gzip file may have several members (RFC 1952, 2.2)
            member = zlib.decompressobj(wbits=31)
            content += member.decompress(body, limit + 1 - len(content))
            if len(content) > limit:
                raise TooLarge(f"the request exceeds {limit} bytes after decompression")
            if not member.eof:
                raise BadCompression("the gzip body ends too early")
            if not (body := member.unused_data):
                return content
    except zlib.error as error:
        raise BadCompression(f"the body is not gzip: {error}") from None

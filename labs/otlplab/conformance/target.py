"""The receiver under test, and the two ways to speak to it, close to the wire."""

from __future__ import annotations

import gzip
import http.client
import ipaddress
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import grpc
from google.protobuf.message import DecodeError, Message
from google.rpc.status_pb2 import Status

from otlplab.collector.contract import KINDS
from otlplab.segments import Signal

PROTOBUF: Final = "application/x-protobuf"
JSON: Final = "application/json"

#: Seconds after which a receiver that does not answer has failed the check.
TIMEOUT_SECONDS = 60


class NotLoopback(ValueError):
    """The target is not on this machine, and nobody said that it may be elsewhere."""


class NoAnswer(Exception):
    """The connection broke, or nothing came in time."""


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What came back over HTTP; header names are in lower case."""

    code: int
    headers: dict[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The content type without its parameters, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def status(self) -> Status | dict[str, Any] | None:
        """Return the `Status` in the body, decoded as the content type says; ``None`` when there is none."""
        try:
            if self.media_type == JSON:
                decoded = json.loads(self.body)
                return decoded if isinstance(decoded, dict) and decoded.keys() <= _STATUS_NAMES else None
            if self.media_type == PROTOBUF and self.body:
                status = Status.FromString(self.body)
                return status if status.ByteSize() == len(_known(status).SerializeToString()) else None
        except (ValueError, DecodeError):
            return None
        return None

    def __str__(self) -> str:
        body = self.body if len(self.body) <= 100 else self.body[:100] + b"..."
        return f"{self.code} with Content-Type {self.headers.get('content-type')!r} and body {body!r}"


_STATUS_NAMES = {"code", "message", "details"}


def _known(message: Message) -> Message:
    """Return a copy without the fields that the message's type does not know."""
    copy = type(message)()
    copy.CopyFrom(message)
    copy.DiscardUnknownFields()
    return copy


@dataclass(frozen=True, slots=True)
class GrpcAnswer:
    """What came back over gRPC: the bytes of the response, or a code and the `Status` with its details."""

    code: grpc.StatusCode
    body: bytes
    text: str
    status: Status

    def __str__(self) -> str:
        return f"{self.code.name} {self.text[:200]!r}" if self.code is not grpc.StatusCode.OK else "OK"


@dataclass(frozen=True)
class Target:
    """A receiver. ``url`` is the base of OTLP/HTTP, ``address`` the host and port of OTLP/gRPC.

    ``limit`` is its limit of a request in bytes.
    """

    url: str | None = None
    address: str | None = None
    limit: int = 64 * 1024 * 1024

    def check_loopback(self) -> None:
        """Raise :class:`NotLoopback` unless every address that is going to be used is of this machine."""
        hosts = (self.url and urlsplit(self.url).hostname, self.address and _host(self.address))
        for host in filter(None, hosts):
            try:
                found = {str(info[4][0]) for info in socket.getaddrinfo(host, None)}
            except OSError:
                found = set()
            if not found or not all(ipaddress.ip_address(address).is_loopback for address in found):
                raise NotLoopback(f"{host} is not this machine; add --allow-remote if you may test it")

    def post(
        self,
        path: str,
        body: bytes | None,
        content_type: str | None = PROTOBUF,
        *,
        method: str = "POST",
        compressed: bool = False,
        headers: dict[str, str] | None = None,
    ) -> HttpAnswer:
        """Send one request on its own connection; ``compressed`` sends gzip. Raises :class:`NoAnswer`."""
        assert self.url
        url = urlsplit(self.url)
        cls = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
        connection = cls(url.hostname or "", url.port, timeout=TIMEOUT_SECONDS)
        sent = dict(headers or {})
        if content_type is not None:
            sent["content-type"] = content_type
        if compressed and body is not None:
            body = gzip.compress(body, 6)
            sent["content-encoding"] = "gzip"
        try:
            connection.putrequest(method, url.path.rstrip("/") + path, skip_accept_encoding=True)
            for name, value in sent.items():
                connection.putheader(name, value)
            chunked = "transfer-encoding" in sent
            if body is not None and not chunked:
                connection.putheader("content-length", str(len(body)))
            connection.endheaders()
            if body is not None:
                _send(connection, _in_chunks(body) if chunked else body)
            response = connection.getresponse()
            return HttpAnswer(
                response.status, {k.lower(): v for k, v in response.getheaders()}, response.read()
            )
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer(f"{method} {path}: {error or type(error).__name__}") from None
        finally:
            connection.close()

    @contextmanager
    def channel(self, *, compressed: bool = False) -> Iterator[grpc.Channel]:
        """Open a gRPC connection without a limit of our own."""
        assert self.address
        options = [("grpc.max_send_message_length", -1), ("grpc.max_receive_message_length", -1)]
        compression = grpc.Compression.Gzip if compressed else grpc.Compression.NoCompression
        with grpc.insecure_channel(self.address, options=options, compression=compression) as channel:
            yield channel

    def call(self, signal: Signal, body: bytes, *, compressed: bool = False) -> GrpcAnswer:
        """Call ``Export`` with the bytes of a request on a connection of its own."""
        with self.channel(compressed=compressed) as channel:
            return export(channel, signal, body)


def export(channel: grpc.Channel, signal: Signal, body: bytes) -> GrpcAnswer:
    """Call ``Export`` with the bytes of a request."""
    try:
        answer = channel.unary_unary(KINDS[signal].method)(body, timeout=TIMEOUT_SECONDS)
    except grpc.RpcError as error:
        details = {name: value for name, value in error.trailing_metadata() or ()}
        status = Status()
        try:
            status.ParseFromString(details.get("grpc-status-details-bin", b""))
        except DecodeError:
            status.message = "(the details are not a Status)"
        return GrpcAnswer(error.code(), b"", error.details() or "", status)
    return GrpcAnswer(grpc.StatusCode.OK, answer, "", Status())


def _send(connection: http.client.HTTPConnection, body: bytes) -> None:
    """Send a body; a server that has answered already may stop reading, and its answer is what counts."""
    try:
        connection.send(body)
    except (BrokenPipeError, ConnectionResetError):
        return


def _in_chunks(body: bytes, size: int = 100) -> bytes:
    """Return a body in the chunked transfer coding."""
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in [*parts, b""])


def _host(target: str) -> str:
    return urlsplit(f"//{target}").hostname or ""

"""OTLP/gRPC: handlers that take the request's bytes, so that nothing is decoded twice.

grpc itself unpacks gzip, and enforces the size limit before and after, with `RESOURCE_EXHAUSTED` and no
`RetryInfo`. A web page cannot speak gRPC (it needs HTTP/2 without TLS), so there is no `Host` to check.
"""

from __future__ import annotations

import logging
from typing import Any, NoReturn

import grpc
from google.rpc.status_pb2 import Status
from grpc import aio

from otlplab.collector import answers
from otlplab.collector.contract import KINDS, BadData, Kind
from otlplab.collector.receiver import RETRY_SECONDS, Overloaded, Receiver
from otlplab.collector.writer import StorageError

log = logging.getLogger("otlplab.collector")

#: After so many milliseconds a connection is asked to end, and a minute later it is ended: a call that never
#: completes its message holds its place no longer. Clients connect again without losing a call.
CONNECTION_MS = 10 * 60 * 1000
CONNECTION_GRACE_MS = 60 * 1000


class _Call:
    """One call; it counts as under way from its headers until grpc lets go of it, however it ends."""

    __slots__ = ("kind", "receiver")

    def __init__(self, kind: Kind, receiver: Receiver) -> None:
        receiver.begin_call()
        self.kind = kind
        self.receiver = receiver

    def __del__(self) -> None:
        if hasattr(self, "receiver"):
            self.receiver.end_call()

    async def export(self, body: bytes, context: aio.ServicerContext) -> bytes:
        """Answer the call with the serialised response, or abort it with a status."""
        kind = self.kind
        try:
            verdict = self.receiver.accept(kind, body)
        except BadData as error:
            self.receiver.refuse(kind.signal)
            await _abort(context, grpc.StatusCode.INVALID_ARGUMENT, answers.bad_data(str(error)))
        except StorageError as error:
            log.error("%s", error)
            self.receiver.refuse(kind.signal)
            await _abort(context, grpc.StatusCode.UNAVAILABLE, answers.try_again(str(error), RETRY_SECONDS))
        return answers.response(kind, verdict).SerializeToString() if verdict.rejected else b""


async def _abort(context: aio.ServicerContext, code: grpc.StatusCode, status: Status) -> NoReturn:
    """End the call with a status and its details ("Failures": `grpc-status-details-bin`)."""
    await context.abort(code, status.message, (("grpc-status-details-bin", status.SerializeToString()),))
    raise AssertionError  # abort() has raised


class _Services(grpc.GenericRpcHandler):
    """The four services. Decides on a call when its headers are there, before grpc reads its message."""

    def __init__(self, receiver: Receiver) -> None:
        self.receiver = receiver
        self.kinds = {kind.method: kind for kind in KINDS.values()}

    def service(self, details: grpc.HandlerCallDetails) -> grpc.RpcMethodHandler | None:
        """Return the handler of a call; ``None`` makes grpc answer `UNIMPLEMENTED`."""
        kind = self.kinds.get(details.method)
        if kind is None:
            return None
        try:
            return grpc.unary_unary_rpc_method_handler(_Call(kind, self.receiver).export)
        except Overloaded as error:
            self.receiver.refuse(kind.signal)
            return _refusal(answers.try_again(str(error), RETRY_SECONDS))


def _refusal(status: Status) -> grpc.RpcMethodHandler:
    """Return a handler that does not read the message: grpc leaves that to a handler that takes a stream."""

    async def refuse(messages: Any, context: aio.ServicerContext) -> bytes:
        await _abort(context, grpc.StatusCode.UNAVAILABLE, status)

    return grpc.stream_unary_rpc_method_handler(refuse)


def server(receiver: Receiver) -> aio.Server:
    """Return a server without ports for the four signals."""
    options: list[tuple[str, Any]] = [
        ("grpc.max_receive_message_length", receiver.max_request_bytes),
        ("grpc.so_reuseport", 0),
        ("grpc.max_connection_age_ms", CONNECTION_MS),
        ("grpc.max_connection_age_grace_ms", CONNECTION_GRACE_MS),
    ]
    return aio.server(handlers=(_Services(receiver),), options=options)

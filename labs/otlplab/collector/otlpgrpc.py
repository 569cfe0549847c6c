"""OTLP/gRPC: generic handlers that take the request's bytes, so that nothing is decoded twice.

grpc itself unpacks gzip, and enforces the size limit before and after, with `RESOURCE_EXHAUSTED` and no
`RetryInfo`.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

import grpc
from google.rpc.status_pb2 import Status
from grpc import aio

from otlplab.collector import answers
from otlplab.collector.contract import KINDS, BadData, Kind
from otlplab.collector.receiver import RETRY_SECONDS, Overloaded, Receiver
from otlplab.collector.writer import StorageError

log = logging.getLogger("otlplab.collector")

_Handler = Callable[[bytes, aio.ServicerContext], Awaitable[bytes]]


async def _abort(context: aio.ServicerContext, code: grpc.StatusCode, status: Status) -> None:
    """End the call with a status and its details ("Failures": `grpc-status-details-bin`)."""
    await context.abort(code, status.message, (("grpc-status-details-bin", status.SerializeToString()),))


def _handler(kind: Kind, receiver: Receiver) -> _Handler:
    async def export(body: bytes, context: aio.ServicerContext) -> bytes:
        held = len(body)
        try:
            receiver.hold(held)
        except Overloaded as error:
            receiver.refuse(kind.signal)
            await _abort(context, grpc.StatusCode.UNAVAILABLE, answers.try_again(str(error), RETRY_SECONDS))
        try:
            verdict = receiver.accept(kind, body)
        except BadData as error:
            receiver.refuse(kind.signal)
            await _abort(context, grpc.StatusCode.INVALID_ARGUMENT, answers.bad_data(str(error)))
        except StorageError as error:
            log.error("%s", error)
            receiver.refuse(kind.signal)
            await _abort(context, grpc.StatusCode.UNAVAILABLE, answers.try_again(str(error), RETRY_SECONDS))
        finally:
            receiver.release(held)
        return answers.response(kind, verdict).SerializeToString() if verdict.rejected else b""

    return export


def server(receiver: Receiver) -> aio.Server:
    """Return a server without ports for the four signals."""
    limit = receiver.max_request_bytes
    options: list[tuple[str, Any]] = [
        ("grpc.max_receive_message_length", limit),
        ("grpc.so_reuseport", 0),
        ("grpc.max_concurrent_streams", 128),
    ]
    answer = aio.server(options=options)
    for kind in KINDS.values():
        method = grpc.unary_unary_rpc_method_handler(_handler(kind, receiver))
        answer.add_generic_rpc_handlers(
            (grpc.method_handlers_generic_handler(kind.service, {"Export": method}),)
        )
    return answer

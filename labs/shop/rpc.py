"""gRPC with a span and a duration for each call, on both sides.

Semantic conventions for RPC of release 1.44.0 (in development there): ``rpc.system.name``, the method
with its service in ``rpc.method``, the status as text in ``rpc.response.status_code``. The official
instrumentation (0.66b2) still writes the names of 2022 (``rpc.system``, ``rpc.service``,
``rpc.grpc.status_code``), hence these two interceptors.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

import grpc
import grpc.aio
from opentelemetry import metrics, trace
from opentelemetry.context import attach, detach
from opentelemetry.propagate import extract, inject
from opentelemetry.trace import SpanKind, Status, StatusCode

from shop.telemetry import DURATION_BUCKETS, SCHEMA_URL

_logger = logging.getLogger(__name__)
_tracer = trace.get_tracer(__name__, schema_url=SCHEMA_URL)
_meter = metrics.get_meter(__name__, schema_url=SCHEMA_URL)
_client_duration = _meter.create_histogram(
    "rpc.client.call.duration",
    "s",
    "Duration of outgoing remote procedure calls.",
    explicit_bucket_boundaries_advisory=DURATION_BUCKETS,
)
_server_duration = _meter.create_histogram(
    "rpc.server.call.duration",
    "s",
    "Duration of incoming remote procedure calls.",
    explicit_bucket_boundaries_advisory=DURATION_BUCKETS,
)

#: The codes that are the server's fault. For the client, every code but OK is an error.
_SERVER_ERRORS = {"UNKNOWN", "DEADLINE_EXCEEDED", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS"}


# region grpc-client
class ClientInterceptor(grpc.aio.UnaryUnaryClientInterceptor):
    """A span around each call to ``target`` ("host:port"), with the context in the call's metadata."""

    def __init__(self, target: str) -> None:
        address, _, port = target.rpartition(":")
        self._server: dict[str, Any] = {"server.address": address, "server.port": int(port)}

    async def intercept_unary_unary(self, continuation: Any, details: Any, request: Any) -> Any:
        """Make the call and wait for its end."""
        method = details.method.decode() if isinstance(details.method, bytes) else details.method
        name = method.lstrip("/")
        common: dict[str, Any] = {"rpc.system.name": "grpc", "rpc.method": name, **self._server}
        start = time.perf_counter()
        with _tracer.start_as_current_span(
            name,
            kind=SpanKind.CLIENT,
            attributes=common,
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            carrier: dict[str, str] = {}
            inject(carrier)
            metadata = grpc.aio.Metadata(*(details.metadata or ()), *carrier.items())
            call = await continuation(details._replace(metadata=metadata), request)
            code = (await call.code()).name
            outcome = {"rpc.response.status_code": code}
            if code != "OK":
                outcome["error.type"] = code
                span.set_status(Status(StatusCode.ERROR, await call.details()))
            span.set_attributes(outcome)
            _client_duration.record(time.perf_counter() - start, common | outcome)
            return call


# endregion grpc-client


# region grpc-server
class ServerInterceptor(grpc.ServerInterceptor):
    """A span around each call that is served, as a child of the caller's."""

    def intercept_service(self, continuation: Any, details: Any) -> Any:
        """Wrap the handler of one method."""
        handler = continuation(details)
        if handler is None or handler.unary_unary is None:  # unknown, or streaming, which the shop has not
            return handler

        def serve(request: Any, context: grpc.ServicerContext) -> Any:
            return self._serve(handler.unary_unary, details.method.lstrip("/"), request, context)

        return grpc.unary_unary_rpc_method_handler(
            serve,
            request_deserializer=handler.request_deserializer,
            response_serializer=handler.response_serializer,
        )

    def _serve(self, behaviour: Callable[[Any, Any], Any], name: str, request: Any, context: Any) -> Any:
        common = {"rpc.system.name": "grpc", "rpc.method": name}
        token = attach(extract({key: value for key, value in context.invocation_metadata()}))
        start = time.perf_counter()
        try:
            with _tracer.start_as_current_span(
                name,
                kind=SpanKind.SERVER,
                attributes=common,
                record_exception=False,
                set_status_on_exception=False,
            ) as span:
                try:
                    return behaviour(request, context)
                except Exception as error:
                    if context.code() is not None:  # context.abort() raises, too
                        raise
                    _logger.exception("%s failed", name)
                    context.abort(grpc.StatusCode.INTERNAL, f"internal error: {type(error).__name__}")
                finally:
                    code = (context.code() or grpc.StatusCode.OK).name
                    outcome = {"rpc.response.status_code": code}
                    if code in _SERVER_ERRORS:
                        outcome["error.type"] = code
                        span.set_status(Status(StatusCode.ERROR, (context.details() or b"").decode()))
                    span.set_attributes(outcome)
                    _server_duration.record(time.perf_counter() - start, common | outcome)
        finally:
            detach(token)


# endregion grpc-server

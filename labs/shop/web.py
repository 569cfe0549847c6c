"""Serving HTTP: a very small ASGI application with a span and a duration for each request.

The routing is a few lines so that nothing is hidden; in a larger system a framework does it. The names
are those of the semantic conventions for HTTP (stable), "HTTP server span" and "Metric:
http.server.request.duration".
"""

from __future__ import annotations

import json
import logging
import re
import signal
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import uvicorn
from opentelemetry import metrics, trace
from opentelemetry.context import attach, detach
from opentelemetry.propagate import extract
from opentelemetry.trace import SpanKind, Status, StatusCode

from shop.telemetry import DURATION_BUCKETS, SCHEMA_URL, error_type

_logger = logging.getLogger(__name__)
_tracer = trace.get_tracer(__name__, schema_url=SCHEMA_URL)
_meter = metrics.get_meter(__name__, schema_url=SCHEMA_URL)
_duration = _meter.create_histogram(
    "http.server.request.duration",
    "s",
    "Duration of HTTP server requests.",
    explicit_bucket_boundaries_advisory=DURATION_BUCKETS,
)
_active = _meter.create_up_down_counter(
    "http.server.active_requests", "{request}", "Number of active HTTP server requests."
)

#: A request's body may have so many bytes.
MAX_BODY = 64 * 1024
_METHODS = {"GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "QUERY"}


@dataclass(frozen=True, slots=True)
class Request:
    """One request as a handler sees it. Names of headers are lower-case."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    params: Mapping[str, str]
    body: bytes

    def json(self) -> dict[str, Any]:
        """Return the body as a JSON object. Raises :class:`HTTPError` 400 when it is none."""
        try:
            value = json.loads(self.body)
        except ValueError as error:
            raise HTTPError(400, "the body is not JSON") from error
        if not isinstance(value, dict):
            raise HTTPError(400, "the body has to be a JSON object")
        return value


class HTTPError(Exception):
    """Ends a request with this status; ``message`` is for the client to read."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


Handler = Callable[[Request], Awaitable[tuple[int, Any]]]


class Application:
    """An ASGI application made of routes. A handler returns a status and what becomes the JSON body."""

    def __init__(self) -> None:
        self._routes: list[tuple[str, str, re.Pattern[str], Handler]] = []

    def route(self, method: str, template: str) -> Callable[[Handler], Handler]:
        """Register a handler for ``method`` on a path such as ``/products/{sku}``."""
        pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template) + r"\Z")

        def register(handler: Handler) -> Handler:
            self._routes.append((method, template, pattern, handler))
            return handler

        return register

    # region http-server
    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve one request inside a span whose parent is the caller's span, if it sent one along."""
        if scope["type"] != "http":
            return
        headers = {k.decode("latin-1"): v.decode("latin-1") for k, v in scope["headers"]}
        route, handler, params = self._find(scope["method"], scope["path"])
        method = scope["method"] if scope["method"] in _METHODS else "_OTHER"
        common = {"http.request.method": method, "url.scheme": scope["scheme"]}
        token = attach(extract(headers))  # the caller's trace context and baggage
        start = time.perf_counter()
        _active.add(1, common)
        try:
            with _tracer.start_as_current_span(
                f"{method} {route}" if route else method.replace("_OTHER", "HTTP"),
                kind=SpanKind.SERVER,
                attributes=common | _server_attributes(scope, headers, route),
                record_exception=False,
                set_status_on_exception=False,
            ) as span:
                status, body, error = await self._answer(scope, receive, headers, handler, params)
                span.set_attribute("http.response.status_code", status)
                outcome: dict[str, Any] = {"http.response.status_code": status}
                if route:
                    outcome["http.route"] = route
                if status >= 500:  # a 4xx is the client's fault: for the server it is no error
                    outcome["error.type"] = error or str(status)
                    span.set_attribute("error.type", outcome["error.type"])
                    span.set_status(Status(StatusCode.ERROR))
                await _send(send, status, body)
                # Recorded while the span is current, so that the point carries it as an exemplar.
                _duration.record(time.perf_counter() - start, common | outcome)
        finally:
            _active.add(-1, common)
            detach(token)

    # endregion http-server

    def _find(self, method: str, path: str) -> tuple[str | None, Handler, Mapping[str, str]]:
        """Return route, handler and path parameters; without a route, a handler that answers 404 or 405."""
        status, message = 404, "there is no such page"
        for allowed, template, pattern, handler in self._routes:
            if match := pattern.match(path):
                if allowed == method:
                    return template, handler, match.groupdict()
                status, message = 405, f"{method} is not allowed here"

        async def refuse(_: Request) -> tuple[int, Any]:
            raise HTTPError(status, message)

        return None, refuse, {}

    async def _answer(
        self,
        scope: Any,
        receive: Any,
        headers: Mapping[str, str],
        handler: Handler,
        params: Mapping[str, str],
    ) -> tuple[int, Any, str | None]:
        """Run the handler. Returns status, JSON body and, for an exception nobody expected, its type."""
        try:
            body = await _read(receive)
            query = dict(parse_qsl(scope["query_string"].decode("latin-1")))
            request = Request(scope["method"], scope["path"], query, headers, params, body)
            return *(await handler(request)), None
        except HTTPError as error:
            cause = error.__cause__
            return error.status, {"error": error.message}, error_type(cause) if cause else None
        except Exception as error:
            _logger.exception("%s %s failed", scope["method"], scope["path"])
            return 500, {"error": "internal error"}, error_type(error)


def _server_attributes(scope: Any, headers: Mapping[str, str], route: str | None) -> dict[str, Any]:
    attributes: dict[str, Any] = {
        "url.path": scope["path"],
        "network.protocol.version": scope["http_version"],
    }
    if route:
        attributes["http.route"] = route
    if scope["query_string"]:
        attributes["url.query"] = scope["query_string"].decode("latin-1")
    if scope.get("server"):
        attributes["server.address"], attributes["server.port"] = scope["server"]
    if scope.get("client"):
        attributes["client.address"] = scope["client"][0]
    if "user-agent" in headers:
        attributes["user_agent.original"] = headers["user-agent"]
    return attributes


async def _read(receive: Any) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise HTTPError(499, "the client has gone")
        body += message.get("body", b"")
        if len(body) > MAX_BODY:
            raise HTTPError(413, f"the body has more than {MAX_BODY} bytes")
        if not message.get("more_body"):
            return bytes(body)


async def _send(send: Any, status: int, body: Any) -> None:
    content = json.dumps(body).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})


class _Server(uvicorn.Server):
    """uvicorn, with word of when it listens."""

    ready: Callable[[], object]

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        self.ready()


async def serve(application: Application, host: str, port: int, ready: Callable[[], object]) -> None:
    """Serve until SIGTERM or SIGINT, and answer what is under way. Calls ``ready`` when it listens."""
    config = uvicorn.Config(
        application,
        host,
        port,
        log_config=None,
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=5,
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)  # uvicorn raises the signal again when it has ended
    server = _Server(config)
    server.ready = ready
    _logger.info("serving HTTP on %s:%d", host, port)
    await server.serve()
    _logger.info("stopping")

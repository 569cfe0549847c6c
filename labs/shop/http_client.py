"""Calling HTTP: an httpx transport with a span and a duration for each attempt, which sends the context
along.

Semantic conventions for HTTP (stable), "HTTP client span". Each attempt is a span of its own; a repeated
one says how often it was repeated, so a storm of retries can be counted.
"""

from __future__ import annotations

import time
from typing import Any

import httpx
from opentelemetry import metrics, trace
from opentelemetry.propagate import get_global_textmap
from opentelemetry.propagators.textmap import TextMapPropagator
from opentelemetry.trace import SpanKind, Status, StatusCode

from shop.telemetry import DURATION_BUCKETS, SCHEMA_URL, error_type

_tracer = trace.get_tracer(__name__, schema_url=SCHEMA_URL)
_meter = metrics.get_meter(__name__, schema_url=SCHEMA_URL)
_duration = _meter.create_histogram(
    "http.client.request.duration",
    "s",
    "Duration of HTTP client requests.",
    explicit_bucket_boundaries_advisory=DURATION_BUCKETS,
)


class TracedTransport(httpx.AsyncBaseTransport):
    """Wraps httpx's own transport.

    ``propagator`` writes the headers that carry the context; the global one (trace context and baggage)
    unless another is given. A request's ``extensions`` may hold ``url.template`` (for the span's name)
    and ``http.request.resend_count``.
    """

    def __init__(self, propagator: TextMapPropagator | None = None) -> None:
        self._inner = httpx.AsyncHTTPTransport(limits=httpx.Limits(max_connections=64))
        self._propagator = propagator or get_global_textmap()

    # region http-client
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request inside a span."""
        template = request.extensions.get("url.template")
        common: dict[str, Any] = {
            "http.request.method": request.method,
            "server.address": request.url.host,
            "server.port": request.url.port or (443 if request.url.scheme == "https" else 80),
        }
        if template:
            common["url.template"] = template
        attributes = common | {"url.full": str(request.url)}
        if resent := request.extensions.get("http.request.resend_count"):
            attributes["http.request.resend_count"] = resent
        start = time.perf_counter()
        with _tracer.start_as_current_span(
            f"{request.method} {template}" if template else request.method,
            kind=SpanKind.CLIENT,
            attributes=attributes,
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            self._propagator.inject(request.headers)  # the receiver's span becomes a child of this one
            outcome: dict[str, Any] = {}
            try:
                response = await self._inner.handle_async_request(request)
                await response.aread()
                outcome["http.response.status_code"] = response.status_code
                if response.status_code >= 400:
                    outcome["error.type"] = str(response.status_code)
                return response
            except httpx.TransportError as error:
                outcome["error.type"] = error_type(error)
                raise
            finally:
                span.set_attributes(outcome)
                if "error.type" in outcome:
                    span.set_status(Status(StatusCode.ERROR))
                _duration.record(time.perf_counter() - start, common | outcome)

    # endregion http-client

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()

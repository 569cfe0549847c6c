"""Traffic for the Collector's labs: traces of orders, as three services would send them, and their number.

The same seed gives the same traces, and the same ids to the same resource, so that whoever samples them by id
keeps the same ones.
Spans are described after the fact: a trace that took two seconds does not take two seconds to send.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor, SpanExportResult
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.sdk.trace.id_generator import IdGenerator
from opentelemetry.trace import SpanKind, Status, StatusCode, set_span_in_context

SERVICES = ("storefront", "checkout", "payment")
SPANS_PER_TRACE = 3
SPANS_PER_REQUEST = 300

#: What orders are like, and how many of a hundred are.
KINDS = {"normal": 80, "slow": 12, "failed": 8}


@dataclass(frozen=True, slots=True)
class Order:
    """One order: its ``kind`` and how long the payment took, in nanoseconds."""

    kind: str
    payment_ns: int
    tier: str
    email: str
    card: str


class _SeededIds(IdGenerator):
    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def generate_span_id(self) -> int:
        return self._random.getrandbits(64) or 1

    def generate_trace_id(self) -> int:
        return self._random.getrandbits(128) or 1


def orders(count: int, seed: int) -> list[Order]:
    """Return ``count`` orders; the same for the same seed."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
        milliseconds = chance.uniform(1_200, 3_000) if kind == "slow" else chance.uniform(5, 150)
        made.append(
            Order(
                kind=kind,
                payment_ns=int(milliseconds * 1e6),
                tier=chance.choices(["standard", "gold"], [9, 1])[0],
                email=f"customer{number}@example.org",
                card=f"4000-1234-{chance.randrange(10_000):04}-{chance.randrange(10_000):04}",
            )
        )
    return made


def send(
    endpoints: str | Mapping[str, str], count: int, seed: int, counted_at: str | None = None, **resource: str
) -> dict[str, Any]:
    """Send traces of ``count`` orders over OTLP/HTTP and return what was sent.

    ``endpoints`` is where all services send to, or where each of :data:`SERVICES` does. ``counted_at`` is
    the endpoint that is told how many of each kind were sent: the metric ``traffic.orders``. ``resource``
    are further attributes of the resource of all services; the ids depend on them, what is ordered does not.
    Raises :class:`RuntimeError` when an endpoint did not take everything.
    """
    if isinstance(endpoints, str):
        endpoints = dict.fromkeys(SERVICES, endpoints)
    ids = _SeededIds(f"{seed} {resource}")
    spans = {endpoint: InMemorySpanExporter() for endpoint in endpoints.values()}
    tracers = {}
    for service, endpoint in endpoints.items():
        provider = TracerProvider(
            resource=Resource({"service.name": service, **resource}), id_generator=ids, shutdown_on_exit=False
        )
        provider.add_span_processor(SimpleSpanProcessor(spans[endpoint]))
        tracers[service] = provider.get_tracer("traffic")
    made = orders(count, seed)
    for order in made:
        _trace(order, tracers)
    for endpoint, to_send in spans.items():
        exporter = OTLPSpanExporter(endpoint=f"{endpoint}/v1/traces", timeout=30)
        finished = to_send.get_finished_spans()
        for start in range(0, len(finished), SPANS_PER_REQUEST):
            if exporter.export(finished[start : start + SPANS_PER_REQUEST]) != SpanExportResult.SUCCESS:
                raise RuntimeError(f"{endpoint} did not take the spans from number {start} on")
        exporter.shutdown()
    kinds = Counter(order.kind for order in made)
    if counted_at:
        _count(counted_at, kinds, resource)
    return {"traces": count, "spans": count * SPANS_PER_TRACE, "kinds": {kind: kinds[kind] for kind in KINDS}}


def _trace(order: Order, tracers: dict[str, Any]) -> None:
    """Describe one order: storefront → checkout → payment, which ended just now."""
    end = time.time_ns()
    begin = end - order.payment_ns - 20_000_000
    failed = Status(StatusCode.ERROR, "card declined") if order.kind == "failed" else None
    root = tracers["storefront"].start_span(
        "POST /orders",
        kind=SpanKind.SERVER,
        start_time=begin,
        attributes={
            "http.request.method": "POST",
            "http.route": "/orders",
            "http.response.status_code": 402 if failed else 200,
            "customer.tier": order.tier,
            "user.email": order.email,
            "order.kind": order.kind,
        },
    )
    checkout = tracers["checkout"].start_span(
        "place order",
        context=set_span_in_context(root),
        start_time=begin + 5_000_000,
        attributes={"order.kind": order.kind},
    )
    payment = tracers["payment"].start_span(
        "charge card",
        context=set_span_in_context(checkout),
        kind=SpanKind.CLIENT,
        start_time=begin + 10_000_000,
        attributes={"payment.card": order.card, "order.kind": order.kind},
    )
    if failed:
        payment.set_status(failed)
        root.set_status(failed)
    payment.end(end - 10_000_000)
    checkout.end(end - 5_000_000)
    root.end(end)


def _count(endpoint: str, kinds: Counter[str], resource: dict[str, str]) -> None:
    exporter = OTLPMetricExporter(endpoint=f"{endpoint}/v1/metrics", timeout=30)
    provider = MeterProvider(
        [PeriodicExportingMetricReader(exporter, export_interval_millis=float("inf"))],
        resource=Resource({"service.name": "traffic", **resource}),
        shutdown_on_exit=False,
    )
    counter = provider.get_meter("traffic").create_counter(
        "traffic.orders", unit="{order}", description="Orders that were sent as traces."
    )
    for kind in KINDS:
        counter.add(kinds[kind], {"order.kind": kind})
    if not provider.force_flush(30_000):
        raise RuntimeError(f"{endpoint} did not take the number of orders")
    provider.shutdown()

"""Telemetry rows for the tests of the views: a small shop, large pictures, and names that attack."""

from __future__ import annotations

import random
from typing import Any

Row = dict[str, Any]
MS = 1_000_000
START = 1_790_000_000_000_000_000  # nanoseconds since 1970

HOSTILE = [
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=2</script>",
    "<img src=x onerror=window.pwned=3>",
    '"><svg onload=window.pwned=4>',
    "javascript:window.pwned=5",
    "<!--<script>",
    "\u202egnp.exe\u202c",
    "nul\x00bel\x07esc\x1b[31m",
    "line\u2028separator\u2029",
    "__proto__",
    "constructor",
    "{{7*7}}${7*7}",
    "' or 1=1 --",
    "x" * 100_000,
    "\ud800",
    "",
]


def span(
    trace: int, number: int, parent: int | None, service: str, name: str, start: float, ms: float, **more: Any
) -> Row:
    """A span row as the views ask for it; `start` and `ms` in milliseconds."""
    return {
        "trace_id": f"{trace:032x}",
        "span_id": f"{number:016x}",
        "parent_span_id": None if parent is None else f"{parent:016x}",
        "name": name,
        "kind": "INTERNAL",
        "service_name": service,
        "start_ns": START + round(start * MS),
        "duration_ns": round(ms * MS),
        "status_code": "UNSET",
        "status_message": None,
        "attributes": {},
        "resource": {"service.name": service, "service.version": "1.4.2", "host.name": "laptop"},
        "scope_name": "opentelemetry.instrumentation.asgi",
        "scope_version": "0.66b2",
    } | more


def checkout(
    trace: int = 1, at: float = 0, slow: float = 1.0, failing: bool = False, seed: int = 1
) -> tuple[list[Row], list[Row], list[Row], list[Row]]:
    """One order in the shop: spans, events, links, logs."""
    r = random.Random(seed)
    j = lambda x: x * slow * r.uniform(0.8, 1.25)  # noqa: E731
    db = j(46)
    pay = j(38)
    spans = [
        span(
            trace,
            1,
            None,
            "storefront",
            "POST /checkout",
            at,
            22 + db + pay,
            kind="SERVER",
            attributes={
                "http.request.method": "POST",
                "http.route": "/checkout",
                "http.response.status_code": 502 if failing else 201,
                "url.path": "/checkout",
                "server.address": "127.0.0.1",
                "user_agent.original": "shop-driver/1.0",
            },
            status_code="ERROR" if failing else "UNSET",
            status_message="payment was refused" if failing else None,
        ),
        span(trace, 2, 1, "storefront", "validate basket", at + 0.4, 2.1),
        span(
            trace,
            3,
            1,
            "storefront",
            "GET /products/{id}",
            at + 2.8,
            db + 6,
            kind="CLIENT",
            attributes={"http.request.method": "GET"},
        ),
        span(
            trace,
            4,
            3,
            "catalogue",
            "GET /products/{id}",
            at + 4,
            db + 3,
            kind="SERVER",
            attributes={"http.route": "/products/{id}"},
        ),
        span(
            trace,
            5,
            4,
            "catalogue",
            "SELECT products",
            at + 5,
            db,
            kind="CLIENT",
            attributes={
                "db.system.name": "postgresql",
                "db.query.text": "select * from products where id = $1",
                "db.namespace": "shop",
            },
        ),
        span(
            trace,
            6,
            1,
            "storefront",
            "shop.Payment/Charge",
            at + 10 + db,
            pay + 4,
            kind="CLIENT",
            attributes={"rpc.system": "grpc"},
            status_code="ERROR" if failing else "UNSET",
        ),
        span(
            trace,
            7,
            6,
            "payment",
            "shop.Payment/Charge",
            at + 11 + db,
            pay,
            kind="SERVER",
            attributes={"rpc.system": "grpc", "rpc.grpc.status_code": 14 if failing else 0},
            status_code="ERROR" if failing else "UNSET",
            status_message="card network unavailable" if failing else None,
        ),
        span(
            trace,
            8,
            1,
            "storefront",
            "orders publish",
            at + 16 + db + pay,
            1.6,
            kind="PRODUCER",
            attributes={"messaging.system": "sqlite", "messaging.destination.name": "orders"},
        ),
        span(
            trace,
            9,
            8,
            "worker",
            "orders process",
            at + 19 + db + pay,
            j(14),
            kind="CONSUMER",
            attributes={"messaging.operation.type": "process"},
        ),
    ]
    one = f"{trace:032x}"
    events = [
        {
            "trace_id": one,
            "span_id": f"{2:016x}",
            "time_ns": START + round((at + 1.2) * MS),
            "name": "basket.checked",
            "attributes": {"items": 3},
        }
    ]
    if failing:
        events.append(
            {
                "trace_id": one,
                "span_id": f"{7:016x}",
                "time_ns": START + round((at + 12 + db + pay * 0.9) * MS),
                "name": "exception",
                "attributes": {
                    "exception.type": "ConnectionError",
                    "exception.message": "card network unavailable",
                },
            }
        )
    links = [
        {
            "trace_id": one,
            "span_id": f"{9:016x}",
            "linked_trace_id": one,
            "linked_span_id": f"{8:016x}",
            "attributes": {"messaging.message.id": "m-17"},
        }
    ]
    logs = [
        log(at + 1.5, "storefront", 9, "basket of 3 items is valid", trace, 2),
        log(at + 11.5 + db, "payment", 13 if failing else 9, "charging 42.00 EUR", trace, 7),
    ]
    if failing:
        logs.append(
            log(at + 12 + db + pay * 0.9, "payment", 17, "card network unavailable", trace, 7, {"attempt": 3})
        )
    return spans, events, links, logs


def log(
    at: float,
    service: str,
    number: int,
    body: str,
    trace: int | None = None,
    span_number: int | None = None,
    attributes: Row | None = None,
) -> Row:
    """A log row; `at` in milliseconds."""
    return {
        "trace_id": None if trace is None else f"{trace:032x}",
        "span_id": None if span_number is None else f"{span_number:016x}",
        "time_ns": START + round(at * MS),
        "severity_number": number,
        "severity_text": None,
        "body": body,
        "event_name": None,
        "service_name": service,
        "attributes": attributes or {},
    }


def large_trace(n: int = 10_000, seed: int = 7) -> list[Row]:
    """One trace of n spans, a random tree over twelve services."""
    r = random.Random(seed)
    spans = [span(9, 1, None, "gateway", "GET /everything", 0, 5_000, kind="SERVER")]
    for i in range(2, n + 1):
        parent = spans[max(0, int(len(spans) * (1 - r.random() ** 3)) - 1)]
        offset = (parent["start_ns"] - START) / MS
        room = parent["duration_ns"] / MS
        begin = offset + r.random() * room * 0.6
        spans.append(
            span(
                9,
                i,
                int(parent["span_id"], 16),
                f"service-{r.randrange(12)}",
                f"step {i % 97}",
                begin,
                max(0.01, (offset + room - begin) * r.random()),
                kind=r.choice(["SERVER", "CLIENT", "INTERNAL"]),
                status_code=r.choice(["UNSET"] * 40 + ["ERROR"]),
            )
        )
    return spans

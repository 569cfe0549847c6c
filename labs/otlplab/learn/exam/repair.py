"""The task *A pipeline to repair*: a program whose telemetry does not arrive as it must.

The program is ``storefront.py`` with three of the :data:`FAULTS`, drawn for each candidate: one by which
spans are lost, two by which they are wrong. The candidate repairs it in the exam's notebook. It is marked by
running: with orders that nobody has seen, in the sandbox, against a warehouse of the exam's own
(``warehouse.py``), and what is judged are the requests that a collector has accepted.
"""

from __future__ import annotations

import io
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from google.protobuf.message import DecodeError
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status

from otlplab.learn.exam.variant import NAMES
from otlplab.segments import Signal, read_stream

ID = "repair-pipeline"
TITLE = "A pipeline to repair"
POINTS = 6
ORDERS = "orders.json"
WAREHOUSE = "warehouse.py"
TELEMETRY = "telemetry"
"""Folder, beside the notebook, of the collector that the task's own cells start."""

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: what of the program is replaced by what, and the check that it makes fail."""

    id: str
    check: str
    right: str
    wrong: str


FAULTS = (
    Fault("endpoint", "arrived", 'endpoint=f"{collector_url}/v1/traces"', "endpoint=collector_url"),
    Fault("flush", "arrived", "\n    provider.shutdown()", ""),
    Fault("sampler", "arrived", "sampling.ALWAYS_ON", "sampling.TraceIdRatioBased(0.25)"),
    Fault("propagation", "joined", "            propagate.inject(headers)\n", ""),
    Fault("name", "named", '"service.name"', '"service_name"'),
    Fault("status", "errors", "StatusCode.ERROR", "StatusCode.UNSET"),
    Fault("type", "typed", '"order.amount", order["amount"]', '"order.amount", str(order["amount"])'),
)

TEXT = """\
The program below takes orders and asks a warehouse for each, over HTTP. Its telemetry is broken in three
places. Repair it, so that a collector gets what the following says, whatever the orders are:

- one span `place order` for every order, with the order's `order.id`;
- the warehouse's span `reserve` of the same order is its child, in the same trace;
- the spans' service is called `storefront`;
- its status is `ERROR` where the warehouse refuses the order, and not otherwise;
- its attribute `order.amount` is the order's amount, as a number.

Change the function and nothing else. The cell below it runs it; look at what arrives with SQL, as often as
you like."""

SETUP = f"""\
import json
from pathlib import Path

import {WAREHOUSE.removesuffix(".py")}
from otlplab import attach"""

RUN = f"""\
given = json.loads(Path("{ORDERS}").read_text())
collector = attach("{TELEMETRY}", http_port=0, grpc_port=0)
arrived = collector.store()  # what arrives from now on
try:
    with warehouse.opened(collector.http_endpoint, given["sold_out"]) as address:
        take_orders(given["orders"], address, collector.http_endpoint)
finally:
    collector.stop()
arrived.sql("select service_name, name, count(*) as spans from spans group by all order by all")"""


def draw(choose: random.Random) -> tuple[Fault, ...]:
    """Three faults for one candidate: one that loses spans, two of those that make them wrong."""
    losing = [fault for fault in FAULTS if fault.check == "arrived"]
    others = [fault for fault in FAULTS if fault.check != "arrived"]
    return (choose.choice(losing), *choose.sample(others, 2))


def program(faults: Sequence[Fault]) -> str:
    """The source of the program with these faults; without any, as it should be."""
    source = (_HERE / "storefront.py").read_text("utf-8").split('"""\n', 1)[1].strip()
    for fault in faults:
        assert source.count(fault.right) == 1, fault.id
        source = source.replace(fault.right, fault.wrong)
    return source


def given(seed: bytes) -> dict[str, Any]:
    """Orders, and which goods are sold out; the same for the same seed. Some orders are refused, not all."""
    choose = random.Random(seed + b"orders")
    goods = choose.sample(NAMES, 8)
    orders = [
        {
            "id": f"{choose.getrandbits(40):010x}",
            "item": goods[n] if n < len(goods) else choose.choice(goods),
            "amount": choose.randrange(100, 20_000) / 100,
        }
        for n in range(choose.randrange(40, 60))
    ]
    choose.shuffle(orders)
    return {"sold_out": choose.sample(goods, 2), "orders": orders}


def write(folder: Path, seed: bytes) -> list[Path]:
    """Put what the task needs beside a notebook, and return the files."""
    orders, warehouse = folder / ORDERS, folder / WAREHOUSE
    orders.write_text(json.dumps(given(seed), indent=1) + "\n", "utf-8")
    warehouse.write_bytes((_HERE / WAREHOUSE).read_bytes())
    return [orders, warehouse]


def score(segments: Sequence[bytes], asked: dict[str, Any], faults: Sequence[Fault]) -> float:
    """The share of the faults, 0 to 1, whose check holds for what arrived.

    ``segments`` are the files of a collector, or whatever a hostile submission has made of them; ``asked`` is
    what :func:`given` returned.
    """
    checks = judge(segments, asked)
    return sum(checks[fault.check] for fault in faults) / len(faults)


def judge(segments: Sequence[bytes], asked: dict[str, Any]) -> dict[str, bool]:
    """Which checks hold, each for every order: ``arrived``, ``joined``, ``named``, ``errors``, ``typed``."""
    placed: dict[str, list[_Seen]] = {}
    reserved: dict[str, list[_Seen]] = {}
    for seen in _spans(segments):
        kind = {"place order": placed, "reserve": reserved}.get(seen.span.name)
        if kind is not None:
            kind.setdefault(str(seen.attributes.get("order.id")), []).append(seen)
    checks = dict.fromkeys(("arrived", "joined", "named", "errors", "typed"), bool(asked["orders"]))
    for order in asked["orders"]:
        mine, theirs = placed.get(order["id"], []), reserved.get(order["id"], [])
        if len(mine) != 1:
            return dict.fromkeys(checks, False)
        [one] = mine
        refused = order["item"] in asked["sold_out"]
        amount = one.attributes.get("order.amount")
        checks["joined"] &= [(s.span.trace_id, s.span.parent_span_id) for s in theirs] == [
            (one.span.trace_id, one.span.span_id)
        ]
        checks["named"] &= one.service == "storefront"
        checks["errors"] &= (one.span.status.code == Status.STATUS_CODE_ERROR) == refused
        checks["typed"] &= not isinstance(amount, str | bool) and amount == order["amount"]
    return checks


@dataclass(frozen=True, slots=True)
class _Seen:
    service: object
    span: Span
    attributes: dict[str, Any]


def _spans(segments: Sequence[bytes]) -> list[_Seen]:
    """The spans of the collector's files; a file that makes no sense is read as far as it does."""
    found = []
    for segment in segments:
        try:
            for frame in read_stream(io.BytesIO(segment)):
                if frame.signal is not Signal.TRACES:
                    continue
                for group in ExportTraceServiceRequest.FromString(frame.payload).resource_spans:
                    service = _values(group.resource.attributes).get("service.name")
                    for scope in group.scope_spans:
                        found += [_Seen(service, span, _values(span.attributes)) for span in scope.spans]
        except (ValueError, DecodeError):
            continue
    return found


def _values(attributes: Any) -> dict[str, Any]:
    """Attributes whose values are plain."""
    values = {}
    for attribute in attributes:
        kind = attribute.value.WhichOneof("value")
        if kind in ("string_value", "bool_value", "int_value", "double_value"):
            values[attribute.key] = getattr(attribute.value, kind)
    return values

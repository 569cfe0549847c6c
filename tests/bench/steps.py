"""Measure what each way of doing the same work takes: why the collector and the store are made as they are.

    python tests/bench/steps.py [--rounds 5] [--spans 50000]

Every way of a group does the same work (but json_format takes identifiers for base64) and is tried in turn,
A, B, C, A, B, C, in this process alone. A figure is spans for each second of processor time; a ratio is to
the first way of its group, taken round by round. ``book/_data/steps.json`` keeps both, the book's page on
speed shows them.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import receivers
from google.protobuf import json_format
from otlplab.collector import contract, otlpjson
from otlplab.conformance.payloads import as_json, dumped
from otlplab.segments import Frame, Signal
from otlplab.store import fast, plain
from otlplab.store.schema import SCHEMAS
from payloads import request
from run import facts

OUT = receivers.ROOT / "book" / "_data" / "steps.json"
BATCH = 512
P99 = ["service_name", "duration_ns"]
KIND = contract.KINDS[Signal.TRACES]
Ways = dict[str, Callable[[], object]]


def _looked_at(body: bytes) -> object:
    """Decode a request and look at the identifiers of each of its spans, one after the other."""
    message = contract.decode(KIND, body)
    for resource in message.resource_spans:  # type: ignore[attr-defined]
        for scope in resource.scope_spans:
            assert not any(map(contract.span_problem, scope.spans))
    return message


def groups(spans: int) -> Iterator[tuple[str, Ways]]:
    """Yield what is compared, and its ways, the first thought first."""
    rnd = random.Random(7)
    messages = [request(Signal.TRACES, rnd, BATCH) for _ in range(spans // BATCH)]
    bodies = [message.SerializeToString() for message in messages]
    texts = [dumped(as_json(message)) for message in messages[: len(messages) // 8]]
    frames = [Frame(Signal.TRACES, 1, body) for body in bodies]
    every = SCHEMAS["spans"].names
    yield (
        "take a request",
        {
            "decode, look at each span, encode": lambda: [
                _looked_at(body).SerializeToString()  # type: ignore[attr-defined]
                for body in bodies
            ],
            "keep the bytes as they came": lambda: [_looked_at(body) for body in bodies],
            "let the parser look at all identifiers": lambda: [contract.judge(KIND, body) for body in bodies],
        },
    )
    yield (
        "take a JSON request",
        {
            "protobuf's own json_format": lambda: [
                json_format.Parse(text, KIND.request()).SerializeToString() for text in texts
            ],
            "a plan made once for each message": lambda: [
                otlpjson.decode(KIND, text).SerializeToString() for text in texts
            ],
            "one record at a time, in little memory": lambda: [otlpjson.encode(KIND, text) for text in texts],
        },
    )
    yield (
        "read service and duration",
        {
            "every span in Python": lambda: plain.table("spans", frames, P99),
            "every column at once": lambda: fast.table("spans", frames, every),
            "only the two columns": lambda: fast.table("spans", frames, P99),
        },
    )
    yield (
        "read one attribute",
        {
            "every span in Python": lambda: plain.table("spans", frames, ["attributes"]),
            "all attributes at once": lambda: fast.table("spans", frames, ["attributes"]),
            "only the one asked for": lambda: fast.table(
                "spans", frames, ["attributes"], frozenset({"http.route"})
            ),
        },
    )


def measure(ways: Ways, spans: int, rounds: int) -> list[dict]:
    """Return spans a second of processor time of each way, and its ratio to the first in each round."""
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            begin = time.process_time()
            way()
            rates[name].append(spans / (time.process_time() - begin))
    first = next(iter(rates.values()))
    return [
        {
            "way": name,
            "per_cpu_second": [round(rate) for rate in of_way],
            "ratio": [round(rate / other, 2) for rate, other in zip(of_way, first, strict=True)],
        }
        for name, of_way in rates.items()
    ]


def main() -> None:
    """Measure, print, and store."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--spans", type=int, default=50_000)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    spans, found = arguments.spans // BATCH * BATCH, []
    for what, ways in groups(arguments.spans):
        of_texts = spans // BATCH // 8 * BATCH
        for row in measure(ways, of_texts if "JSON" in what else spans, arguments.rounds):
            found.append({"what": what, **row})
            print(json.dumps(found[-1]), flush=True)
    told = {name: value for name, value in facts().items() if name != "versions"}
    lines = ",\n".join(json.dumps(row) for row in found)
    arguments.out.write_text(json.dumps(told, indent=1)[:-2] + f',\n "results": [\n{lines}\n]}}\n')


if __name__ == "__main__":
    main()

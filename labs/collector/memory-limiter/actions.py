"""What can be done with the Collector under pressure."""

from __future__ import annotations

import json
import random
import time
import urllib.error
import urllib.request
from collections import Counter
from typing import Any

from google.rpc.status_pb2 import Status
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

SPANS, BODY = 20, 16_384  # spans in a request, bytes that somebody put into an attribute of each


def send(run: Any, requests: int = 300, seed: int = 1) -> dict[str, Any]:
    """Send requests, each once, 150 a second; return how many got which answer, and what a refusal says."""
    return _send(run, seed, list(range(requests)))


def resend(run: Any, seed: int = 1) -> dict[str, Any]:
    """Send what was refused again until all is accepted, for 30 s at most, as an exporter would."""
    left: list[int] = json.loads((run.data / f"refused-{seed}.json").read_text("utf-8"))
    requests, end = len(left), time.monotonic() + 30
    while left and time.monotonic() < end:
        time.sleep(0.2)
        told = _send(run, seed, left)
        left = told["refused"] and json.loads((run.data / f"refused-{seed}.json").read_text("utf-8"))
    return {"accepted": requests - len(left or []), "refused": len(left or [])}


def fault(run: Any, name: str, on: bool = True) -> None:
    """Take the back end away or bring it back (``outage``)."""
    run.switch("backend", on=not on)


def _send(run: Any, seed: int, numbers: list[int]) -> dict[str, Any]:
    answers: Counter[int] = Counter()
    refused, says = [], ""
    for number in numbers:
        begun = time.monotonic()
        status, body = _post(f"{run.endpoint('otlp')}/v1/traces", _request(seed, number))
        answers[status] += 1
        if status != 200:
            refused.append(number)
            says = Status.FromString(body).message
        time.sleep(max(0, 1 / 150 - (time.monotonic() - begun)))
    (run.data / f"refused-{seed}.json").write_text(json.dumps(refused), "utf-8")
    return {
        "accepted": answers[200],
        "refused": len(refused),
        "answers": sorted(answers),
        "says": says,
    }


def _post(url: str, body: bytes) -> tuple[int, bytes]:
    request = urllib.request.Request(url, body, {"Content-Type": "application/x-protobuf"})
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def _request(seed: int, number: int) -> bytes:
    """Return request ``number``: the same for the same seed, but for its times."""
    chance = random.Random(f"{seed} {number}")
    request = ExportTraceServiceRequest()
    resource = request.resource_spans.add()
    resource.resource.attributes.add(key="service.name").value.string_value = "uploads"
    scope = resource.scope_spans.add()
    now = time.time_ns()
    for _ in range(SPANS):
        span = scope.spans.add(
            trace_id=chance.randbytes(16),
            span_id=chance.randbytes(8),
            name="POST /uploads",
            kind=2,
            start_time_unix_nano=now - 50_000_000,
            end_time_unix_nano=now,
        )
        span.attributes.add(key="upload.body").value.string_value = "x" * BODY
        span.attributes.add(key="upload.round").value.int_value = seed
    return request.SerializeToString()

"""What the checks share: how one is registered, what answers must look like, sentences quoted by several."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import grpc
from google.protobuf.message import DecodeError
from google.rpc.status_pb2 import Status

from otlplab.collector.contract import KINDS
from otlplab.conformance import payloads
from otlplab.conformance.model import Check, Failed, Level, NotSeen
from otlplab.conformance.target import (
    JSON,
    PROTOBUF,
    HttpAnswer,
    Target,
)
from otlplab.segments import Signal

MUST, SHOULD, STATED = Level.MUST, Level.SHOULD, Level.STATED

ALL = tuple(Signal)

#: Codes that tell a client that it may send the same data again ("Failures", the table).
RETRYABLE_GRPC = {
    grpc.StatusCode.CANCELLED,
    grpc.StatusCode.DEADLINE_EXCEEDED,
    grpc.StatusCode.ABORTED,
    grpc.StatusCode.OUT_OF_RANGE,
    grpc.StatusCode.UNAVAILABLE,
    grpc.StatusCode.DATA_LOSS,
}

#: The same of HTTP ("Retryable Response Codes").
RETRYABLE_HTTP = {429, 502, 503, 504}

#: The size to which the specification recommends to limit an answer, in bytes.
RESPONSE_LIMIT = 4 * 1024 * 1024

BROKEN = b"\x0a\xff\xff\xff\xff\x0f not a message"  # field 1, longer than anything that follows

CHECKS: list[Check] = []

_Function = Callable[[Target, Signal], None]


def check(
    transport: str, level: Level, section: str, sentence: str, signals: tuple[Signal, ...] = ()
) -> Callable[[_Function], _Function]:
    """Register a function as a check; one for each signal when there are ``signals``."""

    def register(function: _Function) -> _Function:
        name = function.__name__.removeprefix("http_").removeprefix("grpc_").replace("_", "-")
        for signal in signals or (None,):
            CHECKS.append(Check(name, transport, level, section, sentence, function, signal))
        return function

    return register


def need(condition: Any, seen: object) -> None:
    """Fail unless ``condition``; ``seen`` is what the receiver did."""
    if not condition:
        raise Failed(str(seen))


def decoded(kind_signal: Signal, body: bytes, media_type: str = PROTOBUF) -> Any:
    """Decode a response of a signal, or fail."""
    cls = KINDS[kind_signal].response
    name = cls.DESCRIPTOR.name
    if media_type == JSON:
        try:
            data = json.loads(body)
        except ValueError:
            raise Failed(f"the body is not JSON: {body[:100]!r}") from None
        need(
            isinstance(data, dict) and data.keys() <= {"partialSuccess"},
            f"not a {name}: {body[:100]!r}",
        )
        response: Any = cls()
        partial = data.get("partialSuccess")
        if partial is not None:
            count = partial.get(_camel(KINDS[kind_signal].rejected), 0)
            setattr(response.partial_success, KINDS[kind_signal].rejected, int(count))
            response.partial_success.error_message = partial.get("errorMessage", "")
            response.partial_success.SetInParent()
        return response
    try:
        response = cls.FromString(body)
    except DecodeError:
        raise Failed(f"the body is not a {name}: {body[:100]!r}") from None
    stripped = cls()
    stripped.CopyFrom(response)
    stripped.DiscardUnknownFields()
    need(stripped.ByteSize() == len(body), f"the body is not a {name}: {body[:100]!r}")
    return response


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def accepted_http(
    target: Target, signal: Signal, body: bytes, media_type: str = PROTOBUF, **options: Any
) -> None:
    """Send a valid request and fail unless all of it is accepted."""
    answer = target.post(KINDS[signal].path, body, media_type, **options)
    need(answer.code == 200, answer)
    response = decoded(signal, answer.body, media_type)
    need(
        not response.HasField("partial_success")
        or not getattr(response.partial_success, KINDS[signal].rejected),
        f"some of it was rejected: {answer}",
    )


def accepted_grpc(target: Target, signal: Signal, body: bytes, **options: Any) -> None:
    """Send a valid request and fail unless all of it is accepted."""
    answer = target.call(signal, body, **options)
    need(answer.code is grpc.StatusCode.OK, answer)
    response = decoded(signal, answer.body)
    need(
        not response.HasField("partial_success")
        or not getattr(response.partial_success, KINDS[signal].rejected),
        f"some of it was rejected: {response}",
    )


def error_has_status(answer: HttpAnswer) -> Status | dict[str, Any]:
    """Return the Status of an answer that must be an error, as a message or, of JSON, a dict."""
    need(400 <= answer.code <= 599, f"expected an error, got {answer}")
    status = answer.status()
    if status is None:
        raise Failed(f"the body is not a Status: {answer}")
    return status


def invalid(signal: Signal, **options: Any) -> bytes:
    """Return a request of which some records are invalid."""
    request = payloads.with_invalid(signal, **options)
    assert request is not None
    return request.SerializeToString()


WITH_INVALID = (Signal.TRACES, Signal.METRICS, Signal.PROFILES)

COMPRESSION = (
    "All server components MUST support the following transport compression options: "
    "No compression, denoted by `none`. Gzip compression, denoted by `gzip`."
)

RESPONSE_4_MIB = "It is RECOMMENDED to use 4 MiB as the default limit."

REDUCED = (
    "For a Partial Success response that would otherwise exceed the limit, the server SHOULD reduce the "
    "response size without changing response semantics if it is possible and practical."
)

_MANY = 10_000


def many_invalid(signal: Signal) -> bytes:
    """Return a request of invalid spans that could each be explained at length."""
    return invalid(signal, name="n" * 2048, number=_MANY)


def need_all_counted(response: Any) -> None:
    """Fail unless the invalid records of a large request are counted exactly."""
    if not response.partial_success.rejected_spans:
        raise NotSeen("it accepts the invalid records as well")
    need(response.partial_success.rejected_spans == _MANY, f"{_MANY} were invalid: {response!r}"[:200])


EMPTY = (
    "If the server receives an empty request (a request that does not carry any telemetry data) the "
    "server SHOULD respond with success."
)

UNSET = "The server MUST leave the `partial_success` field unset in case of a successful response."


def need_unset(signal: Signal, response: Any) -> None:
    """Fail when `partial_success` is set, unless it is the warning that a server may give."""
    if response.HasField("partial_success"):
        partial = response.partial_success
        if partial.error_message and not getattr(partial, KINDS[signal].rejected):
            raise NotSeen(f"it warns: {partial.error_message[:100]!r}")
        raise Failed(f"partial_success is set: {partial!r}")


PARTIAL_COUNT = (
    "Additionally, the server MUST initialize the `partial_success` field, and it MUST set the "
    "respective `rejected_spans`, `rejected_data_points`, `rejected_log_records` or "
    "`rejected_profiles` field with the number of spans/data points/log records/profiles it rejected."
)

PARTIAL_TEXT = (
    "The server SHOULD populate the `error_message` field with a human-readable error message in English."
)

WARNING = (
    "In such cases, the `rejected_<signal>` field MUST have a value of `0`, and the `error_message` field "
    "MUST be non-empty."
)


def need_no_rejection(signal: Signal, response: Any) -> None:
    """Fail if a valid request is warned about and counted as rejected."""
    rejected = getattr(response.partial_success, KINDS[signal].rejected)
    if not (rejected or response.partial_success.error_message):
        raise NotSeen("it does not warn about a valid request")
    need(rejected == 0, f"{rejected} of a valid request were rejected: {response!r}"[:200])


FUTURE = (
    "Newer versions of OTLP may add new fields to messages that will be ignored by clients and "
    "servers that do not understand these fields."
)


def with_unknown_fields(signal: Signal) -> bytes:
    """Return a valid request with two fields that no version knows."""
    return payloads.valid(signal).SerializeToString() + b"\xc2\x3e\x03new\xc8\x3e\x05"  # fields 1000 and 1001

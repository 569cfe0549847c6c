"""The checks, in the order of the specification, and how they are run."""

from __future__ import annotations

import gzip
import json
import time
import zlib
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import grpc
from google.protobuf.message import DecodeError, Message
from google.rpc.error_details_pb2 import BadRequest, RetryInfo
from google.rpc.status_pb2 import Status

from otlplab.collector.contract import KINDS
from otlplab.conformance import payloads
from otlplab.conformance.model import Check, Failed, Level, NotSeen, Outcome, Result
from otlplab.conformance.target import (
    JSON,
    PROTOBUF,
    GrpcAnswer,
    HttpAnswer,
    NoAnswer,
    Target,
    export,
)
from otlplab.segments import Signal

MUST, SHOULD, STATED = Level.MUST, Level.SHOULD, Level.STATED
ALL = tuple(Signal)

#: What a server must or should do that cannot be seen from outside, and why.
NOT_VISIBLE: tuple[tuple[str, str], ...] = (
    ("Implementations SHOULD allow this limit to be configured.", "a matter of its settings"),
    (
        "If the server is unable to keep up with the pace of data it receives from the client then it "
        "SHOULD signal that fact to the client.",
        "only under an overload that this suite does not make",
    ),
    (
        "To signal backpressure when using gRPC transport, the server SHOULD return an error with code "
        "Unavailable",
        "only under overload",
    ),
    (
        "The server SHOULD choose a `retry_delay` value that is big enough to give the server time to "
        "recover yet is not too big to cause the client to drop data while being throttled.",
        "only under overload",
    ),
    (
        "The server SHOULD indicate retryable errors using code Unavailable",
        "only when it fails for a while",
    ),
    (
        "If the server receives more requests than the client is allowed or the server is overloaded, the "
        "server SHOULD respond with `HTTP 429 Too Many Requests` or `HTTP 503 Service Unavailable`",
        "only under overload",
    ),
    (
        "When possible, the interoperability MUST be ensured between all versions of OTLP that are not "
        "declared obsolete.",
        "no other version can be told from outside",
    ),
    (
        "the enum name strings MUST NOT be used",
        "a rule for senders; what a receiver makes of a name is not said",
    ),
    (
        "If the response still cannot fit within the limit, the server MUST fail the request",
        "no message of moderate size brings a receiver there",
    ),
)

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

_CHECKS: list[Check] = []
_Function = Callable[[Target, Signal], None]


class Unreachable(RuntimeError):
    """Nothing answers at the target."""


def checks() -> tuple[Check, ...]:
    """Return every check, in the order in which they are run."""
    return tuple(_CHECKS)


def run(target: Target, progress: Callable[[Result], None] = lambda _: None) -> list[Result]:
    """Run the checks of the transports that ``target`` has, and return what came of each.

    Raises :class:`Unreachable` when nothing answers at all. ``progress`` is called after each check.
    """
    _reach(target)
    results = []
    for check in _CHECKS:
        if (target.address if check.transport == "grpc" else target.url) is None:
            continue
        begin = time.monotonic()
        try:
            check.function(target, check.signal or Signal.TRACES)
            outcome, seen = Outcome.PASSED, ""
        except Failed as error:
            outcome, seen = Outcome.FAILED, str(error)
        except NotSeen as error:
            outcome, seen = Outcome.NOT_SEEN, str(error)
        except NoAnswer as error:
            outcome, seen = Outcome.FAILED, f"no answer: {error}"
        results.append(Result(check, outcome, seen, time.monotonic() - begin))
        progress(results[-1])
    return results


def failed(results: Iterable[Result]) -> list[Result]:
    """Return the failures that mean that this is not an OTLP receiver."""
    return [result for result in results if result.outcome is Outcome.FAILED and result.check.binding]


def _reach(target: Target) -> None:
    if target.url:
        try:
            target.post("/v1/traces", b"")
        except NoAnswer as error:
            raise Unreachable(f"nothing answers at {target.url}: {error}") from None
    if target.address:
        with target.channel() as channel:
            try:
                grpc.channel_ready_future(channel).result(timeout=5)
            except grpc.FutureTimeoutError:
                raise Unreachable(f"nothing answers at {target.address}") from None


def _check(
    transport: str, level: Level, section: str, sentence: str, signals: tuple[Signal, ...] = ()
) -> Callable[[_Function], _Function]:
    """Register a function as a check; one for each signal when there are ``signals``."""

    def register(function: _Function) -> _Function:
        name = function.__name__.removeprefix("http_").removeprefix("grpc_").replace("_", "-")
        for signal in signals or (None,):
            _CHECKS.append(Check(name, transport, level, section, sentence, function, signal))
        return function

    return register


def _need(condition: Any, seen: object) -> None:
    if not condition:
        raise Failed(str(seen))


# --- what answers must look like ----------------------------------------------------------------------------


def _response(kind_signal: Signal, body: bytes, media_type: str = PROTOBUF) -> Any:
    """Decode a response of a signal, or fail."""
    cls = KINDS[kind_signal].response
    name = cls.DESCRIPTOR.name
    if media_type == JSON:
        try:
            decoded = json.loads(body)
        except ValueError:
            raise Failed(f"the body is not JSON: {body[:100]!r}") from None
        _need(
            isinstance(decoded, dict) and decoded.keys() <= {"partialSuccess"},
            f"not a {name}: {body[:100]!r}",
        )
        response: Any = cls()
        partial = decoded.get("partialSuccess")
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
    _need(stripped.ByteSize() == len(body), f"the body is not a {name}: {body[:100]!r}")
    return response


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _accepted_http(
    target: Target, signal: Signal, body: bytes, media_type: str = PROTOBUF, **options: Any
) -> None:
    """Send a valid request and fail unless all of it is accepted."""
    answer = target.post(KINDS[signal].path, body, media_type, **options)
    _need(answer.code == 200, answer)
    response = _response(signal, answer.body, media_type)
    _need(
        not response.HasField("partial_success")
        or not getattr(response.partial_success, KINDS[signal].rejected),
        f"some of it was rejected: {answer}",
    )


def _accepted_grpc(target: Target, signal: Signal, body: bytes, **options: Any) -> None:
    answer = target.call(signal, body, **options)
    _need(answer.code is grpc.StatusCode.OK, answer)
    response = _response(signal, answer.body)
    _need(
        not response.HasField("partial_success")
        or not getattr(response.partial_success, KINDS[signal].rejected),
        f"some of it was rejected: {response}",
    )


def _error_has_status(answer: HttpAnswer) -> Status | dict[str, Any]:
    _need(400 <= answer.code <= 599, f"expected an error, got {answer}")
    status = answer.status()
    if status is None:
        raise Failed(f"the body is not a Status: {answer}")
    return status


def _invalid(signal: Signal, **options: Any) -> bytes:
    request = payloads.with_invalid(signal, **options)
    assert request is not None
    return request.SerializeToString()


_WITH_INVALID = (Signal.TRACES, Signal.METRICS, Signal.PROFILES)

# --- Protocol Details ---------------------------------------------------------------------------------------

_COMPRESSION = (
    "All server components MUST support the following transport compression options: "
    "No compression, denoted by `none`. Gzip compression, denoted by `gzip`."
)


@_check("grpc", MUST, "Protocol Details", _COMPRESSION, ALL)
def grpc_no_compression(target: Target, signal: Signal) -> None:
    """A valid request, as it is."""
    _accepted_grpc(target, signal, payloads.valid(signal).SerializeToString())


@_check("grpc", MUST, "Protocol Details", _COMPRESSION, ALL)
def grpc_gzip(target: Target, signal: Signal) -> None:
    """A valid request in gzip."""
    _accepted_grpc(target, signal, payloads.valid(signal).SerializeToString(), compressed=True)


@_check("http", MUST, "Protocol Details", _COMPRESSION, ALL)
def http_no_compression(target: Target, signal: Signal) -> None:
    """A valid request, as it is."""
    _accepted_http(target, signal, payloads.valid(signal).SerializeToString())


@_check("http", MUST, "Protocol Details", _COMPRESSION, ALL)
def http_gzip(target: Target, signal: Signal) -> None:
    """A valid request in gzip."""
    _accepted_http(target, signal, payloads.valid(signal).SerializeToString(), compressed=True)


@_check("http", MUST, "Protocol Details", _COMPRESSION)
def http_gzip_json(target: Target, signal: Signal) -> None:
    """A valid JSON request in gzip."""
    body = payloads.dumped(payloads.as_json(payloads.valid(signal)))
    _accepted_http(target, signal, body, JSON, compressed=True)


# --- OTLP/gRPC Request --------------------------------------------------------------------------------------

_GRPC_LIMIT = (
    "The server MUST enforce a message size limit when receiving the request, including after "
    "decompression, to mitigate possible excessive memory usage caused by a misconfigured or "
    "malicious client sending an oversized request."
)
_GRPC_LIMIT_CODE = (
    "If the limit is exceeded, the gRPC server implementations MUST report a `RESOURCE_EXHAUSTED` "
    "code as a non-retryable error."
)
_LIMIT_64 = "However, it is RECOMMENDED to use 64 MiB as the default limit."


def _oversized_grpc(target: Target, compressed: bool) -> GrpcAnswer:
    return target.call(Signal.TRACES, payloads.of_size(target.limit + 1024), compressed=compressed)


@_check("grpc", MUST, "OTLP/gRPC Request", _GRPC_LIMIT)
def grpc_limit(target: Target, signal: Signal) -> None:
    """A request just above the limit."""
    _need(
        _oversized_grpc(target, False).code is not grpc.StatusCode.OK,
        f"more than {target.limit} bytes accepted",
    )


@_check("grpc", MUST, "OTLP/gRPC Request", _GRPC_LIMIT)
def grpc_limit_after_decompression(target: Target, signal: Signal) -> None:
    """A small gzip that unpacks to just above the limit."""
    _need(
        _oversized_grpc(target, True).code is not grpc.StatusCode.OK,
        f"more than {target.limit} bytes accepted",
    )


@_check("grpc", MUST, "OTLP/gRPC Request", _GRPC_LIMIT_CODE)
def grpc_limit_code(target: Target, signal: Signal) -> None:
    """The code for too much, and that it is final, compressed or not."""
    for compressed in (False, True):
        answer = _oversized_grpc(target, compressed)
        _need(answer.code is grpc.StatusCode.RESOURCE_EXHAUSTED, answer)
        retry = RetryInfo.DESCRIPTOR.full_name
        _need(
            not any(d.type_url.endswith(retry) for d in answer.status.details),
            "a RetryInfo makes the error retryable",
        )


@_check("grpc", SHOULD, "OTLP/gRPC Request", _LIMIT_64)
def grpc_64_mib_are_accepted(target: Target, signal: Signal) -> None:
    """A request just below 64 MiB."""
    _accepted_grpc(target, Signal.TRACES, payloads.of_size(64 * 1024 * 1024 - 1024))


# --- OTLP/gRPC Concurrent Requests --------------------------------------------------------------------------


@_check(
    "grpc",
    SHOULD,
    "OTLP/gRPC Concurrent Requests",
    "The implementations that need to achieve high throughput SHOULD support concurrent Unary calls "
    "to achieve higher throughput.",
)
def grpc_concurrent_calls(target: Target, signal: Signal) -> None:
    """Sixty-four calls at once on one connection."""
    body = payloads.valid(signal).SerializeToString()
    with target.channel() as channel, ThreadPoolExecutor(64) as pool:
        for answer in pool.map(lambda _: export(channel, signal, body), range(64)):
            _need(answer.code is grpc.StatusCode.OK, answer)


# --- OTLP/gRPC Response -------------------------------------------------------------------------------------

_RESPONSE_LIMIT = "The server MUST limit the size of the response message, including before compression"
_RESPONSE_4_MIB = "It is RECOMMENDED to use 4 MiB as the default limit."
_REDUCED = (
    "For a Partial Success response that would otherwise exceed the limit, the server SHOULD reduce the "
    "response size without changing response semantics if it is possible and practical."
)
_MANY = 10_000


def _many_invalid(signal: Signal) -> bytes:
    """Return a request of invalid spans that could each be explained at length."""
    return _invalid(signal, name="n" * 2048, number=_MANY)


@_check("grpc", MUST, "OTLP/gRPC Response", _RESPONSE_LIMIT)
def grpc_response_is_limited(target: Target, signal: Signal) -> None:
    """Ten thousand invalid spans with names of 2 KB, 20 MB of them: the answer is far smaller."""
    body = _many_invalid(signal)
    answer = target.call(signal, body)
    _need(len(answer.body) < len(body) // 4, f"the answer has {len(answer.body)} bytes")


@_check("grpc", SHOULD, "OTLP/gRPC Response", _RESPONSE_4_MIB)
def grpc_response_is_within_4_mib(target: Target, signal: Signal) -> None:
    """Ten thousand invalid spans with names of 2 KB: the size of the answer."""
    answer = target.call(signal, _many_invalid(signal))
    _need(len(answer.body) <= RESPONSE_LIMIT, f"the answer has {len(answer.body)} bytes")


@_check("grpc", SHOULD, "OTLP/gRPC Response", _REDUCED)
def grpc_reduced_response_says_the_same(target: Target, signal: Signal) -> None:
    """Ten thousand invalid spans: all of them are still counted."""
    answer = target.call(signal, _many_invalid(signal))
    if answer.code is not grpc.StatusCode.OK:
        raise NotSeen(f"it refuses the whole request: {answer}")
    _all_are_counted(_response(signal, answer.body))


def _all_are_counted(response: Any) -> None:
    if not response.partial_success.rejected_spans:
        raise NotSeen("it accepts the invalid records as well")
    _need(response.partial_success.rejected_spans == _MANY, f"{_MANY} were invalid: {response!r}"[:200])


_EMPTY = (
    "If the server receives an empty request (a request that does not carry any telemetry data) the "
    "server SHOULD respond with success."
)
_GRPC_SUCCESS = (
    "On success, the server response MUST be a Export<signal>ServiceResponse message "
    "(`ExportTraceServiceResponse` for traces, `ExportMetricsServiceResponse` for metrics, "
    "`ExportLogsServiceResponse` for logs and `ExportProfilesServiceResponse` for profiles)."
)
_UNSET = "The server MUST leave the `partial_success` field unset in case of a successful response."


@_check("grpc", SHOULD, "OTLP/gRPC Response: Full Success", _EMPTY, ALL)
def grpc_empty_request(target: Target, signal: Signal) -> None:
    """No bytes at all, and an envelope without records."""
    for body in (b"", b"\x0a\x00", b"\x0a\x02\x12\x00"):
        _accepted_grpc(target, signal, body)


@_check("grpc", MUST, "OTLP/gRPC Response: Full Success", _GRPC_SUCCESS, ALL)
def grpc_success_is_the_response(target: Target, signal: Signal) -> None:
    """The bytes of the answer to a valid request."""
    answer = target.call(signal, payloads.valid(signal).SerializeToString())
    _need(answer.code is grpc.StatusCode.OK, answer)
    _response(signal, answer.body)


@_check("grpc", MUST, "OTLP/gRPC Response: Full Success", _UNSET, ALL)
def grpc_partial_success_is_unset(target: Target, signal: Signal) -> None:
    """The field, after a valid request."""
    answer = target.call(signal, payloads.valid(signal).SerializeToString())
    _need(answer.code is grpc.StatusCode.OK, answer)
    _unset(signal, _response(signal, answer.body))


def _unset(signal: Signal, response: Any) -> None:
    """Fail when `partial_success` is set, unless it is the warning that a server may give."""
    if response.HasField("partial_success"):
        partial = response.partial_success
        if partial.error_message and not getattr(partial, KINDS[signal].rejected):
            raise NotSeen(f"it warns: {partial.error_message[:100]!r}")
        raise Failed(f"partial_success is set: {partial!r}")


_GRPC_PARTIAL = (
    "If the request is only partially accepted (i.e. when the server accepts only parts of the data "
    "and rejects the rest), the server response MUST be the same Export<signal>ServiceResponse "
    "message as in the Full Success case."
)
_PARTIAL_COUNT = (
    "Additionally, the server MUST initialize the `partial_success` field, and it MUST set the "
    "respective `rejected_spans`, `rejected_data_points`, `rejected_log_records` or "
    "`rejected_profiles` field with the number of spans/data points/log records/profiles it rejected."
)
_PARTIAL_TEXT = (
    "The server SHOULD populate the `error_message` field with a human-readable error message in English."
)


def _partial_grpc(target: Target, signal: Signal) -> Any:
    answer = target.call(signal, _invalid(signal, number=3))
    if answer.code is not grpc.StatusCode.OK:
        raise NotSeen(f"it refuses the whole request: {answer}")
    response = _response(signal, answer.body)
    if not getattr(response.partial_success, KINDS[signal].rejected):
        raise NotSeen("it accepts the invalid records as well")
    return response.partial_success


@_check("grpc", MUST, "OTLP/gRPC Response: Partial Success", _GRPC_PARTIAL, _WITH_INVALID)
def grpc_partial_success_is_the_response(target: Target, signal: Signal) -> None:
    """Three invalid records among valid ones."""
    _partial_grpc(target, signal)


@_check("grpc", MUST, "OTLP/gRPC Response: Partial Success", _PARTIAL_COUNT, _WITH_INVALID)
def grpc_rejected_records_are_counted(target: Target, signal: Signal) -> None:
    """The number, of three invalid records."""
    partial = _partial_grpc(target, signal)
    count = getattr(partial, KINDS[signal].rejected)
    _need(count == 3, f"3 were invalid, {KINDS[signal].rejected} is {count}")


@_check("grpc", SHOULD, "OTLP/gRPC Response: Partial Success", _PARTIAL_TEXT, _WITH_INVALID)
def grpc_rejection_is_explained(target: Target, signal: Signal) -> None:
    """The text that says why."""
    _need(_partial_grpc(target, signal).error_message, "error_message is empty")


_WARNING = (
    "In such cases, the `rejected_<signal>` field MUST have a value of `0`, and the `error_message` field "
    "MUST be non-empty."
)


def _warning(signal: Signal, response: Any) -> None:
    rejected = getattr(response.partial_success, KINDS[signal].rejected)
    if not (rejected or response.partial_success.error_message):
        raise NotSeen("it does not warn about a valid request")
    _need(rejected == 0, f"{rejected} of a valid request were rejected: {response!r}"[:200])


@_check("grpc", MUST, "OTLP/gRPC Response: Partial Success", _WARNING, ALL)
def grpc_warnings_reject_nothing(target: Target, signal: Signal) -> None:
    """`partial_success`, where a valid request gets one."""
    answer = target.call(signal, payloads.valid(signal).SerializeToString())
    _need(answer.code is grpc.StatusCode.OK, answer)
    _warning(signal, _response(signal, answer.body))


_INVALID_ARGUMENT = "To indicate non-retryable errors, the server is recommended to use code InvalidArgument"
_NOT_RETRYABLE = (
    "The client SHOULD interpret gRPC status codes as retryable or non-retryable according to the "
    "following table"
)


@_check("grpc", SHOULD, "OTLP/gRPC Response: Failures", _INVALID_ARGUMENT, ALL)
def grpc_bad_data_is_an_invalid_argument(target: Target, signal: Signal) -> None:
    """Bytes that are no message."""
    answer = target.call(signal, BROKEN)
    _need(answer.code is grpc.StatusCode.INVALID_ARGUMENT, answer)


@_check("grpc", STATED, "OTLP/gRPC Response: Failures", _NOT_RETRYABLE, ALL)
def grpc_bad_data_is_final(target: Target, signal: Signal) -> None:
    """Bytes that are no message: a code that makes no client send them again."""
    answer = target.call(signal, BROKEN)
    _need(answer.code is not grpc.StatusCode.OK, "accepted")
    _need(answer.code not in RETRYABLE_GRPC, answer)


_FUTURE = (
    "Newer versions of OTLP may add new fields to messages that will be ignored by clients and "
    "servers that do not understand these fields."
)


def _with_unknown_fields(signal: Signal) -> bytes:
    return payloads.valid(signal).SerializeToString() + b"\xc2\x3e\x03new\xc8\x3e\x05"  # fields 1000 and 1001


@_check("grpc", STATED, "Future Versions and Interoperability", _FUTURE, ALL)
def grpc_unknown_fields_are_ignored(target: Target, signal: Signal) -> None:
    """A valid request with two fields of the future."""
    _accepted_grpc(target, signal, _with_unknown_fields(signal))


@_check("http", STATED, "Future Versions and Interoperability", _FUTURE, ALL)
def http_unknown_fields_are_ignored(target: Target, signal: Signal) -> None:
    """A valid request with two fields of the future."""
    _accepted_http(target, signal, _with_unknown_fields(signal))


# --- Binary and JSON Protobuf Encoding ----------------------------------------------------------------------

_BINARY_TYPE = (
    'The client and the server MUST set "Content-Type: application/x-protobuf" request and response headers '
    "when sending binary Protobuf encoded payload."
)
_JSON_TYPE = (
    'The client and the server MUST set "Content-Type: application/json" request and response headers '
    "when sending JSON Protobuf encoded payload."
)


@_check("http", MUST, "Binary Protobuf Encoding", _BINARY_TYPE, ALL)
def http_binary_content_type(target: Target, signal: Signal) -> None:
    """Of the answer to a valid binary request."""
    answer = target.post(KINDS[signal].path, payloads.valid(signal).SerializeToString())
    _need(answer.code == 200 and answer.media_type == PROTOBUF, answer)


@_check("http", MUST, "JSON Protobuf Encoding", _JSON_TYPE, ALL)
def http_json_content_type(target: Target, signal: Signal) -> None:
    """Of the answer to a valid JSON request."""
    body = payloads.dumped(payloads.as_json(payloads.valid(signal)))
    answer = target.post(KINDS[signal].path, body, JSON)
    _need(answer.code == 200 and answer.media_type == JSON, answer)


_HEX = (
    "The `traceId` and `spanId` byte arrays are represented as case-insensitive hex-encoded strings; "
    "they are not base64-encoded as is defined in the standard Protobuf JSON Mapping."
)


@_check("http", STATED, "JSON Protobuf Encoding", _HEX, ALL)
def http_json_hex_lower_case(target: Target, signal: Signal) -> None:
    """Identifiers with a to f."""
    _accepted_http(target, signal, payloads.dumped(payloads.as_json(payloads.valid(signal))), JSON)


@_check("http", STATED, "JSON Protobuf Encoding", _HEX, ALL)
def http_json_hex_upper_case(target: Target, signal: Signal) -> None:
    """Identifiers with A to F."""
    data = payloads.with_upper_case(payloads.as_json(payloads.valid(signal)))
    _accepted_http(target, signal, payloads.dumped(data), JSON)


@_check(
    "http",
    MUST,
    "JSON Protobuf Encoding",
    "Values of enum fields MUST be encoded as integer values.",
    (Signal.TRACES, Signal.METRICS, Signal.LOGS),
)
def http_json_integers_for_enums(target: Target, signal: Signal) -> None:
    """Kinds, status codes, temporalities and severities as integers."""
    data = payloads.as_json(payloads.valid(signal))
    text = payloads.dumped(data)
    names = {Signal.TRACES: b'"kind": 5', Signal.METRICS: b'"aggregationTemporality": 2'}
    assert names.get(signal, b'"severityNumber": 8') in text
    _accepted_http(target, signal, text, JSON)


_UNKNOWN = (
    "OTLP/JSON receivers MUST ignore message fields with unknown names and MUST unmarshal the message "
    "as if the unknown field was not present in the payload."
)


@_check("http", MUST, "JSON Protobuf Encoding", _UNKNOWN, ALL)
def http_json_unknown_names(target: Target, signal: Signal) -> None:
    """A name of the future in every object, with an object, an array and a null in it."""
    data = payloads.with_unknown(payloads.as_json(payloads.valid(signal)))
    _accepted_http(target, signal, payloads.dumped(data), JSON)


@_check(
    "http",
    STATED,
    "JSON Protobuf Encoding",
    "The keys of JSON objects are field names converted to lowerCamelCase. Original field names are "
    "not valid to use as keys for JSON objects.",
)
def http_json_original_names_are_unknown(target: Target, signal: Signal) -> None:
    """A name of the proto file, with a value that the field could not hold: ignored like any unknown name."""
    data = payloads.as_json(payloads.valid(signal))
    span = data["resourceSpans"][0]["scopeSpans"][0]["spans"][0]
    span["dropped_attributes_count"] = "not a number"
    span["start_time_unix_nano"] = {"not": "a number"}
    _accepted_http(target, signal, payloads.dumped(data), JSON)


_64_BIT = (
    "64-bit integer numbers in JSON-encoded payloads are encoded as decimal strings, and either "
    "numbers or strings are accepted when decoding."
)


@_check("http", STATED, "JSON Protobuf Encoding", _64_BIT, ALL)
def http_json_64_bit_strings(target: Target, signal: Signal) -> None:
    """Times and counts as strings."""
    text = payloads.dumped(payloads.as_json(payloads.valid(signal)))
    assert b'UnixNano": "' in text
    _accepted_http(target, signal, text, JSON)


@_check("http", STATED, "JSON Protobuf Encoding", _64_BIT, ALL)
def http_json_64_bit_numbers(target: Target, signal: Signal) -> None:
    """Times and counts as numbers."""
    text = payloads.dumped(payloads.with_numbers(payloads.as_json(payloads.valid(signal))))
    assert b'UnixNano": "' not in text
    _accepted_http(target, signal, text, JSON)


_MAPPING = (
    "JSON Protobuf encoded payloads use proto3 standard defined JSON Mapping for mapping between "
    "Protobuf and JSON"
)


def _value_check(kind: str) -> None:
    def function(target: Target, signal: Signal) -> None:
        request = payloads.valid(signal)
        record = request.resource_spans[0].scope_spans[0].spans[0]
        del record.attributes[:]
        record.attributes.add(key=kind, value=payloads.any_values()[kind])
        _accepted_http(target, signal, payloads.dumped(payloads.as_json(request)), JSON)

    function.__doc__ = f"An attribute of the kind {kind}."
    function.__name__ = f"http_json_value_{kind}"
    _check("http", STATED, "JSON Protobuf Encoding", _MAPPING)(function)


for _kind in payloads.any_values():
    _value_check(_kind)


@_check("http", STATED, "JSON Protobuf Encoding", _MAPPING)
def http_json_null_is_not_set(target: Target, signal: Signal) -> None:
    """Fields whose value is null."""
    data = payloads.as_json(payloads.valid(signal))
    span = data["resourceSpans"][0]["scopeSpans"][0]["spans"][0]
    span |= {"events": None, "status": None, "traceState": None}
    _accepted_http(target, signal, payloads.dumped(data), JSON)


def _scalar_check(name: str, words: str, signal: Signal, change: Callable[[dict[str, Any]], None]) -> None:
    """Register a check of one way to write a value, in the first record of a signal."""

    def function(target: Target, signal: Signal) -> None:
        data = payloads.as_json(payloads.valid(signal))
        outer, inner, records = _FIRST[signal]
        change(data[outer][0][inner][0][records][0])
        _accepted_http(target, signal, payloads.dumped(data), JSON)

    function.__doc__, function.__name__ = words, f"http_json_{name}"
    _check("http", STATED, "JSON Protobuf Encoding", _MAPPING, (signal,))(function)


_FIRST = {
    Signal.TRACES: ("resourceSpans", "scopeSpans", "spans"),
    Signal.METRICS: ("resourceMetrics", "scopeMetrics", "metrics"),
    Signal.LOGS: ("resourceLogs", "scopeLogs", "logRecords"),
}


def _body(value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda record: record.update(body=value)


def _point(value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda metric: metric.update(gauge={"dataPoints": [{"timeUnixNano": "1", "asDouble": value}]})


_SCALARS: tuple[tuple[str, str, Signal, Callable[[dict[str, Any]], None]], ...] = (
    (
        "base64_standard",
        "Bytes in the standard alphabet, padded.",
        Signal.LOGS,
        _body({"bytesValue": "+/8="}),
    ),
    ("base64_url_safe", "Bytes in the URL-safe one, unpadded.", Signal.LOGS, _body({"bytesValue": "-_8"})),
    ("32_bit_strings", "A count of 32 bits as a string.", Signal.TRACES, lambda s: s.update(flags="257")),
    (
        "exponents",
        "A time in exponent notation, as a number and as a string.",
        Signal.LOGS,
        lambda log: log.update(timeUnixNano=15e17, observedTimeUnixNano="15e17"),
    ),
    ("double_nan", "A value that is not a number.", Signal.METRICS, _point("NaN")),
    ("double_infinity", "An infinite value.", Signal.METRICS, _point("-Infinity")),
    ("double_string", "A fraction as a string.", Signal.METRICS, _point("-1.5e-3")),
    ("double_integer", "A double without a fraction.", Signal.METRICS, _point(5)),
    ("escapes", "Escapes, one beyond 16 bits.", Signal.LOGS, _body({"stringValue": "\U0001d11e\x00"})),
)
for _name, _words, _signal, _change in _SCALARS:
    _scalar_check(_name, _words, _signal, _change)


@_check("http", STATED, "JSON Protobuf Encoding", _MAPPING)
def http_json_defaults_may_be_left_out(target: Target, signal: Signal) -> None:
    """A span with its identifiers and nothing else."""
    span = {"traceId": payloads.TRACE_ID.hex(), "spanId": payloads.SPAN_ID.hex()}
    data = {"resourceSpans": [{"scopeSpans": [{"spans": [span]}]}]}
    _accepted_http(target, signal, payloads.dumped(data), JSON)


# --- OTLP/HTTP Request --------------------------------------------------------------------------------------

_PATHS = {
    Signal.TRACES: "The default URL path for requests that carry trace data is `/v1/traces`",
    Signal.METRICS: "The default URL path for requests that carry metric data is `/v1/metrics`",
    Signal.LOGS: "The default URL path for requests that carry log data is `/v1/logs`",
    Signal.PROFILES: "The default URL path for requests that carry profiling data is "
    "`/v1development/profiles`",
}


def _path(target: Target, signal: Signal) -> None:
    """A request for one signal at its path."""
    answer = target.post(KINDS[signal].path, payloads.valid(signal).SerializeToString())
    _need(answer.code == 200, answer)


for _signal, _sentence in _PATHS.items():
    _check("http", STATED, "OTLP/HTTP Request", _sentence, (_signal,))(_path)

_POST = "OTLP/HTTP uses HTTP POST requests to send telemetry data from clients to servers."


@_check("http", STATED, "OTLP/HTTP", _POST)
def http_chunked_body(target: Target, signal: Signal) -> None:
    """A body in chunks, without a Content-Length (RFC 9112, 7.1)."""
    body = payloads.valid(signal).SerializeToString()
    _accepted_http(target, signal, body, headers={"transfer-encoding": "chunked"})


@_check("http", STATED, "OTLP/HTTP", _POST)
def http_expect_continue(target: Target, signal: Signal) -> None:
    """A request that expects 100 Continue, as curl sends large ones (RFC 9110, 10.1.1)."""
    _accepted_http(
        target, signal, payloads.valid(signal).SerializeToString(), headers={"expect": "100-continue"}
    )


@_check(
    "http",
    STATED,
    "OTLP/HTTP Concurrent Requests",
    "To achieve higher total throughput, the client MAY send requests using several parallel HTTP "
    "connections.",
)
def http_parallel_connections(target: Target, signal: Signal) -> None:
    """Sixty-four requests at once, each on a connection of its own."""
    body = payloads.valid(signal).SerializeToString()
    with ThreadPoolExecutor(64) as pool:
        for answer in pool.map(lambda _: target.post("/v1/traces", body), range(64)):
            _need(answer.code == 200, answer)


_HTTP_LIMIT = (
    "The server MUST limit the size of the request body when parsing it, including after "
    "decompression, to mitigate possible excessive memory usage caused by a misconfigured or "
    "malicious client sending an oversized request."
)
_HTTP_413 = "If the limit is exceeded, the server MUST respond with `HTTP 413 Content Too Large`."


def _oversized_http(target: Target, media_type: str, compressed: bool) -> HttpAnswer:
    if media_type == JSON:
        body = b'{"resourceSpans":[],"x":"' + b"x" * (target.limit + 1000) + b'"}'
    else:
        body = payloads.of_size(target.limit + 1024)
    return target.post("/v1/traces", body, media_type, compressed=compressed)


@_check("http", MUST, "OTLP/HTTP Request", _HTTP_LIMIT)
def http_limit(target: Target, signal: Signal) -> None:
    """A request just above the limit."""
    _need(_oversized_http(target, PROTOBUF, False).code != 200, f"more than {target.limit} bytes accepted")


@_check("http", MUST, "OTLP/HTTP Request", _HTTP_LIMIT)
def http_limit_after_decompression(target: Target, signal: Signal) -> None:
    """A small gzip that unpacks to just above the limit."""
    _need(_oversized_http(target, PROTOBUF, True).code != 200, f"more than {target.limit} bytes accepted")


@_check("http", MUST, "OTLP/HTTP Request", _HTTP_413)
def http_limit_code(target: Target, signal: Signal) -> None:
    """The code for too much."""
    answer = _oversized_http(target, PROTOBUF, False)
    _need(answer.code == 413, answer)


@_check("http", MUST, "OTLP/HTTP Request", _HTTP_413)
def http_limit_code_after_decompression(target: Target, signal: Signal) -> None:
    """The code for too much after unpacking."""
    answer = _oversized_http(target, PROTOBUF, True)
    _need(answer.code == 413, answer)


@_check("http", MUST, "OTLP/HTTP Request", _HTTP_413)
def http_limit_code_json(target: Target, signal: Signal) -> None:
    """The code for too much JSON."""
    answer = _oversized_http(target, JSON, True)
    _need(answer.code == 413, answer)


@_check("http", SHOULD, "OTLP/HTTP Request", "It is RECOMMENDED to use 64 MiB as the default limit.")
def http_64_mib_are_accepted(target: Target, signal: Signal) -> None:
    """A request just below 64 MiB."""
    _accepted_http(target, Signal.TRACES, payloads.of_size(64 * 1024 * 1024 - 1024))


@_check(
    "http",
    SHOULD,
    "OTLP/HTTP",
    "Implementations that use HTTP/2 transport SHOULD fallback to HTTP/1.1 transport if HTTP/2 "
    "connection cannot be established.",
)
def http_1_1(target: Target, signal: Signal) -> None:
    """A request over HTTP/1.1, which is all that this suite speaks."""
    _need(target.post("/v1/traces", b"").code == 200, "no success over HTTP/1.1")


# --- OTLP/HTTP Response -------------------------------------------------------------------------------------

_SAME_TYPE = 'The server MUST use the same "Content-Type" in the response as it received in the request.'


@_check("http", MUST, "OTLP/HTTP Response", _SAME_TYPE)
def http_errors_have_the_content_type_of_the_request(target: Target, signal: Signal) -> None:
    """Bad data in either encoding."""
    for media_type, body in ((PROTOBUF, BROKEN), (JSON, b"{")):
        answer = target.post("/v1/traces", body, media_type)
        _need(answer.media_type == media_type, f"request {media_type}: {answer}")


@_check("http", MUST, "OTLP/HTTP Response", _SAME_TYPE)
def http_refusals_have_the_content_type_of_the_request(target: Target, signal: Signal) -> None:
    """Too much, in either encoding."""
    for media_type in (PROTOBUF, JSON):
        answer = _oversized_http(target, media_type, True)
        _need(answer.media_type == media_type, f"request {media_type}: {answer}")


@_check("http", MUST, "OTLP/HTTP Response", _SAME_TYPE)
def http_content_type_in_any_case(target: Target, signal: Signal) -> None:
    """``Application/JSON`` is JSON (RFC 9110, 8.3.1)."""
    answer = target.post("/v1/traces", b"{}", "Application/JSON")
    _need(answer.code == 200 and answer.media_type == JSON, answer)


@_check("http", MUST, "OTLP/HTTP Response", _SAME_TYPE)
def http_content_type_with_a_parameter(target: Target, signal: Signal) -> None:
    """``application/json; charset=utf-8`` is JSON."""
    answer = target.post("/v1/traces", b"{}", f"{JSON}; charset=utf-8")
    _need(answer.code == 200 and answer.media_type == JSON, answer)


@_check(
    "http",
    MUST,
    "OTLP/HTTP Response",
    "The server MUST limit the size of the response body, including before compression",
)
def http_response_is_limited(target: Target, signal: Signal) -> None:
    """Ten thousand invalid spans with names of 2 KB, 20 MB of them: the answer is far smaller."""
    body = _many_invalid(signal)
    answer = target.post("/v1/traces", body)
    _need(len(answer.body) < len(body) // 4, f"the answer has {len(answer.body)} bytes")


@_check("http", SHOULD, "OTLP/HTTP Response", _RESPONSE_4_MIB)
def http_response_is_within_4_mib(target: Target, signal: Signal) -> None:
    """Ten thousand invalid spans with names of 2 KB: the size of the answer."""
    answer = target.post("/v1/traces", _many_invalid(signal))
    _need(len(answer.body) <= RESPONSE_LIMIT, f"the answer has {len(answer.body)} bytes")


@_check("http", SHOULD, "OTLP/HTTP Response", _REDUCED)
def http_reduced_response_says_the_same(target: Target, signal: Signal) -> None:
    """Ten thousand invalid spans: all of them are still counted."""
    answer = target.post("/v1/traces", _many_invalid(signal))
    if answer.code != 200:
        raise NotSeen(f"it refuses the whole request with {answer.code}")
    _all_are_counted(_response(signal, answer.body))


_ACCEPTED_GZIP = (
    'If the request header "Accept-Encoding: gzip" is present in the request the server MAY gzip-encode the '
    'response and set "Content-Encoding: gzip" response header.'
)


@_check("http", STATED, "OTLP/HTTP Response", _ACCEPTED_GZIP)
def http_gzip_that_was_asked_for_is_gzip(target: Target, signal: Signal) -> None:
    """The answer to bad data and Accept-Encoding: a Status, as it is or in a gzip that says so."""
    answer = target.post("/v1/traces", BROKEN, headers={"accept-encoding": "gzip"})
    coding = answer.headers.get("content-encoding", "identity")
    _need(coding in ("identity", "gzip"), f"Content-Encoding is {coding!r}")
    try:
        body = gzip.decompress(answer.body) if coding == "gzip" else answer.body
    except (OSError, EOFError, zlib.error) as error:
        raise Failed(f"the body is not gzip: {error}") from None
    _error_has_status(replace(answer, body=body))


@_check("http", STATED, "OTLP/HTTP Response", _ACCEPTED_GZIP)
def http_no_gzip_that_nobody_asked_for(target: Target, signal: Signal) -> None:
    """An answer to a request without Accept-Encoding."""
    answer = target.post("/v1/traces", BROKEN)
    _need("content-encoding" not in answer.headers and not answer.body.startswith(b"\x1f\x8b"), answer)


@_check("http", SHOULD, "OTLP/HTTP Response: Full Success", _EMPTY, ALL)
def http_empty_request(target: Target, signal: Signal) -> None:
    """No bytes at all, and an envelope without records."""
    for body in (b"", b"\x0a\x00", b"\x0a\x02\x12\x00"):
        _accepted_http(target, signal, body)


@_check("http", SHOULD, "OTLP/HTTP Response: Full Success", _EMPTY, ALL)
def http_empty_json_request(target: Target, signal: Signal) -> None:
    """An object without members, and an envelope without records."""
    name = _camel(payloads.valid(signal).DESCRIPTOR.fields[0].name)
    for body in (b"{}", payloads.dumped({name: []}), payloads.dumped({name: [{}]})):
        _accepted_http(target, signal, body, JSON)


_HTTP_200 = "On success, the server MUST respond with `HTTP 200 OK`."
_HTTP_BODY = "The response body MUST be a Protobuf-encoded Export<signal>ServiceResponse message"


@_check("http", MUST, "OTLP/HTTP Response: Full Success", _HTTP_200, ALL)
def http_success_is_200(target: Target, signal: Signal) -> None:
    """A valid request."""
    answer = target.post(KINDS[signal].path, payloads.valid(signal).SerializeToString())
    _need(answer.code == 200, answer)


@_check("http", MUST, "OTLP/HTTP Response: Full Success", _HTTP_BODY, ALL)
def http_success_is_the_response(target: Target, signal: Signal) -> None:
    """The body of the answer to a valid request, in either encoding."""
    for media_type, body in _both(payloads.valid(signal)):
        answer = target.post(KINDS[signal].path, body, media_type)
        _need(answer.code == 200, answer)
        _response(signal, answer.body, media_type)


@_check("http", MUST, "OTLP/HTTP Response: Full Success", _UNSET, ALL)
def http_partial_success_is_unset(target: Target, signal: Signal) -> None:
    """The field, after a valid request in either encoding."""
    for media_type, body in _both(payloads.valid(signal)):
        answer = target.post(KINDS[signal].path, body, media_type)
        _need(answer.code == 200, answer)
        _unset(signal, _response(signal, answer.body, media_type))


def _both(request: Message) -> tuple[tuple[str, bytes], tuple[str, bytes]]:
    return (PROTOBUF, request.SerializeToString()), (JSON, payloads.dumped(payloads.as_json(request)))


def _partial_http(target: Target, signal: Signal, media_type: str) -> Any:
    request = payloads.with_invalid(signal, number=3)
    assert request is not None
    answer = target.post(KINDS[signal].path, dict(_both(request))[media_type], media_type)
    if 400 <= answer.code <= 599:
        raise NotSeen(f"it refuses the whole request with {answer.code}")
    _need(answer.code == 200, answer)
    response = _response(signal, answer.body, media_type)
    if not getattr(response.partial_success, KINDS[signal].rejected):
        raise NotSeen("it accepts the invalid records as well")
    return response.partial_success


_HTTP_PARTIAL = (
    "If the request is only partially accepted (i.e. when the server accepts only parts of the data and "
    "rejects the rest), the server MUST respond with `HTTP 200 OK`. The response body MUST be the same "
    "Export<signal>ServiceResponse message as in the Full Success case."
)


@_check("http", MUST, "OTLP/HTTP Response: Partial Success", _HTTP_PARTIAL, _WITH_INVALID)
def http_partial_success_is_the_response(target: Target, signal: Signal) -> None:
    """Three invalid records among valid ones, in either encoding."""
    for media_type in (PROTOBUF, JSON):
        _partial_http(target, signal, media_type)


@_check("http", MUST, "OTLP/HTTP Response: Partial Success", _PARTIAL_COUNT, _WITH_INVALID)
def http_rejected_records_are_counted(target: Target, signal: Signal) -> None:
    """The number, of three invalid records."""
    for media_type in (PROTOBUF, JSON):
        count = getattr(_partial_http(target, signal, media_type), KINDS[signal].rejected)
        _need(count == 3, f"3 were invalid, {KINDS[signal].rejected} is {count}")


@_check("http", SHOULD, "OTLP/HTTP Response: Partial Success", _PARTIAL_TEXT, _WITH_INVALID)
def http_rejection_is_explained(target: Target, signal: Signal) -> None:
    """The text that says why."""
    for media_type in (PROTOBUF, JSON):
        _need(_partial_http(target, signal, media_type).error_message, "error_message is empty")


@_check("http", MUST, "OTLP/HTTP Response: Partial Success", _WARNING, ALL)
def http_warnings_reject_nothing(target: Target, signal: Signal) -> None:
    """`partial_success`, where a valid request in either encoding gets one."""
    seen = 0
    for media_type, body in _both(payloads.valid(signal)):
        answer = target.post(KINDS[signal].path, body, media_type)
        _need(answer.code == 200, answer)
        try:
            _warning(signal, _response(signal, answer.body, media_type))
            seen += 1
        except NotSeen:
            continue
    if not seen:
        raise NotSeen("it does not warn about a valid request")


# --- OTLP/HTTP Failures and Bad Data ------------------------------------------------------------------------

_FAILURE_CODE = (
    "If the processing of the request fails, the server MUST respond with appropriate `HTTP 4xx` or "
    "`HTTP 5xx` status code."
)
_STATUS_BODY = (
    "The response body for all `HTTP 4xx` and `HTTP 5xx` responses MUST be a Protobuf-encoded Status "
    "message that describes the problem."
)
_STATUS_TEXT = "The `Status.message` field SHOULD contain a developer-facing error message"


@_check("http", MUST, "OTLP/HTTP Response: Failures", _FAILURE_CODE)
def http_failures_are_4xx_or_5xx(target: Target, signal: Signal) -> None:
    """Bad data in either encoding."""
    for media_type, body in ((PROTOBUF, BROKEN), (JSON, b'{"resourceSpans": 5}')):
        answer = target.post("/v1/traces", body, media_type)
        _need(400 <= answer.code <= 599, answer)


_BAD: dict[str, Callable[[Target], HttpAnswer]] = {
    "bad_protobuf": lambda target: target.post("/v1/traces", BROKEN),
    "bad_json": lambda target: target.post("/v1/traces", b"{", JSON),
    "bad_gzip": lambda target: target.post("/v1/traces", b"none", headers={"content-encoding": "gzip"}),
}
_ERRORS: dict[str, Callable[[Target], HttpAnswer]] = {
    **_BAD,
    "too_large": lambda target: _oversized_http(target, PROTOBUF, True),
    "too_large_json": lambda target: _oversized_http(target, JSON, True),
    "wrong_method": lambda target: target.post("/v1/traces", None, method="GET"),
    "wrong_content_type": lambda target: target.post("/v1/traces", b"hello", "text/plain"),
    "wrong_content_encoding": lambda target: target.post(
        "/v1/traces", b"x", headers={"content-encoding": "br"}
    ),
    "unknown_path": lambda target: target.post("/v1/nothing", b""),
}


def _error_checks(name: str, provoke: Callable[[Target], HttpAnswer]) -> None:
    def body(target: Target, signal: Signal) -> None:
        _error_has_status(provoke(target))

    def text(target: Target, signal: Signal) -> None:
        status = _error_has_status(provoke(target))
        _need(status["message"] if isinstance(status, dict) else status.message, "the message is empty")

    words = name.replace("_", " ")
    body.__name__, body.__doc__ = f"http_status_body_{name}", f"The body of the answer to: {words}."
    text.__name__, text.__doc__ = f"http_status_message_{name}", f"The text of the answer to: {words}."
    _check("http", MUST, "OTLP/HTTP Response: Failures", _STATUS_BODY)(body)
    _check("http", SHOULD, "OTLP/HTTP Response: Failures", _STATUS_TEXT)(text)


for _name, _provoke in _ERRORS.items():
    _error_checks(_name, _provoke)

_BAD_DATA = (
    "If the processing of the request fails because the request contains data that cannot be decoded or is "
    "otherwise invalid and such failure is permanent, then the server MUST respond with `HTTP 400 Bad "
    "Request`."
)
_BAD_REQUEST = (
    "The `Status.details` field in the response SHOULD contain a BadRequest that describes the bad data."
)


def _bad_data_checks(name: str, provoke: Callable[[Target], HttpAnswer]) -> None:
    def code(target: Target, signal: Signal) -> None:
        answer = provoke(target)
        _need(answer.code == 400, answer)

    def details(target: Target, signal: Signal) -> None:
        status = _error_has_status(provoke(target))
        kind = BadRequest.DESCRIPTOR.full_name
        if isinstance(status, dict):
            types = [str(detail.get("@type", "")) for detail in status.get("details", ())]
        else:
            types = [detail.type_url for detail in status.details]
        _need(any(url.endswith(f"/{kind}") for url in types), f"the details hold {types or 'nothing'}")

    words = name.replace("_", " ")
    code.__name__, code.__doc__ = f"http_{name}_is_400", f"The code for: {words}."
    details.__name__, details.__doc__ = f"http_{name}_is_described", f"The details for: {words}."
    _check("http", MUST, "OTLP/HTTP Response: Bad Data", _BAD_DATA)(code)
    _check("http", SHOULD, "OTLP/HTTP Response: Bad Data", _BAD_REQUEST)(details)


for _name, _provoke in _BAD.items():
    _bad_data_checks(_name, _provoke)


@_check("http", MUST, "OTLP/HTTP Response: Bad Data", _BAD_DATA)
def http_bad_json_types_are_400(target: Target, signal: Signal) -> None:
    """JSON whose values cannot be what their fields are."""
    for value in (b'{"resourceSpans":[{"scopeSpans":7}]}', b'{"resourceSpans":"x"}', b"[]"):
        answer = target.post("/v1/traces", value, JSON)
        _need(answer.code == 400, f"{value.decode()}: {answer}")


@_check("http", MUST, "OTLP/HTTP Response: Bad Data", _BAD_DATA)
def http_bad_hex_is_400(target: Target, signal: Signal) -> None:
    """An identifier that is not hexadecimal."""
    data = payloads.as_json(payloads.valid(signal))
    data["resourceSpans"][0]["scopeSpans"][0]["spans"][0]["traceId"] = "not hexadecimal at all, I say!!!"
    answer = target.post("/v1/traces", payloads.dumped(data), JSON)
    _need(answer.code == 400, answer)


@_check("http", MUST, "OTLP/HTTP Response: Bad Data", _BAD_DATA, ALL)
def http_bad_data_is_400(target: Target, signal: Signal) -> None:
    """Bytes that are no message, and JSON that is none."""
    for media_type, body in ((PROTOBUF, BROKEN), (JSON, b"["), (JSON, b'"\xff"')):
        answer = target.post(KINDS[signal].path, body, media_type)
        _need(answer.code == 400, f"{body!r}: {answer}")


_FINAL = (
    "The server SHOULD use HTTP response status codes to indicate retryable and non-retryable errors for a "
    "particular erroneous situation."
)


@_check("http", SHOULD, "OTLP/HTTP Response: Failures", _FINAL, ALL)
def http_bad_data_is_final(target: Target, signal: Signal) -> None:
    """Bytes that are no message: a code that makes no client send them again."""
    answer = target.post(KINDS[signal].path, BROKEN)
    _need(400 <= answer.code <= 599, f"accepted: {answer}")
    _need(answer.code not in RETRYABLE_HTTP, answer)


_OTHER = (
    "All other HTTP responses that are not explicitly listed in this document should be treated "
    "according to HTTP specifications."
)


@_check("http", SHOULD, "OTLP/HTTP Response: All Other Responses", _OTHER)
def http_wrong_method_is_405(target: Target, signal: Signal) -> None:
    """GET: 405 with an Allow that names POST (RFC 9110, 15.5.6)."""
    answer = target.post("/v1/traces", None, method="GET")
    _need(answer.code == 405 and "POST" in answer.headers.get("allow", ""), f"{answer}, {answer.headers}")


@_check("http", SHOULD, "OTLP/HTTP Response: All Other Responses", _OTHER)
def http_wrong_types_are_415(target: Target, signal: Signal) -> None:
    """A content type or a content coding that is not supported (RFC 9110, 15.5.16)."""
    for name in ("wrong_content_type", "wrong_content_encoding"):
        answer = _ERRORS[name](target)
        _need(answer.code == 415, f"{name}: {answer}")


@_check("http", SHOULD, "OTLP/HTTP Response: All Other Responses", _OTHER)
def http_unknown_path_is_404(target: Target, signal: Signal) -> None:
    """A path that is none of the four (RFC 9110, 15.5.5)."""
    answer = _ERRORS["unknown_path"](target)
    _need(answer.code == 404, answer)


# --- OTLP/HTTP Connection -----------------------------------------------------------------------------------


@_check(
    "http",
    SHOULD,
    "OTLP/HTTP Connection",
    "Server implementations SHOULD accept OTLP/HTTP with binary-encoded Protobuf payload and OTLP/HTTP with "
    "JSON-encoded Protobuf payload requests on the same port and multiplex the requests to the corresponding "
    'payload decoder based on the "Content-Type" request header.',
    ALL,
)
def http_both_encodings_on_one_port(target: Target, signal: Signal) -> None:
    """A valid request in each encoding."""
    for media_type, body in _both(payloads.valid(signal)):
        _accepted_http(target, signal, body, media_type)

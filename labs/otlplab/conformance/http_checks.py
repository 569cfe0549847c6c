"""The checks of OTLP/HTTP, in the order of the specification."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from google.protobuf.message import Message
from google.rpc.error_details_pb2 import BadRequest

from otlplab.collector.contract import KINDS
from otlplab.conformance import payloads
from otlplab.conformance.checking import (
    ALL,
    BROKEN,
    COMPRESSION,
    EMPTY,
    FUTURE,
    MUST,
    PARTIAL_COUNT,
    PARTIAL_TEXT,
    REDUCED,
    RESPONSE_4_MIB,
    RESPONSE_LIMIT,
    RETRYABLE_HTTP,
    SHOULD,
    STATED,
    UNSET,
    WARNING,
    WITH_INVALID,
    _camel,
    accepted_http,
    check,
    decoded,
    error_has_status,
    many_invalid,
    need,
    need_all_counted,
    need_no_rejection,
    need_unset,
    with_unknown_fields,
)
from otlplab.conformance.model import Failed, NotSeen
from otlplab.conformance.target import (
    JSON,
    PROTOBUF,
    HttpAnswer,
    Target,
)
from otlplab.segments import Signal


@check("http", MUST, "Protocol Details", COMPRESSION, ALL)
def http_no_compression(target: Target, signal: Signal) -> None:
    """A valid request, as it is."""
    accepted_http(target, signal, payloads.valid(signal).SerializeToString())


@check("http", MUST, "Protocol Details", COMPRESSION, ALL)
def http_gzip(target: Target, signal: Signal) -> None:
    """A valid request in gzip."""
    accepted_http(target, signal, payloads.valid(signal).SerializeToString(), compressed=True)


@check("http", MUST, "Protocol Details", COMPRESSION)
def http_gzip_json(target: Target, signal: Signal) -> None:
    """A valid JSON request in gzip."""
    body = payloads.dumped(payloads.as_json(payloads.valid(signal)))
    accepted_http(target, signal, body, JSON, compressed=True)


@check("http", STATED, "Future Versions and Interoperability", FUTURE, ALL)
def http_unknown_fields_are_ignored(target: Target, signal: Signal) -> None:
    """A valid request with two fields of the future."""
    accepted_http(target, signal, with_unknown_fields(signal))


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
    need(answer.code == 200, answer)


for _signal, _sentence in _PATHS.items():
    check("http", STATED, "OTLP/HTTP Request", _sentence, (_signal,))(_path)

_POST = "OTLP/HTTP uses HTTP POST requests to send telemetry data from clients to servers."


@check("http", STATED, "OTLP/HTTP", _POST)
def http_chunked_body(target: Target, signal: Signal) -> None:
    """A body in chunks, without a Content-Length (RFC 9112, 7.1)."""
    body = payloads.valid(signal).SerializeToString()
    accepted_http(target, signal, body, headers={"transfer-encoding": "chunked"})


@check("http", STATED, "OTLP/HTTP", _POST)
def http_expect_continue(target: Target, signal: Signal) -> None:
    """A request that expects 100 Continue, as curl sends large ones (RFC 9110, 10.1.1)."""
    accepted_http(
        target, signal, payloads.valid(signal).SerializeToString(), headers={"expect": "100-continue"}
    )


@check(
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
            need(answer.code == 200, answer)


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


@check("http", MUST, "OTLP/HTTP Request", _HTTP_LIMIT)
def http_limit(target: Target, signal: Signal) -> None:
    """A request just above the limit."""
    need(_oversized_http(target, PROTOBUF, False).code != 200, f"more than {target.limit} bytes accepted")


@check("http", MUST, "OTLP/HTTP Request", _HTTP_LIMIT)
def http_limit_after_decompression(target: Target, signal: Signal) -> None:
    """A small gzip that unpacks to just above the limit."""
    need(_oversized_http(target, PROTOBUF, True).code != 200, f"more than {target.limit} bytes accepted")


@check("http", MUST, "OTLP/HTTP Request", _HTTP_413)
def http_limit_code(target: Target, signal: Signal) -> None:
    """The code for too much."""
    answer = _oversized_http(target, PROTOBUF, False)
    need(answer.code == 413, answer)


@check("http", MUST, "OTLP/HTTP Request", _HTTP_413)
def http_limit_code_after_decompression(target: Target, signal: Signal) -> None:
    """The code for too much after unpacking."""
    answer = _oversized_http(target, PROTOBUF, True)
    need(answer.code == 413, answer)


@check("http", MUST, "OTLP/HTTP Request", _HTTP_413)
def http_limit_code_json(target: Target, signal: Signal) -> None:
    """The code for too much JSON."""
    answer = _oversized_http(target, JSON, True)
    need(answer.code == 413, answer)


@check("http", SHOULD, "OTLP/HTTP Request", "It is RECOMMENDED to use 64 MiB as the default limit.")
def http_64_mib_are_accepted(target: Target, signal: Signal) -> None:
    """A request just below 64 MiB."""
    accepted_http(target, Signal.TRACES, payloads.of_size(64 * 1024 * 1024 - 1024))


@check(
    "http",
    SHOULD,
    "OTLP/HTTP",
    "Implementations that use HTTP/2 transport SHOULD fallback to HTTP/1.1 transport if HTTP/2 "
    "connection cannot be established.",
)
def http_1_1(target: Target, signal: Signal) -> None:
    """A request over HTTP/1.1, which is all that this suite speaks."""
    need(target.post("/v1/traces", b"").code == 200, "no success over HTTP/1.1")


_SAME_TYPE = 'The server MUST use the same "Content-Type" in the response as it received in the request.'


@check("http", MUST, "OTLP/HTTP Response", _SAME_TYPE)
def http_errors_have_the_content_type_of_the_request(target: Target, signal: Signal) -> None:
    """Bad data in either encoding."""
    for media_type, body in ((PROTOBUF, BROKEN), (JSON, b"{")):
        answer = target.post("/v1/traces", body, media_type)
        need(answer.media_type == media_type, f"request {media_type}: {answer}")


@check("http", MUST, "OTLP/HTTP Response", _SAME_TYPE)
def http_refusals_have_the_content_type_of_the_request(target: Target, signal: Signal) -> None:
    """Too much, in either encoding."""
    for media_type in (PROTOBUF, JSON):
        answer = _oversized_http(target, media_type, True)
        need(answer.media_type == media_type, f"request {media_type}: {answer}")


@check("http", MUST, "OTLP/HTTP Response", _SAME_TYPE)
def http_content_type_in_any_case(target: Target, signal: Signal) -> None:
    """``Application/JSON`` is JSON (RFC 9110, 8.3.1)."""
    answer = target.post("/v1/traces", b"{}", "Application/JSON")
    need(answer.code == 200 and answer.media_type == JSON, answer)


@check("http", MUST, "OTLP/HTTP Response", _SAME_TYPE)
def http_content_type_with_a_parameter(target: Target, signal: Signal) -> None:
    """``application/json; charset=utf-8`` is JSON."""
    answer = target.post("/v1/traces", b"{}", f"{JSON}; charset=utf-8")
    need(answer.code == 200 and answer.media_type == JSON, answer)


@check(
    "http",
    MUST,
    "OTLP/HTTP Response",
    "The server MUST limit the size of the response body, including before compression",
)
def http_response_is_limited(target: Target, signal: Signal) -> None:
    """Ten thousand invalid spans with names of 2 KB, 20 MB of them: the answer is far smaller."""
    body = many_invalid(signal)
    answer = target.post("/v1/traces", body)
    need(len(answer.body) < len(body) // 4, f"the answer has {len(answer.body)} bytes")


@check("http", SHOULD, "OTLP/HTTP Response", RESPONSE_4_MIB)
def http_response_is_within_4_mib(target: Target, signal: Signal) -> None:
    """Ten thousand invalid spans with names of 2 KB: the size of the answer."""
    answer = target.post("/v1/traces", many_invalid(signal))
    need(len(answer.body) <= RESPONSE_LIMIT, f"the answer has {len(answer.body)} bytes")


@check("http", SHOULD, "OTLP/HTTP Response", REDUCED)
def http_reduced_response_says_the_same(target: Target, signal: Signal) -> None:
    """Ten thousand invalid spans: all of them are still counted."""
    answer = target.post("/v1/traces", many_invalid(signal))
    if answer.code != 200:
        raise NotSeen(f"it refuses the whole request with {answer.code}")
    need_all_counted(decoded(signal, answer.body))


_ACCEPTED_GZIP = (
    'If the request header "Accept-Encoding: gzip" is present in the request the server MAY gzip-encode the '
    'response and set "Content-Encoding: gzip" response header.'
)


@check("http", STATED, "OTLP/HTTP Response", _ACCEPTED_GZIP)
def http_gzip_that_was_asked_for_is_gzip(target: Target, signal: Signal) -> None:
    """The answer to bad data and Accept-Encoding: a Status, as it is or in a gzip that says so."""
    answer = target.post("/v1/traces", BROKEN, headers={"accept-encoding": "gzip"})
    coding = answer.headers.get("content-encoding", "identity")
    need(coding in ("identity", "gzip"), f"Content-Encoding is {coding!r}")
    try:
        body = gzip.decompress(answer.body) if coding == "gzip" else answer.body
    except (OSError, EOFError, zlib.error) as error:
        raise Failed(f"the body is not gzip: {error}") from None
    error_has_status(replace(answer, body=body))


@check("http", STATED, "OTLP/HTTP Response", _ACCEPTED_GZIP)
def http_no_gzip_that_nobody_asked_for(target: Target, signal: Signal) -> None:
    """An answer to a request without Accept-Encoding."""
    answer = target.post("/v1/traces", BROKEN)
    need("content-encoding" not in answer.headers and not answer.body.startswith(b"\x1f\x8b"), answer)


@check("http", SHOULD, "OTLP/HTTP Response: Full Success", EMPTY, ALL)
def http_empty_request(target: Target, signal: Signal) -> None:
    """No bytes at all, and an envelope without records."""
    for body in (b"", b"\x0a\x00", b"\x0a\x02\x12\x00"):
        accepted_http(target, signal, body)


@check("http", SHOULD, "OTLP/HTTP Response: Full Success", EMPTY, ALL)
def http_empty_json_request(target: Target, signal: Signal) -> None:
    """An object without members, and an envelope without records."""
    name = _camel(payloads.valid(signal).DESCRIPTOR.fields[0].name)
    for body in (b"{}", payloads.dumped({name: []}), payloads.dumped({name: [{}]})):
        accepted_http(target, signal, body, JSON)


_HTTP_200 = "On success, the server MUST respond with `HTTP 200 OK`."

_HTTP_BODY = "The response body MUST be a Protobuf-encoded Export<signal>ServiceResponse message"


@check("http", MUST, "OTLP/HTTP Response: Full Success", _HTTP_200, ALL)
def http_success_is_200(target: Target, signal: Signal) -> None:
    """A valid request."""
    answer = target.post(KINDS[signal].path, payloads.valid(signal).SerializeToString())
    need(answer.code == 200, answer)


@check("http", MUST, "OTLP/HTTP Response: Full Success", _HTTP_BODY, ALL)
def http_success_is_the_response(target: Target, signal: Signal) -> None:
    """The body of the answer to a valid request, in either encoding."""
    for media_type, body in _both(payloads.valid(signal)):
        answer = target.post(KINDS[signal].path, body, media_type)
        need(answer.code == 200, answer)
        decoded(signal, answer.body, media_type)


@check("http", MUST, "OTLP/HTTP Response: Full Success", UNSET, ALL)
def http_partial_success_is_unset(target: Target, signal: Signal) -> None:
    """The field, after a valid request in either encoding."""
    for media_type, body in _both(payloads.valid(signal)):
        answer = target.post(KINDS[signal].path, body, media_type)
        need(answer.code == 200, answer)
        need_unset(signal, decoded(signal, answer.body, media_type))


def _both(request: Message) -> tuple[tuple[str, bytes], tuple[str, bytes]]:
    return (PROTOBUF, request.SerializeToString()), (JSON, payloads.dumped(payloads.as_json(request)))


def _partial_http(target: Target, signal: Signal, media_type: str) -> Any:
    request = payloads.with_invalid(signal, number=3)
    assert request is not None
    answer = target.post(KINDS[signal].path, dict(_both(request))[media_type], media_type)
    if 400 <= answer.code <= 599:
        raise NotSeen(f"it refuses the whole request with {answer.code}")
    need(answer.code == 200, answer)
    response = decoded(signal, answer.body, media_type)
    if not getattr(response.partial_success, KINDS[signal].rejected):
        raise NotSeen("it accepts the invalid records as well")
    return response.partial_success


_HTTP_PARTIAL = (
    "If the request is only partially accepted (i.e. when the server accepts only parts of the data and "
    "rejects the rest), the server MUST respond with `HTTP 200 OK`. The response body MUST be the same "
    "Export<signal>ServiceResponse message as in the Full Success case."
)


@check("http", MUST, "OTLP/HTTP Response: Partial Success", _HTTP_PARTIAL, WITH_INVALID)
def http_partial_success_is_the_response(target: Target, signal: Signal) -> None:
    """Three invalid records among valid ones, in either encoding."""
    for media_type in (PROTOBUF, JSON):
        _partial_http(target, signal, media_type)


@check("http", MUST, "OTLP/HTTP Response: Partial Success", PARTIAL_COUNT, WITH_INVALID)
def http_rejected_records_are_counted(target: Target, signal: Signal) -> None:
    """The number, of three invalid records."""
    for media_type in (PROTOBUF, JSON):
        count = getattr(_partial_http(target, signal, media_type), KINDS[signal].rejected)
        need(count == 3, f"3 were invalid, {KINDS[signal].rejected} is {count}")


@check("http", SHOULD, "OTLP/HTTP Response: Partial Success", PARTIAL_TEXT, WITH_INVALID)
def http_rejection_is_explained(target: Target, signal: Signal) -> None:
    """The text that says why."""
    for media_type in (PROTOBUF, JSON):
        need(_partial_http(target, signal, media_type).error_message, "error_message is empty")


@check("http", MUST, "OTLP/HTTP Response: Partial Success", WARNING, ALL)
def http_warnings_reject_nothing(target: Target, signal: Signal) -> None:
    """`partial_success`, where a valid request in either encoding gets one."""
    seen = 0
    for media_type, body in _both(payloads.valid(signal)):
        answer = target.post(KINDS[signal].path, body, media_type)
        need(answer.code == 200, answer)
        try:
            need_no_rejection(signal, decoded(signal, answer.body, media_type))
            seen += 1
        except NotSeen:
            continue
    if not seen:
        raise NotSeen("it does not warn about a valid request")


_FAILURE_CODE = (
    "If the processing of the request fails, the server MUST respond with appropriate `HTTP 4xx` or "
    "`HTTP 5xx` status code."
)

_STATUS_BODY = (
    "The response body for all `HTTP 4xx` and `HTTP 5xx` responses MUST be a Protobuf-encoded Status "
    "message that describes the problem."
)

_STATUS_TEXT = "The `Status.message` field SHOULD contain a developer-facing error message"


@check("http", MUST, "OTLP/HTTP Response: Failures", _FAILURE_CODE)
def http_failures_are_4xx_or_5xx(target: Target, signal: Signal) -> None:
    """Bad data in either encoding."""
    for media_type, body in ((PROTOBUF, BROKEN), (JSON, b'{"resourceSpans": 5}')):
        answer = target.post("/v1/traces", body, media_type)
        need(400 <= answer.code <= 599, answer)


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
        error_has_status(provoke(target))

    def text(target: Target, signal: Signal) -> None:
        status = error_has_status(provoke(target))
        need(status["message"] if isinstance(status, dict) else status.message, "the message is empty")

    words = name.replace("_", " ")
    body.__name__, body.__doc__ = f"http_status_body_{name}", f"The body of the answer to: {words}."
    text.__name__, text.__doc__ = f"http_status_message_{name}", f"The text of the answer to: {words}."
    check("http", MUST, "OTLP/HTTP Response: Failures", _STATUS_BODY)(body)
    check("http", SHOULD, "OTLP/HTTP Response: Failures", _STATUS_TEXT)(text)


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
        need(answer.code == 400, answer)

    def details(target: Target, signal: Signal) -> None:
        status = error_has_status(provoke(target))
        kind = BadRequest.DESCRIPTOR.full_name
        if isinstance(status, dict):
            types = [str(detail.get("@type", "")) for detail in status.get("details", ())]
        else:
            types = [detail.type_url for detail in status.details]
        need(any(url.endswith(f"/{kind}") for url in types), f"the details hold {types or 'nothing'}")

    words = name.replace("_", " ")
    code.__name__, code.__doc__ = f"http_{name}_is_400", f"The code for: {words}."
    details.__name__, details.__doc__ = f"http_{name}_is_described", f"The details for: {words}."
    check("http", MUST, "OTLP/HTTP Response: Bad Data", _BAD_DATA)(code)
    check("http", SHOULD, "OTLP/HTTP Response: Bad Data", _BAD_REQUEST)(details)


for _name, _provoke in _BAD.items():
    _bad_data_checks(_name, _provoke)


@check("http", MUST, "OTLP/HTTP Response: Bad Data", _BAD_DATA)
def http_bad_json_types_are_400(target: Target, signal: Signal) -> None:
    """JSON whose values cannot be what their fields are."""
    for value in (b'{"resourceSpans":[{"scopeSpans":7}]}', b'{"resourceSpans":"x"}', b"[]"):
        answer = target.post("/v1/traces", value, JSON)
        need(answer.code == 400, f"{value.decode()}: {answer}")


@check("http", MUST, "OTLP/HTTP Response: Bad Data", _BAD_DATA)
def http_bad_hex_is_400(target: Target, signal: Signal) -> None:
    """An identifier that is not hexadecimal."""
    data = payloads.as_json(payloads.valid(signal))
    data["resourceSpans"][0]["scopeSpans"][0]["spans"][0]["traceId"] = "not hexadecimal at all, I say!!!"
    answer = target.post("/v1/traces", payloads.dumped(data), JSON)
    need(answer.code == 400, answer)


@check("http", MUST, "OTLP/HTTP Response: Bad Data", _BAD_DATA, ALL)
def http_bad_data_is_400(target: Target, signal: Signal) -> None:
    """Bytes that are no message, and JSON that is none."""
    for media_type, body in ((PROTOBUF, BROKEN), (JSON, b"["), (JSON, b'"\xff"')):
        answer = target.post(KINDS[signal].path, body, media_type)
        need(answer.code == 400, f"{body!r}: {answer}")


_FINAL = (
    "The server SHOULD use HTTP response status codes to indicate retryable and non-retryable errors for a "
    "particular erroneous situation."
)


@check("http", SHOULD, "OTLP/HTTP Response: Failures", _FINAL, ALL)
def http_bad_data_is_final(target: Target, signal: Signal) -> None:
    """Bytes that are no message: a code that makes no client send them again."""
    answer = target.post(KINDS[signal].path, BROKEN)
    need(400 <= answer.code <= 599, f"accepted: {answer}")
    need(answer.code not in RETRYABLE_HTTP, answer)


_OTHER = (
    "All other HTTP responses that are not explicitly listed in this document should be treated "
    "according to HTTP specifications."
)


@check("http", SHOULD, "OTLP/HTTP Response: All Other Responses", _OTHER)
def http_wrong_method_is_405(target: Target, signal: Signal) -> None:
    """GET: 405 with an Allow that names POST (RFC 9110, 15.5.6)."""
    answer = target.post("/v1/traces", None, method="GET")
    need(answer.code == 405 and "POST" in answer.headers.get("allow", ""), f"{answer}, {answer.headers}")


@check("http", SHOULD, "OTLP/HTTP Response: All Other Responses", _OTHER)
def http_wrong_types_are_415(target: Target, signal: Signal) -> None:
    """A content type or a content coding that is not supported (RFC 9110, 15.5.16)."""
    for name in ("wrong_content_type", "wrong_content_encoding"):
        answer = _ERRORS[name](target)
        need(answer.code == 415, f"{name}: {answer}")


@check("http", SHOULD, "OTLP/HTTP Response: All Other Responses", _OTHER)
def http_unknown_path_is_404(target: Target, signal: Signal) -> None:
    """A path that is none of the four (RFC 9110, 15.5.5)."""
    answer = _ERRORS["unknown_path"](target)
    need(answer.code == 404, answer)


@check(
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
        accepted_http(target, signal, body, media_type)

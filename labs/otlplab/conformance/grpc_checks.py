"""The checks of OTLP/gRPC, in the order of the specification."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
from google.rpc.error_details_pb2 import RetryInfo

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
    RETRYABLE_GRPC,
    SHOULD,
    STATED,
    UNSET,
    WARNING,
    WITH_INVALID,
    accepted_grpc,
    check,
    decoded,
    invalid,
    many_invalid,
    need,
    need_all_counted,
    need_no_rejection,
    need_unset,
    with_unknown_fields,
)
from otlplab.conformance.model import NotSeen
from otlplab.conformance.target import (
    GrpcAnswer,
    Target,
    export,
)
from otlplab.segments import Signal


@check("grpc", MUST, "Protocol Details", COMPRESSION, ALL)
def grpc_no_compression(target: Target, signal: Signal) -> None:
    """A valid request, as it is."""
    accepted_grpc(target, signal, payloads.valid(signal).SerializeToString())


@check("grpc", MUST, "Protocol Details", COMPRESSION, ALL)
def grpc_gzip(target: Target, signal: Signal) -> None:
    """A valid request in gzip."""
    accepted_grpc(target, signal, payloads.valid(signal).SerializeToString(), compressed=True)


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


@check("grpc", MUST, "OTLP/gRPC Request", _GRPC_LIMIT)
def grpc_limit(target: Target, signal: Signal) -> None:
    """A request just above the limit."""
    need(
        _oversized_grpc(target, False).code is not grpc.StatusCode.OK,
        f"more than {target.limit} bytes accepted",
    )


@check("grpc", MUST, "OTLP/gRPC Request", _GRPC_LIMIT)
def grpc_limit_after_decompression(target: Target, signal: Signal) -> None:
    """A small gzip that unpacks to just above the limit."""
    need(
        _oversized_grpc(target, True).code is not grpc.StatusCode.OK,
        f"more than {target.limit} bytes accepted",
    )


@check("grpc", MUST, "OTLP/gRPC Request", _GRPC_LIMIT_CODE)
def grpc_limit_code(target: Target, signal: Signal) -> None:
    """The code for too much, and that it is final, compressed or not."""
    for compressed in (False, True):
        answer = _oversized_grpc(target, compressed)
        need(answer.code is grpc.StatusCode.RESOURCE_EXHAUSTED, answer)
        retry = RetryInfo.DESCRIPTOR.full_name
        need(
            not any(d.type_url.endswith(retry) for d in answer.status.details),
            "a RetryInfo makes the error retryable",
        )


@check("grpc", SHOULD, "OTLP/gRPC Request", _LIMIT_64)
def grpc_64_mib_are_accepted(target: Target, signal: Signal) -> None:
    """A request just below 64 MiB."""
    accepted_grpc(target, Signal.TRACES, payloads.of_size(64 * 1024 * 1024 - 1024))


@check(
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
            need(answer.code is grpc.StatusCode.OK, answer)


_RESPONSE_LIMIT = "The server MUST limit the size of the response message, including before compression"


@check("grpc", MUST, "OTLP/gRPC Response", _RESPONSE_LIMIT)
def grpc_response_is_limited(target: Target, signal: Signal) -> None:
    """Ten thousand invalid spans with names of 2 KB, 20 MB of them: the answer is far smaller."""
    body = many_invalid(signal)
    answer = target.call(signal, body)
    need(len(answer.body) < len(body) // 4, f"the answer has {len(answer.body)} bytes")


@check("grpc", SHOULD, "OTLP/gRPC Response", RESPONSE_4_MIB)
def grpc_response_is_within_4_mib(target: Target, signal: Signal) -> None:
    """Ten thousand invalid spans with names of 2 KB: the size of the answer."""
    answer = target.call(signal, many_invalid(signal))
    need(len(answer.body) <= RESPONSE_LIMIT, f"the answer has {len(answer.body)} bytes")


@check("grpc", SHOULD, "OTLP/gRPC Response", REDUCED)
def grpc_reduced_response_says_the_same(target: Target, signal: Signal) -> None:
    """Ten thousand invalid spans: all of them are still counted."""
    answer = target.call(signal, many_invalid(signal))
    if answer.code is not grpc.StatusCode.OK:
        raise NotSeen(f"it refuses the whole request: {answer}")
    need_all_counted(decoded(signal, answer.body))


_GRPC_SUCCESS = (
    "On success, the server response MUST be a Export<signal>ServiceResponse message "
    "(`ExportTraceServiceResponse` for traces, `ExportMetricsServiceResponse` for metrics, "
    "`ExportLogsServiceResponse` for logs and `ExportProfilesServiceResponse` for profiles)."
)


@check("grpc", SHOULD, "OTLP/gRPC Response: Full Success", EMPTY, ALL)
def grpc_empty_request(target: Target, signal: Signal) -> None:
    """No bytes at all, and an envelope without records."""
    for body in (b"", b"\x0a\x00", b"\x0a\x02\x12\x00"):
        accepted_grpc(target, signal, body)


@check("grpc", MUST, "OTLP/gRPC Response: Full Success", _GRPC_SUCCESS, ALL)
def grpc_success_is_the_response(target: Target, signal: Signal) -> None:
    """The bytes of the answer to a valid request."""
    answer = target.call(signal, payloads.valid(signal).SerializeToString())
    need(answer.code is grpc.StatusCode.OK, answer)
    decoded(signal, answer.body)


@check("grpc", MUST, "OTLP/gRPC Response: Full Success", UNSET, ALL)
def grpc_partial_success_is_unset(target: Target, signal: Signal) -> None:
    """The field, after a valid request."""
    answer = target.call(signal, payloads.valid(signal).SerializeToString())
    need(answer.code is grpc.StatusCode.OK, answer)
    need_unset(signal, decoded(signal, answer.body))


_GRPC_PARTIAL = (
    "If the request is only partially accepted (i.e. when the server accepts only parts of the data "
    "and rejects the rest), the server response MUST be the same Export<signal>ServiceResponse "
    "message as in the Full Success case."
)


def _partial_grpc(target: Target, signal: Signal) -> Any:
    answer = target.call(signal, invalid(signal, number=3))
    if answer.code is not grpc.StatusCode.OK:
        raise NotSeen(f"it refuses the whole request: {answer}")
    response = decoded(signal, answer.body)
    if not getattr(response.partial_success, KINDS[signal].rejected):
        raise NotSeen("it accepts the invalid records as well")
    return response.partial_success


@check("grpc", MUST, "OTLP/gRPC Response: Partial Success", _GRPC_PARTIAL, WITH_INVALID)
def grpc_partial_success_is_the_response(target: Target, signal: Signal) -> None:
    """Three invalid records among valid ones."""
    _partial_grpc(target, signal)


@check("grpc", MUST, "OTLP/gRPC Response: Partial Success", PARTIAL_COUNT, WITH_INVALID)
def grpc_rejected_records_are_counted(target: Target, signal: Signal) -> None:
    """The number, of three invalid records."""
    partial = _partial_grpc(target, signal)
    count = getattr(partial, KINDS[signal].rejected)
    need(count == 3, f"3 were invalid, {KINDS[signal].rejected} is {count}")


@check("grpc", SHOULD, "OTLP/gRPC Response: Partial Success", PARTIAL_TEXT, WITH_INVALID)
def grpc_rejection_is_explained(target: Target, signal: Signal) -> None:
    """The text that says why."""
    need(_partial_grpc(target, signal).error_message, "error_message is empty")


@check("grpc", MUST, "OTLP/gRPC Response: Partial Success", WARNING, ALL)
def grpc_warnings_reject_nothing(target: Target, signal: Signal) -> None:
    """`partial_success`, where a valid request gets one."""
    answer = target.call(signal, payloads.valid(signal).SerializeToString())
    need(answer.code is grpc.StatusCode.OK, answer)
    need_no_rejection(signal, decoded(signal, answer.body))


_INVALID_ARGUMENT = "To indicate non-retryable errors, the server is recommended to use code InvalidArgument"

_NOT_RETRYABLE = (
    "The client SHOULD interpret gRPC status codes as retryable or non-retryable according to the "
    "following table"
)


@check("grpc", SHOULD, "OTLP/gRPC Response: Failures", _INVALID_ARGUMENT, ALL)
def grpc_bad_data_is_an_invalid_argument(target: Target, signal: Signal) -> None:
    """Bytes that are no message."""
    answer = target.call(signal, BROKEN)
    need(answer.code is grpc.StatusCode.INVALID_ARGUMENT, answer)


@check("grpc", STATED, "OTLP/gRPC Response: Failures", _NOT_RETRYABLE, ALL)
def grpc_bad_data_is_final(target: Target, signal: Signal) -> None:
    """Bytes that are no message: a code that makes no client send them again."""
    answer = target.call(signal, BROKEN)
    need(answer.code is not grpc.StatusCode.OK, "accepted")
    need(answer.code not in RETRYABLE_GRPC, answer)


@check("grpc", STATED, "Future Versions and Interoperability", FUTURE, ALL)
def grpc_unknown_fields_are_ignored(target: Target, signal: Signal) -> None:
    """A valid request with two fields of the future."""
    accepted_grpc(target, signal, with_unknown_fields(signal))

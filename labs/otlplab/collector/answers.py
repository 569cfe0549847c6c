"""What both transports answer: `google.rpc.Status` with its details, and the response of each signal."""

from __future__ import annotations

from typing import Any

from google.protobuf.message import Message
from google.rpc.code_pb2 import INVALID_ARGUMENT, UNAVAILABLE
from google.rpc.error_details_pb2 import BadRequest, RetryInfo
from google.rpc.status_pb2 import Status

from otlplab.collector.contract import Kind, Verdict

#: Longest text of an answer, in characters; far below the 4 MiB to which the specification limits an answer.
MAX_TEXT = 4096


def status(code: int, text: str, *details: Message) -> Status:
    """Return a `Status` with a text for developers and details ("Failures")."""
    answer = Status(code=code, message=text[:MAX_TEXT])
    for detail in details:
        answer.details.add().Pack(detail)
    return answer


def bad_data(text: str) -> Status:
    """Return the `Status` for a request that cannot be decoded ("Bad Data"): never to be sent again."""
    violation = BadRequest.FieldViolation(field=text.partition(":")[0][:200], description=text[:MAX_TEXT])
    return status(INVALID_ARGUMENT, text, BadRequest(field_violations=[violation]))


def try_again(text: str, seconds: int) -> Status:
    """Return the `Status` for a request to be sent again after ``seconds`` ("Throttling")."""
    retry = RetryInfo()
    retry.retry_delay.seconds = seconds
    return status(UNAVAILABLE, text, retry)


def response(kind: Kind, verdict: Verdict) -> Any:
    """Return the signal's response: `partial_success` is set if something was rejected, and only then."""
    answer: Any = kind.response()
    if verdict.rejected:
        setattr(answer.partial_success, kind.rejected, verdict.rejected)
        total = verdict.accepted + verdict.rejected
        text = f"{verdict.rejected} of {total} {kind.records} rejected: {verdict.reason}"
        answer.partial_success.error_message = text[:MAX_TEXT]
    return answer

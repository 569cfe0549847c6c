"""Run the checks against a receiver, and say what no check can see."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

import grpc

# These register their checks.
from otlplab.conformance import encoding_checks, grpc_checks, http_checks  # noqa: F401
from otlplab.conformance.checking import CHECKS
from otlplab.conformance.model import Check, Failed, NotSeen, Outcome, Result
from otlplab.conformance.target import NoAnswer, Target
from otlplab.segments import Signal

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


class Unreachable(RuntimeError):
    """Nothing answers at the target."""


def checks() -> tuple[Check, ...]:
    """Return every check, in the order in which they are run."""
    return tuple(CHECKS)


def run(target: Target, progress: Callable[[Result], None] = lambda _: None) -> list[Result]:
    """Run the checks of the transports that ``target`` has, and return what came of each.

    Raises :class:`Unreachable` when nothing answers at all. ``progress`` is called after each check.
    """
    _reach(target)
    results = []
    for check in CHECKS:
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

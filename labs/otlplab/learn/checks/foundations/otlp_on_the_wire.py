"""What chapter 0.2 looks at."""

from __future__ import annotations

from collections.abc import Callable

from google.protobuf.message import DecodeError
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from otlplab.learn.exercises import exercise
from otlplab.learn.verdict import answer_rows, attempt, expect, fail
from otlplab.store import Store
from otlplab.wire import dissect

TRACE_ID = "5b8efff798038103d269b633813fc60c"
HELLO = "eee19b7ec3c1b174"
RETRYABLE = (429, 502, 503, 504)


@exercise("0.2/attribute-by-hand")
def attribute_by_hand(attribute: bytes) -> None:
    """The bytes must be field 9 of a span and hold one attribute, a string."""
    expected = "field 9 of `Span` and nothing else: a `KeyValue` with a key and a string value"
    expect(
        attribute,
        saw="no bytes",
        expected=expected,
        look="`resource`, two cells up: an attribute stands in it",
    )
    try:
        span = Span.FromString(attribute)
        parts = dissect(attribute, Span).parts
    except (DecodeError, ValueError) as error:
        fail(
            saw=f"{attribute.hex(' ')}: {error}",
            expected=expected,
            look="what each length covers: the value of a `KeyValue` is a message too, an `AnyValue`",
        )
    outer = [f"{part.name} = {part.number}" for part in parts if part.depth == 0]
    expect(
        outer == ["attributes = 9"],
        saw=f"these fields of `Span`: {', '.join(outer)}",
        expected=expected,
        look="the number that you gave to the outermost `field(…)`",
    )
    (pair,) = span.attributes
    expect(
        pair.key == "http.request.method",
        saw=f"the key {pair.key!r}",
        expected="the key `http.request.method` in field 1 of `KeyValue`",
        look="`dissect(attribute, Span)`: which number does the key have?",
    )
    kind = pair.value.WhichOneof("value")
    expect(
        kind == "string_value",
        saw=f"a value of kind {kind}",
        expected="a `string_value`, field 1 of `AnyValue`, inside field 2 of `KeyValue`",
        look="how `by-hand` is wrapped in `resource`: twice",
    )
    expect(
        pair.value.string_value == "GET",
        saw=f"the value {pair.value.string_value!r}",
        expected="the value `GET`",
        look="the innermost `field(…)`",
    )


@exercise("0.2/repair-json")
def repair_json(store: Store) -> None:
    """The span must have arrived in the right trace, below the right parent, with the right kind."""
    rows = store.sql(
        "select trace_id, span_id, parent_span_id, kind, duration_ns from spans where name = 'refund' "
        "order by received_time desc limit 1"
    ).rows()
    expect(
        rows,
        saw="no span called `refund` in the collector",
        expected="an answer of 200, and the span kept",
        look="`send_refund(refund)[2]`: the answer's text says what the collector could not read",
    )
    (span,) = rows
    expect(
        span["trace_id"] == TRACE_ID,
        saw=f"the trace id {span['trace_id']}",
        expected=f"the trace of `hello`, {TRACE_ID}",
        look="how ids are written in OTLP's JSON: `TRACE_ID.hex()`",
    )
    expect(
        len(span["span_id"]) == 16,
        saw=f"the span id {span['span_id']}",
        expected="8 bytes, 16 hex digits",
        look="`spanId` in the JSON that worked, above",
    )
    expect(
        span["parent_span_id"] == HELLO,
        saw=f"the parent {span['parent_span_id']}",
        expected=f"the span `hello`, {HELLO}, as parent",
        look="the spelling of every key: an unknown one is ignored without a word",
    )
    expect(
        span["kind"] == "CLIENT",
        saw=f"the kind {span['kind']}",
        expected="`CLIENT`",
        look="the enum `SpanKind`: 1 INTERNAL, 2 SERVER, 3 CLIENT, 4 PRODUCER, 5 CONSUMER",
    )
    expect(
        span["duration_ns"] == 20_000_000,
        saw=f"a duration of {span['duration_ns'] / 1e6:g} ms",
        expected="20 ms",
        look="`endTimeUnixNano`",
    )


@exercise("0.2/retry-rule")
def retry_rule(wait_before_retry: Callable[[int, dict[str, str], int], float | None]) -> None:
    """The client's rule for every status that matters, with and without a header."""
    look = "the sections *Wrong on purpose* and *When the server says “later”*"

    def answer(status: int, headers: dict[str, str], attempt_number: int) -> float | None:
        return attempt(
            wait_before_retry,
            status,
            headers,
            attempt_number,
            expected="a number of seconds or `None`",
            look="your function, called with these arguments",
        )

    if all(answer(status, {}, 1) is None for status in RETRYABLE):
        fail(
            saw="`None` for every status, 503 as well",
            expected="seconds for the four answers that may be retried",
            look=look,
        )
    for status in (200, 400, 401, 404, 405, 413, 415, 500, 501):
        told = answer(status, {"Retry-After": "1"}, 0)
        expect(
            told is None,
            saw=f"status {status}: {told!r}",
            expected=f"`None`: {status} must not be sent again, whatever its headers say",
            look=look,
        )
    for status in RETRYABLE:
        for number, seconds in enumerate((1, 2, 4, 8)):
            told = answer(status, {}, number)
            expect(
                told == seconds,
                saw=f"status {status}, attempt {number}, no header: {told!r}",
                expected=f"{seconds} seconds, 2 to the power of {number}",
                look="the exercise's text: attempts count from 0",
            )
        for header in ("Retry-After", "retry-after", "RETRY-AFTER"):
            told = answer(status, {"Content-Type": "application/x-protobuf", header: "7"}, 3)
            expect(
                told == 7,
                saw=f"status {status} with `{header}: 7`: {told!r}",
                expected="the number 7: the server's word counts more than your own rule",
                look="the header's value is text, and its name may be written in any case",
            )


@exercise("0.2/count-once")
def count_once(query: str, store: Store) -> None:
    """Each service's spans, every one counted once."""
    look = "the section *What a retry can cost*"
    rows = answer_rows(store, query, "service_name", "spans", look="`count(…) as spans`")
    told = {row["service_name"]: row["spans"] for row in rows}
    truth = store.sql(
        "select service_name, count(distinct (trace_id, span_id)) as spans from spans group by all"
    ).rows()
    for row in truth:
        name, spans = row["service_name"], row["spans"]
        expect(
            told.get(name) == spans,
            saw=f"{name}: {told.get(name, 'no row')}",
            expected=f"{spans}: each span once, however often it was sent",
            look=look,
        )

"""The checks of the binary and the JSON encoding, in the order of the specification."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from otlplab.collector.contract import KINDS
from otlplab.conformance import payloads
from otlplab.conformance.checking import ALL, MUST, STATED, accepted_http, check, need
from otlplab.conformance.target import (
    JSON,
    PROTOBUF,
    Target,
)
from otlplab.segments import Signal

_BINARY_TYPE = (
    'The client and the server MUST set "Content-Type: application/x-protobuf" request and response headers '
    "when sending binary Protobuf encoded payload."
)

_JSON_TYPE = (
    'The client and the server MUST set "Content-Type: application/json" request and response headers '
    "when sending JSON Protobuf encoded payload."
)


@check("http", MUST, "Binary Protobuf Encoding", _BINARY_TYPE, ALL)
def http_binary_content_type(target: Target, signal: Signal) -> None:
    """Of the answer to a valid binary request."""
    answer = target.post(KINDS[signal].path, payloads.valid(signal).SerializeToString())
    need(answer.code == 200 and answer.media_type == PROTOBUF, answer)


@check("http", MUST, "JSON Protobuf Encoding", _JSON_TYPE, ALL)
def http_json_content_type(target: Target, signal: Signal) -> None:
    """Of the answer to a valid JSON request."""
    body = payloads.dumped(payloads.as_json(payloads.valid(signal)))
    answer = target.post(KINDS[signal].path, body, JSON)
    need(answer.code == 200 and answer.media_type == JSON, answer)


_HEX = (
    "The `traceId` and `spanId` byte arrays are represented as case-insensitive hex-encoded strings; "
    "they are not base64-encoded as is defined in the standard Protobuf JSON Mapping."
)


@check("http", STATED, "JSON Protobuf Encoding", _HEX, ALL)
def http_json_hex_lower_case(target: Target, signal: Signal) -> None:
    """Identifiers with a to f."""
    accepted_http(target, signal, payloads.dumped(payloads.as_json(payloads.valid(signal))), JSON)


@check("http", STATED, "JSON Protobuf Encoding", _HEX, ALL)
def http_json_hex_upper_case(target: Target, signal: Signal) -> None:
    """Identifiers with A to F."""
    data = payloads.with_upper_case(payloads.as_json(payloads.valid(signal)))
    accepted_http(target, signal, payloads.dumped(data), JSON)


@check(
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
    accepted_http(target, signal, text, JSON)


_UNKNOWN = (
    "OTLP/JSON receivers MUST ignore message fields with unknown names and MUST unmarshal the message "
    "as if the unknown field was not present in the payload."
)


@check("http", MUST, "JSON Protobuf Encoding", _UNKNOWN, ALL)
def http_json_unknown_names(target: Target, signal: Signal) -> None:
    """A name of the future in every object, with an object, an array and a null in it."""
    data = payloads.with_unknown(payloads.as_json(payloads.valid(signal)))
    accepted_http(target, signal, payloads.dumped(data), JSON)


@check(
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
    accepted_http(target, signal, payloads.dumped(data), JSON)


_64_BIT = (
    "64-bit integer numbers in JSON-encoded payloads are encoded as decimal strings, and either "
    "numbers or strings are accepted when decoding."
)


@check("http", STATED, "JSON Protobuf Encoding", _64_BIT, ALL)
def http_json_64_bit_strings(target: Target, signal: Signal) -> None:
    """Times and counts as strings."""
    text = payloads.dumped(payloads.as_json(payloads.valid(signal)))
    assert b'UnixNano": "' in text
    accepted_http(target, signal, text, JSON)


@check("http", STATED, "JSON Protobuf Encoding", _64_BIT, ALL)
def http_json_64_bit_numbers(target: Target, signal: Signal) -> None:
    """Times and counts as numbers."""
    text = payloads.dumped(payloads.with_numbers(payloads.as_json(payloads.valid(signal))))
    assert b'UnixNano": "' not in text
    accepted_http(target, signal, text, JSON)


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
        accepted_http(target, signal, payloads.dumped(payloads.as_json(request)), JSON)

    function.__doc__ = f"An attribute of the kind {kind}."
    function.__name__ = f"http_json_value_{kind}"
    check("http", STATED, "JSON Protobuf Encoding", _MAPPING)(function)


for _kind in payloads.any_values():
    _value_check(_kind)


@check("http", STATED, "JSON Protobuf Encoding", _MAPPING)
def http_json_null_is_not_set(target: Target, signal: Signal) -> None:
    """Fields whose value is null."""
    data = payloads.as_json(payloads.valid(signal))
    span = data["resourceSpans"][0]["scopeSpans"][0]["spans"][0]
    span |= {"events": None, "status": None, "traceState": None}
    accepted_http(target, signal, payloads.dumped(data), JSON)


def _scalar_check(name: str, words: str, signal: Signal, change: Callable[[dict[str, Any]], None]) -> None:
    """Register a check of one way to write a value, in the first record of a signal."""

    def function(target: Target, signal: Signal) -> None:
        data = payloads.as_json(payloads.valid(signal))
        outer, inner, records = _FIRST[signal]
        change(data[outer][0][inner][0][records][0])
        accepted_http(target, signal, payloads.dumped(data), JSON)

    function.__doc__, function.__name__ = words, f"http_json_{name}"
    check("http", STATED, "JSON Protobuf Encoding", _MAPPING, (signal,))(function)


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


@check("http", STATED, "JSON Protobuf Encoding", _MAPPING)
def http_json_defaults_may_be_left_out(target: Target, signal: Signal) -> None:
    """A span with its identifiers and nothing else."""
    span = {"traceId": payloads.TRACE_ID.hex(), "spanId": payloads.SPAN_ID.hex()}
    data = {"resourceSpans": [{"scopeSpans": [{"spans": [span]}]}]}
    accepted_http(target, signal, payloads.dumped(data), JSON)

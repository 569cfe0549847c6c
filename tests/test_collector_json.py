"""OTLP/JSON against the specification, and against protobuf's own JSON mapping wherever the two agree."""

import base64
import json
import math

import pytest
from collector_client import example, traces
from google.protobuf.json_format import MessageToDict
from hypothesis import given, settings
from hypothesis import strategies as st
from opentelemetry.proto.common.v1.common_pb2 import AnyValue
from otlplab.collector.contract import KINDS, BadData
from otlplab.collector.otlpjson import MAX_PART, TooLarge, decode, encode
from otlplab.segments import Signal

TRACES = KINDS[Signal.TRACES]
TRACE_ID = "5B8EFFF798038103D269B633813FC60C"
SPAN_ID = "EEE19B7EC3C1B174"


def as_otlp_json(message) -> dict:
    """The standard mapping, with the specification's deviations applied to it."""

    def change(value):
        if isinstance(value, list):
            return [change(item) for item in value]
        if not isinstance(value, dict):
            return value
        return {
            key: base64.b64decode(item).hex()
            if key in ("traceId", "spanId", "parentSpanId")
            else change(item)
            for key, item in value.items()
        }

    return change(MessageToDict(message, use_integers_for_enums=True))


def span(**fields) -> dict:
    return {
        "resourceSpans": [{"scopeSpans": [{"spans": [{"traceId": TRACE_ID, "spanId": SPAN_ID, **fields}]}]}]
    }


def read(data) -> object:
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    return decode(TRACES, body).resource_spans[0].scope_spans[0].spans[0]


@pytest.mark.parametrize("signal", Signal)
def test_what_protobuf_writes_is_read_back(signal):
    request = example(signal)
    assert decode(KINDS[signal], json.dumps(as_otlp_json(request)).encode()) == request


@pytest.mark.parametrize("signal", Signal)
@pytest.mark.parametrize("separators", [(",", ":"), (" , ", "\t:\n")])
def test_a_large_request_is_read_piece_by_piece_into_the_same(signal, separators):
    request = example(signal)
    body = json.dumps(as_otlp_json(request), separators=separators).encode()
    assert (
        KINDS[signal].request.FromString(encode(KINDS[signal], body))
        == request
        == decode(KINDS[signal], body)
    )


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"{}x", b'{"resourceSpans"', b'{"resourceSpans":[', b'{"resourceSpans":[{]}',
        b'{"resourceSpans":[{"scopeSpans":[{"spans":[{"kind":"x"}]}]}]}', b'{"resourceSpans":[{},]}',
        b'{"resourceSpans":5}', b'{"resourceSpans":[7]}', b'{"a":tru}', b'{1:2}', b'{"a":NaN}', b'"\xff"',
        b'{"a":' + b"[" * 9000,
    ],
)  # fmt: skip
def test_what_is_refused_whole_is_refused_piece_by_piece(body):
    for read_ in (decode, encode):
        with pytest.raises(BadData):
            read_(TRACES, body)


def test_the_last_of_two_arrays_counts_and_null_is_none():
    once = b'{"resourceSpans":[{"schemaUrl":"a"}],"resourceSpans":[{"schemaUrl":"b"}]}'
    assert TRACES.request.FromString(encode(TRACES, once)) == decode(TRACES, once)
    assert encode(TRACES, b'{"resourceSpans":[{"schemaUrl":"a"}],"resourceSpans":null}') == b""


def test_a_value_that_is_too_large_to_look_at_is_said():
    start = b'{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"'
    assert len(encode(TRACES, start + b"n" * (MAX_PART - 100) + b'"}]}]}]}')) > MAX_PART - 100
    with pytest.raises(TooLarge, match="longer than"):
        encode(TRACES, start + b"n" * MAX_PART + b'"}]}]}]}')
    with pytest.raises(BadData, match="line 1, column"):
        encode(TRACES, b'{"resourceSpans":[{"x":]}' + b" " * MAX_PART + b"}")


@pytest.mark.parametrize("length", [4070, 4090, 4100, 65_530, 200_000])
@pytest.mark.parametrize("character", "nä…𝄞")
def test_a_character_that_a_window_cuts_in_two_is_whole(length, character):
    for shift in range(4):
        spans = [{"name": "n" * shift + character * (length // len(character.encode()))}] * 3
        request = {"resourceSpans": [{"scopeSpans": [{"spans": spans}]}]}
        body = json.dumps(request, ensure_ascii=False, separators=(",", ":")).encode()
        assert TRACES.request.FromString(encode(TRACES, body)) == decode(TRACES, body)
        for wrong in (body.replace(b"}]}]}]}", b"}]}]x}"), body[:-20] + b"\xff" + body[-20:]):
            said = []
            for read_ in (decode, encode):
                with pytest.raises(BadData) as error:
                    read_(TRACES, wrong)
                said.append(str(error.value))
            assert said[0].partition("JSON:")[0] == said[1].partition("JSON:")[0]
            assert said[0].partition(" at ")[2] == said[1].partition(" at ")[2]


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.recursive(
    st.one_of(
        TEXT.map(lambda v: AnyValue(string_value=v)),
        st.booleans().map(lambda v: AnyValue(bool_value=v)),
        st.integers(-(2**63), 2**63 - 1).map(lambda v: AnyValue(int_value=v)),
        st.floats(allow_nan=False).map(lambda v: AnyValue(double_value=v)),
        st.binary(max_size=20).map(lambda v: AnyValue(bytes_value=v)),
        st.just(AnyValue()),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda v: AnyValue(array_value={"values": v})),
        st.lists(st.tuples(TEXT, inner), max_size=3).map(
            lambda v: AnyValue(kvlist_value={"values": [{"key": key, "value": item} for key, item in v]})
        ),
    ),
    max_leaves=8,
)


@given(st.lists(st.tuples(TEXT, VALUES), max_size=4), st.integers(0, 2**64 - 1), st.integers(0, 2**32 - 1))
@settings(max_examples=100)
def test_every_value_is_read_back(attributes, time, flags):
    request = traces(1)
    made = request.resource_spans[0].scope_spans[0].spans[0]
    for key, value in attributes:
        made.attributes.add(key=key, value=value)
    made.start_time_unix_nano, made.flags = time, flags
    assert decode(TRACES, json.dumps(as_otlp_json(request)).encode()) == request


NAMES = st.sampled_from(
    [
        "resourceSpans",
        "scopeSpans",
        "spans",
        "traceId",
        "attributes",
        "value",
        "key",
        "intValue",
        "arrayValue",
        "values",
        "kind",
    ]
)


@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
        lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner),
        max_leaves=20,
    )
)
@settings(max_examples=150)
def test_any_json_is_decoded_or_refused_and_nothing_else(data):
    try:
        decode(TRACES, json.dumps(data).encode("utf-8", "surrogatepass"))
    except BadData as error:
        assert str(error)


def test_identifiers_are_hexadecimal_in_either_case():
    upper = read(span(traceId=TRACE_ID.upper(), spanId=SPAN_ID.upper(), parentSpanId=SPAN_ID.upper()))
    lower = read(span(traceId=TRACE_ID.lower(), spanId=SPAN_ID.lower(), parentSpanId=SPAN_ID.lower()))
    assert upper == lower and upper.trace_id == bytes.fromhex(TRACE_ID)
    link = read(span(links=[{"traceId": TRACE_ID, "spanId": SPAN_ID}])).links[0]
    assert (link.trace_id, link.span_id) == (bytes.fromhex(TRACE_ID), bytes.fromhex(SPAN_ID))


@pytest.mark.parametrize("value", [1544712660000000123, "1544712660000000123"])
def test_64_bit_integers_are_numbers_or_strings(value):
    assert read(span(startTimeUnixNano=value)).start_time_unix_nano == 1544712660000000123


def test_a_number_with_an_exponent_may_be_an_integer():
    assert read(b'{"resourceSpans":[{"scopeSpans":[{"spans":[{"flags":1.5e1}]}]}]}').flags == 15


def test_unknown_names_are_ignored_and_the_names_of_the_proto_file_are_unknown():
    read_span = read(span(tomorrow={"deep": [1, {"a": None}]}, trace_state="a=b", name="n"))
    assert (read_span.trace_state, read_span.name) == ("", "n")


def test_null_is_not_set():
    assert read(span(name=None, attributes=None, status=None)).name == ""


def test_enumerations_are_integers_even_unknown_ones():
    assert read(span(kind=3)).kind == 3
    assert read(span(kind=77)).kind == 77


def test_special_numbers_are_strings():
    def value(text):
        return (
            read(span(attributes=[{"key": "k", "value": {"doubleValue": text}}]))
            .attributes[0]
            .value.double_value
        )

    assert (
        math.isnan(value("NaN"))
        and value("-Infinity") == -math.inf
        and value("1.5e3") == 1500
        and value(2) == 2
    )


def test_bytes_are_base64_of_either_alphabet_padded_or_not():
    for text in ("+/8=", "-_8=", "+/8", "-_8"):
        attribute = read(span(attributes=[{"key": "k", "value": {"bytesValue": text}}])).attributes[0]
        assert attribute.value.bytes_value == b"\xfb\xff"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (span(traceId="xyz"), "traceId: expected hexadecimal digits"),
        (span(traceId="abc"), "hexadecimal"),
        (span(traceId=5), "expected a string, got 5"),
        (span(kind="SPAN_KIND_SERVER"), "names of enum values are not used"),
        (span(kind="2"), "kind: expected an integer"),
        (span(startTimeUnixNano=-1), "not between 0 and"),
        (span(startTimeUnixNano="1_0"), "expected an integer"),
        (span(startTimeUnixNano=1.5), "expected an integer, got 1.5"),
        (span(startTimeUnixNano=True), "expected an integer, got true"),
        (span(flags=2**32), "is not between"),
        (span(name={"a": 1}), "name: expected a string, got an object"),
        (span(attributes={}), "attributes: expected an array"),
        (span(attributes=[None]), "attributes[0]: expected an object, got null"),
        (span(attributes=[{"key": "k", "value": {"boolValue": "true"}}]), "expected true or false"),
        (span(attributes=[{"value": {"doubleValue": "abc"}}]), "expected a number"),
        (span(attributes=[{"value": {"doubleValue": 10**400}}]), "value"),
        (span(attributes=[{"value": {"bytesValue": "*"}}]), "expected base64"),
        (span(attributes=[{"value": {"intValue": 1, "stringValue": "a"}}]), "exclude each other"),
        ([], "the body: expected an object"),
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b'{"resourceSpans": NaN}', "write it as a string"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"resourceSpans":[{"schemaUrl":"\\ud800"}]}', "cannot be represented"),
        (b'{"x":' + b"1" * 5000 + b"}", "cannot be represented"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_with_the_place(data, words):
    with pytest.raises(BadData) as caught:
        read(data)
    assert words in str(caught.value) and len(str(caught.value)) < 400


def test_nesting_has_the_limit_of_the_binary_encoding():
    def nested(depth):
        value = {"intValue": 1}
        for _ in range(depth):
            value = {"arrayValue": {"values": [value]}}
        return span(attributes=[{"key": "k", "value": value}])

    deep = decode(TRACES, json.dumps(nested(40)).encode())
    assert TRACES.request.FromString(deep.SerializeToString()) == deep
    with pytest.raises(BadData, match="deep"):
        decode(TRACES, json.dumps(nested(60)).encode())


@pytest.mark.parametrize("text", ["W47/95gDgQPSabYzgT/GDA==", TRACE_ID.lower()])
def test_the_identifier_of_a_profile_is_base64_or_as_the_collector_writes_it(text):
    body = {"resourceProfiles": [{"scopeProfiles": [{"profiles": [{"profileId": text}]}]}]}
    request = decode(KINDS[Signal.PROFILES], json.dumps(body).encode())
    profile = request.resource_profiles[0].scope_profiles[0].profiles[0]
    assert profile.profile_id == bytes.fromhex(TRACE_ID)

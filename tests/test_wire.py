"""The dissection shows every byte once, under the right name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue
from opentelemetry.proto.trace.v1.trace_pb2 import Span
from otlplab.wire import dissect, read_varint

values = st.recursive(
    st.one_of(
        st.text().map(lambda v: AnyValue(string_value=v)),
        st.integers(-(2**63), 2**63 - 1).map(lambda v: AnyValue(int_value=v)),
        st.booleans().map(lambda v: AnyValue(bool_value=v)),
        st.floats().map(lambda v: AnyValue(double_value=v)),
        st.binary().map(lambda v: AnyValue(bytes_value=v)),
    ),
    lambda inner: st.lists(inner, max_size=3).map(lambda v: AnyValue(array_value={"values": v})),
    max_leaves=8,
)


@given(st.binary(min_size=16, max_size=16), st.text(), st.lists(st.tuples(st.text(), values), max_size=5))
def test_every_byte_is_shown_exactly_once(trace_id: bytes, name: str, pairs: list) -> None:
    span = Span(
        trace_id=trace_id,
        name=name,
        kind=Span.SPAN_KIND_SERVER,
        start_time_unix_nano=2**63,
        attributes=[KeyValue(key=k, value=v) for k, v in pairs],
    )
    request = ExportTraceServiceRequest(resource_spans=[{"scope_spans": [{"spans": [span]}]}])
    payload = request.SerializeToString()
    dissection = dissect(payload, ExportTraceServiceRequest)
    assert b"".join(part.head + part.body for part in dissection.parts) == payload
    assert all(part.name != "unknown" for part in dissection.parts)
    shown = {part.name: part.value for part in dissection.parts}
    assert shown["trace_id"] == trace_id.hex()
    assert shown["kind"] == "2 (SPAN_KIND_SERVER)"
    assert shown["start_time_unix_nano"] == str(2**63)


def test_negative_integers_and_unknown_fields() -> None:
    assert dissect(AnyValue(int_value=-5).SerializeToString(), AnyValue).parts[0].value == "-5"
    (part,) = dissect(b"\xf8\x06\x07", AnyValue).parts
    assert (part.name, part.number, part.value) == ("unknown", 111, "7")


@given(st.binary(max_size=60))
def test_anything_else_is_refused_with_the_byte(payload: bytes) -> None:
    try:
        shown = dissect(payload, ExportTraceServiceRequest)
    except ValueError as error:
        assert str(error).startswith("byte ")
    else:
        assert b"".join(part.head + part.body for part in shown.parts) == payload


@pytest.mark.parametrize(
    ("payload", "message"),
    [
        (b"\x0a\x05ab", "byte 0: field 1 is cut short, bytes missing: 3"),
        (b"\x0a\x02\x12\x09", "byte 2: field 2 is cut short, bytes missing: 9"),
        (b"\x80", "byte 0: the data ends inside a varint"),
        (b"\x0b", "byte 0: tag 11 is no field"),
    ],
)
def test_the_error_names_the_byte(payload: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        dissect(payload, ExportTraceServiceRequest)


def test_hostile_names_stay_text() -> None:
    span = Span(name="<script>alert(1)</script>").SerializeToString()
    assert "<script>" not in dissect(span, Span)._repr_html_()


def test_varints_are_at_most_ten_bytes() -> None:
    with pytest.raises(ValueError, match="at most ten bytes"):
        read_varint(b"\xff" * 11, 0)

"""What is valid and what is rejected, compared with a plain walk over the same messages."""

from unittest import mock

import pytest
from collector_client import example, logs, metrics, profiles, traces
from hypothesis import given, settings
from hypothesis import strategies as st
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from otlplab.collector import contract
from otlplab.collector.contract import KINDS, BadData, count, decode, judge
from otlplab.segments import Signal

TRACES = KINDS[Signal.TRACES]
IDENTIFIERS = st.one_of(
    st.binary(min_size=16, max_size=16),
    st.binary(min_size=8, max_size=8),
    st.binary(max_size=40),
    st.sampled_from([bytes(8), bytes(16), b"\1" + bytes(15), bytes(15) + b"\1", b"\1" + bytes(7)]),
)
VALID_SPANS = st.tuples(
    st.binary(min_size=16, max_size=16).filter(any), st.binary(min_size=8, max_size=8).filter(any)
)
SPANS = st.lists(st.one_of(VALID_SPANS, st.tuples(IDENTIFIERS, IDENTIFIERS)), max_size=8)


def build(scopes: list[list[tuple[bytes, bytes]]]) -> ExportTraceServiceRequest:
    request = ExportTraceServiceRequest()
    for spans in scopes:
        scope = request.resource_spans.add().scope_spans.add()
        for trace_id, span_id in spans:
            scope.spans.add(trace_id=trace_id, span_id=span_id, name="s", parent_span_id=span_id)
    return request


def is_valid(trace_id: bytes, span_id: bytes) -> bool:
    return len(trace_id) == 16 and len(span_id) == 8 and any(trace_id) and any(span_id)


@given(st.lists(SPANS, max_size=4))
@settings(max_examples=150)
def test_exactly_the_spans_with_valid_identifiers_are_kept(scopes):
    body = build(scopes).SerializeToString()
    verdict = judge(TRACES, body)
    kept = [[span for span in spans if is_valid(*span)] for spans in scopes]
    assert verdict.accepted == sum(map(len, kept))
    assert verdict.rejected == sum(map(len, scopes)) - verdict.accepted
    assert ExportTraceServiceRequest.FromString(verdict.payload) == build(kept)
    assert bool(verdict.reason) == bool(verdict.rejected)
    if not verdict.rejected:
        assert verdict.payload is body


def varint(number: int) -> bytes:
    encoded = b""
    while number > 127:
        encoded += bytes([number & 127 | 128])
        number >>= 7
    return encoded + bytes([number])


def field(number: int, value: bytes) -> bytes:
    return bytes([number << 3 | 2]) + varint(len(value)) + value


@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from([1, 2, 3, 4]), st.sampled_from([16, 8, 3, 0])), max_size=5),
        max_size=4,
    )
)
def test_identifiers_that_are_repeated_or_missing_on_the_wire_do_not_deceive(spans):
    """The same field twice, in any order: the last one counts, as the protobuf encoding says."""
    wire = b"".join(field(2, b"".join(field(n, b"x" * size) for n, size in span)) for span in spans)
    body = field(1, field(2, wire))
    plain = ExportTraceServiceRequest.FromString(body).resource_spans[0].scope_spans[0].spans
    verdict = judge(TRACES, body)
    assert verdict.accepted == sum(is_valid(span.trace_id, span.span_id) for span in plain)
    assert verdict.accepted + verdict.rejected == len(spans)


@pytest.mark.parametrize("signal", Signal)
def test_the_records_of_a_valid_request_are_counted_and_its_bytes_kept(signal):
    body = example(signal).SerializeToString()
    verdict = judge(KINDS[signal], body)
    expected = {Signal.TRACES: 3, Signal.METRICS: 15, Signal.LOGS: 3, Signal.PROFILES: 1}[signal]
    assert (verdict.accepted, verdict.rejected, verdict.payload) == (expected, 0, body)
    assert count(signal, body) == expected


@pytest.mark.parametrize("signal", Signal)
@given(body=st.binary(max_size=300))
@settings(max_examples=50)
def test_random_bytes_are_decoded_or_refused_and_nothing_else(signal, body):
    try:
        judge(KINDS[signal], body)
    except BadData as error:
        assert "protobuf" in str(error)


@pytest.mark.parametrize("signal", Signal)
@given(data=st.data())
@settings(max_examples=50)
def test_damaged_requests_are_decoded_or_refused_and_nothing_else(signal, data):
    body = bytearray(example(signal).SerializeToString())
    for _ in range(data.draw(st.integers(1, 4))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    try:
        verdict = judge(KINDS[signal], bytes(body))
    except BadData:
        return
    decode(KINDS[signal], verdict.payload)


@pytest.mark.parametrize("signal", Signal)
@given(data=st.data())
@settings(max_examples=40)
def test_a_large_request_is_judged_in_portions_as_it_would_be_whole(signal, data):
    body = bytearray(example(signal).SerializeToString())
    for _ in range(data.draw(st.integers(0, 3))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    with mock.patch.object(contract, "LARGE_BYTES", 0), mock.patch.object(contract, "PORTION", 2):
        try:
            in_portions = judge(KINDS[signal], bytes(body))
        except BadData:
            in_portions = None
    try:
        whole = judge(KINDS[signal], bytes(body))
    except BadData:
        whole = None
    assert in_portions == whole


def test_nesting_has_the_same_limit_in_portions():
    for depth in (80, 90, 93, 94, 95, 96, 97, 98, 99, 100, 110):
        value = b""
        for _ in range(depth // 2):
            value = field(5, field(1, value))
        body = field(1, field(2, field(2, field(9, field(1, b"a") + field(2, value)))))
        outcomes = []
        for large in (0, contract.LARGE_BYTES):
            with mock.patch.object(contract, "LARGE_BYTES", large):
                try:
                    contract.check(TRACES, body)
                    outcomes.append("decoded")
                except BadData:
                    outcomes.append("refused")
        assert outcomes[0] == outcomes[1], depth


def test_text_that_is_not_utf_8_is_refused():
    body = traces(1).SerializeToString().replace(b"span 0", b"span \xff")
    with pytest.raises(BadData, match=r"UTF-8|utf"):
        judge(TRACES, body)


def test_nesting_without_end_is_refused():
    value = b""
    for _ in range(2000):  # AnyValue.array_value (5) of one value (1), again and again
        value = field(5, field(1, value))
    body = field(1, field(2, field(2, field(9, field(1, b"a") + field(2, value)))))
    with pytest.raises(BadData):
        judge(TRACES, body)


def test_a_log_record_with_a_bad_identifier_is_kept():
    request = logs(1)
    request.resource_logs[0].scope_logs[0].log_records[0].trace_id = b"short"
    assert judge(KINDS[Signal.LOGS], request.SerializeToString()).accepted == 1


@pytest.mark.parametrize(
    ("counts", "bounds", "valid"),
    [
        ([], [], True),
        ([1], [], True),
        ([1, 2], [1], True),
        ([1, 2], [], False),
        ([], [1], False),
        ([1], [1], False),
    ],
)
def test_histograms_whose_buckets_and_bounds_do_not_fit_are_rejected(counts, bounds, valid):
    request = metrics(1)
    request.resource_metrics[0].scope_metrics[0].metrics.add(name="latency").histogram.data_points.add(
        bucket_counts=counts, explicit_bounds=bounds
    )
    verdict = judge(KINDS[Signal.METRICS], request.SerializeToString())
    assert (verdict.accepted, verdict.rejected) == ((6, 0) if valid else (5, 1))
    assert valid or "'latency'" in verdict.reason
    assert count(Signal.METRICS, verdict.payload) == verdict.accepted


def profile_faults():
    def string(request):
        request.dictionary.string_table[0] = "x"

    def stack(request):
        request.resource_profiles[0].scope_profiles[0].profiles[0].samples[1].stack_index = 2

    def negative(request):
        request.resource_profiles[0].scope_profiles[0].profiles[0].samples[1].stack_index = -1

    def location(request):
        request.dictionary.stack_table[1].location_indices.append(3)

    def function(request):
        request.dictionary.location_table[1].lines[0].function_index = 9

    def shape(request):
        request.resource_profiles[0].scope_profiles[0].profiles[0].samples[1].timestamps_unix_nano.extend(
            [1, 2]
        )

    def empty(request):
        del request.resource_profiles[0].scope_profiles[0].profiles[0].samples[1].values[:]

    def attribute(request):
        request.resource_profiles[0].scope_profiles[0].profiles[0].samples[1].attribute_indices.append(1)

    def unit(request):
        request.resource_profiles[0].scope_profiles[0].profiles[0].sample_type.unit_strindex = 5

    return [
        (string, "string_table[0]"),
        (stack, "stack_table[2]"),
        (negative, "stack_table[-1]"),
        (location, "location_table[3]"),
        (function, "function_table[9]"),
        (shape, "1 values and 2 timestamps"),
        (empty, "neither values nor timestamps"),
        (attribute, "attribute_table[1]"),
        (unit, "string_table[5]"),
    ]


@pytest.mark.parametrize(("fault", "words"), profile_faults(), ids=lambda item: getattr(item, "__name__", ""))
def test_profiles_that_cannot_be_resolved_are_rejected(fault, words):
    request = profiles()
    fault(request)
    verdict = judge(KINDS[Signal.PROFILES], request.SerializeToString())
    assert (verdict.accepted, verdict.rejected) == (0, 1)
    assert words in verdict.reason


def test_the_reason_names_a_few_and_says_how_many_more():
    request = build([[(b"", b"")] * 3])
    for number, span in enumerate(request.resource_spans[0].scope_spans[0].spans):
        span.name = f"n{number}" * (1 + 100 * number)
    request.resource_spans[0].scope_spans[0].spans.add(name="n9")
    reason = judge(TRACES, request.SerializeToString()).reason
    assert reason.startswith("span 'n0': trace_id is 0 bytes long, 16 are required")
    assert reason.endswith("and 1 more of the kind") and len(reason) < 500

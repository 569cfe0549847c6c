"""Requests become the same tables on the fast path as on the plain one, whatever a sender puts in them."""

from __future__ import annotations

import functools
import math
from typing import Any

import pytest
from google.protobuf.descriptor import FieldDescriptor
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue
from otlplab.segments import Frame
from otlplab.store import fast, plain, samples
from otlplab.store.schema import SCHEMAS, SIGNAL_OF

TEXTS = st.sampled_from(["", "a", "GET /", "käse", "x" * 63, "y" * 64, "z" * 300, "\x00", "𝄞"]) | st.text(
    max_size=8
)
KEYS = st.sampled_from(["service.name", "service.name", "a", "b", "http.route", "", "ключ"])
UNSIGNED = st.sampled_from([0, 1, 127, 128, 1_700_000_000_123_456_789, 2**63 - 1, 2**63, 2**64 - 1])
SIGNED = st.sampled_from([0, 1, -1, 63, 128, 300, 2**31, -(2**63), 2**63 - 1]) | st.integers(
    -(2**63), 2**63 - 1
)
DOUBLES = st.floats(allow_nan=True) | st.sampled_from([0.0, -0.0, 1.5, math.inf])
SCALARS: dict[int, st.SearchStrategy[Any]] = {
    FieldDescriptor.TYPE_STRING: TEXTS,
    FieldDescriptor.TYPE_BYTES: st.sampled_from([b"", bytes(16), b"\x01\xff" * 4]) | st.binary(max_size=17),
    FieldDescriptor.TYPE_BOOL: st.booleans(),
    FieldDescriptor.TYPE_DOUBLE: DOUBLES,
    FieldDescriptor.TYPE_FIXED64: UNSIGNED,
    FieldDescriptor.TYPE_UINT64: UNSIGNED,
    FieldDescriptor.TYPE_INT64: SIGNED,
    FieldDescriptor.TYPE_SFIXED64: SIGNED,
    FieldDescriptor.TYPE_UINT32: st.sampled_from([0, 1, 257, 2**32 - 1]),
    FieldDescriptor.TYPE_FIXED32: st.sampled_from([0, 1, 257, 2**32 - 1]),
    FieldDescriptor.TYPE_INT32: st.integers(-3, 20),
    FieldDescriptor.TYPE_SINT32: st.sampled_from([-20, -2, -1, 0, 1, 3, 20]),
    FieldDescriptor.TYPE_ENUM: st.sampled_from([0, 1, 2, 3, 5, 9, -1]),
}


@functools.cache
def messages(kind: type, depth: int = 0) -> st.SearchStrategy[Any]:
    """Return a strategy of any message of a kind; values nest three deep."""

    @st.composite
    def build(draw: st.DrawFn) -> Any:
        message = kind()
        oneofs = {
            one.name: draw(st.sampled_from([None, *(field.name for field in one.fields)]))
            for one in kind.DESCRIPTOR.oneofs
        }
        for field in kind.DESCRIPTOR.fields:
            if field.containing_oneof and oneofs[field.containing_oneof.name] != field.name:
                continue
            if kind is KeyValue and field.name == "key":
                message.key = draw(KEYS)
            elif field.message_type is None:
                scalar = SCALARS[field.type]
                if field.is_repeated:
                    getattr(message, field.name).extend(draw(st.lists(scalar, max_size=4)))
                elif field.containing_oneof or draw(st.booleans()):
                    setattr(message, field.name, draw(scalar))
            elif depth < 12 and (kind is not AnyValue or depth < 9):
                inner = messages(field.message_type._concrete_class, depth + 1)
                if field.is_repeated:
                    getattr(message, field.name).extend(draw(st.lists(inner, max_size=3)))
                elif field.containing_oneof or draw(st.integers(0, 3)):
                    getattr(message, field.name).CopyFrom(draw(inner))
        return message

    return build()


def same(name: str, frames: list[Frame]) -> None:
    schema = SCHEMAS[name]
    expected = plain.table(name, frames)
    fast_table = functools.partial(fast.table, name) if name in fast.TABLES else samples.table
    together = fast_table(frames, schema.names)
    for column, array in zip(schema.names, together, strict=True):
        array.validate(full=True)
        assert array.type == schema.field(column).type, column
        assert repr(array.to_pylist()) == repr(expected.column(column).to_pylist()), column
        alone = fast_table(frames, [column])[0]
        assert repr(alone.to_pylist()) == repr(array.to_pylist()), column


@pytest.mark.parametrize("name", SCHEMAS)
def test_no_frames_are_no_rows(name: str) -> None:
    same(name, [])
    same(name, [Frame(SIGNAL_OF[name], 1, b"")])


@pytest.mark.parametrize("name", SCHEMAS)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(data=st.data())
def test_the_fast_path_is_the_plain_path(name: str, data: st.DataObject) -> None:
    requests = data.draw(st.lists(messages(plain.REQUESTS[SIGNAL_OF[name]]), max_size=3))
    same(name, [Frame(SIGNAL_OF[name], 10 + i, one.SerializeToString()) for i, one in enumerate(requests)])

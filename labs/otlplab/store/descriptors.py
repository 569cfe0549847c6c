"""Decoders that skip what a query does not need.

ptars turns protobuf into Arrow by a descriptor. Here it gets one that lacks the fields that nobody asked
for, which it then skips on the wire, and in which an ``AnyValue`` is a list of byte strings: values are
looked at later, once each. A field that is there more than once is to be merged ("Last One Wins" of
protobuf's encoding says so of messages), and messages are merged by putting their bytes together.
"""

from __future__ import annotations

import functools
from typing import Any

import ptars
from google.protobuf import descriptor_pb2, descriptor_pool

from otlplab.segments import Signal

from .plain import REQUESTS

_OPAQUE = ".opentelemetry.proto.common.v1.AnyValue"


@functools.lru_cache(maxsize=256)
def decoder(signal: Signal, fields: frozenset[str]) -> Any:
    """Return a ptars handler for a signal's requests.

    ``fields`` names what to keep as ``Message.field``; a message of which nothing is named keeps nothing.
    """
    root = REQUESTS[signal].DESCRIPTOR
    pool = descriptor_pool.DescriptorPool()
    for file in _dependencies(root.file):
        proto = descriptor_pb2.FileDescriptorProto()
        file.CopyToProto(proto)
        for message in proto.message_type:
            _trim(message, message.name, fields)
        pool.Add(proto)
    message = pool.FindMessageTypeByName(root.full_name)
    return ptars.HandlerPool([message.file]).get_for_message(message)


def _dependencies(file: Any) -> list[Any]:
    """Return a file and all it imports, each after what it imports."""
    ordered: dict[str, Any] = {}

    def visit(one: Any) -> None:
        for dependency in one.dependencies:
            visit(dependency)
        ordered.setdefault(one.name, one)

    visit(file)
    return list(ordered.values())


def _trim(message: descriptor_pb2.DescriptorProto, name: str, fields: frozenset[str]) -> None:
    for nested in message.nested_type:
        _trim(nested, nested.name, fields)
    kept = [field for field in message.field if f"{name}.{field.name}" in fields]
    oneofs = sorted({field.oneof_index for field in kept if field.HasField("oneof_index")})
    names = [message.oneof_decl[index] for index in oneofs]
    for field in kept:
        if field.HasField("oneof_index"):
            field.oneof_index = oneofs.index(field.oneof_index)
        if field.type_name == _OPAQUE:
            field.type = descriptor_pb2.FieldDescriptorProto.TYPE_BYTES
            field.label = descriptor_pb2.FieldDescriptorProto.LABEL_REPEATED
            field.ClearField("type_name")
    copies = [descriptor_pb2.FieldDescriptorProto.FromString(field.SerializeToString()) for field in kept]
    declarations = [descriptor_pb2.OneofDescriptorProto.FromString(one.SerializeToString()) for one in names]
    del message.field[:]
    del message.oneof_decl[:]
    message.field.extend(copies)
    message.oneof_decl.extend(declarations)

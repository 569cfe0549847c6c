"""Take a protobuf message apart, byte by byte, with the names of its fields beside the bytes.

Protobuf's wire format has no names: a *tag* (field number and wire type, one varint) before each value is all
that travels. The names come from the message's descriptor, which is why both ends need the ``.proto`` file.
Introduced in chapter 0.2.
"""

from __future__ import annotations

import html
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message

#: The wire types that OTLP uses; the only others are the groups of proto2, 3 and 4.
VARINT, FIXED64, LENGTH_DELIMITED, FIXED32 = 0, 1, 2, 5
WIRE_TYPES = {VARINT: "varint", FIXED64: "fixed64", LENGTH_DELIMITED: "length", FIXED32: "fixed32"}

_ID_FIELDS = {"trace_id", "span_id", "parent_span_id", "profile_id"}
_MAX_DEPTH = 100


@dataclass(frozen=True, slots=True)
class Part:
    """One field as it stands on the wire.

    ``offset`` counts bytes from the start of the whole payload; ``head`` holds the tag and, for a
    length-delimited field, the length; ``body`` the bytes of the value, empty where the value is a message
    whose fields follow as parts of their own, one ``depth`` further in.
    """

    offset: int
    depth: int
    name: str
    number: int
    wire_type: str
    head: bytes
    body: bytes
    value: str


def read_varint(data: bytes, offset: int) -> tuple[int, int]:
    """Return the varint at ``offset`` and the offset after it: seven bits a byte, the lowest first.

    Raises :class:`ValueError` when the data ends inside it or it is longer than ten bytes.
    """
    value = 0
    for position in range(10):
        if offset + position >= len(data):
            raise ValueError(f"byte {offset}: the data ends inside a varint")
        byte = data[offset + position]
        value |= (byte & 0x7F) << (7 * position)
        if byte < 0x80:
            return value, offset + position + 1
    raise ValueError(f"byte {offset}: a varint is at most ten bytes long")


def _show(field: FieldDescriptor | None, wire_type: int, raw: bytes, number: int | None) -> str:
    """Return the value as a reader would write it."""
    if field is None:
        return raw.hex(" ") if number is None else str(number)
    if field.enum_type is not None:
        known = field.enum_type.values_by_number.get(number)
        return f"{number} ({known.name})" if known else f"{number} (unknown to this enum)"
    if wire_type == VARINT:
        assert number is not None
        if field.type == FieldDescriptor.TYPE_BOOL:
            return "true" if number else "false"
        if field.type in (FieldDescriptor.TYPE_SINT32, FieldDescriptor.TYPE_SINT64):
            return str((number >> 1) ^ -(number & 1))
        signed = field.type in (FieldDescriptor.TYPE_INT32, FieldDescriptor.TYPE_INT64)
        return str(number - (1 << 64) if signed and number >= 1 << 63 else number)
    if field.type == FieldDescriptor.TYPE_STRING:
        return repr(raw.decode("utf-8", "backslashreplace"))
    if wire_type == LENGTH_DELIMITED:
        return raw.hex() if field.name in _ID_FIELDS else raw.hex(" ")
    formats = {
        FieldDescriptor.TYPE_DOUBLE: "<d",
        FieldDescriptor.TYPE_FLOAT: "<f",
        FieldDescriptor.TYPE_FIXED64: "<Q",
        FieldDescriptor.TYPE_SFIXED64: "<q",
        FieldDescriptor.TYPE_FIXED32: "<I",
        FieldDescriptor.TYPE_SFIXED32: "<i",
    }
    code = formats.get(field.type)
    return str(struct.unpack(code, raw)[0]) if code and struct.calcsize(code) == len(raw) else raw.hex(" ")


def parts(payload: bytes, message: Descriptor, base: int = 0, depth: int = 0) -> Iterator[Part]:
    """Yield every field of ``payload``, outermost first, named by ``message``.

    A field that the descriptor does not know is kept and called ``unknown``, as a receiver must do. Raises
    :class:`ValueError`, with the offset, where the bytes are no protobuf message.
    """
    if depth > _MAX_DEPTH:
        raise ValueError(f"byte {base}: nested more than {_MAX_DEPTH} deep")
    offset = 0
    while offset < len(payload):
        start = offset
        try:
            tag, offset = read_varint(payload, offset)
            number, wire_type = tag >> 3, tag & 7
            scalar: int | None = None
            if wire_type not in WIRE_TYPES or number == 0:
                raise ValueError(
                    f"byte {start}: tag {tag} is no field (number {number}, wire type {wire_type})"
                )
            body_start = offset
            if wire_type == VARINT:
                scalar, offset = read_varint(payload, offset)
            elif wire_type == LENGTH_DELIMITED:
                length, body_start = read_varint(payload, offset)
                offset = body_start + length
            else:
                offset += 8 if wire_type == FIXED64 else 4
            if offset > len(payload):
                missing = offset - len(payload)
                raise ValueError(f"byte {start}: field {number} is cut short, bytes missing: {missing}")
        except ValueError as error:
            reason = str(error)
            if base:
                at, _, rest = reason.removeprefix("byte ").partition(":")
                reason = f"byte {int(at) + base}:{rest}"
            raise ValueError(reason) from None
        raw = payload[body_start:offset]
        field = message.fields_by_number.get(number)
        nested = wire_type == LENGTH_DELIMITED and field is not None and field.message_type is not None
        name = field.name if field else "unknown"
        yield Part(
            offset=base + start,
            depth=depth,
            name=name,
            number=number,
            wire_type=WIRE_TYPES[wire_type],
            head=payload[start:body_start],
            body=b"" if nested else raw,
            value=field.message_type.name if nested else _show(field, wire_type, raw, scalar),
        )
        if nested:
            yield from parts(raw, field.message_type, base + body_start, depth + 1)


class Dissection:
    """A payload taken apart; displays as a table in a notebook and as text everywhere else."""

    def __init__(self, payload: bytes, message: type[Message]) -> None:
        self.payload = payload
        self.message = message.DESCRIPTOR.name
        self.parts = list(parts(payload, message.DESCRIPTOR))

    def _rows(self) -> Iterator[tuple[int, str, str, str]]:
        for part in self.parts:
            shown = part.head + part.body
            bytes_text = shown[:12].hex(" ") + (f" … {len(shown)} bytes" if len(shown) > 12 else "")
            yield part.offset, bytes_text, f"{'· ' * part.depth}{part.name} = {part.number}", part.value

    @property
    def text(self) -> str:
        """The table as plain text."""
        rows = [("byte", "on the wire", "field", "value")]
        rows += [(str(offset), raw, name, value) for offset, raw, name, value in self._rows()]
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        lines = [
            f"{offset:>{widths[0]}}  {raw:<{widths[1]}}  {name:<{widths[2]}}  {value}"
            for offset, raw, name, value in rows
        ]
        return "\n".join([f"{self.message}, {len(self.payload)} bytes", *lines])

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{title}</th>" for title in ("byte", "on the wire", "field", "value"))
        rows = "".join(
            f"<tr><td>{offset}</td><td><code>{raw}</code></td>"
            f"<td><code>{html.escape(name)}</code></td><td>{html.escape(value)}</td></tr>"
            for offset, raw, name, value in self._rows()
        )
        return (
            f"<table class='otlplab-table'><caption>{self.message}, {len(self.payload)} bytes</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )


def dissect(payload: bytes, message: type[Message]) -> Dissection:
    """Take ``payload`` apart as a ``message``, for example ``ExportTraceServiceRequest``.

    Raises :class:`ValueError`, naming the byte, where the payload is no protobuf message.
    """
    return Dissection(bytes(payload), message)

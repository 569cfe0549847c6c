"""OTLP/JSON: the proto3 JSON mapping with the specification's four deviations ("JSON Protobuf Encoding").

Identifiers of traces and spans are hexadecimal in either case, enumerations are integers and nothing else,
unknown names are ignored, and only lowerCamelCase names are known. The rest is the standard mapping: 64-bit
integers as numbers or strings, bytes in base64 of either alphabet, ``NaN`` and ``Infinity`` as strings,
``null`` as "not set".

The standard library's ``json`` reads the text; what it gives is turned into keyword arguments of the message
classes, whose constructors (native code) build the message. A plan for each message type is made once, from
its descriptor.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import contextlib
import json
import math
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from typing import Any, NoReturn

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message

from otlplab.collector.contract import BadData, Kind

#: Messages nested deeper than this are refused, as protobuf's own parser does with the binary encoding.
MAX_DEPTH = 100

_HEX_FIELDS = frozenset({"trace_id", "span_id", "parent_span_id"})
_INTEGER = re.compile(r"-?[0-9]{1,20}")
_LONGEST_INTEGER = 30  # characters of an integer with a fraction or an exponent, such as 1.5e3
_HEX_PROFILE_ID = re.compile("[0-9a-fA-F]{32}")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_INTEGERS = {
    FieldDescriptor.TYPE_INT32: (-(2**31), 2**31 - 1),
    FieldDescriptor.TYPE_SINT32: (-(2**31), 2**31 - 1),
    FieldDescriptor.TYPE_SFIXED32: (-(2**31), 2**31 - 1),
    FieldDescriptor.TYPE_UINT32: (0, 2**32 - 1),
    FieldDescriptor.TYPE_FIXED32: (0, 2**32 - 1),
    FieldDescriptor.TYPE_INT64: (-(2**63), 2**63 - 1),
    FieldDescriptor.TYPE_SINT64: (-(2**63), 2**63 - 1),
    FieldDescriptor.TYPE_SFIXED64: (-(2**63), 2**63 - 1),
    FieldDescriptor.TYPE_UINT64: (0, 2**64 - 1),
    FieldDescriptor.TYPE_FIXED64: (0, 2**64 - 1),
}

#: The longest value that is read at once from a large request, in bytes.
MAX_PART = 3 * 1024 * 1024
_WINDOWS = (4096, MAX_PART // 64, MAX_PART)  # tried in turn, for most records are short
_SPACE = re.compile(rb"[ \t\n\r]*")

_Convert = Callable[[Any, int], Any]


class _Wrong(ValueError):
    """A value that its field cannot hold; ``path`` grows from the inside out while the error rises."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.path: list[str] = []

    def within(self, step: str) -> _Wrong:
        self.path.insert(0, step)
        return self


def decode(kind: Kind, body: bytes) -> Message:
    """Return the message that a JSON request means. Raises :class:`~otlplab.collector.contract.BadData`."""
    with _said_to_the_sender():
        data = json.loads(body.decode("utf-8"), parse_constant=_no_constant)
        return kind.request(**_plan(kind.request.DESCRIPTOR)(data, MAX_DEPTH))


def encode(kind: Kind, body: bytes) -> bytes:
    """Return the binary form of a JSON request, one record at a time.

    As Python's objects, JSON takes many times the memory of its text. So the three levels around the
    records (request, resource, scope) are walked by hand, and of a record nothing is kept but its bytes.
    The body is never a text as a whole: that would be a second copy of it.
    Raises :class:`~otlplab.collector.contract.BadData`; :class:`TooLarge` when a single record, or anything
    else in one of those levels, is longer than :data:`MAX_PART` bytes.
    """
    with _said_to_the_sender():
        walk = _Walk(body)
        parts = walk.message(kind.request.DESCRIPTOR, 0)
        walk.end()
        return b"".join(parts)


@contextlib.contextmanager
def _said_to_the_sender() -> Iterator[None]:
    """Turn what is wrong with a request into :class:`~otlplab.collector.contract.BadData`."""
    try:
        yield
    except _Wrong as error:
        raise BadData(f"{''.join(error.path).lstrip('.') or 'the body'}: {error}") from None
    except UnicodeDecodeError as error:
        raise BadData(f"the body is not UTF-8: {error.reason} at byte {error.start}") from None
    except json.JSONDecodeError as error:
        raise BadData(
            f"the body is not JSON: {error.msg} at line {error.lineno}, column {error.colno}"
        ) from None
    except RecursionError:
        raise BadData("the body is nested too deeply") from None
    except ValueError as error:  # an integer of thousands of digits; a lone surrogate in a string
        raise BadData(f"the body holds a value that cannot be represented: {error}") from None


class TooLarge(Exception):
    """A part of a request is too large to be looked at."""


class _Walk:
    """A place in a JSON body that moves on as what stands there is read."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.at = 0

    def message(self, descriptor: Descriptor, level: int) -> list[bytes]:
        """Read an object and return the message in its binary form, in pieces.

        ``level`` counts from the request: 0, resource 1, scope 2. In a scope the elements are records.
        """
        inner = next(field for field in descriptor.fields if field.is_repeated and field.message_type)
        name = inner.json_name
        rest: dict[str, Any] = {}
        parts: list[bytes] = []
        if self.peek() != b"{":
            raise _Wrong(f"expected an object, got {_shown(self.value())}")
        self.at += 1
        more = self.peek() != b"}"
        while more:
            key = self.value()
            if type(key) is not str:
                self.fail("Expecting property name enclosed in double quotes")
            self.take(b":")
            if key == name and self.peek() == b"[":
                rest.pop(key, None)
                try:
                    parts = self.elements(inner, level)
                except _Wrong as error:
                    raise error.within(f".{key}") from None
            else:
                rest[key] = self.value()
                if key == name and rest[key] is None:
                    parts = []
            more = self.peek() == b","
            self.at += more
        self.take(b"}")
        fields = _plan(descriptor)(rest, MAX_DEPTH - level)
        parts.append(descriptor._concrete_class(**fields).SerializeToString())
        return parts

    def elements(self, field: FieldDescriptor, level: int) -> list[bytes]:
        """Read an array of messages and return the field in its binary form, in pieces."""
        convert = _plan(field.message_type)
        build = field.message_type._concrete_class
        tag = bytes([field.number << 3 | 2])
        parts: list[bytes] = []
        self.take(b"[")
        index = 0
        more = self.peek() != b"]"
        while more:
            try:
                if level < 2:
                    body = self.message(field.message_type, level + 1)
                else:
                    body = [build(**convert(self.value(), MAX_DEPTH - 3)).SerializeToString()]
            except _Wrong as error:
                raise error.within(f"[{index}]") from None
            parts += [tag + varint(sum(map(len, body))), *body]
            index += 1
            more = self.peek() == b","
            self.at += more
        self.take(b"]")
        return parts

    def value(self) -> Any:
        """Read any value."""
        self.peek()
        for size in _WINDOWS:
            last = self.at + size >= len(self.body)
            window = self.window(size, last)
            try:
                found, length = _DECODER.raw_decode(window)
            except json.JSONDecodeError as error:
                cut_short = error.msg.startswith("Unterminated string") or error.pos > len(window) - 16
                if last or not cut_short:
                    self.fail(error.msg, error.pos)
                continue
            if length < len(window) or last:  # else a number may go on
                self.at += length if window.isascii() else len(window[:length].encode())
                return found
        raise TooLarge(f"the value at byte {self.at} is longer than {MAX_PART} bytes")

    def window(self, size: int, last: bool) -> str:
        """Return the text of that many bytes, without a character that the end cuts in two."""
        try:
            return codecs.getincrementaldecoder("utf-8")().decode(self.body[self.at : self.at + size], last)
        except UnicodeDecodeError:
            self.body.decode()  # names the byte as counted from the beginning
            raise

    def peek(self) -> bytes:
        """Go to the next byte that is no white space, and return it; empty at the end."""
        match = _SPACE.match(self.body, self.at)
        assert match
        self.at = match.end()
        return self.body[self.at : self.at + 1]

    def take(self, byte: bytes) -> None:
        """Read one byte that has to be there."""
        if self.peek() != byte:
            self.fail(f"Expecting {byte.decode()!r}")
        self.at += 1

    def end(self) -> None:
        """Make sure that nothing follows."""
        if self.peek():
            self.fail("Extra data")

    def fail(self, why: str, further: int = 0) -> NoReturn:
        """Say that this is no JSON, so many characters further on."""
        raise json.JSONDecodeError(why, self.body.decode(), len(self.body[: self.at].decode()) + further)


def varint(value: int) -> bytes:
    """Return a number as protobuf's base-128 varint."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _no_constant(name: str) -> Any:
    raise _Wrong(f"{name} is not JSON; write it as a string")


_DECODER = json.JSONDecoder(parse_constant=_no_constant)


@cache
def _plan(descriptor: Descriptor) -> _Convert:
    """Return the function that turns a JSON object into the keyword arguments of a message type."""
    fields: dict[str, tuple[str, _Convert]] = {}

    def convert(value: Any, depth: int) -> dict[str, Any]:
        if type(value) is not dict:
            raise _Wrong(f"expected an object, got {_shown(value)}")
        if depth == 0:
            raise _Wrong(f"nested more than {MAX_DEPTH} messages deep")
        result = {}
        chosen: dict[str, str] = {}
        for key, item in value.items():
            if item is None or (field := fields.get(key)) is None:
                continue
            name, convert_field = field
            group = groups.get(name)
            if group is not None and (other := chosen.setdefault(group, key)) != key:
                raise _Wrong(f"{other} and {key} exclude each other")
            try:
                result[name] = convert_field(item, depth - 1)
            except _Wrong as error:
                raise error.within(f".{key}") from None
        return result

    groups = {
        field.name: oneof.name
        for oneof in descriptor.oneofs
        for field in oneof.fields
        if len(oneof.fields) > 1
    }
    for field in descriptor.fields:
        one = _converter(field)
        fields[field.json_name] = (field.name, _repeated(one) if field.is_repeated else one)
    return convert


def _repeated(one: _Convert) -> _Convert:
    def convert(value: Any, depth: int) -> list[Any]:
        if type(value) is not list:
            raise _Wrong(f"expected an array, got {_shown(value)}")
        result = []
        for index, item in enumerate(value):
            try:
                result.append(one(item, depth))
            except _Wrong as error:
                raise error.within(f"[{index}]") from None
        return result

    return convert


def _converter(field: FieldDescriptor) -> _Convert:
    """Return the function for one value of a field."""
    kind = field.type
    if kind == FieldDescriptor.TYPE_MESSAGE:
        nested = field.message_type
        return lambda value, depth: _plan(nested)(value, depth)  # made late: AnyValue contains itself
    if kind == FieldDescriptor.TYPE_ENUM:
        low, high = _INTEGERS[FieldDescriptor.TYPE_INT32]
        return lambda value, _: _enum(value, low, high)
    if kind in _INTEGERS:
        low, high = _INTEGERS[kind]
        return lambda value, _: _integer(value, low, high)
    if kind == FieldDescriptor.TYPE_BYTES:
        if field.name == "profile_id":
            return _profile_id
        return _hex if field.name in _HEX_FIELDS else _base64
    return {
        FieldDescriptor.TYPE_STRING: _string,
        FieldDescriptor.TYPE_BOOL: _bool,
        FieldDescriptor.TYPE_DOUBLE: _double,
        FieldDescriptor.TYPE_FLOAT: _double,
    }[kind]


def _string(value: Any, _: int) -> str:
    if type(value) is not str:
        raise _Wrong(f"expected a string, got {_shown(value)}")
    return value


def _bool(value: Any, _: int) -> bool:
    if type(value) is not bool:
        raise _Wrong(f"expected true or false, got {_shown(value)}")
    return value


def _enum(value: Any, low: int, high: int) -> int:
    if type(value) is str:
        raise _Wrong(
            f"expected an integer, got {_shown(value)}: names of enum values are not used in OTLP/JSON"
        )
    return _integer(value, low, high)


def _integer(value: Any, low: int, high: int) -> int:
    if (type(value) is str and _INTEGER.fullmatch(value)) or (type(value) is float and value.is_integer()):
        value = int(value)
    elif type(value) is str and len(value) <= _LONGEST_INTEGER and _NUMBER.fullmatch(value):
        number = Decimal(value)
        if number.adjusted() < 20 and number == number.to_integral_value():
            value = int(number)
    if type(value) is not int:
        raise _Wrong(f"expected an integer, got {_shown(value)}")
    if not low <= value <= high:
        raise _Wrong(f"{_shown(value)} is not between {low} and {high}")
    return value


def _double(value: Any, _: int) -> float:
    kind = type(value)
    try:
        if kind is float or kind is int:
            number = float(value)
        elif value in ("NaN", "Infinity", "-Infinity"):
            return float(value)
        elif kind is str and _NUMBER.fullmatch(value):
            number = float(value)
        else:
            raise _Wrong(f"expected a number, got {_shown(value)}")
    except OverflowError:
        number = math.inf
    if math.isinf(number):
        raise _Wrong(f"{_shown(value)} is too large for a double")
    return number


def _hex(value: Any, _: int) -> bytes:
    text = _string(value, 0)
    try:
        return binascii.unhexlify(text)
    except ValueError:
        raise _Wrong(f"expected hexadecimal digits, got {_shown(value)}") from None


def _profile_id(value: Any, _: int) -> bytes:
    """Read base64, as the specification has it, or hexadecimal, as the OpenTelemetry Collector writes it.

    The 16 bytes of a profile's identifier take 24 characters of base64 or 32 of hexadecimal.
    """
    return bytes.fromhex(value) if _HEX_PROFILE_ID.fullmatch(_string(value, 0)) else _base64(value, 0)


def _base64(value: Any, _: int) -> bytes:
    text = _string(value, 0).translate(_URL_SAFE).rstrip("=")
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except ValueError:
        raise _Wrong(f"expected base64, got {_shown(value)}") from None


_URL_SAFE = str.maketrans("-_", "+/")


def _shown(value: Any) -> str:
    """Return a value as it may be put into a message: short."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "an array"
    try:
        text = json.dumps(value)
    except ValueError:  # an integer of thousands of digits
        return "a very large number"
    return text if len(text) <= 60 else text[:59] + "…"

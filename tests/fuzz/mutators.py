"""How inputs are changed so that what comes out still is what a decoder looks into.

Protobuf's parser is native code, of which the fuzzer sees nothing; so messages are changed field by field,
with lengths that fit again. A frame gets a checksum that fits again, a recording is packed again, JSON stays
JSON. Now and then the bytes are changed as they are, because broken input is input too.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable
from typing import Any

import zstandard
from otlplab import segments
from otlplab.collector.otlpjson import varint
from otlplab.segments import MAGIC, Frame, Signal
from otlplab.wire import FIXED32, FIXED64, LENGTH_DELIMITED, VARINT, read_varint

Mutate = Callable[[bytes], bytes]
_Field = tuple[int, int, Any]  # number, wire type, value: an integer or bytes
_VARINTS = (0, 1, 2, 127, 128, 300, 2**31 - 1, 2**31, 2**32, 2**63 - 1, 2**63, 2**64 - 1)
_FIXED = {FIXED64: 8, FIXED32: 4}


def _fields(data: bytes) -> list[_Field] | None:
    """Take a message apart; ``None`` where it is none."""
    found: list[_Field] = []
    at = 0
    try:
        while at < len(data):
            tag, at = read_varint(data, at)
            number, kind = tag >> 3, tag & 7
            if number == 0 or kind not in (VARINT, FIXED64, LENGTH_DELIMITED, FIXED32):
                return None
            if kind == VARINT:
                value, at = read_varint(data, at)
                found.append((number, kind, value))
                continue
            length = _FIXED.get(kind)
            if length is None:
                length, at = read_varint(data, at)
            if at + length > len(data):
                return None
            found.append((number, kind, data[at : at + length]))
            at += length
    except ValueError:
        return None
    return found


def _joined(fields: list[_Field]) -> bytes:
    parts = []
    for number, kind, value in fields:
        parts.append(varint(number << 3 | kind))
        if kind == VARINT:
            parts.append(varint(value))
        else:
            parts.append((varint(len(value)) if kind == LENGTH_DELIMITED else b"") + value)
    return b"".join(parts)


def message(data: bytes, rnd: random.Random, mutate: Mutate) -> bytes:
    """Change one field of a protobuf message, somewhere in it."""
    fields = _fields(data)
    if not fields or rnd.random() < 0.05:
        return mutate(data)
    at = rnd.randrange(len(fields))
    number, kind, value = fields[at]
    if kind == LENGTH_DELIMITED and rnd.random() < 0.75:
        fields[at] = (number, kind, message(value, rnd, mutate))
        return _joined(fields)
    match rnd.randrange(6):
        case 0:
            del fields[at]
        case 1:
            fields.insert(rnd.randrange(len(fields) + 1), fields[at])
        case 2:
            other = rnd.choice(fields)
            fields[at] = (number, other[1], other[2])
        case 3:
            fields.insert(at, _any_field(rnd))
        case 4:
            fields[at] = (rnd.randrange(1, 20), kind, value)
        case _ if kind == VARINT:
            fields[at] = (number, kind, rnd.choice(_VARINTS))
        case _ if kind == LENGTH_DELIMITED:
            fields[at] = (number, kind, mutate(value))
        case _:
            fields[at] = (number, kind, rnd.randbytes(_FIXED[kind]))
    return _joined(fields)


def _any_field(rnd: random.Random) -> _Field:
    number, kind = rnd.randrange(1, 20), rnd.choice((VARINT, FIXED64, LENGTH_DELIMITED, FIXED32))
    if kind == VARINT:
        return number, kind, rnd.choice(_VARINTS)
    return number, kind, rnd.randbytes(_FIXED.get(kind, rnd.choice((0, 1, 8, 16, 64))))


def _json_value(value: Any, rnd: random.Random) -> Any:
    """Change one thing in JSON data."""
    if isinstance(value, dict) and value and rnd.random() < 0.9:
        key = rnd.choice(list(value))
        match rnd.randrange(12):
            case 0:
                return {name: one for name, one in value.items() if name != key}
            case 1:
                return {(rnd.choice(_NAMES) if name == key else name): one for name, one in value.items()}
            case 2:
                return {**value, rnd.choice(_NAMES): value[key]}
        return {**value, key: _json_value(value[key], rnd)}
    if isinstance(value, list) and value and rnd.random() < 0.9:
        at = rnd.randrange(len(value))
        match rnd.randrange(6):
            case 0:
                return value[:at] + value[at + 1 :]
            case 1:
                return [*value, value[at]]
        return [*value[:at], _json_value(value[at], rnd), *value[at + 1 :]]
    return rnd.choice(_VALUES)


_NAMES = (
    "intValue", "stringValue", "doubleValue", "boolValue", "bytesValue", "arrayValue", "kvlistValue",
    "values", "traceId", "spanId", "profileId", "key", "value", "kind", "startTimeUnixNano", "asInt",
    "asDouble", "flags", "resource", "attributes", "dataPoints", "sum", "gauge", "histogram", "dictionary",
    "x", "",
)  # fmt: skip
_VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2**31, 2**53 + 1, 2**63 - 1, -(2**63), 2**64, 1.0, 0.1, 1e308, 1e400, -0.0,
    "", "0", "-1", "1.0", "1e3", "NaN", "Infinity", "-Infinity", "nan", "18446744073709551615", "AAAA",
    "A-_/", "A", "5B8EFFF798038103D269B633813FC60C", "eee19b7ec3c1b174", "A" * 32, "\ud800", "𝄞\x00",
    [], {}, [[]], [None], {"": None}, [{}], {"values": [{}]}, {"intValue": "1"},
    {"arrayValue": {"values": [{}]}},
)  # fmt: skip


def json_text(data: bytes, rnd: random.Random, mutate: Mutate) -> bytes:
    """Change one thing in a JSON text."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return mutate(data)
    if rnd.random() < 0.1:
        return mutate(data)
    return json.dumps(_json_value(value, rnd)).encode()


def frames(data: bytes, rnd: random.Random, mutate: Mutate) -> bytes:
    """Change one frame of a segment, mostly with a checksum that fits."""
    if not data.startswith(MAGIC) or rnd.random() < 0.2:
        return mutate(data)
    try:
        found = [frame for frame, _ in segments.decode(data, len(MAGIC))]
    except ValueError:
        found = []
    if not found:
        return MAGIC + segments.encode(Frame(Signal.TRACES, rnd.randrange(2**64), mutate(data[8:])))
    at = rnd.randrange(len(found))
    frame = found[at]
    signal: Any = frame.signal
    time, payload = frame.time_unix_nano, frame.payload
    match rnd.randrange(6):
        case 0:
            del found[at]
            return MAGIC + b"".join(map(segments.encode, found))
        case 1:
            found.insert(at, frame)
        case 2:
            time = rnd.choice((0, 1, 2**63, 2**64 - 1, rnd.randrange(2**64)))
        case 3:
            signal = rnd.randrange(256)
        case 4:
            payload = message(payload, rnd, mutate)
        case _:
            text = MAGIC + b"".join(map(segments.encode, found))
            return text[: rnd.randrange(len(text))]
    changed = segments.frame_head(signal, time, payload) + payload
    return MAGIC + b"".join(changed if i == at else segments.encode(one) for i, one in enumerate(found))


def _packed(data: bytes, rnd: random.Random, mutate: Mutate) -> bytes:
    try:
        plain = zstandard.ZstdDecompressor().decompress(data, max_output_size=2**20)
    except (zstandard.ZstdError, MemoryError):  # it may announce any size
        return mutate(data)
    return mutate(data) if rnd.random() < 0.2 else zstandard.compress(frames(plain, rnd, mutate))


def _squeezed(data: bytes, rnd: random.Random, mutate: Mutate) -> bytes:
    if rnd.random() < 0.5:
        return mutate(data)
    return data + gzip.compress(rnd.randbytes(3) * rnd.randrange(5000), mtime=0)


def _after_choice(inner: Callable[[bytes, random.Random, Mutate], bytes]) -> Any:
    """Keep the first byte, which chooses what the rest is, or change only that."""

    def change(data: bytes, rnd: random.Random, mutate: Mutate) -> bytes:
        if not data or rnd.random() < 0.03:
            return bytes([rnd.randrange(12)]) + data[1:]
        return data[:1] + inner(data[1:], rnd, mutate)

    return change


def _recording(data: bytes, rnd: random.Random, mutate: Mutate) -> bytes:
    return (_packed if data[:4] == b"\x28\xb5\x2f\xfd" else json_text)(data, rnd, mutate)


MUTATORS: dict[str, Callable[[bytes, random.Random, Mutate], bytes]] = {
    **{signal.folder: message for signal in Signal},
    "json": _after_choice(json_text),
    "dissector": _after_choice(message),
    "gzip": _squeezed,
    "segments": frames,
    "recording": _after_choice(_recording),
}

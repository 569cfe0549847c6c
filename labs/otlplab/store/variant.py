"""Attribute values as DuckDB's VARIANT: each value keeps the type it was sent with, and nesting stays
readable.

An ``AnyValue`` of OTLP (opentelemetry-proto ``common.proto``) becomes the binary form of the Parquet Variant
specification, which DuckDB reads from Arrow as the extension type ``arrow.parquet.variant``. In SQL,
``attributes['http.response.status_code'] >= 500`` then compares numbers, ``attributes['k']::INT`` and
``attributes['k'] = 'text'`` work, and an array or a key-value list is indexed like one.
"""

from __future__ import annotations

import base64
import json
import math
import struct
from typing import Any

import pyarrow as pa
from opentelemetry.proto.common.v1.common_pb2 import AnyValue

EMPTY_METADATA = b"\x01\x00\x00"
"""Metadata of a value that holds no object, and so no field names."""

VARIANT = pa.struct([pa.field("metadata", pa.binary(), nullable=False), pa.field("value", pa.binary())])
_EXTENSION = {"ARROW:extension:name": "arrow.parquet.variant", "ARROW:extension:metadata": ""}
VARIANT_FIELD = pa.field("value", VARIANT, metadata=_EXTENSION)
ATTRIBUTES = pa.map_(pa.field("key", pa.string(), nullable=False), VARIANT_FIELD)
"""Arrow type of a column that DuckDB shows as ``MAP(VARCHAR, VARIANT)``."""

_TRUE, _FALSE, _INT64, _DOUBLE, _BINARY, _STRING = b"\x04", b"\x08", b"\x18", b"\x1c", b"\x3c", b"\x40"
_DECIMAL8, _DECIMAL16 = b"\x24", b"\x28"
DECIMAL8_LIMIT = 10**18


def python_value(value: AnyValue) -> Any:
    """Return ``value`` as plain Python: ``None`` when unset, ``dict`` for a key-value list (the last of two
    equal keys wins), ``list`` for an array.
    """
    kind = value.WhichOneof("value")
    match kind:
        case None:
            return None
        case "array_value":
            return [python_value(item) for item in value.array_value.values]
        case "kvlist_value":
            return {pair.key: python_value(pair.value) for pair in value.kvlist_value.values}
        case "string_value_strindex":
            return None  # only a profile's dictionary can resolve it; profiles do so before they ask
        case _:
            return getattr(value, kind)


def encode(value: Any) -> dict[str, bytes] | None:
    """Return Python ``value`` as Variant (``metadata`` and ``value``), ``None`` for ``None``.

    Takes what :func:`python_value` returns.
    """
    if value is None:
        return None
    names: set[str] = set()
    _collect_names(value, names)
    ordered = sorted(names, key=lambda name: name.encode())
    ids = {name: index for index, name in enumerate(ordered)}
    return {"metadata": _metadata(ordered), "value": _encode(value, ids)}


def number(value: float) -> bytes:
    """Return a double as the decimal number that it is written as; what no decimal can hold as a double.

    DuckDB 2.0 orders VARIANTs of different kinds by kind: a double is never below a literal like ``0.5``,
    which is a decimal there, so ``attributes['share'] < 0.5`` would be silently wrong. Decimals and
    integers are compared by value. :mod:`.result` turns decimals back into floats, to the same double.
    """
    if (found := decimal(value)) is not None:
        unscaled, scale = found
        kind, width = (_DECIMAL8, 8) if abs(unscaled) < DECIMAL8_LIMIT and scale <= 18 else (_DECIMAL16, 16)
        return kind + bytes([scale]) + unscaled.to_bytes(width, "little", signed=True)
    return _DOUBLE + struct.pack("<d", value)


def decimal(value: float) -> tuple[int, int] | None:
    """Return the decimal that a double is written as, unscaled and scale, ``None`` where none can hold it."""
    if not math.isfinite(value):
        return None
    digits, _, exponent = repr(value).partition("e")
    whole, _, fraction = digits.partition(".")
    if fraction == "0":
        fraction = ""
    unscaled, scale = int(whole + fraction), len(fraction) - int(exponent or 0)
    if scale < 0:
        unscaled, scale = unscaled * 10**-scale, 0
    return (unscaled, scale) if abs(unscaled) < 10**38 and scale <= 38 else None


def text(value: Any) -> str | None:
    """Return a value as the text that the ``body`` of a log record shows: a string as it is, anything else
    as JSON.

    Bytes become base64, and numbers that JSON lacks the strings ``NaN``, ``Infinity`` and ``-Infinity``, as
    in OTLP/JSON.
    """
    if value is None or isinstance(value, str):
        return value
    return json.dumps(_json_ready(value), ensure_ascii=False)


def _json_ready(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, list):
        return [_json_ready(item) for item in value]
    if isinstance(value, dict):
        return {key: _json_ready(item) for key, item in value.items()}
    return value


def _collect_names(value: Any, names: set[str]) -> None:
    if isinstance(value, dict):
        names.update(value)
        for item in value.values():
            _collect_names(item, names)
    elif isinstance(value, list):
        for item in value:
            _collect_names(item, names)


def _width(largest: int) -> int:
    """Bytes (1 to 4) that an unsigned integer needs."""
    return max(1, (largest.bit_length() + 7) // 8)


def _metadata(names: list[str]) -> bytes:
    if not names:
        return EMPTY_METADATA
    encoded = [name.encode() for name in names]
    width = _width(max(len(encoded), sum(map(len, encoded))))
    offsets, at = [0], 0
    for name in encoded:
        at += len(name)
        offsets.append(at)
    numbers = b"".join(number.to_bytes(width, "little") for number in (len(encoded), *offsets))
    return bytes([0x01 | 0x10 | (width - 1) << 6]) + numbers + b"".join(encoded)


def _encode(value: Any, ids: dict[str, int]) -> bytes:
    if value is None:
        return b"\x00"
    if value is True:
        return _TRUE
    if value is False:
        return _FALSE
    if isinstance(value, int):
        return _INT64 + value.to_bytes(8, "little", signed=True)
    if isinstance(value, float):
        return number(value)
    if isinstance(value, bytes):
        return _BINARY + len(value).to_bytes(4, "little") + value
    if isinstance(value, str):
        data = value.encode()
        if len(data) < 64:
            return bytes([len(data) << 2 | 1]) + data
        return _STRING + len(data).to_bytes(4, "little") + data
    if isinstance(value, list):
        return _container([_encode(item, ids) for item in value], None)
    pairs = sorted((ids[key], _encode(item, ids)) for key, item in value.items())
    return _container([data for _, data in pairs], [field for field, _ in pairs])


def _container(items: list[bytes], fields: list[int] | None) -> bytes:
    """Return an array, or with the ids of its fields an object."""
    large = len(items) > 255
    offsets, at = [0], 0
    for item in items:
        at += len(item)
        offsets.append(at)
    offset_width = _width(at)
    count = len(items).to_bytes(4 if large else 1, "little")
    if fields is None:
        header, ids = (large << 2 | offset_width - 1) << 2 | 3, b""
    else:
        id_width = _width(max(fields, default=0))
        header = (large << 4 | (id_width - 1) << 2 | offset_width - 1) << 2 | 2
        ids = b"".join(field.to_bytes(id_width, "little") for field in fields)
    return (
        bytes([header])
        + count
        + ids
        + b"".join(n.to_bytes(offset_width, "little") for n in offsets)
        + b"".join(items)
    )

"""Whole columns at a time: what becomes of the arrays that a decoder gives, with numpy and without a loop
over rows.

Each function does for an array what its namesake in :mod:`.plain` and :mod:`.variant` does for one value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from opentelemetry.proto.common.v1.common_pb2 import AnyValue

from . import variant
from .plain import INT64_MAX
from .schema import TIME
from .variant import ATTRIBUTES, VARIANT

Ints = npt.NDArray[np.int64]

_HEX = np.array([int.from_bytes(b"%02x" % byte, "little") for byte in range(256)], np.uint16)


def offsets_of(array: pa.Array) -> Ints:
    """Return the offsets of a binary, string or list array, ``len(array) + 1`` of them."""
    return np.frombuffer(array.buffers()[1], np.int32)[array.offset : array.offset + len(array) + 1].astype(
        np.int64
    )


def bytes_of(array: pa.Array) -> npt.NDArray[np.uint8]:
    """Return the data that the offsets of a binary or string array point into."""
    data = array.buffers()[2]
    return np.frombuffer(data, np.uint8) if data is not None else np.zeros(0, np.uint8)


def numbers(values: pa.Array) -> Any:
    """Return numbers without nulls as numpy, without pandas like :func:`array`."""
    start, end = values.offset, values.offset + len(values)
    data = values.buffers()[1]
    if pa.types.is_boolean(values.type):
        bits = np.frombuffer(data, np.uint8) if data is not None else np.zeros(0, np.uint8)
        return np.unpackbits(bits, count=end, bitorder="little")[start:].astype(np.bool_)
    kind = np.dtype({"double": "float64"}.get(str(values.type), str(values.type)))
    return np.frombuffer(data, kind)[start:end] if data is not None else np.zeros(0, kind)


def parents(lists: pa.Array) -> Ints:
    """Return, for each element of an array of lists, the index of its list."""
    return np.repeat(np.arange(len(lists)), np.diff(offsets_of(lists)))


def offset_buffer(offsets: Ints) -> pa.Buffer:
    """Return offsets as Arrow's lists and strings want them."""
    if len(offsets) and offsets[-1] > np.iinfo(np.int32).max:
        raise pa.ArrowCapacityError("more than 2 GiB in one chunk")
    return pa.py_buffer(offsets.astype(np.int32))


def running(lengths: Ints) -> Ints:
    """Return the offsets that ``lengths`` add up to, starting with 0."""
    offsets = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=offsets[1:])
    return offsets


def gather(starts: Ints, lengths: Ints) -> Ints:
    """Return the indices of all elements of the runs that start at ``starts``, one run after the other."""
    offsets = running(lengths)
    return np.arange(offsets[-1]) + np.repeat(starts - offsets[:-1], lengths)


def masked(values: npt.NDArray[np.generic], null: npt.NDArray[np.bool_], type_: pa.DataType) -> pa.Array:
    """Return fixed-width ``values`` as an array of ``type_``, NULL where ``null``."""
    validity = None
    if null.any():
        validity = pa.py_buffer(np.packbits(~null, bitorder="little"))
    return pa.Array.from_buffers(type_, len(values), [validity, pa.py_buffer(np.ascontiguousarray(values))])


def array(values: npt.NDArray[np.generic], type_: pa.DataType | None = None) -> pa.Array:
    """Return numpy ``values`` as an Arrow array, without a copy.

    :func:`pyarrow.array` would look for pandas, and importing that takes longer than a million spans.
    """
    values = np.ascontiguousarray(values)
    type_ = type_ or pa.from_numpy_dtype(values.dtype)
    return pa.Array.from_buffers(type_, len(values), [None, pa.py_buffer(values)])


def strings(values: Sequence[str | None]) -> pa.Array:
    """Return a few texts as an Arrow array, without pandas like :func:`array`."""
    null = np.fromiter((value is None for value in values), np.bool_, len(values))
    validity = pa.py_buffer(np.packbits(~null, bitorder="little")) if null.any() else None
    encoded = _binaries([value.encode() if value is not None else b"" for value in values])
    return pa.Array.from_buffers(pa.string(), len(values), [validity, *encoded.buffers()[1:]])


def _binaries(values: Sequence[bytes]) -> pa.Array:
    offsets = offset_buffer(running(np.fromiter(map(len, values), np.int64, len(values))))
    return pa.Array.from_buffers(pa.binary(), len(values), [None, offsets, pa.py_buffer(b"".join(values))])


def hex_ids(ids: pa.Array) -> pa.Array:
    """Return ids in lower-case hexadecimal, NULL where they are empty."""
    offsets = offsets_of(ids)
    text = _HEX[bytes_of(ids)[offsets[0] : offsets[-1]]] if len(ids) else np.zeros(0, np.uint16)
    null = np.diff(offsets) == 0
    validity = pa.py_buffer(np.packbits(~null, bitorder="little")) if null.any() else None
    buffers = [validity, offset_buffer((offsets - offsets[0]) * 2), pa.py_buffer(text)]
    return pa.Array.from_buffers(pa.string(), len(ids), buffers)


def nanoseconds(unix_nano: pa.Array) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """Return times as int64, and which are unknown: 0, or more than int64 holds."""
    values = numbers(unix_nano).view(np.int64)
    return values, values <= 0


def times(unix_nano: pa.Array) -> pa.Array:
    """Return times as TIMESTAMP_NS, NULL where unknown."""
    return masked(*nanoseconds(unix_nano), TIME)


def counts(unsigned: pa.Array) -> pa.Array:
    """Return counts as BIGINT, the largest one where they do not fit."""
    return array(np.minimum(numbers(unsigned), np.uint64(INT64_MAX)).view(np.int64))


def list_array(offsets: Ints, values: pa.Array, type_: pa.DataType) -> pa.Array:
    """Return lists of ``values``, which are those that ``offsets``, wherever they start, point into."""
    return pa.Array.from_buffers(
        pa.list_(type_), len(offsets) - 1, [None, offset_buffer(offsets - offsets[0])], children=[values]
    )


def count_lists(lists: pa.Array) -> pa.Array:
    """Return lists of counts as lists of BIGINT."""
    offsets = offsets_of(lists)
    return list_array(offsets, counts(lists.values[offsets[0] : offsets[-1]]), pa.int64())


def text_or_null(text: pa.Array) -> pa.Array:
    """Return text with NULL where it is empty."""
    null = (np.diff(offsets_of(text)) == 0) | numbers(text.is_null())
    if not null.any():
        return text
    bits = np.packbits(np.concatenate([np.zeros(text.offset, np.bool_), ~null]), bitorder="little")
    buffers = [pa.py_buffer(bits), *text.buffers()[1:]]
    return pa.Array.from_buffers(pa.string(), len(text), buffers, offset=text.offset)


def filled(values: pa.Array) -> pa.Array:
    """Return integers with 0 in place of NULL."""
    null = numbers(values.is_null())
    if not null.any():
        return values
    return array(np.where(null, 0, numbers(values)), values.type)


def labels(text: pa.Array) -> pa.DictionaryArray:
    """Return text that repeats as a dictionary, NULL where it is empty."""
    return text_or_null(text).dictionary_encode()


def enum_labels(values: pa.Array, names: Sequence[str | None]) -> pa.DictionaryArray:
    """Return the names of enum numbers; an unknown number is shown as it is."""
    encoded = values.dictionary_encode()
    found = [
        names[number] if 0 <= number < len(names) else str(number)
        for number in encoded.dictionary.to_pylist()
    ]
    return spread(strings(found), encoded.indices)


def spread(values: pa.Array, indices: pa.Array | Ints) -> pa.DictionaryArray:
    """Return ``values`` repeated for rows that point to them by index, as a dictionary."""
    encoded = values.dictionary_encode()
    return pa.DictionaryArray.from_arrays(
        encoded.indices.take(indices if isinstance(indices, pa.Array) else array(indices)),
        encoded.dictionary,
    )


def shared(values: pa.Array, indices: Ints) -> pa.DictionaryArray:
    """Return nested ``values`` for rows that point to them, without a copy."""
    return pa.DictionaryArray.from_arrays(array(indices.astype(np.int32)), values)


# AnyValue


@dataclass
class _Parts:
    """What an array of encoded ``AnyValue`` messages holds, found from their first bytes.

    ``kind`` is the tag of the field, ``other`` for what needs a real parser: containers, and encodings that
    no exporter writes but protobuf allows. Texts, bytes and doubles are ``size`` bytes from ``start`` on.
    """

    kind: npt.NDArray[np.uint8]
    first: Ints
    start: Ints
    size: Ints
    data: npt.NDArray[np.uint8]


_NONE, _TEXT, _BOOL, _INT, _DOUBLE, _BYTES, _OTHER = 0, 0x0A, 0x10, 0x18, 0x21, 0x3A, 0xFF


def _parts(values: pa.Array) -> _Parts:
    offsets = offsets_of(values)
    first, length = offsets[:-1], np.diff(offsets)
    data = np.concatenate([bytes_of(values), np.zeros(16, np.uint8)])  # so that looking ahead stays inside
    kind = np.where(length == 0, _NONE, data[first]).astype(np.uint8)
    second, third = data[first + 1].astype(np.int64), data[first + 2].astype(np.int64)
    short = (second < 0x80) & (length == 2 + second)
    size = np.where(short, second, (second & 0x7F) | third << 7)
    medium = (second >= 0x80) & (third < 0x80) & (length == 3 + size)
    start = first + np.where(short, 2, 3)
    blob = (kind == _TEXT) | (kind == _BYTES)
    double = kind == _DOUBLE
    start[double], size[double] = first[double] + 1, 8
    ends = data[np.maximum(first + length - 1, 0)] < 0x80
    whole = (
        (kind == _NONE)
        | (blob & (short | medium))
        | ((kind == _BOOL) & (length == 2) & (second < 2))
        | ((kind == _INT) & (length >= 2) & (length <= 11) & ends & _continues(data, first, length))
        | (double & (length == 9))
    )
    return _Parts(np.where(whole, kind, _OTHER).astype(np.uint8), first, start, size, data)


def _continues(data: npt.NDArray[np.uint8], first: Ints, length: Ints) -> npt.NDArray[np.bool_]:
    """Say where all bytes of a varint but the last have their continuation bit."""
    result = np.ones(len(first), np.bool_)
    for place in range(1, 10):
        result &= (place >= length - 1) | (data[first + place] >= 0x80)
    return result


def _integers(parts: _Parts, rows: Ints) -> Ints:
    """Decode the varints of ``rows``."""
    first = parts.first[rows] + 1
    result = np.zeros(len(rows), np.uint64)
    more = np.ones(len(rows), np.bool_)
    for place in range(10):
        byte = parts.data[first + place].astype(np.uint64)
        result |= np.where(more, (byte & np.uint64(0x7F)) << np.uint64(7 * place), np.uint64(0))
        more &= byte >= 0x80
    return result.view(np.int64)


def merged(lists: pa.Array) -> pa.Array:
    """Return each list's encoded messages as the one message that they are together, without a copy."""
    values = lists.values
    offsets = offsets_of(values)[offsets_of(lists)]
    return pa.Array.from_buffers(pa.binary(), len(lists), [None, offset_buffer(offsets), values.buffers()[2]])


def texts(values: pa.Array) -> pa.Array:
    """Return ``AnyValue`` messages as text: what :func:`.variant.text` gives, NULL where there is none."""
    parts = _parts(values)
    rest = np.flatnonzero((parts.kind != _TEXT) & (parts.kind != _NONE))
    encoded = {}
    for row in rest:
        text = variant.text(variant.python_value(AnyValue.FromString(values[row].as_py())))
        if text is not None:
            encoded[row] = text.encode()
    size = np.where(parts.kind == _TEXT, parts.size, 0)
    null = parts.kind == _NONE
    for row in rest:
        null[row] = row not in encoded
        size[row] = len(encoded.get(row, b""))
    offsets = running(size)
    data = np.zeros(offsets[-1], np.uint8)
    plain = np.flatnonzero(parts.kind == _TEXT)
    _copy(parts, plain, data, offsets[:-1][plain])
    for row, spelled in encoded.items():
        data[offsets[row] : offsets[row + 1]] = np.frombuffer(spelled, np.uint8)
    validity = pa.py_buffer(np.packbits(~null, bitorder="little")) if null.any() else None
    return pa.Array.from_buffers(
        pa.string(), len(values), [validity, offset_buffer(offsets), pa.py_buffer(data)]
    )


def variants(values: pa.Array) -> pa.Array:
    """Return ``AnyValue`` messages as VARIANT, NULL where there is no value.

    What telemetry says it says often: each distinct value is translated once.
    """
    encoded = values.dictionary_encode()
    return _variants(encoded.dictionary).take(encoded.indices)


def _variants(values: pa.Array) -> pa.Array:
    parts = _parts(values)
    kind = parts.kind
    rest = {
        int(row): variant.encode(variant.python_value(AnyValue.FromString(values[row].as_py())))
        for row in np.flatnonzero(kind == _OTHER)
    }
    doubles = np.flatnonzero(kind == _DOUBLE)
    values_of_doubles = parts.data[parts.start[doubles][:, None] + np.arange(8)].copy().view(np.float64)[:, 0]
    unscaled, scale = _decimals(values_of_doubles)
    for row, value in zip(doubles[scale < 0].tolist(), values_of_doubles[scale < 0].tolist(), strict=True):
        rest[row] = {"metadata": variant.EMPTY_METADATA, "value": variant.number(value)}
    doubles, unscaled, scale = doubles[scale >= 0], unscaled[scale >= 0], scale[scale >= 0]
    null = kind == _NONE
    short = (kind == _TEXT) & (parts.size < 64)
    long = ((kind == _TEXT) & ~short) | (kind == _BYTES)
    size = np.zeros(len(values), np.int64)
    size[short] = 1 + parts.size[short]
    size[long] = 5 + parts.size[long]
    size[kind == _INT] = 9
    size[doubles] = 10
    size[kind == _BOOL] = 1
    for row, other in rest.items():
        null[row] = other is None
        size[row] = len(other["value"]) if other else 0
    offsets = running(size)
    at = offsets[:-1]
    data = np.zeros(offsets[-1], np.uint8)

    # The first byte says what it is, and of a short text how long it is (Parquet Variant, "Value encoding").
    data[at[short]] = parts.size[short] << 2 | 1
    data[at[long]] = np.where(kind[long] == _TEXT, 0x40, 0x3C)
    data[at[kind == _BOOL]] = np.where(parts.data[parts.first[kind == _BOOL] + 1] == 1, 0x04, 0x08)
    data[at[kind == _INT]] = 0x18
    data[at[doubles]] = 0x24
    data[at[doubles] + 1] = scale
    data[at[doubles][:, None] + np.arange(2, 10)] = unscaled.view(np.uint8).reshape(-1, 8)
    for place in range(4):
        data[at[long] + 1 + place] = parts.size[long] >> 8 * place & 0xFF
    integers = np.flatnonzero(kind == _INT)
    data[at[integers][:, None] + np.arange(1, 9)] = _integers(parts, integers).view(np.uint8).reshape(-1, 8)
    for rows, header in ((np.flatnonzero(short), 1), (np.flatnonzero(long), 5)):
        _copy(parts, rows, data, at[rows] + header)
    for row, other in rest.items():
        if other:
            data[offsets[row] : offsets[row + 1]] = np.frombuffer(other["value"], np.uint8)

    buffers = [None, offset_buffer(offsets), pa.py_buffer(data)]
    value = pa.Array.from_buffers(pa.binary(), len(values), buffers)
    metadata = _repeat(variant.EMPTY_METADATA, len(values))
    if any(other and other["metadata"] != variant.EMPTY_METADATA for other in rest.values()):
        own = [(rest.get(row) or {}).get("metadata", variant.EMPTY_METADATA) for row in range(len(values))]
        metadata = _binaries(own)
    validity = pa.py_buffer(np.packbits(~null, bitorder="little")) if null.any() else None
    return pa.Array.from_buffers(VARIANT, len(values), [validity], children=[metadata, value])


def _decimals(values: npt.NDArray[np.float64]) -> tuple[Ints, npt.NDArray[np.int8]]:
    """Return doubles as decimals of 64 bits, unscaled and scale; the scale is -1 where it takes more.

    As in :func:`.variant.number`: the shortest decimal that is read as the same double.
    """
    whole = (np.rint(values) == values) & (np.abs(values) < 2.0**53)
    unscaled = np.where(whole, values, 0).astype(np.int64)
    scale = np.where(whole, 0, -1).astype(np.int8)

    broken = np.flatnonzero(~whole)
    text = array(values[broken]).cast(pa.string())  # in C++, fifty times as fast as a loop over repr()
    digits = pc.replace_substring(text, ".", "")
    short = numbers(pc.match_substring_regex(digits, "^-?[0-9]{1,18}$"))
    places = np.diff(offsets_of(text)) - numbers(pc.find_substring(text, ".")) - 1
    fits = np.flatnonzero(short & (places <= 18))
    unscaled[broken[fits]] = numbers(digits.take(array(fits)).cast(pa.int64()))
    scale[broken[fits]] = places[fits]

    rest = np.flatnonzero(scale < 0)
    for row, value in zip(rest.tolist(), values[rest].tolist(), strict=True):
        found_one = variant.decimal(value)
        if found_one is not None and abs(found_one[0]) < variant.DECIMAL8_LIMIT and found_one[1] <= 18:
            unscaled[row], scale[row] = found_one
    return unscaled, scale


def _repeat(value: bytes, times: int) -> pa.Array:
    offsets = offset_buffer(np.arange(times + 1) * len(value))
    return pa.Array.from_buffers(pa.binary(), times, [None, offsets, pa.py_buffer(value * times)])


def _copy(parts: _Parts, rows: Ints, data: npt.NDArray[np.uint8], to: Ints) -> None:
    """Copy the bytes of ``rows`` to the places ``to`` in ``data``."""
    size = parts.size[rows]
    data[gather(to, size)] = parts.data[gather(parts.start[rows], size)]


def attribute_maps(lists: pa.Array, keys: frozenset[str] | None = None) -> pa.Array:
    """Return lists of ``KeyValue`` messages as MAPs, with only ``keys`` where they are given.

    Of entries with the same key the last one counts, as in :func:`.plain.attribute_cell`.
    """
    offsets = offsets_of(lists)
    entries = lists.values[offsets[0] : offsets[-1]]
    offsets = offsets - offsets[0]
    encoded = entries.field("key").dictionary_encode()
    codes = numbers(encoded.indices)
    row = np.repeat(np.arange(len(lists)), np.diff(offsets))
    keep = None
    if keys is not None:
        keep = np.array([key in keys for key in encoded.dictionary.to_pylist()], np.bool_)[codes]
    if (again := _repeated(codes, offsets, row)) is not None:
        keep = ~again if keep is None else keep & ~again
    if keep is not None:
        entries = entries.take(array(np.flatnonzero(keep)))
        offsets = running(np.bincount(row[keep], minlength=len(lists)))
    pairs = pa.StructArray.from_arrays(
        [entries.field("key"), variants(merged(entries.field("value")))], fields=list(_ENTRY)
    )
    return pa.Array.from_buffers(ATTRIBUTES, len(lists), [None, offset_buffer(offsets)], children=[pairs])


_ENTRY = pa.struct([ATTRIBUTES.key_field, ATTRIBUTES.item_field])


def _repeated(codes: npt.NDArray[np.int32], offsets: Ints, row: Ints) -> npt.NDArray[np.bool_] | None:
    """Say which entries are followed by one with the same key in the same row; ``None`` when there are none.

    A row whose keys set as many different bits of 64 as it has keys repeats none; only the others are sorted.
    """
    lengths = np.diff(offsets)
    filled = np.flatnonzero(lengths > 1)
    if not len(filled):
        return None
    bits = np.bitwise_or.reduceat(np.uint64(1) << (codes % 64).astype(np.uint64), offsets[:-1][lengths > 0])
    several = np.zeros(len(lengths), np.uint64)
    several[lengths > 0] = bits
    suspect = np.bitwise_count(several) < lengths
    if not suspect.any():
        return None
    places = np.flatnonzero(suspect[row])
    order = places[np.lexsort((places, codes[places], row[places]))]
    same = (row[order[1:]] == row[order[:-1]]) & (codes[order[1:]] == codes[order[:-1]])
    if not same.any():
        return None
    again = np.zeros(len(codes), np.bool_)
    again[order[:-1][same]] = True
    return again

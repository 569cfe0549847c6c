"""The table of profiles' samples, whole columns at a time: that of :mod:`.plain`, without an object for each
row.

The numbers of the samples go to numpy as they stand in the messages. What they point to (stacks, links,
attributes, the profile that they are of) is made once for each entry that is pointed to, and repeated over
the rows by index: a chunk has hundreds of thousands of samples, and far fewer stacks.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import chain
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from otlplab.segments import Frame, Signal

from . import plain
from .columns import Ints, array, gather, list_array, masked, nanoseconds, running, strings
from .schema import FRAME, SCHEMAS, TIME
from .variant import ATTRIBUTES

NAME = "profile_samples"
_SCHEMA = SCHEMAS[NAME]


def table(frames: Sequence[Frame], columns: Sequence[str]) -> list[pa.Array]:
    """Return ``columns`` of the table, in order of arrival."""
    wanted = frozenset(columns)
    heads = plain.Rows(pa.schema([field for field in _SCHEMA if field.name not in _COLUMNS]))
    parts: list[dict[str, pa.Array]] = []
    of_profile: list[Ints] = [np.zeros(0, np.int64)]
    for frame in frames:
        message = plain.REQUESTS[Signal.PROFILES].FromString(frame.payload)
        request = _Request(message, frame.time_unix_nano, heads)
        of_profile.append(request.profile)
        parts.append({name: make(request) for name, make in _COLUMNS.items() if name in wanted})
    profile = array(np.concatenate(of_profile))
    head = heads.table()
    made = []
    for name in columns:
        if name in _COLUMNS:
            made.append(_joined([part[name] for part in parts], _SCHEMA.field(name).type))
        else:
            made.append(head.column(name).combine_chunks().take(profile))
    return made


def _joined(parts: list[Any], type_: pa.DataType) -> pa.Array:
    """Return the parts of one column as one; the entries of a dictionary are not compared."""
    if not pa.types.is_dictionary(type_):
        return pa.concat_arrays(parts) if parts else pa.array([], type_)
    first = running(np.array([len(part.dictionary) for part in parts], np.int64))
    indices = [
        pa.array([], pa.int32()),
        *(
            pc.add(part.indices, pa.scalar(at, pa.int32()))
            for part, at in zip(parts, first[:-1].tolist(), strict=True)
        ),
    ]
    entries = [pa.array([], type_.value_type), *(part.dictionary for part in parts)]
    return pa.DictionaryArray.from_arrays(pa.concat_arrays(indices), pa.concat_arrays(entries))


class _Request:
    """The samples of one request. A row is a value of a sample, or where it has none, one of its times."""

    def __init__(self, message: Any, received: int, heads: plain.Rows) -> None:
        self.dictionary = plain.Dictionary(message.dictionary, heads)
        self.samples: list[Any] = []
        lengths, first = [0], len(heads)
        for profile, cells in plain.profiles(message, received, heads, self.dictionary):
            heads.add(cells)
            self.samples += profile.samples
            lengths.append(len(self.samples))
        self.values = self.lengths("values")
        self.times = self.lengths("timestamps_unix_nano")
        self.of_sample = np.where(self.values > 0, self.values, self.times)
        """How many rows each sample is."""
        samples = np.repeat(np.arange(first, len(heads)), np.diff(lengths))
        self.profile: Ints = np.repeat(samples, self.of_sample)

    def lengths(self, name: str) -> Ints:
        return self.numbers(len(getattr(sample, name)) for sample in self.samples)

    def numbers(self, found: Iterable[int]) -> Ints:
        return np.fromiter(found, np.int64, len(self.samples))

    def spread(self, entries: pa.Array, of_sample: Ints) -> pa.Array:
        """Return what each row points to, by index for each sample; NULL where that is -1."""
        return entries.take(self.rows(of_sample))

    def rows(self, of_sample: Ints) -> pa.Array:
        index = np.repeat(of_sample, self.of_sample).astype(np.int32)
        return masked(index, index < 0, pa.int32())


def _value(request: _Request) -> pa.Array:
    """Return the values; a sample that has times alone counts 1 at each."""
    offsets = running(request.of_sample)
    result = np.ones(offsets[-1], np.int64)
    there = gather(offsets[:-1], request.values)
    values = chain.from_iterable(sample.values for sample in request.samples)
    result[there] = np.fromiter(values, np.int64, len(there))
    return array(result)


def _sample_time(request: _Request) -> pa.Array:
    offsets = running(request.of_sample)
    result = np.zeros(offsets[-1], np.uint64)
    sent = np.fromiter(
        chain.from_iterable(sample.timestamps_unix_nano for sample in request.samples), np.uint64
    )
    used = np.minimum(request.times, request.of_sample)
    result[gather(offsets[:-1], used)] = sent[gather(running(request.times)[:-1], used)]
    return masked(*nanoseconds(array(result)), TIME)


def _distinct(indices: Ints, entries: Collection[Any]) -> tuple[Ints, Ints]:
    """Return which entries of a table are pointed to, and where each index finds its own among them.

    An index to none, 0 or out of range, finds -1.
    """
    inside = (indices > 0) & (indices < len(entries))
    found, place = np.unique(indices[inside], return_inverse=True)
    result = np.full(len(indices), -1)
    result[inside] = place
    return found, result


def _lists(of_frames: Callable[[list[dict[str, Any]]], pa.Array]) -> Callable[[_Request], pa.Array]:
    """Return how to make a column of stacks, root first, from an array of what its frames are."""

    def make(request: _Request) -> pa.Array:
        message = request.dictionary.message
        indices = request.numbers(sample.stack_index for sample in request.samples)
        used, place = _distinct(indices, message.stack_table)
        stacks = [message.stack_table[index].location_indices for index in used.tolist()]
        of_stack = running(np.array([len(stack) for stack in stacks], np.int64))
        named = np.fromiter(chain.from_iterable(stacks), np.int64, of_stack[-1])
        locations, which = np.unique(named, return_inverse=True)
        frames = [request.dictionary.frames(index) for index in locations.tolist()]
        lengths = np.array([len(one) for one in frames], np.int64)
        leaf_first = gather(running(lengths)[:-1][which], lengths[which])
        offsets = running(lengths[which])[of_stack]
        both_ends = np.repeat(offsets[:-1] + offsets[1:] - 1, np.diff(offsets))
        root_first = leaf_first[both_ends - np.arange(len(both_ends))]
        parts = of_frames([*chain.from_iterable(frames)]).take(array(root_first))
        lists = list_array(offsets, parts, parts.type)
        return pa.DictionaryArray.from_arrays(request.rows(place), lists)

    return make


def _link(name: str) -> Callable[[_Request], pa.Array]:
    def make(request: _Request) -> pa.Array:
        links = request.dictionary.message.link_table
        indices = request.numbers(sample.link_index for sample in request.samples)
        used, place = _distinct(indices, links)
        ids = strings([plain.hex_id(getattr(links[index], name)) for index in used.tolist()])
        return request.spread(ids, place)

    return make


def _attributes(cell: Callable[[plain.Pairs], Any], type_: pa.DataType) -> Callable[[_Request], pa.Array]:
    """Return how to make a column from the attributes of samples, which few combinations have."""

    def make(request: _Request) -> pa.Array:
        known: dict[tuple[int, ...], int] = {}
        place = request.numbers(
            known.setdefault(tuple(sample.attribute_indices), len(known)) for sample in request.samples
        )
        cells = pa.array([cell(request.dictionary.attributes(indices)) for indices in known], type_)
        return request.spread(cells, place)

    return make


_COLUMNS: dict[str, Callable[[_Request], pa.Array]] = {
    "value": _value,
    "sample_time": _sample_time,
    "stack": _lists(lambda frames: strings([frame["function"] for frame in frames])),
    "frames": _lists(lambda frames: pa.array(frames, FRAME)),
    "trace_id": _link("trace_id"),
    "span_id": _link("span_id"),
    "thread": _attributes(plain.thread, pa.string()),
    "attributes": _attributes(plain.attribute_cell, ATTRIBUTES),
}
"""How the columns are made that differ from sample to sample; the others come from the profile."""

"""Tables as DuckDB sees them: each scan asks for the columns that it needs, and they are decoded then.

DuckDB reads any object with ``__arrow_c_stream__``, but tells only its own kind of source which columns a
scan needs and which rows. That class is not part of its public interface: should it go, the tables here
still give the right rows, decoding more than is needed; a test notices.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from otlplab.segments import Frame

from . import fast, plain, samples
from .columns import array, filled, numbers, strings
from .reader import Chunk, Recording, Snapshot
from .schema import SCHEMAS, SIGNAL_OF

if TYPE_CHECKING:
    ArrowScanSource = object
else:
    try:
        from duckdb._sources import ArrowScanSource
    except ImportError:
        ArrowScanSource = object

CACHE_BYTES = 128 * 2**20
"""Decoded columns kept for later queries; the least recently used go first."""

Keys = frozenset[str] | None
"""The keys of ``attributes`` that a query looks at; ``None`` for all."""

_Key = tuple[str, Chunk, str, Keys]


class Cache:
    """Decoded columns by table, chunk, name and keys, within ``limit`` bytes."""

    def __init__(self, limit: int = CACHE_BYTES) -> None:
        self.limit = limit
        self._size = 0
        self._entries: OrderedDict[_Key, pa.Array] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: _Key) -> pa.Array | None:
        """Return a column, ``None`` when it is not kept."""
        with self._lock:
            if key in self._entries:
                self._entries.move_to_end(key)
            return self._entries.get(key)

    def put(self, key: _Key, column: pa.Array) -> None:
        """Keep a column, in memory of its own: a part of a decoded request would hold on to the whole."""
        own = column.copy_to(pa.default_cpu_memory_manager())
        with self._lock:
            if key not in self._entries:
                self._entries[key] = own
                self._size += own.nbytes
            while self._size > self.limit:
                self._size -= self._entries.popitem(last=False)[1].nbytes


@dataclass
class Scope:
    """What the tables show during a query: the snapshot, and the keys of ``attributes`` that it looks at."""

    cache: Cache
    snapshot: Snapshot | Recording | None = None
    keys: Keys = None


class Table(ArrowScanSource):
    """One table."""

    schema_is_stable = True

    def __init__(self, name: str, scope: Scope) -> None:
        self.obj = self
        self._name = name
        self._scope = scope
        self._schema = SCHEMAS[name]

    def __arrow_c_schema__(self) -> object:
        return self._schema.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.stream(None, ())[0]

    def accepts(self, predicate: Any) -> bool:
        """Say whether the rows that do not satisfy ``predicate`` are left out here.

        That is so for ``=`` and ``IN`` on a text column, like ``trace_id = '…'``: a chunk without a matching
        row is then passed by with no other column decoded.
        """
        return _texts_wanted(predicate) is not None

    def stream(self, columns: Sequence[int] | None, filters: Sequence[Any]) -> tuple[object, bool]:
        """Return the rows as an Arrow stream: a chunk is decoded when it is asked for."""
        names = (
            [self._schema.names[index] for index in columns] if columns is not None else self._schema.names
        )
        wanted = [found for one in filters if (found := _texts_wanted(one)) is not None]
        schema = pa.schema([self._schema.field(name) for name in names])
        reader = pa.RecordBatchReader.from_batches(schema, self._batches(schema, wanted))
        return reader.__arrow_c_stream__(), columns is not None

    def _batches(self, schema: pa.Schema, wanted: list[tuple[str, list[str]]]) -> Iterator[pa.RecordBatch]:
        snapshot = self._scope.snapshot
        if snapshot is None:  # outside of a query: DuckDB binds a view when it is made
            return
        chunks = snapshot.chunks(SIGNAL_OF[self._name])
        for chunk in chunks:
            rows = None
            if wanted:
                tested = self._columns(snapshot, chunk, [name for name, _ in wanted], len(chunks))
                rows = _matching(tested, [texts for _, texts in wanted])
                if not len(rows):
                    continue
            arrays = self._columns(snapshot, chunk, schema.names, len(chunks))
            if rows is not None:
                arrays = [column.take(array(rows)) for column in arrays]
            yield pa.RecordBatch.from_arrays(arrays, schema=schema)

    def _columns(
        self, snapshot: Snapshot | Recording, chunk: Chunk, names: Sequence[str], chunks: int
    ) -> list[pa.Array]:
        """Return columns of a chunk, from the cache or decoded.

        Kept is what has a chance to be there when it is asked for again: a column that would fill the cache
        with its ``chunks`` alone is not.
        """
        cache = self._scope.cache
        looked_at = self._scope.keys
        keys = {
            name: (self._name, chunk, name, looked_at if name == "attributes" else None) for name in names
        }
        found = {name: cache.get(key) for name, key in keys.items()}
        missing = [name for name, column in found.items() if column is None]
        if missing:
            frames = snapshot.frames(SIGNAL_OF[self._name], chunk)
            for name, column in zip(missing, decode(self._name, frames, missing, looked_at), strict=True):
                found[name] = column
                if column.nbytes * chunks < cache.limit // 2:
                    cache.put(keys[name], column)
        return [found[name] for name in names]


def decode(name: str, frames: Sequence[Frame], columns: Sequence[str], keys: Keys = None) -> list[pa.Array]:
    """Return columns of a table, the fast way where it can take these frames."""
    try:
        return (
            samples.table(frames, columns)
            if name == samples.NAME
            else fast.table(name, frames, columns, keys)
        )
    except (pa.ArrowException, ValueError, RuntimeError):
        pass  # too large for 32-bit offsets, for instance; the plain path can, or says what is wrong
    decoded = plain.table(name, frames, columns)
    return [decoded.column(column).combine_chunks() for column in columns]


def _texts_wanted(predicate: Any) -> tuple[str, list[str]] | None:
    """Return the column and the texts of ``column = 'text'`` or ``column IN (…)``, ``None`` for others."""
    match type(predicate).__name__:
        case "Binary" if predicate.op == "=":
            column, values = predicate.left, [predicate.right]
        case "In":
            column, values = predicate.operand, predicate.values
        case _:
            return None
    if len(getattr(column, "parts", ())) != 1 or not all(
        getattr(value, "type", "") == "VARCHAR" for value in values
    ):
        return None
    texts = [value.value for value in values]
    return (column.parts[0], texts) if all(isinstance(text, str) for text in texts) else None


def _matching(columns: Sequence[pa.Array], texts: Sequence[list[str]]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Return the rows in which each column has one of its texts."""
    matching = np.ones(len(columns[0]), np.bool_)
    for column, wanted in zip(columns, texts, strict=True):
        if isinstance(column, pa.DictionaryArray):
            known = numbers(pc.is_in(column.dictionary, strings(wanted)))
            index = numbers(filled(column.indices))
            matching &= numbers(column.indices.is_valid())
            if len(known):
                matching &= known[index]
        else:
            matching &= numbers(pc.is_in(column, strings(wanted)))
    return np.flatnonzero(matching)

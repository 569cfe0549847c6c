"""A store answers questions about telemetry: SQL over tables that are decoded when they are asked for."""

from __future__ import annotations

import datetime
import json
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Self

import duckdb
import pyarrow as pa

from otlplab.segments import Frame, Signal

from . import keys
from .questions import Questions
from .reader import Position, Recording, Segments
from .result import Result, quoted
from .schema import SCHEMAS
from .tables import Cache, Keys, Scope, Table


class QueryError(Exception):
    """A query that cannot be answered; the message says why, and what to try where DuckDB knows."""

    def _render_traceback_(self) -> list[str]:
        """Show the message alone in a notebook: the frames below it say nothing about a mistake in SQL."""
        return [f"QueryError: {self}"]


class Store(Questions):
    """Telemetry from ``since`` on, of a collector's data directory.

    ``since`` is ``"start"`` (everything on disk), ``"now"`` (what is acknowledged after this call), a
    :class:`~datetime.datetime` (naive: UTC) or nanoseconds since the epoch (what was accepted then or
    later), or a position that :meth:`position` returned. Raises :class:`FileNotFoundError` when ``data`` is
    no directory.
    """

    def __init__(self, data: str | Path, since: str | int | datetime.datetime | Position = "start") -> None:
        directory = Path(data)
        if not directory.is_dir():
            raise FileNotFoundError(f"no data directory at {directory}: no collector has run there yet")
        segments = Segments(directory)
        match since:
            case "start":
                pass
            case "now":
                segments.start_at(segments.position())
            case int():
                segments.start_at(segments.position_at(since))
            case datetime.datetime():
                segments.start_at(segments.position_at(unix_nano(since)))
            case str():
                raise ValueError(
                    f"since={since!r}: use 'start', 'now', a datetime, nanoseconds or a position"
                )
            case _:
                segments.start_at(since)
        self._open(segments, str(directory))

    @classmethod
    def of_recording(cls, path: str | Path) -> Self:
        """Return a store of a recording (``.otlp.zst``), without a collector."""
        from .recording import read_recording

        return cls.of_frames(read_recording(path), str(path))

    @classmethod
    def of_frames(cls, frames: Sequence[Frame], name: str = "frames in memory") -> Self:
        """Return a store of frames that are already in memory."""
        store = cls.__new__(cls)
        store._open(Recording(frames), name)
        return store

    def _open(self, source: Segments | Recording, name: str) -> None:
        self._source = source
        self._name = name
        self._lock = threading.RLock()
        self._defined = False
        self._scope = Scope(Cache())
        self._connection = duckdb.connect()
        self._connection.execute("SET enable_progress_bar = false; SET python_enable_replacements = false")
        for table in SCHEMAS:
            self._connection.register(table, Table(table, self._scope))

    def __repr__(self) -> str:
        return f"Store({self._name!r})"

    def close(self) -> None:
        """Give up the memory that the store holds."""
        self._connection.close()
        self._scope.cache = Cache()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def position(self) -> Position:
        """Return the place after the newest telemetry: ``Store(data, since=position)`` starts there."""
        if not isinstance(self._source, Segments):
            raise TypeError("a recording has no position")
        return self._source.position()

    def frames(self) -> Iterator[Frame]:
        """Yield every request as it was accepted, signal by signal, in order of arrival."""
        with self._source.snapshot() as snapshot:
            for signal in Signal:
                for chunk in snapshot.chunks(signal):
                    yield from snapshot.frames(signal, chunk)

    def sql(self, query: str, parameters: Sequence[Any] | dict[str, Any] | None = None) -> Result:
        """Answer ``query`` (DuckDB's SQL) over everything that was acknowledged before this call.

        ``parameters`` stand for ``?`` or ``$name`` in the query. Raises :class:`QueryError`.
        """
        with self._lock, self._source.snapshot() as snapshot:
            self._scope.snapshot = snapshot
            self._scope.keys = self._keys(query)
            try:
                relation = self._connection.sql(query, params=parameters)
                if relation is None:
                    raise QueryError(
                        "this statement has no result: ask with SELECT, FROM, WITH, DESCRIBE or SUMMARIZE"
                    )
                return Result(_naive_times(relation).materialize())
            except duckdb.InterruptException:
                raise KeyboardInterrupt from None
            except duckdb.Error as error:
                raise QueryError(self._explain(error)) from None
            finally:
                self._scope.snapshot = None

    def _keys(self, query: str) -> Keys:
        """Return the keys of ``attributes`` that ``query`` looks at, ``None`` for all.

        Once a statement was no plain query, and may have defined a view or a macro, it is all for ever.
        """
        parse = "SELECT json_serialize_sql(?, skip_null := true, skip_empty := true)"
        tree = json.loads(self._connection.execute(parse, [query]).fetchall()[0][0])
        if tree.get("error_type") == "not implemented":
            self._defined = True
        return None if self._defined or tree.get("error") else keys.of_query(tree)

    def wait(self, n: int, table: str = "spans", where: str | None = None, timeout: float = 20) -> None:
        """Wait until ``table`` has at least ``n`` rows (that satisfy ``where``, SQL).

        ``timeout`` in seconds; :class:`TimeoutError` says what was seen.
        """
        deadline = time.monotonic() + timeout
        query = f"SELECT count(*) FROM {table}" + (f" WHERE {where}" if where else "")
        pause = 0.01
        while (seen := self.sql(query).scalar()) < n:
            if time.monotonic() >= deadline:
                raise TimeoutError(self._too_few(seen, n, table, where, timeout))
            time.sleep(min(pause, max(0.0, deadline - time.monotonic())))
            pause = min(pause * 1.5, 0.25)

    def _result(self, table: pa.Table) -> Result:
        with self._lock:
            return Result(self._connection.from_arrow(table).materialize())

    def _too_few(self, seen: int, n: int, table: str, where: str | None, timeout: float) -> str:
        condition = f" where {where}" if where else ""
        counts = {name: self.sql(f"SELECT count(*) FROM {name}").scalar() for name in SCHEMAS}
        there = ", ".join(f"{count:,} {name}" for name, count in counts.items() if count) or "nothing at all"
        return f"{seen:,} of {n:,} {table}{condition} after {timeout:g} s; the store has {there}"

    def _explain(self, error: duckdb.Error) -> str:
        """Return a one-line message: what DuckDB says, its suggestion, and what there is to choose from."""
        lines = [
            line.strip() for line in str(error).split("\n\nLINE ")[0].split("\n\nStack Trace")[0].splitlines()
        ]
        message = " ".join(line for line in lines if line and not line.startswith('Did you mean "pg_'))
        if isinstance(error, duckdb.CatalogException) and "Table" in message:
            message += f" Tables: {', '.join(SCHEMAS)}."
        elif isinstance(error, duckdb.BinderException) and "not found in FROM clause" in message:
            message += (
                " `DESCRIBE spans` lists the columns of a table; an attribute is attributes['its.key']."
            )
        return message


def _naive_times(relation: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Show TIMESTAMP WITH TIME ZONE (``now()``) in UTC without a zone, like every time in the tables."""
    types = [str(type_) for type_ in relation.types]
    if "TIMESTAMP WITH TIME ZONE" not in types:
        return relation
    return relation.project(
        ", ".join(
            f"({quoted(name)} AT TIME ZONE 'UTC') AS {quoted(name)}" if "TIME ZONE" in type_ else quoted(name)
            for name, type_ in zip(relation.columns, types, strict=True)
        )
    )


def unix_nano(moment: datetime.datetime) -> int:
    """Return nanoseconds since the epoch of a time; one without a zone is taken as UTC."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.UTC)
    since_epoch = moment - datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
    return (since_epoch // datetime.timedelta(microseconds=1)) * 1000

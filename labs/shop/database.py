"""SQL on PostgreSQL or SQLite through one small interface: a pool of connections, and a span for each
statement.

Semantic conventions for database client calls (stable): the span is named by ``db.query.summary``; the
text that is recorded is the one with placeholders, never the values. The time spent waiting for a free
connection is not part of any statement's span: it is in ``db.client.connection.wait_time``.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from typing import Any, Protocol
from urllib.parse import urlsplit

import psycopg
from opentelemetry import metrics, trace
from opentelemetry.metrics import CallbackOptions, Observation
from opentelemetry.trace import SpanKind, Status, StatusCode

from shop.telemetry import SCHEMA_URL, error_type

_logger = logging.getLogger(__name__)
_tracer = trace.get_tracer(__name__, schema_url=SCHEMA_URL)
_meter = metrics.get_meter(__name__, schema_url=SCHEMA_URL)
_BUCKETS = (
    0.001,
    0.005,
    0.01,
    0.05,
    0.1,
    0.5,
    1,
    5,
    10,
)  # the conventions' boundaries for databases, seconds
_duration = _meter.create_histogram(
    "db.client.operation.duration",
    "s",
    "Duration of database client operations.",
    explicit_bucket_boundaries_advisory=_BUCKETS,
)
_wait_time = _meter.create_histogram(
    "db.client.connection.wait_time",
    "s",
    "The time it took to obtain an open connection from the pool.",
    explicit_bucket_boundaries_advisory=_BUCKETS,
)
_use_time = _meter.create_histogram(
    "db.client.connection.use_time",
    "s",
    "The time between borrowing a connection and returning it to the pool.",
    explicit_bucket_boundaries_advisory=_BUCKETS,
)
_timeouts = _meter.create_counter(
    "db.client.connection.timeouts", "{timeout}", "Waits for a connection that ended without one."
)

#: Waiting longer than this for a connection, in seconds, is worth a warning.
SLOW_WAIT = 0.25


class PoolTimeout(Exception):
    """No connection became free in time."""


class DatabaseError(Exception):
    """A statement failed; the message is the database's own."""


class Engine(Protocol):
    """What differs between the two databases."""

    system: str
    attributes: dict[str, Any]

    def connect(self) -> Any:
        """Open a connection in autocommit mode."""

    def adapt(self, statement: str) -> str:
        """Return the statement with this database's placeholders."""


class PostgreSQL:
    """A PostgreSQL database given as ``postgresql://user:password@host:port/name``."""

    system = "postgresql"

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._url = url
        self.attributes = {
            "db.system.name": self.system,
            "db.namespace": f"{parts.path.lstrip('/')}|public",
            "server.address": parts.hostname,
            "server.port": parts.port or 5432,
        }

    def connect(self) -> psycopg.Connection[Any]:
        """Open a connection; a statement may take 10 s at most."""
        return psycopg.connect(self._url, autocommit=True, options="-c statement_timeout=10s")

    def adapt(self, statement: str) -> str:
        """psycopg's placeholders are those that the shop writes."""
        return statement


class SQLite:
    """An SQLite database given as ``sqlite:///path``."""

    system = "sqlite"

    def __init__(self, url: str) -> None:
        self._path = url.removeprefix("sqlite:///")
        self.attributes = {"db.system.name": self.system, "db.namespace": self._path.rpartition("/")[2]}

    def connect(self) -> sqlite3.Connection:
        """Open a connection that any one thread at a time may use."""
        connection = sqlite3.connect(self._path, timeout=10, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    def adapt(self, statement: str) -> str:
        """SQLite's placeholder is the question mark; a row that is locked is waited for, never skipped."""
        return statement.replace("%s", "?").replace(" FOR UPDATE SKIP LOCKED", "")


def engine(url: str) -> Engine:
    """Return the engine for a database's URL. Raises :class:`ValueError` for another scheme."""
    if url.startswith("postgresql://"):
        return PostgreSQL(url)
    if url.startswith("sqlite:///"):
        return SQLite(url)
    raise ValueError(
        f"a database's URL starts with postgresql:// or sqlite:///, unlike {url.partition('@')[2]!r}"
    )


# region connection-pool
class Database:
    """A pool of at most ``size`` connections, opened when first needed."""

    def __init__(self, url: str, size: int = 4, wait: float = 2.0) -> None:
        self.engine = engine(url)
        self.size = size
        self._wait = wait
        self._free = threading.BoundedSemaphore(size)
        self._idle: list[Any] = []
        self._lock = threading.Lock()
        self._used = self._pending = 0
        self._pool = {"db.client.connection.pool.name": self.engine.attributes["db.namespace"]}
        self._observe()

    @contextlib.contextmanager
    def connection(self) -> Iterator[Connection]:
        """Borrow a connection. Raises :class:`PoolTimeout` when none becomes free in time."""
        start = time.perf_counter()
        with self._lock:
            self._pending += 1
        got = self._free.acquire(timeout=self._wait)
        waited = time.perf_counter() - start
        with self._lock:
            self._pending -= 1
        _wait_time.record(waited, self._pool)
        if waited > SLOW_WAIT:
            _logger.warning(
                "waited %.2f s for a database connection, %d of %d in use",
                waited,
                self._used,
                self.size,
                extra={"db.client.connection.pool.name": self._pool["db.client.connection.pool.name"]},
            )
        if not got:
            _timeouts.add(1, self._pool)
            raise PoolTimeout(f"no connection became free within {self._wait} s")
        start = time.perf_counter()
        try:
            with self._lock:
                self._used += 1
                raw = self._idle.pop() if self._idle else None
            connection = Connection(self.engine, self.engine.connect() if raw is None else raw)
            try:
                yield connection
            finally:
                self._give_back(connection)
        except (psycopg.OperationalError, sqlite3.OperationalError) as error:
            raise DatabaseError(str(error)) from error
        finally:
            with self._lock:
                self._used -= 1
            self._free.release()
            _use_time.record(time.perf_counter() - start, self._pool)

    # endregion connection-pool

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Borrow a connection and commit at the end, or roll back if an exception ends the block."""
        with self.connection() as connection:
            connection.begin()
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def _give_back(self, connection: Connection) -> None:
        if connection.healthy:
            with self._lock:
                self._idle.append(connection.raw)
        else:
            connection.raw.close()

    def close(self) -> None:
        """Close the connections that nobody uses."""
        with self._lock:
            for connection in self._idle:
                connection.close()
            self._idle.clear()

    def _observe(self) -> None:
        def count(_: CallbackOptions) -> list[Observation]:
            states = {"used": self._used, "idle": len(self._idle)}
            return [
                Observation(n, self._pool | {"db.client.connection.state": state})
                for state, n in states.items()
            ]

        def one(value: str) -> Any:
            return lambda _: [Observation(getattr(self, value), self._pool)]

        create = _meter.create_observable_up_down_counter
        create("db.client.connection.count", [count], "{connection}", "Connections by state.")
        create("db.client.connection.max", [one("size")], "{connection}", "Connections allowed.")
        create("db.client.connection.pending_requests", [one("_pending")], "{request}", "Waiting for one.")


class Connection:
    """One borrowed connection. A statement that fails makes it unfit to be lent again."""

    def __init__(self, engine: Engine, raw: Any) -> None:
        self._engine, self.raw = engine, raw
        self.healthy = True

    # region database-query
    def execute(self, summary: str, statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Execute one statement, with ``%s`` for each parameter, and return its rows.

        ``summary`` names it with few distinct values: the operation and the table, such as ``SELECT
        product``. Raises :class:`DatabaseError`.
        """
        operation, _, collection = summary.partition(" ")
        common = self._engine.attributes | {
            "db.operation.name": operation,
            "db.collection.name": collection,
            "db.query.summary": summary,
        }
        start = time.perf_counter()
        with _tracer.start_as_current_span(
            summary,
            kind=SpanKind.CLIENT,
            attributes=common | {"db.query.text": statement},
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            outcome: dict[str, Any] = {}
            try:
                cursor = self.raw.execute(self._engine.adapt(statement), tuple(parameters))
                return cursor.fetchall() if cursor.description else []
            except (psycopg.Error, sqlite3.Error) as error:
                self.healthy = False
                outcome["error.type"] = error_type(error)
                if code := getattr(error, "sqlstate", None):
                    outcome["db.response.status_code"] = code
                span.set_status(Status(StatusCode.ERROR, str(error).partition("\n")[0]))
                raise DatabaseError(str(error)) from error
            finally:
                span.set_attributes(outcome)
                _duration.record(time.perf_counter() - start, common | outcome)

    # endregion database-query

    def begin(self) -> None:
        """Start a transaction; on SQLite one that may write, so that it never has to be upgraded."""
        self._plain("BEGIN IMMEDIATE" if self._engine.system == "sqlite" else "BEGIN")

    def commit(self) -> None:
        """Make the transaction's changes permanent."""
        self._plain("COMMIT")

    def rollback(self) -> None:
        """Undo the transaction."""
        try:
            self.raw.execute("ROLLBACK")
        except (psycopg.Error, sqlite3.Error):
            self.healthy = False

    def _plain(self, statement: str) -> None:
        try:
            self.raw.execute(statement)
        except (psycopg.Error, sqlite3.Error) as error:
            self.healthy = False
            raise DatabaseError(str(error)) from error

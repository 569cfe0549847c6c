"""The queue: a table of messages, taken by workers in batches; at least once, and never by two workers at
a time.

A message lies in the database of the orders, so an order and its message are written in one transaction:
either both are there or neither. A worker takes messages on lease: if it dies, they are due again when
the lease ends.

Semantic conventions for messaging (in development): ``send`` is a PRODUCER span whose context travels in
the message, ``receive`` and ``ack`` are CLIENT spans, ``process`` is a CONSUMER span. Spans of one
message are joined by *links*, because a batch has many producers and a span has only one parent.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from opentelemetry import baggage, metrics, trace
from opentelemetry.context import attach, detach
from opentelemetry.metrics import CallbackOptions, Observation
from opentelemetry.propagate import extract, inject
from opentelemetry.trace import Link, SpanKind, Status, StatusCode

from shop.database import Connection, Database
from shop.telemetry import DURATION_BUCKETS, SCHEMA_URL, error_type

_tracer = trace.get_tracer(__name__, schema_url=SCHEMA_URL)
_meter = metrics.get_meter(__name__, schema_url=SCHEMA_URL)
_operation = _meter.create_histogram(
    "messaging.client.operation.duration",
    "s",
    "Duration of messaging operations initiated by a producer or consumer client.",
    explicit_bucket_boundaries_advisory=DURATION_BUCKETS,
)
_processing = _meter.create_histogram("messaging.process.duration", "s", "Duration of processing a message.")
_sent = _meter.create_counter("messaging.client.sent.messages", "{message}", "Messages sent to the queue.")
_consumed = _meter.create_counter(
    "messaging.client.consumed.messages", "{message}", "Messages delivered to the application."
)

#: How long a worker may take over a batch, in seconds, before its messages are given to another.
LEASE = 30.0
#: A message that has been tried so often is left alone.
MAX_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Message:
    """One message. ``headers`` carry the context of the span that sent it."""

    id: int
    body: dict[str, Any]
    headers: dict[str, str]
    attempts: int


class Queue:
    """One queue in the database ``orders``."""

    def __init__(self, database: Database, name: str) -> None:
        self._database, self._name = database, name
        self._common = {
            "messaging.system": f"shop_{database.engine.system}_table",
            "messaging.destination.name": name,
        }

    # region queue-send
    def send(self, connection: Connection, body: dict[str, Any], inject_context: bool = True) -> None:
        """Put a message into the queue, as part of the connection's transaction."""
        with self._span("send", SpanKind.PRODUCER):
            headers: dict[str, str] = {}
            if inject_context:
                inject(headers)  # traceparent, tracestate, baggage: the letter carries its postmark
            connection.execute(
                "INSERT message",
                "INSERT INTO message (queue, body, headers, created_at, leased_until, attempts)"
                " VALUES (%s, %s, %s, %s, 0, 0)",
                [self._name, json.dumps(body), json.dumps(headers), time.time()],
            )
            _sent.add(1, self._common | {"messaging.operation.name": "send"})

    # endregion queue-send

    # region queue-receive
    def receive(self, limit: int) -> list[Message]:
        """Take up to ``limit`` messages on lease. No messages, no span: waiting is no work."""
        start, clock = time.time_ns(), time.perf_counter()
        now = time.time()
        with self._database.connection() as connection:
            rows = connection.raw.execute(
                self._database.engine.adapt(
                    "UPDATE message SET leased_until = %s, attempts = attempts + 1 WHERE id IN"
                    " (SELECT id FROM message WHERE queue = %s AND leased_until < %s AND attempts < %s"
                    " ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED)"
                    " RETURNING id, body, headers, attempts"
                ),
                (now + LEASE, self._name, now, MAX_ATTEMPTS, limit),
            ).fetchall()
        messages = [Message(r[0], json.loads(r[1]), json.loads(r[2]), r[3]) for r in sorted(rows)]
        if messages:
            self._received(messages, start, time.perf_counter() - clock)
        return messages

    def _received(self, messages: list[Message], start: int, duration: float) -> None:
        attributes = self._common | {
            "messaging.operation.name": "receive",
            "messaging.operation.type": "receive",
        }
        span = _tracer.start_span(
            f"receive {self._name}",
            kind=SpanKind.CLIENT,
            attributes=attributes | {"messaging.batch.message_count": len(messages)},
            links=[link for message in messages for link in links(message)],
            start_time=start,
        )
        with trace.use_span(span, end_on_exit=True):
            _operation.record(duration, attributes)
            _consumed.add(len(messages), self._common | {"messaging.operation.name": "receive"})

    # endregion queue-receive

    # region queue-process
    @contextlib.contextmanager
    def processing(self, message: Message) -> Iterator[None]:
        """A span around the processing of one message, linked to its sender's, with the sender's baggage."""
        token = attach(_with_baggage(message))
        attributes = self._common | {
            "messaging.operation.name": "process",
            "messaging.operation.type": "process",
        }
        clock = time.perf_counter()
        outcome: dict[str, Any] = {}
        try:
            with _tracer.start_as_current_span(
                f"process {self._name}",
                kind=SpanKind.CONSUMER,
                attributes=attributes | {"messaging.message.id": str(message.id)},
                links=links(message),
                record_exception=False,
                set_status_on_exception=False,
            ) as span:
                try:
                    yield
                except Exception as error:
                    outcome["error.type"] = error_type(error)
                    span.set_attributes(outcome)
                    span.set_status(Status(StatusCode.ERROR))
                    raise
                finally:
                    _processing.record(time.perf_counter() - clock, attributes | outcome)
        finally:
            detach(token)

    # endregion queue-process

    def ack(self, messages: list[Message]) -> None:
        """Remove the messages that have been processed."""
        with self._span("ack", SpanKind.CLIENT, "settle", len(messages)):
            marks = ", ".join(["%s"] * len(messages))
            with self._database.connection() as connection:
                connection.execute(
                    "DELETE message", f"DELETE FROM message WHERE id IN ({marks})", [m.id for m in messages]
                )

    def release(self, message: Message, delay: float) -> None:
        """Make a message that could not be processed due again in ``delay`` seconds."""
        with self._database.connection() as connection:
            connection.execute(
                "UPDATE message",
                "UPDATE message SET leased_until = %s WHERE id = %s",
                [time.time() + delay, message.id],
            )

    # region queue-depth
    def observe(self) -> None:
        """Report, when metrics are collected, how many messages wait, and the age of the oldest."""

        def look(_: CallbackOptions) -> list[tuple[int, float]]:
            with self._database.connection() as connection:
                statement = "SELECT count(*), min(created_at) FROM message WHERE queue = %s"
                count, oldest = connection.raw.execute(
                    self._database.engine.adapt(statement), (self._name,)
                ).fetchone()
            return [(count, max(0.0, time.time() - oldest) if oldest else 0.0)]

        def depth(options: CallbackOptions) -> list[Observation]:
            return [Observation(count, self._common) for count, _ in look(options)]

        def age(options: CallbackOptions) -> list[Observation]:
            return [Observation(seconds, self._common) for _, seconds in look(options)]

        _meter.create_observable_gauge("shop.queue.depth", [depth], "{message}", "Messages in the queue.")
        _meter.create_observable_gauge("shop.queue.oldest_age", [age], "s", "Age of the oldest message.")

    # endregion queue-depth

    @contextlib.contextmanager
    def _span(self, name: str, kind: SpanKind, type_: str | None = None, count: int = 0) -> Iterator[None]:
        attributes: dict[str, Any] = self._common | {
            "messaging.operation.name": name,
            "messaging.operation.type": type_ or name,
        }
        clock = time.perf_counter()
        with _tracer.start_as_current_span(
            f"{name} {self._name}", kind=kind, attributes=attributes, record_exception=False
        ) as span:
            if count:
                span.set_attribute("messaging.batch.message_count", count)
            try:
                yield
            except Exception as error:
                attributes["error.type"] = error_type(error)
                span.set_attribute("error.type", attributes["error.type"])
                raise
            finally:
                _operation.record(time.perf_counter() - clock, attributes)


def links(message: Message) -> list[Link]:
    """Return the link to the span that sent the message; none if the message carries no context."""
    sender = trace.get_current_span(extract(message.headers)).get_span_context()
    return [Link(sender, {"messaging.message.id": str(message.id)})] if sender.is_valid else []


def _with_baggage(message: Message) -> Any:
    """Return the current context with the sender's baggage, but not with the sender's span as parent."""
    context = None
    for key, value in baggage.get_all(extract(message.headers)).items():
        context = baggage.set_baggage(key, value, context)
    return context or trace.set_span_in_context(trace.get_current_span())

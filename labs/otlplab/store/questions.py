"""Named questions: what one asks of telemetry every day, each an SQL query that can be read and changed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .result import Result

ENTRY = "(kind IN ('SERVER', 'CONSUMER') OR parent_span_id IS NULL)"
"""The spans that stand for a request to a service: what it was asked, not what it asked of others."""


@dataclass(frozen=True)
class Trace:
    """Everything known of one trace, each part in order of time."""

    trace_id: str
    spans: Result
    events: Result
    links: Result
    logs: Result

    def __repr__(self) -> str:
        return (
            f"trace {self.trace_id}: {len(self.spans)} spans, {len(self.events)} events, "
            f"{len(self.links)} links, {len(self.logs)} logs\n{self.spans.text}"
        )


class Questions:
    """The named questions of a store."""

    def sql(self, query: str, parameters: Sequence[Any] | dict[str, Any] | None = None) -> Result:
        """Answer an SQL query."""
        raise NotImplementedError

    def _result(self, table: pa.Table) -> Result:
        raise NotImplementedError

    def traces(self) -> Result:
        """Return one row a trace, oldest first.

        Columns: trace_id; root_service and root_name of the span without a parent (of the earliest span
        where that one is missing); start_time; duration_ms from the first start to the last end; spans;
        errors (spans with status ERROR); services (names, in alphabetical order).
        """
        return self.sql(
            """
            SELECT
                trace_id,
                first(service_name ORDER BY parent_span_id IS NOT NULL, start_time, span_id) AS root_service,
                first(name ORDER BY parent_span_id IS NOT NULL, start_time, span_id) AS root_name,
                min(start_time) AS start_time,
                (epoch_ns(max(end_time)) - epoch_ns(min(start_time))) / 1e6 AS duration_ms,
                count(*) AS spans,
                count(*) FILTER (status_code = 'ERROR') AS errors,
                list(DISTINCT service_name ORDER BY service_name)
                    FILTER (service_name IS NOT NULL) AS services
            FROM spans
            GROUP BY trace_id
            ORDER BY start_time, trace_id
            """
        )

    def trace(self, trace_id: str) -> Trace:
        """Return the spans, events, links and logs of one trace; ``trace_id`` in hexadecimal, upper or
        lower case.

        :class:`LookupError` when the store holds no span and no log of it.
        """
        trace_id = trace_id.lower()
        spans, events, links, logs = (
            self.sql(f"SELECT * FROM {table} WHERE trace_id = ? ORDER BY {order}", [trace_id])
            for table, order in (
                ("spans", "start_time, end_time DESC, span_id"),
                ("span_events", "time"),
                ("span_links", "span_id"),
                ("logs", "coalesce(time, observed_time)"),
            )
        )
        if not len(spans) and not len(logs):
            raise LookupError(f"the store holds nothing of trace {trace_id!r}")
        return Trace(trace_id, spans, events, links, logs)

    def red(self, by: str = "service_name") -> Result:
        """Return rate, errors and duration of requests, grouped ``by`` SQL expressions (``"service_name,
        name"``).

        A request is a span of kind SERVER or CONSUMER, or one without a parent. Columns: the groups;
        requests; rate (requests a second, over the time from the first start to the last end of all of
        them); errors (status ERROR); error_share (0 to 1); p50_ms, p95_ms, p99_ms.
        """
        return self.sql(
            f"""
            WITH period AS (
                SELECT (epoch_ns(max(end_time)) - epoch_ns(min(start_time))) / 1e9 AS seconds
                FROM spans
                WHERE {ENTRY}
            )
            SELECT
                {by},
                count(*) AS requests,
                count(*) / nullif((SELECT seconds FROM period), 0) AS rate,
                count(*) FILTER (status_code = 'ERROR') AS errors,
                count(*) FILTER (status_code = 'ERROR') / count(*) AS error_share,
                quantile_cont(duration_ms, 0.50) AS p50_ms,
                quantile_cont(duration_ms, 0.95) AS p95_ms,
                quantile_cont(duration_ms, 0.99) AS p99_ms
            FROM spans
            WHERE {ENTRY}
            GROUP BY ALL
            ORDER BY requests DESC, 1
            """
        )

    def service_edges(self) -> Result:
        """Return which service calls which.

        A call is a span whose parent, or a span that it links to, belongs to another service. Columns:
        caller; callee; calls; errors (status ERROR of the callee's span); p50_ms, p95_ms, p99_ms (its
        duration).
        """
        return self.sql(
            """
            WITH causes AS (
                SELECT trace_id, span_id, trace_id AS cause_trace_id, parent_span_id AS cause_span_id
                FROM spans
                WHERE parent_span_id IS NOT NULL
                UNION
                SELECT trace_id, span_id, linked_trace_id, linked_span_id
                FROM span_links
            ),
            calls AS (
                SELECT DISTINCT
                    cause.service_name AS caller, span.service_name AS callee,
                    span.trace_id, span.span_id, span.duration_ms, span.status_code
                FROM causes
                JOIN spans AS span USING (trace_id, span_id)
                JOIN spans AS cause ON cause.trace_id = cause_trace_id AND cause.span_id = cause_span_id
                WHERE cause.service_name IS DISTINCT FROM span.service_name
            )
            SELECT
                caller,
                callee,
                count(*) AS calls,
                count(*) FILTER (status_code = 'ERROR') AS errors,
                quantile_cont(duration_ms, 0.50) AS p50_ms,
                quantile_cont(duration_ms, 0.95) AS p95_ms,
                quantile_cont(duration_ms, 0.99) AS p99_ms
            FROM calls
            GROUP BY ALL
            ORDER BY caller, callee
            """
        )

    def critical_path(self, trace_id: str) -> Result:
        """Return the steps that the duration of a trace consists of: make one shorter and the trace is
        shorter.

        One row a step, in order of time, without gap or overlap from the root's start to its end; a span
        has several rows where it waits for others in between. Columns: span_id, service_name, name,
        start_time, end_time, duration_ms, share (of the root's duration).

        Found by walking back from the end of the root: the work before a moment is that of the child that
        ended last before it, and where no child was at work, the span's own. A child that outlives its
        parent counts up to the parent's end; of concurrent children the one that ends last is on the path.
        A trace whose root is missing starts at its earliest span. :class:`LookupError` when the store holds
        no finished span of the trace.
        """
        trace_id = trace_id.lower()
        rows = self.sql(
            """
            SELECT span_id, parent_span_id, service_name, name,
                epoch_ns(start_time) AS start_ns, epoch_ns(end_time) AS end_ns
            FROM spans
            WHERE trace_id = ? AND start_time IS NOT NULL AND end_time IS NOT NULL
            ORDER BY start_time, end_time DESC, span_id
            """,
            [trace_id],
        ).rows()
        if not rows:
            raise LookupError(f"the store holds no finished span of trace {trace_id!r}")
        steps = critical_steps(rows)
        total = sum(end - start for _, start, end in steps)
        columns: dict[str, tuple[pa.DataType, list[Any]]] = {
            "span_id": (pa.string(), [span["span_id"] for span, _, _ in steps]),
            "service_name": (pa.string(), [span["service_name"] for span, _, _ in steps]),
            "name": (pa.string(), [span["name"] for span, _, _ in steps]),
            "start_time": (pa.timestamp("ns"), [start for _, start, _ in steps]),
            "end_time": (pa.timestamp("ns"), [end for _, _, end in steps]),
            "duration_ms": (pa.float64(), [(end - start) / 1e6 for _, start, end in steps]),
            "share": (pa.float64(), [(end - start) / total if total else None for _, start, end in steps]),
        }
        return self._result(
            pa.table({name: pa.array(values, type_) for name, (type_, values) in columns.items()})
        )

    def stacks(self, sample_type: str | None = None, where: str | None = None) -> Result:
        """Return the profiles' stacks with what was measured in each, the largest first.

        ``sample_type`` (``"cpu"``, ``"alloc_space"`` …) may be left out when there is one only; ``where``
        is an SQL condition on ``profile_samples``. Columns: stack (function names, root first); value, in
        unit; samples. :class:`ValueError` when there are several types, which have no sum.
        """
        condition = f"({where})" if where else "true"
        types = self.sql(
            f"SELECT DISTINCT sample_type FROM profile_samples WHERE {condition} ORDER BY ALL"
        ).rows()
        names = [row["sample_type"] for row in types]
        if sample_type is None and len(names) > 1:
            raise ValueError(f"there are samples of several types; say which: {', '.join(map(str, names))}")
        return self.sql(
            f"""
            SELECT stack, sum(value)::BIGINT AS value, sample_unit AS unit, count(*) AS samples
            FROM profile_samples
            WHERE {condition} AND sample_type IS NOT DISTINCT FROM $sample_type
            GROUP BY ALL
            ORDER BY value DESC, stack
            """,
            {"sample_type": sample_type if sample_type is not None else next(iter(names), None)},
        )


def critical_steps(spans: Sequence[dict[str, Any]]) -> list[tuple[dict[str, Any], int, int]]:
    """Return ``(span, start, end)`` of each step of the critical path; ``spans`` as in
    :meth:`~Questions.critical_path`.

    Nanoseconds throughout. A span that is sent twice counts once.
    """
    by_id = {span["span_id"]: span for span in reversed(spans)}
    children: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for span in by_id.values():
        if span["parent_span_id"] in by_id:
            children[span["parent_span_id"]].append(span)
    roots = [span for span in spans if span["parent_span_id"] is None]
    roots = roots or [span for span in spans if span["parent_span_id"] not in by_id] or list(spans)
    root = by_id[roots[0]["span_id"]]

    # A task is a span with the window that is left to explain; its children are taken from the last to end.
    steps: list[tuple[dict[str, Any], int, int]] = []
    seen = {root["span_id"]}
    tasks = [_Task(root, root["start_ns"], max(root["start_ns"], root["end_ns"]), children[root["span_id"]])]
    while tasks:
        task = tasks[-1]
        child = task.next_child(seen)
        if child is None:
            _step(steps, task.span, task.start, task.cursor)
            tasks.pop()
            continue
        start, end = max(child["start_ns"], task.start), min(child["end_ns"], task.end)
        _step(steps, task.span, end, task.cursor)
        task.cursor = start
        seen.add(child["span_id"])
        tasks.append(_Task(child, start, end, children[child["span_id"]]))
    return steps[::-1]


def _step(steps: list[tuple[dict[str, Any], int, int]], span: dict[str, Any], start: int, end: int) -> None:
    if end > start:
        steps.append((span, start, end))


class _Task:
    def __init__(self, span: dict[str, Any], start: int, end: int, children: list[dict[str, Any]]) -> None:
        self.span, self.start, self.end, self.cursor = span, start, end, end
        self.waiting = sorted(children, key=lambda child: (min(child["end_ns"], end), -child["start_ns"]))

    def next_child(self, seen: set[str]) -> dict[str, Any] | None:
        """Return the child that ended last before the cursor, ``None`` when no child is left that did."""
        while self.waiting:
            child = self.waiting.pop()
            begin, finish = max(child["start_ns"], self.start), min(child["end_ns"], self.end)
            if begin < finish <= self.cursor and child["span_id"] not in seen:
                return child
        return None

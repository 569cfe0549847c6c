"""The practical tasks: a question to an incident's recording, answered by a cell that computes the answer."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from otlplab.store import Store


@dataclass(frozen=True, slots=True)
class Task:
    """One task for one candidate.

    ``text`` says what is asked; ``fields`` are the answer's keys, each with its unit or kind; ``solve`` gives
    the right answer for any recording.
    """

    id: str
    title: str
    text: str
    fields: dict[str, str]
    points: int
    solve: Callable[[Store], dict[str, Any]]


def tasks(choose: random.Random) -> tuple[Task, ...]:
    """Every task, with parameters drawn from ``choose``."""
    percent = choose.choice((90, 95, 99))
    return (
        Task(
            "slowest-operation",
            "The slowest operation",
            _SLOWEST.format(percent=percent),
            {"service": "a text", "operation": "the span's name", "ms": "the percentile, milliseconds"},
            4,
            lambda store: _row(store, _SLOWEST_SQL.format(share=percent / 100)),
        ),
        Task(
            "first-error",
            "Where it began to fail",
            _FIRST_ERROR,
            {"service": "a text", "errors": "how many", "seconds": "seconds, not rounded"},
            4,
            lambda store: _row(store, _FIRST_ERROR_SQL),
        ),
        Task(
            "affected-requests",
            "How many requests were hit",
            _AFFECTED,
            {"traces": "how many", "longest_ms": "milliseconds"},
            2,
            lambda store: _row(store, _AFFECTED_SQL),
        ),
        Task(
            "heaviest-edge",
            "Who calls whom most",
            _HEAVIEST_EDGE,
            {"caller": "the parent's service", "callee": "the span's service", "calls": "how many"},
            4,
            lambda store: _row(store, _HEAVIEST_EDGE_SQL),
        ),
    )


def score(given: object, right: dict[str, Any]) -> float:
    """The share of the answer's fields that are right, 0 to 1: texts equal, numbers within 1 %."""
    if not isinstance(given, dict):
        return 0.0
    return sum(_equal(given.get(key), value) for key, value in right.items()) / len(right)


def _equal(given: object, right: object) -> bool:
    if isinstance(right, str):
        return isinstance(given, str) and given.strip() == right
    if isinstance(given, bool) or not isinstance(given, int | float) or abs(given) > 1e300:
        return False
    assert isinstance(right, int | float)
    return math.isclose(given, right, rel_tol=0.01, abs_tol=1e-9)


def _row(store: Store, query: str) -> dict[str, Any]:
    [row] = store.sql(query).rows()
    return row


_SLOWEST = """\
Which operation is the slowest, judged by the {percent}th percentile of the duration of its `SERVER` spans? An
operation is a service and a span name with at least 20 `SERVER` spans. Take the percentile as `quantile_cont`
does."""

_SLOWEST_SQL = """
select service_name as service, name as operation, quantile_cont(duration_ms, {share}) as ms
from spans where kind = 'SERVER'
group by all having count(*) >= 20
order by ms desc, service, operation limit 1
"""

_FIRST_ERROR = """\
An error often travels up: a span fails because a span below it failed. Look only at the spans with status
`ERROR` that have no child span with status `ERROR`. In which service do most of them lie, how many are they
there, and how many seconds after the first span of the recording did that service's earliest begin?"""

_FIRST_ERROR_SQL = """
with own as (
    select service_name, start_time from spans as e
    where status_code = 'ERROR' and not exists (
        select 1 from spans as c
        where c.trace_id = e.trace_id and c.parent_span_id = e.span_id and c.status_code = 'ERROR'))
select service_name as service, count(*) as errors,
       (epoch_ns(min(start_time)) - (select epoch_ns(min(start_time)) from spans)) / 1e9 as seconds
from own group by service_name
order by errors desc, service limit 1
"""

_AFFECTED = """\
A trace is hit when any of its spans has status `ERROR`. How many traces were hit, and how long did the
longest root span of them take? A root span has no parent."""

_AFFECTED_SQL = """
with hit as (select trace_id from spans group by trace_id having bool_or(status_code = 'ERROR'))
select count(distinct trace_id) as traces, max(duration_ms) filter (parent_span_id is null) as longest_ms
from spans join hit using (trace_id)
"""

_HEAVIEST_EDGE = """\
An edge of the service map is a span whose parent lies in another service. Which edge has the most calls
within a single trace, and how many are they there? Where two have as many, take the first by caller, then by
callee."""

_HEAVIEST_EDGE_SQL = """
select p.service_name as caller, c.service_name as callee, count(*) as calls
from spans as c join spans as p on p.trace_id = c.trace_id and p.span_id = c.parent_span_id
where p.service_name <> c.service_name
group by c.trace_id, caller, callee
order by calls desc, caller, callee limit 1
"""

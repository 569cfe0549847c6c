"""The trace list: one row a trace, each of which opens its waterfall in place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from . import spans
from .ask import rows
from .view import View, pack
from .words import clip, duration, html_table, plural, short, text_table

Row = dict[str, Any]
BUDGET = 64_000
"""Bytes of packed waterfalls that a list carries; the slowest traces come first."""
_FALLBACK_ROWS = 30

_TRACES = """
    select trace_id,
           first(service_name order by parent_span_id is not null, start_time, span_id) as service,
           first(name order by parent_span_id is not null, start_time, span_id) as name,
           epoch_ns(coalesce(min(start_time), min(received_time))) as start_ns,
           coalesce(epoch_ns(max(end_time)) - epoch_ns(min(start_time)), 0) as duration_ns,
           count(*) as spans,
           count(*) filter (status_code = 'ERROR') as errors,
           list(distinct service_name order by service_name) as services
    from spans {where}
    group by trace_id
    order by duration_ns desc, trace_id
    limit {limit}
"""


def trace_list(store: Any, where: str | None = None, limit: int = 100) -> View:
    """The slowest traces as a table to sort and search; a row opens its waterfall.

    where: an SQL condition on `spans`; a trace is listed when one of its spans meets it.
    limit: how many traces are listed. Waterfalls are carried for the slowest of them, up to 64 kB.
    """
    chosen = f"where trace_id in (select trace_id from spans where {where})" if where else ""
    found = rows(store, _TRACES.format(where=chosen, limit=int(limit)))
    total = rows(store, f"select count(distinct trace_id) as n from spans {chosen}")[0]["n"]
    ids = [r["trace_id"] for r in found]
    details = within_budget(spans.pictures(store, ids), ids) if ids else {}
    return of_picture(picture(found, total, details))


def picture(found: list[Row], total: int, details: dict[str, Row]) -> Row:
    """Rows of traces (slowest first), how many there are in all, and the waterfalls that fit."""
    return {
        "total": total,
        "traces": [
            {
                "trace": r["trace_id"],
                "service": clip(r["service"] or "unknown", 300),
                "name": clip(r["name"] or "(no name)", 300),
                "start": str(r["start_ns"]),
                "w": r["duration_ns"],
                "spans": r["spans"],
                "errors": r["errors"],
                "services": [clip(s or "unknown", 300) for s in r["services"]],
            }
            for r in found
        ],
        "details": [details[r["trace_id"]] for r in found if r["trace_id"] in details],
    }


def within_budget(details: dict[str, Row], order: Iterable[str]) -> dict[str, Row]:
    """As many waterfalls, in the order of these trace ids, as fit into BUDGET when packed together."""
    ids = [trace_id for trace_id in order if trace_id in details]
    low, high = 0, len(ids)
    while low < high:
        middle = (low + high + 1) // 2
        if len(pack({"details": [details[i] for i in ids[:middle]]})) <= BUDGET:
            low = middle
        else:
            high = middle - 1
    return {i: details[i] for i in ids[:low]}


def of_picture(data: Row) -> View:
    """The view of a picture that `picture` made."""
    return View("trace_list", data, _text(data), _fallback(data), _label(data))


def _label(data: Row) -> str:
    traces = data["traces"]
    failed = sum(t["errors"] > 0 for t in traces)
    shown = "" if len(traces) == data["total"] else f", the {len(traces):,} slowest shown"
    return f"{plural(data['total'], 'trace')}{shown}, {failed:,} with errors"


def _text(data: Row) -> str:
    """Traces grouped by what they are: stable when the same requests run again."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for t in data["traces"]:
        groups[t["service"], t["name"]].append(t)
    table = [
        (
            short(service),
            short(name),
            len(group),
            sum(t["errors"] > 0 for t in group),
            duration(sorted(t["w"] for t in group)[len(group) // 2]),
            duration(max(t["w"] for t in group)),
        )
        for (service, name), group in sorted(groups.items())
    ]
    header = ("service", "root span", "traces", "with errors", "median", "slowest")
    return f"{_label(data)}\n{text_table(header, table, right=(2, 3))}"


def _fallback(data: Row) -> str:
    table = [
        (
            short(t["service"]),
            short(t["name"]),
            duration(t["w"]),
            f"{t['spans']:,}",
            f"{t['errors']:,}",
            short(", ".join(t["services"])),
        )
        for t in data["traces"][:_FALLBACK_ROWS]
    ]
    more = f" (the {len(table)} slowest)" if len(table) < data["total"] else ""
    return html_table(
        _label(data) + more, ("Service", "Root span", "Takes", "Spans", "Errors", "Services"), table
    )

"""The log table: records to filter by severity and to search, each with its trace one key away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from . import spans
from .ask import rows
from .traces import within_budget
from .view import View
from .words import html_table, plural, short

Row = dict[str, Any]
_TEXT_ROWS = 20
_FALLBACK_ROWS = 40


def log_table(store: Any, where: str | None = None, limit: int = 1_000) -> View:
    """Log records in the order of their time.

    where: an SQL condition on `logs`.
    limit: how many records are carried, the newest; the heading says how many there are.
    The waterfalls of their traces are carried up to 64 kB, those of the most severe records first.
    """
    condition = f"where {where}" if where else ""
    total = rows(store, f"select count(*) as n from logs {condition}")[0]["n"]
    newest = f"order by time_ns desc limit {int(limit)}"
    found = rows(store, f"select {spans.LOG_COLUMNS} from logs {condition} {newest}")
    wanted = sorted((r for r in found if r["trace_id"]), key=lambda r: -(r["severity_number"] or 0))
    ids = list(dict.fromkeys(r["trace_id"] for r in wanted))[:100]
    details = within_budget(spans.pictures(store, ids), ids) if ids else {}
    return of_picture(picture(found[::-1], total, details))


def picture(found: Iterable[Row], total: int, details: dict[str, Row]) -> Row:
    """Rows of log records (oldest first), how many there are in all, and the waterfalls that fit."""
    records = list(found)
    start = min((r["time_ns"] for r in records), default=0)
    return {
        "total": total,
        "start": str(start),
        "logs": [
            spans.log_picture(r, start)
            | ({"trace": r["trace_id"]} if r["trace_id"] else {})
            | ({"span": r["span_id"]} if r["span_id"] else {})
            for r in records
        ],
        "details": list(details.values()),
    }


def of_picture(data: Row) -> View:
    """The view of a picture that `picture` made."""
    return View("log_table", data, _text(data), _fallback(data), _label(data))


def _label(data: Row) -> str:
    counts = Counter(r["severity"] for r in data["logs"])
    order = sorted(counts, key=lambda s: -max(r["number"] for r in data["logs"] if r["severity"] == s))
    shown = f", the newest {len(data['logs']):,} shown" if len(data["logs"]) < data["total"] else ""
    said = "".join(f", {counts[s]:,} {short(s)}" for s in order)
    return f"{plural(data['total'], 'log record')}{shown}{said}"


def _text(data: Row) -> str:
    """Severity, service and body of the first records: no times, no identifiers."""
    lines = [_label(data)]
    width = max((len(short(r["service"])) for r in data["logs"][:_TEXT_ROWS]), default=0)
    for r in data["logs"][:_TEXT_ROWS]:
        said = short(r.get("body", "") or r.get("event", ""), 100)
        lines.append(f"{short(r['severity']):<5}  {short(r['service']):<{width}}  {said}".rstrip())
    if len(data["logs"]) > _TEXT_ROWS:
        lines.append(f"… {len(data['logs']) - _TEXT_ROWS:,} more")
    return "\n".join(lines)


def _fallback(data: Row) -> str:
    table = [
        (r["severity"], short(r["service"]), short(r.get("body", "") or r.get("event", ""), 200))
        for r in data["logs"][:_FALLBACK_ROWS]
    ]
    more = f" (the first {len(table)})" if len(table) < len(data["logs"]) else ""
    return html_table(_label(data) + more, ("Severity", "Service", "Body"), table)

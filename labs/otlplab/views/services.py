"""The service map: who calls whom, how often, how well and how fast."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .ask import rows
from .view import View
from .words import clip, duration, html_table, plural, short, text_table

Row = dict[str, Any]

# A database sends no spans of its own: what is known of it are the client spans of its callers.
_DATABASES = """
    select service_name as caller, attributes['db.system.name']::varchar as callee, count(*) as calls,
           count(*) filter (status_code = 'ERROR') as errors, quantile_cont(duration_ms, 0.5) as p50_ms,
           quantile_cont(duration_ms, 0.95) as p95_ms, quantile_cont(duration_ms, 0.99) as p99_ms
    from spans
    where kind = 'CLIENT' and attributes['db.system.name'] is not null
    group by 1, 2
"""
_SECONDS = "select (epoch_ns(max(end_time)) - epoch_ns(min(start_time))) / 1e9 as seconds from spans"


def service_map(store: Any) -> View:
    """The services of a store and the calls between them: rates, errors, durations.

    A node's figures are those of `store.red()`, an edge's those of `store.service_edges()`: what the callee
    took. Databases appear as their callers' client spans saw them (`db.system.name`, Semantic Conventions).
    """
    return of_picture(
        picture(
            store.red().rows(),
            store.service_edges().rows(),
            rows(store, _DATABASES),
            rows(store, _SECONDS)[0]["seconds"] or 0.0,
        )
    )


def picture(nodes: Iterable[Row], edges: Iterable[Row], databases: Iterable[Row], seconds: float) -> Row:
    """Rows of `red`, of `service_edges` and of databases as a picture; they were collected over `seconds`."""
    drawn: dict[str, Row] = {}
    for n in nodes:
        drawn[n["service_name"] or "unknown"] = _figures(n | {"calls": n["requests"]}) | {"kind": "service"}
    links = []
    for kind, found in (("service", edges), ("database", databases)):
        for e in found:
            caller, callee = e["caller"] or "unknown", e["callee"] or "unknown"
            drawn.setdefault(caller, {"kind": "service", "calls": 0, "errors": 0})
            if kind == "database" and callee not in drawn:
                drawn[callee] = {"kind": kind, "calls": 0, "errors": 0}
            drawn.setdefault(callee, {"kind": kind, "calls": 0, "errors": 0})
            links.append((caller, callee, _figures(e)))
    names = sorted(drawn, key=lambda name: (drawn[name]["kind"] == "database", name))
    index = {name: i for i, name in enumerate(names)}
    for _, callee, figures in links:
        if drawn[callee]["kind"] == "database":
            drawn[callee]["calls"] += figures["calls"]
            drawn[callee]["errors"] += figures["errors"]
    return {
        "seconds": seconds,
        "nodes": [{"name": clip(name, 300)} | drawn[name] for name in names],
        "edges": [
            {"from": index[caller], "to": index[callee]} | figures
            for caller, callee, figures in sorted(links, key=lambda link: (index[link[0]], index[link[1]]))
        ],
    }


def of_picture(data: Row) -> View:
    """The view of a picture that `picture` made."""
    return View("service_map", data, _text(data), _fallback(data), _label(data))


def _figures(row: Row) -> Row:
    """Calls, errors, and durations in nanoseconds."""
    made = {"calls": int(row["calls"]), "errors": int(row["errors"])}
    for p in ("p50", "p95", "p99"):
        if row.get(f"{p}_ms") is not None:
            made[p] = round(row[f"{p}_ms"] * 1e6)
    return made


def _label(data: Row) -> str:
    services = sum(n["kind"] == "service" for n in data["nodes"])
    databases = len(data["nodes"]) - services
    said = f" and {plural(databases, 'database')}" if databases else ""
    return f"Service map: {plural(services, 'service')}{said}, {plural(len(data['edges']), 'connection')}"


def _table(data: Row) -> list[tuple[str, ...]]:
    return [
        (
            short(data["nodes"][e["from"]]["name"]),
            short(data["nodes"][e["to"]]["name"]),
            f"{e['calls']:,}",
            f"{e['errors']:,}",
            duration(e.get("p50")),
            duration(e.get("p95")),
        )
        for e in data["edges"]
    ]


_HEADER = ("caller", "callee", "calls", "errors", "p50", "p95")


def _text(data: Row) -> str:
    alone = [short(n["name"]) for i, n in enumerate(data["nodes"]) if not _connected(data, i)]
    lines = [_label(data)]
    if data["edges"]:
        lines.append(text_table(_HEADER, _table(data), right=(2, 3)))
    if alone:
        lines.append(f"without connections: {', '.join(alone)}")
    return "\n".join(lines)


def _fallback(data: Row) -> str:
    return html_table(_label(data), tuple(h.capitalize() for h in _HEADER), _table(data))


def _connected(data: Row, node: int) -> bool:
    return any(node in (e["from"], e["to"]) for e in data["edges"])

"""The waterfall: one trace as a tree of spans on a time axis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from otlplab.store.questions import critical_steps

from . import stacks
from .ask import rows, trace_clause
from .view import View, pack
from .words import clip, duration, html_table, number, pairs, plain, plural, short

Row = dict[str, Any]
_FALLBACK_ROWS = 40

SPAN_COLUMNS = """
    trace_id, span_id, parent_span_id, name, kind, service_name,
    epoch_ns(coalesce(start_time, end_time, received_time)) as start_ns,
    coalesce(duration_ns, 0) as duration_ns,
    status_code, status_message, attributes, resource, scope_name, scope_version
"""
EVENT_COLUMNS = "trace_id, span_id, epoch_ns(coalesce(time, received_time)) as time_ns, name, attributes"
LINK_COLUMNS = "trace_id, span_id, linked_trace_id, linked_span_id, attributes"
_SAMPLES = """
    select trace_id, span_id, sample_type as type, sample_unit as unit, stack, sum(value)::double as value
    from profile_samples where {where} and span_id is not null
    group by all order by all
"""
PROFILES = 48_000
"""Bytes of packed flame graphs that waterfalls carry."""
LOG_COLUMNS = """
    trace_id, span_id, epoch_ns(coalesce(time, observed_time, received_time)) as time_ns,
    severity_number, severity_text, body, event_name, service_name, attributes
"""


def waterfall(store: Any, trace_id: str | None = None) -> View:
    """One trace as a waterfall: spans, errors, events, links, logs, profiles, and its critical path.

    trace_id: 32 hex digits; without it, the slowest trace of the store.
    Raises LookupError when the store holds no span of that trace.
    """
    if trace_id is None:
        slowest = rows(
            store,
            "select trace_id from spans group by trace_id"
            " order by epoch_ns(max(end_time)) - epoch_ns(min(start_time)) desc nulls last, trace_id limit 1",
        )
        if not slowest:
            raise LookupError("the store holds no spans")
        trace_id = slowest[0]["trace_id"]
    trace_id = trace_id.lower()
    found = pictures(store, [trace_id])
    if trace_id not in found:
        raise LookupError(f"the store holds no span of trace {trace_id!r}")
    return of_picture(found[trace_id])


def pictures(store: Any, trace_ids: Sequence[str]) -> dict[str, Row]:
    """Waterfall pictures of several traces, in four queries."""
    where = trace_clause(trace_ids)
    parts = {
        table: _by_trace(rows(store, f"select {columns} from {table} where {where}"))
        for table, columns in (
            ("spans", SPAN_COLUMNS),
            ("span_events", EVENT_COLUMNS),
            ("span_links", LINK_COLUMNS),
            ("logs", LOG_COLUMNS),
        )
    }
    made = {
        trace_id: picture(
            spans,
            parts["span_events"].get(trace_id, ()),
            parts["span_links"].get(trace_id, ()),
            parts["logs"].get(trace_id, ()),
        )
        for trace_id, spans in parts["spans"].items()
    }
    _attach_profiles(store, where, made)
    return made


def _attach_profiles(store: Any, where: str, pictures: dict[str, Row]) -> None:
    """Give each span the flame graphs of its samples, the largest first, as many as fit into PROFILES."""
    samples: dict[tuple[str, str, str, str], list[Row]] = defaultdict(list)
    for row in rows(store, _SAMPLES.format(where=where)):
        key = (row["trace_id"], row["span_id"], row["type"] or "samples", row["unit"] or "samples")
        samples[key].append(row)
    spans = {(trace, span["id"]): span for trace, made in pictures.items() for span in made["spans"]}
    room = PROFILES
    for (trace, id_, kind, unit), found in sorted(samples.items(), key=lambda each: -len(each[1])):
        if (span := spans.get((trace, id_))) is None:
            continue
        flames = stacks.picture([(row["stack"] or (), row["value"]) for row in found], unit=unit, budget=room)
        room -= len(pack(flames))
        if room < 2_000:
            break
        span.setdefault("profiles", []).append(flames | {"type": kind})


def of_picture(data: Row) -> View:
    """The view of a picture that `picture` made."""
    return View("waterfall", data, text(data), _fallback(data), label(data))


def picture(
    spans: Iterable[Row], events: Iterable[Row] = (), links: Iterable[Row] = (), logs: Iterable[Row] = ()
) -> Row:
    """Rows of one trace as a picture: spans in tree order, times in nanoseconds from the trace's start.

    A span whose parent is not among the rows, or that is its own ancestor, is drawn as a root and says so.
    """
    spans = sorted(spans, key=lambda s: (s["start_ns"], -s["duration_ns"], s["span_id"]))
    if not spans:
        raise LookupError("a waterfall needs at least one span")
    by_id = {s["span_id"]: s for s in reversed(spans)}
    children: dict[str | None, list[Row]] = defaultdict(list)
    for s in spans:
        parent = s["parent_span_id"]
        known = parent in by_id and by_id[s["span_id"]] is s
        children[parent if known else None].append(s)

    ordered: list[tuple[Row, int, int]] = []  # span, index of its parent, depth
    placed: set[int] = set()

    def place(root: Row) -> None:
        stack = [(root, -1, 0)]
        while stack:
            span, parent, depth = stack.pop()
            if id(span) in placed:
                continue
            placed.add(id(span))
            ordered.append((span, parent, depth))
            here = len(ordered) - 1
            if by_id[span["span_id"]] is span:
                stack.extend(
                    (child, here, depth + 1) for child in reversed(children.get(span["span_id"], []))
                )

    for s in children[None]:
        place(s)
    for s in spans:  # what is left hangs in a circle of parents
        if id(s) not in placed:
            place(s)

    start = min(s["start_ns"] for s in spans)
    end = max(s["start_ns"] + s["duration_ns"] for s in spans)
    services = sorted({s["service_name"] or "unknown" for s in spans})
    resources: list[Any] = []
    drawn: list[Row] = []
    for span, parent, depth in ordered:
        drawn.append(_span(span, parent, depth, start, services, resources))
    index = {span["span_id"]: i for i, (span, _, _) in reversed(list(enumerate(ordered)))}
    loose: list[Row] = []
    for event in sorted(events, key=lambda e: e["time_ns"]):
        _attach(drawn, index, event, "events", loose, _event(event, start))
    for link in links:
        _attach(drawn, index, link, "links", loose, _link(link))
    for log in sorted(logs, key=lambda r: r["time_ns"]):
        _attach(drawn, index, log, "logs", loose, log_picture(log, start))
    _mark_critical(spans, drawn, index)
    root = drawn[0]
    return {
        "trace": spans[0]["trace_id"],
        "start": str(start),
        "duration": end - start,
        "name": root["name"],
        "services": services,
        "resources": resources,
        "spans": drawn,
        "loose": [r for r in loose if "body" in r],
    }


def log_picture(log: Row, start: int) -> Row:
    """A log record: time in nanoseconds from `start`, severity, body, event name, service, attributes."""
    return _trim(
        t=log["time_ns"] - start,
        severity=severity(log["severity_number"], log["severity_text"]),
        number=log["severity_number"] or 0,
        body=plain(log["body"]) if log["body"] is not None else "",
        event=clip(log["event_name"] or ""),
        service=clip(log["service_name"] or "unknown", 300),
        attributes=pairs(log["attributes"]),
    )


def severity(number: int | None, text: str | None) -> str:
    """TRACE, DEBUG, INFO, WARN, ERROR or FATAL from the number (logs data model); the text without one."""
    if number and 1 <= number <= 24:
        return ("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL")[(number - 1) // 4]
    return clip((text or "").upper() or "UNSET", 20)


def label(data: Row) -> str:
    """One sentence about the trace."""
    errors = sum(s.get("status") == "ERROR" for s in data["spans"])
    said = f", {plural(errors, 'error')}" if errors else ""
    return (
        f"Waterfall of {short(data['name'])}: {plural(len(data['spans']), 'span')} in"
        f" {plural(len(data['services']), 'service')}{said}, {duration(data['duration'])}"
    )


def text(data: Row) -> str:
    """The trace as an indented tree: no identifiers, no absolute times; durations end the line."""
    lines = [label(data)]
    for s in data["spans"]:
        notes = [data["services"][s["service"]], s["kind"]]
        notes += ["ERROR" + (f": {short(s['message'], 60)}" if s.get("message") else "")] * (
            s["status"] == "ERROR"
        )
        notes += ["parent missing"] * s.get("orphan", False)
        for key, noun in (("events", "event"), ("links", "link"), ("logs", "log")):
            if s.get(key):
                notes.append(plural(len(s[key]), noun))
        mark = "*" if s.get("critical") else " "
        inside = ", ".join(map(short, notes))
        lines.append(f"{mark} {'  ' * s['depth']}{short(s['name'])}  [{inside}]  {duration(s['w'])}")
    lines.append("* on the critical path")
    return "\n".join(lines)


def _fallback(data: Row) -> str:
    table = [
        (
            "\u00a0\u00a0" * min(s["depth"], 12) + short(s["name"]),
            short(data["services"][s["service"]]),
            duration(s["t"]),
            duration(s["w"]),
            s["status"] + (f": {short(s['message'], 60)}" if s.get("message") else ""),
        )
        for s in data["spans"][:_FALLBACK_ROWS]
    ]
    more = len(data["spans"]) - len(table)
    caption = label(data) + (
        f" (the first {len(table)} of {number(more + len(table))} spans)" if more else ""
    )
    return html_table(caption, ("Span", "Service", "Starts after", "Takes", "Status"), table)


def _by_trace(found: Iterable[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        groups[row["trace_id"]].append(row)
    return groups


def _span(span: Row, parent: int, depth: int, start: int, services: list[str], resources: list[Any]) -> Row:
    resource = [pairs(span["resource"]), clip(span["scope_name"] or ""), clip(span["scope_version"] or "")]
    if resource not in resources:
        resources.append(resource)
    return _trim(
        id=span["span_id"],
        parent=parent,
        depth=depth,
        name=clip(span["name"]) or "(no name)",
        service=services.index(span["service_name"] or "unknown"),
        kind=span["kind"],
        t=span["start_ns"] - start,
        w=max(span["duration_ns"], 0),
        status=span["status_code"],
        message=clip(span["status_message"] or ""),
        attributes=pairs(span["attributes"]),
        resource=resources.index(resource),
        orphan=parent < 0 and bool(span["parent_span_id"]),
    )


def _event(event: Row, start: int) -> Row:
    return _trim(t=event["time_ns"] - start, name=clip(event["name"]), attributes=pairs(event["attributes"]))


def _link(link: Row) -> Row:
    return _trim(
        trace=link["linked_trace_id"], span=link["linked_span_id"], attributes=pairs(link["attributes"])
    )


def _attach(drawn: list[Row], index: dict[str, int], row: Row, key: str, loose: list[Row], made: Row) -> None:
    at = index.get(row["span_id"])
    if at is None:
        loose.append(made)
    else:
        drawn[at].setdefault(key, []).append(made)


def _trim(**fields: Any) -> Row:
    """The fields that say something."""
    return {k: v for k, v in fields.items() if v != "" and v != [] and v is not False and v is not None}


def _mark_critical(spans: list[Row], drawn: list[Row], index: dict[str, int]) -> None:
    """Set `critical` on the spans that decide how long the trace takes: the intervals in which they do."""
    for span, begin, end in critical_steps([s | {"end_ns": s["start_ns"] + s["duration_ns"]} for s in spans]):
        start = spans[0]["start_ns"]
        drawn[index[span["span_id"]]].setdefault("critical", []).append([begin - start, end - start])

"""The metric chart: numbers as lines, histograms as heatmap and percentiles, exemplars as dots.

Points arrive as streams (metrics data model, "Timeseries model"): one for each service, resource and set
of attributes. Cumulative streams are first turned into what happened between two points, with resets
found, so that streams can then be added up, whatever their temporality.
"""

from __future__ import annotations

import math
import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from . import spans
from .ask import quoted, rows
from .traces import within_budget
from .view import View
from .words import clip, duration, html_table, number, short, text_table

Row = dict[str, Any]
Buckets = dict[tuple[float, float], float]

MOST_BINS = 120
MOST_GROUPS = 12
"""Series drawn; those with the least are added up as "others"."""
MOST_ROWS = 48
"""Buckets of an exponential histogram on the picture; more are merged: a lower scale."""
PERCENTILES = (50, 90, 95, 99)
_EXEMPLARS = 60
_NANOSECONDS = {"ns": 1.0, "us": 1e3, "µs": 1e3, "ms": 1e6, "s": 1e9, "min": 6e10, "h": 3.6e12}

_COLUMNS = """
    service_name, resource, scope_name, attributes, description, unit, type, temporality, is_monotonic,
    epoch_ns(start_time) as start_ns, epoch_ns(coalesce(time, received_time)) as time_ns,
    value, count, sum, explicit_bounds, bucket_counts, scale, zero_count, zero_threshold, positive_offset,
    positive_bucket_counts, negative_offset, negative_bucket_counts, quantiles,
    list_transform(
        exemplars, lambda e: {'time_ns': epoch_ns(e.time), 'value': e.value, 'trace_id': e.trace_id}
    ) as exemplars
"""


def metric_chart(store: Any, metric_name: str, by: str | None = None, where: str | None = None) -> View:
    """One metric over time.

    by:    an attribute of the points, or `service_name`, whose values make the series; without it every
           stream is a series of its own.
    where: an SQL condition on `metric_points`.
    Monotonic sums are drawn as rates a second, other numbers as their values, histograms as heatmap and
    percentiles, summaries by the quantiles that they carry. Raises LookupError when the store holds no such
    metric.
    """
    condition = f"metric_name = {quoted(metric_name)}" + (f" and ({where})" if where else "")
    found = rows(store, f"select {_COLUMNS} from metric_points where {condition}")
    if not found:
        there = rows(store, "select distinct metric_name as name from metric_points order by name")
        known = ", ".join(r["name"] for r in there) or "none"
        raise LookupError(f"no points of a metric {metric_name!r}; the store holds: {known}")
    data = picture(metric_name, found, by)
    ids = list(dict.fromkeys(e["trace"] for e in data.get("exemplars", ()) if "trace" in e))
    data["details"] = list(within_budget(spans.pictures(store, ids), ids).values()) if ids else []
    return of_picture(data)


@dataclass
class _Change:
    """What a stream counted between two moments, in nanoseconds since 1970."""

    start: int
    end: int
    count: float
    buckets: Buckets = field(default_factory=dict)


def picture(metric_name: str, points: Iterable[Row], by: str | None = None) -> Row:
    """Rows of `metric_points` of one metric as a picture; times in seconds from its `start`."""
    streams: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for point in points:
        streams[_identity(point)].append(point)
    for stream in streams.values():
        stream.sort(key=lambda p: p["time_ns"])
    first = next(iter(streams.values()))[0]
    kind = first["type"]
    groups = _groups(streams, by)
    data: Row = {
        "metric": clip(metric_name, 300),
        "description": clip(first["description"] or "", 500),
        "unit": clip(first["unit"] or "", 60),
        "type": kind,
        "temporality": first["temporality"] or "",
        "by": clip(by or "", 300),
    }
    histogram = kind in ("histogram", "exponential_histogram")
    if kind == "summary":
        made = _quantiles(groups)
    elif histogram or (kind == "sum" and (first["is_monotonic"] or first["temporality"] == "DELTA")):
        changes = {
            name: [c for stream in members for c in _changes(stream)] for name, members in groups.items()
        }
        axis, kept = _Axis.of(streams.values()), _largest(changes)
        made = _heat(axis, kept, kind == "exponential_histogram") if histogram else _rates(axis, kept)
    else:
        made = _values(_Axis.of(streams.values()), groups)
    exemplars = _exemplars(groups, int(made["start"]), set(made["groups"])) if kind != "summary" else []
    return data | made | {"streams": len(streams), "exemplars": exemplars, "details": []}


# ---- streams and groups


def _identity(point: Row) -> tuple[Any, ...]:
    return (
        point["service_name"],
        repr(point["resource"]),
        point["scope_name"],
        repr(point["attributes"]),
        point["type"],
    )


def _groups(streams: dict[tuple[Any, ...], list[Row]], by: str | None) -> dict[str, list[list[Row]]]:
    """Streams by the name of the series that they belong to."""
    many = len({stream[0]["service_name"] for stream in streams.values()}) > 1
    groups: dict[str, list[list[Row]]] = defaultdict(list)
    for stream in streams.values():
        point = stream[0]
        attributes = dict(point["attributes"] or {})
        if by == "service_name":
            name = point["service_name"] or "unknown"
        elif by is not None:
            name = str(attributes.get(by, f"without {by}"))
        else:
            said = [f"{k}={v}" for k, v in sorted(attributes.items(), key=lambda kv: str(kv[0]))]
            name = ", ".join(([point["service_name"] or "unknown"] if many or not said else []) + said)
        groups[clip(name, 200)].append(stream)
    return dict(sorted(groups.items()))


def _largest(changes: dict[str, list[_Change]]) -> dict[str, list[_Change]]:
    """The groups that counted most; the rest under one name."""
    if len(changes) <= MOST_GROUPS:
        return changes
    order = sorted(changes, key=lambda name: (-sum(c.count for c in changes[name]), name))
    rest = order[MOST_GROUPS - 1 :]
    kept = {name: changes[name] for name in sorted(order[: MOST_GROUPS - 1])}
    return kept | {f"{len(rest)} others": [c for name in rest for c in changes[name]]}


def _changes(stream: list[Row]) -> Iterator[_Change]:
    """What happened between the points of one stream.

    A cumulative stream is read as differences. It was reset where its start time moved or its count fell
    (metrics data model, "Resets and gaps"); what it then reports was counted since that start. The first
    point counts only when it says since when.
    """
    before: Row | None = None
    for point in stream:
        if point["temporality"] == "DELTA":
            start = point["start_ns"] or (before["time_ns"] if before else point["time_ns"])
            yield _change(start, point, None)
        elif before is None or _reset(before, point):
            start = point["start_ns"] or (before["time_ns"] if before else 0)
            if start:
                yield _change(max(start, before["time_ns"]) if before else start, point, None)
        else:
            yield _change(before["time_ns"], point, before)
        before = point


def _amount(point: Row) -> float:
    value = point["count"] if point["count"] is not None else point["value"]
    return float(value or 0)


def _reset(before: Row, point: Row) -> bool:
    moved = bool(before["start_ns"] and point["start_ns"] and point["start_ns"] > before["start_ns"])
    return moved or _amount(point) < _amount(before)


def _change(start: int, point: Row, before: Row | None) -> _Change:
    scale = None
    if point["scale"] is not None:
        scale = min(p["scale"] for p in (point, before) if p is not None)
    buckets = _buckets(point, scale)
    if before is not None:
        for edges, n in _buckets(before, scale).items():
            buckets[edges] = buckets.get(edges, 0.0) - n
    amount = _amount(point) - (_amount(before) if before is not None else 0.0)
    return _Change(start, max(point["time_ns"], start), amount, {k: n for k, n in buckets.items() if n > 0})


def _buckets(point: Row, scale: int | None) -> Buckets:
    """The buckets of a histogram point as (lower, upper] → count; exponential ones at `scale`."""
    made: Buckets = defaultdict(float)
    if point["bucket_counts"]:
        edges = [-math.inf, *(point["explicit_bounds"] or ()), math.inf]
        for i, n in enumerate(point["bucket_counts"]):
            made[edges[i], edges[i + 1]] += n
    elif scale is not None:
        threshold = point["zero_threshold"] or 0.0
        made[0.0 - threshold, threshold] += point["zero_count"] or 0
        for sign in ("positive", "negative"):
            offset = point[f"{sign}_offset"] or 0
            for i, n in enumerate(point[f"{sign}_bucket_counts"] or ()):
                if n:
                    low, high = _exponential((offset + i) >> (point["scale"] - scale), scale)
                    made[(low, high) if sign == "positive" else (-high, -low)] += n
    return made


def _exponential(index: int, scale: int) -> tuple[float, float]:
    """The bounds of a bucket: base**index and base**(index+1), with base = 2**(2**-scale)."""
    factor = 2.0**-scale
    return _power(index * factor), _power((index + 1) * factor)


def _power(exponent: float) -> float:
    return 2.0 ** max(-1074.0, exponent) if exponent < 1024 else math.inf


# ---- time


@dataclass
class _Axis:
    """Time cut into bins of equal length, in nanoseconds since 1970."""

    start: int
    step: int
    bins: int

    @classmethod
    def of(cls, streams: Iterable[list[Row]]) -> _Axis:
        """Bins as long as the points are usually apart, at most MOST_BINS of them."""
        streams = list(streams)
        gaps = [b["time_ns"] - a["time_ns"] for s in streams for a, b in pairwise(s)]
        gaps += [p["time_ns"] - p["start_ns"] for s in streams for p in s[:1] if p["start_ns"]]
        usual = statistics.median(g for g in gaps if g > 0) if any(g > 0 for g in gaps) else 1_000_000_000
        end = max(s[-1]["time_ns"] for s in streams)
        counted = any(s[0]["type"] != "gauge" and s[0]["start_ns"] for s in streams)
        begin = min((s[0]["start_ns"] if counted and s[0]["start_ns"] else s[0]["time_ns"]) for s in streams)
        begin = max(begin, min(s[0]["time_ns"] for s in streams) - round(usual * MOST_BINS / 2))
        step = max(round(usual), math.ceil((end - begin) / MOST_BINS), 1_000_000)
        return cls(begin, step, max(1, math.ceil((end - begin) / step)))

    def spread(self, change: _Change) -> Iterator[tuple[int, float]]:
        """The bins that a change overlaps, each with its share of it; what lies before the axis has none."""
        start, end = max(change.start, self.start), min(change.end, self.start + self.bins * self.step)
        if change.end <= change.start:
            yield min(self.bins - 1, max(0, (change.end - 1 - self.start) // self.step)), 1.0
            return
        for i in range(
            (start - self.start) // self.step, min(self.bins, math.ceil((end - self.start) / self.step))
        ):
            low = max(start, self.start + i * self.step)
            high = min(end, self.start + (i + 1) * self.step)
            if high > low:
                yield i, (high - low) / (change.end - change.start)

    def facts(self) -> Row:
        return {"start": str(self.start), "step": self.step / 1e9, "bins": self.bins}


# ---- the pictures


def _rates(axis: _Axis, groups: dict[str, list[_Change]]) -> Row:
    """Changes of numbers as rates a second; a bin that no interval touches has none."""
    series = []
    for changes in groups.values():
        sums: list[float | None] = [None] * axis.bins
        for change in changes:
            for i, share in axis.spread(change):
                sums[i] = (sums[i] or 0.0) + change.count * share
        series.append([None if v is None else _round(v * 1e9 / axis.step) for v in sums])
    totals = [_round(sum(c.count for c in changes)) for changes in groups.values()]
    return axis.facts() | {"shape": "rate", "groups": list(groups), "series": series, "totals": totals}


def _values(axis: _Axis, groups: dict[str, list[list[Row]]]) -> Row:
    """The last value of each bin: of gauges a group's mean, of sums that rise and fall the group's sum."""
    series = []
    names = sorted(groups, key=lambda name: (-abs(groups[name][0][-1]["value"] or 0), name))[:MOST_GROUPS]
    for name in sorted(names):
        last: list[dict[int, float]] = [{} for _ in range(axis.bins)]
        for i, stream in enumerate(groups[name]):
            for point in stream:
                at = min(axis.bins - 1, max(0, (point["time_ns"] - 1 - axis.start) // axis.step))
                if point["value"] is not None and math.isfinite(point["value"]):
                    last[at][i] = point["value"]
        add = statistics.fmean if groups[name][0][0]["type"] == "gauge" else math.fsum
        series.append([_round(add(found.values())) if found else None for found in last])
    hidden = len(groups) - len(names)
    return axis.facts() | {"shape": "value", "groups": sorted(names), "series": series, "hidden": hidden}


def _quantiles(groups: dict[str, list[list[Row]]]) -> Row:
    """Summaries: the quantiles that their points carry."""
    lines: dict[str, list[list[Row]]] = {}
    for name, members in groups.items():
        for stream in members:
            for point in stream:
                for q in point["quantiles"] or ():
                    made = {
                        "type": "gauge",
                        "start_ns": None,
                        "time_ns": point["time_ns"],
                        "value": q["value"],
                    }
                    key = f"{name} p{q['quantile'] * 100:g}"
                    lines.setdefault(key, [[]])[0].append(made)
    if not lines:
        raise LookupError("these summary points carry no quantiles")
    return _values(_Axis.of([s for members in lines.values() for s in members]), lines)


def _heat(axis: _Axis, groups: dict[str, list[_Change]], exponential: bool) -> Row:
    """Histograms: counts by bin and bucket, and percentiles by bin; first for all groups together."""
    if exponential:
        groups = _coarser(groups)
    edges = sorted({e for changes in groups.values() for c in changes for e in c.buckets})
    row = {e: i for i, e in enumerate(edges)}
    parts = ({"all": [c for changes in groups.values() for c in changes]} if len(groups) > 1 else {}) | groups
    cells, percentiles, totals, whole = [], [], [], []
    for changes in parts.values():
        grid: list[Buckets] = [defaultdict(float) for _ in range(axis.bins)]
        for change in changes:
            for i, share in axis.spread(change):
                for e, n in change.buckets.items():
                    grid[i][e] += n * share
        cells.append(
            [[i, row[e], _round(n)] for i, found in enumerate(grid) for e, n in sorted(found.items())]
        )
        percentiles.append(
            [[_round(percentile(found, p, exponential)) for found in grid] for p in PERCENTILES]
        )
        every: Buckets = defaultdict(float)
        for change in changes:
            for e, n in change.buckets.items():
                every[e] += n
        whole.append([_round(percentile(every, p, exponential)) for p in PERCENTILES])
        totals.append(round(sum(c.count for c in changes)))
    return axis.facts() | {
        "shape": "histogram",
        "groups": list(parts),
        "edges": [[_finite(a), _finite(b)] for a, b in edges],
        "cells": cells,
        "percentiles": percentiles,
        "whole": whole,
        "totals": totals,
    }


def _coarser(groups: dict[str, list[_Change]]) -> dict[str, list[_Change]]:
    """Exponential histograms with at most MOST_ROWS buckets: a lower scale, in which neighbours are one."""
    scale = 20
    while len({e for g in groups.values() for c in g for e in c.buckets}) > MOST_ROWS and scale > -10:
        scale -= 1
        groups = {
            name: [_Change(c.start, c.end, c.count, _merge(c.buckets, scale)) for c in changes]
            for name, changes in groups.items()
        }
    return groups


def _merge(buckets: Buckets, scale: int) -> Buckets:
    made: Buckets = defaultdict(float)
    for (low, high), n in buckets.items():
        key = (low, high)
        if (low > 0 or high < 0) and math.isfinite(low) and math.isfinite(high):
            near, far = sorted((abs(low), abs(high)))
            middle = (math.log2(near) + math.log2(far)) / 2
            wide = _exponential(math.floor(middle * 2.0**scale), scale)
            if wide[1] / wide[0] > far / near * (1 + 1e-9):
                key = wide if low > 0 else (-wide[1], -wide[0])
        made[key] += n
    return made


def percentile(buckets: Buckets, p: float, geometric: bool = False) -> float | None:
    """The value below which `p` per cent lie, interpolated inside its bucket; `None` without counts.

    The interpolation is linear; with `geometric` it is even on a logarithmic scale, as the buckets of
    exponential histograms are. Where a bucket has no upper bound the answer is its lower one; one without a
    lower bound counts from zero if it reaches above zero, as in Prometheus' `histogram_quantile`.
    """
    total = sum(buckets.values())
    wanted, below = total * p / 100, 0.0
    for (low, high), n in sorted(buckets.items()):
        if n <= 0 or below + n < wanted * (1 - 1e-12):
            below += n
            continue
        if math.isinf(low):
            low = 0.0 if high > 0 else high
        if math.isinf(high):
            return low if below or low > 0 else None
        share = min(1.0, max(0.0, (wanted - below) / n))
        return low * (high / low) ** share if geometric and low > 0 else low + (high - low) * share
    return None


def _exemplars(groups: dict[str, list[list[Row]]], start: int, kept: set[str]) -> list[Row]:
    """Exemplars, the largest values first: those are the ones that a reader looks for."""
    found = []
    for name, members in groups.items():
        for stream in members:
            for point in stream:
                for e in point["exemplars"] or ():
                    if e["value"] is None or not math.isfinite(e["value"]):
                        continue
                    at = ((e["time_ns"] or point["time_ns"]) - start) / 1e9
                    made = {"t": round(at, 6), "value": e["value"], "group": name if name in kept else ""}
                    found.append(made | ({"trace": e["trace_id"]} if e["trace_id"] else {}))
    unique = {(e["t"], e["value"], e.get("trace")): e for e in found}
    return sorted(unique.values(), key=lambda e: (-e["value"], e["t"]))[:_EXEMPLARS]


def _round(value: float | None) -> float | None:
    """Six significant digits: a picture needs no more, and the page is smaller."""
    return None if value is None else float(f"{value:.6g}")


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


# ---- the faces


def of_picture(data: Row) -> View:
    """The view of a picture that `picture` made."""
    return View("metric_chart", data, _text(data), _fallback(data), _label(data))


def _measure(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    if unit in _NANOSECONDS:
        return duration(value * _NANOSECONDS[unit])
    return f"{number(value)} {short(unit)}".rstrip()


def _label(data: Row) -> str:
    facts = [
        data["type"].replace("_", " "),
        data["temporality"].lower(),
        data["unit"] and f"in {short(data['unit'])}",
    ]
    by = f" by {short(data['by'])}" if data["by"] else ""
    names = [g for g in data["groups"] if g != "all" or data["shape"] != "histogram"]
    return f"{short(data['metric'])} ({', '.join(f for f in facts if f)}){by}: {len(names):,} series"


def _table(data: Row) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    names = [short(g) for g in data["groups"]]
    if data["shape"] == "histogram":
        header = ("series", "count", *(f"p{p}" for p in PERCENTILES))
        return header, [
            (name, number(total), *(_measure(v, data["unit"]) for v in whole))
            for name, total, whole in zip(names, data["totals"], data["whole"], strict=True)
        ]
    per = f"{short(data['unit'])}/s".lstrip()
    last = [next((v for v in reversed(s) if v is not None), None) for s in data["series"]]
    if data["shape"] == "rate":
        return ("series", "total", f"last rate ({per})"), [
            (name, number(total), number(v))
            for name, total, v in zip(names, data["totals"], last, strict=True)
        ]
    return ("series", "last"), [
        (name, _measure(v, data["unit"])) for name, v in zip(names, last, strict=True)
    ]


def _text(data: Row) -> str:
    """The series with what repeats from run to run: counts and percentiles of histograms, names of others."""
    header, table = _table(data)
    if data["shape"] != "histogram":
        header, table = header[:1], [row[:1] for row in table]
    return f"{_label(data)}\n{text_table(header, table, right=range(1, len(header)))}"


def _fallback(data: Row) -> str:
    header, table = _table(data)
    return html_table(_label(data), tuple(h[0].upper() + h[1:] for h in header), table)

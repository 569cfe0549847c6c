"""Recordings of JDK Flight Recorder, and async-profiler's in the same format, to OTLP.

The JDK's own ``jfr`` reads them; nobody should write a second reader of that format. What an event
measures decides the profile: execution samples are ``cpu``, wall-clock samples ``wall``, allocations
``alloc_space``, waiting for a monitor or parked ``lock``. An event that has the fields ``traceId`` and
``spanId`` says which span a thread worked for, and samples of that thread in that time get its link.
Introduced in chapter 5.3.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from opentelemetry.proto.collector.profiles.v1development.profiles_service_pb2 import (
    ExportProfilesServiceRequest,
)

from .dictionary import Dictionary, Profile, Request, Value
from .errors import BrokenProfile

LIMIT = 256 << 20
"""Bytes of what ``jfr print`` may say of a recording; cut a longer one with ``jfr disassemble``."""

# What an event measures: the profile's type and unit, and the event's field (None: the sampling period).
_EVENTS: dict[str, tuple[str, str, str | None]] = {
    "jdk.ExecutionSample": ("cpu", "nanoseconds", None),
    "profiler.WallClockSample": ("wall", "nanoseconds", None),
    "jdk.ObjectAllocationSample": ("alloc_space", "bytes", "weight"),
    "jdk.ObjectAllocationInNewTLAB": ("alloc_space", "bytes", "tlabSize"),
    "jdk.ObjectAllocationOutsideTLAB": ("alloc_space", "bytes", "allocationSize"),
    "jdk.JavaMonitorEnter": ("lock", "nanoseconds", "duration"),
    "jdk.ThreadPark": ("lock", "nanoseconds", "duration"),
}
_PERIODS = {"ns": 1, "us": 1_000, "ms": 1_000_000, "s": 1_000_000_000}
_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,9}))?S)?")


def from_jfr(
    path: Path,
    resource: Mapping[str, Value] = {},
    *,
    period: int | None = None,
    depth: int = 512,
    spans: str = "otlplab.Span",
) -> ExportProfilesServiceRequest:
    """Convert a recording to an OTLP request, a profile for each kind of sample that it holds.

    ``period`` is the time between two execution samples in nanoseconds; by default the shortest of the
    recording's settings, since nothing else in it repeats as often. ``depth`` is the most frames of a
    stack; ``spans`` the type of the events that name a span.

    Raises BrokenProfile when there is no ``jfr`` on PATH, the file is no recording, it is too long, or an
    event in it is not what events of its name are.
    """
    events = _events(path, depth, [*_EVENTS, "jdk.ActiveSetting", spans])
    try:
        return _request(events, resource, period, spans)
    except (KeyError, TypeError, AttributeError) as error:
        raise BrokenProfile(f"jfr: {path.name} has an event that lacks what its kind has: {error}") from None


def _request(
    events: list[dict[str, Any]], resource: Mapping[str, Value], period: int | None, spans: str
) -> ExportProfilesServiceRequest:
    windows = _Windows([e["values"] for e in events if e["type"] == spans])
    period = period or _period(events)
    request = Request(resource, "jfr")
    profiles: dict[str, Profile] = {}
    samples = [event for event in events if event["type"] in _EVENTS]
    times = [_time(event["values"]["startTime"]) for event in samples]
    begin, end = min(times, default=0), max(times, default=0) + 1
    for event, time in sorted(zip(samples, times, strict=True), key=lambda each: each[1]):
        values = event["values"]
        kind, unit, field = _EVENTS[event["type"]]
        if kind not in profiles:
            per = (kind, unit) if field is None else ("", "")
            profiles[kind] = request.profile(
                kind,
                unit,
                time=begin,
                duration=end - begin,
                period=period if any(per) else 0,
                period_type=per,
            )
        if field is None:
            value = period * (values.get("samples") or 1)
        else:
            value = _nanoseconds(values[field]) if field == "duration" else values[field]
        thread = values.get("sampledThread") or values.get("eventThread") or {}
        attributes = []
        if name := thread.get("javaName") or thread.get("osName"):
            attributes.append(request.dictionary.attribute("thread.name", name))
        span = windows.at(thread.get("javaThreadId"), time)
        link = request.dictionary.link(*span) if span else 0
        stack = _stack(request.dictionary, values.get("stackTrace"))
        profiles[kind].add(stack, value, link=link, attributes=attributes, time=time)
    return request.message


def _events(path: Path, depth: int, types: list[str]) -> list[dict[str, Any]]:
    tool = shutil.which("jfr")
    if not tool:
        raise BrokenProfile("jfr: there is no such program; it comes with every JDK from 11 on")
    command = [tool, "print", "--json", "--stack-depth", str(depth), "--events", ",".join(types), str(path)]
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=False, timeout=300)
    if done.returncode or not done.stdout.lstrip().startswith(b"{"):
        said = (done.stderr or done.stdout).decode(errors="replace").strip().splitlines()
        raise BrokenProfile(f"jfr: {path.name} cannot be read: {said[0] if said else 'no reason given'}")
    if len(done.stdout) > LIMIT:
        raise BrokenProfile(
            f"jfr: {path.name} says more than {LIMIT >> 20} MiB; cut it with `jfr disassemble`"
        )
    return json.loads(done.stdout)["recording"]["events"]


def _period(events: list[dict[str, Any]]) -> int:
    """Return the shortest period of the settings, in ns: ``20 ms`` (JDK) or ``5000000`` (async-profiler)."""
    found = []
    for event in events:
        values = event["values"]
        if event["type"] == "jdk.ActiveSetting" and values["name"] in ("interval", "period"):
            match = re.fullmatch(r"(\d+) ?(ns|us|ms|s)?", str(values["value"]))
            if match and int(match[1]):
                found.append(int(match[1]) * _PERIODS[match[2] or "ns"])
    return min(found, default=20_000_000)


def _stack(tables: Dictionary, trace: Any) -> int:
    locations = [_location(tables, frame) for frame in (trace or {}).get("frames", [])]
    if trace and trace.get("truncated"):
        locations.append(tables.frame("(truncated)"))
    return tables.stack(locations)


def _location(tables: Dictionary, frame: dict[str, Any]) -> int:
    method = frame["method"] or {}
    owner = ((method.get("type") or {}).get("name") or "").replace("/", ".")
    name = method.get("name") or "?"
    kind = {"Native": "native", "C++": "native", "Kernel": "kernel"}.get(frame.get("type") or "", "jvm")
    full = f"{owner}.{name}" if owner else name
    return tables.frame(full, line=max(frame.get("lineNumber") or 0, 0), kind=kind)


def _time(text: str) -> int:
    """Return nanoseconds since the epoch of ``2026-11-24T11:12:03.889481560Z``, with any offset."""
    found = re.fullmatch(r"([^.Z+]+?)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)", text)
    if not found:
        raise BrokenProfile(f"jfr: {text!r} is no time")
    seconds = datetime.fromisoformat(found[1] + found[3].replace("Z", "+00:00")).timestamp()
    return int(seconds) * 1_000_000_000 + int((found[2] or "0").ljust(9, "0"))


def _nanoseconds(text: str) -> int:
    found = _DURATION.fullmatch(text)
    if not found:
        raise BrokenProfile(f"jfr: {text!r} is no duration")
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[:3])
    return (hours * 3600 + minutes * 60 + seconds) * 1_000_000_000 + int((found[4] or "0").ljust(9, "0"))


class _Windows:
    """Which span a thread worked for at a time: the one that began last, of those that had not ended."""

    def __init__(self, spans: list[dict[str, Any]]) -> None:
        self.of: dict[int, list[tuple[int, int, tuple[str, str]]]] = defaultdict(list)
        for span in spans:
            begin = _time(span["startTime"])
            thread = (span.get("eventThread") or {}).get("javaThreadId")
            end = begin + _nanoseconds(span["duration"])
            if thread is not None:
                self.of[thread].append((begin, end, (span["traceId"], span["spanId"])))
        for windows in self.of.values():
            windows.sort()

    def at(self, thread: int | None, time: int) -> tuple[str, str] | None:
        windows = self.of.get(thread, []) if thread is not None else []
        last = bisect_right(windows, time, key=lambda window: window[0])
        return next((span for _, end, span in reversed(windows[:last]) if time < end), None)

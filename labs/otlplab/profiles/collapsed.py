"""Collapsed stacks, a line each: frames from the root to the leaf, joined by ``;``, a blank, a number.

The simplest of all formats, and what it leaves out is what OTLP is for: times, links, addresses, types
and units. Three dialects are read: plain; py-spy's ``raw``, whose frames are ``name (file.py:12)`` and
whose first frame with ``--threads`` is ``thread (123): name``; and async-profiler's with ``ann``, whose
names end in ``_[j]``, ``_[i]``, ``_[k]`` and so on. Introduced in chapter 5.3.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from opentelemetry.proto.collector.profiles.v1development.profiles_service_pb2 import (
    ExportProfilesServiceRequest,
)

from .dictionary import Dictionary, Request, Value
from .errors import BrokenProfile

MOST_FRAMES = 65_536
"""Frames of one line; what is deeper is refused."""
MOST_DIGITS = 19
"""Digits of a number; more do not fit into the 63 bits that OTLP has."""

_PY_SPY = re.compile(r"(?P<name>.*) \((?P<file>[^()]*?)(?::(?P<line>\d{1,18}))?\)")
_THREAD = re.compile(r"thread \((?P<id>0x[0-9A-Fa-f]{1,15}|[1-9]\d{0,17}|0)\)(?:: (?P<name>.*))?", re.ASCII)
_ASYNC = re.compile(r"(?P<name>.+)_\[(?P<mark>[0-9a-z])\]")
_ASYNC_TYPES = {"j": "jvm", "i": "jvm", "0": "jvm", "1": "jvm", "k": "kernel"}


def from_collapsed(
    text: str,
    type: str = "samples",
    unit: str = "count",
    *,
    dialect: str = "plain",
    each: int = 1,
    links: Mapping[int, tuple[str, str]] = {},
    resource: Mapping[str, Value] = {},
    time: int = 0,
    duration: int = 0,
) -> ExportProfilesServiceRequest:
    """Convert collapsed stacks to an OTLP request.

    ``dialect`` is ``"plain"``, ``"py-spy"`` or ``"async-profiler"``. A line's number is multiplied by
    ``each`` (ns between samples, where ``unit`` is ``"nanoseconds"``). ``links`` are the trace and span, in
    hexadecimal, of a thread by its number (py-spy with ``--threads``). ``time`` and ``duration`` in
    nanoseconds.

    Raises BrokenProfile with the number of the line that is none.
    """
    if dialect not in ("plain", "py-spy", "async-profiler"):
        raise ValueError(f'dialect is "plain", "py-spy" or "async-profiler", not {dialect!r}')
    request = Request(resource, dialect)
    profile = request.profile(type, unit, time=time, duration=duration, period=each, period_type=(type, unit))
    tables = request.dictionary
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        stack, blank, count = line.rpartition(" ")  # no stack: a thread that was seen without a frame
        if not blank or not count.isascii() or not count.isdigit():
            raise BrokenProfile(
                f"line {number}: it has to end in a blank and a whole number, not {count[:40]!r}"
            )
        if len(count) > MOST_DIGITS or int(count) * each >= 1 << 63:
            raise BrokenProfile(f"line {number}: the number has more than 63 bits")
        frames = stack.split(";")
        if len(frames) > MOST_FRAMES:
            raise BrokenProfile(f"line {number}: {len(frames)} frames, at most {MOST_FRAMES} are read")
        link, attributes = 0, []
        if dialect == "py-spy" and (thread := _THREAD.fullmatch(frames[0])):
            frames = frames[1:]
            id_ = int(thread["id"], 0)
            attributes.append(tables.attribute("thread.id", id_))
            if thread["name"]:
                attributes.append(tables.attribute("thread.name", thread["name"]))
            if id_ in links:
                link = tables.link(*links[id_])
        locations = [_location(tables, frame, dialect) for frame in reversed(frames) if frame]
        try:
            profile.add(tables.stack(locations), int(count) * each, link=link, attributes=attributes)
        except BrokenProfile as error:
            raise BrokenProfile(f"line {number}: {error}") from None
    return request.message


def _location(tables: Dictionary, frame: str, dialect: str) -> int:
    if dialect == "py-spy" and (found := _PY_SPY.fullmatch(frame)):
        native = not found["file"].endswith((".py", ".pyx", ">"))
        return tables.frame(
            found["name"], found["file"], int(found["line"] or 0), "native" if native else "cpython"
        )
    if dialect == "async-profiler":
        found = _ASYNC.fullmatch(frame)
        kind = _ASYNC_TYPES.get(found["mark"], "native") if found else "native"
        return tables.frame(found["name"] if found else frame, kind=kind)
    return tables.frame(frame)


def to_collapsed(request: Any) -> str:
    """Return the samples of a request as collapsed stacks, sorted: names, and the sum of the values.

    A ``;`` or line break in a name becomes ``:`` or a blank, since the format has no way to write it.
    """
    tables = request.dictionary
    sums: Counter[str] = Counter()

    def name(line: Any) -> str:
        text = tables.string_table[tables.function_table[line.function_index].name_strindex]
        return " ".join(text.replace(";", ":").split()) or "?"

    for resource in request.resource_profiles:
        for scope in resource.scope_profiles:
            for profile in scope.profiles:
                for sample in profile.samples:
                    stack = tables.stack_table[sample.stack_index].location_indices
                    frames = [name(line) for i in stack for line in tables.location_table[i].lines]
                    sums[";".join(reversed(frames))] += (
                        sum(sample.values) if sample.values else len(sample.timestamps_unix_nano)
                    )
    return "".join(f"{stack} {value}\n" for stack, value in sorted(sums.items()))

"""Builds OTLP profiles: one dictionary of tables, each entry of which stands there once.

Every table begins with its zero value, so that the index 0 says "none"
(``opentelemetry/proto/profiles/v1development/profiles.proto``, ``ProfilesDictionary``). Introduced in
chapter 5.2.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from opentelemetry.proto.collector.profiles.v1development.profiles_service_pb2 import (
    ExportProfilesServiceRequest,
)
from opentelemetry.proto.common.v1.common_pb2 import AnyValue
from opentelemetry.proto.profiles.v1development import profiles_pb2 as otlp

from .errors import BrokenProfile

Value = str | bool | int | float | bytes | list[Any]
"""What an attribute can hold; an ``int`` has 64 bits."""


class Dictionary:
    """A ``ProfilesDictionary`` in the making. Each method returns the index of an entry, and adds it once.

    An entry that equals the zero value has the index 0.
    """

    def __init__(self, message: otlp.ProfilesDictionary) -> None:
        self.message = message
        self._strings = {"": 0}
        self._entries: dict[str, dict[bytes, int]] = {}
        message.string_table.append("")
        for table in ("mapping", "location", "function", "link", "attribute", "stack"):
            getattr(message, f"{table}_table").add()
            self._entries[table] = {b"": 0}

    def string(self, text: str) -> int:
        """Return the index of a text."""
        if text not in self._strings:
            self._strings[text] = len(self._strings)
            self.message.string_table.append(text)
        return self._strings[text]

    def function(self, name: str, system_name: str = "", file: str = "", start_line: int = 0) -> int:
        """Return the index of a function; ``system_name`` is its name as the linker knows it."""
        return self.entry(
            "function",
            otlp.Function(
                name_strindex=self.string(name),
                system_name_strindex=self.string(system_name),
                filename_strindex=self.string(file),
                start_line=start_line,
            ),
        )

    def mapping(
        self, start: int = 0, limit: int = 0, offset: int = 0, file: str = "", attributes: Iterable[int] = ()
    ) -> int:
        """Return the index of a mapping: a file from ``offset`` on, at addresses ``start`` to ``limit``."""
        return self.entry(
            "mapping",
            otlp.Mapping(
                memory_start=start,
                memory_limit=limit,
                file_offset=offset,
                filename_strindex=self.string(file),
                attribute_indices=attributes,
            ),
        )

    def location(
        self,
        lines: Iterable[tuple[int, int, int]],
        address: int = 0,
        mapping: int = 0,
        attributes: Iterable[int] = (),
    ) -> int:
        """Return the index of a location.

        ``lines`` are (index of a function, line, column); several of them are functions that were inlined
        there, innermost first.
        """
        return self.entry(
            "location",
            otlp.Location(
                mapping_index=mapping,
                address=address,
                lines=[otlp.Line(function_index=f, line=n, column=c) for f, n, c in lines],
                attribute_indices=attributes,
            ),
        )

    def frame(self, name: str, file: str = "", line: int = 0, kind: str = "") -> int:
        """Return the index of a location with one function; ``kind`` is its ``profile.frame.type``."""
        attributes = [self.attribute("profile.frame.type", kind)] if kind else []
        return self.location([(self.function(name, file=file), line, 0)], attributes=attributes)

    def stack(self, locations: Iterable[int]) -> int:
        """Return the index of a stack; ``locations`` are leaf first."""
        return self.entry("stack", otlp.Stack(location_indices=locations))

    def link(self, trace_id: str, span_id: str) -> int:
        """Return the index of a link to a span; raise BrokenProfile when the ids are not hexadecimal."""
        try:
            link = otlp.Link(trace_id=bytes.fromhex(trace_id), span_id=bytes.fromhex(span_id))
        except (TypeError, ValueError):  # a file may have no text there
            link = otlp.Link()
        if len(link.trace_id) != 16 or len(link.span_id) != 8:
            raise BrokenProfile(
                f"a link has trace {trace_id!r} and span {span_id!r}: give 32 and 16 hexadecimal digits"
            )
        return self.entry("link", link)

    def attribute(self, key: str, value: Value, unit: str = "") -> int:
        """Return the index of an attribute; ``unit`` in UCUM or as pprof writes it (``bytes``)."""
        return self.entry(
            "attribute",
            otlp.KeyValueAndUnit(
                key_strindex=self.string(key), value=any_value(value), unit_strindex=self.string(unit)
            ),
        )

    def entry(self, table: str, entry: Any) -> int:
        """Return the index of a message in a table: ``mapping``, ``location``, ``stack`` and so on."""
        known = self._entries[table]
        bytes_ = entry.SerializeToString(deterministic=True)
        if bytes_ not in known:
            known[bytes_] = len(known)
            getattr(self.message, f"{table}_table").append(entry)
        return known[bytes_]


class Request:
    """An ``ExportProfilesServiceRequest`` in the making, of one resource and one scope."""

    def __init__(self, resource: Mapping[str, Value] = {}, scope: str = "") -> None:
        self.message = ExportProfilesServiceRequest()
        self.dictionary = Dictionary(self.message.dictionary)
        described = self.message.resource_profiles.add()
        for key, value in resource.items():
            described.resource.attributes.add(key=key).value.CopyFrom(any_value(value))
        self.scope = described.scope_profiles.add()
        self.scope.scope.name = scope

    def profile(
        self,
        type: str,
        unit: str,
        *,
        time: int = 0,
        duration: int = 0,
        period: int = 0,
        period_type: tuple[str, str] = ("", ""),
    ) -> Profile:
        """Begin a profile: what was measured, when (ns since the epoch) and for how long (ns), how often."""
        string = self.dictionary.string
        message = self.scope.profiles.add(
            profile_id=secrets.token_bytes(16),
            time_unix_nano=time,
            duration_nano=duration,
            period=period,
        )
        message.sample_type.CopyFrom(otlp.ValueType(type_strindex=string(type), unit_strindex=string(unit)))
        if any(period_type):
            message.period_type.CopyFrom(
                otlp.ValueType(type_strindex=string(period_type[0]), unit_strindex=string(period_type[1]))
            )
        return Profile(message)


class Profile:
    """A ``Profile`` in the making. Samples of the same stack, attributes and link become one."""

    def __init__(self, message: otlp.Profile) -> None:
        self.message = message
        self._samples: dict[tuple[int, int, tuple[int, ...]], otlp.Sample] = {}

    def add(
        self,
        stack: int,
        value: int,
        *,
        link: int = 0,
        attributes: Iterable[int] = (),
        time: int | None = None,
    ) -> None:
        """Add a value: beside the others with its ``time`` (ns since the epoch), or without, to their sum.

        All samples of a profile have a time, or none has. Raises BrokenProfile when 64 bits do not hold it.
        """
        identity = (stack, link, tuple(sorted(attributes)))
        sample = self._samples.get(identity)
        if sample is None:
            sample = self._samples[identity] = self.message.samples.add(
                stack_index=stack, link_index=link, attribute_indices=identity[2]
            )
        if time is not None:
            sample.timestamps_unix_nano.append(time)
            sample.values.append(value)
        elif not sample.values:
            sample.values.append(value)
        elif -(1 << 63) <= (total := sample.values[0] + value) < 1 << 63:
            sample.values[0] = total
        else:
            raise BrokenProfile("the values of this stack add up to more than 64 bits hold")


def any_value(value: Value) -> AnyValue:
    """Return a Python value as an ``AnyValue``."""
    if isinstance(value, bool):
        return AnyValue(bool_value=value)
    if isinstance(value, int):
        return AnyValue(int_value=value)
    if isinstance(value, float):
        return AnyValue(double_value=value)
    if isinstance(value, bytes):
        return AnyValue(bytes_value=value)
    if isinstance(value, list):
        made = AnyValue()
        made.array_value.values.extend(map(any_value, value))
        return made
    return AnyValue(string_value=value)

"""The rules of OTLP profiles, each of which can be broken and is named when it is.

The rules are those of ``profiles.proto`` (opentelemetry-proto 1.10, v1development): tables that begin with
their zero value, references in range, shapes of samples, sizes of identifiers, unique keys of attributes.
What the text calls SHOULD (no entry twice, times within the profile) is reported as advice. Introduced in
chapter 5.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .errors import BrokenProfile

MOST = 100
"""How many findings are listed: a hostile profile may break a rule a million times."""


@dataclass(frozen=True)
class Finding:
    """One broken rule: ``where``, and ``what`` is wrong; ``must`` is false for what is only advised."""

    where: str
    what: str
    must: bool = True

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def check(data: Any) -> None:
    """Raise BrokenProfile when a request (or ``ProfilesData``) breaks a rule that it must keep."""
    broken = [finding for finding in findings(data) if finding.must]
    if broken:
        more = f", and {len(broken) - 1} more" if len(broken) > 1 else ""
        raise BrokenProfile(f"{broken[0]}{more}")


def findings(data: Any) -> list[Finding]:
    """Return what is wrong with a request or ``ProfilesData``, in its order, at most :data:`MOST`."""
    found = []
    for finding in _all(data):
        found.append(finding)
        if len(found) == MOST:
            break
    return found


def _all(data: Any) -> Iterator[Finding]:
    tables = data.dictionary
    samples = any(p.samples for r in data.resource_profiles for s in r.scope_profiles for p in s.profiles)
    yield from _zero_values(tables, samples)
    yield from _references(tables)
    yield from _twice(tables)
    number = 0
    for resource in data.resource_profiles:
        for scope in resource.scope_profiles:
            for profile in scope.profiles:
                yield from _profile(profile, tables, f"profile {number}")
                number += 1


def _zero_values(tables: Any, needed: bool) -> Iterator[Finding]:
    for name, entries in _tables(tables):
        if not entries:
            if needed:
                yield Finding(name, "is empty; entry 0 has to be there, with the zero value")
        elif entries[0] != "" if name == "string_table" else not _is_zero(entries[0]):
            yield Finding(f"{name}[0]", "has to be the zero value: an index of 0 says that there is none")


def _is_zero(message: Any) -> bool:
    """Say whether nothing is set; the Collector writes an empty value where others write none at all."""
    return all(
        field.type == field.TYPE_MESSAGE and not field.is_repeated and _is_zero(value)
        for field, value in message.ListFields()
    )


def _tables(tables: Any) -> list[tuple[str, Any]]:
    return [(field.name, getattr(tables, field.name)) for field in tables.DESCRIPTOR.fields]


def _references(tables: Any) -> Iterator[Finding]:
    strings, attributes = len(tables.string_table), tables.attribute_table
    for i, mapping in enumerate(tables.mapping_table):
        where = f"mapping_table[{i}]"
        yield from _reference(where, "filename_strindex", mapping.filename_strindex, strings)
        yield from _attributes(where, mapping.attribute_indices, attributes)
        if mapping.memory_limit and mapping.memory_limit < mapping.memory_start:
            yield Finding(where, "ends before it starts: memory_limit is less than memory_start")
    for i, location in enumerate(tables.location_table):
        where = f"location_table[{i}]"
        yield from _reference(where, "mapping_index", location.mapping_index, len(tables.mapping_table))
        for line in location.lines:
            yield from _reference(where, "function_index", line.function_index, len(tables.function_table))
        yield from _attributes(where, location.attribute_indices, attributes)
    for i, function in enumerate(tables.function_table):
        for field in ("name_strindex", "system_name_strindex", "filename_strindex"):
            yield from _reference(f"function_table[{i}]", field, getattr(function, field), strings)
    for i, attribute in enumerate(attributes):
        for field in ("key_strindex", "unit_strindex"):
            yield from _reference(f"attribute_table[{i}]", field, getattr(attribute, field), strings)
        if i and not attribute.key_strindex:
            yield Finding(f"attribute_table[{i}]", "has no key")
    for i, stack in enumerate(tables.stack_table):
        for index in stack.location_indices:
            yield from _reference(f"stack_table[{i}]", "location_indices", index, len(tables.location_table))
    for i, link in enumerate(tables.link_table[1:], 1):
        if (len(link.trace_id), len(link.span_id)) != (16, 8):
            yield Finding(f"link_table[{i}]", "needs a trace_id of 16 bytes and a span_id of 8")


def _reference(where: str, field: str, index: int, size: int) -> Iterator[Finding]:
    if not 0 <= index < max(size, 1):
        yield Finding(where, f"{field} is {index}, and that table has {size} entries")


def _attributes(where: str, indices: Sequence[int], table: Any) -> Iterator[Finding]:
    keys = set()
    for index in indices:
        if not 0 <= index < max(len(table), 1):
            yield from _reference(where, "attribute_indices", index, len(table))
        elif index == 0:
            yield Finding(where, "attribute_indices has a 0, which is no attribute")
        else:
            key = table[index].key_strindex
            if key in keys:
                yield Finding(where, "has two attributes of the same key; make one of them, with an array")
            keys.add(key)


def _twice(tables: Any) -> Iterator[Finding]:
    for name, entries in _tables(tables):
        seen: dict[Any, int] = {}
        for i, entry in enumerate(entries):
            key = entry if isinstance(entry, str) else entry.SerializeToString(deterministic=True)
            if seen.setdefault(key, i) != i:
                yield Finding(f"{name}[{i}]", f"is the same as entry {seen[key]}; one is enough", must=False)


def _profile(profile: Any, tables: Any, where: str) -> Iterator[Finding]:
    strings = len(tables.string_table)
    for name in ("sample_type", "period_type"):
        kind = getattr(profile, name)
        for field in ("type_strindex", "unit_strindex"):
            yield from _reference(f"{where} {name}", field, getattr(kind, field), strings)
    if not profile.sample_type.type_strindex:
        yield Finding(where, "sample_type has no type: nobody can know what the values are", must=False)
    elif not profile.sample_type.unit_strindex:
        yield Finding(where, "sample_type has no unit", must=False)
    if profile.profile_id and (len(profile.profile_id) != 16 or not any(profile.profile_id)):
        yield Finding(where, f"profile_id has {len(profile.profile_id)} bytes; it needs 16, not all zero")
    if bool(profile.original_payload) != bool(profile.original_payload_format):
        yield Finding(where, "original_payload and its format have to be set together")
    yield from _attributes(where, profile.attribute_indices, tables.attribute_table)
    begin, end = profile.time_unix_nano, profile.time_unix_nano + profile.duration_nano
    identities = set()
    shapes = set()
    for i, sample in enumerate(profile.samples):
        at = f"{where} sample {i}"
        values, times = sample.values, sample.timestamps_unix_nano
        yield from _reference(at, "stack_index", sample.stack_index, len(tables.stack_table))
        yield from _reference(at, "link_index", sample.link_index, len(tables.link_table))
        yield from _attributes(at, sample.attribute_indices, tables.attribute_table)
        if not values and not times:
            yield Finding(at, "has neither values nor timestamps_unix_nano")
        elif values and times and len(values) != len(times):
            yield Finding(at, f"has {len(values)} values and {len(times)} timestamps_unix_nano")
        elif len(values) > 1 and not times:
            yield Finding(at, f"has {len(values)} values and no times: add them up", must=False)
        if times and profile.duration_nano and not (begin <= min(times) and max(times) < end):
            yield Finding(at, "has a time outside of its profile", must=False)
        identity = (sample.stack_index, sample.link_index, frozenset(sample.attribute_indices))
        if identity in identities:
            yield Finding(
                at, "has the stack, attributes and link of an earlier sample: combine them", must=False
            )
        identities.add(identity)
        shapes.add((bool(values), bool(times)))
    if len(shapes) > 1:
        yield Finding(where, "some samples have times or values that others lack", must=False)

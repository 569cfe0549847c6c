"""pprof and OTLP, both ways without loss.

One pprof file has several values a sample (objects and bytes, allocated and in use); in OTLP each of them
is a profile of its own, and all share one dictionary. What OTLP has no field for becomes an attribute of
the Semantic Conventions' ``pprof.*`` registry, so that the way back finds it; what the registry lacks is
kept in attributes of ours (``otlplab.pprof.*``). Labels become attributes of the sample, and ``trace_id``
with ``span_id`` become its link. Introduced in chapter 5.2.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Mapping
from typing import Any

from google.protobuf.message import DecodeError
from opentelemetry.proto.collector.profiles.v1development.profiles_service_pb2 import (
    ExportProfilesServiceRequest,
)
from opentelemetry.proto.profiles.v1development import profiles_pb2 as otlp

from .dictionary import Dictionary, Profile, Request, Value
from .errors import BrokenProfile
from .pprof_pb2 import Profile as Pprof
from .rules import check

LIMIT = 256 << 20
"""Bytes of a pprof after decompression; a larger one is refused."""

_FLAGS = ("has_functions", "has_filenames", "has_line_numbers", "has_inline_frames")
_BUILD_ID = "process.executable.build_id.gnu"
_DEFAULT = "otlplab.pprof.default_sample_type"  # on the profile that pprof shows first
_SAMPLE = "otlplab.pprof.sample"  # where two samples of a pprof have one identity in OTLP


def read(data: bytes) -> Pprof:
    """Return a pprof, gzipped or not; raise BrokenProfile when it is none or refers to what it has not."""
    if data[:2] == b"\x1f\x8b":
        try:
            with gzip.open(io.BytesIO(data)) as file:
                data = file.read(LIMIT + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise BrokenProfile(f"pprof: it begins as gzip and cannot be unpacked: {error}") from None
    if len(data) > LIMIT:
        raise BrokenProfile(f"pprof: more than {LIMIT >> 20} MiB; take a shorter profile")
    profile = Pprof()
    try:
        profile.ParseFromString(data)
    except DecodeError:
        raise BrokenProfile("pprof: no protobuf; is it a text format (debug=1) or another file?") from None
    _judge(profile)
    return profile


def write(profile: Pprof) -> bytes:
    """Return a pprof as it stands in a file: gzipped, the same bytes for the same profile."""
    return gzip.compress(profile.SerializeToString(deterministic=True), mtime=0)


def from_pprof(
    data: bytes | Pprof,
    resource: Mapping[str, Value] = {},
    scope: str = "pprof",
) -> ExportProfilesServiceRequest:
    """Convert a pprof to an OTLP request: one profile for each of its sample types.

    ``resource`` are the resource's attributes. Raises BrokenProfile, as :func:`read` does, and when a label
    cannot be kept.
    """
    profile = data if isinstance(data, Pprof) else read(data)
    return _ToOtlp(profile, resource, scope).request.message


def to_pprof(request: Any) -> Pprof:
    """Convert an OTLP request back to one pprof.

    Its profiles have to belong together: one resource and scope, and the same samples in the same order, as
    :func:`from_pprof` makes them. Several values of a sample are added up (pprof has no times). Raises
    BrokenProfile when they do not, or a rule of OTLP is broken.
    """
    check(request)
    scopes = [scope for resource in request.resource_profiles for scope in resource.scope_profiles]
    if len(scopes) != 1 or not scopes[0].profiles:
        raise BrokenProfile(f"pprof holds one scope with at least one profile; here are {len(scopes)} scopes")
    return _ToPprof(request.dictionary, scopes[0].profiles).pprof


def _judge(profile: Pprof) -> None:
    """Raise BrokenProfile for the first reference that leads nowhere."""
    strings = len(profile.string_table)
    if strings and profile.string_table[0]:
        raise BrokenProfile(f"pprof: string_table[0] is {profile.string_table[0][:40]!r}; it has to be empty")
    if not profile.sample_type:
        raise BrokenProfile("pprof: no sample_type, so nobody can know what its values are")

    def text(index: int, where: str) -> None:
        if not 0 <= index < max(strings, 1):
            raise BrokenProfile(f"pprof: {where} refers to string {index}, and there are {strings}")

    for i, kind in enumerate([*profile.sample_type, profile.period_type]):
        text(kind.type, f"value type {i}")
        text(kind.unit, f"value type {i}")
    for name in ("drop_frames", "keep_frames", "default_sample_type", "doc_url"):
        text(getattr(profile, name), name)
    for index in profile.comment:
        text(index, "comment")
    for name in ("time_nanos", "duration_nanos"):
        if getattr(profile, name) < 0:
            raise BrokenProfile(f"pprof: {name} is negative; OTLP has no such time")
    mappings = _ids(profile.mapping, "mapping")
    functions = _ids(profile.function, "function")
    locations = _ids(profile.location, "location")
    for mapping in profile.mapping:
        text(mapping.filename, f"mapping {mapping.id}")
        text(mapping.build_id, f"mapping {mapping.id}")
    for function in profile.function:
        for index in (function.name, function.system_name, function.filename):
            text(index, f"function {function.id}")
    for location in profile.location:
        if location.mapping_id and location.mapping_id not in mappings:
            raise BrokenProfile(f"pprof: location {location.id} refers to no mapping: {location.mapping_id}")
        for line in location.line:
            if line.function_id and line.function_id not in functions:
                raise BrokenProfile(
                    f"pprof: location {location.id} refers to no function: {line.function_id}"
                )
    for i, sample in enumerate(profile.sample):
        if len(sample.value) != len(profile.sample_type):
            raise BrokenProfile(
                f"pprof: sample {i} has {len(sample.value)} values,"
                f" and there are {len(profile.sample_type)} types"
            )
        for id_ in sample.location_id:
            if id_ not in locations:
                raise BrokenProfile(f"pprof: sample {i} refers to no location: {id_}")
        for label in sample.label:
            for index in (label.key, label.str, label.num_unit):
                text(index, f"a label of sample {i}")
            if not label.key:
                raise BrokenProfile(f"pprof: a label of sample {i} has no key")
            if label.str and (label.num or label.num_unit):
                raise BrokenProfile(f"pprof: a label of sample {i} is both a text and a number")


def _ids(entries: Any, what: str) -> set[int]:
    ids = {entry.id for entry in entries}
    if 0 in ids:
        raise BrokenProfile(f"pprof: a {what} has the id 0, which stands for none")
    if len(ids) != len(entries):
        raise BrokenProfile(f"pprof: two {what}s have the same id")
    return ids


class _ToOtlp:
    """One conversion of a pprof."""

    def __init__(self, pprof: Pprof, resource: Mapping[str, Value], scope: str) -> None:
        self.pprof = pprof
        self.text = pprof.string_table
        self.request = Request(resource, scope)
        self.tables: Dictionary = self.request.dictionary
        self.mappings = {m.id: self._mapping(m) for m in pprof.mapping}
        self.functions = {
            f.id: self.tables.function(
                self._text(f.name), self._text(f.system_name), self._text(f.filename), f.start_line
            )
            for f in pprof.function
        }
        self.locations = {location.id: self._location(location) for location in pprof.location}
        profiles = [self._profile(i) for i in range(len(pprof.sample_type))]
        seen: dict[tuple[int, int, tuple[int, ...]], int] = {}
        for i, sample in enumerate(pprof.sample):
            stack = self.tables.stack([self.locations[id_] for id_ in sample.location_id])
            link, attributes = self._labels(sample, i)
            identity = (stack, link, tuple(sorted(attributes)))
            if identity in seen:  # what OTLP would make one sample stays two
                attributes.append(self.tables.attribute(_SAMPLE, i))
            seen[identity] = i
            for profile, value in zip(profiles, sample.value, strict=True):
                profile.add(stack, value, link=link, attributes=attributes)

    def _text(self, index: int) -> str:
        return self.text[index] if self.text else ""

    def _mapping(self, mapping: Any) -> int:
        attributes = [
            self.tables.attribute(f"pprof.mapping.{flag}", True) for flag in _FLAGS if getattr(mapping, flag)
        ]
        if mapping.build_id:
            attributes.append(self.tables.attribute(_BUILD_ID, self._text(mapping.build_id)))
        return self.tables.mapping(
            mapping.memory_start,
            mapping.memory_limit,
            mapping.file_offset,
            self._text(mapping.filename),
            attributes,
        )

    def _location(self, location: Any) -> int:
        attributes = [self.tables.attribute("pprof.location.is_folded", True)] if location.is_folded else []
        return self.tables.location(
            [
                (self.functions[line.function_id] if line.function_id else 0, line.line, line.column)
                for line in location.line
            ],
            location.address,
            self.mappings[location.mapping_id] if location.mapping_id else 0,
            attributes,
        )

    def _profile(self, number: int) -> Profile:
        pprof = self.pprof
        kind, per = pprof.sample_type[number], pprof.period_type
        profile = self.request.profile(
            self._text(kind.type),
            self._text(kind.unit),
            time=pprof.time_nanos,
            duration=pprof.duration_nanos,
            period=pprof.period,
            period_type=(self._text(per.type), self._text(per.unit)),
        )
        attributes: dict[str, Value] = {}
        for name in ("drop_frames", "keep_frames", "doc_url"):
            if getattr(pprof, name):
                attributes[f"pprof.profile.{name}"] = self._text(getattr(pprof, name))
        if pprof.comment:
            attributes["pprof.profile.comment"] = [self._text(index) for index in pprof.comment]
        if pprof.default_sample_type:
            attributes[_DEFAULT] = self._text(pprof.default_sample_type)
        profile.message.attribute_indices.extend(self.tables.attribute(k, v) for k, v in attributes.items())
        return profile

    def _labels(self, sample: Any, number: int) -> tuple[int, list[int]]:
        """Return the link and the attributes that a sample's labels become."""
        labels: dict[str, list[tuple[Value, str]]] = {}
        for label in sample.label:
            value = self._text(label.str) if label.str else label.num
            labels.setdefault(self._text(label.key), []).append((value, self._text(label.num_unit)))
        link = 0
        if len(labels.get("trace_id", ())) == len(labels.get("span_id", ())) == 1:
            (trace_id, _), (span_id, _) = labels["trace_id"][0], labels["span_id"][0]
            if _is_hex(trace_id, 32) and _is_hex(span_id, 16):
                link = self.tables.link(str(trace_id), str(span_id))
                del labels["trace_id"], labels["span_id"]
        attributes = []
        for key, values in labels.items():
            units = {unit for _, unit in values}
            if len(units) > 1:
                raise BrokenProfile(
                    f"pprof: label {key!r} of sample {number} has values in {', '.join(sorted(units))}:"
                    " an attribute of OTLP has one unit; give the labels names of their own"
                )
            many: Value = values[0][0] if len(values) == 1 else [value for value, _ in values]
            attributes.append(self.tables.attribute(key, many, units.pop()))
        return link, attributes


def _is_hex(value: Value, digits: int) -> bool:
    """Whether a label is an identifier in lower case, which is how the way back writes it."""
    return isinstance(value, str) and len(value) == digits and set(value) <= set("0123456789abcdef")


class _ToPprof:
    """One conversion to a pprof."""

    def __init__(self, tables: Any, profiles: Any) -> None:
        self.tables = tables
        self.pprof = Pprof(string_table=[""])
        self.strings = {"": 0}
        first = profiles[0]
        self.pprof.time_nanos = first.time_unix_nano
        self.pprof.duration_nanos = first.duration_nano
        self.pprof.period = first.period
        for profile in profiles:
            self.pprof.sample_type.add(**self._kind(profile.sample_type))
        if any(self._kind(first.period_type).values()):
            kind = self._kind(first.period_type)
            self.pprof.period_type.type, self.pprof.period_type.unit = kind["type"], kind["unit"]
        self._of_profile(first)
        for i, mapping in enumerate(tables.mapping_table[1:], 1):
            self._mapping(i, mapping)
        for i, function in enumerate(tables.function_table[1:], 1):
            self.pprof.function.add(
                id=i,
                name=self._copy(function.name_strindex),
                system_name=self._copy(function.system_name_strindex),
                filename=self._copy(function.filename_strindex),
                start_line=function.start_line,
            )
        for i, location in enumerate(tables.location_table[1:], 1):
            self._location(i, location)
        # A location of which nothing is known is entry 0 in OTLP; pprof has no such id.
        self.unknown = len(tables.location_table)
        if any(0 in stack.location_indices for stack in tables.stack_table):
            self.pprof.location.add(id=self.unknown)
        for i in range(len(first.samples)):
            self._sample(i, [profile.samples for profile in profiles])

    def _string(self, text: str) -> int:
        if text not in self.strings:
            self.strings[text] = len(self.strings)
            self.pprof.string_table.append(text)
        return self.strings[text]

    def _copy(self, index: int) -> int:
        return self._string(self.tables.string_table[index]) if index else 0

    def _kind(self, kind: Any) -> dict[str, int]:
        return {"type": self._copy(kind.type_strindex), "unit": self._copy(kind.unit_strindex)}

    def _attributes(self, indices: Any) -> dict[str, tuple[Value, str]]:
        found = {}
        for index in indices:
            attribute = self.tables.attribute_table[index]
            key, unit = (
                self.tables.string_table[i] for i in (attribute.key_strindex, attribute.unit_strindex)
            )
            found[key] = (_python(attribute.value, key), unit)
        return found

    def _of_profile(self, profile: Any) -> None:
        attributes = {key: value for key, (value, _) in self._attributes(profile.attribute_indices).items()}
        for name in ("drop_frames", "keep_frames", "doc_url"):
            setattr(self.pprof, name, self._string(str(attributes.get(f"pprof.profile.{name}", ""))))
        comments = attributes.get("pprof.profile.comment", [])
        self.pprof.comment.extend(
            self._string(text) for text in (comments if isinstance(comments, list) else ())
        )
        self.pprof.default_sample_type = self._string(str(attributes.get(_DEFAULT, "")))

    def _mapping(self, number: int, mapping: Any) -> None:
        attributes = {key: value for key, (value, _) in self._attributes(mapping.attribute_indices).items()}
        made = self.pprof.mapping.add(
            id=number,
            memory_start=mapping.memory_start,
            memory_limit=mapping.memory_limit,
            file_offset=mapping.file_offset,
            filename=self._copy(mapping.filename_strindex),
            build_id=self._string(str(attributes.get(_BUILD_ID, ""))),
        )
        for flag in _FLAGS:
            setattr(made, flag, attributes.get(f"pprof.mapping.{flag}") is True)

    def _location(self, number: int, location: Any) -> None:
        folded = self._attributes(location.attribute_indices).get("pprof.location.is_folded", (False, ""))
        made = self.pprof.location.add(
            id=number,
            mapping_id=location.mapping_index,
            address=location.address,
            is_folded=folded[0] is True,
        )
        for line in location.lines:
            made.line.add(function_id=line.function_index, line=line.line, column=line.column)

    def _sample(self, number: int, sides: list[Any]) -> None:
        samples = [side[number] for side in sides if number < len(side)]
        one = samples[0]
        for sample in samples:
            if len(samples) < len(sides) or _identity(sample) != _identity(one):
                raise BrokenProfile(
                    f"sample {number} is not the same in all profiles of the scope: a pprof needs a value of"
                    " each type for every sample; convert the profiles one by one"
                )
        made = self.pprof.sample.add(
            location_id=[
                i or self.unknown for i in self.tables.stack_table[one.stack_index].location_indices
            ],
            value=[sum(s.values) if s.values else len(s.timestamps_unix_nano) for s in samples],
        )
        if one.link_index:
            link = self.tables.link_table[one.link_index]
            for key, value in (("trace_id", link.trace_id.hex()), ("span_id", link.span_id.hex())):
                made.label.add(key=self._string(key), str=self._string(value))
        for key, (value, unit) in self._attributes(one.attribute_indices).items():
            for each in value if isinstance(value, list) else [value]:
                if key == _SAMPLE:
                    continue
                if isinstance(each, str):
                    made.label.add(key=self._string(key), str=self._string(each))
                elif isinstance(each, int) and not isinstance(each, bool):
                    made.label.add(key=self._string(key), num=each, num_unit=self._string(unit))
                else:
                    raise BrokenProfile(
                        f"attribute {key!r} of sample {number} is a {type(each).__name__}:"
                        " a label of pprof is a text or a whole number"
                    )


def _identity(sample: otlp.Sample) -> tuple[Any, ...]:
    return (sample.stack_index, sample.link_index, tuple(sample.attribute_indices))


def _python(value: Any, key: str) -> Value:
    match value.WhichOneof("value"):
        case "string_value":
            return value.string_value
        case "bool_value":
            return value.bool_value
        case "int_value":
            return value.int_value
        case "double_value":
            return value.double_value
        case "array_value":
            return [_python(each, key) for each in value.array_value.values]
        case kind:
            raise BrokenProfile(
                f"attribute {key!r} is a {kind or 'value that is not set'}: pprof has none such"
            )


def content(profile: Pprof) -> dict[str, Any]:
    """Return all that a pprof says, without its numbering: equal for two files that say the same.

    Labels of one key stay in order; the order of keys says nothing, nor does that of tables. A mapping,
    location or function of which nothing is set says as much as none.
    """
    text = profile.string_table or [""]
    mappings: dict[int, Any] = {
        m.id: (
            (m.memory_start, m.memory_limit, m.file_offset),
            (text[m.filename], text[m.build_id]),
            tuple(getattr(m, flag) for flag in _FLAGS),
        )
        for m in profile.mapping
    }
    mappings = {id_: said for id_, said in mappings.items() if any(map(any, said))}
    functions: dict[int, Any] = {
        f.id: (text[f.name], text[f.system_name], text[f.filename], f.start_line) for f in profile.function
    }
    functions = {id_: said for id_, said in functions.items() if any(said)}
    locations: dict[int, Any] = {
        one.id: (
            mappings.get(one.mapping_id),
            one.address,
            tuple((functions.get(line.function_id), line.line, line.column) for line in one.line),
            one.is_folded,
        )
        for one in profile.location
    }

    def labels(sample: Any) -> dict[str, list[tuple[str, int, str]]]:
        found: dict[str, list[tuple[str, int, str]]] = {}
        for label in sample.label:
            found.setdefault(text[label.key], []).append((text[label.str], label.num, text[label.num_unit]))
        return found

    return {
        "types": [(text[kind.type], text[kind.unit]) for kind in profile.sample_type],
        "samples": [
            (tuple(locations[i] for i in sample.location_id), tuple(sample.value), labels(sample))
            for sample in profile.sample
        ],
        "mappings": list(dict.fromkeys(mappings.values())),
        "locations": {said for said in locations.values() if any(said)},
        "functions": set(functions.values()),
        "time": (profile.time_nanos, profile.duration_nanos),
        "period": (profile.period, text[profile.period_type.type], text[profile.period_type.unit]),
        "texts": [
            text[getattr(profile, name)]
            for name in ("drop_frames", "keep_frames", "doc_url", "default_sample_type")
        ],
        "comments": [text[index] for index in profile.comment],
    }

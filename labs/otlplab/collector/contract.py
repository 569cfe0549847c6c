"""What an OTLP request must be: decode it, validate it, and say what is wrong with it.

A request is judged in two steps. Either **all** of it can be decoded by protobuf (or by the JSON mapping), or
the whole request is refused as bad data. Then records that the protocol calls invalid are **rejected** one by
one, and the answer says how many and why (`partial_success`); the rest is kept:

* a span whose `trace_id` is not 16 bytes or is all zeros, or whose `span_id` is not 8 bytes or is all zeros
  (`trace.proto`: "considered invalid", "This field is required");
* a histogram point whose `bucket_counts` and `explicit_bounds` do not fit together
  (`metrics.proto`: "otherwise the data point is invalid");
* a profile with a reference outside the dictionary, or with a sample that has neither values nor
  timestamps, or a different number of each (`profiles.proto`), or whose stacks nobody has memory for.

A log record with a bad identifier is kept: the protocol tells receivers to treat it as not being part of a
trace.

The common case costs no Python object for a record. Protobuf itself does the work (:class:`_Lens`): a
descriptor trimmed to the fields in question, in which the repeated envelopes are declared singular, makes the
parser *merge* all resources and scopes of a request and skip everything else; writing the merged message back
gives the identifiers of all spans as records of a fixed size, which a few slices compare.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.message import DecodeError, Message
from opentelemetry.proto.collector.logs.v1 import logs_service_pb2
from opentelemetry.proto.collector.metrics.v1 import metrics_service_pb2
from opentelemetry.proto.collector.profiles.v1development import profiles_service_pb2
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2

from otlplab.segments import Signal

#: The largest request, after decompression, in bytes: what the specification recommends (64 MiB).
MAX_REQUEST_BYTES: Final = 64 * 1024 * 1024


#: The most frames, inlined functions included, that the stacks of one request may have.
MAX_FRAMES: Final = 1 << 24

#: From this size on, in bytes, a request is decoded in portions, of this many records.
LARGE_BYTES: Final = 4 * 1024 * 1024
PORTION: Final = 1000


class BadData(ValueError):
    """The request cannot be decoded: HTTP 400, or `INVALID_ARGUMENT`. The text is meant for the sender."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What differs between the signals: messages, names on the wire, and what one record is called."""

    signal: Signal
    path: str
    service: str
    request: type[Message]
    response: type[Message]
    records: str  #: plural, for messages
    rejected: str  #: the field of `partial_success` that counts them

    @property
    def method(self) -> str:
        """Full name of the gRPC method."""
        return f"/{self.service}/Export"


_PACKAGE = "opentelemetry.proto.collector"
KINDS: Final[dict[Signal, Kind]] = {
    kind.signal: kind
    for kind in (
        Kind(
            Signal.TRACES,
            "/v1/traces",
            f"{_PACKAGE}.trace.v1.TraceService",
            trace_service_pb2.ExportTraceServiceRequest,
            trace_service_pb2.ExportTraceServiceResponse,
            "spans",
            "rejected_spans",
        ),
        Kind(
            Signal.METRICS,
            "/v1/metrics",
            f"{_PACKAGE}.metrics.v1.MetricsService",
            metrics_service_pb2.ExportMetricsServiceRequest,
            metrics_service_pb2.ExportMetricsServiceResponse,
            "data points",
            "rejected_data_points",
        ),
        Kind(
            Signal.LOGS,
            "/v1/logs",
            f"{_PACKAGE}.logs.v1.LogsService",
            logs_service_pb2.ExportLogsServiceRequest,
            logs_service_pb2.ExportLogsServiceResponse,
            "log records",
            "rejected_log_records",
        ),
        Kind(
            Signal.PROFILES,
            "/v1development/profiles",
            f"{_PACKAGE}.profiles.v1development.ProfilesService",
            profiles_service_pb2.ExportProfilesServiceRequest,
            profiles_service_pb2.ExportProfilesServiceResponse,
            "profiles",
            "rejected_profiles",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What validation found.

    ``payload`` is what to keep, as protobuf: the request as sent when nothing was rejected. ``accepted`` and
    ``rejected`` count records (spans, data points, log records, profiles); ``reason`` says in English what
    was wrong with the rejected ones, and is empty when there are none.
    """

    payload: bytes
    accepted: int
    rejected: int = 0
    reason: str = ""


def decode(kind: Kind, body: bytes) -> Message:
    """Parse a binary request. Raises :class:`BadData`."""
    try:
        return kind.request.FromString(body)
    except DecodeError as error:
        raise BadData(f"the body is not a protobuf {kind.request.DESCRIPTOR.name}: {error}") from None


def check(kind: Kind, body: bytes) -> Message | None:
    """Make sure that all of a binary request can be decoded. Raises :class:`BadData`.

    A decoded request takes several times the memory of its bytes. So a large one is decoded in portions, of
    which nothing is kept: first the records, some at a time, each where it was, then everything around them.
    A small one is returned.
    """
    if len(body) < LARGE_BYTES:
        return decode(kind, body)
    try:
        envelopes = _ENVELOPES.parse(body)
    except DecodeError:
        return decode(kind, body)  # says what is wrong with it
    for resource in envelopes.resource:
        for scope in resource.scope:
            for begin in range(0, len(scope.records), PORTION):
                portion = _ENVELOPES.empty()
                portion.resource.add().scope.add().records.extend(scope.records[begin : begin + PORTION])
                decode(kind, portion.SerializeToString())
            del scope.records[:]
    decode(kind, envelopes.SerializeToString())
    return None


def judge(kind: Kind, body: bytes) -> Verdict:
    """Decode a binary request, validate its records, and say what to keep. Raises :class:`BadData`."""
    return _JUDGES[kind.signal](kind, body)


def count(signal: Signal, body: bytes) -> int:
    """Return the number of records in a binary request that is known to be well-formed."""
    if signal is Signal.METRICS:
        metric = _METRIC_COUNTER.parse(body).resource.scope.metric
        return sum(len(getattr(metric, name).points) for name in _METRIC_DATA)
    return len(_COUNTERS[signal].parse(body).resource.scope.records)


# --- the parser as a lens -----------------------------------------------------------------------------------


class _Lens:
    """A message class that sees only some fields of a request, and may merge its resources and scopes.

    ``fields`` is a tree: name → (number, type) or (number, type, subtree), where type is ``"one"`` (a message
    of which there is one, or many to be merged), ``"many"`` (a message), ``"bytes"``, ``"bytes*"`` (repeated;
    a message may be read as bytes, which does not look into it) or ``"int*"`` (a 32-bit integer, repeated or
    to be collected).
    """

    def __init__(self, name: str, fields: dict[str, tuple]) -> None:
        file = descriptor_pb2.FileDescriptorProto(
            name=f"otlplab/lens/{name}.proto", package=f"otlplab.lens.{name}", syntax="proto2"
        )
        self._add(file, "Request", fields)
        pool = descriptor_pool.DescriptorPool()
        pool.AddSerializedFile(file.SerializeToString())
        self._class = message_factory.GetMessageClass(pool.FindMessageTypeByName(f"{file.package}.Request"))

    @classmethod
    def _add(cls, file: descriptor_pb2.FileDescriptorProto, name: str, fields: dict[str, tuple]) -> str:
        field_type = descriptor_pb2.FieldDescriptorProto
        message = file.message_type.add(name=name)
        for field, (number, kind, *subtree) in fields.items():
            many = kind in ("many", "bytes*", "int*")
            entry = message.field.add(
                name=field,
                number=number,
                label=field_type.LABEL_REPEATED if many else field_type.LABEL_OPTIONAL,
            )
            if subtree:
                entry.type = field_type.TYPE_MESSAGE
                entry.type_name = f".{file.package}." + cls._add(file, f"{name}_{field}", subtree[0])
            else:
                entry.type = field_type.TYPE_INT32 if kind == "int*" else field_type.TYPE_BYTES
        return name

    def empty(self) -> Any:
        """Return a new message of the class."""
        return self._class()

    def parse(self, body: bytes) -> Any:
        """Return the merged view of ``body``."""
        return self._class.FromString(body)


def _envelope(name: str, records: dict[str, tuple]) -> _Lens:
    """Return a lens for any signal: fields 1 (resource envelopes) and 2 (scope envelopes), merged."""
    return _Lens(name, {"resource": (1, "one", {"scope": (2, "one", records)})})


_ENVELOPES = _Lens("envelopes", {"resource": (1, "many", {"scope": (2, "many", {"records": (2, "bytes*")})})})
_METRIC_DATA = {"gauge": 5, "sum": 7, "histogram": 9, "exponential_histogram": 10, "summary": 11}
_METRIC_COUNTER = _envelope(
    "metric_count",
    {"metric": (2, "one", {n: (i, "one", {"points": (1, "bytes*")}) for n, i in _METRIC_DATA.items()})},
)
_COUNTERS = {
    signal: _envelope(f"{signal.folder}_count", {"records": (2, "bytes*")})
    for signal in (Signal.TRACES, Signal.LOGS, Signal.PROFILES)
}

# --- traces -------------------------------------------------------------------------------------------------

_SPAN_IDS = _envelope("span_ids", {"spans": (2, "many", {"trace_id": (1, "bytes"), "span_id": (2, "bytes")})})
_RECORD = 30  # of one merged span: tag, 28; tag, 16, trace_id; tag, 8, span_id
_NO_TRACE, _NO_SPAN = bytes(16), bytes(8)
_FIXED = {
    0: 0x12,
    1: 28,
    2: 0x0A,
    3: 16,
    20: 0x12,
    21: 8,
}  # of each record, the bytes that cannot be otherwise


def _all_span_ids_are_valid(body: bytes) -> bool:
    """Say whether every span of a well-formed request has valid identifiers, or whether it takes a closer
    look.

    ``True`` is certain: the parser has applied its own rules (the last of a repeated field counts), and the
    records can only have their fixed bytes at the fixed places when every identifier is there and of the
    right length.
    """
    spans = _SPAN_IDS.parse(body).resource.scope
    spans.DiscardUnknownFields()
    records = spans.SerializeToString()
    number, rest = divmod(len(records), _RECORD)
    if rest or any(records[at::_RECORD].count(value) != number for at, value in _FIXED.items()):
        return False
    return _NO_SPAN not in records


def _judge_traces(kind: Kind, body: bytes) -> Verdict:
    message: Any = check(kind, body)
    if _all_span_ids_are_valid(body):
        return Verdict(body, count(Signal.TRACES, body))
    message = message or decode(kind, body)
    problems: list[str] = []
    accepted = 0
    for resource in message.resource_spans:
        for scope in resource.scope_spans:
            accepted += _keep(scope.spans, span_problem, problems)
    return _verdict(message, body, accepted, problems)


def span_problem(span: Any) -> str | None:
    """Return what is wrong with a span's identifiers, ``None`` when they are valid."""
    for field, length, zeros in (("trace_id", 16, _NO_TRACE), ("span_id", 8, _NO_SPAN)):
        value = getattr(span, field)
        if len(value) != length:
            return f"span {_shown(span.name)}: {field} is {len(value)} bytes long, {length} are required"
        if value == zeros:
            return f"span {_shown(span.name)}: {field} is all zeros"
    return None


# --- metrics ------------------------------------------------------------------------------------------------


def _judge_metrics(kind: Kind, body: bytes) -> Verdict:
    message: Any = check(kind, body)
    points = count(Signal.METRICS, body)
    if not _METRIC_COUNTER.parse(body).resource.scope.metric.histogram.points:
        return Verdict(body, points)
    message = message or decode(kind, body)
    problems: list[str] = []
    for resource in message.resource_metrics:
        for scope in resource.scope_metrics:
            for metric in scope.metrics:
                if metric.HasField("histogram"):
                    name = _shown(metric.name)
                    _keep(metric.histogram.data_points, lambda p, n=name: _histogram_problem(p, n), problems)
    return _verdict(message, body, points - len(problems), problems)


def _histogram_problem(point: Any, name: str) -> str | None:
    counts, bounds = len(point.bucket_counts), len(point.explicit_bounds)
    if counts == bounds + 1 or counts == bounds == 0:
        return None
    return (
        f"metric {name}: {counts} bucket_counts and {bounds} explicit_bounds; "
        "there must be one count more than bounds, or none of either"
    )


# --- logs and profiles --------------------------------------------------------------------------------------


def _judge_logs(kind: Kind, body: bytes) -> Verdict:
    check(kind, body)
    return Verdict(body, count(Signal.LOGS, body))


_REFERENCES = _Lens(  # every reference from one table of the dictionary to another, all of a table's merged
    "profile_references",
    {
        "dictionary": (
            2,
            "one",
            {
                "mapping": (1, "one", {"string": (4, "int*"), "attribute": (5, "int*")}),
                "location": (
                    2,
                    "one",
                    {
                        "mapping": (1, "int*"),
                        "attribute": (4, "int*"),
                        "line": (3, "one", {"function": (1, "int*")}),
                    },
                ),
                "function": (
                    3,
                    "one",
                    {"name": (1, "int*"), "system_name": (2, "int*"), "file": (3, "int*")},
                ),
                "attribute": (6, "one", {"key": (1, "int*"), "unit": (3, "int*")}),
                "stack": (7, "one", {"location": (1, "int*")}),
            },
        )
    },
)


def _judge_profiles(kind: Kind, body: bytes) -> Verdict:
    message: Any = decode(kind, body)
    dictionary = message.dictionary
    broken = None if _references_are_inside(body, dictionary) else _dictionary_problem(dictionary)
    broken = broken or _size_problem(dictionary)
    problems: list[str] = []
    accepted = 0
    for resource in message.resource_profiles:
        for scope in resource.scope_profiles:
            accepted += _keep(scope.profiles, lambda p: broken or _profile_problem(p, dictionary), problems)
    return _verdict(message, body, accepted, problems)


def _references_are_inside(body: bytes, dictionary: Any) -> bool:
    """Say whether the dictionary of a well-formed request is whole, or whether it takes a closer look.

    ``True`` is certain. The lens also sees what a later value of the same field replaces, and bytes that
    would only be integers if the field were repeated, which is what it cannot parse.
    """
    strings, attributes = len(dictionary.string_table), len(dictionary.attribute_table)
    if strings and dictionary.string_table[0]:
        return False
    try:
        references = _REFERENCES.parse(body).dictionary
    except DecodeError:
        return False
    mapping, location, function = references.mapping, references.location, references.function
    return not any(
        _outside(indices, size, "")
        for indices, size in (
            (mapping.string, strings),
            (mapping.attribute, attributes),
            (location.mapping, len(dictionary.mapping_table)),
            (location.attribute, attributes),
            (location.line.function, len(dictionary.function_table)),
            (function.name, strings),
            (function.system_name, strings),
            (function.file, strings),
            (references.attribute.key, strings),
            (references.attribute.unit, strings),
            (references.stack.location, len(dictionary.location_table)),
        )
    )


def _dictionary_problem(dictionary: Any) -> str | None:
    """Return what is wrong with a dictionary, entry by entry."""
    strings, attributes = len(dictionary.string_table), len(dictionary.attribute_table)
    if strings and dictionary.string_table[0]:
        first = _shown(dictionary.string_table[0])
        return f"dictionary: string_table[0] is {first}; it must be the empty string"
    functions, mappings = len(dictionary.function_table), len(dictionary.mapping_table)

    def problems() -> Iterator[tuple[str, str | None]]:
        for one in dictionary.mapping_table:
            yield "mapping", _outside((one.filename_strindex,), strings, "string_table")
            yield "mapping", _outside(one.attribute_indices, attributes, "attribute_table")
        for one in dictionary.location_table:
            yield "location", _outside((one.mapping_index,), mappings, "mapping_table")
            yield "location", _outside(one.attribute_indices, attributes, "attribute_table")
            yield (
                "location",
                _outside([line.function_index for line in one.lines], functions, "function_table"),
            )
        for one in dictionary.function_table:
            names = (one.name_strindex, one.system_name_strindex, one.filename_strindex)
            yield "function", _outside(names, strings, "string_table")
        for one in dictionary.attribute_table:
            yield "attribute", _outside((one.key_strindex, one.unit_strindex), strings, "string_table")
        for one in dictionary.stack_table:
            yield "stack", _outside(one.location_indices, len(dictionary.location_table), "location_table")

    found = next(((source, problem) for source, problem in problems() if problem), None)
    return found and f"dictionary: a {found[0]} refers to {found[1]}"


def _size_problem(dictionary: Any) -> str | None:
    """Return what is wrong where a few bytes stand for more frames than a reader has memory for.

    An entry of a stack takes a byte, and its location can stand for any number of inlined functions.
    """
    entries = sum(len(stack.location_indices) for stack in dictionary.stack_table)
    lines = [len(location.lines) or 1 for location in dictionary.location_table] or [1]
    if entries * max(lines) <= MAX_FRAMES:
        return None
    frames = sum(lines[index] for stack in dictionary.stack_table for index in stack.location_indices)
    if frames <= MAX_FRAMES:
        return None
    return f"dictionary: its stacks have {frames:,} frames; at most {MAX_FRAMES:,} are taken"


def _profile_problem(profile: Any, dictionary: Any) -> str | None:
    strings, attributes = len(dictionary.string_table), len(dictionary.attribute_table)
    stacks, links = len(dictionary.stack_table), len(dictionary.link_table)
    kinds = (profile.sample_type, profile.period_type)
    named = [index for kind in kinds for index in (kind.type_strindex, kind.unit_strindex)]
    if problem := _outside(named, strings, "string_table"):
        return f"profile: its sample or period type refers to {problem}"
    if problem := _outside(profile.attribute_indices, attributes, "attribute_table"):
        return f"profile: it refers to {problem}"
    for at, sample in enumerate(profile.samples):
        values, times = len(sample.values), len(sample.timestamps_unix_nano)
        if not (values or times):
            return f"profile: sample {at} has neither values nor timestamps_unix_nano"
        if values and times and values != times:
            return f"profile: sample {at} has {values} values and {times} timestamps_unix_nano"
        problem = (
            _outside((sample.stack_index,), stacks, "stack_table")
            or _outside((sample.link_index,), links, "link_table")
            or _outside(sample.attribute_indices, attributes, "attribute_table")
        )
        if problem:
            return f"profile: sample {at} refers to {problem}"
    return None


def _outside(indices: Collection[int], size: int, table: str) -> str | None:
    """Return the first reference to no entry of a table; 0 means "not set" and may refer to an empty one."""
    if not indices or (min(indices) >= 0 and max(indices) < max(size, 1)):
        return None
    index = next(i for i in indices if not 0 <= i < max(size, 1))
    return f"{table}[{index}], and there are {size} entries"


_JUDGES = {
    Signal.TRACES: _judge_traces,
    Signal.METRICS: _judge_metrics,
    Signal.LOGS: _judge_logs,
    Signal.PROFILES: _judge_profiles,
}

# --- shared -------------------------------------------------------------------------------------------------


def _keep(records: Any, problem_of: Any, problems: list[str]) -> int:
    """Remove records with a problem from a repeated field, note the problems, return how many are left."""
    for index in reversed(range(len(records))):
        if problem := problem_of(records[index]):
            problems.append(problem)
            del records[index]
    return len(records)


def _verdict(message: Message, body: bytes, accepted: int, problems: list[str]) -> Verdict:
    if not problems:
        return Verdict(body, accepted)
    return Verdict(message.SerializeToString(), accepted, len(problems), _summary(problems))


def _summary(problems: list[str], shown: int = 3) -> str:
    """Return one sentence a problem, the first few, and how many more there are."""
    distinct = list(dict.fromkeys(reversed(problems)))
    more = len(distinct) - shown
    return "; ".join(distinct[:shown]) + (f"; and {more} more of the kind" if more > 0 else "")


def _shown(name: str) -> str:
    """Return a name as it may be put into a message: quoted, on one line, short."""
    return repr(name if len(name) <= 80 else name[:79] + "…")

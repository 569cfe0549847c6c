"""A recording made different by a seed, and still true to what happened.

Traces are kept or left out as wholes, services get other names wherever their names stand, trace and span
identifiers become others, and time runs at another pace from another day on, the same for all. What called
what, what failed and in which order stays: the incident is the same, its names and figures are not. Metrics
and profiles are left out, since what they have summed up cannot be changed in step.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import zstandard
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue

from otlplab.segments import MAGIC, Frame, Signal, encode

NAMES = tuple(
    """
abacus amber anchor aspen atlas aurora basil beacon birch bolt breeze brook candle cedar cobalt
comet coral crane delta dune ember fable falcon fern flint garnet glade harbor hazel heron indigo
iris jasper juniper kestrel lagoon larch linden lotus lumen maple marble meadow mesa nectar nimbus
oak onyx opal orbit otter pebble pine plume prism quartz quill raven reef ridge sable sage sierra
slate sparrow spruce summit tansy thistle topaz tundra umber vale violet walnut willow wren zephyr
zinc
""".split()  # noqa: SIM905
)
KEEP = (0.6, 0.95)
"""The share of traces that a variant keeps: from, to."""
PACE = (0.7, 1.4)
"""How long a second of the recording lasts in a variant: from, to."""

_REQUESTS: dict[Signal, tuple[Any, str, str, str]] = {
    Signal.TRACES: (ExportTraceServiceRequest, "resource_spans", "scope_spans", "spans"),
    Signal.LOGS: (ExportLogsServiceRequest, "resource_logs", "scope_logs", "log_records"),
}


def vary(frames: Sequence[Frame], seed: bytes) -> list[Frame]:
    """The recording of a candidate; the same ``seed`` gives the same frames."""
    draw = random.Random(seed)
    requests = [
        (frame, _REQUESTS[frame.signal][0].FromString(frame.payload))
        for frame in frames
        if frame.signal in _REQUESTS
    ]
    services = sorted({name for frame, request in requests for name in _services(frame.signal, request)})
    renamed = dict(zip(services, draw.sample(NAMES, len(services)), strict=True))
    begin = min((frame.time_unix_nano for frame in frames), default=0)
    change = _Change(
        seed,
        renamed,
        keep=draw.uniform(*KEEP),
        pace=draw.uniform(*PACE),
        begin=begin,
        new_begin=begin - draw.randrange(30 * 86_400) * 1_000_000_000,
    )
    varied = []
    for frame, request in requests:
        change.request(frame.signal, request)
        varied.append(Frame(frame.signal, change.time(frame.time_unix_nano), request.SerializeToString()))
    return varied


def packed(frames: Sequence[Frame]) -> bytes:
    """The bytes of a recording's file, packed fast: it is read once."""
    return zstandard.ZstdCompressor().compress(MAGIC + b"".join(map(encode, frames)))


def _services(signal: Signal, request: Any) -> Iterator[str]:
    for group in getattr(request, _REQUESTS[signal][1]):
        for attribute in group.resource.attributes:
            if attribute.key == "service.name":
                yield attribute.value.string_value


@dataclass(frozen=True, slots=True)
class _Change:
    seed: bytes
    renamed: dict[str, str]
    keep: float
    pace: float
    begin: int
    new_begin: int

    def time(self, unix_nano: int) -> int:
        return self.new_begin + int((unix_nano - self.begin) * self.pace)

    def request(self, signal: Signal, request: Any) -> None:
        _, groups, scopes, items = _REQUESTS[signal]
        for group in getattr(request, groups):
            self.attributes(group.resource.attributes)
            for scope in getattr(group, scopes):
                kept = [item for item in getattr(scope, items) if self.keeps(getattr(item, "trace_id", b""))]
                for item in kept:
                    self.item(signal, item)
                del getattr(scope, items)[:]
                getattr(scope, items).extend(kept)

    def keeps(self, trace_id: bytes) -> bool:
        draw = int.from_bytes(hashlib.sha256(self.seed + b"keep" + trace_id).digest()[:4])
        return not trace_id or draw < self.keep * 2**32

    def item(self, signal: Signal, item: Any) -> None:
        self.attributes(item.attributes)
        if signal is Signal.LOGS:
            self.times(item, "time_unix_nano", "observed_time_unix_nano")
            self.ids(item, "trace_id", "span_id")
            self.value(item.body)
            return
        self.times(item, "start_time_unix_nano", "end_time_unix_nano")
        self.ids(item, "trace_id", "span_id", "parent_span_id")
        for event in item.events:
            self.times(event, "time_unix_nano")
            self.attributes(event.attributes)
        for link in item.links:
            self.ids(link, "trace_id", "span_id")
            self.attributes(link.attributes)

    def times(self, message: Any, *fields: str) -> None:
        for field in fields:
            if before := getattr(message, field):
                setattr(message, field, self.time(before))

    def ids(self, message: Any, *fields: str) -> None:
        for field in fields:
            if before := getattr(message, field):
                setattr(message, field, hashlib.sha256(self.seed + before).digest()[: len(before)])

    def attributes(self, attributes: Iterable[KeyValue]) -> None:
        for attribute in attributes:
            self.value(attribute.value)

    def value(self, value: AnyValue) -> None:
        match value.WhichOneof("value"):
            case "string_value":
                value.string_value = self.renamed.get(value.string_value, value.string_value)
            case "array_value":
                for one in value.array_value.values:
                    self.value(one)
            case "kvlist_value":
                self.attributes(value.kvlist_value.values)

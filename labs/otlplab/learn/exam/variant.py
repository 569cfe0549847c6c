"""A recording made different by a seed, and still true to what happened.

Traces are kept or left out as wholes, services and hosts get other names wherever their names stand, trace
and span identifiers become others, and everything is moved in time by one amount. Durations, errors, parents
and links stay what they were: the incident is the same, its names and figures are not.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue

from otlplab.segments import Frame, Signal

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
KEEP = 0.8
"""The share of traces that a variant keeps."""

_REQUESTS: dict[Signal, tuple[Any, str, str, str]] = {
    Signal.TRACES: (ExportTraceServiceRequest, "resource_spans", "scope_spans", "spans"),
    Signal.METRICS: (ExportMetricsServiceRequest, "resource_metrics", "scope_metrics", "metrics"),
    Signal.LOGS: (ExportLogsServiceRequest, "resource_logs", "scope_logs", "log_records"),
}


def vary(frames: Sequence[Frame], seed: bytes) -> list[Frame]:
    """The recording of a candidate. Profiles are left out; the same ``seed`` gives the same frames."""
    draw = random.Random(seed)
    requests = [
        (frame, _REQUESTS[frame.signal][0].FromString(frame.payload))
        for frame in frames
        if frame.signal in _REQUESTS
    ]
    services = sorted({name for frame, request in requests for name in _services(frame.signal, request)})
    renamed = dict(zip(services, draw.sample(NAMES, len(services)), strict=True))
    change = _Change(seed, renamed, draw.randrange(-30 * 86_400, 0) * 1_000_000_000)
    varied = []
    for frame, request in requests:
        change.request(frame.signal, request)
        varied.append(Frame(frame.signal, frame.time_unix_nano + change.shift, request.SerializeToString()))
    return varied


def _services(signal: Signal, request: Any) -> Iterator[str]:
    for group in getattr(request, _REQUESTS[signal][1]):
        for attribute in group.resource.attributes:
            if attribute.key == "service.name":
                yield attribute.value.string_value


class _Change:
    def __init__(self, seed: bytes, renamed: dict[str, str], shift: int) -> None:
        self.seed, self.renamed, self.shift = seed, renamed, shift

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
        return not trace_id or draw < KEEP * 2**32

    def item(self, signal: Signal, item: Any) -> None:
        if signal is Signal.METRICS:
            for point in getattr(item, item.WhichOneof("data")).data_points:
                self.times(point, "start_time_unix_nano", "time_unix_nano")
                self.attributes(point.attributes)
                for exemplar in getattr(point, "exemplars", ()):
                    self.times(exemplar, "time_unix_nano")
                    self.ids(exemplar, "trace_id", "span_id")
            return
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
                setattr(message, field, before + self.shift)

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

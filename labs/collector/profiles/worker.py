"""A service that profiles itself: every request is a span and a profile of what its thread did meanwhile.

``GET /work?rows=N`` sorts and serialises ``N`` rows. A second thread looks at the working thread's stack a
hundred times a second; when the request is done, the stacks are sent as one profile, each sample linked to
the span. The interpreter lets that thread look only where it can switch threads: at the end of a loop's
turn, at calls. Lines are therefore less exact than functions.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections import Counter
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import FrameType

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.proto.collector.profiles.v1development.profiles_service_pb2 import (
    ExportProfilesServiceRequest,
)
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.trace import SpanContext, SpanKind

SERVICE = "worker"
PERIOD_NS = 10_000_000

Frame = tuple[str, str, int]  # function, file, line


class Sampler(threading.Thread):
    """Adds up how long one thread is in which stack, leaf first, in nanoseconds.

    A look stands for the time since the one before: the interpreter lets this thread run when it pleases.
    """

    def __init__(self, thread: int) -> None:
        super().__init__(daemon=True)
        self.stacks: Counter[tuple[Frame, ...]] = Counter()
        self._thread = thread
        self._done = threading.Event()

    def run(self) -> None:
        """Look every :data:`PERIOD_NS`, until stopped."""
        before = time.monotonic_ns()
        while not self._done.wait(PERIOD_NS / 1e9):
            frame = sys._current_frames().get(self._thread)
            now = time.monotonic_ns()
            if frame is not None:
                self.stacks[_stack(frame)] += now - before
            before = now

    def stop(self) -> Counter[tuple[Frame, ...]]:
        """Stop looking and return what was seen."""
        self._done.set()
        self.join()
        return self.stacks


def _stack(frame: FrameType | None) -> tuple[Frame, ...]:
    found = []
    while frame is not None:
        code = frame.f_code
        found.append((code.co_qualname, Path(code.co_filename).name, frame.f_lineno))
        frame = frame.f_back
    return tuple(found)


# region profile
def as_request(
    stacks: Counter[tuple[Frame, ...]], span: SpanContext, begin_ns: int, end_ns: int
) -> ExportProfilesServiceRequest:
    """Return the samples as an OTLP profile: tables of what they share, and indices into them."""
    request = ExportProfilesServiceRequest()
    tables = request.dictionary
    strings: dict[str, int] = {}
    functions: dict[tuple[str, str], int] = {}
    locations: dict[Frame, int] = {}

    def string(text: str) -> int:
        if text not in strings:
            strings[text] = len(strings)
            tables.string_table.append(text)
        return strings[text]

    # Entry 0 of every table is the zero value, so that an index of 0 says "none".
    string("")
    tables.mapping_table.add()
    tables.location_table.add()
    tables.function_table.add()
    tables.link_table.add()
    tables.attribute_table.add()
    tables.stack_table.add()

    def location(frame: Frame) -> int:
        name, file, line = frame
        if (name, file) not in functions:
            functions[name, file] = len(tables.function_table)
            tables.function_table.add(name_strindex=string(name), filename_strindex=string(file))
        if frame not in locations:
            locations[frame] = len(tables.location_table)
            tables.location_table.add().lines.add(function_index=functions[name, file], line=line)
        return locations[frame]

    tables.link_table.add(trace_id=span.trace_id.to_bytes(16, "big"), span_id=span.span_id.to_bytes(8, "big"))
    resource = request.resource_profiles.add()
    resource.resource.attributes.add(key="service.name").value.string_value = SERVICE
    scope = resource.scope_profiles.add()
    scope.scope.name = "sampler"
    profile = scope.profiles.add(
        profile_id=random.randbytes(16),
        time_unix_nano=begin_ns,
        duration_nano=end_ns - begin_ns,
        period=PERIOD_NS,
    )
    profile.sample_type.type_strindex = profile.period_type.type_strindex = string("wall")
    profile.sample_type.unit_strindex = profile.period_type.unit_strindex = string("nanoseconds")
    for stack, nanoseconds in stacks.items():
        index = len(tables.stack_table)
        tables.stack_table.add(location_indices=[location(frame) for frame in stack])
        profile.samples.add(stack_index=index, link_index=1, values=[nanoseconds])
    return request


# endregion profile


def work(rows: int) -> int:
    """Make, sort and serialise rows; return the size of the result in bytes."""
    table = make(rows)
    arrange(table)
    return len(serialise(table))


def make(rows: int) -> list[dict[str, int]]:
    """Return rows in no order; the same every time."""
    chance = random.Random(1)
    return [{"id": number, "price": chance.randrange(10_000)} for number in range(rows)]


def arrange(table: list[dict[str, int]]) -> None:
    """Sort by price, by the slowest way there is: this is the culprit that the flame graph shows."""
    for place in range(1, len(table)):
        row, before = table[place], place - 1
        while before >= 0 and table[before]["price"] > row["price"]:
            table[before + 1] = table[before]
            before -= 1
        table[before + 1] = row


def serialise(table: list[dict[str, int]]) -> str:
    """Return the rows as JSON."""
    return json.dumps(table)


def main() -> None:
    """Serve on the port that is the first argument, until SIGTERM."""
    port = int(sys.argv[1])
    endpoint = os.environ["OTEL_EXPORTER_OTLP_ENDPOINT"]
    provider = TracerProvider(resource=Resource.create({"service.name": SERVICE}))
    provider.add_span_processor(SimpleSpanProcessor(OTLPSpanExporter()))
    tracer = provider.get_tracer("worker")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urllib.parse.urlsplit(self.path)
            if url.path != "/work":
                return self.answer(404, b"")
            rows = int(urllib.parse.parse_qs(url.query)["rows"][0])
            with tracer.start_as_current_span("GET /work", kind=SpanKind.SERVER) as span:
                sampler = Sampler(threading.get_ident())
                begin = time.time_ns()
                sampler.start()
                size = work(rows)
                stacks = sampler.stop()
            if stacks:
                self.send_profile(as_request(stacks, span.get_span_context(), begin, time.time_ns()))
            self.answer(200, json.dumps({"bytes": size}).encode())

        def send_profile(self, profile: ExportProfilesServiceRequest) -> None:
            request = urllib.request.Request(
                f"{endpoint}/v1development/profiles",
                profile.SerializeToString(),
                {"Content-Type": "application/x-protobuf"},
            )
            urllib.request.urlopen(request, timeout=10).close()

        def answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = HTTPServer(("127.0.0.1", port), Handler)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    server.serve_forever()
    provider.shutdown()


if __name__ == "__main__":
    main()

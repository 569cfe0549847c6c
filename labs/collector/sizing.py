"""Measure what the Collector needs: spans a second and core, and memory, by pipeline and by request size.

``python labs/collector/sizing.py [--rounds N] [--only WORD] [--out FILE]`` adds its trials to FILE, by
default the one that chapter 0.4 shows: ``datasets/collector-sizing.json``. Each round runs every variant
once, in an order of its own, so that what else the machine does meanwhile falls on all of them alike.

A trial sends a fixed number of spans and divides it by the CPU seconds that the Collector has used when all
of it is done: sent on, or written. So the figure is that of one core, whether the Collector was waiting or
not. The Collector has one core to itself (where the machine has two) and ``GOMAXPROCS=1``; sender and sink
share another. Memory is the peak of its resident set. The spans are the shop's own, as
``datasets/shop.otlp.zst`` has them, under new trace ids; the sink is a second Collector that takes everything
and does nothing.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import json
import os
import queue
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import zstandard
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import ResourceSpans
from otlplab import Store
from otlplab.runner import otelcol
from otlplab.runner.programs import free_port
from otlplab.runner.recording import machine
from otlplab.segments import Signal

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "datasets" / "collector-sizing.json"
SPANS = 120_000  # in a trial
SENDERS = 2

#: What the Collector does, by variant: the size of the requests, processor, exporter, connector.
HTTP = "otlp_http: {{ endpoint: '{http}', compression: {compression}{more} }}"
MEMORY = ", sending_queue: { queue_size: 10000, block_on_overflow: true }"
DISK = ", sending_queue: { queue_size: 10000, block_on_overflow: true, storage: file_storage }"
BATCH = (
    ", sending_queue: { sizer: items, queue_size: 100000, block_on_overflow: true,"
    " batch: { flush_timeout: 200ms, min_size: 2000, max_size: 5000 } }"
)
REDACTION = "redaction: { allow_all_keys: true, blocked_values: ['4[0-9]{3}-[0-9]{4}-[0-9]{4}-[0-9]{4}'] }"
TRANSFORM = (
    'transform: { trace_statements: [\'set(span.attributes["shop.slow"], true)'
    ' where span.end_time - span.start_time > Duration("100ms")\'] }'
)
TAIL = (
    "tail_sampling: { decision_wait: 1s, num_traces: 100000, policies: ["
    "{ name: failed, type: status_code, status_code: { status_codes: [ERROR] } },"
    "{ name: share, type: probabilistic, probabilistic: { sampling_percentage: 10 } }] }"
)
VARIANTS: dict[str, dict[str, Any]] = {
    "receive only": {"exporter": "nop:"},
    "pass on": {"compression": "none"},
    "pass on, gzip": {},
    "pass on, zstd": {"compression": "zstd"},
    "pass on over gRPC, gzip": {
        "exporter": "otlp_grpc: {{ endpoint: '{grpc}', tls: {{ insecure: true }}, compression: gzip{more} }}"
    },
    "queue on disk, gzip": {"more": DISK},
    "transform, gzip": {"processor": TRANSFORM},
    "redaction, gzip": {"processor": REDACTION},
    "span metrics, gzip": {"connector": "span_metrics: { metrics_flush_interval: 1s }"},
    "tail sampling, gzip": {"processor": TAIL},
    "requests of 10 spans": {"size": 10},
    "requests of 10 spans, batched": {"size": 10, "more": BATCH},
    "requests of 100 spans": {"size": 100},
    "requests of 5000 spans": {"size": 5000},
}
SIZE = 500  # spans in a request where a variant does not say


def configuration(variant: dict[str, Any], ports: dict[str, int], folder: Path) -> str:
    """Return the YAML of one variant."""
    exporter = variant.get("exporter", HTTP).format(
        http=f"http://127.0.0.1:{ports['sink-http']}",
        grpc=f"127.0.0.1:{ports['sink-grpc']}",
        compression=variant.get("compression", "gzip"),
        more=variant.get("more", MEMORY),
    )
    processor, connector = variant.get("processor", ""), variant.get("connector", "")
    name, kind, joint = (text.partition(":")[0] for text in (exporter, processor, connector))
    out = ", ".join(filter(None, [name, joint]))
    return f"""
receivers: {{ otlp: {{ protocols: {{ http: {{ endpoint: 127.0.0.1:{ports["otlp"]} }} }} }} }}
processors: {{ {processor} }}
connectors: {{ {connector} }}
exporters:
  {exporter}
extensions: {{ file_storage: {{ directory: {folder}/queue, create_directory: true }} }}
service:
  extensions: [file_storage]
  telemetry: {{ metrics: {{ level: none }} }}
  pipelines:
    traces: {{ receivers: [otlp], processors: [{kind}], exporters: [{out}] }}
    {f"metrics: {{ receivers: [{joint}], exporters: [{name}] }}" if joint else ""}
"""


def sink(ports: dict[str, int]) -> str:
    """Return the YAML of what takes everything."""
    return f"""
receivers:
  otlp:
    protocols:
      http: {{ endpoint: 127.0.0.1:{ports["sink-http"]} }}
      grpc: {{ endpoint: 127.0.0.1:{ports["sink-grpc"]}, max_recv_msg_size_mib: 64 }}
exporters: {{ nop: }}
service:
  telemetry: {{ metrics: {{ level: none }} }}
  pipelines:
    traces: {{ receivers: [otlp], exporters: [nop] }}
    metrics: {{ receivers: [otlp], exporters: [nop] }}
"""


def requests(size: int) -> list[bytes]:
    """Return the shop's spans, :data:`SPANS` of them, in requests of ``size``; each trace has its own id."""
    traces: dict[bytes, list[tuple[ResourceSpans, Any]]] = {}
    for frame in Store.of_recording(ROOT / "datasets" / "shop.otlp.zst").frames():
        if frame.signal == Signal.TRACES:
            for resource in ExportTraceServiceRequest.FromString(frame.payload).resource_spans:
                for scope in resource.scope_spans:
                    for span in scope.spans:
                        traces.setdefault(span.trace_id, []).append((resource, span))
    chance = random.Random(1)

    def spans() -> Iterator[tuple[ResourceSpans, Any]]:
        while True:
            for trace in traces.values():
                trace_id = chance.randbytes(16)
                for resource, span in trace:
                    span.trace_id = trace_id
                    yield resource, span

    endless, made = spans(), []
    for _ in range(SPANS // size):
        request = ExportTraceServiceRequest()
        places: dict[bytes, Any] = {}
        for _ in range(size):
            resource, span = next(endless)
            key = resource.resource.SerializeToString()
            if key not in places:
                new = request.resource_spans.add(schema_url=resource.schema_url)
                new.resource.CopyFrom(resource.resource)
                places[key] = new.scope_spans.add(scope=resource.scope_spans[0].scope)
            places[key].spans.append(span)
        made.append(request.SerializeToString())
    return made


def sizes(bodies: list[bytes]) -> dict[str, int]:
    """Return the bytes a span on the wire, by compression; a sample of the requests is enough."""
    some = bodies[:: max(1, len(bodies) // 100)]
    spans = SPANS / len(bodies) * len(some)
    packed = {"none": bytes, "gzip": partial(gzip.compress, compresslevel=6), "zstd": zstandard.compress}
    return {name: round(sum(len(pack(body)) for body in some) / spans) for name, pack in packed.items()}


def send(port: int, bodies: list[bytes]) -> float:
    """Post every body, :data:`SENDERS` at a time, and return how many seconds that took."""
    waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    for body in bodies:
        waiting.put(body)
    failed: list[int] = []

    def work() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while not failed:
            try:
                body = waiting.get_nowait()
            except queue.Empty:
                break
            connection.request("POST", "/v1/traces", body, {"Content-Type": "application/x-protobuf"})
            response = connection.getresponse()
            response.read()
            if response.status != 200:
                failed.append(response.status)
        connection.close()

    begun = time.monotonic()
    threads = [threading.Thread(target=work) for _ in range(SENDERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise RuntimeError(f"the Collector answered {failed[0]}")
    return time.monotonic() - begun


def cpu(process: psutil.Process) -> float:
    """Return the CPU seconds that a process has used."""
    times = process.cpu_times()
    return times.user + times.system


def settled(process: psutil.Process) -> float:
    """Wait until a process has nothing more to do, and return its CPU seconds."""
    still, last = 0, cpu(process)
    while still < 6:
        time.sleep(0.1)
        now = cpu(process)
        still, last = (still + 1 if now - last < 0.005 else 0), now
    return last


def trial(name: str, bodies: list[bytes], program: Path) -> dict[str, Any]:
    """Run one variant once."""
    variant = VARIANTS[name]
    ports = {port: free_port() for port in ("otlp", "sink-http", "sink-grpc")}
    cores = sorted(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as folder:
        started = []
        try:
            for yaml, core, wait in (
                (sink(ports), cores[0], ports["sink-http"]),
                (configuration(variant, ports, Path(folder)), cores[-1], ports["otlp"]),
            ):
                env = {"OTELCOL": yaml, "GOMAXPROCS": "1"}
                with Path(folder, "log").open("ab") as log:
                    one = subprocess.Popen([program, "--config=env:OTELCOL"], env=env, stdout=log, stderr=log)
                started.append(one)
                os.sched_setaffinity(one.pid, {core})
                end = time.monotonic() + 20
                while not _listens(wait):
                    if one.poll() is not None or time.monotonic() > end:
                        raise RuntimeError(Path(folder, "log").read_text())
                    time.sleep(0.05)
            measured = psutil.Process(started[1].pid)
            warm = len(bodies) // 10
            send(ports["otlp"], bodies[:warm])
            before = settled(measured)
            wall = send(ports["otlp"], bodies[warm:])
            used = settled(measured) - before
            spans = (len(bodies) - warm) * variant.get("size", SIZE)
            peak = int(Path(f"/proc/{measured.pid}/status").read_text().partition("VmHWM:")[2].split()[0])
        finally:
            for one in reversed(started):
                one.terminate()
                one.wait(20)
    return {
        "variant": name,
        "spans": spans,
        "cpu_seconds": round(used, 3),
        "wall_seconds": round(wall, 3),
        "peak_kib": peak,
    }


def _listens(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
    try:
        connection.connect()
    except OSError:
        return False
    finally:
        connection.close()
    return True


def main() -> None:
    """Run the rounds and add them to what is there."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--rounds", type=int, default=1)
    arguments.add_argument("--only", default="", help="variants with this word")
    arguments.add_argument("--out", type=Path, default=OUT)
    told = arguments.parse_args()
    program = otelcol.ensure(print)
    names = [name for name in VARIANTS if told.only in name]
    bodies = {size: requests(size) for size in {VARIANTS[name].get("size", SIZE) for name in names}}
    trials = json.loads(told.out.read_text("utf-8"))["trials"] if told.out.exists() else []
    facts = {
        "machine": machine(),
        "collector": otelcol.origin(program),
        "bytes_a_span": {size: sizes(some) for size, some in sorted(bodies.items())},
        "trials": trials,
    }
    for _ in range(told.rounds):
        for name in random.sample(names, len(names)):
            one = trial(name, bodies[VARIANTS[name].get("size", SIZE)], program)
            trials.append(one)
            print(f"{name:32}{one['spans'] / one['cpu_seconds']:10,.0f} spans/s and core", file=sys.stderr)
        facts["date"] = datetime.now(UTC).isoformat(timespec="seconds")
        told.out.write_text(json.dumps(facts, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()

"""Record the weeks of part 4: ``datasets/shop-weeks``. Made anew, all of them or those named, by

    python -m aiops.record [WEEK …]

with ``labs`` as the working directory; about 190 s a week. Needs PostgreSQL and libfaketime.

A week is a run of the real shop. Its load follows :mod:`aiops.schedule`, in which an hour takes a second; the
labels are what :mod:`aiops.injector` did, at the times at which it did it.
"""

from __future__ import annotations

import asyncio
import collections
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from otlplab.collector import attach
from otlplab.collector.contract import KINDS
from otlplab.runner.recording import machine
from otlplab.segments import Frame, Signal
from otlplab.store.recording import write_recording
from shop.incident import commit, refuse_paths
from shop.telemetry import SCHEMA_URL

from aiops import FOLDER, actions, schedule
from aiops.injector import ClockedShop, Injector, wait_for_the_disk

#: One week may not be larger, bytes.
LIMIT = 800_000
#: The share of traces that are kept, and the seconds between two exports of metrics: one a simulated hour.
TRACES, INTERVAL = 0.2, 1.0
#: How the shop sends: what a detector has learnt holds only for telemetry that was made in the same way.
ENVIRONMENT = {
    "OTEL_METRIC_EXPORT_INTERVAL": str(round(1000 * INTERVAL)),
    "OTEL_BLRP_SCHEDULE_DELAY": "1000",
    "OTEL_TRACES_SAMPLER": "parentbased_traceidratio",
    "OTEL_TRACES_SAMPLER_ARG": str(TRACES),
    "OTEL_RESOURCE_ATTRIBUTES": "host.name=shop-1,deployment.environment.name=production",
}
#: Everything standing still for longer than this is a pause, and takes no time in the recording.
PAUSE = 5.0
#: When something ends so many seconds late (the machine was too busy), the week is recorded again.
LATE = 6.0
_WARN = 13  # SEVERITY_NUMBER_WARN


class TooBusy(Exception):
    """The machine could not keep up."""


def main(weeks: list[int]) -> int:
    """Record the weeks. Returns the exit status."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for week in weeks or schedule.PURPOSE:
        for _ in range(5):
            try:
                record(week)
                break
            except TooBusy as error:
                print(f"week {week}: {error}; once more", flush=True)
        else:
            return 1
    return 0


def record(week: int) -> None:
    """Record one week. Raises :class:`TooBusy`."""
    with tempfile.TemporaryDirectory(prefix="weeks-") as folder:
        collector = attach(Path(folder) / "telemetry", http_port=0, grpc_port=0)
        try:
            clock, monday, statuses, log = run(week, collector.http_endpoint)
        finally:
            collector.stop()
        received = [kept for frame in collector.store("start").frames() if (kept := keep(frame, clock))]
    refuse_paths(received)
    about = {
        "command": f"python -m aiops.record {week}",
        "commit": commit(),
        "machine": machine(),
        "versions": {
            "python": sys.version.partition(" ")[0],
            "opentelemetry-sdk": version("opentelemetry-sdk"),
            "semantic conventions": SCHEMA_URL.rpartition("/")[2],
        },
        "seed": schedule.SEED,
        "week": week,
        "purpose": schedule.PURPOSE[week],
        "monday_unix_nano": monday,
        "nanoseconds_an_hour": 1_000_000_000,
        "pauses": [
            {"hour": round((clock.without_pauses(over) - monday) / 1e9, 1), "seconds": round(took / 1e9, 1)}
            for over, took in clock.pauses
        ],
        "statuses": statuses,
        "labels": log,
    }
    file = FOLDER / f"week-{week}.otlp.zst"
    write_recording(received, file, about)
    print(f"week {week}: {file.stat().st_size} bytes, pauses {about['pauses']}, {statuses}", flush=True)
    if file.stat().st_size > LIMIT:
        raise RuntimeError(f"{file.name} has {file.stat().st_size} bytes, more than {LIMIT}")


class Clock:
    """Seconds that passed, without those in which the machine stood still (it slept, or was made to wait).

    Somebody has to ask it several times a second: whoever asks first after a pause notices it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = time.monotonic()
        self.paused = 0.0
        #: When each pause was over, in nanoseconds since the epoch, and how many it took.
        self.pauses: list[tuple[int, int]] = []

    def now(self) -> float:
        """Return the seconds."""
        with self._lock:
            now = time.monotonic()
            if now - self._last > PAUSE:
                self.paused += now - self._last
                self.pauses.append((time.time_ns(), int((now - self._last) * 1e9)))
            self._last = now
            return now - self.paused

    def wait(self, moment: float) -> None:
        """Sleep until a moment."""
        while (left := moment - self.now()) > 0:
            time.sleep(min(left, 0.05))

    def without_pauses(self, unix_nano: int) -> int:
        """Return where a moment lies when pauses took no time."""
        return unix_nano - sum(min(took, max(0, unix_nano - over + took)) for over, took in self.pauses)


def run(week: int, collector: str) -> tuple[Clock, int, dict[str, int], list[dict[str, Any]]]:
    """Run the shop through a week.

    Returns its clock, when Monday began, the statuses that shoppers saw, and what was done when.
    """
    events = schedule.events(week)
    log: list[dict[str, Any]] = []
    statuses: list[str] = []
    stop = threading.Event()
    with ClockedShop(collector, ENVIRONMENT) as shop, Injector(shop) as injector:
        wait_for_the_disk(shop.folder)
        clock = Clock()
        start = clock.now() + 0.5 + schedule.WARM_UP
        monday = time.time_ns() + int((start - clock.now()) * 1e9)
        counts, url = schedule.requests(week, events), shop.url("storefront")
        load = threading.Thread(
            target=lambda: statuses.extend(
                asyncio.run(
                    actions.drive(
                        url,
                        counts,
                        schedule.SEED + week,
                        lambda: clock.now() - start + schedule.WARM_UP,
                        lambda: not stop.is_set(),
                    )
                )
            )
        )
        load.start()

        def hour() -> float:
            return round(clock.now() - start, 2)

        try:
            for event in events:
                clock.wait(start + event.begin)
                begin = hour()
                if event.kind == "deploy":
                    shop.deploy(event.service, f"1.4.{week + 2}")
                elif event.kind != "promotion":
                    injector.switch(event.kind, True)
                    clock.wait(start + event.end)
                    injector.switch(event.kind, False)
                end = event.end if event.kind == "promotion" else hour()
                log.append(
                    {
                        "kind": event.kind,
                        "service": event.service,
                        "fault": event.fault,
                        "begin_hour": begin,
                        "end_hour": end,
                    }
                )
                print(f"week {week}: {log[-1]}", flush=True)
                if end > event.end + LATE:
                    raise TooBusy(f"{event.kind} ended {end - event.end:.1f} s late")
            clock.wait(start + schedule.HOURS + 1)
        finally:
            stop.set()
            load.join()
    return clock, monday, dict(sorted(collections.Counter(statuses).items())), log


def move_times(message: Message, moved: Callable[[int], int]) -> None:
    """Put another time in the place of every time in a message."""
    for field, value in message.ListFields():
        if field.message_type:
            for part in value if field.is_repeated else [value]:
                move_times(part, moved)
        elif field.type == FieldDescriptor.TYPE_FIXED64 and field.name.endswith("time_unix_nano"):
            setattr(message, field.name, moved(value))


def keep(frame: Frame, clock: Clock) -> Frame | None:
    """Keep metrics and traces; of the logs what is a warning, belongs to a trace that is kept, or to none.

    What came after a pause is moved back by it, as if the machine had not stood still.
    """
    request = KINDS[frame.signal].request.FromString(frame.payload)
    if frame.signal is Signal.LOGS:
        scopes = [scope for resource in request.resource_logs for scope in resource.scope_logs]
        for scope in scopes:
            kept = [
                r for r in scope.log_records if r.severity_number >= _WARN or not r.trace_id or r.flags & 1
            ]
            del scope.log_records[:]
            scope.log_records.extend(kept)
        if not any(scope.log_records for scope in scopes):
            return None
    if clock.pauses:
        move_times(request, clock.without_pauses)
    return Frame(frame.signal, clock.without_pauses(frame.time_unix_nano), request.SerializeToString())


if __name__ == "__main__":
    sys.exit(main([int(word) for word in sys.argv[1:]]))

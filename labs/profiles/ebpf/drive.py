"""The OpenTelemetry eBPF profiler beside programs that do not know of it."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any

from opentelemetry.proto.collector.profiles.v1development.profiles_service_pb2 import (
    ExportProfilesServiceRequest,
)
from otlplab.collector import attach
from otlplab.profiles import extract
from otlplab.segments import Signal
from profiles import measure as lab

ORDER = "q=lamp&n=30000&items=1500"
SEEN = {"catalogue": "main.(*catalogue).match", "fraud": "score", "pricing": "otlplab.Basket.total"}
"""A function of each service: when that has been seen, the profiler can read the program."""
PATIENCE = 60
"""Seconds that the profiler is given for what it has to see, on a machine that may be busy."""
VARIABLES = ("OTLPLAB_RUN", "OTLPLAB_PROGRAM")
"""The variables by which the course marks the programs of a lab; the profiler reads them where they run."""


# region watch
def watch(run: Any, version: str = "shipped", orders: int = 40, hz: int = 100) -> dict[str, int]:
    """Send orders while the profiler watches the machine; pass on what it saw of this lab's programs.

    The versions differ in the shipper. Returns the samples by program; ``others`` are those of the machine.
    """
    deploy(run, version)
    seen = Counter[str]()
    with Profiler(run, hz) as profiler:
        profiler.wait_for(SEEN, lambda: send(run, 1))
        begun = time.time_ns()
        send(run, orders)
        requests = profiler.since(begun)
    for request in requests:
        for found in request.resource_profiles:
            program = program_of(found.resource, profiler.run)
            profiles = [profile for scope in found.scope_profiles for profile in scope.profiles]
            seen[program or "others"] += sum(len(profile.samples) for profile in profiles)
            if program:
                described = lab.resource(program, version)
                lab.send(run, extract(request, profiles, described, "ebpf-profiler"))
    lab.ask(f"{run.endpoint('fraud')}/pid")  # sends the spans that are still waiting
    return dict(sorted(seen.items()))


# endregion watch


def deploy(run: Any, version: str) -> None:
    """Restart the shipper in a version."""
    (run.data / "version").write_text(version)
    run.switch("shipper", False)
    run.switch("shipper", True)


def send(run: Any, orders: int) -> None:
    """Send orders through the three services, one after the other, and write each into the log."""
    with (run.data / "orders.log").open("a") as log:
        for _ in range(orders):
            lab.ask(f"{run.endpoint('catalogue')}/search?{ORDER}")
            log.write(f"order of {time.time():.3f}: 1 lamp, paid\n")
            log.flush()


def program_of(resource: Any, run: str) -> str | None:
    """Return the name of the lab's program that a resource describes, None where it is another."""
    told = {pair.key: pair.value.string_value for pair in resource.attributes}
    marks = [told.get(f"process.environment_variable.{name}") for name in VARIABLES]
    return marks[1] if marks[0] == run else None


class Profiler:
    """The profiler, from ``__enter__`` to ``__exit__``.

    It sees the whole machine. So what it sends goes to a collector of its own, and from there only what
    belongs to the lab goes on.
    """

    def __init__(self, run: Any, hz: int) -> None:
        self.run = run.data.parent.name
        self.log = run.data / "ebpf-profiler.log"
        self.collector = attach(run.data / "machine", http_port=0, grpc_port=0)
        # region command
        self.command = [str(run.built("ebpf-profiler") / "ebpf-profiler"), "-disable-tls"]
        self.command += ["-collection-agent", self.collector.grpc_endpoint, "-samples-per-second", str(hz)]
        self.command += [
            "-reporter-interval",
            "1s",
            "-monitor-interval",
            "1s",
            "-env-vars",
            ",".join(VARIABLES),
        ]
        # endregion command

    def __enter__(self) -> Profiler:
        marked = os.environ | {"OTLPLAB_RUN": self.run}  # whatever happens to us, it ends with the run
        with self.log.open("w") as log:
            self.process = subprocess.Popen(self.command, stdout=log, stderr=subprocess.STDOUT, env=marked)
        self.store = self.collector.store(since="now")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.collector.stop()

    def wait_for(self, functions: Mapping[str, str], work: Callable[[], object]) -> None:
        """Work until a function of each program has been seen: then the profiler can read all of them."""
        run, program = (f"resource['process.environment_variable.{name}']" for name in VARIABLES)
        seen = " or ".join(
            f"{program} = '{name}' and array_to_string(stack, ' ') like '%{function}%'"
            for name, function in functions.items()
        )
        question = (
            f"select count(distinct {program}) from profile_samples where {run} = '{self.run}' and ({seen})"
        )
        self._until(f"({question}) = {len(functions)}", work)

    def since(self, begun: int) -> list[ExportProfilesServiceRequest]:
        """Return the requests since ``begun`` (ns), up to one with samples that were taken later than now.

        A report holds all that was seen before it, so with that one everything until now has arrived.
        """
        now = time.time_ns()
        self._until(f"exists (from profile_samples where epoch_ns(sample_time) > {now})", spin)
        return [
            ExportProfilesServiceRequest.FromString(frame.payload)
            for frame in self.store.frames()
            if frame.signal is Signal.PROFILES and frame.time_unix_nano >= begun
        ]

    def _until(self, condition: str, work: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE
        while not self.store.sql(f"select {condition}").scalar():
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(
                    f"the eBPF profiler does not see this lab:\n{self.log.read_text()[-2000:]}"
                )
            work()


def spin() -> None:
    """Use the processor for a moment, so that there is something to see."""
    end = time.monotonic() + 0.1
    while time.monotonic() < end:
        pass

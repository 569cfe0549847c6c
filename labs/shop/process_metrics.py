"""What the process itself takes: CPU time, memory, threads. Semantic conventions, "Process Metrics"."""

from __future__ import annotations

from collections.abc import Iterable

import psutil
from opentelemetry import metrics
from opentelemetry.metrics import CallbackOptions, Observation


# region process-metrics
def register() -> None:
    """Observe this process each time metrics are collected."""
    process = psutil.Process()
    meter = metrics.get_meter("shop.process_metrics")

    def cpu_time(_: CallbackOptions) -> Iterable[Observation]:
        times = process.cpu_times()
        yield Observation(times.user, {"cpu.mode": "user"})
        yield Observation(times.system, {"cpu.mode": "system"})

    def memory(_: CallbackOptions) -> Iterable[Observation]:
        yield Observation(process.memory_info().rss)

    def threads(_: CallbackOptions) -> Iterable[Observation]:
        yield Observation(process.num_threads())

    meter.create_observable_counter("process.cpu.time", [cpu_time], "s", "CPU seconds by mode.")
    meter.create_observable_up_down_counter("process.memory.usage", [memory], "By", "Resident memory.")
    meter.create_observable_up_down_counter("process.thread.count", [threads], "{thread}", "Threads.")


# endregion process-metrics

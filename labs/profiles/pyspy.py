"""py-spy beside a running program: its stacks become OTLP, with the spans that their threads worked for."""

from __future__ import annotations

import signal
import subprocess
import time
from types import TracebackType
from typing import Any

from otlplab.profiles import from_collapsed
from otlplab.runner import needs
from profiles import measure as lab


class PySpy:
    """A profile of one process, from ``__enter__`` to ``__exit__``; ``text`` is what py-spy wrote."""

    def __init__(self, run: Any, pid: int, *, native: bool, hz: int) -> None:
        self.run, self.hz = run, hz
        self.file = run.data / f"py-spy-{pid}.txt"
        tool = needs.find("py-spy") or "py-spy"
        self.command = [tool, "record", "--pid", str(pid), "--rate", str(hz), "--threads", "--format", "raw"]
        self.command += ["--output", str(self.file), "--duration", "unlimited"] + ["--native"] * native

    def __enter__(self) -> PySpy:
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        time.sleep(0.7)  # py-spy first reads the symbols of the program and says nothing when it has begun
        self.begun = time.time_ns()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.duration = time.time_ns() - self.begun
        self.process.send_signal(signal.SIGINT)
        _, said = self.process.communicate(timeout=30)
        if kind is None and not self.file.exists():
            raise RuntimeError(f"py-spy has written nothing: {said.decode(errors='replace').strip()}")
        self.text = self.file.read_text("utf-8") if self.file.exists() else ""

    def send(self, service: str, version: str, more: dict[str, Any]) -> None:
        """Send the stacks; a thread whose number stands on a span belongs to that span."""
        spans = self.run.store.sql(
            "select attributes['thread.id']::bigint as thread, trace_id, span_id from spans"
            " where attributes['thread.id'] is not null"
        ).rows()
        lab.send(
            self.run,
            from_collapsed(
                self.text,
                "wall",
                "nanoseconds",
                dialect="py-spy",
                each=1_000_000_000 // self.hz,
                links={row["thread"]: (row["trace_id"], row["span_id"]) for row in spans},
                resource=lab.resource(service, version) | more,
                time=self.begun,
                duration=self.duration,
            ),
        )

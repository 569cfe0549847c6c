"""A pytest plugin beside nbval: each chapter in a home of its own, and what was compared, printed at the end.

Loaded with ``-p tests.nbval_course`` by ``tests/stages.py``. A chapter must find only its own telemetry, also
while another chapter runs beside it, so each gets its own ``OTLPLAB_HOME`` below the one the run was given,
and its collector is stopped after its last cell. The run fails when a chapter takes longer than a minute, and
when a lab was replayed that nobody asked to replay: on the machine of the checks, every lab must run live but
those that need a variable which is not set, and those of which the chapter itself wants the recording.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from nbval.plugin import IPyNbCell
from otlplab.collector.local import find
from otlplab.runner import manifest, needs

from tests.notebooks import NOT_COMPARED, is_compared

#: How long a chapter may take, in seconds, and those that train models, find and mend five slow programs,
#: or send more than two thousand requests through thirteen programs.
MAXIMUM_SECONDS = 60
LONGER = {
    "3-mesh/4-traffic-management.ipynb": 180,
    "4-aiops/3-anomaly-detection.ipynb": 180,
    "5-profiles/3-three-languages.ipynb": 120,
}
LAB_SAYS = re.compile(r"▸ lab ([\w/-]+): (live|recorded)")
ASKED_TO_REPLAY = os.environ.get("OTLPLAB_MODE") == "replay"
HOME = Path(os.environ["OTLPLAB_HOME"])


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before a chapter's kernel starts, name the home that its collector and its labs use."""
    if isinstance(item, IPyNbCell):
        os.environ["OTLPLAB_HOME"] = str(HOME / f"{item.path.parent.name}-{item.path.stem}")
        item.parent.skip_compare = tuple({*item.parent.skip_compare, *NOT_COMPARED})
        item.user_properties.append(("outputs", len(item.cell.outputs)))
        item.user_properties.append(("compared", is_compared(item.cell)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """While a cell runs, note what its labs say of themselves; they say it by updating their line."""
    if isinstance(item, IPyNbCell):
        receive = type(item.parent).get_kernel_message

        def listen(timeout: float | None = None, stream: str = "iopub") -> Any:
            while (message := receive(item.parent, timeout, stream))["msg_type"] == "update_display_data":
                if said := LAB_SAYS.match(message["content"]["data"].get("text/plain", "")):
                    name, mode = said.groups()
                    excuse = _excuse(name, item.cell.source) if mode == "recorded" else ""
                    item.user_properties.append(("lab", (name, mode, excuse)))
            return message

        item.parent.get_kernel_message = listen
    return (yield)


def _excuse(lab: str, cell: str) -> str:
    """Say why a lab may be replayed where all others run live; nothing if it may not."""
    if f'lab("{lab}", mode="recorded")' in cell:
        return "as the chapter asks"
    unset = needs.unset(manifest.load(lab).needs)
    return f"{', '.join(unset)} not set" if unset else ""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """After a chapter's last cell, when its kernel has gone, stop its collector."""
    yield
    last = nextitem is None or nextitem.parent is not item.parent
    if isinstance(item, IPyNbCell) and last and (collector := find()):
        collector.stop()


def pytest_configure(config: pytest.Config) -> None:
    """Keep the account where the summary is printed: in the process that the others report to."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Account())


@dataclass
class _Chapter:
    cells: int = 0
    compared: int = 0
    uncompared: int = 0
    seconds: float = 0.0
    labs: frozenset[tuple[str, str, str]] = frozenset()

    def problems(self, name: str) -> list[str]:
        """Say what must not be of the chapter ``name``: that it takes too long, a lab replayed unasked."""
        most = LONGER.get(name, MAXIMUM_SECONDS)
        slow = [f"takes longer than {most} s"] if self.seconds > most else []
        replayed = [
            f"{lab} did not run live"
            for lab, mode, excuse in sorted(self.labs)
            if mode == "recorded" and not excuse
        ]
        return slow + ([] if ASKED_TO_REPLAY else replayed)


class _Account:
    def __init__(self) -> None:
        self.chapters: dict[str, _Chapter] = defaultdict(_Chapter)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        chapter = self.chapters[report.location[0].removeprefix("notebooks/")]
        chapter.seconds += report.duration
        if report.when == "call":
            found = dict(report.user_properties)
            labs = {tuple(value) for name, value in report.user_properties if name == "lab"}
            chapter.labs |= labs
            chapter.cells += 1
            if found["outputs"]:
                chapter.compared += bool(found["compared"])
                chapter.uncompared += not found["compared"]

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if any(chapter.problems(name) for name, chapter in self.chapters.items()):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        write = terminalreporter.write_line
        terminalreporter.section("cells compared")
        write(f"{'chapter':<46}{'cells':>6}{'compared':>10}{'not':>5}{'share not':>11}{'seconds':>9}  labs")
        total = _Chapter()
        for name, row in sorted(self.chapters.items()):
            labs = ", ".join(
                f"{lab} {mode}" + (f" ({excuse})" if excuse else "") for lab, mode, excuse in sorted(row.labs)
            )
            write(f"{_line(name, row)}  {'; '.join([labs or 'none', *row.problems(name)])}")
            total.cells += row.cells
            total.compared += row.compared
            total.uncompared += row.uncompared
            total.seconds += row.seconds
        write(_line("all", total))


def _line(name: str, row: _Chapter) -> str:
    share = row.uncompared / max(1, row.compared + row.uncompared)
    counts = f"{row.cells:>6}{row.compared:>10}{row.uncompared:>5}{share:>11.0%}"
    return f"{name:<46}{counts}{row.seconds:>9.1f}"

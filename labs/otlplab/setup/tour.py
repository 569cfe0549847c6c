"""Run every chapter from top to bottom on a copy, and say how each went: ``make tour``.

Each chapter gets a collector and a home of its own in a temporary folder, so a tour leaves nothing behind: no
notebook is written to, no progress is recorded, no process stays. Exercises keep their stubs, so they are
counted as open.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import papermill
from papermill.exceptions import PapermillExecutionError
from tqdm import tqdm

from otlplab.collector.local import find

ROOT = Path(__file__).resolve().parents[3]
LAB_SAYS = re.compile(r"▸ lab ([\w/-]+): (live|recorded)")
CHECK_SAYS = re.compile(r"([✓✗○!]) \d\.\d+/")
WORDS = {"✓": "passed", "✗": "not yet", "○": "open", "!": "broken"}


@dataclass
class Chapter:
    """How one chapter went: ``seconds``, what its labs and its checks said, and the error that ended it."""

    name: str
    seconds: float = 0.0
    labs: dict[str, str] = field(default_factory=dict)
    checks: list[str] = field(default_factory=list)
    error: str = ""

    @property
    def row(self) -> tuple[str, str, str, str, str]:
        """The chapter's line of the table."""
        counts = [f"{self.checks.count(mark)} {word}" for mark, word in WORDS.items() if mark in self.checks]
        labs = ", ".join(f"{lab} {mode}" for lab, mode in self.labs.items())
        return self.name, f"{self.seconds:.1f} s", labs or "no lab", ", ".join(counts), self.error or "whole"


def tour(notebooks: Sequence[str] = ()) -> int:
    """Run these notebooks, or every chapter, print the table, and return 1 when one did not run whole."""
    paths = [Path(name).resolve() for name in notebooks] or sorted(ROOT.glob("notebooks/*/*.ipynb"))
    terminal = sys.stderr.isatty()
    chapters = []
    for path in tqdm(paths, desc="chapters", unit="chapter", disable=not terminal):
        if not terminal:
            print(f"{path.parent.name}/{path.stem} …", flush=True)
        chapters.append(run(path, terminal))
    table = [("chapter", "time", "live or recorded", "exercises", "result"), *(one.row for one in chapters)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    return int(any(one.error or "!" in one.checks for one in chapters))


def run(path: Path, terminal: bool) -> Chapter:
    """Run one notebook on a copy, with a bar for its cells on a terminal."""
    chapter = Chapter(f"{path.parent.name}/{path.stem}")
    started = time.monotonic()
    with _home_of_its_own() as folder:
        copy = folder / path.name
        bar: Any = {"desc": chapter.name, "position": 1, "leave": False} if terminal else False
        try:
            papermill.execute_notebook(
                path, copy, cwd=path.parent, kernel_name="python3", progress_bar=bar, log_output=False
            )
        except PapermillExecutionError as error:
            chapter.error = f"cell {error.exec_count}: {error.ename}: {error.evalue}"
        chapter.seconds = time.monotonic() - started
        for text in _texts(copy):
            chapter.labs |= dict(LAB_SAYS.findall(text))
            chapter.checks += CHECK_SAYS.findall(text)
    return chapter


@contextmanager
def _home_of_its_own() -> Iterator[Path]:
    mine = {"OTLPLAB_HTTP_PORT": "0", "OTLPLAB_GRPC_PORT": "0"}
    with tempfile.TemporaryDirectory(prefix="otlplab-tour-") as folder:
        before = {name: os.environ.get(name) for name in ("OTLPLAB_HOME", *mine)}
        os.environ.update(mine, OTLPLAB_HOME=folder)
        try:
            yield Path(folder)
        finally:
            if collector := find():
                collector.stop()
            for name, value in before.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})


def _texts(notebook: Path) -> Iterator[str]:
    """Yield what the cells of a notebook that has run have printed and shown, as text."""
    for cell in nbformat.read(notebook, as_version=4).cells:
        for output in cell.get("outputs", []):
            yield output.get("text", "") or output.get("data", {}).get("text/plain", "")

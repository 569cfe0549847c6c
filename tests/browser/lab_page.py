"""JupyterLab for a test: opened by ``make learn`` on a copy of a notebook, and stopped in the end."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 1000  # milliseconds
IDLE = "Python 3 (ipykernel) | Idle"


@dataclass
class Opened:
    """A notebook in JupyterLab: its page, when ``make learn`` was called, and what went wrong."""

    page: Page
    started: float
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


@contextmanager
def opened(browser: Browser, notebook: nbformat.NotebookNode, name: str, home: Path) -> Iterator[Opened]:
    """Open a notebook, without its outputs, as a learner would; nothing of it has run yet.

    ``name`` is its file's; ``home`` is ``OTLPLAB_HOME``, a folder of its own.
    """
    copy = ROOT / "_build/test/lab-ui" / name
    copy.parent.mkdir(parents=True, exist_ok=True)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    nbformat.write(notebook, copy)

    environment = os.environ | {"OTLPLAB_HOME": str(home)}
    environment.pop("DISPLAY", None)
    make = ["make", "--no-print-directory"]
    started = time.monotonic()
    said = subprocess.run(
        [*make, "learn", f"NOTEBOOK={copy.relative_to(ROOT)}"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    try:
        url = re.search(r"JupyterLab +(\S+)", said)[1]
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(60 * SECONDS)
        lab = Opened(page, started)
        page.on("console", lambda told: lab.errors.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda error: lab.errors.append(error.stack) if _is_ours(error.stack) else None)
        page.on("request", lambda asked: lab.foreign.append(asked.url) if _is_foreign(asked.url) else None)
        page.goto(url)
        page.get_by_text(IDLE).wait_for()  # the kernel is connected
        yield lab
        page.close()
    finally:
        subprocess.run([*make, "stop"], cwd=ROOT, env=environment, capture_output=True, check=True)
        shutil.rmtree(copy.parent)


def _is_ours(stack: str) -> bool:
    """Say whether an error is not JupyterLab 4.6's own, about a Markdown cell that is just being rendered."""
    return "_markdownOverlapsToolbar" not in stack


def _is_foreign(url: str) -> bool:
    return not re.match(r"(?:https?|wss?)://(?:127\.0\.0\.1|localhost)[:/]|data:|blob:|about:", url)

"""A chapter in real JupyterLab: opened by ``make learn``, run to its end, its pictures used."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Page, expect

ROOT = Path(__file__).resolve().parents[2]
CHAPTER = ROOT / "notebooks/0-foundations/1-first-telemetry.ipynb"
WATERFALL = ".jp-Notebook .otlplab-view .waterfall [role=treegrid] [role=row]"
SECONDS = 1000  # milliseconds


@dataclass
class Opened:
    """A chapter that ran in JupyterLab: its page, what went wrong, and when the first picture was seen."""

    page: Page
    errors: list[str]
    foreign: list[str]
    first_waterfall: float


@pytest.fixture(scope="module")
def chapter(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """Run a copy of chapter 0.1, without its stored outputs, as a learner would."""
    copy = ROOT / "_build/test/lab-ui" / CHAPTER.name
    copy.parent.mkdir(parents=True, exist_ok=True)
    notebook = nbformat.read(CHAPTER, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    nbformat.write(notebook, copy)

    environment = os.environ | {"OTLPLAB_HOME": str(tmp_path_factory.mktemp("lab-ui"))}
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
        errors: list[str] = []
        foreign: list[str] = []
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(error.stack) if _is_ours(error.stack) else None)
        page.on("request", lambda request: foreign.append(request.url) if _is_foreign(request.url) else None)
        page.goto(url)
        page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()  # the kernel is connected
        page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Run$")).click()
        page.locator("[data-command='runmenu:run-all']").click()
        page.locator(WATERFALL).first.wait_for()
        first_waterfall = time.monotonic() - started
        page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
        yield Opened(page, errors, foreign, first_waterfall)
        page.close()
    finally:
        subprocess.run([*make, "stop"], cwd=ROOT, env=environment, capture_output=True, check=True)
        shutil.rmtree(copy.parent)


def _is_ours(stack: str) -> bool:
    """Say whether an error is not JupyterLab 4.6's own, about a Markdown cell that is just being rendered."""
    return "_markdownOverlapsToolbar" not in stack


def _is_foreign(url: str) -> bool:
    return not re.match(r"(?:https?|wss?)://(?:127\.0\.0\.1|localhost)[:/]|data:|blob:|about:", url)


def test_time_to_the_first_waterfall(chapter: Opened, capsys: pytest.CaptureFixture[str]):
    with capsys.disabled():
        print(f"\nfrom make learn to the first waterfall on screen: {chapter.first_waterfall:.1f} s")
    assert chapter.first_waterfall < 90


def test_every_cell_ran(chapter: Opened):
    prompts = chapter.page.locator(".jp-CodeCell .jp-Cell-inputWrapper .jp-InputPrompt")
    # The kernel is idle between two cells as well, so the last ones may still be running.
    numbers = [f"[{n}]:" for n in range(1, prompts.count() + 1)]
    expect(prompts).to_have_text(numbers, timeout=60 * SECONDS)
    expect(chapter.page.locator(".jp-OutputArea-output[data-mime-type*=error]")).to_have_count(0)


def test_the_waterfall_is_searched_and_folded(chapter: Opened):
    waterfall = chapter.page.locator(".jp-Notebook .waterfall").first
    waterfall.scroll_into_view_if_needed()
    rows = waterfall.get_by_role("row")
    before = rows.count()
    first = rows.first.locator("bdi").first.text_content()
    waterfall.get_by_label("Search spans").fill(first or "")
    expect(waterfall.get_by_text(re.compile(r"^\d+ of \d+$"))).to_be_visible()
    waterfall.get_by_role("treegrid").focus()
    chapter.page.keyboard.press("Home")
    chapter.page.keyboard.press("ArrowLeft")
    expect(rows).to_have_count(1)
    chapter.page.keyboard.press("ArrowRight")
    expect(rows).to_have_count(before)


def test_the_quiz_is_answered(chapter: Opened):
    quiz = chapter.page.locator(".jp-Notebook .otlplab-view .quiz").first
    question = quiz.locator("form").first
    question.scroll_into_view_if_needed()
    question.locator("input").first.check()
    question.get_by_role("button", name="Check").click()
    expect(question.get_by_role("status")).to_have_text(re.compile(r"Right|Not yet"))
    expect(question.locator(".why:visible").first).to_have_text(re.compile(r"Right|Wrong"))


def test_no_console_error_and_no_other_host(chapter: Opened):
    assert chapter.errors == []
    assert chapter.foreign == []

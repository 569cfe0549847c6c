"""A chapter in real JupyterLab: opened by ``make learn``, run to its end, its pictures used."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import nbformat
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.lab_page import IDLE, ROOT, SECONDS, Opened, opened

CHAPTER = ROOT / "notebooks/0-foundations/1-first-telemetry.ipynb"
WATERFALL = ".jp-Notebook .otlplab-view .waterfall [role=treegrid] [role=row]"


@pytest.fixture(scope="module")
def lab(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """Open a copy of chapter 0.1, as a learner would."""
    notebook = nbformat.read(CHAPTER, as_version=4)
    with opened(browser, notebook, CHAPTER.name, tmp_path_factory.mktemp("lab-ui")) as lab:
        yield lab


@pytest.fixture(scope="module")
def first_waterfall(lab: Opened) -> float:
    """Run all cells, and return the seconds from ``make learn`` to the first picture."""
    lab.page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Run$")).click()
    lab.page.locator("[data-command='runmenu:run-all']").click()
    lab.page.locator(WATERFALL).first.wait_for()
    return time.monotonic() - lab.started


@pytest.fixture(scope="module")
def chapter(lab: Opened, first_waterfall: float) -> Opened:
    """The chapter with its first picture."""
    lab.page.get_by_text(IDLE).wait_for()
    return lab


def test_time_to_the_first_waterfall(first_waterfall: float, capsys: pytest.CaptureFixture[str]):
    with capsys.disabled():
        print(f"\nfrom make learn to the first waterfall on screen: {first_waterfall:.1f} s")
    assert first_waterfall < 90


def test_every_cell_ran(chapter: Opened):
    prompts = chapter.page.locator(".jp-CodeCell .jp-Cell-inputWrapper .jp-InputPrompt")
    # The kernel is idle between two cells as well, so the last ones may still be running.
    numbers = [f"[{n}]:" for n in range(1, prompts.count() + 1)]
    expect(prompts).to_have_text(numbers, timeout=120 * SECONDS)
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

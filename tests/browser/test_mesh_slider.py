"""The slider of chapter 3.4 in real JupyterLab: it moves the traffic of a live mesh, and says when it cannot.

The pictures are kept: ``_build/test/slider-*.png``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import nbformat
import pytest
from mesh import judge
from otlplab import lab
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.lab_page import IDLE, ROOT, SECONDS, opened

CELLS = [
    'from mesh.stage import Weights\nfrom otlplab import lab\nmesh = lab("mesh/envoy").start()',
    "Weights(mesh)",
    "mesh.stop()",
]
#: How many requests the slider sends each time it is moved.
REQUESTS = 200

pytestmark = pytest.mark.skipif(lab("mesh/envoy").mode != "live", reason="no Envoy runs here: otlplab doctor")


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A notebook with the slider on a running mesh."""
    cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=kernel)
    with opened(browser, notebook, "slider.ipynb", tmp_path_factory.mktemp("slider")) as notebook_page:
        page = notebook_page.page
        run(page, 0)
        run(page, 1)
        yield page
        assert notebook_page.errors == []
        assert notebook_page.foreign == []


def run(page: Page, number: int) -> None:
    """Run a cell, and wait until it has."""
    cell = page.locator(".jp-CodeCell").nth(number)
    cell.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    expect(cell.locator(".jp-InputPrompt").first).to_have_text(
        re.compile(r"^\[\d+\]:$"), timeout=60 * SECONDS
    )
    page.get_by_text(IDLE).wait_for()


def output(page: Page) -> Locator:
    return page.locator(".jp-CodeCell").nth(1).locator(".jp-OutputArea")


def press(page: Page, key: str) -> None:
    """Press a key on the slider."""
    output(page).get_by_role("slider").focus()
    page.keyboard.press(key)


def choose(page: Page, theme: str) -> None:
    """Choose one of JupyterLab's themes in its menu."""
    page.locator(".lm-MenuBar-itemLabel", has_text=re.compile("^Settings$")).click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile("^Theme$")).click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^JupyterLab {theme}$")).click()
    expect(page.locator(f"body[data-jp-theme-light={str(theme == 'Light').lower()}]")).to_be_attached()


@pytest.mark.parametrize(("theme", "key", "new"), [("Light", "PageUp", 25), ("Dark", "ArrowRight", 30)])
def test_a_key_moves_the_traffic(page: Page, theme: str, key: str, new: int) -> None:
    choose(page, theme)
    slider = output(page).locator(".noUi-target")
    press(page, key)
    expect(slider).to_have_attribute("disabled", "true")  # nothing more while traffic moves
    expect(slider).not_to_have_attribute("disabled", "true", timeout=60 * SECONDS)
    rows = output(page).locator(".map tbody tr")
    expect(rows).to_have_count(2)
    cells = [row.locator("td, th").all_inner_texts() for row in rows.all()]
    calls = {callee: int(times) for _, callee, times, *_ in cells}
    assert sum(calls.values()) == REQUESTS
    least, most = judge.interval(calls["checkout-v2"], REQUESTS, confidence=1 - 1e-7)
    assert least <= new / 100 <= most
    output(page).screenshot(path=ROOT / "_build" / "test" / f"slider-{theme.lower()}.png")


def test_what_went_wrong_is_said_and_the_slider_lives(page: Page) -> None:
    run(page, 2)
    alert = output(page).get_by_role("alert")
    for key in ("ArrowLeft", "Home"):
        press(page, key)
        expect(alert).to_contain_text("No traffic was moved: weigh: lab mesh/envoy has been stopped")
        expect(output(page).locator(".noUi-target")).not_to_have_attribute("disabled", "true")
    output(page).screenshot(path=ROOT / "_build" / "test" / "slider-stopped.png")
    expect(output(page).locator(".map")).to_have_count(0)

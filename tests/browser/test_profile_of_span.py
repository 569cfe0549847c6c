"""From a slow span to its flame graph and back, in a browser, with the profiles of the course's own labs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from otlplab import views
from otlplab.profiles import Request
from otlplab.segments import Frame, Signal
from otlplab.store import Store
from otlplab.views import BUNDLE, View
from playwright.sync_api import Browser, expect

RECORDING = Path(__file__).parents[2] / "datasets" / "collector" / "profiles.otlp.zst"


@pytest.fixture
def opened(browser: Browser, tmp_path: Path):
    """Open one view on a page that may ask nobody for anything."""
    shutil.copy(BUNDLE, tmp_path / "otlplab.js")
    pages = []

    def start(view: View, theme: str = "light"):
        (tmp_path / "page.html").write_text(
            f'<!doctype html><html data-theme="{theme}"><meta charset="utf-8">'
            f'<script src="otlplab.js"></script><body>{view.html}',
            encoding="utf-8",
        )
        page = browser.new_page(viewport={"width": 1000, "height": 900}, reduced_motion="reduce")
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.goto((tmp_path / "page.html").as_uri())
        pages.append((page, wrong))
        return page

    yield start
    for page, wrong in pages:
        assert wrong == []
        page.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_from_a_span_to_its_flame_graph_and_back(opened, theme: str):
    store = Store.of_recording(RECORDING)
    slowest = store.sql("select trace_id from spans order by duration_ms desc limit 1").scalar()
    page = opened(views.waterfall(store, slowest), theme)
    row = page.get_by_role("row").filter(has_text="GET /work")
    expect(row).to_contain_text("profile")
    page.get_by_role("treegrid").focus()
    page.keyboard.press("Enter")
    flames = page.locator(".profile .flame")
    expect(flames).to_be_visible()
    flames.get_by_role("searchbox").fill("arrange")
    expect(flames.locator(".count")).to_contain_text("%")
    flames.get_by_role("tree").focus()
    page.keyboard.press("b")
    expect(page.get_by_role("treegrid")).to_be_focused()
    flames.get_by_role("button", name="Back to the span").click()
    expect(page.get_by_role("treegrid")).to_be_focused()


def test_a_difference_in_amounts_and_in_shares(opened):
    page = opened(views.flame_graph({"main;slow": 90, "main;fast": 10}, {"main;slow": 10, "main;fast": 10}))
    tree, status = page.get_by_role("tree"), page.get_by_role("status").last
    tree.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(status).to_contain_text("fast")
    expect(status).to_contain_text("+40.0 pp")  # its share grew, since the rest shrank
    page.get_by_role("button", name="Amounts").click()
    expect(status).to_contain_text("no change")  # it takes as much as before


def test_names_of_spans_and_functions_are_text(opened):
    name = "<img src=x onerror=alert(1)>"
    store = Store.of_recording(RECORDING)
    span = store.sql("select trace_id, span_id from spans limit 1").rows()[0]
    request = Request({"service.name": name})
    profile = request.profile(name, name)
    link = request.dictionary.link(span["trace_id"], span["span_id"])
    profile.add(request.dictionary.stack([request.dictionary.frame(name)]), 1, link=link)
    hostile = Frame(Signal.PROFILES, 1, request.message.SerializeToString())
    with_profile = Store.of_frames([*store.frames(), hostile])
    page = opened(views.waterfall(with_profile, span["trace_id"]))
    page.get_by_role("treegrid").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".profile .flame").first).to_be_visible()
    assert page.locator("img").count() == 0

"""A class of thirty on the instructor's board: progress as OTLP, through the class's gateway, in a browser.

The gateway is the OpenTelemetry Collector with the file that Kubernetes gets
(``labs/collector/class-gateway``); where the machine cannot build it, its recording is played. The picture is
kept: ``_build/test/board-*.png``.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from otlplab import lab
from otlplab.learn import manifest
from otlplab.learn.board import Board
from playwright.sync_api import Browser

from tests.book_site import ROOT

PAGE = "<!doctype html><meta charset=utf-8><title>Board</title><style>{style}</style>{board}"
STYLE = "body{font:15px system-ui;margin:1.5rem;color-scheme:light dark;background:Canvas;color:CanvasText}"


@pytest.fixture(scope="module")
def board() -> Iterator[Board]:
    with lab("collector/class-gateway") as run:
        assert run.drive(learners=30, seed=1)["learners"] == 30
        yield Board(run.store)
    run.collector.stop()


def test_the_board_shows_thirty_and_where_it_is_hard(board: Board) -> None:
    known = {one.id for chapter in manifest.chapters() for one in chapter.exercises}
    assert [one.name for one in board.learners] == [f"Learner {n:02}" for n in range(1, 31)]
    assert all(one.tried and one.passed <= one.tried <= known for one in board.learners)
    assert sum(len(one.passed) for one in board.learners) > 30
    failures = [hard.failures for hard in board.difficulties]
    assert failures == sorted(failures, reverse=True) and failures[0] > 0
    assert max(hard.tried for hard in board.difficulties) == 30, "everybody has tried the first one"


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 800)])
def test_the_board_is_legible(browser: Browser, board: Board, theme: str, width: int) -> None:
    context = browser.new_context(color_scheme=theme, viewport={"width": width, "height": 1000})
    page = context.new_page()
    page.set_content(PAGE.format(style=STYLE, board=board.html))
    rows = page.locator("table.otl-board").first.locator("tbody tr")
    assert rows.count() == 30
    for n, row in enumerate(rows.all(), 1):
        assert row.locator("th").inner_text() == f"Learner {n:02}"
    target = ROOT / "_build" / "test" / f"board-{theme}.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=target, full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()

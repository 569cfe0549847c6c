"""Progress in the browser: ticked on a chapter, shown on the syllabus, moved as the course's own file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from otlplab.learn import manifest, record
from playwright.sync_api import Browser, Page

CHAPTER = "notebooks/0-foundations/1-first-telemetry.html"
SYLLABUS = "book/syllabus.html"
SHOWN = '.syllabus .otl-progress[data-exercises^="0.1/"]'


@pytest.fixture
def page(browser: Browser, base: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    yield page
    context.close()


def choose(page: Page, text: str | bytes) -> str:
    data = text.encode() if isinstance(text, str) else text
    file = {"name": "mine.json", "mimeType": "application/json", "buffer": data}
    page.evaluate("document.querySelector('.otl-progress-said').textContent = ''")
    page.set_input_files("#otl-progress-file", file)
    page.wait_for_function("document.querySelector('.otl-progress-said').textContent")
    return page.locator(".otl-progress-said").inner_text()


def answer_first_question(page: Page) -> str:
    """Answer the first question of the chapter's first quiz rightly; return its id."""
    quiz = page.locator(".otlplab-view .quiz").first
    bank = {q.text: q for q in manifest.chapter("0.1").questions}
    form = quiz.locator("form").first
    legend = form.locator("legend").inner_text()
    question = next(q for text, q in bank.items() if text.replace("`", "") in legend)
    for option in question.options:
        if option.correct:
            form.locator(".option", has_text=option.text.replace("`", "")).locator("input").check()
    form.get_by_role("button", name="Check").click()
    form.get_by_text("✓ Right.", exact=True).first.wait_for()
    return question.id


def test_ticks_and_answers_are_remembered_and_shown(page, base):
    page.goto(base + CHAPTER, wait_until="networkidle")
    boxes = page.locator(".otl-done input")
    exercises = manifest.chapter("0.1").exercises
    quizzes = [q for q in manifest.chapter("0.1").questions if q.quiz]
    assert boxes.count() == len(exercises)
    boxes.first.check()
    answer_first_question(page)
    expected = f"1 of {len(exercises)} done, 1 of {len(quizzes)} questions right"
    assert page.locator(".chapter-bar .otl-progress").inner_text() == expected
    page.goto(base + SYLLABUS, wait_until="networkidle")
    assert page.locator(SHOWN).inner_text() == expected
    page.goto(base + CHAPTER, wait_until="networkidle")
    assert boxes.first.is_checked()
    boxes.first.uncheck()
    page.reload(wait_until="networkidle")
    assert not boxes.first.is_checked()


def test_the_file_moves_between_site_and_course(page, base, tmp_path, monkeypatch):
    monkeypatch.setenv("OTLPLAB_HOME", str(tmp_path / "home"))
    first, second = (one.id for one in manifest.chapter("0.1").exercises[:2])
    record.record_attempt(first, True)
    page.goto(base + SYLLABUS, wait_until="networkidle")
    assert choose(page, record.path().read_text()) == "Imported: 1 exercises, 0 questions."
    assert "1 of 3 done" in page.locator(SHOWN).inner_text()
    page.goto(base + CHAPTER, wait_until="networkidle")
    page.locator(".otl-done input").nth(1).check()
    page.goto(base + SYLLABUS, wait_until="networkidle")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    exported = Path(download.value.path()).read_text()
    record.merge(record.parse(exported))
    assert {id for id, entry in record.load().items() if entry["passed"]} == {first, second}
    page.get_by_role("button", name="Forget").click()
    assert page.locator(SHOWN).inner_text() == ""
    assert choose(page, exported).startswith("Imported: 2 exercises")
    assert "2 of 3 done" in page.locator(SHOWN).inner_text()


ENTRY = {"attempts": 1, "hints": 0, "passed": None}
BAD = [
    "", "{", "[]", "null", "3", '{"version": 2, "exercises": {}}', '{"version": 1}', b"\xff\xfe\x00",
    '{"version": 1, "exercises": []}', '{"version": 1, "exercises": {"0.1/x": {}}}',
    json.dumps({"version": 1, "exercises": {"0.1/x": ENTRY | {"attempts": -1}}}),
    json.dumps({"version": 1, "exercises": {"0.1/x": ENTRY | {"attempts": 1.5}}}),
    json.dumps({"version": 1, "exercises": {"0.1/x": ENTRY | {"passed": "<img onerror=alert(1)>"}}}),
    json.dumps({"version": 1, "exercises": {}, "questions": {"0.1/q": "yes"}}),
    '{"version": 1, "exercises": {"__proto__": {"attempts": 1, "hints": 0, "passed": null}}}',
    '{"version": 1, "exercises": {}}' + " " * 1_000_001,
]  # fmt: skip


def test_bad_files_change_nothing_and_are_told(page, base):
    page.goto(base + SYLLABUS, wait_until="networkidle")
    good = {"version": 1, "exercises": {"0.1/most-time": ENTRY | {"passed": "2026-11-24T10:00:00Z"}}}
    choose(page, json.dumps(good))
    stored = page.evaluate("localStorage.getItem('otlplab.progress')")
    for text in BAD:
        said = choose(page, text)
        assert said.startswith("mine.json was not imported, and nothing has changed: "), text
        assert page.evaluate("localStorage.getItem('otlplab.progress')") == stored
    assert "1 of 3 done" in page.locator(SHOWN).inner_text()


@pytest.mark.parametrize("text", ["{", "[]", '{"version": 9}', '{"version": 1, "exercises": {"a": 1}}'])
def test_a_storage_that_makes_no_sense_is_begun_anew(page, base, text):
    page.goto(base + SYLLABUS)
    page.evaluate("text => localStorage.setItem('otlplab.progress', text)", text)
    page.goto(base + CHAPTER, wait_until="networkidle")
    page.locator(".otl-done input").first.check()
    assert page.locator(".chapter-bar .otl-progress").inner_text().startswith("1 of 3 done")


def test_a_browser_that_keeps_nothing_is_told_so(page, base):
    page.goto(base + SYLLABUS, wait_until="networkidle")
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('full') } }")
    said = choose(page, json.dumps({"version": 1, "exercises": {"0.1/most-time": ENTRY}}))
    assert (
        said
        == "mine.json was not imported, and nothing has changed: this browser keeps nothing for this site."
    )

"""The instructor kit: agendas whose times add up, decks that lose nothing and give no answer away."""

from __future__ import annotations

import re
import sys
import tomllib
from itertools import pairwise

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from otlplab.learn import manifest

from tests.book_site import ROOT

sys.path.append(str(ROOT / "book" / "_ext"))
import slides
import teach

RULES = tomllib.loads((ROOT / "book" / "_data" / "agendas.toml").read_text("utf-8"))
CHAPTERS = sorted(ROOT.glob("notebooks/*/*.ipynb"))


@given(st.lists(st.integers(4, 36).map(lambda n: 5 * n), max_size=50), st.sampled_from(RULES["agenda"]))
def test_an_agenda_fills_its_days_exactly(minutes, asked):
    """Whatever chapters come: no gap, no overlap, breaks in time, each chapter whole or left out."""
    chapters = {f"{n // 9}.{n % 9}": length for n, length in enumerate(minutes)}
    made = teach.plan(asked | {"chapters": "all"}, RULES, chapters)
    assert sorted(made.chapters + made.left) == sorted(chapters)
    assert len(made.days) == asked["days"]
    for day in made.days:
        assert (teach._time(day[0].begins), teach._time(day[-1].ends)) == (asked["begins"], asked["ends"])
        assert all(one.ends == then.begins for one, then in pairwise(day))
        assert all(one.begins < one.ends for one in day)
        worked = 0
        for one in day[1:-1]:
            worked = 0 if one.what in ("Break", "Lunch") else worked + one.ends - one.begins
            assert worked <= RULES["longest"] or one.what == "The exam"
    for number in made.chapters:
        given_ = sum(s.ends - s.begins for day in made.days for s in day if s.chapter == number)
        assert given_ == teach._up(chapters[number] * RULES["room"], RULES["round"])


def test_the_agendas_have_the_chapters_minutes():
    notes = teach.written()
    half, day, three = teach.agendas()
    assert half.chapters[0] == day.chapters[0] == three.chapters[0] == "0.1"
    assert set(three.chapters + three.left) == set(notes)
    text = "\n".join(teach._agendas())
    for number in three.chapters:
        exercises = manifest.chapter(number).exercises
        assert f"{len(exercises)}, {sum(one.minutes for one in exercises)} min" in text


def test_every_wrong_answer_is_among_the_mistakes():
    text = "\n".join(teach._mistakes())
    wrong = [one for c in manifest.chapters() for exercise in c.exercises for one in exercise.wrong]
    assert len(wrong) > 20
    for one in wrong:
        assert one.why in text and one.code.splitlines()[0] in text


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_a_deck_shows_or_says_everything_and_gives_no_answer(chapter):
    notebook = nbformat.read(chapter, as_version=4)
    made = slides.deck(notebook)
    kinds = [cell.metadata.slideshow.slide_type for cell in made.cells]
    assert kinds[0] == "slide"
    assert kinds.count("slide") >= 4
    shown = "\n".join(cell.source for cell in made.cells)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            words = [w for w in re.sub(r"^:class:.*$", "", cell.source, flags=re.M).split() if w.isalpha()]
            assert [w for w in words if w not in shown] == []
    for exercise in manifest.chapter(f"{chapter.parent.name[0]}.{chapter.name[0]}").exercises:
        assert exercise.solution not in shown
        assert exercise.hints[0] not in str(made)
    assert "\ncheck(" not in shown


def test_a_deck_leads_to_pages_of_the_site_and_to_the_repository():
    page = slides._links("[a](2-x.ipynb#b) [c](https://d) [e](../../labs/f.py)", CHAPTERS[0], "https://tree")
    assert page == (
        "[a](../../../notebooks/0-foundations/2-x.html#b) [c](https://d) [e](https://tree/labs/f.py)"
    )


def test_formulas_are_drawn_and_code_is_left_alone():
    assert "<math" in slides._formulas("so $x^2$ is")
    assert slides._formulas("`$HOME` and `$x`") == "`$HOME` and `$x`"

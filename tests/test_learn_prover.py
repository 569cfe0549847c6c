"""The prover finds what is wrong with an exercise; shown on a small course with one fault at a time."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from otlplab.learn import manifest, prover

MANIFEST = """
[[exercise]]
id = "double"
title = "Double it"
minutes = 5
points = 10
practises = ["compute"]
needs = ["Twice is a sum"]
hints = ["a", "b", "c"]
solution = "answer = add(number, number)"
explains = "-"
wrong = [
  {code = "answer = number", says = "not doubled", why = "-"},
  {code = "helper = 1\\nanswer = 'six'", says = "a whole number", why = "-"},
]
[[exercise]]
id = "triple"
title = "Triple it"
minutes = 5
points = 10
practises = ["compute"]
needs = ["0.9/double"]
hints = ["a", "b", "c"]
solution = "answer = add(number, add(number, number))"
explains = "-"
wrong = [
  {code = "answer = 0", says = "not 9", why = "-"},
  {code = "answer = 1", says = "not 9", why = "-"},
]
[[exercise]]
id = "list"
title = "List it"
minutes = 5
points = 10
practises = ["collect"]
needs = []
hints = ["a", "b", "c"]
solution = "import operator\\nanswer = [operator.add(1, 2)]"
explains = "-"
wrong = [
  {code = "answer = []", says = "empty", why = "-"},
  {code = "answer = [1]", says = "1", why = "-"},
]
"""

SETUP = """
import operator, pathlib
from otlplab.learn import check, exercise, expect, manifest
manifest.NOTEBOOKS = pathlib.Path({root!r})

def add(a, b):
    return operator.add(a, b)

@exercise("0.9/double")
def double(answer: int) -> None:
    expect(answer != 3, saw="3: not doubled", expected="twice the number", look="above")
    expect(answer == 6 and "helper" not in get_ipython().user_ns, saw=answer, expected="6", look="above")

@exercise("0.9/triple")
def triple(answer: int) -> None:
    expect(answer == 9, saw=f"{{answer}}, not 9", expected="nine", look="above")

@exercise("0.9/list")
def listed(answer: list) -> None:
    expect(answer, saw="an empty list", expected="three", look="above")
    expect(answer == [3], saw=answer, expected="three", look="above")
"""


def course(root: Path, toml: str = MANIFEST, **changes: str) -> manifest.Chapter:
    """A chapter 0.9 with three exercises; ``changes`` replaces parts of its cells."""
    folder = root / "0-foundations"
    folder.mkdir(parents=True)
    (folder / "9-sample.exercises.toml").write_text(toml)
    cells = [
        nbformat.v4.new_code_cell(SETUP.format(root=str(root))),
        nbformat.v4.new_markdown_cell("## Twice is a sum"),
    ]
    cells.append(nbformat.v4.new_code_cell("number = 3"))
    for name in ("double", "triple", "list"):
        stub = nbformat.v4.new_code_cell("answer = ...", metadata={"tags": [f"exercise:{name}"]})
        output = nbformat.v4.new_output(
            "display_data",
            {"text/plain": "○"},
            metadata={"otlplab": {"exercise": f"0.9/{name}", "state": "open"}},
        )
        cells += [stub, nbformat.v4.new_code_cell(f'check("0.9/{name}", answer)', outputs=[output])]
    for cell in cells:
        for old, new in changes.items():
            cell.source = cell.source.replace(old, new)
    metadata = {"otlplab": {"objectives": [{"id": "compute", "text": "-"}, {"id": "collect", "text": "-"}]}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), folder / "9-sample.ipynb")
    return manifest.chapter("0.9")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from otlplab.learn import exercises

    monkeypatch.setattr(manifest, "NOTEBOOKS", tmp_path)
    monkeypatch.setattr(prover, "QUESTIONS", 0)
    monkeypatch.setattr(
        exercises, "_CHECKS", {f"0.9/{name}": _annotated for name in ("double", "triple", "list")}
    )
    return tmp_path


def _annotated(answer: int) -> None:
    """Stands for a check function where a chapter is only read."""


def test_a_good_chapter_is_proven_by_running_it(root):
    chapter = course(root)
    assert prover.problems(chapter) == []
    trials = prover.prove(chapter)
    assert [(t.exercise, t.what) for t in trials] == [
        (f"0.9/{name}", what)
        for name in ("double", "triple", "list")
        for what in ("stub", "wrong 1", "wrong 2", "solution")
    ]
    assert all(trial.ok for trial in trials), [trial for trial in trials if not trial.ok]


def test_every_answer_that_does_not_do_what_it_must_is_found(root):
    toml = (
        MANIFEST.replace('code = "answer = number"', 'code = "answer = 6"')  # a wrong answer passes
        .replace('says = "a whole number"', 'says = "a fraction"')  # the message is another one
        .replace(
            'solution = "answer = add(number, add(number, number))"', 'solution = "answer = 8"'
        )  # solution fails
        .replace('code = "answer = 0"', 'code = "answer = 1 / 0"')  # raises before the check
    )
    chapter = course(root, toml, **{"answer = [3]": "answer == [3]"})
    trials = {(t.exercise, t.what): t for t in prover.prove(chapter) if not t.ok}
    assert set(trials) == {
        ("0.9/double", "wrong 1"),
        ("0.9/double", "wrong 2"),
        ("0.9/triple", "wrong 1"),
        ("0.9/triple", "solution"),
    }
    assert "passed" in trials["0.9/double", "wrong 1"].said
    assert "ZeroDivisionError" in trials["0.9/triple", "wrong 1"].said


def test_a_stub_that_passes_and_a_check_that_breaks_are_found(root):
    setup = {"expect(answer == 9,": "answer.nothing; expect(answer == 9,", "answer = ...": "answer = 6"}
    trials = {(t.exercise, t.what): t for t in prover.prove(course(root, **setup)) if not t.ok}
    assert ("0.9/double", "stub") in trials
    assert ("0.9/triple", "solution") in trials
    assert "fault of the course" in trials["0.9/triple", "solution"].said


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('practises = ["collect"]', 'practises = ["compute"]', "objective collect is not practised"),
        (
            'practises = ["collect"]',
            'practises = ["collect", "cook"]',
            "cook is practised but is no objective",
        ),
        ('needs = ["0.9/double"]', 'needs = ["0.9/list"]', "0.9/triple: needs '0.9/list'"),
        ("needs = []", 'needs = ["0.8"]', "0.9/list: needs '0.8'"),
        ("add(number, number)", "multiply(number, 2)", "uses 'multiply'"),
        ("[operator.add(1, 2)]", "[operator.truediv(6, 2)]", "uses 'truediv'"),
        ("answer = add(number, number)", "answer = (", "is not Python"),
        ('id = "list"', 'id = "enlist"', "cells are tagged"),
    ],
)
def test_faults_of_the_manifest_are_found_by_reading(root, old, new, problem):
    assert old in MANIFEST
    found = prover.problems(course(root, MANIFEST.replace(old, new, 1)))
    assert any(problem in one for one in found), found


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            {'check("0.9/list"': 'print("0.9/list"'},
            "0.9/list: the code cell below the stub does not call check",
        ),
        ({"## Twice is a sum": "## Something else"}, "needs 'Twice is a sum'"),
        ({"number = 3": 'quiz("0.9/none")'}, "asks the quizzes ['0.9/none']"),
    ],
)
def test_faults_of_the_notebook_are_found_by_reading(root, change, problem):
    found = prover.problems(course(root, **change))
    assert any(problem in one for one in found), found


def test_sql_in_a_solution_is_read_too():
    query = "with x as (select duration_ms as d, 'a_b' from spans) select quantile_cont(d, 0.9) from x"
    code = f"slow = store.sql({query!r})"
    assert prover._uses(code) == {"store", "sql", "duration_ms", "quantile_cont"}


def test_a_chapter_with_too_little_is_found(root, monkeypatch):
    monkeypatch.setattr(prover, "QUESTIONS", 12)
    toml = MANIFEST[: MANIFEST.index('[[exercise]]\nid = "list"')]
    found = prover.problems(course(root, toml))
    assert "0.9: 2 exercises, at least 3 are needed" in found
    assert "0.9: 0 questions, at least 12 are needed" in found

"""check, hint, solution and the manifests: what a learner is told, whatever they answer."""

from __future__ import annotations

import decimal
import json
import textwrap
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from otlplab.learn import (
    attempt,
    check,
    exercise,
    exercises,
    expect,
    hint,
    manifest,
    quizzes,
    record,
    solution,
)
from otlplab.learn.verdict import Verdict, shorten

EXERCISES = '''
[[exercise]]
id = "count"
title = "Count the services"
minutes = 5
points = 10
practises = ["read"]
needs = ["A trace has a shape"]
hints = ["Look.", "Look at `service_name`.", "Count <b>distinct</b> ones."]
solution = """
services = 4
"""
explains = "Each process names itself."

[[exercise.wrong]]
code = "services = 23"
says = "number of spans"
why = "Takes a span for a service."

[[exercise.wrong]]
code = "services = 1"
says = "one for each"
why = "Takes the trace for a service."

[[exercise]]
id = "function"
title = "Write a function"
minutes = 5
points = 10
practises = ["read"]
needs = ["0.9/count"]
hints = ["a", "b", "c"]
solution = "def half(n):\\n    return n / 2"
explains = "Halves."
wrong = [
  {code = "half = 3", says = "a function", why = "-"},
  {code = "def half(n): return n", says = "2", why = "-"},
]

[[exercise]]
id = "faulty"
title = "A check with a fault"
minutes = 5
points = 10
practises = ["read"]
needs = []
hints = ["a", "b", "c"]
solution = "x = 1"
explains = "-"
wrong = [{code = "x = 2", says = "2", why = "-"}, {code = "x = 3", says = "3", why = "-"}]
'''

QUESTIONS = """
[[question]]
id = "root"
quiz = "after-waterfall"
practises = "read"
otca = "sdk"
text = "What is the parent of a root span?"
option = [
  {text = "None", correct = true, why = "That makes it the root."},
  {text = "Itself", why = "A loop."},
  {text = "The trace", why = "A trace is not a span."},
]

[[question]]
id = "signals"
practises = "read"
otca = "fundamentals"
text = "Which two are signals?"
option = [
  {text = "Traces", correct = true, why = "The first."},
  {text = "Logs", correct = true, why = "The third."},
  {text = "Dashboards", why = "They show signals."},
]
"""


@pytest.fixture(autouse=True)
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course of one chapter, 0.9, and an empty home."""
    folder = tmp_path / "notebooks" / "0-foundations"
    folder.mkdir(parents=True)
    (folder / "9-sample.exercises.toml").write_text(EXERCISES)
    (folder / "9-sample.questions.toml").write_text(QUESTIONS)
    monkeypatch.setattr(manifest, "NOTEBOOKS", folder.parent)
    monkeypatch.setenv("OTLPLAB_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(exercises, "_hints_shown", {})
    monkeypatch.setattr(exercises, "_CHECKS", {})

    @exercise("0.9/count")
    def count(services: int) -> None:
        expect(services != 23, saw="23: the number of spans", expected="services", look="the table")
        expect(services == 4, saw=services, expected="one for each program", look="the colours above")

    @exercise("0.9/function")
    def function(half: Callable[[float], float]) -> None:
        result = attempt(half, 4, expected="half(4) is 2", look="your function")
        expect(result == 2, saw=f"half(4) is {result}", expected="2", look="your function")

    @exercise("0.9/faulty")
    def faulty(x: int) -> None:
        raise KeyError("span_id")

    return folder


def state(id: str, *answers: object, **named: object) -> str:
    return exercises.evaluate(id, answers, named).state


@pytest.mark.parametrize(
    ("answers", "named", "wanted", "part"),
    [
        ((4,), {}, "passed", "Each process names itself."),
        ((), {"services": 4}, "passed", "passed"),
        ((np.int64(4),), {}, "passed", "passed"),
        ((23,), {}, "failed", "the number of spans"),
        ((5,), {}, "failed", "one for each program"),
        ((), {}, "open", "no `services`"),
        ((...,), {}, "open", "`services` is still `...`"),
        (([1, ...],), {}, "open", "still `...`"),
        (({"a": ...},), {}, "open", "`services`: a is still `...`"),
        ((None,), {}, "open", "`services` is `None`"),
        ((4, 4), {}, "open", "in this order: services"),
        ((), {"service": 4}, "open", "in this order: services"),
        (("4",), {}, "failed", "a whole number"),
        ((True,), {}, "failed", "a whole number"),
        ((4.0,), {}, "failed", "type float"),
        ((pd.Series([4, 4]),), {}, "failed", "type Series"),
    ],
)
def test_every_answer_gets_a_verdict(answers, named, wanted, part):
    verdict = exercises.evaluate("0.9/count", answers, named)
    assert verdict.state == wanted
    assert part in verdict.text
    if wanted != "passed":
        assert {label for label, _ in verdict.rows} == {"saw", "expected", "look"}
        assert all(text for _, text in verdict.rows)
        assert 'hint("0.9/count")' in verdict.text


def test_an_error_in_the_learners_function_is_the_learners():
    def broken(n: float) -> float:
        return n / 0

    verdict = exercises.evaluate("0.9/function", (broken,), {})
    assert verdict.state == "failed"
    assert dict(verdict.rows)["saw"] == "ZeroDivisionError: division by zero"


def test_an_error_in_the_check_is_the_courses():
    verdict = exercises.evaluate("0.9/faulty", (1,), {})
    assert verdict.state == "broken"
    assert "fault of the course" in verdict.text
    assert "KeyError" in dict(verdict.rows)["saw"]
    assert "test_learn.py, line" in dict(verdict.rows)["saw"]


class Hostile:
    def __repr__(self) -> str:
        raise RuntimeError("no")

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("no")

    def __bool__(self) -> bool:
        raise RuntimeError("no")


@given(st.recursive(st.none() | st.text() | st.floats() | st.binary() | st.just(...), lambda x: st.lists(x)))
def test_nothing_that_is_answered_raises(answer):
    for id in ("0.9/count", "0.9/function"):
        assert state(id, answer) in ("failed", "open")


def test_an_answer_that_fights_back():
    assert state("0.9/count", Hostile()) == "failed"
    assert "<Hostile instance> (type Hostile)" in exercises.evaluate("0.9/count", (Hostile(),), {}).text


@pytest.mark.parametrize("id", ["0.9/cuont", "9.9/count", "count", "", "0.9", "../etc/passwd", "0.9/x/y"])
def test_an_unknown_exercise_is_said(id, capsys):
    check(id, 4)
    hint(id)
    solution(id)
    assert capsys.readouterr().out.count("there is no such exercise") == 3


def test_a_near_miss_is_offered(capsys):
    check("0.9/cuont", 4)
    assert "an exercise: 0.9/count" in capsys.readouterr().out


def test_a_broken_manifest_is_a_fault_of_the_course(course, capsys):
    (course / "9-sample.exercises.toml").write_text("[[exercise]]\nid = 3\n")
    check("0.9/count", 4)
    out = capsys.readouterr().out
    assert "fault of the course" in out
    assert "9-sample.exercises.toml" in out


def test_numbers_of_other_libraries_become_pythons():
    seen = []

    @exercise("0.9/count")
    def count(services: float) -> None:
        seen.append(services)

    for number in (1, 1.5, np.float32(1.5), np.int8(1), decimal.Decimal("1.5")):
        assert state("0.9/count", number) == "passed"
    assert {type(number) for number in seen} == {float}
    assert state("0.9/count", 1j) == "failed"


def test_optional_and_union_answers():
    @exercise("0.9/count")
    def count(answer: int | str | None, rows: list[dict[str, int]] = []) -> None:  # noqa: B006
        expect(answer != 0, saw=answer, expected="not 0", look="-")

    assert state("0.9/count", None) == "passed"
    assert state("0.9/count", "a") == "passed"
    assert state("0.9/count", 0) == "failed"
    assert "a whole number or a text" in exercises.evaluate("0.9/count", (2.5,), {}).text
    assert state("0.9/count", 1, (1,)) == "failed"


def test_hints_come_one_by_one_and_stop_at_the_third(capsys):
    for wanted in ("hint 1 of 3", "hint 2 of 3", "hint 3 of 3", "hint 3 of 3"):
        hint("0.9/count")
        out = capsys.readouterr().out
        assert wanted in out
        assert ("service_name" in out) == (wanted != "hint 1 of 3")
    assert record.load()["0.9/count"] == {"attempts": 0, "hints": 3, "passed": None}


def test_the_solution_opens_after_an_attempt(capsys):
    solution("0.9/count")
    assert "services = 4" not in capsys.readouterr().out
    check("0.9/count", ...)
    solution("0.9/count")
    assert "services = 4" not in capsys.readouterr().out, "the stub is not an attempt"
    check("0.9/count", 3)
    capsys.readouterr()
    solution("0.9/count")
    assert "services = 4" in capsys.readouterr().out


def test_the_solution_opens_on_purpose(capsys):
    solution("0.9/count", now=True)
    assert "services = 4" in capsys.readouterr().out


def test_attempts_are_counted_and_the_first_pass_is_kept(capsys):
    for answer in (3, 4):
        check("0.9/count", answer)
    first = record.load()["0.9/count"]
    check("0.9/count", 4)
    last = record.load()["0.9/count"]
    assert first["attempts"] == 2
    assert last == first | {"attempts": 3}
    assert first["passed"].endswith("Z")


def test_a_home_that_cannot_be_written_costs_only_the_record(monkeypatch, tmp_path, capsys):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("OTLPLAB_HOME", str(tmp_path / "file"))
    check("0.9/count", 4)
    captured = capsys.readouterr()
    assert "passed" in captured.out
    assert "progress was not recorded" in captured.err


def test_html_never_takes_an_answer_for_markup():
    attack = "<img src=x onerror=alert(1)>`</code><script>alert(2)</script>`\x1b[31m\x00"
    verdict = exercises.evaluate("0.9/count", (attack,), {})
    assert "<img" not in verdict.html
    assert "<script" not in verdict.html
    assert "\x1b" not in verdict.html + verdict.text
    assert "\x00" not in verdict.html + verdict.text
    assert "<b>" not in verdict.html, "nor a hint's"
    assert verdict.html.count("<details>") == verdict.html.count("</details>") == 4


def test_what_is_seen_is_the_same_every_time():
    assert shorten(object()) == shorten(object())
    assert len(shorten("x" * 10_000)) <= 600
    assert len(shorten([["x" * 500] * 50] * 50)) <= 600


def test_text_is_aligned():
    verdict = Verdict(
        "0.9/x", "failed", "0.9/x · X: not yet", (("saw", "a\nb"), ("expected", "c")), ("note",)
    )
    assert verdict.text == textwrap.dedent("""\
        ✗ 0.9/x · X: not yet
          saw       a
                    b
          expected  c
          note""")


def test_a_notebook_gets_text_html_and_the_verdict_as_metadata():
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    InteractiveShell.instance()
    try:
        with capture_output() as captured:
            check("0.9/count", 4)
        [output] = captured.outputs
        assert set(output.data) == {"text/plain", "text/html"}
        assert output.metadata == {"otlplab": {"exercise": "0.9/count", "state": "passed"}}
    finally:
        InteractiveShell.clear_instance()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "count"', 'id = "Count"', "small letters"),
        ('id = "function"', 'id = "count"', "is there twice"),
        ('title = "Count the services"', "", "title: is missing"),
        ('title = "Count the services"', 'title = " "', "not empty"),
        ("minutes = 5", 'minutes = "5"', "must be of type int"),
        ("minutes = 5", "minutes = true", "must be of type int"),
        ("minutes = 5", "minutes = 0", "1 or more"),
        ("points = 10", "points = 10\nlevel = 3", "level: not known"),
        ('practises = ["read"]', "practises = []", "at least one objective"),
        ('hints = ["Look.", ', "hints = [", "2 of them, exactly 3"),
        ('hints = ["a", "b", "c"]', 'hints = "abc"', "must be a list"),
        ('says = "number of spans"', "", "wrong 1: says: is missing"),
        ('wrong = [{code = "x = 2", says = "2", why = "-"}, ', "wrong = [", "at least 2"),
        ("[[exercise]]", "[exercise", "9-sample.exercises.toml"),
    ],
)
def test_a_manifest_with_a_fault_is_refused_by_name(course, old, new, said):
    assert old in EXERCISES
    (course / "9-sample.exercises.toml").write_text(EXERCISES.replace(old, new, 1))
    with pytest.raises(manifest.ManifestError, match=r"9-sample\.exercises\.toml") as error:
        list(manifest.chapters())
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('otca = "sdk"', 'otca = "cooking"', "is none of fundamentals"),
        ('{text = "None", correct = true,', '{text = "None",', "at least one of them right"),
        ('  {text = "Itself", why = "A loop."},\n', "", "3 to 6"),
        ('{text = "Itself",', '{text = "None",', "same text"),
        ('why = "A loop."', 'why = ""', "not empty"),
        (', why = "A loop."', "", "why: is missing"),
    ],
)
def test_a_question_with_a_fault_is_refused_by_name(course, old, new, said):
    assert old in QUESTIONS
    (course / "9-sample.questions.toml").write_text(QUESTIONS.replace(old, new, 1))
    with pytest.raises(manifest.ManifestError, match=r"9-sample\.questions\.toml: root") as error:
        list(manifest.chapters())
    assert said in str(error.value)


def test_a_quiz_takes_its_questions_from_the_bank():
    data = quizzes.data("0.9/after-waterfall")
    assert data["id"] == "0.9/after-waterfall"
    assert [(q["id"], q["kind"]) for q in data["questions"]] == [("0.9/root", "single")]
    assert all(option["why"] for question in data["questions"] for option in question["options"])
    assert json.loads(json.dumps(data)) == data
    [_, signals] = manifest.chapter("0.9").questions
    assert signals.kind == "multiple"
    for missing in ("0.9/other", "0.9/", "0.9", "8.8/x"):
        with pytest.raises(LookupError):
            quizzes.data(missing)


def test_the_chapters_module_is_named_after_its_notebook():
    assert manifest.chapter("0.9").module == "otlplab.learn.checks.foundations.sample"

"""Every exercise of every chapter, done for real: stubs fail, wrong answers are told why, solutions pass."""

from __future__ import annotations

from functools import cache

import pytest
from otlplab.learn import manifest, prover

CHAPTERS = {chapter.number: chapter for chapter in manifest.chapters()}
TRIALS = [
    pytest.param(number, one.id, what, id=f"{one.id}-{what}")
    for number, chapter in CHAPTERS.items()
    for one in chapter.exercises
    for what in ("stub", *(f"wrong {n}" for n in range(1, len(one.wrong) + 1)), "solution")
]


@cache
def proven(number: str) -> dict[tuple[str, str], prover.Trial]:
    """One run of the chapter for all its tests."""
    return {(trial.exercise, trial.what): trial for trial in prover.prove(CHAPTERS[number])}


def test_the_foundations_are_there():
    assert {"0.1", "0.2", "0.3", "0.5"} <= set(CHAPTERS)


@pytest.mark.parametrize("number", CHAPTERS)
def test_the_chapter_is_in_order(number):
    assert prover.problems(CHAPTERS[number]) == []


@pytest.mark.parametrize(("number", "exercise", "what"), TRIALS)
def test_the_answer_gets_what_it_must(number, exercise, what):
    trial = proven(number)[exercise, what]
    assert trial.ok, trial.said

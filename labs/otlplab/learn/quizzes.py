"""``quiz``: the questions of a chapter's bank, shown where the chapter asks them."""

from __future__ import annotations

import random
from typing import Any

from otlplab.learn import manifest


def quiz(id: str) -> Any:
    """Show the quiz ``id`` (``"0.1/after-waterfall"``): the view of :func:`otlplab.views.quiz`.

    Raises :exc:`LookupError` where the chapter's bank has no question for it.
    """
    from otlplab import views

    return views.quiz(data(id))


def data(id: str) -> dict[str, Any]:
    """The quiz as the view takes it: its questions in the order of the bank, every option with its reason."""
    number, _, name = id.partition("/")
    chapter = manifest.chapter(number)
    questions = [question for question in chapter.questions if name and question.quiz == name]
    if not questions:
        raise LookupError(
            f"there is no quiz {id!r}; chapter {number} has {', '.join(chapter.quizzes) or 'none'}"
        )
    return {"id": id, "questions": [as_dict(question) for question in questions]}


def as_dict(question: manifest.Question) -> dict[str, Any]:
    """One question in the shape that views and exams share.

    Banks tend to give the right option first; the order shown is another one, always the same for a question.
    """
    options = [{"text": one.text, "correct": one.correct, "why": one.why} for one in question.options]
    random.Random(question.id).shuffle(options)
    return {"id": question.id, "text": question.text, "kind": question.kind, "options": options}

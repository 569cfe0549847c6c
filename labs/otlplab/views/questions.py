"""The quiz: questions with options, each of which says why it is right or wrong. Nothing is kept."""

from __future__ import annotations

from typing import Any

from .view import View
from .words import escape, plural

_VERDICT = {True: "right.", False: "wrong."}


def quiz(data: dict[str, Any]) -> View:
    """Questions as a view that answers and explains.

    data: `{"id", "questions": [{"id", "text", "kind": "single" | "multiple",
          "options": [{"text", "correct": bool, "why"}]}]}`
    Raises ValueError for a question that cannot be answered: no correct option, or several where one may be
    chosen.
    """
    for question in data["questions"]:
        right = sum(bool(option["correct"]) for option in question["options"])
        if question["kind"] not in ("single", "multiple"):
            raise ValueError(f"question {question['id']!r}: kind must be 'single' or 'multiple'")
        if right == 0 or (question["kind"] == "single" and right > 1):
            raise ValueError(f"question {question['id']!r}: {right} options are marked correct")
    return View(
        "quiz", data, _text(data), _fallback(data), f"Quiz: {plural(len(data['questions']), 'question')}"
    )


def _text(data: dict[str, Any]) -> str:
    blocks = []
    for n, question in enumerate(data["questions"], 1):
        several = " (several may be right)" if question["kind"] == "multiple" else ""
        options = (f"   ( ) {option['text']}" for option in question["options"])
        blocks.append("\n".join([f"{n}. {question['text']}{several}", *options]))
    return "\n\n".join(blocks)


def _fallback(data: dict[str, Any]) -> str:
    parts = []
    for question in data["questions"]:
        options = "".join(f"<li>{escape(option['text'])}</li>" for option in question["options"])
        answers = "".join(
            f"<li>{escape(option['text'])}: {_VERDICT[bool(option['correct'])]} {escape(option['why'])}</li>"
            for option in question["options"]
        )
        parts.append(
            f"<li><p>{escape(question['text'])}</p><ul>{options}</ul>"
            f"<details><summary>Answer</summary><ul>{answers}</ul></details></li>"
        )
    return f"<ol>{''.join(parts)}</ol>"

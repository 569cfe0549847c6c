"""A candidate's paper: questions and tasks that follow from the class's code and the candidate's name."""

from __future__ import annotations

import hashlib
import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from otlplab.learn import manifest
from otlplab.learn.exam import repair
from otlplab.learn.exam.tasks import Task, tasks
from otlplab.learn.manifest import Option, Question

if TYPE_CHECKING:
    from nbformat import NotebookNode

QUESTIONS_A_CHAPTER = 6
LETTERS = "abcdef"
RECORDING = "incident.otlp.zst"
"""Name of the recording beside the exam's notebook."""


class ExamError(ValueError):
    """An exam cannot be started, handed in or graded as it was asked for; one line says why."""


@dataclass(frozen=True, slots=True)
class Item:
    """A question with its options in the order in which this candidate sees them."""

    question: Question
    options: tuple[Option, ...]

    @property
    def right(self) -> frozenset[str]:
        """The letters of the right options."""
        return frozenset(
            letter for letter, option in zip(LETTERS, self.options, strict=False) if option.correct
        )

    def score(self, given: object) -> float:
        """0 to 1: all or nothing for one right option; for several, the right ones less the wrong ones."""
        letters = re.sub(r"[\s,;]", "", given.lower()) if isinstance(given, str) else ""
        if (
            not letters
            or len(set(letters)) < len(letters)
            or set(letters) - set(LETTERS[: len(self.options)])
        ):
            return 0.0
        chosen = frozenset(letters)
        if self.question.kind == "single":
            return float(chosen == self.right)
        return max(0.0, len(chosen & self.right) - len(chosen - self.right)) / len(self.right)


@dataclass(frozen=True, slots=True)
class Paper:
    """What one candidate is asked. A question counts one point, a task what it says."""

    code: str
    name: str
    part: str
    items: tuple[Item, ...]
    tasks: tuple[Task, ...]
    faults: tuple[repair.Fault, ...]

    @property
    def points(self) -> int:
        """What a perfect paper earns."""
        return len(self.items) + sum(task.points for task in self.tasks) + repair.POINTS

    @property
    def seed(self) -> bytes:
        """The seed of the candidate's own recording and orders."""
        return seed_of(self.code, self.name, self.part, "recording")


def seed_of(*words: str) -> bytes:
    """A seed from words; other words, or the same ones cut differently, give another."""
    return hashlib.sha256("\0".join(words).encode()).digest()


def paper(code: str, name: str, part: str) -> Paper:
    """The paper of one candidate: some questions of each chapter of the part, and its tasks.

    Raises :exc:`ExamError` for a name or a code that is not one, and for a part without questions.
    """
    if not re.fullmatch(r"\w[\w .'-]{0,38}\w", name) or "  " in name:
        raise ExamError("a name has 2 to 40 letters, digits, spaces, dots, hyphens or apostrophes")
    if not re.fullmatch(r"[\w.-]{4,64}", code):
        raise ExamError("a code has 4 to 64 letters, digits, dots, hyphens or underscores")
    draw = random.Random(seed_of(code, name, part))
    items = []
    for chapter in manifest.chapters():
        if chapter.number.partition(".")[0] == part and chapter.questions:
            chosen = draw.sample(chapter.questions, min(QUESTIONS_A_CHAPTER, len(chapter.questions)))
            items += [Item(one, tuple(draw.sample(one.options, len(one.options)))) for one in chosen]
    if not items:
        raise ExamError(f"part {part} has no questions yet")
    return Paper(code, name, part, tuple(items), tasks(draw), repair.draw(draw))


def part_title(part: str) -> str:
    """A part in words: ``Part 0, Foundations``. Raises :exc:`ExamError`."""
    for folder in manifest.NOTEBOOKS.glob(f"{part}-*"):
        return f"Part {part}, {folder.name.partition('-')[2].replace('-', ' ').capitalize()}"
    raise ExamError(f"the course has no part {part}")


def notebook(paper: Paper, minutes: int) -> NotebookNode:
    """The notebook in which the candidate answers."""
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

    cells: list[Any] = [new_markdown_cell(_INTRODUCTION.format(paper=paper, minutes=minutes))]
    cells.append(new_code_cell(_SETUP, metadata={"tags": ["parameters"]}))
    for number, item in enumerate(paper.items, 1):
        many = " *Choose all that are right.*" if item.question.kind == "multiple" else ""
        options = "\n".join(
            f"- **{letter}** {option.text}" for letter, option in zip(LETTERS, item.options, strict=False)
        )
        cells.append(new_markdown_cell(f"**Question {number}.** {item.question.text}{many}\n\n{options}"))
        cells.append(new_code_cell(f'answers["{item.question.id}"] = ""'))
    for number, task in enumerate(paper.tasks, 1):
        fields = "\n".join(f"- `{key}`: {meaning}" for key, meaning in task.fields.items())
        text = f"## Task {number}: {task.title} ({task.points} points)\n\n{task.text}\n\n{fields}"
        cells.append(new_markdown_cell(text))
        blank = ", ".join(f'"{key}": ...' for key in task.fields)
        cells.append(new_code_cell(f'answers["{task.id}"] = {{{blank}}}'))
    head = f"## Task {len(paper.tasks) + 1}: {repair.TITLE} ({repair.POINTS} points)"
    cells.append(new_markdown_cell(f"{head}\n\n{repair.TEXT}"))
    cells += map(new_code_cell, (repair.SETUP, repair.program(paper.faults), repair.RUN))
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


_INTRODUCTION = """\
# Exam: OTLP, Hands On, part {paper.part}

{paper.name}, you have {minutes} minutes and {paper.points} points to earn: one for each question, more for
each task. Write your answers into the cells. A question is answered with a letter, such as `"b"`, or with
several, such as `"ac"`. A task is answered by a cell that **computes** the answer from `store`: the notebook
is run again, from top to bottom, on your recording and on another one of the same kind, and each earns half
of the points. The last task is a program to repair; it is run with other orders, too.

When you are done, save the notebook and run `otlplab exam submit` in this folder. One file is made; hand it
in."""

_SETUP = f"""\
from otlplab import Store

store = Store.of_recording("{RECORDING}")
answers = {{}}"""

"""What a chapter practises and asks: the two TOML files beside its notebook.

``notebooks/0-foundations/1-first-telemetry.ipynb`` is chapter 0.1. Beside it lie

``1-first-telemetry.exercises.toml``
    its exercises in the order in which they appear, see :class:`Exercise`;
``1-first-telemetry.questions.toml``
    its questions, for the quizzes in the chapter and for the exam, see :class:`Question`.

The functions that look at answers are in :mod:`otlplab.learn.checks`, in the module of the same name:
``checks/foundations/first_telemetry.py``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

NOTEBOOKS = Path(__file__).resolve().parents[3] / "notebooks"

OTCA = {
    "fundamentals": "Fundamentals of Observability",
    "sdk": "The OpenTelemetry API and SDK",
    "collector": "The OpenTelemetry Collector",
    "debugging": "Maintaining and Debugging Observability Pipelines",
}
"""The domains of the exam *OpenTelemetry Certified Associate*, under the short names that questions use."""

T = TypeVar("T")


class ManifestError(ValueError):
    """A manifest does not say what it must; the message names the file, the item and the key."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A plausible wrong answer: the ``code`` that a learner may write in place of the stub.

    ``says`` must be part of the message that the check gives for it; ``why`` tells an instructor what the
    learner has most likely misunderstood.
    """

    code: str
    says: str
    why: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise.

    ``id``        in the manifest without the chapter (``first-span``), here with it (``0.1/first-span``)
    ``title``     what the learner does, a few words
    ``minutes``   for a learner who meets it for the first time
    ``points``    what it counts in progress
    ``practises`` ids of the chapter's objectives
    ``needs``     what must come before: headings of sections of this chapter, or ids of exercises and
                  chapters
    ``hints``     exactly three, each nearer to the answer, the last almost the answer (Markdown)
    ``solution``  the code that replaces the stub
    ``explains``  what the learner should now understand; shown with the solution and when the check passes
                  (Markdown)
    ``wrong``     plausible wrong answers, see :class:`Wrong`
    """

    id: str
    title: str
    minutes: int
    points: int
    practises: tuple[str, ...]
    needs: tuple[str, ...]
    hints: tuple[str, ...]
    solution: str
    explains: str
    wrong: tuple[Wrong, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a question: its ``text``, whether it is right, and ``why`` (also when it is wrong)."""

    text: str
    why: str
    correct: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One item of the question bank.

    ``id``        in the file without the chapter, here with it
    ``text``      the question (Markdown); it has more than one right option only if it says so
    ``practises`` id of one of the chapter's objectives
    ``otca``      a key of :data:`OTCA`
    ``options``   three to six, see :class:`Option`
    ``quiz``      the quiz of the chapter that asks it; left out: only the exam asks it
    """

    id: str
    text: str
    practises: str
    otca: str
    options: tuple[Option, ...]
    quiz: str = ""

    @property
    def kind(self) -> str:
        """``single`` where one option is right, ``multiple`` where several are."""
        return "multiple" if sum(option.correct for option in self.options) > 1 else "single"


@dataclass(frozen=True, slots=True)
class Chapter:
    """What lies beside one notebook; both files may be missing while a chapter is being written."""

    number: str
    notebook: Path
    exercises: tuple[Exercise, ...]
    questions: tuple[Question, ...]

    @property
    def module(self) -> str:
        """Name of the module with the chapter's check functions."""
        part, name = (re.sub(r"^\d+-", "", text) for text in (self.notebook.parent.name, self.notebook.stem))
        return f"otlplab.learn.checks.{part}.{name}".replace("-", "_")

    @property
    def quizzes(self) -> tuple[str, ...]:
        """The ids of the chapter's quizzes, in the order of their first questions."""
        return tuple(dict.fromkeys(f"{self.number}/{q.quiz}" for q in self.questions if q.quiz))


def chapters() -> Iterator[Chapter]:
    """Every chapter that has a notebook or a manifest, in the course's order. Raises :exc:`ManifestError`."""
    stems = {path.with_name(path.name.split(".", 1)[0]) for path in NOTEBOOKS.glob("[0-9]*-*/[0-9]*-*.*")}
    for stem in sorted(stems, key=lambda stem: [int(number) for number in _number(stem).split(".")]):
        yield _load(stem)


def chapter(number: str) -> Chapter:
    """The chapter with this number (``"0.1"``). Raises :exc:`LookupError` or :exc:`ManifestError`."""
    part, _, place = number.partition(".")
    if part.isdigit() and place.isdigit():
        for path in sorted(NOTEBOOKS.glob(f"{part}-*/{place}-*.*")):
            return _load(path.with_name(path.name.split(".", 1)[0]))
    raise LookupError(f"there is no chapter {number!r}")


def exercise(id: str) -> Exercise:
    """The exercise with this id (``"0.1/first-span"``). Raises :exc:`LookupError` or :exc:`ManifestError`."""
    for one in chapter(id.partition("/")[0]).exercises:
        if one.id == id:
            return one
    raise LookupError(f"there is no exercise {id!r}")


def _number(stem: Path) -> str:
    return f"{stem.parent.name.split('-')[0]}.{stem.name.split('-')[0]}"


def _load(stem: Path) -> Chapter:
    exercises, questions = stem.with_suffix(".exercises.toml"), stem.with_suffix(".questions.toml")
    return Chapter(
        _number(stem),
        stem.with_suffix(".ipynb"),
        _exercises(exercises, exercises.stat().st_mtime_ns) if exercises.exists() else (),
        _questions(questions, questions.stat().st_mtime_ns) if questions.exists() else (),
    )


@cache
def _exercises(path: Path, _changed: int) -> tuple[Exercise, ...]:
    found = _items(path, "exercise", Exercise)
    for one in found:
        here = f"{path.name}: {one.id.partition('/')[2]}"
        if len(one.hints) != 3:
            raise ManifestError(f"{here}: hints: {len(one.hints)} of them, exactly 3 are needed")
        if not one.practises:
            raise ManifestError(f"{here}: practises: name at least one objective")
        if len(one.wrong) < 2:
            raise ManifestError(f"{here}: wrong: at least 2 plausible wrong answers are needed")
        if one.minutes < 1 or one.points < 1:
            raise ManifestError(f"{here}: minutes and points: 1 or more")
    return found


@cache
def _questions(path: Path, _changed: int) -> tuple[Question, ...]:
    found = _items(path, "question", Question)
    for one in found:
        here = f"{path.name}: {one.id.partition('/')[2]}"
        right = sum(option.correct for option in one.options)
        if one.otca not in OTCA:
            raise ManifestError(f"{here}: otca: {one.otca!r} is none of {', '.join(OTCA)}")
        if not 3 <= len(one.options) <= 6 or not 1 <= right < len(one.options):
            raise ManifestError(f"{here}: option: 3 to 6, at least one of them right and one wrong")
        if len({option.text for option in one.options}) < len(one.options):
            raise ManifestError(f"{here}: option: two have the same text")
    return found


def _items(path: Path, key: str, kind: type[T]) -> tuple[T, ...]:
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ManifestError(f"{path.name}: {error}") from None
    if set(data) != {key} or not isinstance(data[key], list):
        raise ManifestError(
            f"{path.name}: holds [[{key}]] tables and nothing else, found {', '.join(data) or 'nothing'}"
        )
    found, seen = [], set()
    for place, item in enumerate(data[key], 1):
        here = f"{path.name}: {item.get('id', f'{key} {place}')}"
        one = _build(kind, item, here)
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one.id):  # type: ignore[attr-defined]
            raise ManifestError(f"{here}: id: small letters, digits and single hyphens")
        if one.id in seen:  # type: ignore[attr-defined]
            raise ManifestError(f"{here}: id: is there twice")
        seen.add(one.id)  # type: ignore[attr-defined]
        stem = path.with_name(path.name.split(".", 1)[0])
        object.__setattr__(one, "id", f"{_number(stem)}/{one.id}")  # type: ignore[attr-defined]
        found.append(one)
    return tuple(found)


def _build(kind: type[T], item: Mapping[str, Any], here: str) -> T:
    """Make a dataclass from a TOML table: every key known, none missing, each value of its type."""
    types, values = get_type_hints(kind), {}
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    aliases = {"options": "option"}  # [[question.option]] reads better in TOML than [[question.options]]
    table = {aliases.get(name, name): name for name in known}
    if unknown := set(item) - set(table):
        raise ManifestError(f"{here}: {', '.join(sorted(unknown))}: not known; known are {', '.join(table)}")
    for key, name in table.items():
        if key not in item:
            if known[name].default is MISSING:
                raise ManifestError(f"{here}: {key}: is missing")
            continue
        value, wanted = item[key], types[name]
        if get_origin(wanted) is tuple:
            element = get_args(wanted)[0]
            if not isinstance(value, list):
                raise ManifestError(f"{here}: {key}: must be a list")
            if element is str:
                value = tuple(_text(text, f"{here}: {key}") for text in value)
            else:
                value = tuple(_build(element, one, f"{here}: {key} {n}") for n, one in enumerate(value, 1))
        elif wanted is str:
            value = _text(value, f"{here}: {key}")
        elif type(value) is not wanted:
            raise ManifestError(f"{here}: {key}: must be of type {wanted.__name__}")
        values[name] = value
    return kind(**values)


def _text(value: Any, here: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ManifestError(f"{here}: must be a text that is not empty")
    return value.strip("\n")

"""``check``, ``hint`` and ``solution``: what a chapter's exercise cells call.

The functions that look at answers are registered with :func:`exercise` in the modules of
:mod:`otlplab.learn.checks`; that package says how to write one.
"""

from __future__ import annotations

import collections.abc
import decimal
import difflib
import importlib
import inspect
import numbers
import sys
import traceback
import types
import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any

from otlplab.learn import manifest, record, share
from otlplab.learn.verdict import Unmet, Verdict, shorten

Check = Callable[..., None]
_CHECKS: dict[str, Check] = {}
_hints_shown: dict[str, int] = {}


def exercise(id: str) -> Callable[[Check], Check]:
    """Register a check function for the exercise ``id`` (``"0.1/first-span"``); a decorator."""

    def register(function: Check) -> Check:
        _CHECKS[id] = function
        return function

    return register


def check(id: str, *answers: Any, **named: Any) -> None:
    """Look at an answer and say what was seen, what was expected and where to look.

    Never raises because of an answer: a missing, unfinished or odd one gets its message too. An attempt is
    counted in the learner's progress once something is there to be looked at.
    """
    verdict = evaluate(id, answers, named)
    if verdict.state in ("passed", "failed"):
        _record(record.record_attempt, id, verdict.state == "passed")
        share.send_in_background()
    verdict.show()


def hint(id: str) -> None:
    """Show the next of the exercise's three hints, below the ones already shown in this session."""
    try:
        one = manifest.exercise(id)
    except (LookupError, manifest.ManifestError) as error:
        _unknown(id, error).show()
        return
    stage = min(_hints_shown.get(id, 0) + 1, len(one.hints))
    _hints_shown[id] = stage
    _record(record.record_hint, id, stage)
    after = (
        f'`hint("{id}")` again gives the next one.'
        if stage < 3
        else f'That was the last: `solution("{id}")`.'
    )
    notes = tuple(f"**{n}.** {text}" for n, text in enumerate(one.hints[:stage], 1))
    Verdict(id, "told", f"{id} · {one.title}: hint {stage} of 3", notes=(*notes, after)).show()


def solution(id: str, now: bool = False) -> None:
    """Show the worked solution: after an attempt at the exercise, or at once with ``now=True``."""
    try:
        one = manifest.exercise(id)
    except (LookupError, manifest.ManifestError) as error:
        _unknown(id, error).show()
        return
    if not now and not record.attempted(id):
        note = f'It opens after an attempt. To see it without one: `solution("{id}", now=True)`.'
        Verdict(id, "told", f"{id} · {one.title}: solution", notes=(note,)).show()
        return
    Verdict(id, "told", f"{id} · {one.title}: solution", notes=(_fenced(one.solution), one.explains)).show()


def evaluate(id: str, answers: tuple[Any, ...], named: dict[str, Any]) -> Verdict:
    """Look at an answer without showing or recording anything. Never raises because of an answer."""
    try:
        one = manifest.exercise(id)
        function = check_function(id)
    except (LookupError, manifest.ManifestError, ImportError) as error:
        return _unknown(id, error)
    title = f"{id} · {one.title}"
    more = tuple((f"Hint {n} of 3", text) for n, text in enumerate(one.hints, 1))
    more += (("Solution", f"{_fenced(one.solution)}\n\n{one.explains}"),)
    help = f'`hint("{id}")` gives the first of three hints.'
    try:
        function(*_bind(function, answers, named))
    except _Missing as missing:
        rows = (("saw", str(missing)), ("expected", missing.expected), ("look", missing.look))
        return Verdict(id, "open", f"{title}: not answered yet", rows, (help,), more)
    except Unmet as unmet:
        rows = (("saw", unmet.saw), ("expected", unmet.expected), ("look", unmet.look))
        return Verdict(id, "failed", f"{title}: not yet", rows, (help,), more)
    except Exception as error:
        return _broken(id, title, error)
    return Verdict(id, "passed", f"{title}: passed", notes=(one.explains,))


def check_function(id: str) -> Check:
    """The function registered for this exercise. Raises :exc:`LookupError` or :exc:`ImportError`."""
    if id not in _CHECKS:
        importlib.import_module(manifest.chapter(id.partition("/")[0]).module)
    if id not in _CHECKS:
        raise LookupError(f"no check function is registered for {id!r}")
    return _CHECKS[id]


class _Missing(Exception):
    def __init__(self, saw: str, expected: str, look: str) -> None:
        super().__init__(saw)
        self.expected, self.look = expected, look


def _bind(function: Check, answers: tuple[Any, ...], named: dict[str, Any]) -> list[Any]:
    """The answers in the order of the parameters, each there, filled in and of its parameter's type."""
    signature, hints = inspect.signature(function), typing.get_type_hints(function)
    cell = (
        "the cell above this one: write your answer in the place of `...`, run it, then run the check again"
    )
    if len(answers) > len(signature.parameters) or not named.keys() <= signature.parameters.keys():
        raise _Missing(
            f"{len(answers)} answers" + (f" and {', '.join(named)}" if named else ""),
            "these answers, in this order: " + ", ".join(signature.parameters),
            "the call of `check` itself",
        )
    values: list[Any] = []
    for place, (name, parameter) in enumerate(signature.parameters.items()):
        value = answers[place] if place < len(answers) else named.get(name, parameter.default)
        wanted = _in_words(hints.get(name, Any))
        if value is inspect.Parameter.empty:
            raise _Missing(
                f"no `{name}`", wanted, "the call of `check` itself: it must be given every answer"
            )
        if value is ... or (isinstance(value, list | tuple) and any(v is ... for v in value)):
            raise _Missing(f"`{name}` is still `...`", wanted, cell)
        if isinstance(value, dict) and (gaps := [key for key, v in value.items() if v is ...]):
            raise _Missing(f"`{name}`: {', '.join(map(str, gaps))} is still `...`", wanted, cell)
        if value is None and not _accepts_none(hints.get(name, Any)):
            raise _Missing(f"`{name}` is `None`", wanted, cell)
        values.append(_fit(name, value, hints.get(name, Any)))
    return values


def _alternatives(hint: Any) -> tuple[Any, ...]:
    is_union = typing.get_origin(hint) in (typing.Union, types.UnionType)
    return typing.get_args(hint) if is_union else (hint,)


def _accepts_none(hint: Any) -> bool:
    return type(None) in _alternatives(hint)


def _fit(name: str, value: Any, hint: Any) -> Any:
    """The value as the parameter's type: numbers of numpy and SQL become Python's. Raises :exc:`Unmet`."""
    for wanted in _alternatives(hint):
        kind = typing.get_origin(wanted) or wanted
        if kind is Any or kind is inspect.Parameter.empty:
            return value
        if kind is int and isinstance(value, numbers.Integral) and not isinstance(value, bool):
            return int(value)
        if (
            kind is float
            and isinstance(value, numbers.Real | decimal.Decimal)
            and not isinstance(value, bool)
        ):
            return float(value)
        if kind is collections.abc.Callable and callable(value):
            return value
        if kind not in (int, float, collections.abc.Callable) and isinstance(value, kind):
            return value
    saw = f"`{name}` is {shorten(value)} (type {type(value).__name__})"
    raise Unmet(saw, _in_words(hint), f"where the cell above gives `{name}` its value")


def _in_words(hint: Any) -> str:
    words = {
        Any: "a value",
        int: "a whole number",
        float: "a number",
        str: "a text",
        bool: "`True` or `False`",
        list: "a list",
        tuple: "a tuple",
        set: "a set",
        dict: "a dictionary",
        collections.abc.Callable: "a function",
    }
    kinds = [typing.get_origin(one) or one for one in _alternatives(hint) if one is not type(None)]
    return " or ".join(words.get(kind) or f"a {getattr(kind, '__name__', kind)}" for kind in kinds)


def _unknown(id: str, error: Exception) -> Verdict:
    if not isinstance(error, LookupError):
        return _broken(id, id, error)
    known = []
    try:
        known = [one.id for chapter in manifest.chapters() for one in chapter.exercises]
    except manifest.ManifestError as broken:
        return _broken(id, id, broken)
    near = difflib.get_close_matches(id, known, n=3)
    rows = (
        ("saw", str(id)),
        ("expected", "the id of an exercise" + (f": {', '.join(near)}?" if near else "")),
    )
    return Verdict(id, "told", f"{id}: there is no such exercise", rows)


def _broken(id: str, title: str, error: Exception) -> Verdict:
    frame = traceback.extract_tb(error.__traceback__)[-1] if error.__traceback__ else None
    where = f" in {Path(frame.filename).name}, line {frame.lineno}" if frame else ""
    rows = (
        ("saw", shorten(f"{type(error).__name__}: {error}") + where),
        ("expected", "a verdict; your answer may well be right"),
        ("look", "report this as an issue of the course, with the answer that you gave"),
    )
    return Verdict(
        id, "broken", f"{title}: the check itself failed. This is a fault of the course, not yours", rows
    )


def _record(write: Callable[..., None], *args: Any) -> None:
    try:
        write(*args)
    except OSError as error:
        print(f"progress was not recorded: {error}", file=sys.stderr)


def _fenced(code: str) -> str:
    return f"```python\n{code}\n```"

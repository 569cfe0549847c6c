"""Prove a chapter's exercises, as rustlings does: by doing them.

:func:`problems` reads the notebook and its manifests: is every exercise in its place, every objective
practised, everything that a solution uses shown above it?

:func:`prove` runs the notebook once in a kernel of its own. At each exercise it runs the stub, every wrong
answer and the solution, in this order, each followed by the check cell, as a learner would who tries them
all; between two of them the names in the kernel are set back. A stub must not pass, a wrong answer must be
told what its manifest says, the solution must pass.
"""

from __future__ import annotations

import ast
import builtins
import inspect
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otlplab.collector.local import find
from otlplab.learn import exercises, manifest
from otlplab.learn.manifest import Chapter, Exercise

if TYPE_CHECKING:
    from nbclient import NotebookClient
    from nbformat import NotebookNode

SECONDS_A_CELL = 120
EXERCISES, QUESTIONS = 3, 12
"""What a chapter has at least."""
_PYTHON = {name for kind in (str, bytes, list, tuple, dict, set, int, float) for name in dir(kind)}
_SQL = {"avg", "count", "exists", "filter", "in", "max", "min", "over", "sum", "values"}
_SNAPSHOT = """
_otlplab_names = {name: value for name, value in get_ipython().user_ns.items() if name != "_otlplab_names"}
"""
_RESTORE = """
for _name in set(get_ipython().user_ns) - set(_otlplab_names) - {"_otlplab_names"}:
    if not _name.startswith("_"):
        del get_ipython().user_ns[_name]
get_ipython().user_ns.update(_otlplab_names)
"""


@dataclass(frozen=True, slots=True)
class Trial:
    """One answer: ``what`` is ``stub``, ``wrong 1`` … or ``solution``; ``said`` is the check's text."""

    exercise: str
    what: str
    ok: bool
    said: str


def problems(chapter: Chapter) -> list[str]:
    """What is wrong with a chapter's exercises and quizzes, found by reading; each names its place."""
    if not chapter.notebook.exists():
        return [f"{chapter.number}: there is no notebook {chapter.notebook.name}"]
    cells, found = read(chapter).cells, []
    objectives = [one["id"] for one in read(chapter).metadata.get("otlplab", {}).get("objectives", [])]
    if not objectives:
        found.append(f"{chapter.number}: the notebook's metadata has no otlplab.objectives")
    for what, have, least in (
        ("exercises", chapter.exercises, EXERCISES),
        ("questions", chapter.questions, QUESTIONS),
    ):
        if len(have) < least:
            found.append(f"{chapter.number}: {len(have)} {what}, at least {least} are needed")

    tagged = [
        tag.removeprefix("exercise:") for cell in cells for tag in _tags(cell) if tag.startswith("exercise:")
    ]
    wanted = [one.id.partition("/")[2] for one in chapter.exercises]
    if tagged != wanted:
        found.append(f"{chapter.number}: cells are tagged {tagged}, the manifest has {wanted}")

    asked = [
        id
        for cell in cells
        if cell.cell_type == "code"
        for id in re.findall(r"\bquiz\(\"([^\"]+)\"", cell.source)
    ]
    if sorted(asked) != sorted(chapter.quizzes):
        found.append(
            f"{chapter.number}: the notebook asks the quizzes {asked}, the bank has {list(chapter.quizzes)}"
        )

    quizzed = {question.practises for question in chapter.questions if question.quiz}
    practised = quizzed | {objective for one in chapter.exercises for objective in one.practises}
    found += [
        f"{chapter.number}: objective {id} is not practised" for id in objectives if id not in practised
    ]
    named = practised | {question.practises for question in chapter.questions}
    found += [
        f"{chapter.number}: {id} is practised but is no objective" for id in sorted(named - {*objectives})
    ]

    for place, one in enumerate(chapter.exercises):
        if one.id.partition("/")[2] in tagged:
            found += _problems_of(one, chapter, cells, {before.id for before in chapter.exercises[:place]})
    return found


def read(chapter: Chapter) -> NotebookNode:
    """The chapter's notebook."""
    import nbformat

    return nbformat.read(chapter.notebook, as_version=4)


def _problems_of(
    one: Exercise, chapter: Chapter, cells: list[NotebookNode], before: set[str]
) -> Iterator[str]:
    stub, check = _places(one, cells)
    if check is None:
        yield f'{one.id}: the code cell below the stub does not call check("{one.id}", …)'
    else:
        states = {
            o.get("metadata", {}).get("otlplab", {}).get("state") for o in cells[check].get("outputs", [])
        }
        if not states & {"open", "failed"} or states & {"passed", "broken"}:
            yield f"{one.id}: the stored output of the check cell is not what a stub gets"
    headings = {
        re.sub(r"[`*]", "", line.lstrip("#")).strip()
        for cell in cells[:stub]
        if cell.cell_type == "markdown"
        for line in cell.source.splitlines()
        if line.startswith("#")
    }
    earlier = {each.number: each for each in _chapters_before(chapter)}
    known = headings | before | set(earlier) | {each.id for c in earlier.values() for each in c.exercises}
    for need in one.needs:
        if re.sub(r"[`*]", "", need) not in known:
            yield f"{one.id}: needs {need!r}, which is not above it"
    shown = set(_words(cells[: stub + 1]))
    for each in earlier.values():
        if each.notebook.exists():
            shown |= set(_words(read(each).cells))
    try:
        for name in sorted(_uses(one.solution) - shown):
            yield f"{one.id}: the solution uses {name!r}, which nothing above it shows"
    except SyntaxError as error:
        yield f"{one.id}: the solution is not Python: {error}"
    try:
        for name, parameter in inspect.signature(exercises.check_function(one.id)).parameters.items():
            if parameter.annotation is inspect.Parameter.empty:
                yield f"{one.id}: its check function does not say of which type {name!r} is"
    except (LookupError, ImportError) as error:
        yield f"{one.id}: {error}"


def _chapters_before(chapter: Chapter) -> Iterator[Chapter]:
    for each in manifest.chapters():
        if each.number == chapter.number:
            return
        yield each


def _tags(cell: NotebookNode) -> list[str]:
    return cell.metadata.get("tags", [])


def _places(one: Exercise, cells: list[NotebookNode]) -> tuple[int, int | None]:
    """The places of the stub cell and of the check cell below it, ``None`` where there is none."""
    tag = "exercise:" + one.id.partition("/")[2]
    stub = next((place for place, cell in enumerate(cells) if tag in _tags(cell)), len(cells))
    below = next((n for n in range(stub + 1, len(cells)) if cells[n].cell_type == "code"), None)
    if below is None or not re.search(rf"\bcheck\(\s*\"{re.escape(one.id)}\"", cells[below].source):
        return stub, None
    return stub, below


def _words(cells: list[NotebookNode]) -> Iterator[str]:
    """Every word of the cells that a reader sees as code: source, outputs, and what Markdown sets as code."""
    for cell in cells:
        if cell.cell_type == "code":
            texts = [cell.source]
            for output in cell.get("outputs", []):
                texts += [output.get("text", ""), output.get("data", {}).get("text/plain", "")]
        else:
            texts = re.findall(r"```.*?```|`[^`]+`", cell.source, re.DOTALL)
        for text in texts:
            yield from re.findall(r"[A-Za-z_]\w*", text)


def _uses(code: str) -> set[str]:
    """The names that a piece of code uses and does not make itself, those of SQL in its strings included."""
    tree, used = ast.parse(code), set()
    made = _PYTHON | set(dir(builtins))
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                made.add(name)
            case ast.Name(id=name):
                used.add(name)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                made.add(name)
            case ast.Attribute(attr=name) | ast.keyword(arg=str(name)):
                used.add(name)
            case ast.arg(arg=name):
                made.add(name)
            case ast.Import(names=names):
                used |= {part for one in names for part in one.name.split(".")}
                made |= {one.asname for one in names if one.asname}
            case ast.ImportFrom(module=module, names=names):
                used |= {*(module or "").split("."), *(one.name for one in names)}
                made |= {one.asname for one in names if one.asname}
            case ast.Constant(value=str(text)) if re.search(r"\bselect\b", text, re.IGNORECASE):
                bare = re.sub(r"'[^']*'", "", text)
                made |= set(re.findall(r"(?i)\bas\s+([a-z_]\w*)", bare)) | set(
                    re.findall(r"(?i)(\w+)\s+as\s*\(", bare)
                )
                used |= {name for name in re.findall(r"(\w+)\(", bare) if name.lower() not in _SQL}
                used |= set(re.findall(r"\b[a-z]+(?:_[a-z]+)+\b", bare))
    return used - made


def prove(chapter: Chapter, tell: Callable[[Trial], None] = lambda _: None) -> list[Trial]:
    """Run the chapter with every answer that its manifest has; ``tell`` hears of each trial as it ends.

    Raises :exc:`RuntimeError` where a cell that is no exercise fails, with the cell's number and error in one
    line, and :exc:`ValueError` where an exercise has no cells (:func:`problems` says so, too).
    """
    from nbclient.exceptions import CellExecutionError

    cells, trials = read(chapter).cells, []
    at = {_places(one, cells): one for one in chapter.exercises}
    for (_, check), one in at.items():
        if check is None:
            raise ValueError(f"{one.id}: the notebook has no stub and check cell for it")
    taken = {place for places in at for place in places}
    with _kernel(read(chapter), chapter.notebook.parent) as client:
        for place, cell in enumerate(cells):
            for places, one in at.items():
                if places[0] == place:
                    for trial in _try_all(client, one, cell.source, cells[places[1] or 0].source):
                        tell(trial)
                        trials.append(trial)
            if cell.cell_type == "code" and place not in taken:
                try:
                    _run(client, cell.source)
                except CellExecutionError as error:
                    line = cell.source.splitlines()[0]
                    raise RuntimeError(
                        f"{chapter.number}, cell {place} ({line}): {error.ename}: {error.evalue}"
                    ) from error
    return trials


def _try_all(client: NotebookClient, one: Exercise, stub: str, check: str) -> Iterator[Trial]:
    _run(client, _SNAPSHOT)
    state, said = _try(client, one, stub, check)
    yield Trial(one.id, "stub", state in ("open", "failed"), said)
    for number, wrong in enumerate(one.wrong, 1):
        _run(client, _RESTORE)
        state, said = _try(client, one, wrong.code, check)
        yield Trial(one.id, f"wrong {number}", state in ("open", "failed") and wrong.says in said, said)
    _run(client, _RESTORE)
    state, said = _try(client, one, one.solution, check)
    yield Trial(one.id, "solution", state == "passed", said)


def _try(client: NotebookClient, one: Exercise, answer: str, check: str) -> tuple[str, str]:
    """Run an answer and the check cell: the verdict's state and text."""
    from nbclient.exceptions import CellExecutionError

    try:
        _run(client, answer)
        outputs = _run(client, check)
    except CellExecutionError as error:
        return "raised", f"raised before the check: {error.ename}: {error.evalue}"
    for output in outputs:
        verdict = output.get("metadata", {}).get("otlplab", {})
        if verdict.get("exercise") == one.id:
            return verdict["state"], output["data"]["text/plain"]
    return "silent", "the check cell gave no verdict"


def _run(client: NotebookClient, code: str) -> list[Any]:
    import nbformat

    cell = nbformat.v4.new_code_cell(code)
    client.nb.cells.append(cell)  # a display that changes later is looked up in the notebook
    return client.execute_cell(cell, len(client.nb.cells) - 1).outputs


@contextmanager
def _kernel(notebook: NotebookNode, folder: Path) -> Iterator[NotebookClient]:
    """A kernel for a chapter with a home of its own, and nothing left running afterwards."""
    from nbclient import NotebookClient

    client = NotebookClient(notebook, timeout=SECONDS_A_CELL, resources={"metadata": {"path": str(folder)}})
    with tempfile.TemporaryDirectory(prefix="otlplab-prove-") as home:
        env = os.environ | {"OTLPLAB_HOME": home, "OTLPLAB_HTTP_PORT": "0", "OTLPLAB_GRPC_PORT": "0"}
        try:
            with client.setup_kernel(env=env):
                yield client
        finally:
            if collector := find(Path(home) / "telemetry"):
                collector.stop()

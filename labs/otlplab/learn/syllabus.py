"""``progress``: the course's chapters with what is done, in a notebook and on the command line."""

from __future__ import annotations

import html
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from otlplab.learn import manifest, record


@dataclass(frozen=True, slots=True)
class Row:
    """One chapter: its exercises' ids and titles, which are done, and the points of the done and of all."""

    number: str
    title: str
    exercises: tuple[tuple[str, str], ...]
    done: frozenset[str]
    points: int
    points_of: int


class Progress:
    """The syllabus with what is done; displays as a table."""

    def __init__(self) -> None:
        recorded = record.load()
        done = frozenset(id for id, entry in recorded.items() if entry["passed"])
        self.rows = tuple(_row(chapter, done) for chapter in manifest.chapters())

    @property
    def text(self) -> str:
        """The table as plain text."""
        lines = [f"{'chapter':40} {'exercises':12} points"]
        for row in self.rows:
            marks = "".join("✓" if id in row.done else "·" for id, _ in row.exercises)
            lines.append(
                f"{row.number + ' ' + row.title:40.40} {marks or '-':12} {row.points} of {row.points_of}"
            )
        done, all = sum(len(row.done) for row in self.rows), sum(len(row.exercises) for row in self.rows)
        lines.append(f"{done} of {all} exercises done")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        body = []
        for row in self.rows:
            items = "".join(
                f"<li>{'✓' if id in row.done else '○'} {html.escape(title)}</li>"
                for id, title in row.exercises
            )
            done, all = len(row.done), len(row.exercises)
            body.append(
                f"<tr><th scope=row>{_linked(row)}</th>"
                f"<td><progress max={max(all, 1)} value={done} aria-label='{done} of {all}'></progress> "
                f"{done} of {all}<details><summary>exercises</summary><ul>{items}</ul></details></td>"
                f"<td>{row.points} of {row.points_of}</td></tr>"
            )
        head = "<tr><th scope=col>Chapter</th><th scope=col>Exercises</th><th scope=col>Points</th></tr>"
        table = f"<table class='otl-progress'><thead>{head}</thead><tbody>{''.join(body)}</tbody></table>"
        return {"text/plain": self.text, "text/html": table}


def _linked(row: Row) -> str:
    """The chapter's name; a link that JupyterLab follows, from the notebook that shows it."""
    name = html.escape(f"{row.number} {row.title}")
    notebook = manifest.chapter(row.number).notebook
    if not notebook.exists():
        return name
    there = Path(os.path.relpath(notebook, Path.cwd())).as_posix()
    return f'<a href="{html.escape(there, quote=True)}">{name}</a>'


def progress() -> Progress:
    """The course's chapters and what is done of each; the last line of a cell shows it."""
    return Progress()


def title_of(chapter: manifest.Chapter) -> str:
    """The chapter's title: the first heading of its notebook, without its number."""
    if chapter.notebook.exists():
        import nbformat

        for cell in nbformat.read(chapter.notebook, as_version=4).cells:
            if cell.cell_type == "markdown" and (
                found := re.search(r"^#\s+(.+)$", cell.source, re.MULTILINE)
            ):
                return re.sub(rf"^{re.escape(chapter.number)}\W*", "", found.group(1)).strip()
    return chapter.notebook.stem.partition("-")[2].replace("-", " ").capitalize()


def _row(chapter: manifest.Chapter, done: frozenset[str]) -> Row:
    return Row(
        chapter.number,
        title_of(chapter),
        tuple((one.id, one.title) for one in chapter.exercises),
        done & {one.id for one in chapter.exercises},
        sum(one.points for one in chapter.exercises if one.id in done),
        sum(one.points for one in chapter.exercises),
    )

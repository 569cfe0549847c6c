"""The syllabus, from ``book/_data/curriculum.toml`` and the chapters themselves.

The file lists every chapter that the course owes. A chapter whose notebook exists speaks for itself: its
title, its minutes and its exercises come from the notebook (metadata ``otlplab.minutes``; cells that call
``check``); the others are shown as to come. Nothing about a chapter is typed twice.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList
from otlplab.learn import manifest
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

DATA = Path(__file__).parent.parent / "_data" / "curriculum.toml"
NOTEBOOKS = Path(__file__).parent.parent.parent / "notebooks"


@dataclass(frozen=True)
class Notebook:
    """What a chapter says about itself: its path below ``notebooks/``, title, minutes, code cells and
    exercises."""

    path: Path
    title: str
    minutes: int
    examples: int
    exercises: int

    @classmethod
    def read(cls, path: Path) -> Notebook:
        """Read the chapter at ``path``; raise :class:`ValueError` when it has no title or no minutes."""
        notebook = json.loads(path.read_text(encoding="utf-8"))
        cells = [(cell["cell_type"], "".join(cell["source"])) for cell in notebook["cells"]]
        title = re.search(r"^# (?:\d+\.\d+\s*[·:.\u2013\u2014-]?\s*)?(.+)$", cells[0][1], re.MULTILINE)
        minutes = notebook["metadata"].get("otlplab", {}).get("minutes")
        if title is None or not isinstance(minutes, int):
            raise ValueError(
                f"{path.name}: a chapter needs a title in its first cell and metadata otlplab.minutes"
            )
        code = [source for kind, source in cells if kind == "code" and source.strip()]
        checks = {name for source in code for name in re.findall(r"\bcheck\(\s*[\"']([^\"']+)", source)}
        return cls(path, title[1].strip(), minutes, len(code), len(checks))


def parts() -> list[dict]:
    """Return the parts of the course with their chapters; ``chapter["notebook"]`` is a :class:`Notebook` or
    None."""
    written = {}
    for path in sorted(NOTEBOOKS.glob("[0-9]-*/[0-9]-*.ipynb")):
        written[f"{path.parent.name[0]}.{path.name.split('-')[0]}"] = Notebook.read(path)
    listed = tomllib.loads(DATA.read_text(encoding="utf-8"))["part"]
    for part in listed:
        for chapter in part["chapter"]:
            chapter["notebook"] = written.pop(chapter["number"], None)
    if written:
        raise ValueError(f"chapters that curriculum.toml does not list: {', '.join(sorted(written))}")
    return listed


def duration(minutes: int) -> str:
    """Return minutes as people say them: ``45 min``, ``1 h``, ``2 h 05 min``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02} min" if rest else f"{hours} h"


def progress(number: str) -> str:
    """Return the place where the reader's browser writes how far a chapter is (``_static/progress.js``)."""
    chapter = manifest.chapter(number)
    exercises = " ".join(one.id for one in chapter.exercises)
    questions = " ".join(one.id for one in chapter.questions if one.quiz)
    return f'<span class="otl-progress" data-exercises="{exercises}" data-questions="{questions}"></span>'


def _syllabus() -> list[str]:
    lines: list[str] = []
    for part in parts():
        ready = [c["notebook"] for c in part["chapter"] if c["notebook"]]
        lines += [f"## Part {part['number']} · {part['title']}", "", part["summary"], ""]
        if ready:
            total = duration(sum(n.minutes for n in ready))
            lines += [f"**{len(ready)} of {len(part['chapter'])} chapters are here**, {total} together.", ""]
        lines += [":::{list-table}", ":class: syllabus", ":header-rows: 1", ":widths: 8 62 15 15", ""]
        lines += ["* - No.", "  - Chapter", "  - Time", "  - Exercises"]
        for chapter in part["chapter"]:
            note = chapter["notebook"]
            if note:
                link = f"[{note.title}](/{note.path.relative_to(NOTEBOOKS.parent).as_posix()})"
                exercises = f"{note.exercises} {progress(chapter['number'])}"
                cells = (f"**{link}** <br>{chapter['promise']}", duration(note.minutes), exercises)
            else:
                cells = (f"{chapter['title']} <br>{chapter['promise']}", "*to come*", "")
            lines += [f"* - {chapter['number']}", *(f"  - {cell}" for cell in cells)]
        lines += [":::", ""]
    return lines


def _figures() -> list[str]:
    ready = [c["notebook"] for part in parts() for c in part["chapter"] if c["notebook"]]
    total = sum(len(part["chapter"]) for part in parts())
    return [
        ":::{div} figures",
        f"{len(ready)} **of {total} chapters open today**",
        "",
        f"{duration(sum(n.minutes for n in ready))} **of guided work**",
        "",
        f"{sum(n.examples for n in ready)} **cells that run**",
        "",
        f"{sum(n.exercises for n in ready)} **exercises that check themselves**",
        ":::",
    ]


class _Generated(SphinxDirective):
    lines = staticmethod(_syllabus)

    def run(self) -> list[nodes.Node]:
        """Return the generated part of the page."""
        self.env.note_dependency(str(DATA))
        for part in parts():
            for chapter in part["chapter"]:
                if chapter["notebook"]:
                    self.env.note_dependency(str(chapter["notebook"].path))
        self.env.note_reread()
        holder = nodes.section()
        holder.document = self.state.document
        self.state.nested_parse(StringList(self.lines(), str(DATA)), 0, holder, match_titles=True)
        return holder.children


class Syllabus(_Generated):
    """Every part and chapter, with minutes and exercises."""


class CourseFigures(_Generated):
    """Four figures for the home page."""

    lines = staticmethod(_figures)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directives ``syllabus`` and ``course-figures``."""
    app.add_directive("syllabus", Syllabus)
    app.add_directive("course-figures", CourseFigures)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

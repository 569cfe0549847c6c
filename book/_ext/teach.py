"""The instructor kit's generated parts: agendas, common mistakes, the load rehearsal.

``agendas``     from ``book/_data/agendas.toml`` and the minutes of the chapters and their exercises
``mistakes``    from the wrong answers by which every exercise's check is proved
``rehearsal``   from ``book/_data/rehearsal.toml``, which ``make load-rehearsal`` writes
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import Any

from curriculum import DATA as CURRICULUM
from curriculum import NOTEBOOKS, Notebook, duration, parts
from docutils import nodes
from docutils.statemachine import StringList
from otlplab.learn import manifest
from otlplab.learn.exam import MINUTES as EXAM_MINUTES
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

FOLDER = CURRICULUM.parent


@dataclass(frozen=True)
class Session:
    """One line of an agenda: minutes since midnight, what happens, and the chapter if it is one."""

    begins: int
    ends: int
    what: str
    chapter: str = ""


@dataclass
class Agenda:
    """An agenda computed: its days, the chapters in it, and those asked for that did not fit."""

    title: str
    why: str
    days: list[list[Session]] = field(default_factory=list)
    chapters: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def written() -> dict[str, Notebook]:
    """Return the chapters that exist, by number, in the course's order."""
    return {c["number"]: c["notebook"] for part in parts() for c in part["chapter"] if c["notebook"]}


def agendas() -> list[Agenda]:
    """Compute every agenda of the data file."""
    rules = tomllib.loads((FOLDER / "agendas.toml").read_text(encoding="utf-8"))
    chapters = {number: note.minutes for number, note in written().items()}
    return [plan(asked, rules, chapters) for asked in rules["agenda"]]


def plan(asked: dict[str, Any], rules: dict[str, Any], chapters: dict[str, int]) -> Agenda:
    """Lay the chapters (number to minutes) out over the days, whole wherever they are shorter than a block.

    A break comes before what would make ``longest`` minutes without one; the first break at ``noon`` or later
    is lunch. Each day takes its share of what is left, so that three days with few chapters have room every
    afternoon. A chapter that does not fit before the end is left out, and said to be.
    """
    agenda = Agenda(asked["title"], asked["why"])
    queue = list(chapters) if asked["chapters"] == "all" else [n for n in asked["chapters"] if n in chapters]
    room = {number: _up(chapters[number] * rules["room"], rules["round"]) for number in queue}
    for number in range(asked["days"]):
        exam = EXAM_MINUTES if asked.get("exam") and number == asked["days"] - 1 else 0
        day = _Day(rules, _clock(asked["begins"]), _clock(asked["ends"]), reserved=exam)
        share = sum(room[n] for n in queue) / (asked["days"] - number)
        taught = 0
        while queue and taught < share:
            if not day.holds(room[queue[0]]):
                if number < asked["days"] - 1:
                    break
                agenda.left.append(queue.pop(0))
                continue
            chapter = queue.pop(0)
            day.work(room[chapter], "", chapter)
            agenda.chapters.append(chapter)
            taught += room[chapter]
        agenda.days.append(day.close(asked["free"]))
    agenda.left += queue
    return agenda


class _Day:
    """A day that fills up: its sessions so far, the time, and the minutes since the last break."""

    def __init__(self, rules: dict[str, Any], begins: int, ends: int, reserved: int) -> None:
        self.rules, self.ends, self.reserved = rules, ends, reserved
        self.sessions = [Session(begins, begins + rules["opening"], "Welcome")]
        self.since = 0
        self.eaten = ends - _clock(rules["noon"]) < 3 * 60  # who leaves early eats at home

    @property
    def now(self) -> int:
        """Where the day has got to."""
        return self.sessions[-1].ends

    @property
    def _break(self) -> tuple[int, str]:
        lunch = not self.eaten and self.now >= _clock(self.rules["noon"])
        return (self.rules["lunch"], "Lunch") if lunch else (self.rules["pause"], "Break")

    def holds(self, minutes: int) -> bool:
        """Whether so many minutes of work, and the breaks that they need, fit in what is left."""
        trial = _Day(self.rules, 0, self.ends, self.reserved)
        trial.sessions, trial.since, trial.eaten = list(self.sessions), self.since, self.eaten
        trial.work(minutes, "")
        return trial.now <= self._last

    @property
    def _last(self) -> int:
        exam = self.reserved + self.rules["pause"] if self.reserved else 0
        return self.ends - self.rules["closing"] - exam

    def work(self, minutes: int, what: str, chapter: str = "") -> None:
        """Add work, with a break before it where it is needed, and in it where it is longer than a block."""
        if self.since and self.since + minutes > self.rules["longest"]:
            self.pause()
        while minutes:
            now = min(minutes, self.rules["longest"])
            self._add(now, what, chapter)
            self.since += now
            minutes -= now
            if minutes:
                self.pause()
                what = " (continued)" if chapter else what

    def pause(self) -> None:
        """Add a break, or lunch."""
        minutes, what = self._break
        self.eaten |= what == "Lunch"
        self._add(minutes, what)
        self.since = 0

    def close(self, free: str) -> list[Session]:
        """Give what is free to ``free``, add exam and close, and return the day."""
        least = self.rules["pause"]
        while (left := self._last - self.now) >= least:
            if self.since + least <= self.rules["longest"]:
                self.work(min(self.rules["longest"] - self.since, left), free)
            elif left >= self._break[0] + least:
                self.pause()
            else:
                break
        if self.reserved:
            self._add(self.rules["pause"], "Break")
            self._add(self.reserved, "The exam")
        self._add(self.ends - self.now, "Close")
        return self.sessions

    def _add(self, minutes: int, what: str, chapter: str = "") -> None:
        self.sessions.append(Session(self.now, self.now + minutes, what, chapter))


def _up(minutes: float, to: int) -> int:
    """Up to the next multiple."""
    return int(-(-minutes // to) * to)


def _clock(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def _time(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _agendas() -> list[str]:
    notes, lines = written(), []
    for agenda in agendas():
        taught = duration(sum(s.ends - s.begins for day in agenda.days for s in day if s.chapter))
        lines += [f"## {agenda.title}", "", agenda.why, ""]
        lines += [f"{len(agenda.chapters)} chapters, {taught} of guided work in the room.", ""]
        for number, day in enumerate(agenda.days, 1):
            if len(agenda.days) > 1:
                lines += [f"### Day {number}", ""]
            lines += [":::{list-table}", ":class: agenda", ":header-rows: 1", ":widths: 18 57 25", ""]
            lines += ["* - Time", "  - What", "  - Of it exercises"]
            for session in day:
                what, exercises = session.what, ""
                if session.chapter:
                    what = _chapter(session.chapter, notes[session.chapter]) + session.what
                    exercises = "" if session.what else _exercises(session.chapter)
                lines += [
                    f"* - {_time(session.begins)} to {_time(session.ends)}",
                    f"  - {what}",
                    f"  - {exercises}",
                ]
            lines += [":::", ""]
        if agenda.left:
            names = ", ".join(_chapter(number, notes[number]) for number in agenda.left)
            lines += [f"For afterwards, since it does not fit: {names}.", ""]
    return lines


def _chapter(number: str, note: Notebook) -> str:
    return f"[{number} {note.title}](/{note.path.relative_to(NOTEBOOKS.parent).as_posix()})"


def _exercises(number: str) -> str:
    exercises = manifest.chapter(number).exercises
    return f"{len(exercises)}, {sum(one.minutes for one in exercises)} min" if exercises else "none"


def _mistakes() -> list[str]:
    notes, lines = written(), []
    for number, note in notes.items():
        chapter = manifest.chapter(number)
        lines += [f"## {number} {note.title}", ""]
        for one in chapter.exercises:
            head = f"{one.title} ({one.minutes} min, practises: {', '.join(one.practises)})"
            lines += [f"::::{{dropdown}} {head}", ""]
            for wrong in one.wrong:
                lines += [f"**{wrong.why}** The check says: *… {_plain(wrong.says)} …*", ""]
                lines += ["```python", *wrong.code.splitlines(), "```", ""]
            lines += [f"What it should leave: {one.explains}", "", "::::", ""]
    return lines


def _plain(text: str) -> str:
    """The text of a message, so that nothing in it is taken for Markdown."""
    return "".join(f"\\{char}" if char in r"\`*_[]<>{}$|" else char for char in text)


def _rehearsal() -> list[str]:
    groups = tomllib.loads((FOLDER / "rehearsal.toml").read_text(encoding="utf-8"))["group"]
    lines = [
        "| | " + " | ".join(f"{_learners(g['learners'])}, {g['mode']}" for g in groups) + " |",
        "|---" * (len(groups) + 1) + "|",
    ]

    def row(name: str, value: Any) -> None:
        lines.append(f"| {name} | " + " | ".join(value(group) for group in groups) + " |")

    row("began within", lambda g: f"{g['over_s']:g} s")
    row("came through without an error", lambda g: f"{g['whole']} of {g['learners']}")
    row("JupyterLab answers", lambda g: _seconds(g["ready_s"]))
    row("first waterfall", lambda g: _seconds(g["first_waterfall_s"]))
    row("whole chapter", lambda g: _seconds(g["chapter_s"]))
    row("CPU time a learner", lambda g: f"{g['cpu_s_each']:g} s")
    row("peak memory together", lambda g: f"{g['peak_mb'] / 1000:.1f} GB")
    row("peak memory a learner", lambda g: f"{g['peak_mb_each']} MB")
    row("processes", lambda g: str(g["processes"]))
    row("of the machine, busy with other things", lambda g: f"{g['others_cpu_percent']} %")
    cores, dates = {g["cores"] for g in groups}, sorted({g["date"] for g in groups})
    lines += [
        "",
        f"{'/'.join(map(str, cores))} cores, {' and '.join(dates)}. Times are the median and, in brackets, "
        "the longest.",
    ]
    return lines


def _learners(count: int) -> str:
    return "1 learner" if count == 1 else f"{count} learners"


def _seconds(values: list[float]) -> str:
    return f"{values[0]:g} s ({values[1]:g} s)" if values else "nobody got there"


class _Generated(SphinxDirective):
    lines = staticmethod(_agendas)

    def run(self) -> list[nodes.Node]:
        """Return the generated part of the page."""
        self.env.note_dependency(str(FOLDER / "agendas.toml"))
        self.env.note_reread()
        holder = nodes.section()
        holder.document = self.state.document
        self.state.nested_parse(StringList(self.lines(), str(FOLDER)), 0, holder, match_titles=True)
        return holder.children


class Agendas(_Generated):
    """Every agenda, day by day."""


class Mistakes(_Generated):
    """Every exercise with the wrong answers to expect."""

    lines = staticmethod(_mistakes)


class Rehearsal(_Generated):
    """What the load rehearsal measured."""

    lines = staticmethod(_rehearsal)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directives ``agendas``, ``mistakes`` and ``rehearsal``."""
    app.add_directive("agendas", Agendas)
    app.add_directive("mistakes", Mistakes)
    app.add_directive("rehearsal", Rehearsal)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

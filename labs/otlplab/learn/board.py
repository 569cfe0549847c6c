"""The instructor's board: who is where, and which exercise fails most, from a collector's tables.

Names and ids come from the network: they are shown as text, ids that the course does not have are left out,
and at most :data:`LEARNERS` learners are shown.
"""

from __future__ import annotations

import html
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from otlplab.learn import manifest, share
from otlplab.learn.syllabus import title_of
from otlplab.learn.verdict import shorten

if TYPE_CHECKING:
    from otlplab.store import Store

LEARNERS = 300

QUERY = f"""
select resource['otlplab.learner']::varchar as learner,
       attributes['otlplab.exercise.id']::varchar as exercise,
       coalesce(try_cast(attributes['otlplab.exercise.attempts']::varchar as bigint), 0) as attempts,
       coalesce(try_cast(attributes['otlplab.exercise.hints']::varchar as bigint), 0) as hints,
       coalesce(try_cast(attributes['otlplab.exercise.passed']::varchar as boolean), false) as passed,
       epoch_ns(received_time) as received
from logs
where event_name = '{share.EVENT}' and service_name = '{share.SERVICE}' and learner is not null
qualify row_number() over (partition by learner, exercise order by received_time desc) = 1
"""


@dataclass(frozen=True, slots=True)
class Learner:
    """One learner: which exercises are ``passed`` and ``tried``, and when it last sent (Unix ns)."""

    name: str
    passed: frozenset[str]
    tried: frozenset[str]
    received: int

    @property
    def stuck(self) -> frozenset[str]:
        """The exercises that were tried and not passed."""
        return self.tried - self.passed


@dataclass(frozen=True, slots=True)
class Difficulty:
    """One exercise over the class: how many tried and passed it, failed attempts, hints opened."""

    exercise: str
    tried: int
    passed: int
    failures: int
    hints: int


class Board:
    """The class at one moment. Displays as two tables; ``text`` is the same for a terminal."""

    def __init__(self, store: Store) -> None:
        self.chapters = tuple(manifest.chapters())
        known = {one.id: one.title for chapter in self.chapters for one in chapter.exercises}
        rows = store.sql(QUERY).rows()
        by_name: dict[str, list[dict[str, Any]]] = {}
        for row in rows:
            by_name.setdefault(shorten(row["learner"]), []).append(row)
        self.titles = known
        self.learners = tuple(
            Learner(
                name,
                frozenset(row["exercise"] for row in rows if row["passed"] and row["exercise"] in known),
                frozenset(row["exercise"] for row in rows if row["exercise"] in known),
                max(row["received"] for row in rows),
            )
            for name, rows in sorted(by_name.items())
        )
        self.difficulties = tuple(
            sorted(
                (self._difficulty(id, [row for row in rows if row["exercise"] == id]) for id in known),
                key=lambda one: (-one.failures, one.exercise),
            )
        )

    @staticmethod
    def _difficulty(id: str, rows: list[dict[str, Any]]) -> Difficulty:
        passed = sum(bool(row["passed"]) for row in rows)
        failures = sum(max(row["attempts"] - bool(row["passed"]), 0) for row in rows)
        return Difficulty(id, len(rows), passed, failures, sum(row["hints"] > 0 for row in rows))

    def _cells(self, learner: Learner) -> list[str]:
        cells = []
        for chapter in self.chapters:
            ids = [one.id for one in chapter.exercises]
            cells.append(
                "".join("✓" if i in learner.passed else "✗" if i in learner.tried else "·" for i in ids)
            )
        return cells

    @property
    def text(self) -> str:
        """Both tables as plain text."""
        numbers = [chapter.number for chapter in self.chapters]
        widths = [max(len(c.number), len(c.exercises)) + 1 for c in self.chapters]
        lines = [f"{len(self.learners)} learners: ✓ passed, ✗ tried, · not yet"]
        lines.append(
            f"{'':24}"
            + "".join(n.ljust(w) for n, w in zip(numbers, widths, strict=True))
            + "passed  last seen"
        )
        for one in self.learners[:LEARNERS]:
            cells = "".join(c.ljust(w) for c, w in zip(self._cells(one), widths, strict=True))
            lines.append(f"{one.name:23.23} {cells}{len(one.passed):6}  {_ago(one.received)}")
        lines.append("")
        lines.append("failed attempts  tried  passed  exercise")
        for hard in self.difficulties:
            if hard.failures:
                lines.append(f"{hard.failures:15}  {hard.tried:5}  {hard.passed:6}  {hard.exercise}")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/plain": self.text, "text/html": self.html}

    @property
    def html(self) -> str:
        """Both tables as HTML."""
        heads = "".join(
            f"<th scope=col title='{html.escape(title_of(chapter), quote=True)}'>{chapter.number}</th>"
            for chapter in self.chapters
        )
        rows = "".join(
            f"<tr><th scope=row>{html.escape(one.name)}</th>"
            + "".join(f"<td class=otl-marks>{cell}</td>" for cell in self._cells(one))
            + f"<td>{len(one.passed)}</td><td>{_ago(one.received)}</td></tr>"
            for one in self.learners[:LEARNERS]
        )
        hard = "".join(
            f"<tr><td>{one.failures}</td><td>{one.tried}</td><td>{one.passed}</td><td>{one.hints}</td>"
            f"<th scope=row>{one.exercise} · {html.escape(self.titles[one.exercise])}</th></tr>"
            for one in self.difficulties
            if one.failures
        )
        return (
            "<style>.otl-board td,.otl-board th{padding:.15rem .6rem;text-align:start}"
            ".otl-scroll{overflow-x:auto}.otl-marks{font:1.15rem monospace;letter-spacing:.1em}</style>"
            f"<p><strong>{len(self.learners)} learners</strong>: ✓ passed, ✗ tried, · not yet</p>"
            "<div class=otl-scroll tabindex=0><table class=otl-board><thead><tr>"
            f"<th scope=col>Learner</th>{heads}<th scope=col>Passed</th>"
            f"<th scope=col>Last seen</th></tr></thead><tbody>{rows}</tbody></table></div>"
            "<p><strong>Where it is hard</strong></p><table class=otl-board><thead><tr>"
            "<th scope=col>Failed attempts</th><th scope=col>Tried</th><th scope=col>Passed</th>"
            f"<th scope=col>With hints</th><th scope=col>Exercise</th></tr></thead>"
            f"<tbody>{hard}</tbody></table>"
        )


def board(store: Store, every: float | None = None) -> Board | None:
    """The class as the store knows it; the last line of a cell shows it.

    With ``every`` (seconds) the picture is drawn again and again in its place until the cell is interrupted.
    """
    if every is None:
        return Board(store)
    from IPython.display import display

    handle = display(Board(store), display_id=True)
    try:
        while True:
            time.sleep(every)
            handle.update(Board(store))
    except KeyboardInterrupt:
        return None


def _ago(unix_nano: int) -> str:
    minutes = max(0, time.time_ns() - unix_nano) // 60_000_000_000
    return "now" if minutes < 1 else f"{minutes} min ago" if minutes < 120 else f"{minutes // 60} h ago"

"""Grade a folder of submissions: each is run twice in a sandbox, what it answers is compared outside.

The first run is on the candidate's own recording and orders, the second on ones that follow from a ``salt``
which nobody knew before: an answer that was typed in, copied or looked up earns at most the first half. Right
answers are computed here, in the grader's process, after the submission's has ended; nothing of a submission
runs here.
"""

from __future__ import annotations

import base64
import csv
import json
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from otlplab.learn.exam import repair, sandbox
from otlplab.learn.exam.paper import RECORDING, ExamError, Paper, notebook, paper, seed_of
from otlplab.learn.exam.session import MAX_BYTES, Submission, parse
from otlplab.learn.exam.tasks import score
from otlplab.learn.exam.variant import packed, vary
from otlplab.learn.record import replace
from otlplab.learn.verdict import shorten
from otlplab.segments import Frame

PASS_PERCENT = 70
GRACE_MINUTES = 1


@dataclass(frozen=True, slots=True)
class Exam:
    """What a class was given: its code, the part, the minutes."""

    code: str
    part: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Line:
    """One question or task: what it earned, of how much, and a note for the candidate."""

    what: str
    points: float
    of: int
    note: str


@dataclass(frozen=True, slots=True)
class Result:
    """One submission, graded. A file that is no submission has a ``problem`` and no lines."""

    file: str
    name: str
    part: str
    minutes: float
    lines: tuple[Line, ...]
    problem: str = ""

    @property
    def points(self) -> float:
        """What was earned."""
        return sum(line.points for line in self.lines)

    @property
    def percent(self) -> float:
        """What was earned of everything, 0 to 100, cut to one decimal."""
        most = sum(line.of for line in self.lines)
        return int(1000 * self.points / most + 1e-6) / 10 if most else 0.0

    @property
    def passed(self) -> bool:
        """Whether it earns a certificate."""
        return not self.problem and self.percent >= PASS_PERCENT


def grade(
    folder: Path,
    out: Path,
    exam: Exam,
    salt: str,
    frames: list[Frame],
    jobs: int = 2,
    tell: Callable[[Result], None] = lambda _: None,
) -> list[Result]:
    """Grade every ``*.submission.json`` in ``folder``; write a table and reports to ``out``.

    ``frames`` is the recording that the exam is about; the same ``salt`` gives the same points again;
    ``tell`` hears of each result. ``out`` gets ``results.csv``, ``results.json``, ``items.csv`` and one
    ``report-NNN.txt`` each. Raises :exc:`ExamError` where there is nothing to grade, or no sandbox.
    """
    files = sorted(folder.glob("*.submission.json"))
    if not files:
        raise ExamError(f"no *.submission.json in {folder}")
    out.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(jobs) as pool:
        pending = [pool.submit(_grade_one, file, exam, salt, frames) for file in files]
        results = []
        for one in pending:
            tell(one.result())
            results.append(one.result())
    names = [result.name.casefold() for result in results]
    results = [_doubled(r) if r.name and names.count(r.name.casefold()) > 1 else r for r in results]
    _write(out, results, salt)
    return results


def _doubled(result: Result) -> Result:
    problem = result.problem or "two files were handed in under this name"
    return Result(result.file, result.name, result.part, result.minutes, result.lines, problem)


def _grade_one(file: Path, exam: Exam, salt: str, frames: list[Frame]) -> Result:
    try:
        if file.is_symlink() or not file.is_file() or file.stat().st_size > MAX_BYTES:
            raise ExamError("not a file of the size of a submission")
        handed_in = parse(file.read_text("utf-8"))
        if (handed_in.code, handed_in.part) != (exam.code, exam.part):
            raise ExamError("made for another exam: its code or its part is another")
        asked = paper(exam.code, handed_in.name, exam.part)
    except (ExamError, OSError, UnicodeDecodeError) as error:
        return Result(file.name, "", "", 0.0, (), str(error))
    own = _run(handed_in, asked, frames, asked.seed)
    unseen = _run(handed_in, asked, frames, seed_of(exam.code, asked.name, asked.part, salt))
    lines = []
    for item in asked.items:
        given = own.answers.get(item.question.id)
        note = f"answered {shorten(given)}, right is {''.join(sorted(item.right))}"
        lines.append(Line(item.question.id, item.score(given), 1, note))
    for task in asked.tasks:
        shares = [score(run.answers.get(task.id), run.right[task.id]) for run in (own, unseen)]
        lines.append(_practical(task.id, task.points, shares, (own, unseen)))
    lines.append(_practical(repair.ID, repair.POINTS, [own.repaired, unseen.repaired], (own, unseen)))
    taken = handed_in.minutes_taken
    late = not 0 <= taken <= exam.minutes + GRACE_MINUTES
    problem = f"{taken:.0f} minutes of {exam.minutes}" if late else ""
    return Result(file.name, asked.name, asked.part, taken, tuple(lines), problem)


def _practical(id: str, points: int, shares: list[float], runs: tuple[_Run, _Run]) -> Line:
    """What a task earned: half of its points on each of the two runs."""
    notes = [f"{share:.0%}{run.note}" for share, run in zip(shares, runs, strict=True)]
    return Line(id, points * sum(shares) / 2, points, f"own data {notes[0]}, unseen data {notes[1]}")


@dataclass(frozen=True, slots=True)
class _Run:
    """One run of a submission: what it answers, what is right, the share repaired, and how it ended if not
    well."""

    answers: dict[str, Any]
    right: dict[str, Any]
    repaired: float
    note: str


def _run(handed_in: Submission, asked: Paper, frames: list[Frame], seed: bytes) -> _Run:
    """Run a submission on the recording and the orders that follow from ``seed``."""
    import nbformat

    from otlplab.store import Store

    book = notebook(asked, handed_in.minutes)
    book.cells = [_cell(source) for source in _with_dumps(handed_in.cells)]
    varied = vary(frames, seed)
    with tempfile.TemporaryDirectory(prefix="otlplab-exam-") as temporary:
        folder = Path(temporary)
        nbformat.write(book, folder / "exam.ipynb")
        (folder / RECORDING).write_bytes(packed(varied))
        files = [folder / RECORDING, *repair.write(folder, seed)]
        outcome = sandbox.run(folder / "exam.ipynb", files)
    store = Store.of_frames(varied)
    answers, telemetry = _found(outcome.output)
    well = outcome.ended == "done" and answers
    return _Run(
        answers,
        {task.id: task.solve(store) for task in asked.tasks},
        repair.score(telemetry, repair.given(seed), asked.faults),
        "" if well else f" ({outcome.ended}{'' if answers else ', no answers'})",
    )


def _cell(source: str) -> Any:
    from nbformat.v4 import new_code_cell

    return new_code_cell(source, metadata={"tags": ["raises-exception"]})


_DUMP = """\
with __import__("pathlib").Path("/exam/work/answers.json").open("w") as _file:
    __import__("json").dump(answers, _file, default=lambda value: getattr(value, "item", lambda: None)())"""


def _with_dumps(cells: tuple[str, ...]) -> list[str]:
    """The cells, and after each one that writes the answers down: what was answered before a crash counts."""
    return [source for cell in cells for source in (cell, _DUMP)]


def _found(output: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """The answers and the collector's files of what the sandbox printed; whatever makes no sense is empty."""
    answers: object = None
    telemetry: list[bytes] = []
    try:
        found = json.loads(output)
        telemetry = [base64.b64decode(segment) for segment in found["telemetry"]]
        answers = json.loads(base64.b64decode(found["answers"]))
    except (ValueError, RecursionError, TypeError, KeyError):
        pass
    return (answers if isinstance(answers, dict) else {}), telemetry


def _write(out: Path, results: list[Result], salt: str) -> None:
    with (out / "results.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["file", "name", "part", "minutes", "points", "of", "percent", "passed", "problem"])
        for one in results:
            most = sum(line.of for line in one.lines)
            row = [one.file, one.name, one.part, round(one.minutes), round(one.points, 2), most, one.percent]
            table.writerow([*map(_plain, row), "yes" if one.passed else "no", _plain(one.problem)])
    _write_items(out / "items.csv", results)
    facts = [
        {"file": one.file, "name": one.name, "part": one.part, "percent": one.percent, "passed": one.passed}
        for one in results
    ]
    replace(out / "results.json", json.dumps({"salt": salt, "results": facts}, indent=1) + "\n")
    for number, one in enumerate(results, 1):
        (out / f"report-{number:03}.txt").write_text(report(one), encoding="utf-8")


def _write_items(target: Path, results: list[Result]) -> None:
    """How each question and task did, for those who review them.

    ``earned`` is the share of its points that the class earned. ``better`` is by how much the better half of
    the class earned more of it than the other half, -1 to 1: near or below 0, the item does not tell who
    knows.
    """
    ranked = sorted((one for one in results if one.lines), key=lambda one: one.percent)
    half = len(ranked) // 2
    ids = dict.fromkeys(line.what for one in ranked for line in one.lines)

    def earned(some: list[Result], id: str) -> float | None:
        shares = [line.points / line.of for one in some for line in one.lines if line.what == id]
        return sum(shares) / len(shares) if shares else None

    with target.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["item", "asked", "earned", "better"])
        for id in sorted(ids):
            asked = sum(line.what == id for one in ranked for line in one.lines)
            low, high, all_ = (earned(some, id) for some in (ranked[:half], ranked[-half:], ranked))
            better = "" if low is None or high is None else round(high - low, 2)
            table.writerow([id, asked, round(all_ or 0.0, 2), better])


def _plain(value: object) -> object:
    """The value for a cell of a spreadsheet: a text is short, and not taken for a formula."""
    if not isinstance(value, str):
        return value
    text = shorten(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text


def report(result: Result) -> str:
    """One candidate's report as text."""
    verdict = "passed" if result.passed else "not passed"
    lines = [f"{result.name or result.file}: {result.percent} %, {verdict}"]
    if result.problem:
        lines.append(f"problem: {shorten(result.problem)}")
    for line in result.lines:
        lines.append(f"{line.points:5.2f} of {line.of}  {line.what:36} {line.note}")
    return "\n".join(lines) + "\n"

"""The grader runs what anybody may hand in: good papers earn their points, attacks earn and harm nothing."""

from __future__ import annotations

import csv
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import nbformat
import otlplab
import psutil
import pytest
from exam_answers import cells_of, chosen, computed, repaired
from incident import incident
from otlplab.learn import manifest
from otlplab.learn.exam import grade, repair, sandbox
from otlplab.learn.exam import tasks as tasks_module
from otlplab.learn.exam.paper import RECORDING, paper
from otlplab.learn.exam.variant import packed, vary
from otlplab.store import Store

QUESTION = """
[[question]]
id = "q{number}"
practises = "x"
otca = "sdk"
text = "Question {number}?"
option = [
  {{text = "right", correct = true, why = "-"}},
  {{text = "wrong", why = "-"}},
  {{text = "worse", why = "-"}},
]
"""
EXAM = grade.Exam("SPRING", "0", 60)


@pytest.fixture(autouse=True)
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "notebooks" / "0-foundations"
    folder.mkdir(parents=True)
    text = "".join(QUESTION.format(number=number) for number in range(6))
    (folder / "1-sample.questions.toml").write_text(text)
    monkeypatch.setattr(manifest, "NOTEBOOKS", folder.parent)


def hand_in(folder: Path, file: str, cells: list[str], **changes: object) -> None:
    facts = {
        "version": 1, "code": "SPRING", "name": file, "part": "0", "minutes": 60, "cells": cells,
        "started": "2026-11-23T10:00:00+00:00", "submitted": "2026-11-23T10:50:00+00:00",
    }  # fmt: skip
    folder.mkdir(exist_ok=True)
    (folder / f"{file}.submission.json").write_text(json.dumps(facts | changes))


def test_a_class_is_graded(tmp_path, monkeypatch):
    """Four hand in: one knows, one types in what was right for Ada, one answers nothing, one is too late."""
    frames, folder, out = incident(), tmp_path / "class", tmp_path / "out"
    ada, bob = (paper("SPRING", name, "0") for name in ("Ada", "Bob"))
    adas = Store.of_frames(vary(frames, ada.seed))
    typed = {task.id: repr(task.solve(adas)) for task in ada.tasks}
    hand_in(folder, "Ada", [*cells_of(ada, chosen(ada) | computed(ada)), *repaired()])
    hand_in(folder, "Ada-copied", cells_of(ada, chosen(ada) | typed), name="Ada")
    hand_in(folder, "Bob", cells_of(bob, chosen(bob) | typed))
    hand_in(folder, "Dan", ["import os; os._exit(1)"], submitted="2026-11-23T11:50:00+00:00")
    (folder / "broken.submission.json").write_text("{")
    (folder / "link.submission.json").symlink_to("/etc/passwd")

    results = grade.grade(folder, out, EXAM, "salt", frames)
    by_file = {result.file.partition(".")[0]: result for result in results}
    points = {name: round(result.points, 2) for name, result in by_file.items()}
    tasks = sum(task.points for task in ada.tasks)
    assert points["Ada"] == 6 + tasks + repair.POINTS
    assert 6 + tasks / 2 <= points["Ada-copied"] < 6 + tasks * 0.75, "typed answers earn the first half"
    assert 6 <= points["Bob"] < 6 + tasks / 4, "another candidate's answers earn next to nothing"
    assert points["Dan"] == 0
    assert by_file["Dan"].problem == "110 minutes of 60"
    assert "not a submission" in by_file["broken"].problem
    assert "not a file" in by_file["link"].problem
    assert "two files" in by_file["Ada"].problem, "an instructor must look: not passed"
    assert not any(result.passed for result in results)

    with (out / "results.csv").open() as file:
        rows = {row["file"]: row for row in csv.DictReader(file)}
    assert float(rows["Ada.submission.json"]["percent"]) == 100
    assert len(list(out.glob("report-*.txt"))) == 6
    assert grade.report(by_file["Ada"]).count("own data 100%, unseen data 100%") == len(ada.tasks) + 1

    hand_in(tmp_path / "one", "Ada", [*cells_of(ada, chosen(ada) | computed(ada)), *repaired()])
    [again] = grade.grade(tmp_path / "one", tmp_path / "out again", EXAM, "salt", frames)
    assert again.passed
    assert again.lines == by_file["Ada"].lines, "the same salt, the same points"


FIRST = "answers = {'before': 1}"
ATTACKS = {
    "a loop for ever": """
while True: pass
""",
    "a loop that swallows interrupts": """
while True:
    try:
        while True: pass
    except BaseException: pass
""",
    "deleting files": """
import shutil, pathlib, otlplab, papermill
package = pathlib.Path(otlplab.__file__).parent
for path in ("/", "/usr", "/exam", package.parent, papermill.__path__[0]):
    shutil.rmtree(path, ignore_errors=True)
answers["harm"] = not (package / "__init__.py").exists() or not pathlib.Path("/exam/runner.py").exists()
""",
    "reading the answers": """
import os, otlplab
root = os.path.dirname(os.path.dirname(otlplab.__file__))
words = (".questions.toml", ".exercises.toml", ".submission.json", "tasks.py", "issuers.json")
found = [f for _, _, files in os.walk(root) for f in files if f.endswith(words)]
try:
    import otlplab.learn.exam.tasks
    found.append("tasks")
except ImportError: pass
answers["harm"] = bool(found)
""",
    "faking the result": """
class Right(dict):
    def __eq__(self, other): return True
    def get(self, *_): return self
answers["task"] = Right()
answers["passed"] = True
import sys
sys.__stdout__.write('{"passed": true, "points": 99}')
""",
    "patching the library": """
import otlplab, pathlib
try:
    pathlib.Path(otlplab.__file__).write_text("raise SystemExit")
    answers["harm"] = True
except OSError: pass
""",
    "eating memory": """
block = bytearray(3 * 2**30)
for place in range(0, len(block), 4096): block[place] = 1
""",
    "a fork bomb": """
import os
while True:
    try: os.fork()
    except OSError: pass
""",
    "filling the disk": """
import os
try:
    with open("big", "wb") as file:
        while True: file.write(bytes(2**20))
except OSError as error:
    answers["harm"] = error.errno not in (27, 28)
os.remove("big")
""",
    "killing everything": """
import os, signal
for pid in range(1, 200):
    try: pid != os.getpid() and os.kill(pid, signal.SIGKILL)
    except OSError: pass
""",
    "faking the telemetry": """
import os
os.makedirs("telemetry/traces")
os.mkfifo("telemetry/traces/a")
os.symlink("/dev/zero", "telemetry/traces/b")
os.symlink("/etc/hosts", "telemetry/traces/c")
with open("telemetry/traces/d", "wb") as file: file.write(b"OTLPSEG1" + bytes(2**23))
""",
    "answers without end": """
answers["x"] = ["x" * 1000] * 100_000
""",
    "answers too deep": """
for _ in range(100_000): answers = {"x": answers}
""",
}


@pytest.fixture(scope="module")
def came_of(request: pytest.FixtureRequest) -> Iterator[dict[str, tuple[str, float]]]:
    """What came of each attack; printed as a table when the last one is over."""
    results: dict[str, tuple[str, float]] = {}
    yield results
    if terminal := request.config.pluginmanager.getplugin("terminalreporter"):
        terminal.write_line("\n\nattack                          points  harm  time     how it ended")
        for attack, (ended, seconds) in results.items():
            terminal.write_line(f"{attack:32}     0  none {seconds:5.1f} s  {ended}")


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_harms_nothing_and_earns_nothing(attack, tmp_path, monkeypatch, came_of):
    monkeypatch.setattr(sandbox, "SECONDS", 40.0)
    monkeypatch.setattr(sandbox, "CELL_SECONDS", 3)
    files = [*Path(otlplab.__file__).parent.rglob("*.py")]
    outcome = _run((FIRST, ATTACKS[attack]), tmp_path)
    answers, telemetry = grade._found(outcome.output)
    assert repair.score(telemetry, repair.given(b"x"), repair.FAULTS) == 0
    assert answers.pop("before", 1) == 1
    assert not answers.pop("harm", False)
    points = [
        task.points * tasks_module.score(answers.get(task.id), {"x": 1})
        for task in paper("SPRING", "Ada", "0").tasks
    ]
    points += [item.score(answers.get(item.question.id)) for item in paper("SPRING", "Ada", "0").items]
    assert sum(points) == 0
    assert outcome.seconds < 50
    if attack == "eating memory":  # elsewhere forks share theirs, and each is counted whole
        assert outcome.peak_bytes < 4 * 2**30
    assert all(path.exists() for path in files)
    assert not [p for p in psutil.process_iter() if "/exam/runner.py" in " ".join(_command(p))], (
        "nothing is left"
    )
    came_of[attack] = (outcome.ended, outcome.seconds)


def _run(cells: tuple[str, ...], folder: Path) -> sandbox.Outcome:
    (folder / RECORDING).write_bytes(packed([]))
    book = nbformat.v4.new_notebook(cells=[grade._cell(source) for source in grade._with_dumps(cells)])
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(book, folder / "exam.ipynb")
    return sandbox.run(folder / "exam.ipynb", [folder / RECORDING])


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def test_what_was_answered_before_a_crash_counts(tmp_path):
    outcome = _run((FIRST, "import os; os._exit(1)", "answers['after'] = 1"), tmp_path)
    assert grade._found(outcome.output)[0] == {"before": 1}


def test_nothing_outside_can_be_reached(tmp_path):
    """Not the network, not this machine's loopback, not its processes, files and variables."""
    server = socket.create_server(("127.0.0.1", 0))
    secret = tmp_path / "secret"
    secret.write_text("x")
    look = f"""
import os, socket
def reach(*address):
    try: return bool(socket.create_connection(address, 1))
    except OSError: return False
inside = socket.create_server(("127.0.0.1", 0))
answers = {{
    "before": 1,
    "host": reach("127.0.0.1", {server.getsockname()[1]}),
    "world": reach("1.1.1.1", 443),
    "loopback": reach(*inside.getsockname()),
    "secret": os.path.exists({str(secret)!r}),
    "processes": sum(name.isdigit() for name in os.listdir("/proc")) < 10,
    "variable": "OTLPLAB_TEST_SECRET" in os.environ,
    "root": os.getuid() == 0,
}}"""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OTLPLAB_TEST_SECRET", "x")
        outcome = _run((look,), tmp_path)
    server.close()
    assert grade._found(outcome.output)[0] == {
        "before": 1, "host": False, "world": False, "loopback": True, "secret": False,
        "processes": True, "variable": False, "root": False,
    }, outcome.messages[-2000:]  # fmt: skip


def test_without_a_sandbox_nothing_is_run(tmp_path, monkeypatch):
    monkeypatch.setattr(sandbox.shutil, "which", lambda _: None)
    with pytest.raises(grade.ExamError, match="bubblewrap"):
        sandbox.run(tmp_path / "exam.ipynb", [tmp_path / RECORDING])


def test_a_spreadsheet_sees_no_formula():
    assert grade._plain("=1+1") == "'=1+1"
    assert grade._plain("Ada") == "Ada"
    assert grade._plain(3) == 3

"""Progress: one file that survives, moves and can be shared; and the board that an instructor sees."""

from __future__ import annotations

import json
import multiprocessing
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from otlplab import attach
from otlplab.cli import main
from otlplab.collector import LocalCollector
from otlplab.learn import manifest, record, share
from otlplab.learn.board import Board
from otlplab.learn.exercises import check, exercise
from otlplab.learn.syllabus import progress

EXERCISE = """
[[exercise]]
id = "{id}"
title = "Title of <{id}>"
minutes = 5
points = 10
practises = ["read"]
needs = []
hints = ["a", "b", "c"]
solution = "answer = 1"
explains = "-"
wrong = [{{code = "a", says = "2", why = "-"}}, {{code = "b", says = "3", why = "-"}}]
"""


@pytest.fixture(autouse=True)
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two chapters with two exercises and one, and an empty home."""
    folder = tmp_path / "notebooks" / "0-foundations"
    folder.mkdir(parents=True)
    (folder / "8-first.exercises.toml").write_text(EXERCISE.format(id="one") + EXERCISE.format(id="two"))
    (folder / "9-second.exercises.toml").write_text(EXERCISE.format(id="three"))
    monkeypatch.setattr(manifest, "NOTEBOOKS", folder.parent)
    monkeypatch.setenv("OTLPLAB_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.fixture
def collector(course: Path) -> Iterator[LocalCollector]:
    running = attach(course / "workshop", http_port=0, grpc_port=0)
    yield running
    running.stop()


def _attempts(home: str, id: str, times: int) -> None:
    os.environ["OTLPLAB_HOME"] = home
    for _ in range(times):
        record.record_attempt(id, False)


def test_two_notebooks_may_record_at_the_same_time(course):
    context = multiprocessing.get_context("spawn")
    home = str(course / "home")
    processes = [
        context.Process(target=_attempts, args=(home, id, 25)) for id in ("0.8/one", "0.8/one", "0.8/two")
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
        assert process.exitcode == 0
    assert {id: entry["attempts"] for id, entry in record.load().items()} == {"0.8/one": 50, "0.8/two": 25}
    assert sorted(path.name for path in (course / "home").iterdir()) == ["progress.json", "progress.lock"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"version": 2, "exercises": {}}', '{"version": 1, "exercises": {"a": {}}}']
)
def test_a_file_that_makes_no_sense_is_put_aside_and_kept(course, text):
    (course / "home").mkdir()
    record.path().write_text(text)
    record.record_attempt("0.8/one", True)
    assert record.load()["0.8/one"]["attempts"] == 1
    assert (course / "home" / "progress.json.broken").read_text() == text


ENTRIES = st.dictionaries(
    st.sampled_from(["0.8/one", "0.8/two", "0.9/three"]),
    st.fixed_dictionaries(
        {
            "attempts": st.integers(0, 99),
            "hints": st.integers(0, 3),
            "passed": st.none() | st.datetimes().map(lambda at: at.strftime("%Y-%m-%dT%H:%M:%SZ")),
        }
    ),
)


@given(ENTRIES, ENTRIES)
def test_merging_loses_nothing_in_either_direction(tmp_path_factory, mine, theirs):
    merged = []
    for first, second in ((mine, theirs), (theirs, mine)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("OTLPLAB_HOME", str(tmp_path_factory.mktemp("home")))
            record.merge(first)
            record.merge(second)
            record.merge(second)
            merged.append(record.load())
    assert merged[0] == merged[1]
    assert set(merged[0]) == mine.keys() | theirs.keys()
    for entries in (mine, theirs):
        for id, entry in entries.items():
            assert merged[0][id]["attempts"] >= entry["attempts"]
            assert not entry["passed"] or merged[0][id]["passed"] <= entry["passed"]


def test_progress_moves_to_another_machine(course, monkeypatch, capsys):
    record.record_attempt("0.8/one", True)
    assert main(["progress", "export", str(course / "moved.json")]) == 0
    monkeypatch.setenv("OTLPLAB_HOME", str(course / "other"))
    assert main(["progress", "import", str(course / "moved.json")]) == 0
    assert main(["progress"]) == 0
    assert "1 of 3 exercises done" in capsys.readouterr().out
    (course / "moved.json").write_text("{}")
    assert main(["progress", "import", str(course / "moved.json")]) == 1
    assert "not a progress file" in capsys.readouterr().err


def test_the_syllabus_shows_what_is_done():
    record.record_attempt("0.8/two", True)
    record.record_attempt("0.9/three", False)
    record.record_attempt("7.7/elsewhere", True)
    shown = progress()
    lines = shown.text.splitlines()
    assert lines[1].split() == ["0.8", "First", "·✓", "10", "of", "20"]
    assert lines[2].split() == ["0.9", "Second", "·", "0", "of", "10"]
    assert lines[3] == "1 of 3 exercises done"
    html = shown._repr_mimebundle_()["text/html"]
    assert "<li>✓ Title of &lt;two&gt;</li>" in html
    assert "<li>○ Title of &lt;three&gt;</li>" in html


def test_a_chapter_of_the_syllabus_is_a_link_where_it_can_be_opened(course, monkeypatch):
    """`notebooks/progress.ipynb` shows it; JupyterLab follows links that begin at the notebook."""
    import nbformat

    root = course / "notebooks"
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# 0.8 First & foremost")])
    nbformat.write(book, root / "0-foundations" / "8-first.ipynb")
    monkeypatch.chdir(root)
    html = progress()._repr_mimebundle_()["text/html"]
    assert '<a href="0-foundations/8-first.ipynb">0.8 First &amp; foremost</a>' in html
    assert "<th scope=row>0.9 Second</th>" in html, "not written yet: nothing to open"
    shown = nbformat.read(Path(__file__).parents[1] / "notebooks" / "progress.ipynb", as_version=4)
    assert shown.cells[1].source.endswith("progress()")


def test_what_is_shared_is_the_name_and_the_counts_and_nothing_else():
    record.record_attempt("0.8/one", True)
    request = share.events("Ada", record.load(), 1)
    [group] = request.resource_logs
    assert {a.key for a in group.resource.attributes} == {"service.name", "otlplab.learner"}
    [event] = group.scope_logs[0].log_records
    assert event.event_name == "otlplab.progress"
    assert not event.HasField("body")
    assert {a.key.removeprefix("otlplab.exercise.") for a in event.attributes} == {
        "id",
        "attempts",
        "hints",
        "passed",
    }


def test_nothing_is_sent_without_a_choice(monkeypatch, capsys):
    monkeypatch.setattr(share, "send", lambda *_: pytest.fail("sent"))

    @exercise("0.8/one")
    def one(answer: int) -> None:
        """Passes."""

    check("0.8/one", 1)
    share.send_in_background()


@pytest.mark.parametrize("name", ["", "  ", "x" * 41, "a\nb", "\x1b[31m"])
def test_a_name_must_be_one(name, collector):
    with pytest.raises(ValueError, match="name"):
        share.choose(collector.http_endpoint, name)
    assert share.chosen() is None


def test_a_workshop_that_is_not_there_is_said_and_not_chosen(capsys):
    arguments = ["progress", "share", "--endpoint", "http://127.0.0.1:9", "--name", "Ada"]
    assert main(arguments) == 1
    assert "did not take the progress" in capsys.readouterr().err
    assert share.chosen() is None
    assert main(arguments[:2]) == 2


def test_the_board_follows_a_class(collector, monkeypatch, course, capsys):
    def learner(name: str, *attempts: tuple[str, bool]) -> None:
        monkeypatch.setenv("OTLPLAB_HOME", str(course / name))
        (course / name).mkdir(exist_ok=True)
        for id, passed in attempts:
            record.record_attempt(id, passed)
        share.choose(collector.http_endpoint, name)

    learner("Ada", ("0.8/one", False), ("0.8/one", True), ("0.8/two", True))
    learner("<b>Bob", ("0.8/one", False), ("0.8/one", False), ("9.9/none", True))
    learner("Cyd")
    store = collector.store(since="start")
    board = Board(store)
    assert [one.name for one in board.learners] == ["<b>Bob", "Ada", "Cyd"]
    bob, ada, cyd = board.learners
    assert (ada.passed, ada.stuck) == ({"0.8/one", "0.8/two"}, set())
    assert (bob.passed, bob.stuck) == (set(), {"0.8/one"})
    assert (cyd.passed, cyd.tried) == (set(), set())
    first = board.difficulties[0]
    assert (first.exercise, first.tried, first.passed, first.failures) == ("0.8/one", 2, 1, 3)
    assert "<b>" not in board.html

    learner("<b>Bob", ("0.8/one", True))
    assert Board(store).learners[0].passed == {"0.8/one"}
    assert len(Board(store).learners) == 3

    assert main(["board", "--data", str(collector.data)]) == 0
    assert "3 learners" in capsys.readouterr().out
    assert main(["board", "--data", str(course / "nowhere")]) == 1


def test_each_check_sends_again_once_chosen(collector, capsys):
    @exercise("0.9/three")
    def three(answer: int) -> None:
        """Passes."""

    (collector.data.parent / "home").mkdir(exist_ok=True)
    share.choose(collector.http_endpoint, "Ada")
    store = collector.store()
    check("0.9/three", 1)
    store.wait(1, table="logs", where="attributes['otlplab.exercise.id']::varchar = '0.9/three'")
    [ada] = Board(store).learners
    assert ada.passed == {"0.9/three"}
    share.stop()
    assert share.chosen() is None


def test_hostile_records_do_not_break_the_board(collector, monkeypatch, course):
    (course / "home").mkdir()
    good = {"0.8/one": {"attempts": 1, "hints": 0, "passed": None}}
    share.send(collector.http_endpoint, "Ada")
    import httpx

    request = share.events("Eve\x1b[2J" + "x" * 5000, good, 1)
    event = request.resource_logs[0].scope_logs[0].log_records[0]
    event.attributes[1].value.string_value = "not a number"
    event.attributes[3].value.string_value = "maybe"
    httpx.post(
        f"{collector.http_endpoint}/v1/logs",
        content=request.SerializeToString(),
        headers={"Content-Type": "application/x-protobuf"},
    ).raise_for_status()
    board = Board(collector.store(since="start"))
    assert len(board.learners) == 2
    assert "\x1b" not in board.text
    assert json.dumps(board.html)
    assert len(board.text) < 2000

"""The exam on paper: questions and recordings that differ by candidate, files to hand in, certificates."""

from __future__ import annotations

import datetime
import json
import random
import re
import stat
import string
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from incident import incident
from otlplab.cli import main
from otlplab.learn import manifest
from otlplab.learn.exam import certificate, repair, session, tasks
from otlplab.learn.exam.paper import ExamError, Item, Paper, notebook, paper, seed_of
from otlplab.learn.exam.variant import NAMES, packed, vary
from otlplab.segments import Frame
from otlplab.store import Store


@pytest.fixture(scope="module")
def frames() -> list[Frame]:
    return incident()


@pytest.fixture(autouse=True)
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Part 0 with two chapters of ten questions."""
    folder = tmp_path / "notebooks" / "0-foundations"
    folder.mkdir(parents=True)
    for chapter in (1, 2):
        text = ""
        for number in range(10):
            right = {0} if number % 2 else {0, 1}
            text += f'[[question]]\nid = "q{number}"\ntext = "Question {number}?"\n'
            text += 'practises = "x"\notca = "sdk"\n'
            for option in range(4):
                text += f'[[question.option]]\ntext = "option {option}"\nwhy = "-"\n'
                text += "correct = true\n" if option in right else ""
        (folder / f"{chapter}-sample.questions.toml").write_text(text)
    monkeypatch.setattr(manifest, "NOTEBOOKS", folder.parent)


def asked(one: Paper) -> list[tuple[str, tuple[str, ...]]]:
    return [(item.question.id, tuple(option.text for option in item.options)) for item in one.items]


def test_a_paper_follows_from_code_and_name_and_from_nothing_else():
    ada = paper("SPRING", "Ada", "0")
    assert asked(ada) == asked(paper("SPRING", "Ada", "0"))
    assert [task.text for task in ada.tasks] == [task.text for task in paper("SPRING", "Ada", "0").tasks]
    others = [paper("SPRING", name, "0") for name in ("Bob", "Cyd", "Ada B")] + [paper("AUTUMN", "Ada", "0")]
    assert all(asked(other) != asked(ada) and other.seed != ada.seed for other in others)
    assert len(ada.items) == 12
    assert len({item.question.id for item in ada.items}) == 12
    assert ada.points == 12 + sum(task.points for task in ada.tasks) + repair.POINTS
    assert len({other.faults for other in others} | {ada.faults}) > 1


NO_NAMES = ["", "A", "x" * 41, "=cmd()", "a\nb", "<b>Ada</b>", "Ada ", "../../etc", "a  b", "A\u202eda"]


@pytest.mark.parametrize("name", NO_NAMES)
def test_a_name_that_is_none_is_refused(name):
    with pytest.raises(ExamError, match="name"):
        paper("SPRING", name, "0")


@pytest.mark.parametrize("name", ["Ada", "Анна Каренина", "王小明", "O'Neil", "Jean-Luc P.J"])
def test_names_of_the_world_are_taken(name):
    assert paper("SPRING", name, "0").name == name


def test_a_part_without_questions_is_refused():
    with pytest.raises(ExamError, match="part 7"):
        paper("SPRING", "Ada", "7")
    with pytest.raises(ExamError, match="code"):
        paper("a b", "Ada", "0")


def test_words_that_are_cut_differently_give_another_seed():
    assert seed_of("ab", "c") != seed_of("a", "bc")


def test_a_question_is_scored_by_letters():
    one = next(item for item in paper("SPRING", "Ada", "0").items if item.question.kind == "single")
    [right] = one.right
    wrong = next(letter for letter in "abcd" if letter != right)
    assert one.score(right) == one.score(f" {right.upper()} ") == 1
    for given_ in (wrong, right + wrong, "", None, 3, ["a"], "z", right * 2, ...):
        assert one.score(given_) == 0
    many = next(item for item in paper("SPRING", "Ada", "0").items if item.question.kind == "multiple")
    first, second = sorted(many.right)
    wrong = next(letter for letter in "abcd" if letter not in many.right)
    assert many.score(f"{second}, {first}") == 1
    assert many.score(first) == 0.5
    assert many.score(first + wrong) == 0
    assert many.score("abcd") == 0, "choosing all earns nothing"


@given(st.text(string.ascii_lowercase + " ,;", max_size=8))
def test_no_answer_earns_more_than_a_point(text):
    for kind in ((True, False, False), (True, True, False, False)):
        options = tuple(manifest.Option(str(n), "-", right) for n, right in enumerate(kind))
        item = Item(manifest.Question("q", "?", "x", "sdk", options), options)
        assert 0 <= item.score(text) <= 1
        letters = re.sub("[ ,;]", "", text)
        assert (item.score(text) == 1) == (sorted(letters) == sorted(item.right))


def test_the_notebook_asks_everything_and_gives_nothing_away():
    mine = paper("SPRING", "Ada", "0")
    book = notebook(mine, 90)
    text = "\n".join(cell.source for cell in book.cells)
    for item in mine.items:
        assert item.question.text in text
        assert f'answers["{item.question.id}"] = ""' in text
    for task in mine.tasks:
        assert task.text in text
    assert "correct" not in json.dumps(book)
    assert "quantile_cont(duration_ms" not in text


def test_a_variant_keeps_what_happened_and_changes_what_can_be_copied(frames):
    original, ada, again, bob = (
        Store.of_frames(f) for f in (frames, vary(frames, b"ada"), vary(frames, b"ada"), vary(frames, b"bob"))
    )

    def column(store: Store, query: str) -> list[object]:
        return [next(iter(row.values())) for row in store.sql(query).rows()]

    ids = "select span_id from spans union select trace_id from spans"
    assert set(column(ada, ids)) == set(column(again, ids))
    assert not set(column(original, ids)) & set(column(ada, ids))
    assert not set(column(ada, ids)) & set(column(bob, ids))
    names = "select distinct service_name from spans"
    assert not set(column(original, names)) & set(column(ada, names))
    assert set(column(ada, names)) <= set(NAMES)
    for store in (ada, bob):
        kept = len(column(store, "select span_id from spans")) / len(
            column(original, "select span_id from spans")
        )
        assert 0.5 < kept < 0.99
        orphans = """select count(*) from spans c where parent_span_id is not null and not exists (
            select 1 from spans p where p.trace_id = c.trace_id and p.span_id = c.parent_span_id)"""
        assert column(store, orphans) == [0], "traces stay whole"
        inside = """select count(*) from spans c join spans p on p.span_id = c.parent_span_id
            where c.duration_ns > p.duration_ns"""
        assert column(store, inside) == [0], "time runs at one pace"
        longest = "select max(duration_ms) from spans"
        assert 0.7 <= column(store, longest)[0] / column(original, longest)[0] <= 1.41
        peers = "select distinct attributes['peer.service']::varchar from spans where kind = 'CLIENT'"
        assert set(column(store, peers)) <= set(column(store, names)), "renamed wherever the name stands"
        assert column(store, "select count(distinct body) from logs")[0] == 2
        joined = "select count(*) from logs join spans using (trace_id, span_id)"
        assert column(store, joined) == column(store, "select count(*) from logs")
        assert column(store, "select count(*) from metric_points") == [0]


def test_every_task_has_an_answer_that_differs_between_candidates(frames):
    answers = []
    for seed in (b"ada", b"bob"):
        store = Store.of_frames(vary(frames, seed))
        answers.append({task.id: task.solve(store) for task in tasks.tasks(random.Random(1))})
    for task in tasks.tasks(random.Random(1)):
        first, second = (one[task.id] for one in answers)
        assert set(first) == set(task.fields)
        assert tasks.score(first, first) == 1
        assert tasks.score(second, first) < 1, task.id


ODD = [None, ..., [], "x", {}, {"service": True, "ms": True}, {"ms": float("nan")}, {"ms": 10**400}]


@pytest.mark.parametrize("given_", ODD)
def test_odd_answers_to_a_task_earn_nothing(given_):
    assert tasks.score(given_, {"service": "a", "ms": 1.0}) == 0


def test_a_task_is_marked_field_by_field():
    right = {"service": "a", "ms": 100.0, "count": 7}
    assert tasks.score({"service": " a ", "ms": 100.9, "count": 7.0}, right) == 1
    assert tasks.score({"service": "a", "ms": 102, "count": 7}, right) == pytest.approx(2 / 3)


def test_start_and_submit(tmp_path, frames, capsys):
    from otlplab.store.recording import read_recording

    (tmp_path / "class.otlp.zst").write_bytes(packed(frames))
    folder = tmp_path / "ada"
    start = ["exam", "start", str(folder), "--name", "Ada", "--code", "SPRING"]
    start += ["--recording", str(tmp_path / "class.otlp.zst")]
    assert main(start) == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "exam.ipynb", "exam.json", "incident.otlp.zst", "orders.json", "warehouse.py",
    ]  # fmt: skip
    mine = read_recording(folder / "incident.otlp.zst")
    assert [f.payload for f in mine] == [f.payload for f in vary(frames, paper("SPRING", "Ada", "0").seed)]
    assert main(start) == 1
    assert "started once" in capsys.readouterr().err
    assert main(["exam", "submit", str(folder)]) == 0
    handed_in = session.parse((folder / "Ada.submission.json").read_text())
    assert (handed_in.name, handed_in.code, handed_in.part) == ("Ada", "SPRING", "0")
    assert 0 <= handed_in.minutes_taken < 1
    assert "Store.of_recording" in handed_in.cells[0]
    assert main(["exam", "submit", str(tmp_path)]) == 1
    assert "not the folder of a started exam" in capsys.readouterr().err


GOOD = {
    "version": 1, "code": "SPRING", "name": "Ada", "part": "0", "minutes": 90,
    "started": "2026-11-23T10:00:00+00:00", "submitted": "2026-11-23T11:00:00+00:00", "cells": [],
}  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["", "[]", "3", "null", "[" * 100_000, json.dumps(GOOD | {"extra": 1}), json.dumps(GOOD | {"version": 2})]
    + [json.dumps({k: v for k, v in GOOD.items() if k != key}) for key in GOOD]
    + [json.dumps(GOOD | {"cells": [3]}), json.dumps(GOOD | {"name": 3}), json.dumps(GOOD | {"minutes": "9"})]
    + [json.dumps(GOOD | {"started": "2026-11-23T10:00:00"}), json.dumps(GOOD | {"submitted": 3})]
    + [json.dumps(GOOD | {"cells": ["x" * 3_000_000]})],
)  # fmt: skip
def test_what_is_no_submission_is_refused(text):
    session.parse(json.dumps(GOOD))
    with pytest.raises(ExamError):
        session.parse(text)


@pytest.fixture(scope="module")
def issuer(tmp_path_factory):
    folder = tmp_path_factory.mktemp("issuer")
    entry = certificate.new_key(folder / "key.pem", "The course")
    return folder / "key.pem", {"issuers": [entry], "revoked": []}


@pytest.fixture(scope="module")
def signed(issuer) -> bytes:
    key = certificate.read_key(issuer[0])
    day = datetime.date(2026, 11, 24)
    return certificate.issue(key, "Ada O'Neil", "Part 0, Foundations", 91.5, "https://example.org/", day)


def test_a_certificate_is_genuine(issuer, signed):
    said = certificate.verify(signed, issuer[1])
    assert (said.name, said.part, said.percent) == ("Ada O'Neil", "Part 0, Foundations", 91.5)
    assert stat.S_IMODE(issuer[0].stat().st_mode) == 0o600


def test_changing_any_one_byte_fails(issuer, signed):
    draw = random.Random(5)
    for place in range(len(signed)):
        changed = bytearray(signed)
        changed[place] = draw.choice([b for b in range(256) if b != signed[place]])
        with pytest.raises(ExamError):
            certificate.verify(bytes(changed), issuer[1])


@given(st.binary(min_size=1, max_size=8), st.floats(0, 1))
def test_adding_or_taking_away_fails(issuer, signed, more, where):
    place = round(where * len(signed))
    for changed in (signed[:place] + more + signed[place:], signed[:place] + signed[place + len(more) :]):
        if changed != signed:
            with pytest.raises(ExamError):
                certificate.verify(changed, issuer[1])


def test_other_issuers_and_certificates_taken_back_are_not_believed(issuer, signed, tmp_path):
    other = certificate.new_key(tmp_path / "other.pem", "Mallory")
    with pytest.raises(ExamError, match="not among the believed"):
        certificate.verify(signed, {"issuers": [other], "revoked": []})
    forged = other | {"id": issuer[1]["issuers"][0]["id"]}
    with pytest.raises(ExamError, match="not among the believed"):
        certificate.verify(signed, {"issuers": [forged], "revoked": []})
    said = certificate.verify(signed, issuer[1])
    with pytest.raises(ExamError, match="taken back: copied"):
        certificate.verify(signed, issuer[1] | {"revoked": [{"id": said.id, "reason": "copied"}]})


def test_a_certificate_is_one_drawing_that_loads_nothing(issuer):
    key = certificate.read_key(issuer[0])
    evil = "<script>alert(1)</script>&\"'"
    drawn = certificate.issue(key, evil, "Part 0", 70.0, "https://example.org", datetime.date(2026, 11, 24))
    root = ET.fromstring(drawn)
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "title", "metadata", "rect", "g", "text", "path"}
    names = {key for element in root.iter() for key in element.attrib}
    assert not [name for name in names if "href" in name or name.startswith("on")]
    assert evil in [element.text for element in root.iter()]
    assert certificate.verify(drawn, issuer[1]).name == evil


def test_the_command_line_issues_and_verifies(tmp_path, capsys):
    assert main(["exam", "key", str(tmp_path / "key.pem"), "--name", "The course"]) == 0
    entry = json.loads(capsys.readouterr().out.partition("\n")[2])
    (tmp_path / "issuers.json").write_text(json.dumps({"issuers": [entry], "revoked": []}))
    results = [
        {"file": "a", "name": "Ada B", "part": "0", "percent": 80.0, "passed": True},
        {"file": "b", "name": "Bob", "part": "0", "percent": 20.0, "passed": False},
    ]
    (tmp_path / "results.json").write_text(json.dumps({"salt": "x", "results": results}))
    certify = ["exam", "certify", str(tmp_path / "results.json"), "--key", str(tmp_path / "key.pem")]
    assert main([*certify, "--site", "https://example.org", "--out", str(tmp_path / "out")]) == 0
    [file] = (tmp_path / "out").iterdir()
    verify = ["verify", str(file), "--issuers", str(tmp_path / "issuers.json")]
    assert main(verify) == 0
    assert "genuine. Ada B, OTLP, Hands On, Part 0, Foundations, 80 %" in capsys.readouterr().out
    file.write_bytes(file.read_bytes().replace(b"Ada B", b"Eve B"))
    assert main(verify) == 1
    assert "the file was changed" in capsys.readouterr().out
    assert main(["exam", "key", str(tmp_path / "key.pem"), "--name", "again"]) == 1

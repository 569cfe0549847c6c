"""The exam from start to certificate: twenty candidates, by the commands that people use and in a browser.

The questions, the tasks and the recording are the course's own. It takes minutes, so it has a target of its
own: ``make exam-rehearsal``.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from exam_answers import chosen, computed
from otlplab.cli import main
from otlplab.learn.exam import certificate, repair
from otlplab.learn.exam.paper import Paper, paper
from playwright.sync_api import Browser, Page

CODE = "ROUND-TRIP"
GOOD = [f"Good {letter}" for letter in "ABCDEFGHIJKL"]
BAD = [f"Bad {letter}" for letter in "ABCDE"]
HOSTILE = ["Eve", "Mallory", "Trudy"]
ATTACKS = {
    "Eve": "answers = type('Right', (dict,), {'__eq__': lambda *_: True})()\nimport os\nos._exit(1)",
    "Mallory": "import os\nfor pid in range(1, 99):\n    os.kill(pid, 9)",
    "Trudy": "import shutil, otlplab\nshutil.rmtree('/', ignore_errors=True)\nprint('x' * 10**8)",
}


def answer(
    folder: Path, asked: Paper, answers: dict[str, str], program: str | None, attack: str = ""
) -> None:
    """Fill in the candidate's notebook as a person does: one cell for each answer."""
    book = nbformat.read(folder / "exam.ipynb", as_version=4)
    left = dict(answers)
    for cell in book.cells:
        for id in list(left):
            if cell.source.startswith(f'answers["{id}"] = '):
                cell.source = f'answers["{id}"] = {left.pop(id)}'
        if program and cell.source == repair.program(asked.faults):
            cell.source, program = program, None
    assert not left and not program, "every answer has its cell"
    if attack:
        book.cells.insert(1, nbformat.v4.new_code_cell(attack))
    nbformat.write(book, folder / "exam.ipynb")


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty candidates who have started, answered and handed in, and have been graded in one go."""
    root = tmp_path_factory.mktemp("exam")
    (root / "handed-in").mkdir()
    for name in GOOD + BAD + HOSTILE:
        folder = root / name
        assert main(["exam", "start", str(folder), "--name", name, "--code", CODE]) == 0
        asked = paper(CODE, name, "0")
        if name in GOOD:
            answer(folder, asked, chosen(asked) | computed(asked), repair.program(()))
        elif name in BAD:  # half of the questions, one task, and one of three faults repaired
            half = dict(list(chosen(asked).items())[::2])
            task = dict(list(computed(asked).items())[:1])
            answer(folder, asked, half | task, repair.program(asked.faults[1:]))
        else:
            answer(folder, asked, {}, None, ATTACKS[name])
        assert main(["exam", "submit", str(folder)]) == 0
        for file in folder.glob("*.submission.json"):
            file.rename(root / "handed-in" / file.name)
    grade = ["exam", "grade", str(root / "handed-in"), "--code", CODE, "--out", str(root / "graded")]
    assert main([*grade, "--salt", "of this test"]) == 0
    return root


def test_who_knows_passes_and_who_attacks_earns_nothing(graded: Path) -> None:
    with (graded / "graded" / "results.csv").open() as file:
        rows = {row["name"]: row for row in csv.DictReader(file)}
    assert sorted(rows) == sorted(GOOD + BAD + HOSTILE)
    for name in GOOD:
        assert (rows[name]["percent"], rows[name]["passed"]) == ("100.0", "yes"), name
    for name in BAD:
        assert 20 < float(rows[name]["percent"]) < 70 and rows[name]["passed"] == "no", name
    for name in HOSTILE:
        assert (float(rows[name]["points"]), rows[name]["passed"]) == (0, "no"), name
    with (graded / "graded" / "items.csv").open() as file:
        items = {row["item"]: row for row in csv.DictReader(file)}
    assert items[repair.ID]["asked"] == "20"
    assert 0.6 < float(items[repair.ID]["earned"]) < 0.8
    assert float(items[repair.ID]["better"]) > 0.4, "who knows more earns more of it"
    reports = [path.read_text() for path in (graded / "graded").glob("report-*.txt")]
    assert len(reports) == 20
    assert sum("repair-pipeline" in report for report in reports) == 20


@pytest.fixture(scope="module")
def certified(graded: Path, base: str) -> Path:
    """The certificates of those who passed, by an issuer whom the served site believes."""
    key = graded / "issuer.pem"
    entry = certificate.new_key(key, "The round trip")
    (graded / "issuers.json").write_text(json.dumps({"issuers": [entry], "revoked": []}))
    certify = ["exam", "certify", str(graded / "graded" / "results.json"), "--key", str(key)]
    assert main([*certify, "--site", base, "--out", str(graded / "certificates")]) == 0
    return graded


def test_the_command_line_believes_the_twelve_and_no_changed_one(certified: Path, capsys) -> None:
    files = sorted((certified / "certificates").glob("*.svg"))
    assert [file.stem for file in files] == [name.replace(" ", "-") for name in GOOD]
    issuers = ["--issuers", str(certified / "issuers.json")]
    assert main(["verify", *map(str, files), *issuers]) == 0
    assert capsys.readouterr().out.count("genuine. Good") == 12
    forged = certified / "forged.svg"
    forged.write_bytes(files[0].read_bytes().replace(b"Good A", b"Bad AA"))
    assert main(["verify", str(forged), *issuers]) == 1


@pytest.fixture
def page(browser: Browser, certified: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    believed = (certified / "issuers.json").read_text()
    context.route("**/issuers.json", lambda route: route.fulfill(body=believed))
    yield context.new_page()
    context.close()


def test_the_site_believes_them_too(page: Page, base: str, certified: Path) -> None:
    page.goto(f"{base}book/verify.html", wait_until="networkidle")
    said = page.locator("#otl-verify-said")
    for file in sorted((certified / "certificates").glob("*.svg"))[:3]:
        page.set_input_files("#otl-verify-file", file)
        page.get_by_text(file.stem.replace("-", " ")).wait_for()
        assert said.inner_text().startswith(
            f"✓ Genuine. {file.stem.replace('-', ' ')} has passed OTLP, Hands On"
        )
    changed = bytearray(file.read_bytes())
    changed[len(changed) // 2] ^= 1
    data = {"name": "c.svg", "mimeType": "image/svg+xml", "buffer": bytes(changed)}
    page.set_input_files("#otl-verify-file", data)
    page.get_by_text("Not genuine").wait_for()

"""On the candidate's machine: ``start`` makes a folder to work in, ``submit`` one file of it.

The times in the file are the candidate's clock's; an instructor who needs more than that takes the files in
by hand.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from otlplab.learn.exam import repair
from otlplab.learn.exam.paper import RECORDING, ExamError, notebook, paper
from otlplab.learn.exam.variant import packed, vary
from otlplab.learn.record import replace

VERSION = 1
RECORDINGS = {
    "0": Path(__file__).resolve().parents[4] / "datasets" / "incident-checkout" / "recording.otlp.zst"
}
MAX_BYTES = 2 * 2**20
"""The size of a submission; a paper with answers has some 30 kB."""


@dataclass(frozen=True, slots=True)
class Submission:
    """What was handed in; ``cells`` are the sources of its code cells. Nothing here is to be trusted."""

    code: str
    name: str
    part: str
    minutes: int
    started: datetime.datetime
    submitted: datetime.datetime
    cells: tuple[str, ...]

    @property
    def minutes_taken(self) -> float:
        """Minutes between start and submit."""
        return (self.submitted - self.started).total_seconds() / 60


def recording_of(part: str) -> Path:
    """The recording that a part's exam is about. Raises :exc:`ExamError`."""
    if part not in RECORDINGS or not RECORDINGS[part].exists():
        raise ExamError(f"there is no recording for an exam of part {part}")
    return RECORDINGS[part]


def start(folder: Path, code: str, name: str, part: str, minutes: int, recording: Path) -> None:
    """Make ``folder`` with paper, recording and orders. Raises :exc:`ExamError` or :exc:`OSError`."""
    import nbformat

    from otlplab.store.recording import read_recording

    mine = paper(code, name, part)
    frames = vary(read_recording(recording), mine.seed)
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        raise ExamError(f"{folder} is there already: an exam is started once") from None
    (folder / RECORDING).write_bytes(packed(frames))
    repair.write(folder, mine.seed)
    nbformat.write(notebook(mine, minutes), folder / "exam.ipynb")
    facts = {
        "version": VERSION,
        "code": code,
        "name": name,
        "part": part,
        "minutes": minutes,
        "started": _now(),
    }
    replace(folder / "exam.json", json.dumps(facts, indent=1) + "\n")


def submit(folder: Path) -> Path:
    """Write the file to hand in, beside the folder's notebook, and return its path.

    Raises :exc:`ExamError` where the folder is no started exam or the file gets too large.
    """
    import nbformat

    try:
        facts = json.loads((folder / "exam.json").read_text("utf-8"))
        cells = nbformat.read(folder / "exam.ipynb", as_version=4).cells
    except (OSError, ValueError, nbformat.reader.NotJSONError) as error:
        raise ExamError(f"{folder} is not the folder of a started exam: {error}") from None
    facts |= {"submitted": _now(), "cells": [cell.source for cell in cells if cell.cell_type == "code"]}
    text = json.dumps(facts, indent=1) + "\n"
    if len(text.encode()) > MAX_BYTES:
        raise ExamError(
            f"the notebook's code has more than {MAX_BYTES >> 20} MiB: take out what is not an answer"
        )
    target = folder / f"{facts['name'].replace(' ', '-')}.submission.json"
    replace(target, text)
    parse(text)
    return target


def parse(text: str) -> Submission:
    """Read a submission that anybody may have written. Raises :exc:`ExamError`."""
    if len(text.encode()) > MAX_BYTES:
        raise ExamError(f"more than {MAX_BYTES >> 20} MiB")
    try:
        data: dict[str, Any] = json.loads(text)
        if data.pop("version") != VERSION:
            raise ExamError("made by another version of the course")
        cells = data.pop("cells")
        if not isinstance(cells, list) or not all(isinstance(cell, str) for cell in cells):
            raise ExamError("its cells are not texts")
        if (
            not all(isinstance(data[key], str) for key in ("code", "name", "part"))
            or type(data["minutes"]) is not int
        ):
            raise ExamError("its code, name, part or minutes are not what they must be")
        for key in ("started", "submitted"):
            data[key] = datetime.datetime.fromisoformat(data[key])
        submission = Submission(**data, cells=tuple(cells))
        submission.minutes_taken  # noqa: B018  # raises TypeError where only one time has a zone
        return submission
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise error if isinstance(error, ExamError) else ExamError(f"not a submission: {error}") from None


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")

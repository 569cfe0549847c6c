"""What a learner has done: one file, ``progress.json`` in the course's home.

    {"version": 1,
     "exercises": {"0.1/first-span": {"attempts": 3, "hints": 1, "passed": "2026-11-23T22:13:50Z"}}}

It is written as a whole and put in place at once, under a lock, so that two notebooks may record at the same
time and a crash leaves the old file or the new one.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from otlplab.collector.local import home

try:
    import fcntl
except ImportError:  # Windows: no advisory locks; one notebook at a time is what happens there
    fcntl = None  # type: ignore[assignment]

VERSION = 1


def path() -> Path:
    """The progress file."""
    return home() / "progress.json"


def load() -> dict[str, dict[str, Any]]:
    """What is recorded, by exercise id. A file that makes no sense is put aside: ``progress.json.broken``."""
    try:
        return parse(path().read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except ValueError:
        path().replace(path().with_suffix(".json.broken"))
        return {}


def parse(text: str) -> dict[str, dict[str, Any]]:
    """Read the file's text. Raises :exc:`ValueError` where it is not a progress file of this version."""
    data = json.loads(text)
    exercises = data.get("exercises") if isinstance(data, dict) and data.get("version") == VERSION else None
    if not isinstance(exercises, dict):
        raise ValueError(f"not a progress file of version {VERSION}")
    for id, entry in exercises.items():
        if not (
            isinstance(entry, dict)
            and entry.keys() == {"attempts", "hints", "passed"}
            and type(entry["attempts"]) is int
            and type(entry["hints"]) is int
            and (entry["passed"] is None or isinstance(entry["passed"], str))
        ):
            raise ValueError(f"the entry of {id!r} is not one of attempts, hints and passed")
    return exercises


def record_attempt(id: str, passed: bool) -> None:
    """Count an attempt, and keep the time of the first that passed. Raises :exc:`OSError`."""

    def change(entry: dict[str, Any]) -> None:
        entry["attempts"] += 1
        if passed and entry["passed"] is None:
            entry["passed"] = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    _change(id, change)


def record_hint(id: str, stage: int) -> None:
    """Keep the highest stage of hints that was opened. Raises :exc:`OSError`."""
    _change(id, lambda entry: entry.update(hints=max(entry["hints"], stage)))


def merge(others: dict[str, dict[str, Any]]) -> None:
    """Add what another machine recorded: the higher counts, the earlier pass. Raises :exc:`OSError`."""
    with _locked():
        exercises = load()
        for id, other in others.items():
            entry = exercises.setdefault(id, dict(other))
            passes = [at for at in (entry["passed"], other["passed"]) if at is not None]
            entry["attempts"] = max(entry["attempts"], other["attempts"])
            entry["hints"] = max(entry["hints"], other["hints"])
            entry["passed"] = min(passes, default=None)
        _write(exercises)


def attempted(id: str) -> bool:
    """Whether the exercise was tried at least once."""
    return load().get(id, {}).get("attempts", 0) > 0


def _change(id: str, change: Callable[[dict[str, Any]], None]) -> None:
    with _locked():
        exercises = load()
        change(exercises.setdefault(id, {"attempts": 0, "hints": 0, "passed": None}))
        _write(exercises)


@contextlib.contextmanager
def _locked() -> Iterator[None]:
    home().mkdir(parents=True, exist_ok=True)
    with (home() / "progress.lock").open("w") as lock:
        if fcntl is not None:
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(exercises: dict[str, dict[str, Any]]) -> None:
    replace(path(), dump(exercises))


def dump(exercises: dict[str, dict[str, Any]]) -> str:
    """The text of a progress file, as :func:`parse` reads it."""
    return json.dumps({"version": VERSION, "exercises": exercises}, indent=1, sort_keys=True) + "\n"


def replace(target: Path, text: str) -> None:
    """Put a new file in the place of an old one at once. Raises :exc:`OSError`."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=target.parent, prefix=f"{target.stem}-", delete=False
    ) as new:
        new.write(text)
        new.flush()
        os.fsync(new.fileno())
    Path(new.name).replace(target)

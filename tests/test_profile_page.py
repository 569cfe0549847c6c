"""What the book's page on profiles is made of: ``python -m tests.test_profile_page`` writes it anew.

Every broken profile of :mod:`tests.test_profiles` with what is said of it, and the recorded profiles of
:mod:`tests.test_profile_round_trips` that came back from pprof as they were.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from pathlib import Path

import pytest

from tests import test_profile_round_trips as trips
from tests import test_profiles as hostile

STORED = Path(__file__).parents[1] / "book" / "_data" / "profiles.json"


def told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """Return of each broken profile where it came ``from``, ``what`` is wrong, and what is ``said``."""
    rows = []

    def row(origin: str, what: str, said: str) -> None:
        # What the JDK and protobuf add has the words of their releases.
        said = re.split(r": jfr print:|: Error parsing", said.replace(f"{folder}/", ""))[0]
        rows.append({"from": origin, "what": what, "said": said})

    for what, (breaks, _) in hostile.BROKEN.items():
        row("pprof", what, hostile.broken_pprof(breaks))
    for what, (breaks, _) in hostile.RULES.items():
        row("OTLP", what, hostile.broken_rule(breaks))
    for what, (make, _) in hostile.ON_THE_WIRE.items():
        row("OTLP, sent to the collector", what, hostile.refused(make))
    for what, (text, _) in hostile.COLLAPSED.items():
        row("collapsed stacks", what, hostile.broken_lines(text))
    for what, (text, _) in hostile.PY_SPY.items():
        row("py-spy", what, hostile.broken_lines(text, "py-spy", 10_000_000))
    for what, data in hostile.NO_RECORDING.items():
        row("JFR", what, hostile.broken_recording(folder, data))
    for what, (events, _) in hostile.EVENTS.items():
        row("JFR", what, hostile.broken_events(folder, monkeypatch, events))
    return rows


def came_back() -> list[dict[str, str | int]]:
    """Return how many ``profiles``, ``frames`` and ``values`` of each tool were the same after pprof."""
    return [
        {"recording": name, "tool": tool, **counted}
        for name in trips.PROFILES
        for tool, counted in sorted(trips.of_recording(name).items())
    ]


@pytest.mark.skipif(not shutil.which("jfr"), reason="needs a JDK")
def test_the_page_tells_what_is_said_of_broken_profiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert json.loads(STORED.read_text("utf-8"))["hostile"] == told(tmp_path, monkeypatch)


def test_the_page_tells_what_came_back():
    assert json.loads(STORED.read_text("utf-8"))["round_trips"] == came_back()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        stored = {"round_trips": came_back(), "hostile": told(Path(folder), patch)}
    STORED.write_text(json.dumps(stored, indent=1, ensure_ascii=False) + "\n", "utf-8")

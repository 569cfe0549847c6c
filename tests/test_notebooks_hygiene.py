"""What a stored chapter has to be: run from top to bottom, small, and honest about its outputs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import nbformat
import pytest
from nbval.plugin import find_comment_markers, find_metadata_tags, get_sanitize_patterns

from tests.notebooks import CHAPTERS, ROOT, checks_itself, code_cells, is_compared

MAXIMUM_BYTES = 400 * 1024
MAXIMUM_SHARE_UNCOMPARED = 0.25

every_chapter = pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)


def test_there_are_chapters():
    assert CHAPTERS


@every_chapter
def test_is_valid_and_small(path: Path):
    nbformat.validate(nbformat.read(path, as_version=4))
    assert path.stat().st_size <= MAXIMUM_BYTES
    assert re.fullmatch(r"\d-[a-z0-9-]+/\d-[a-z0-9-]+\.ipynb", str(path.relative_to(ROOT / "notebooks")))


@every_chapter
def test_was_run_from_top_to_bottom(path: Path):
    counts = [cell.execution_count for cell in code_cells(path) if cell.source.strip()]
    assert counts == list(range(1, len(counts) + 1))


@every_chapter
def test_holds_no_error_and_no_widget_state(path: Path):
    notebook = nbformat.read(path, as_version=4)
    assert "widgets" not in notebook.metadata
    kinds = [output.output_type for cell in code_cells(path) for output in cell.outputs]
    assert "error" not in kinds
    streams = [output.name for cell in code_cells(path) for output in cell.outputs if "name" in output]
    assert "stderr" not in streams


@every_chapter
def test_kernel_is_the_plain_one(path: Path):
    assert nbformat.read(path, as_version=4).metadata.kernelspec.name == "python3"


@every_chapter
def test_at_most_a_quarter_is_uncompared_and_checks_itself(path: Path):
    cells = [cell for cell in code_cells(path) if cell.outputs]
    uncompared = [cell for cell in cells if not is_compared(cell)]
    assert len(uncompared) <= MAXIMUM_SHARE_UNCOMPARED * len(cells)
    unchecked = [cell.source for cell in uncompared if not checks_itself(cell)]
    assert not unchecked, "an uncompared cell must assert something about its own result"


@every_chapter
def test_no_cell_is_exempt_from_running(path: Path):
    for cell in code_cells(path):
        options = dict([*find_metadata_tags(cell.metadata), *find_comment_markers(cell.source)])
        assert not options.keys() & {"skip", "check_exception"}, cell.source


@every_chapter
def test_names_no_path_of_a_machine(path: Path):
    text = json.dumps([cell.outputs for cell in code_cells(path)])
    assert not re.findall(r"(?<!\w)/(?:home|root|tmp|work|Users)/[\w./-]+", text)


def sanitised(text: str) -> str:
    for pattern, replacement in get_sanitize_patterns((ROOT / "tests/nbval_sanitize.cfg").read_text()):
        text = re.sub(pattern, replacement, text)
    return text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("trace 5b8efff798038103d269b633813fc60c", "trace 0af7651916cd43dd8448eb211c80319c"),
        ("span eee19b7ec3c1b174", "span 1234567890123456"),
        ("at 1763936000123456789", "at 1763936000000000001"),
        ("2026-11-23T22:13:51.123Z", "2025-01-01 00:00:00.000000001+00:00"),
        ("took 9.5 ms, 12 µs", "took 1,310 ms, 900 ns"),
        ("on 127.0.0.1:4318", "on 127.0.0.1:39121"),
        ("name      12.5 ms │", "name  1 s │"),
        ("<object at 0x7f0011223344>", "<object at 0x7fffffffffff>"),
    ],
)
def test_sanitising_hides_identifiers_and_times(one: str, other: str):
    assert sanitised(one) == sanitised(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 spans", "13 spans"),
        ("status 200", "status 400"),
        ("GET /cart", "GET /carts"),
        ("tag 0x0a", "tag 0x12"),
        ("rate 0.25", "rate 0.5"),
        ("4.7.1", "4.7.2"),
        ("├─ a\n│  └─ b", "├─ a\n│ └─ b"),
        ("ERROR", "OK"),
    ],
)
def test_sanitising_hides_nothing_else(one: str, other: str):
    assert sanitised(one) != sanitised(other)

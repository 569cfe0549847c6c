"""What the checks of the chapters share: which outputs of a cell nbval compares, and which it does not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat

ROOT = Path(__file__).resolve().parents[1]
CHAPTERS = sorted(ROOT.glob("notebooks/*/*.ipynb"))

# A view's HTML says what its text says: the text is stable and compared, the HTML carries ids and times.
NOT_COMPARED = frozenset({"application/vnd.jupyter.widget-view+json", "image/jpeg", "image/png", "text/html"})

_IGNORED = re.compile(r"^\s*#\s*NBVAL_IGNORE_OUTPUT\s*$", re.MULTILINE)
_BARE_REPR = re.compile(r"<.*>", re.DOTALL)
_ASSERTS = re.compile(r"^\s*assert\b", re.MULTILINE)


def code_cells(path: Path) -> list[Any]:
    """Return the code cells of a notebook."""
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def is_compared(cell: Any) -> bool:
    """Say whether nbval compares the outputs of this cell, every one of them, with what a new run gives."""
    if _IGNORED.search(cell.source) or "nbval-ignore-output" in cell.metadata.get("tags", []):
        return False
    return all(_has_text(output) for output in cell.outputs)


def checks_itself(cell: Any) -> bool:
    """Say whether the cell asserts something about its own result."""
    return bool(_ASSERTS.search(cell.source))


def _has_text(output: Any) -> bool:
    """Say whether an output has a face that nbval compares and that is more than ``<Figure size …>``."""
    if output.output_type == "stream":
        return True
    faces = {kind: face for kind, face in output.get("data", {}).items() if kind not in NOT_COMPARED}
    return any(not (isinstance(face, str) and _BARE_REPR.fullmatch(face)) for face in faces.values())

"""From an empty machine to an open course: the environment, JupyterLab, and a tour of every chapter."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from otlplab.setup import environment


def need(part: str) -> None:
    """Install what one part of the course needs beyond the base, unless it is there: its chapters begin so.

    ``part`` is an extra of ``pyproject.toml``. It goes into the environment that runs this, in the locked
    versions, with one line of progress. Raises :class:`subprocess.CalledProcessError` when that fails.
    """
    if environment.ensure([part], Path(sys.prefix)):
        importlib.invalidate_caches()

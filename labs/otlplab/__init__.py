"""OTLP, Hands On: what the chapters import.

The names below are loaded when they are first used (:pep:`562`), so that the collector's process and the
command line never load what only a notebook needs.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from otlplab.collector import LocalCollector, attach
    from otlplab.learn import check, hint, quiz, solution
    from otlplab.runner import lab, show
    from otlplab.store import Store

__all__ = ["LocalCollector", "Store", "attach", "check", "hint", "lab", "quiz", "show", "solution"]

_HOME = {
    "LocalCollector": "collector",
    "attach": "collector",
    "Store": "store",
    "lab": "runner",
    "show": "runner",
    "check": "learn",
    "hint": "learn",
    "quiz": "learn",
    "solution": "learn",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

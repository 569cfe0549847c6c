"""OTLP, Hands On: what the chapters import.

The names below are loaded when they are first used (:pep:`562`), so that the collector's process and the
command line never load what only a notebook needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from otlplab.lazy import lazy

if TYPE_CHECKING:
    from otlplab.collector import LocalCollector, attach
    from otlplab.learn import check, hint, quiz, solution
    from otlplab.runner import lab, show
    from otlplab.store import Store

__all__ = ["LocalCollector", "Store", "attach", "check", "hint", "lab", "quiz", "show", "solution"]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "LocalCollector": "collector",
        "attach": "collector",
        "Store": "store",
        "lab": "runner",
        "show": "runner",
        "check": "learn",
        "hint": "learn",
        "quiz": "learn",
        "solution": "learn",
    },
)

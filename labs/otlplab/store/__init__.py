"""The read side: segments to Arrow tables to SQL, named questions, recordings, export and replay.

Names are loaded when they are first used, so that the command line can describe itself without DuckDB and
Arrow.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .result import Result
    from .store import QueryError, Store

__all__ = ["QueryError", "Result", "Store"]

_HOME = {"QueryError": "store", "Result": "result", "Store": "store"}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value

"""The read side: segments to Arrow tables to SQL, named questions, recordings, export and replay.

Names are loaded when they are first used, so that the command line can describe itself without DuckDB and
Arrow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from otlplab.lazy import lazy

if TYPE_CHECKING:
    from .result import Result
    from .store import QueryError, Store

__all__ = ["QueryError", "Result", "Store"]

__getattr__, __dir__ = lazy(
    __name__,
    {"QueryError": "store", "Result": "result", "Store": "store"},
)

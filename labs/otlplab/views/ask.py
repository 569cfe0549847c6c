"""How the views ask a Store: SQL text in, list of dicts out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_TRACE_ID = re.compile(r"[0-9a-f]{32}")


def rows(store: Any, sql: str) -> list[dict[str, Any]]:
    """The rows of one query."""
    return list(store.sql(sql).rows())


def quoted(value: str) -> str:
    """A string as an SQL literal."""
    return "'" + value.replace("'", "''") + "'"


def trace_clause(trace_ids: Iterable[str]) -> str:
    """`trace_id in (…)`; ValueError for what is not 32 lower-case hex digits."""
    ids = sorted(set(trace_ids))
    for trace_id in ids:
        if not _TRACE_ID.fullmatch(trace_id):
            raise ValueError(f"not a trace id (32 lower-case hex digits): {trace_id!r}")
    return f"trace_id in ({', '.join(map(quoted, ids))})"

"""Which keys of ``attributes`` a query looks at, so that the others need not be decoded.

The query is taken from DuckDB's own parser, as JSON. The answer is ``None``, all keys, as soon as there
is anything that could look at the map in another way than ``attributes['key']``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .schema import SCHEMAS

_COLUMN = "attributes"
_SOURCES = {"BASE_TABLE", "JOIN", "SUBQUERY", "EMPTY"}
_NODES = {"SELECT_NODE", "SET_OPERATION_NODE", "CTE_NODE"}


def of_query(tree: dict[str, Any]) -> frozenset[str] | None:
    """Return the keys that a query, as ``json_serialize_sql`` gives it, looks at; ``None`` for all."""
    nodes = list(_nodes(tree))
    names = {name.lower() for node in nodes for name in _names(node)}
    known = set(SCHEMAS) | {entry["key"].lower() for node in nodes for entry in _entries(node)}
    found: set[str] = set()
    extracted: set[int] = set()
    for node in nodes:  # a parent comes before its children
        if (key := _extract(node)) is not None:
            found.add(key)
            extracted.add(id(node["children"][0]))
        elif id(node) not in extracted and _is_opaque(node, names, known):
            return None
    return frozenset(found) or None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for one in value.values():
            yield from _nodes(one)
    elif isinstance(value, list):
        for one in value:
            yield from _nodes(one)


def _entries(node: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the common table expressions that a query node defines."""
    return node.get("cte_map", {}).get("map", []) if isinstance(node.get("cte_map"), dict) else []


def _names(node: dict[str, Any]) -> Iterator[str]:
    """Yield the names under which a source of rows can be spoken of as a whole."""
    if node.get("type") in _SOURCES:
        yield from (name for name in (node.get("alias"), node.get("table_name")) if name)


def _extract(node: dict[str, Any]) -> str | None:
    """Return the key of ``attributes['key']``, ``None`` for any other expression."""
    if node.get("type") != "ARRAY_EXTRACT" or len(node.get("children", ())) != 2:
        return None
    column, key = node["children"]
    literal = key.get("literal", {})
    if column.get("class") == "COLUMN_REF" and column["column_names"][-1].lower() == _COLUMN:
        return literal.get("text", "") if literal.get("kind") == "STRING" else None
    return None


def _is_opaque(node: dict[str, Any], names: set[str], known: set[str]) -> bool:
    """Say whether a node could look at ``attributes`` in a way that is not followed here."""
    kind = node.get("class") or node.get("type")
    if kind == "COLUMN_REF":
        path = [name.lower() for name in node["column_names"]]
        return _COLUMN in path or (len(path) == 1 and path[0] in names)
    if kind in ("STAR", "POSITIONAL_REFERENCE"):
        return True
    if "table_name" in node and node["table_name"].lower() not in known:
        return True
    if node.get("column_name_alias") or _COLUMN in map(str.lower, node.get("using_columns", ())):
        return True
    if node.get("ref_type") == "NATURAL":
        return True
    for field in ("from_table", "left", "right", "source"):
        inner = node.get(field)
        if (
            isinstance(inner, dict)
            and "class" not in inner
            and inner.get("type", "EMPTY") not in _SOURCES | _NODES
        ):
            return True
    return False

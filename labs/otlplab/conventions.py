"""Check attribute names against the Semantic Conventions.

The registry is the one that the Python SDK itself ships, ``opentelemetry-semantic-conventions``, at the
release in :func:`release`: one list of names for stable attributes, one for those still in development, in
which a deprecated name says what replaced it. Introduced in chapter 0.3.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import opentelemetry.semconv
from opentelemetry.semconv.schemas import Schemas


@dataclass(frozen=True, slots=True)
class Convention:
    """What the Semantic Conventions say of one attribute name.

    ``stability`` is ``stable``, ``development``, ``deprecated`` or, for a name that is in no convention,
    ``unknown``. ``note`` says what replaced a deprecated name. A ``template`` such as ``http.request.header``
    is the fixed beginning of names that go on with a key.
    """

    name: str
    stability: str
    note: str = ""
    template: bool = False


def release() -> str:
    """Return the release of the Semantic Conventions that is used here, for example ``1.44.0``."""
    return list(Schemas)[-1].value.rsplit("/", 1)[1]


@functools.cache
def registry() -> dict[str, Convention]:
    """Return every attribute name of the conventions, with what they say of it."""
    (root,) = opentelemetry.semconv.__path__
    found: dict[str, Convention] = {}
    for folder, stability in (("_incubating/attributes", "development"), ("attributes", "stable")):
        for path in sorted(Path(root, folder).glob("*_attributes.py")):
            for constant, name, doc in _names(path):
                deprecated = "Deprecated:" in doc
                note = " ".join(doc.split("Deprecated:", 1)[-1].split()) if deprecated else ""
                if name in found and (deprecated or stability == "development"):
                    continue
                template = constant.endswith("_TEMPLATE")
                found[name] = Convention(name, "deprecated" if deprecated else stability, note, template)
    return found


def _names(path: Path) -> Iterable[tuple[str, str, str]]:
    """Yield ``NAME``, ``the.name`` and the docstring of each ``NAME: Final = "the.name"`` of a module."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    for node, after in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Constant):
            assert isinstance(node.target, ast.Name)
            value = after.value if isinstance(after, ast.Expr) else None
            doc = value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""
            yield node.target.id, str(node.value.value), doc


def convention(name: str) -> Convention:
    """Return what the conventions say of the attribute ``name``."""
    known = registry()
    if name in known:
        return known[name]
    parts = name.split(".")
    for length in range(len(parts) - 1, 0, -1):
        beginning = known.get(".".join(parts[:length]))
        if beginning is not None and beginning.template:
            return Convention(name, beginning.stability, beginning.note)
    return Convention(name, "unknown")

"""How the views write numbers, durations and text that came from telemetry.

Every duration reads `<number> <unit>` with one of the units ns, µs, ms, s, min, h, so that one pattern finds
them all.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

CLIP = 2_000
"""Characters of one telemetry value that a picture carries; what is longer says how long it was."""

# C0, DEL, C1, and the characters that reorder or hide other text: they are shown, never obeyed.
HIDDEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_UNITS = (
    ("h", 3_600_000_000_000),
    ("min", 60_000_000_000),
    ("s", 1_000_000_000),
    ("ms", 1_000_000),
    ("µs", 1_000),
)


def duration(ns: float | None) -> str:
    """Nanoseconds as three significant digits and a unit: `1.24 ms`; `–` when unknown."""
    if ns is None:
        return "–"
    for unit, size in _UNITS:
        if abs(ns) >= size:
            return f"{number(ns / size)} {unit}"
    return f"{ns:.0f} ns"


def number(value: float | None) -> str:
    """Three significant digits without an exponent below a million, thousands grouped: `12,300`, `0.0042`."""
    if value is None:
        return "–"
    size = abs(value)
    if value == int(value) and size < 1e15:
        return f"{int(value):,}"
    if size >= 100:
        return f"{value:,.0f}"
    if size >= 10:
        return f"{value:.1f}"
    if size >= 1:
        return f"{value:.2f}"
    return f"{value:.3g}"


def plural(n: int, noun: str) -> str:
    """`1 span`, `2 spans`."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def visible(text: str) -> str:
    """The same text on one line; control, bidirectional and zero-width characters written as `\\u202e`."""
    return HIDDEN.sub(lambda m: f"\\u{ord(m[0]):04x}", text.replace("\n", "⏎").replace("\t", " "))


def short(text: object, width: int = 80) -> str:
    """`visible` text of at most `width` characters, cut with `…`."""
    line = visible(str(text)[: width * 2 + 1])
    return line if len(line) <= width else line[: width - 1] + "…"


def clip(text: str, limit: int = CLIP) -> str:
    """Text of at most `limit` characters; what was cut is counted."""
    return text if len(text) <= limit else f"{text[:limit]}… ({len(text):,} characters)"


def plain(value: Any) -> Any:
    """A telemetry value as JSON can carry it: text clipped, bytes as hex, nested values as JSON text."""
    if isinstance(value, str):
        return clip(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) < 2**53 else str(value)
    if isinstance(value, float):
        return value if value - value == 0 else str(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return clip(bytes(value).hex())
    return clip(json.dumps(value, ensure_ascii=False, default=str))


def pairs(attributes: Any) -> list[list[Any]]:
    """Attributes as a sorted list of [key, value]: a list, so that no key can be special in JavaScript."""
    items = attributes.items() if isinstance(attributes, dict) else (attributes or ())
    return [[clip(str(k), 300), plain(v)] for k, v in sorted(items, key=lambda kv: str(kv[0]))]


def text_table(header: Sequence[str], rows: Iterable[Sequence[object]], right: Sequence[int] = ()) -> str:
    """A table in plain text; columns listed in `right` are aligned right, and no line ends in spaces."""
    cells = [list(header), *([str(c) for c in row] for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
    return "\n".join(
        "  ".join(
            c.rjust(w) if i in right else c.ljust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    )


def html_table(caption: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in HTML, every cell escaped: what a reader sees where no script runs."""
    head = "".join(f'<th scope="col">{escape(c)}</th>' for c in header)
    body = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in rows)
    head = f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
    return f"<table>{head}<tbody>{body}</tbody></table>"


def escape(text: object) -> str:
    """`visible` text, escaped for HTML in element content and in quoted attributes."""
    return html.escape(visible(str(text)), quote=True)

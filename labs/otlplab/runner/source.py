"""``show(path, region)``: the source that ran, from its file, never pasted.

A region stands between a line with ``region NAME`` and one with ``endregion NAME``, each in a comment of the
file's language. Regions may lie within each other; the lines that mark them are not shown.
"""

from __future__ import annotations

import html
import os
import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import TextLexer, get_lexer_for_filename
from pygments.util import ClassNotFound

from otlplab.runner.errors import LabError
from otlplab.runner.manifest import LABS

_MARK = re.compile(
    r"^\s*(?:#|//|/\*|--|<!--|;|%)\s*(?P<kind>region|endregion)\s+(?P<name>[\w.-]+)\s*(?:\*/|-->)?\s*$"
)

#: Legible on a light and on a dark page.
_STYLES = {
    "": "xcode",
    ":is(html[data-theme=dark],[data-jp-theme-light=false]) ": "github-dark",  # of the book, of JupyterLab
}


@dataclass(frozen=True)
class Source:
    """A piece of a file, shown in a notebook with its colours and a link to the file."""

    path: Path
    region: str | None
    first_line: int
    text: str

    @property
    def label(self) -> str:
        """The file's path below ``labs/``, and the region."""
        where = self.path.relative_to(LABS) if self.path.is_relative_to(LABS) else self.path
        return f"{where.as_posix()}" + (f", {self.region}" if self.region else "")

    def __repr__(self) -> str:
        return f"{self.label}\n\n{textwrap.indent(self.text, '    ')}"

    def _repr_html_(self) -> str:
        try:
            lexer = get_lexer_for_filename(self.path.name)
        except ClassNotFound:
            lexer = TextLexer()
        code = highlight(self.text, lexer, HtmlFormatter(nowrap=True))
        link = os.path.relpath(self.path, Path.cwd())
        return (
            f"<style>{_css(code)}</style>"
            f'<figure class="otlplab-source"><figcaption><a href="{html.escape(Path(link).as_posix())}">'
            f"{html.escape(self.label)}</a></figcaption>"
            f'<pre tabindex="0"><code>{code}</code></pre></figure>'
        )


def show(path: str | Path, region: str | None = None) -> Source:
    """Return a file of the labs, or one region of it, to be shown.

    ``path`` is below ``labs/``. Raises :class:`LabError` when there is no such file or region.
    """
    file = LABS / path
    if not file.is_file():
        raise LabError(f"there is no file {path} below labs/")
    lines = file.read_text("utf-8").splitlines()
    first, last = 0, len(lines)
    if region is not None:
        marks = [(n, m["kind"], m["name"]) for n, line in enumerate(lines) if (m := _MARK.match(line))]
        begins = [n for n, kind, name in marks if (kind, name) == ("region", region)]
        ends = [n for n, kind, name in marks if (kind, name) == ("endregion", region)]
        if len(begins) != 1 or len(ends) != 1 or begins[0] > ends[0]:
            known = ", ".join(dict.fromkeys(name for _, _, name in marks)) or "none"
            raise LabError(
                f"{path} has no region {region!r} with one beginning and one end; its regions: {known}"
            )
        first, last = begins[0] + 1, ends[0]
    text = "\n".join(line for line in lines[first:last] if not _MARK.match(line))
    return Source(file, region, first + 1, textwrap.dedent(text).strip("\n") + "\n")


def _css(code: str) -> str:
    """Return the rules for the classes that ``code`` has."""
    used = set(re.findall(r'class="([^"]+)"', code))
    rules = [".otlplab-source{margin:0 0 1em}", ".otlplab-source pre{overflow-x:auto}"]
    for scope, style in _STYLES.items():
        alike: dict[str, list[str]] = {}
        for rule in HtmlFormatter(style=style).get_style_defs("").splitlines():
            match = re.match(r"\s*(\.\w+) (\{.*?\})", rule)
            if match is None or match[1][1:] not in used:
                continue
            declarations = re.sub(r"\s*([{};:])\s*", r"\1", match[2])
            if declarations != "{color:#000}":  # black is the page's own colour, which is white on a dark one
                alike.setdefault(declarations, []).append(match[1])
        rules += [f"{scope}.otlplab-source :is({','.join(c)}){d}" for d, c in alike.items()]
    return "".join(rules)

"""Slides of every chapter, made from its notebook by nbconvert when the site is built.

What a room should see is on the slides: headings, the first sentence below each, questions to predict, lists,
tables, diagrams, code, and the outputs that the chapter stores. The rest of the prose becomes the speaker's
notes. An exercise's slide holds its task and stub; verdicts, hints and solutions stay in the notebook.

reveal.js is bundled (``_static/vendor``); the template is ``_templates/slides``. The directive ``decks``
lists the decks.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import nbformat
from curriculum import NOTEBOOKS, Notebook, duration, parts
from docutils import nodes
from facts import facts
from latex2mathml.converter import convert
from nbconvert import SlidesExporter
from nbformat import NotebookNode
from nbformat.notebooknode import from_dict
from nbformat.v4 import new_markdown_cell
from pygments.formatters import HtmlFormatter
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

FOLDER = "book/teach/slides"
TEMPLATES = Path(__file__).parent.parent / "_templates"
LONG_CODE, SHORT_CODE = 16, 3  # lines: longer code gets a slide apart from its output; above a picture
KEYS = "<kbd>S</kbd> speaker's notes · <kbd>F</kbd> full screen · <kbd>O</kbd> overview · <kbd>?</kbd> help"

_BLOCK = re.compile(r"^(?:#|[-*] |\d+\. |\||>|```|:::|\$\$|!\[|\*[^*])")


def deck(notebook: NotebookNode) -> NotebookNode:
    """Return the chapter as a notebook whose cells are slides: nbconvert's ``slide_type`` in each."""
    made = NotebookNode(notebook, cells=[])
    heading, room, stub = "", False, False  # of the current slide; room: it holds little, so code may follow

    def add(cell: NotebookNode, kind: str) -> None:
        """Add a cell; a slide without a heading of its own gets the section's, small."""
        titled = cell.cell_type == "markdown" and re.match("#|<div", cell.source)
        if kind == "subslide" and not titled:
            made.cells.append(_slide(new_markdown_cell(f'<p class="running">{escape(heading)}</p>'), kind))
            kind = "-"
        made.cells.append(_slide(cell, kind))

    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            for kind, text in _opening(cell.source) if number == 0 else _prose(cell.source):
                add(new_markdown_cell(text), kind)
                if kind != "notes":
                    own = re.match(r"#+ (.+)", text)
                    heading = own[1] if own else heading
                    room = (
                        bool(own) and len(text) < 220 and "\n>" not in text
                    )  # after a prediction, a new slide
                    stub = "Exercise" in heading
        elif any(tag.startswith("exercise:") for tag in cell.metadata.get("tags", [])):
            add(_with(cell, outputs=[]), "-")
        elif cell.source.strip() and not re.search(r"^check\(", cell.source, re.MULTILINE):
            following = notebook.cells[number + 1].source if number + 1 < len(notebook.cells) else ""
            for shown in _code(cell, following):
                add(shown, "-" if room and not stub and len(shown.outputs) < 2 else "subslide")
                room = False
    made.cells = [cell for cell in made.cells if cell.source.strip()]
    for place, cell in enumerate(made.cells):
        cell.id = f"slide-{place}"
    return made


def _slide(cell: NotebookNode, kind: str) -> NotebookNode:
    """The cell with nothing in its metadata but what makes it a slide, and whether its source is hidden."""
    hidden = {"remove_source": True} if cell.metadata.get("picture") else {}
    return _with(cell, metadata={"slideshow": {"slide_type": kind}, "transient": hidden})


def _with(cell: NotebookNode, **changes: object) -> NotebookNode:
    return from_dict({**cell, **changes})


def _code(cell: NotebookNode, following: str) -> list[NotebookNode]:
    """A code cell: with its output on one slide, or on two where both would not fit."""
    if words := re.search(
        r"^\*([^*].+)\*$", following, re.MULTILINE
    ):  # the words that a drawing has below it
        for output in cell.outputs:
            output.setdefault("metadata", NotebookNode())["alt"] = words[1]
    lines = len(cell.source.splitlines())
    if cell.source.startswith("quiz("):
        return [_with(cell, metadata={"picture": True})]
    if not cell.outputs:
        return [cell] if lines > 1 else []
    if lines <= (SHORT_CODE if _is_picture(cell) else LONG_CODE):
        return [cell]
    return [_with(cell, outputs=[]), _with(cell, metadata={"picture": True})]


def _is_picture(cell: NotebookNode) -> bool:
    return any("otlplab-view" in "".join(o.get("data", {}).get("text/html", "")) for o in cell.outputs)


def _opening(source: str) -> list[tuple[str, str]]:
    """The title slide with the promise, what one will be able to do, and the rest as notes."""
    title, _, rest = source.partition("\n")
    promise, _, rest = rest.strip().partition("\n\n")
    able, _, rest = rest.partition("\n\n**Before this**")
    first = f'{title}\n\n<div class="promise">\n\n{promise}\n\n</div>\n\n<p class="keys">{KEYS}</p>'
    return [
        ("slide", first),
        ("notes", f"**Before this**{rest}" if rest else ""),
        ("subslide", able.replace("**You will be able to**", "## You will be able to")),
    ]


def _prose(source: str) -> list[tuple[str, str]]:
    """Prose as slides and notes: what stands under one heading is one slide."""
    found: list[tuple[str, str]] = []
    shown: list[str] = []
    notes: list[str] = []
    kind, lead = "-", False

    def close() -> None:
        nonlocal shown, notes
        if shown:
            found.append((kind, "\n\n".join(shown)))
        if notes:
            found.append(("notes", "\n\n".join(notes)))
        shown, notes = [], []

    for block in _blocks(source):
        if heading := re.match(r"(#{2,4}) ", block):
            close()
            kind, lead = "slide" if len(heading[1]) == 2 else "subslide", True
            shown.append(block)
        elif block.startswith("```{admonition}"):
            name, body = re.match(r"```\{admonition\} (.*)\n(?::.*\n)*((?s:.*))\n```", block).groups()  # type: ignore[union-attr]
            if not shown and kind == "-":
                close()
                kind = "subslide"
            shown.append("\n".join(f"> {line}" for line in [f"**{name}**", "", *body.splitlines()]))
        elif _BLOCK.match(block):
            if not shown and kind == "-":
                kind = "subslide"
            shown.append(block)
        elif lead or (shown and shown[0].startswith("### Exercise")):
            sentence = re.match(r"(?s).+?[.?!:](?=\s|$)", block)
            if sentence and not shown[0].startswith("### Exercise"):
                shown.append(sentence[0])
                notes.append(block)
            else:
                shown.append(block)
            lead = False
        else:
            notes.append(block)
    close()
    return found


def _blocks(source: str) -> list[str]:
    """Paragraphs, lists, tables and fences, each whole; a heading is a block of its own."""
    blocks: list[str] = []
    fence = False
    for line in source.splitlines():
        if not fence and (not line.strip() or line.startswith("#")):
            blocks += ["", line] if line.strip() else [""]
            if line.startswith("#"):
                blocks.append("")
            continue
        if line.lstrip().startswith("```"):
            if not fence:
                blocks.append("")
            fence = not fence
        if not blocks:
            blocks.append("")
        blocks[-1] += ("\n" if blocks[-1] else "") + line
    return [block for block in blocks if block.strip()]


def _formulas(text: str) -> str:
    """Formulas as MathML, outside code."""
    pieces = re.split(r"(```.*?```|`[^`]*`)", text, flags=re.DOTALL)
    for place in range(0, len(pieces), 2):
        pieces[place] = re.sub(r"\$([^$\n]+)\$", lambda found: convert(found[1]), pieces[place])
    return "".join(pieces)


def _links(text: str, chapter: Path, tree: str) -> str:
    """Links to other notebooks lead to their pages, links to files into the repository."""

    def there(found: re.Match[str]) -> str:
        target, _, anchor = found[1].partition("#")
        path = (chapter.parent / target).resolve().relative_to(NOTEBOOKS.parent)
        if path.suffix == ".ipynb":
            page = "../" * FOLDER.count("/") + "../" + path.with_suffix(".html").as_posix()
            return f"]({page}{'#' + anchor if anchor else ''})"
        return f"]({tree}/{path.as_posix()})"

    return re.sub(r"\]\((?!\w+:|#)([^)\s]+)\)", there, text)


def export(chapter: Path, tree: str) -> str:
    """Return the deck of one chapter as a page of the site; ``tree`` is the repository's address."""
    made = deck(nbformat.read(chapter, as_version=4))
    for cell in made.cells:
        if cell.cell_type == "markdown":
            cell.source = _links(_formulas(cell.source), chapter, tree)
    site = "../" * (FOLDER.count("/") + 1)
    exporter = SlidesExporter(
        template_name="slides",
        extra_template_basedirs=[str(TEMPLATES)],
        reveal_url_prefix=f"{site}_static/vendor/reveal.js",
        embed_images=False,
    )
    styles = {"light": "a11y-high-contrast-light", "dark": "a11y-high-contrast-dark"}
    css = [
        HtmlFormatter(style=style).get_style_defs(f'html[data-theme="{theme}"] .highlight')
        for theme, style in styles.items()
    ]
    made.metadata["title"] = re.sub(r"^#\s+", "", made.cells[0].source.partition("\n")[0])
    page, _ = exporter.from_notebook_node(made, {"site": site, "code_css": "\n".join(css)})
    link = re.compile(r'(<figure class="otlplab-source"><figcaption><a href=")(?:\.\./)+(?=labs/)')
    return link.sub(rf"\g<1>{tree}/", page)


def _chapters() -> list[tuple[str, Notebook]]:
    return [(c["number"], c["notebook"]) for part in parts() for c in part["chapter"] if c["notebook"]]


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and app.builder.format == "html":
        folder = Path(app.outdir, FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        for number, note in _chapters():
            (folder / f"{number}.html").write_text(export(note.path, facts(app)["tree"]), encoding="utf-8")


class Decks(SphinxDirective):
    """A link to the deck of every chapter."""

    def run(self) -> list[nodes.Node]:
        """Return the list."""
        self.env.note_reread()
        rows = "".join(
            f'<li><a href="slides/{number}.html">{number} {escape(note.title)}</a>, '
            f"{duration(note.minutes)}</li>"
            for number, note in _chapters()
        )
        return [nodes.raw("", f'<ul class="decks">{rows}</ul>', format="html")]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive, and write the decks when the site is built."""
    app.add_directive("decks", Decks)
    app.connect("build-finished", _write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

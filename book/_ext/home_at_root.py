"""Serve the home page at the root of the site.

The sources of the book lie in ``book/`` and its chapters in ``notebooks/``, so Sphinx would put the home page
at ``book/index.html``. Here it is ``index.html``. A page at the old address forwards there: the search index
knows the home page by its source, and the search takes the words around a hit from that page.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

HOME = "book/index"
FORWARD = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>{title}</title>
<link rel="canonical" href="../index.html"><meta http-equiv="refresh" content="0; url=../index.html">
<script>location.replace("../index.html" + location.search + location.hash)</script>
<main role="main" hidden>{words}</main>
"""


class BookBuilder(StandaloneHTMLBuilder):
    """The HTML builder, with the home page at the root."""

    def init(self) -> None:
        """Prepare the builder, and the folder of static files.

        Without the folder, a build that fails early leaves the theme's logo as a *file* of that name, which
        every later build trips over.
        """
        super().init()
        Path(self.outdir, "_static").mkdir(parents=True, exist_ok=True)

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of a page relative to the root of the site."""
        return super().get_target_uri("index" if docname == HOME else docname, typ)

    def get_outfilename(self, pagename: str) -> str:
        """Return the file that a page is written to."""
        return super().get_outfilename("index" if pagename == HOME else pagename)


def _forward(
    app: Sphinx, pagename: str, template: str, context: dict, doctree: nodes.document | None
) -> None:
    if pagename == HOME and doctree is not None:
        words = " ".join(node.astext() for node in doctree.findall(nodes.TextElement))
        old = Path(app.outdir, f"{HOME}.html")
        old.parent.mkdir(exist_ok=True)
        old.write_text(FORWARD.format(title=escape(context["title"]), words=escape(words)), encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the builder in place of Sphinx's own ``html``."""
    app.add_builder(BookBuilder, override=True)
    app.connect("html-page-context", _forward)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

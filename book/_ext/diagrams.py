"""```` ```mermaid ```` fences, drawn in the reader's browser by the bundled library, in the page's theme.

Only pages that hold a diagram load the library. The words that a screen reader says are Mermaid's own
``accTitle`` and ``accDescr``; ``tests/test_book.py`` asks every diagram for the latter.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator


class diagram(nodes.General, nodes.Element):  # docutils names nodes in lower case
    """The source of one Mermaid diagram."""


class Mermaid(SphinxDirective):
    """The directive behind the fence."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the diagram."""
        return [diagram("", source="\n".join(self.content))]


def _visit(self: HTML5Translator, node: diagram) -> None:
    self.body.append(f'<pre class="mermaid">{self.encode(node["source"])}</pre>\n')
    raise nodes.SkipNode


def _load(app: Sphinx, pagename: str, template: str, context: dict, doctree: nodes.document | None) -> None:
    if doctree is not None and next(doctree.findall(diagram), None) is not None:
        app.add_js_file("vendor/mermaid/mermaid.tiny.js", loading_method="defer")
        app.add_js_file("diagrams.js", loading_method="defer")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive, its node and the scripts."""
    app.add_node(diagram, html=(_visit, None))
    app.add_directive("mermaid", Mermaid)
    app.connect("html-page-context", _load)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

"""A chapter that shows a source links to the file: beside it in JupyterLab, in the repository on the site."""

from __future__ import annotations

import re

from docutils import nodes
from facts import facts
from sphinx.application import Sphinx


def _link(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    link = re.compile(r'(<figure class="otlplab-source"><figcaption><a href=")(?:\.\./)+(?=labs/)')
    for node in list(doctree.findall(nodes.raw)):
        text = link.sub(rf"\g<1>{facts(app)['tree']}/", node.astext())
        if text != node.astext():
            node.replace_self(nodes.raw("", text, format=node["format"]))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the replacement."""
    app.connect("doctree-resolved", _link)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

"""Under the title of every chapter: how long it takes, and the ways to open it."""

from __future__ import annotations

from html import escape
from pathlib import Path

from curriculum import NOTEBOOKS, Notebook, duration, progress
from docutils import nodes
from facts import binder_address
from sphinx.application import Sphinx

_BAR = """
<div class="chapter-bar">
<span class="minutes">{time}</span>
{progress}
<a class="open" href="{binder}">Run on Binder</a>
<a class="download" href="{notebook}" download>Download the notebook</a>
<span class="here"><code>make learn NOTEBOOK={path}</code></span>
</div>
"""


def _insert(app: Sphinx, pagename: str, template: str, context: dict, doctree: nodes.document | None) -> None:
    if doctree is None or not pagename.startswith("notebooks/"):
        return
    path = f"{pagename}.ipynb"
    bar = _BAR.format(
        progress=progress(f"{Path(path).parent.name[0]}.{Path(path).name[0]}"),
        time=duration(Notebook.read(NOTEBOOKS.parent / path).minutes),
        binder=escape(binder_address(app, path)),
        notebook=context["pathto"](f"_sources/{path}", resource=True),
        path=path,
    )
    context["body"] = context["body"].replace("</h1>", "</h1>" + bar, 1)


def setup(app: Sphinx) -> dict[str, bool]:
    """Insert the bar into every chapter."""
    app.connect("html-page-context", _insert)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

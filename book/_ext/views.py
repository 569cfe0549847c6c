"""The pictures of telemetry on the site.

A chapter's stored output holds each picture's data and a readable fallback; the script that draws it is
the one that JupyterLab uses, copied at build time from the package. Pages without a picture do not load
it.

The directive ``chapter-picture`` shows a stored picture of a chapter on another page: ::

    ```{chapter-picture} notebooks/0-foundations/1-first-telemetry.ipynb waterfall
    ```
"""

from __future__ import annotations

import json
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

logger = logging.getLogger(__name__)
ROOT = Path(__file__).parent.parent.parent
BUNDLE = ROOT / "labs" / "otlplab" / "views" / "static" / "otlplab.js"


def stored_picture(notebook: Path, kind: str) -> str | None:
    """Return the HTML of the first picture of this kind that the notebook stores, or None."""
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            html = "".join(output.get("data", {}).get("text/html", ""))
            if f'data-view="{kind}"' in html:
                return html
    return None


class ChapterPicture(SphinxDirective):
    """Show a chapter's stored picture here."""

    required_arguments = 2

    def run(self) -> list[nodes.Node]:
        """Return the picture; a chapter that stores none of this kind is a warning."""
        path, kind = ROOT / self.arguments[0], self.arguments[1]
        html = stored_picture(path, kind) if path.exists() else None
        if html is None:
            logger.warning("%s stores no %s", *self.arguments, location=self.get_location())
            return []
        self.env.note_dependency(str(path))
        return [nodes.raw("", html, format="html")]


def _copy(app: Sphinx, config: Config) -> None:
    config.html_static_path.append(str(BUNDLE))


def _load(app: Sphinx, pagename: str, template: str, context: dict, doctree: nodes.document | None) -> None:
    if 'class="otlplab-view"' in context.get("body", ""):
        app.add_js_file(BUNDLE.name, loading_method="defer")


def setup(app: Sphinx) -> dict[str, bool]:
    """Copy the bundle, load it where there is a picture, register the directive."""
    app.connect("config-inited", _copy)
    app.connect("html-page-context", _load)
    app.add_directive("chapter-picture", ChapterPicture)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

"""Silence what Jupyter Book loads by default and this site must not: Thebe, whose script comes from another
host."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.config import Config


def _no_thebe(app: Sphinx, config: Config) -> None:
    for listeners in app.events.listeners.values():
        listeners[:] = [each for each in listeners if each.handler.__module__ != "sphinx_thebe"]
    styles = app.registry.css_files
    styles[:] = [each for each in styles if each[0] != "sphinx-thebe.css"]


def setup(app: Sphinx) -> dict[str, bool]:
    """Disconnect the extension as soon as every extension is there."""
    app.connect("config-inited", _no_thebe, priority=0)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

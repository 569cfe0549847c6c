"""Silence what Jupyter Book loads by default and this site must not: Thebe, whose script comes from another
host."""

from __future__ import annotations

from sphinx.application import Sphinx


def _no_thebe(app: Sphinx) -> None:
    for listeners in app.events.listeners.values():
        listeners[:] = [each for each in listeners if each.handler.__module__ != "sphinx_thebe"]


def setup(app: Sphinx) -> dict[str, bool]:
    """Disconnect the extension as soon as every extension is there."""
    app.connect("config-inited", lambda app, config: _no_thebe(app), priority=0)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

"""``404.html``: one file that looks right and links right at whatever depth a host serves it.

A host answers a wrong address with this page, so nothing relative works on it: its style is inside, and a
line of script prefixes its links with the folder that the site lives in.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from sphinx.application import Sphinx

PAGE = Path(__file__).parent.parent / "_templates" / "404.html"


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and app.builder.format == "html":
        page = PAGE.read_text(encoding="utf-8").replace("{{ base }}", urlsplit(app.config.html_baseurl).path)
        Path(app.outdir, "404.html").write_text(page, encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    """Write the page when the site is built."""
    app.connect("build-finished", _write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

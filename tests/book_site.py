"""The book as built, for the tests that look at it: build it, list its pages, serve it."""

from __future__ import annotations

import functools
import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
CONFIG = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
CONTENTS = yaml.safe_load((ROOT / "book" / "_toc.yml").read_text(encoding="utf-8"))


def build(output: Path) -> subprocess.CompletedProcess[str]:
    """Build the site below ``output`` as ``make book`` does; its pages are in ``_build/html`` there."""
    command = [str(Path(sys.executable).with_name("jupyter-book")), "build", ".", "--config", "_config.yml"]
    command += ["--toc", "book/_toc.yml", "--path-output", str(output)]
    command += ["--warningiserror", "--keep-going", "--nitpick"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def pages() -> list[str]:
    """Return the address of every page that the contents promise, relative to the site, home first."""
    found = ["index.html"]
    for part in CONTENTS["parts"]:
        for entry in part["chapters"]:
            if "file" in entry:
                found.append(f"{entry['file']}.html")
            else:
                names = sorted(ROOT.glob(f"{entry['glob']}.ipynb"))
                found += [path.relative_to(ROOT).with_suffix(".html").as_posix() for path in names]
    return found


def decks() -> list[Path]:
    """Return the file, below the site, of every chapter's slides: ``book/teach/slides/0.1.html``."""
    chapters = sorted(ROOT.glob("notebooks/[0-9]-*/[0-9]-*.ipynb"))
    return [Path(f"book/teach/slides/{path.parent.name[0]}.{path.name[0]}.html") for path in chapters]


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, and answers a wrong address with the site's own 404 page, as its host does."""

    def log_message(self, *arguments: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            return super().send_error(code, message, explain)
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)
        return None


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve ``folder`` on a free port of loopback; yields its address, with a slash at the end."""
    handler = functools.partial(_Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()

"""Lint what the usual linters pass by: Markdown inside notebooks, workflow files, and what no file may
name."""

from __future__ import annotations

import re
import subprocess
import sys

import nbformat

from tests.notebooks import CHAPTERS, ROOT

# Where packages come from is for each machine to say, and a path of one machine helps nobody on another.
FORBIDDEN = {
    "requirements/*.txt": re.compile(r"^(?:-i|-f|--\w*index|--find-links)|://", re.MULTILINE),
    "**/package-lock.json": re.compile(r'"resolved"'),
    "**": re.compile(r"(?<![\w~])/(?:root|work)/[\w.]"),
}


def main() -> int:
    """Return 0 when there is nothing to complain about."""
    return int(any([_notebook_markdown(), _workflows(), _forbidden_names()]))


def _notebook_markdown() -> int:
    """Check each chapter's Markdown cells as one page, at the notebook's own place so that links resolve."""
    status = 0
    for path in CHAPTERS:
        cells = nbformat.read(path, as_version=4).cells
        page = "\n\n".join(cell.source.strip() for cell in cells if cell.cell_type == "markdown") + "\n"
        command = ["rumdl", "check", "--stdin", "--stdin-filename", f"{path.relative_to(ROOT)}.md"]
        status |= subprocess.run(command, cwd=ROOT, input=page, text=True, check=False).returncode
    return status


def _workflows() -> int:
    status = 0
    for schema, pattern in {
        "github-workflows": ".github/workflows/*.yml",
        "github-issue-forms": ".github/ISSUE_TEMPLATE/[!c]*.yml",
        "github-issue-config": ".github/ISSUE_TEMPLATE/config.yml",
        "citation-file-format": "CITATION.cff",
    }.items():
        files = [str(path) for path in ROOT.glob(pattern)]
        command = ["check-jsonschema", "--quiet", "--builtin-schema", f"vendor.{schema}", *files]
        status |= subprocess.run(command, cwd=ROOT, check=False).returncode
    return status


def _forbidden_names() -> int:
    status = 0
    for pattern, forbidden in FORBIDDEN.items():
        command = ["git", "ls-files", "-z", "--", f":(glob){pattern}"]
        listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for name in filter(None, listing.split("\0")):
            path = ROOT / name
            text = path.read_text(errors="ignore") if path.is_file() else ""
            for found in forbidden.finditer(text):
                print(f"{name}:{text.count(chr(10), 0, found.start()) + 1}: must not hold {found[0]!r}")
                status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())

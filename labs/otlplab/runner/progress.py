"""One line that says what a lab is doing, and in the end whether it is live or recorded.

In a notebook the line changes in place; what stays has no times or ports in it, so that a stored notebook
compares equal run after run. Whether a lab was live or recorded is part of that line: :data:`SANITISE` are
the patterns that let a chapter be the same both ways (for nbval's ``--nbval-sanitize-with``). On a terminal
the line goes to standard error; elsewhere only its last state does.
"""

from __future__ import annotations

import html
import sys
from typing import Any

#: (regular expression, replacement) pairs for the comparison of stored outputs.
SANITISE = [
    (r"(?s)<div class=\"otlplab-lab\" data-lab=\"([^\"]*)\".*?</div>", r"LAB \1"),
    (r"▸ lab ([\w/-]+): .*", r"▸ lab \1"),
]


class Progress:
    """The line of one lab."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._display: Any = None
        self._terminal = sys.stderr.isatty()

    def __call__(self, words: str) -> None:
        """Show what is going on now."""
        if _in_notebook():
            self._show("starting", words, words)
        elif self._terminal:
            print(f"\r\x1b[K▸ lab {self.name}: {words} …", end="", file=sys.stderr, flush=True)

    def done(self, mode: str, words: str, more: str = "") -> None:
        """Show the last state: ``mode``, a few ``words``, and ``more`` on a line of its own."""
        if _in_notebook():
            self._show(mode, mode, f"{words}\n{more}".strip())
        else:
            start = "\r\x1b[K" if self._terminal else ""
            print(f"{start}▸ lab {self.name}: {mode}, {words}" + f"\n  {more}" * bool(more), file=sys.stderr)

    def _show(self, mode: str, short: str, words: str) -> None:
        from IPython.display import display

        head, *rest = html.escape(words).splitlines()
        small = "".join(f"<br><small>{line}</small>" for line in rest)
        data = {
            "text/plain": f"▸ lab {self.name}: {short}",
            "text/html": f'<div class="otlplab-lab" data-lab="{html.escape(self.name)}" data-mode="{mode}"'
            ' style="border-left:.25em solid;padding-left:.6em">'
            f"<strong>{html.escape(self.name)}</strong> · {mode} · {head}{small}</div>",
        }
        if self._display is None:
            self._display = display(data, raw=True, display_id=True)
        else:
            self._display.update(data, raw=True)


def _in_notebook() -> bool:
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return shell is not None and hasattr(shell, "kernel")

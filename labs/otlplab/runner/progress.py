"""One line that says what a lab is doing, and in the end whether it is live or recorded.

In a notebook the line changes in place; its text has only the lab's name and mode in it, no times or ports,
so that a stored notebook compares equal run after run, and tests/nbval_sanitize.cfg takes the mode out of
it, so that a chapter is the same both ways. On a terminal the line goes to standard error; elsewhere only
its last state does.
"""

from __future__ import annotations

import html
import sys
from typing import Any


class Progress:
    """The line of one lab."""

    def __init__(self, name: str, mode: str) -> None:
        self.name = name
        self.mode = mode
        self._display: Any = None
        self._terminal = sys.stderr.isatty()

    def __call__(self, words: str) -> None:
        """Show what is going on now."""
        if _in_notebook():
            self._show(words)
        elif self._terminal:
            print(f"\r\x1b[K▸ lab {self.name}: {words} …", end="", file=sys.stderr, flush=True)

    def done(self, words: str, more: str = "") -> None:
        """Show the last state: a few ``words``, and ``more`` on a line of its own."""
        if _in_notebook():
            self._show(f"{words}\n{more}".strip())
        else:
            start = "\r\x1b[K" if self._terminal else ""
            lines = [f"{start}▸ lab {self.name}: {self.mode}, {words}", *([f"  {more}"] if more else [])]
            print("\n".join(lines), file=sys.stderr)

    def _show(self, words: str) -> None:
        from IPython.display import display

        name = html.escape(self.name)
        head, *rest = html.escape(words).splitlines()
        small = "".join(f"<br><small>{line}</small>" for line in rest)
        data = {
            "text/plain": f"▸ lab {self.name}: {self.mode}",
            "text/html": f'<div class="otlplab-lab" data-lab="{name}" data-mode="{self.mode}"'
            ' style="border-left:.25em solid;padding-left:.6em">'
            f"<strong>{name}</strong> · {self.mode} · {head}{small}</div>",
        }
        if self._display is None:
            self._display = display(data, raw=True, display_id=True)
        else:
            self._display.update(data, raw=True)


def _in_notebook() -> bool:
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return shell is not None and hasattr(shell, "kernel")

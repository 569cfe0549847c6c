"""What a check says: a verdict with what was seen, what was expected and where to look.

A check function states what must hold with :func:`expect`, and calls what the learner wrote with
:func:`attempt`:

>>> def looks_at(answer: int) -> None:
...     expect(answer == 4, saw=f"{answer} services", expected="one for each program", look="the table above")

:class:`Verdict` shows the same in two forms: text that is stable (no time, no address, no identifier), and
HTML in which everything that came from an answer is text and never markup.
"""

from __future__ import annotations

import html
import re
import reprlib
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NoReturn

_SHORT = reprlib.Repr()
_SHORT.maxlist = _SHORT.maxtuple = _SHORT.maxset = _SHORT.maxdict = 8
_SHORT.maxstring = _SHORT.maxother = 200
_SHORT.maxlevel = 3
_CONTROL = {code: "\ufffd" for code in (*range(9), 11, 12, *range(14, 32), *range(127, 160))} | {13: None}

STYLE = """<style>
.otl-verdict{border-inline-start:.3rem solid var(--otl-tone);padding:.4rem .8rem;margin:.4rem 0}
.otl-verdict.passed{--otl-tone:var(--pst-color-success,var(--jp-success-color1,#28793c))}
.otl-verdict.failed,.otl-verdict.broken{--otl-tone:var(--pst-color-danger,var(--jp-error-color1,#c0392b))}
.otl-verdict.open,.otl-verdict.told{--otl-tone:var(--pst-color-info,var(--jp-info-color1,#276be9))}
.otl-verdict>p{margin:.2rem 0}
.otl-verdict dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:.3rem 0}
.otl-verdict dt{font-weight:600}
.otl-verdict dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
.otl-verdict summary{cursor:pointer}
.otl-verdict pre{overflow-x:auto}
</style>"""


class Unmet(Exception):
    """An expectation did not hold. Raised by :func:`expect` and :func:`attempt`, caught by ``check``."""

    def __init__(self, saw: object, expected: str, look: str) -> None:
        super().__init__(f"saw {saw}, expected {expected}, look at {look}")
        self.saw, self.expected, self.look = shorten(saw), expected, look


def expect(condition: object, *, saw: object, expected: str, look: str) -> None:
    """State what must hold; where it does not, the check ends with this message.

    Parameters: ``saw`` is what was found (a text is shown as it is, anything else in its short form),
    ``expected`` what had to be found, without giving the answer away, and ``look`` where the learner finds
    out why: a section, a cell, a page, a line of their own code.
    """
    if not condition:
        raise Unmet(saw, expected, look)


def fail(*, saw: object, expected: str, look: str) -> NoReturn:
    """End the check with this message; :func:`expect` for branches that are always wrong."""
    raise Unmet(saw, expected, look)


def attempt(call: Callable[..., Any], /, *args: Any, expected: str, look: str, **named: Any) -> Any:
    """Call what the learner wrote (a function, or ``store.sql`` with their query) and return its result.

    An error that it raises is the answer's, not the check's: it ends the check and is shown as what was seen.
    """
    try:
        return call(*args, **named)
    except Unmet:
        raise
    except Exception as error:
        raise Unmet(f"{type(error).__name__}: {error}", expected, look) from None


def answer_rows(
    store: Any, query: str, *columns: str, look: str = "the names after `as`"
) -> list[dict[str, Any]]:
    """Return the rows of a learner's query, which must run, find something, and name just these columns.

    ``store`` is a :class:`~otlplab.store.Store`; ``look`` says where a column's name comes from.
    """
    rows = _rows(store, query)
    expect(
        rows and set(rows[0]) == set(columns),
        saw=f"columns {', '.join(rows[0]) if rows else 'none'}",
        expected=f"the columns {' and '.join(f'`{column}`' for column in columns)}",
        look=look,
    )
    return rows


def answer_number(store: Any, query: str, *, look: str) -> Any:
    """Return what a learner's query finds, which must run and give one row with one number.

    ``store`` is a :class:`~otlplab.store.Store`; ``look`` says how many rows become one.
    """
    rows = _rows(store, query)
    expect(
        len(rows) == 1 and len(rows[0]) == 1,
        saw=f"{len(rows)} rows",
        expected="one row with one number",
        look=look,
    )
    return next(iter(rows[0].values()))


def _rows(store: Any, query: str) -> list[dict[str, Any]]:
    return attempt(store.sql, query, expected="a query that DuckDB can run", look="the error itself").rows()


def shorten(value: object) -> str:
    """Show a value in at most some 600 characters, the same at every run, and with no control characters."""
    try:
        text = value if isinstance(value, str) else _SHORT.repr(value)
    except Exception as error:
        text = f"a {type(value).__name__} that cannot be shown ({type(error).__name__})"
    text = re.sub(r" at 0x[0-9a-fA-F]+", "", text.translate(_CONTROL)).strip("\n")
    return text if len(text) <= 600 else f"{text[:597]}…"


MARKS = {"passed": "✓", "failed": "✗", "open": "○", "broken": "!", "told": "→"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One message to the learner.

    ``state`` is ``passed``, ``failed``, ``open`` (not answered yet), ``broken`` (the check itself failed: a
    fault of the course) or ``told`` (a hint, a solution, a name that is not known). ``rows`` are pairs of a
    label and a text that may hold anything; ``notes`` are Markdown of the course; ``more`` are pairs of a
    summary and Markdown that HTML shows folded, and text leaves out.
    """

    id: str
    state: str
    title: str
    rows: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    more: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def text(self) -> str:
        """The verdict as plain text."""
        lines = [f"{MARKS[self.state]} {self.title}"]
        width = max((len(label) for label, _ in self.rows), default=0) + 2
        for label, text in self.rows:
            lines.append("  " + label.ljust(width) + textwrap.indent(text, " " * (width + 2)).lstrip())
        lines += [textwrap.indent(note.strip("\n"), "  ") for note in self.notes]
        return "\n".join(lines)

    @property
    def html(self) -> str:
        """The verdict as an HTML element that needs nothing outside itself."""
        parts = [STYLE, f'<div class="otl-verdict {self.state}" role="status">']
        parts.append(f"<p><strong>{html.escape(self.text.splitlines()[0])}</strong></p>")
        if self.rows:
            pairs = (f"<dt>{html.escape(label)}</dt><dd>{_code(text)}</dd>" for label, text in self.rows)
            parts.append(f"<dl>{''.join(pairs)}</dl>")
        parts += map(markdown, self.notes)
        closing = 0
        for (
            summary,
            text,
        ) in self.more:  # each inside the one before, so that a hint opens only after the last one
            parts.append(f"<details><summary>{html.escape(summary)}</summary>{markdown(text)}")
            closing += 1
        parts.append("</details>" * closing + "</div>")
        return "".join(parts)

    def show(self) -> None:
        """Display in a notebook, print elsewhere. The output's metadata says which verdict this is."""
        from IPython.core.getipython import get_ipython

        if get_ipython() is None:
            print(self.text)
            return
        from IPython.display import display

        display(
            {"text/plain": self.text, "text/html": self.html},
            raw=True,
            metadata={"otlplab": {"exercise": self.id, "state": self.state}},
        )


def markdown(text: str) -> str:
    """Markdown to HTML; markup in it stays text."""
    import mistune

    return str(mistune.create_markdown(escape=True)(text))


def _code(text: str) -> str:
    """Escape a text and set what stands between backticks as code."""
    return re.sub(r"`([^`\n]+)`", r"<code>\1</code>", html.escape(text))

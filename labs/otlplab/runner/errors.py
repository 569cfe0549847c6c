"""What the runner says when something is not as it should be: a sentence, and what to do."""

from __future__ import annotations


class LabError(RuntimeError):
    """A lab cannot do what was asked. The message says what happened, what was seen, and what to do."""

    def _render_traceback_(self) -> list[str]:
        """Show the message alone in a notebook: the lines above it are the runner's, not the reader's."""
        return [f"{type(self).__name__}: {self}"]


class NotRecorded(LabError):
    """Something was asked of a recording that only the running lab can give."""

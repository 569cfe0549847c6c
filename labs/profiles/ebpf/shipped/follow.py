"""Which lines of a growing file are new: by counting them."""

from __future__ import annotations

from pathlib import Path


# region follow
class Follower:
    """Follows a file from its end on."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = path.stat().st_size
        self.known = len(self.lines())

    def lines(self) -> list[str]:
        """Return the lines that are complete."""
        return self.path.read_text("utf-8", errors="replace").rpartition("\n")[0].splitlines()

    def new_lines(self) -> list[str]:
        """Return the lines that were completed since the last call."""
        size = self.path.stat().st_size
        if size == self.size:
            return []
        lines, known = self.lines(), self.known
        self.size, self.known = size, len(lines)
        return lines[known:]


# endregion follow

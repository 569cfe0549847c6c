"""Which lines of a growing file are new: by remembering where they begin."""

from __future__ import annotations

from pathlib import Path


# region follow
class Follower:
    """Follows a file from its end on."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.offset = path.stat().st_size

    def new_lines(self) -> list[str]:
        """Return the lines that were completed since the last call."""
        if self.path.stat().st_size == self.offset:
            return []
        with self.path.open("rb") as file:
            file.seek(self.offset)
            complete, end, _ = file.read().rpartition(b"\n")
        self.offset += len(complete + end)
        return complete.decode("utf-8", errors="replace").splitlines()


# endregion follow

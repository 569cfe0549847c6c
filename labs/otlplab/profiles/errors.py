"""What is wrong with a profile, said to whoever has to repair it."""

from __future__ import annotations


class BrokenProfile(ValueError):
    """A profile that cannot be read or converted; the message says where it is broken and what to do."""

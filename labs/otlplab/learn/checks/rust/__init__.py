"""Checks of part 1."""

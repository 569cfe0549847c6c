"""Checks of part 0, foundations."""

"""Checks of part 5, profiles."""

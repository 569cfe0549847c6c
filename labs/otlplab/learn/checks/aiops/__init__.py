"""Checks of part 4, AIOps."""

"""Part 4: weeks of the shop with labelled faults, detectors, and how they are scored, saved and served."""

from pathlib import Path

#: Where the recorded weeks are, and what was measured on them.
FOLDER = Path(__file__).parents[2] / "datasets" / "shop-weeks"

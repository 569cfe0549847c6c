"""Part 4: weeks of the shop with labelled faults, detectors, and how they are scored, saved and served."""

"""Part 4: weeks of the shop with labelled faults, detectors, and how they are scored, saved and served."""

from importlib.util import find_spec
from pathlib import Path

for name in ("keras", "jax", "pooch", "prophet", "sklearn", "statsforecast"):
    if find_spec(name) is None:
        raise ModuleNotFoundError(
            f"part 4 needs {name}, which is not here: run make learn PART=aiops", name=name
        )

#: Where the recorded weeks are, and what was measured on them.
FOLDER = Path(__file__).parents[2] / "datasets" / "shop-weeks"

"""Versions of models: a folder for each, with a card that says where it comes from; one of them is in use.

Nothing but files, because that is enough for models of some kilobytes: a version can be copied, compared and
put into an image, and no server has to be up when an alarm is due. :func:`load` refuses what is not what its
card says.
"""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from aiops.detector import Detector

CARD, IN_USE = "card.json", "in-use.json"
_LIBRARIES = ("jax", "keras", "numpy", "pandas", "prophet", "scikit-learn", "statsforecast")


class ModelError(RuntimeError):
    """A version is not there, or not what its card says."""


# region save
def save(detector: Detector, threshold: float, train: pd.DataFrame, told: dict[str, Any], root: Path) -> str:
    """Save a fitted detector as the next version of its name, with its card, and return ``NAME/VERSION``.

    ``told`` are the scores by which somebody decided that it is good enough.
    """
    name = detector.name.lower().replace(" ", "-")
    number = 1 + max((int(p.name) for p in (root / name).glob("[0-9]*")), default=0)
    folder, rows = root / name / str(number), pd.util.hash_pandas_object(train).to_numpy()
    folder.mkdir(parents=True)
    detector.save(folder)
    card = {
        "name": detector.name,
        "version": number,
        "threshold": threshold,
        "trained_from": str(train.index[0]),
        "trained_to": str(train.index[-1]),
        "trained_on_sha256": hashlib.sha256(rows.tobytes()).hexdigest(),
        "seconds_to_train": round(detector.seconds, 1),
        "scores": told,
        "versions": {library: version(library) for library in _LIBRARIES},
        "files": {path.name: _digest(path) for path in sorted(folder.iterdir())},
    }
    (folder / CARD).write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    return f"{name}/{number}"


# endregion save


def use(model: str, root: Path) -> None:
    """Let a version be the one in use, or one before it again; servers look at the file."""
    card(model, root)
    new = root / f"{IN_USE}.new"
    new.write_text(json.dumps({"model": model}) + "\n", "utf-8")
    new.replace(root / IN_USE)  # whoever reads sees the old one or the new one, and never half of it


def in_use(root: Path) -> str:
    """Return the version in use, ``NAME/VERSION``."""
    try:
        return json.loads((root / IN_USE).read_text("utf-8"))["model"]
    except FileNotFoundError:
        raise ModelError(
            f"no model is in use in {root}: registry.use('NAME/VERSION', …) chooses one"
        ) from None


def card(model: str, root: Path) -> dict[str, Any]:
    """Return the card of a version."""
    try:
        return json.loads((root / model / CARD).read_text("utf-8"))
    except FileNotFoundError:
        there = sorted(str(p.parent.relative_to(root)) for p in root.glob(f"*/*/{CARD}"))
        raise ModelError(f"there is no model {model!r}; there are {', '.join(there) or 'none'}") from None


# region load
def load(model: str, root: Path) -> tuple[Detector, dict[str, Any]]:
    """Return a detector and its card. The files' digests are compared first: some formats can run code.

    Raises :class:`ModelError`.
    """
    from aiops.detectors import DETECTORS

    told = card(model, root)
    for name, digest in told["files"].items():
        if not (path := root / model / name).exists() or _digest(path) != digest:
            raise ModelError(f"{model}: {name} is missing, or not what the card says. Train it again.")
    return DETECTORS[told["name"]].load(root / model), told


# endregion load


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()

"""What can be done with the fraud service."""

from __future__ import annotations

import json
from typing import Any

from profiles import measure as lab
from profiles.pyspy import PySpy


def measure(
    run: Any,
    version: str = "shipped",
    native: bool = True,
    requests: int = 40,
    hz: int = 100,
    characters: int = 60_000,
) -> dict[str, Any]:
    """Score ``requests`` orders while py-spy looks on from outside, with the frames of C or without."""
    base = run.endpoint(version)
    with PySpy(run, json.loads(lab.ask(f"{base}/pid"))["pid"], native=native, hz=hz) as spy:
        median = lab.load(f"{base}/score?n={characters}", requests)
    lab.ask(f"{base}/pid")  # sends the spans that are still waiting
    spy.send("fraud", version, {"py_spy.native": native})
    return {"median_ms": round(median, 2), "stacks": len(spy.text.splitlines())}

"""What can be done with the pricing service."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from otlplab.profiles import from_jfr
from profiles import measure as lab


def measure(
    run: Any,
    version: str = "shipped",
    kind: str = "cpu",
    requests: int = 160,
    hz: int = 100,
    items: int = 4000,
) -> dict[str, Any]:
    """Price baskets while a recording is made: jfr, or async-profiler's cpu, wall, alloc, lock."""
    base = run.endpoint(version)
    lab.ask(f"{base}/profile/start?kind={kind}&hz={hz}", "POST")
    median = lab.load(f"{base}/price?items={items}", requests)
    recording = lab.ask(f"{base}/profile/stop", "POST")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pricing.jfr"
        path.write_bytes(recording)
        lab.send(run, from_jfr(path, lab.resource("pricing", version) | {"profiler": kind}))
    return {"median_ms": round(median, 2), "bytes": len(recording)}

"""What can be done with the pricing service."""

from __future__ import annotations

from typing import Any

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
    lab.send_jfr(run, recording, lab.resource("pricing", version) | {"profiler": kind})
    return {"median_ms": round(median, 2), "bytes": len(recording)}

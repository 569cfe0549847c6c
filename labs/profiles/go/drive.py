"""What can be done with the catalogue."""

from __future__ import annotations

from typing import Any

from otlplab.profiles import from_pprof
from profiles import measure as lab


def measure(
    run: Any, version: str = "shipped", kind: str = "cpu", requests: int = 120, hz: int = 100
) -> dict[str, Any]:
    """Search ``requests`` times while a profile is taken: cpu, heap, allocs, goroutine or mutex."""
    base = run.endpoint(version)
    lab.ask(f"{base}/profile/start?kind={kind}&hz={hz}", "POST")
    median = lab.load(f"{base}/search?q=lamp", requests)
    pprof = lab.ask(f"{base}/profile/stop", "POST")
    lab.send(run, from_pprof(pprof, lab.resource("catalogue", version)))
    return {"median_ms": round(median, 2), "bytes": len(pprof)}

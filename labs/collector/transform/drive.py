"""What can be done with this Collector."""

from __future__ import annotations

from typing import Any

from collector import traffic


def drive(run: Any, traces: int = 500, seed: int = 1) -> dict[str, Any]:
    """Send traces of orders; what was sent is counted where it arrives."""
    return traffic.send(run.endpoint("otlp"), traces, seed, counted_at=run.collector.http_endpoint)

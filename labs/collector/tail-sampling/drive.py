"""What can be done with the sampler."""

from __future__ import annotations

from typing import Any

from collector import traffic


def drive(run: Any, traces: int = 1000, seed: int = 1) -> dict[str, Any]:
    """Send traces of orders to the sampler; what was sent is counted where it arrives."""
    return traffic.send(run.endpoint("otlp"), traces, seed, counted_at=run.collector.http_endpoint)

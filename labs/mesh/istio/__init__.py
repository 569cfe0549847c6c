"""The shop in Istio: its own control plane on the course's cluster, and sidecars that it injects."""

from __future__ import annotations


def destination(service: str, port: int, subset: str = "") -> str:
    """Return Istio's name for a destination, in ``upstream_cluster.name``: direction, port, subset, host."""
    return f"outbound|{port}|{subset}|{service}.shop.svc.cluster.local;"

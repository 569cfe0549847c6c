"""What can be done with the two agents and the two gateways."""

from __future__ import annotations

from typing import Any

from collector import traffic

#: The host that each service runs on: the checkout is not where those are that call it and that it calls.
HOSTS = {"storefront": "a", "checkout": "b", "payment": "a"}


def drive(run: Any, pattern: str, traces: int = 300, seed: int = 1) -> dict[str, Any]:
    """Send traces of orders in one of four ways; ``pattern`` stands in their resource.

    ``agents``: each service to its host's agent, and that to the back end. ``gateway``: all services to one
    gateway. ``tiers by host``: agents, and each to the gateway of its host. ``tiers by trace``: agents, and
    each to the gateway that the trace's id tells.
    """
    ports = {
        "agents": "alone-{}",
        "gateway": "gateway-a",
        "tiers by host": "host-{}",
        "tiers by trace": "trace-{}",
    }
    endpoints = {service: run.endpoint(ports[pattern].format(host)) for service, host in HOSTS.items()}
    return traffic.send(endpoints, traces, seed, run.collector.http_endpoint, pattern=pattern)

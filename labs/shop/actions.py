"""What can be done with the running shop in a chapter: ``shop.drive(…)`` and ``shop.fault(…)``."""

from __future__ import annotations

from typing import Any

from shop import driver, faults


def drive(run: Any, requests: int = 200, rate: float = 50, seed: int = 1) -> dict[str, Any]:
    """Send shoppers to the storefront; see :func:`shop.driver.shop_for`."""
    return driver.shop_for(run.endpoint("storefront"), requests, rate, seed)


def fault(run: Any, name: str, on: bool = True) -> None:
    """Switch a fault on or off in every service that has it; see :func:`shop.faults.switch`."""
    services = {service for places in faults.WHERE.values() for service in places}
    faults.switch(name, on, {service: run.endpoint(f"{service}-admin") for service in services})

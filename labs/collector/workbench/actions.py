"""What can be done with the workbench."""

from __future__ import annotations

from typing import Any

from collector import traffic


def drive(run: Any, traces: int = 300, seed: int = 1) -> dict[str, Any]:
    """Send traces of orders."""
    return traffic.send(run.endpoint("otlp"), traces, seed)


def fault(run: Any, name: str, on: bool = True) -> None:
    """Take the back end away or bring it back (``outage``); end and start the Collector (``restart``)."""
    if name == "outage":
        run.switch("backend", on=not on)
    elif on:
        run.switch("otelcol", on=False)
        run.switch("otelcol", on=True)

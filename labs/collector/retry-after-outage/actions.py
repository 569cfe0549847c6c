"""What can be done with the two agents and the back end."""

from __future__ import annotations

from typing import Any

from collector import traffic

AGENTS = {"agent-files": "files", "agent-memory": "memory"}


def drive(run: Any, traces: int = 200, seed: int = 1) -> dict[str, Any]:
    """Send the same traces to both agents; ``agent.queue`` in the resource says to which."""
    sent = {}
    for agent, queue in AGENTS.items():
        told = traffic.send(
            run.endpoint(agent), traces, seed, run.collector.http_endpoint, **{"agent.queue": queue}
        )
        sent[queue] = told["spans"]
    return {"spans": sent}


def fault(run: Any, name: str, on: bool = True) -> None:
    """Take the back end away or bring it back (``outage``); end and start both agents (``restart``)."""
    if name == "outage":
        run.switch("backend", on=not on)
    elif on:
        for agent in AGENTS:
            run.switch(agent, on=False)
            run.switch(agent, on=True)

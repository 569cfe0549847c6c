"""Orders through three services, each of them profiled in its own way."""

from __future__ import annotations

import json
import statistics
from typing import Any

from otlplab.profiles import from_pprof
from profiles import measure as lab
from profiles.pyspy import PySpy

SERVICES = ("catalogue", "fraud", "pricing")
ORDINARY = "q=lamp&n=3000&items=150"
LONG_NOTE = f"{ORDINARY}&blanks=8000"
EVERY = 40


# region order
def order(run: Any, repaired: str = "", orders: int = 120, hz: int = 100) -> dict[str, float]:
    """Send orders, one after the other, to services as they were shipped, but for the one that is repaired.

    Returns how long an order takes in milliseconds: the median, and the median of those that are slowest as
    shipped. They are the same orders each time, so one that waits on a busy machine is not taken for them.
    """
    versions = {name: "repaired" if name == repaired else "shipped" for name in SERVICES}
    deploy(run, versions)
    base = {name: run.endpoint(name) for name in SERVICES}
    warm(base)
    pid = json.loads(lab.ask(f"{base['fraud']}/pid"))["pid"]
    lab.ask(f"{base['pricing']}/profile/start?kind=jfr&hz={hz}", "POST")
    with PySpy(run, pid, native=True, hz=hz) as spy:
        lab.ask(f"{base['catalogue']}/profile/start?kind=cpu&hz={hz}", "POST")
        asked = [LONG_NOTE if number % EVERY == EVERY // 2 else ORDINARY for number in range(orders)]
        took = [lab.timed(f"{base['catalogue']}/search?{query}") for query in asked]
        pprof = lab.ask(f"{base['catalogue']}/profile/stop", "POST")
    recording = lab.ask(f"{base['pricing']}/profile/stop", "POST")
    lab.ask(f"{base['fraud']}/pid")  # sends the spans that are still waiting

    lab.send(run, from_pprof(pprof, lab.resource("catalogue", versions["catalogue"])))
    spy.send("fraud", versions["fraud"], {})
    lab.send_jfr(run, recording, lab.resource("pricing", versions["pricing"]))
    slow = [ms for ms, query in zip(took, asked, strict=True) if query == LONG_NOTE]
    return {"median_ms": round(statistics.median(took), 1), "slowest_ms": round(statistics.median(slow), 1)}


# endregion order


def deploy(run: Any, versions: dict[str, str]) -> None:
    """Restart every service that does not run in its version."""
    for name, version in versions.items():
        file = run.data / name
        if (file.read_text() if file.exists() else "shipped") != version:
            file.write_text(version)
            run.switch(name, False)
            run.switch(name, True)


def warm(base: dict[str, str]) -> None:
    """Let the virtual machine compile what it will run; not through the catalogue, so these are no orders."""
    for number in range(40):
        lab.ask(f"{base['pricing']}/price?{LONG_NOTE if number % 20 == 0 else ORDINARY}")

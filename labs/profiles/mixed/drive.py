"""What can be done with the three services behind each other."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from otlplab.profiles import from_jfr, from_pprof
from profiles import measure as lab
from profiles.pyspy import PySpy


# region order
def order(
    run: Any, version: str = "shipped", requests: int = 40, hz: int = 100, characters: int = 60_000
) -> dict[str, Any]:
    """Send ``requests`` orders through the three services while each of them is profiled by its own tool."""
    services = ("fraud", "catalogue", "pricing")
    fraud, catalogue, pricing = (run.endpoint(f"{name}-{version}") for name in services)
    pid = json.loads(lab.ask(f"{fraud}/pid"))["pid"]
    with PySpy(run, pid, native=True, hz=hz) as spy:
        lab.ask(f"{catalogue}/profile/start?kind=cpu&hz={hz}", "POST")
        lab.ask(f"{pricing}/profile/start?kind=jfr&hz={hz}", "POST")
        median = lab.load(f"{fraud}/score?n={characters}", requests)
        pprof = lab.ask(f"{catalogue}/profile/stop", "POST")
        recording = lab.ask(f"{pricing}/profile/stop", "POST")
    lab.ask(f"{fraud}/pid")  # sends the spans that are still waiting
    spy.send("fraud", version, {})
    lab.send(run, from_pprof(pprof, lab.resource("catalogue", version)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pricing.jfr"
        path.write_bytes(recording)
        lab.send(run, from_jfr(path, lab.resource("pricing", version)))
    return {"median_ms": round(median, 2)}


# endregion order

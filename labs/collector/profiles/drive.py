"""What can be done with the worker."""

from __future__ import annotations

import json
import urllib.request
from typing import Any


def drive(run: Any, requests: int = 3, rows: int = 3000) -> dict[str, Any]:
    """Let the worker sort ``rows`` rows, so many times."""
    sizes = []
    for _ in range(requests):
        with urllib.request.urlopen(f"{run.endpoint('worker')}/work?rows={rows}", timeout=60) as response:
            sizes.append(json.load(response)["bytes"])
    return {"bytes": sizes}

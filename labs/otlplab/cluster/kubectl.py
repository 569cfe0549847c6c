"""kubectl, and what the labs ask of it: apply with the server's validation, wait, forward a port."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from otlplab.runner.errors import LabError


@dataclass(frozen=True)
class Kubectl:
    """The program, and the kubeconfig file that leads to the cluster."""

    program: Path
    kubeconfig: Path

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which kubectl is about this cluster and no other."""
        return os.environ | {"KUBECONFIG": str(self.kubeconfig)}

    def run(self, *arguments: str, stdin: str | None = None, seconds: float = 120) -> str:
        """Run kubectl and return what it prints. Raises :class:`LabError` with its message when it fails."""
        try:
            done = subprocess.run(
                [self.program, *arguments],
                env=self.environment,
                input=stdin,
                capture_output=True,
                text=True,
                timeout=seconds,
            )
        except subprocess.TimeoutExpired:
            raise LabError(f"kubectl {' '.join(arguments)} took longer than {seconds:g} s") from None
        if done.returncode:
            raise LabError(f"kubectl {' '.join(arguments)}:\n{done.stderr.strip()}")
        return done.stdout

    def apply(self, path: Path, *options: str) -> str:
        """Apply a file, or a folder with a kustomization; a field that the server does not know is an error.

        The API server may still be making what it needs itself (namespaces, priority classes): for some
        seconds a refusal is taken as "not yet".
        """
        kind = "-k" if path.is_dir() else "-f"
        deadline = time.monotonic() + 10
        while True:
            try:
                return self.run(
                    "apply",
                    "--server-side",
                    "--force-conflicts",
                    "--validate=strict",
                    *options,
                    kind,
                    str(path),
                )
            except LabError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.3)

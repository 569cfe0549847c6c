"""kubectl, and what the labs ask of it: apply with the server's validation, wait, read logs and objects."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from otlplab.runner.errors import LabError

#: What ``rollout status`` knows how to wait for.
_WORKLOADS = ("Deployment", "DaemonSet", "StatefulSet")


@dataclass(frozen=True)
class Kubectl:
    """The program, and the kubeconfig file that leads to the cluster."""

    program: Path
    kubeconfig: Path

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which kubectl is about this cluster and no other."""
        return os.environ | {"KUBECONFIG": str(self.kubeconfig)}

    def run(self, *arguments: str, stdin: str | None = None, seconds: float = 330) -> str:
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

    def objects(self, kind: str, namespace: str, *options: str) -> list[dict[str, Any]]:
        """Return the objects of a kind (``pods``) in a namespace, as the API server gives them."""
        return json.loads(self.run("get", kind, "-n", namespace, "-o", "json", *options))["items"]

    def logs(self, what: str, namespace: str, *options: str) -> str:
        """Return what the containers of a pod (``pod/NAME``, ``deployment/NAME``) have printed."""
        return self.run("logs", what, "-n", namespace, "--all-containers", *options)

    def apply(self, what: Path | Sequence[Mapping[str, Any]], *options: str) -> str:
        """Apply a file, a folder with a kustomization, or objects; a field that is unknown is an error.

        The API server may still be making what it needs itself (namespaces, priority classes): for some
        seconds a refusal is taken as "not yet".
        """
        source, stdin = ["-f", "-"], None
        if isinstance(what, Path):
            source = ["-k" if what.is_dir() else "-f", str(what)]
        else:
            stdin = json.dumps({"apiVersion": "v1", "kind": "List", "items": list(what)})
        deadline = time.monotonic() + 10
        while True:
            try:
                return self.run(
                    *("apply", "--server-side", "--force-conflicts", "--validate=strict", *options, *source),
                    stdin=stdin,
                )
            except LabError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.3)

    def wait(self, workload: str, namespace: str, seconds: float = 300) -> None:
        """Wait until all pods of a workload (``deployment/NAME``) are new and ready.

        Raises :class:`LabError` that says what its pods wait for.
        """
        try:
            self.run(
                *("rollout", "status", workload, "-n", namespace, f"--timeout={seconds:g}s"),
                seconds=seconds + 10,
            )
        except LabError as error:
            raise LabError(f"{error}\n{self._troubles(namespace)}".rstrip()) from None

    def wait_for(self, objects: Sequence[Mapping[str, Any]], seconds: float = 300) -> None:
        """Wait until all workloads among the objects, as they were applied, are ready: see :meth:`wait`."""
        for told in objects:
            if told["kind"] in _WORKLOADS:
                metadata = told["metadata"]
                self.wait(f"{told['kind']}/{metadata['name']}", metadata.get("namespace", "default"), seconds)

    def _troubles(self, namespace: str) -> str:
        """Return, a line each, what keeps the pods of a namespace from running."""
        found = []
        for pod in self.objects("pods", namespace):
            name, status = pod["metadata"]["name"], pod["status"]
            for condition in status.get("conditions", []):
                if condition["type"] == "PodScheduled" and condition["status"] == "False":
                    found.append(f"{name}: {condition.get('message', condition['reason'])}")
            containers = status.get("initContainerStatuses", []) + status.get("containerStatuses", [])
            for container in containers:
                waiting = container["state"].get("waiting")
                if waiting and waiting["reason"] not in ("ContainerCreating", "PodInitializing"):
                    words = f"{waiting['reason']}: {waiting.get('message', '')}"
                    found.append(f"{name}, container {container['name']}: {words}")
                    if container["restartCount"]:
                        last = ("-c", container["name"], "--previous", "--tail=5")
                        found.append(self.run("logs", name, "-n", namespace, *last))
        return "\n".join(found)

"""``up()``: the cluster that a lab deploys to, whichever it is, and what a lab does in it."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from otlplab.cluster import images
from otlplab.cluster.kubectl import Kubectl
from otlplab.cluster.node import COLLECTOR, Node, default_folder, programs
from otlplab.runner.errors import LabError

#: Says where a pod of the reader's own cluster reaches the local collector.
_COLLECTOR = "OTLPLAB_CLUSTER_COLLECTOR"


def up(endpoints: tuple[str, str] | None = None, progress: Callable[[str], None] | None = None) -> Cluster:
    """Return the cluster that ``KUBECONFIG`` leads to; where it is not set, the node of our own, brought up.

    ``endpoints`` are those of the local collector, OTLP/gRPC and OTLP/HTTP (default: :func:`otlplab.attach`).
    ``KUBECONFIG`` is set for this process and what it starts, so that ``kubectl`` in a cell is about the same
    cluster.

    Raises :class:`LabError` that says what is missing where no cluster can be had.
    """
    if progress is None:
        from otlplab.runner.progress import Progress

        progress = Progress("cluster", "live")
    if endpoints is None:
        from otlplab.collector import attach

        collector = attach()
        endpoints = collector.grpc_endpoint, collector.http_endpoint
    given = os.environ.get("KUBECONFIG", "")
    if given and not (Path(given).parent / "lock").exists():
        if not any(Path(name).exists() for name in given.split(os.pathsep) if name):
            raise LabError(
                f"KUBECONFIG is {given}, and there is no such file. Set it to that of a cluster, or unset "
                "it: then a node of our own is brought up."
            )
        program = shutil.which("kubectl")
        cluster = Cluster(
            program=Path(program) if program else programs(progress) / "kubectl",
            kubeconfig=Path(given),
            collector=os.environ.get(_COLLECTOR, ""),
            node=None,
            started=False,
        )
        cluster.run("version")
        return cluster
    node = Node(Path(given).parent if given else default_folder())
    started = node.pid() is None
    kubectl = node.up(*endpoints, progress)
    os.environ["KUBECONFIG"] = str(kubectl.kubeconfig)
    return Cluster(kubectl.program, kubectl.kubeconfig, COLLECTOR, node, started)


@dataclass(frozen=True)
class Cluster(Kubectl):
    """A cluster and, where it is ours, its node.

    ``collector`` is the OTLP/HTTP endpoint of the local collector as a pod reaches it, empty where nobody has
    said; ``started`` is whether :func:`up` has brought up the node.
    """

    collector: str
    node: Node | None
    started: bool

    def load(self, *names: str, progress: Callable[[str], None] = lambda _: None) -> None:
        """Build images and give them to the node: see :mod:`otlplab.cluster.images` for their names.

        Another cluster has to be given them by its own tool; ``progress`` is told which archives these are.
        """
        archives = [images.archive(name, progress) for name in names]
        if self.node:
            self.node.load(archives, progress)
        else:
            progress(
                "this cluster's nodes have to have these images (kind load image-archive, k3d image import, "
                f"minikube image load): {' '.join(map(str, archives))}"
            )

    def install(
        self, file: Path, progress: Callable[[str], None] = lambda _: None, seconds: float = 120
    ) -> None:
        """Apply a file with what others build on, such as a control plane, and wait until it is ready.

        Raises :class:`LabError` as :meth:`deploy` does.
        """
        objects = [o for o in yaml.safe_load_all(file.read_text("utf-8")) if o]
        progress(f"applying {len(objects)} objects of {file.stem}")
        self.apply(objects)
        progress(f"waiting for {file.stem}")
        self.wait_for(objects, seconds)

    def deploy(
        self,
        folder: Path,
        passwords: Sequence[str] = (),
        progress: Callable[[str], None] = lambda _: None,
        seconds: float = 300,
    ) -> None:
        """Apply a folder with a kustomization and wait until every workload in it is ready.

        What the kustomization cannot know is made first: in each of its namespaces a ConfigMap ``course``,
        whose ``collector`` is the endpoint to send telemetry to in the end, and the Secrets ``passwords``
        (``NAMESPACE/NAME``), each with one random ``password``, which stays as long as the Secret.

        Raises :class:`LabError`: the API server's refusal, or what pods wait for after ``seconds``.
        """
        if not self.collector:
            raise LabError(
                f"{_COLLECTOR} has to say where a pod of this cluster reaches the local collector "
                "(otlplab collector --host …), for instance http://172.18.0.1:4318"
            )
        objects = self.rendered(folder)
        spaces = [o for o in objects if o["kind"] == "Namespace"]
        made: list[dict[str, Any]] = []
        for space in spaces:
            metadata = {"name": "course", "namespace": space["metadata"]["name"]}
            told = {"collector": self.collector}
            made.append({"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": told})
        for password in passwords:
            namespace, _, name = password.partition("/")
            if self.run("get", "secret", name, "-n", namespace, "--ignore-not-found", "-o", "name"):
                continue
            metadata = {"name": name, "namespace": namespace}
            told = {"password": secrets.token_urlsafe(16)}
            made.append({"apiVersion": "v1", "kind": "Secret", "metadata": metadata, "stringData": told})
        progress(f"applying {len(objects)} objects")
        self.apply([*spaces, *made])
        self.apply(objects)
        progress("waiting for the workloads")
        self.wait_for(objects, seconds)

    def rendered(self, folder: Path) -> list[dict[str, Any]]:
        """Return the objects of a folder with a kustomization."""
        return [o for o in yaml.safe_load_all(self.run("kustomize", str(folder))) if o]

    def remove(self, what: Path) -> None:
        """Remove what :meth:`deploy` or :meth:`install` has made, and wait until it is gone."""
        self.run("delete", "-k" if what.is_dir() else "-f", str(what), "--ignore-not-found", "--timeout=300s")

    def down(self) -> None:
        """End the node if :func:`up` has started it; its folder stays."""
        if self.node and self.started:
            self.node.down()

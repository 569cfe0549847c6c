"""One node for all tests of the cluster, in a folder with an unusual name, and what is left after it."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from otlplab.cluster import images
from otlplab.cluster.kubectl import Kubectl
from otlplab.cluster.node import Node
from otlplab.collector import attach
from otlplab.collector.local import LocalCollector


def say(words: str) -> None:
    print(words, flush=True)


def traces_on_the_host(folder: Path) -> dict[str, list[str]]:
    """What the node of a folder might leave; its control group is there as long as a process of it is."""
    group = f"otlplab-{hashlib.sha256(bytes(folder)).hexdigest()[:8]}"

    def lines(*command: str) -> list[str]:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()

    folders = ("/run", "/var/lib", "/var/log", "/etc/cni", "/etc/kubernetes", "/opt/cni")
    made = ("node", "cni", "kubelet", "containerd", "pods", "containers", "netns", "net.d", "manifests")
    return {
        "control groups": sorted(str(p) for p in Path("/sys/fs/cgroup").glob(f"*/{group}")),
        "mounts": [m for m in lines("findmnt", "-rno", "TARGET") if "kubelet" in m or "overlayfs" in m],
        "links": [link for link in lines("ip", "-br", "link") if link.startswith(("node0", "veth"))],
        "rules": [table for table in lines("nft", "list", "tables") if "kube" in table],
        "files": sorted(str(Path(f) / m) for f in folders for m in made if (Path(f) / m).exists()),
    }


def left_over(folder: Path, before: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return what is there now and was not before."""
    now = traces_on_the_host(folder)
    new = {what: [x for x in found if x not in before[what]] for what, found in now.items()}
    return {what: found for what, found in new.items() if found}


@pytest.fixture(scope="session")
def collector(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCollector]:
    collector = attach(tmp_path_factory.mktemp("cluster") / "telemetry", http_port=0, grpc_port=0)
    yield collector
    collector.stop()


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory, collector: LocalCollector) -> Iterator[Node]:
    with a_node(tmp_path_factory.mktemp("a folder with spaces") / "and-another" / "node", collector) as node:
        node.load([images.archive("shop", say)], say)
        yield node


@contextmanager
def a_node(folder: Path, collector: LocalCollector) -> Iterator[Node]:
    """Bring a node up in a folder, and see that nothing is left of it in the end."""
    node = Node(folder)
    before = traces_on_the_host(folder)
    try:
        node.up(collector.grpc_endpoint, collector.http_endpoint, say)
        yield node
    finally:
        node.reset()
    assert left_over(folder, before) == {}
    assert not folder.exists()


@pytest.fixture(scope="session")
def kubectl(node: Node, collector: LocalCollector) -> Kubectl:
    return node.up(collector.grpc_endpoint, collector.http_endpoint, say)  # a second time: it is up

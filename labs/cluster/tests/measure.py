"""Measure the node, and keep the figures in ``book/_data/cluster.json``.

``python labs/cluster/tests/measure.py WHAT``

``build``
    compile the node with a compiler's cache that is empty, and again after an edit; 12 minutes of processor
``images``
    make the images of packages twice, each time from nothing: are the archives the same; 10 minutes
``rounds COUNT [SEED]``
    up, deploy the shop, kill something at random, check, down, again and again: how long each step takes,
    memory by process, disk, and what is left over. A round after ``down`` finds the node's folder again, one
    after ``reset`` starts from nothing. They take the place of those in the file, after each round. The exit
    status is how many left something over.

The book's page on the cluster says what came out.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
from conftest import left_over, say, traces_on_the_host
from otlplab.cluster import images
from otlplab.cluster.access import Cluster
from otlplab.cluster.node import COLLECTOR, Node
from otlplab.collector import attach
from otlplab.collector.local import LocalCollector
from otlplab.runner.manifest import LABS, load
from otlplab.runner.recording import machine
from test_cluster import answers, until

FILE = LABS.parent / "book" / "_data" / "cluster.json"
NODE = LABS / "cluster" / "node"
SHOP = LABS / "cluster" / "shop"
STOREFRONT = "/api/v1/namespaces/shop/services/storefront:7001/proxy/search?q=lamp"


def main(what: str, *numbers: str) -> int:
    """Measure, store, and return the exit status."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what has been started is ended then, too
    known = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {"rounds": []}
    known["machine"] = machine()
    bad = 0
    if what == "build":
        store(known | {"build": build()})
    elif what == "images":
        store(known | {"images": made_twice()})
    else:
        done = []
        for one in rounds(*map(int, numbers)):
            done.append(one)
            bad += bool(one["left_over"])
            store(known | {"rounds": done})
    return bad


def store(known: dict[str, Any]) -> None:
    """Write all figures."""
    FILE.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", "utf-8")


def build() -> dict[str, dict[str, float]]:
    """Compile the node twice; the second time one of its own sources has changed."""
    found: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory(prefix="cluster-") as folder:
        sources = Path(folder, "node")
        subprocess.run(["cp", "-r", NODE, sources], check=True)
        for name in ("cold", "warm"):
            out = Path(folder, name)
            out.mkdir()
            with (sources / "main.go").open("a") as file:
                file.write(f"\nvar _ = {name!r}\n".replace("'", '"'))
            before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
            subprocess.run(
                ["sh", "build.sh", out],
                cwd=sources,
                env=os.environ | {"GOCACHE": f"{folder}/cache"},
                check=True,
            )
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            found[name] = {
                "clock_s": round(time.monotonic() - begun),
                "processor_s": round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime),
                "programs_mib": sum(p.stat().st_size for p in out.iterdir() if not p.is_symlink()) >> 20,
                "cache_mib": sum(p.stat().st_size for p in Path(folder, "cache").rglob("*") if p.is_file())
                >> 20,
            }
            say(f"{name}: {found[name]}")
    return found


def made_twice() -> dict[str, list[str]]:
    """Return the SHA-256 of each image's archive at two makings that have nothing in common."""
    names = ("shop", "postgres", "prometheus")
    found: dict[str, list[str]] = {name: [] for name in names}
    for _ in range(2):
        with tempfile.TemporaryDirectory(prefix="images-") as folder:
            for name in names:
                command = ["sh", LABS / "cluster" / "images" / "build.sh", folder, f"{folder}/cache", name]
                subprocess.run(command, check=True)
                found[name].append(hashlib.sha256(Path(folder, f"{name}.tar").read_bytes()).hexdigest())
                say(f"{name}: {found[name][-1]}")
    return found


def rounds(count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Yield what each round was like; every second one removes the node's folder."""
    chance = random.Random(seed)
    folder = Path(tempfile.mkdtemp(prefix="rounds-"))
    collector = attach(folder / "telemetry", http_port=0, grpc_port=0)
    otelcol = images.built(load("cluster/shop").builds[0], say) / "otelcol"
    needed = ("shop", "postgres", "prometheus", f"otelcol={otelcol}")
    archives = [images.archive(name, say) for name in needed]
    node = Node(folder / "node")
    before = traces_on_the_host(node.folder)
    try:
        for number in range(1, count + 1):
            state = "kept" if node.folder.exists() else "new"
            figures = one_round(node, collector, archives, chance, node.down if number % 2 else node.reset)
            figures = {"folder": state, **figures, "left_over": left_over(node.folder, before)}
            say(f"round {number}: {json.dumps(figures)}")
            yield figures
    finally:
        node.reset()
        collector.stop()
        shutil.rmtree(folder)


def one_round(
    node: Node,
    collector: LocalCollector,
    archives: list[Path],
    chance: random.Random,
    end: Callable[[], None],
) -> dict[str, Any]:
    """Bring the node up with the shop, kill something, wait until all is well again, and end it."""
    seconds: dict[str, float] = {}

    @contextmanager
    def timed(what: str) -> Iterator[None]:
        begun = time.monotonic()
        yield
        seconds[what] = round(time.monotonic() - begun, 1)

    def up() -> Cluster:
        kubectl = node.up(collector.grpc_endpoint, collector.http_endpoint, lambda _: None)
        return Cluster(kubectl.program, kubectl.kubeconfig, COLLECTOR, node, True)

    def deploy(cluster: Cluster) -> None:
        cluster.deploy(SHOP, ["shop/database"])
        until(lambda: cluster.run("get", "--raw", STOREFRONT))

    with timed("up"):
        cluster = up()
    with timed("images"):
        node.load(archives, lambda _: None)
    with timed("shop"):
        deploy(cluster)
    memory, disk = node.memory(), node.disk()
    keeper = psutil.Process(node.pid())
    running = [keeper, *keeper.children(recursive=True)]
    victim = chance.choice(running)
    name = victim.name()
    victim.send_signal(signal.SIGKILL)
    victim.wait(300)
    with timed("back"):
        cluster = up()
        deploy(cluster)
        assert answers(cluster, 1)
    with timed("down"):
        end()
    return {
        "seconds": seconds,
        "killed": name,
        "of": len(running),
        "memory_mib": {what: size >> 20 for what, size in memory.items()},
        "disk_mib": disk >> 20,
    }


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

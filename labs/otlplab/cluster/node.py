"""The node of our own: started, looked at and ended. What it is made of is in ``labs/cluster/node``."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from otlplab.cluster import images
from otlplab.cluster.kubectl import Kubectl
from otlplab.collector.local import home
from otlplab.runner import builds, needs
from otlplab.runner.errors import LabError
from otlplab.runner.manifest import LABS, load

ADDONS = LABS / "cluster" / "addons"

#: Where a pod reaches the local collector: the node's address, as in ``labs/cluster/node/inside.go``.
COLLECTOR = "http://10.244.0.1:14318"


def default_folder() -> Path:
    """Return the folder of the node that ``otlplab cluster`` is about: OTLPLAB_HOME/cluster."""
    return home() / "cluster"


def programs(progress: Callable[[str], None]) -> Path:
    """Return the folder with the node's programs, built unless they are."""
    return images.built(load("cluster").builds[0], progress)


class Node:
    """A node that keeps everything in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self.kubeconfig = self.folder / "kubeconfig"
        self.log = self.folder / "node.log"

    def pid(self) -> int | None:
        """Return the process that keeps the node, ``None`` when it does not run."""
        try:
            with (self.folder / "lock").open() as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
                except BlockingIOError:
                    return int(lock.read() or 0) or None
        except FileNotFoundError:
            pass
        return None

    def up(self, grpc: str, http: str, progress: Callable[[str], None]) -> Kubectl:
        """Bring the node up, unless it is, and return when pods can be started and names resolved.

        What pods send to the node's ports 14317 and 14318 goes to the endpoints ``grpc`` and ``http`` of the
        collector from now on. Raises :class:`LabError`.
        """
        if lacking := needs.missing(load("cluster").needs):
            raise LabError(_lacks(lacking))
        binaries = programs(progress)
        archives = [
            images.archive(f"{program}={binaries / program}", progress)
            for program in ("pause", "coredns", "node")
        ]
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.send_to(grpc, http)
        if self.pid() is None:
            self._start(binaries)
        kubectl = Kubectl(binaries / "kubectl", self.kubeconfig)
        self._wait("the container runtime", self._containers, progress)
        self.load(archives, progress)
        self._wait("the API server", self.kubeconfig.exists, progress)
        for file in sorted(ADDONS.glob("*.yaml")):
            kubectl.apply(file)
        progress("waiting for the node and its name server")
        kubectl.run("wait", "--for=condition=Ready", "node/node", "--timeout=300s")
        for name in ("coredns", "metrics-server"):
            kubectl.wait(f"deployment/{name}", "kube-system")
        self._wait("an answer of the name server", lambda: _resolves(kubectl), progress)
        return kubectl

    def send_to(self, grpc: str, http: str) -> None:
        """Have what pods send to the node's OTLP ports passed on to these endpoints of the loopback."""
        half = self.folder / "collector.half"
        half.write_text(f"{grpc}\n{http.removeprefix('http://')}\n")
        half.replace(self.folder / "collector")

    def load(self, archives: list[Path], progress: Callable[[str], None]) -> None:
        """Give the container runtime the images that it does not have; each archive is known by its build."""
        known = self.folder / "images"
        known.mkdir(exist_ok=True)
        for archive in archives:
            mark = known / f"{archive.parent.name}-{archive.stem}"
            if mark.exists():
                continue
            progress(f"loading {archive.stem}")
            self.ctr("images", "import", str(archive))
            mark.touch()

    def ctr(self, *arguments: str) -> str:
        """Run containerd's own client in the namespace of Kubernetes; the socket's path has to be short."""
        done = subprocess.run(
            ["ctr", "--address", "run/containerd.sock", "--namespace", "k8s.io", *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise LabError(f"ctr {' '.join(arguments)}: {done.stderr.strip()}")
        return done.stdout

    def down(self) -> None:
        """End the node and everything in it, and return when nothing is left but its folder."""
        if pid := self.pid():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
            deadline = time.monotonic() + 30
            while self.pid() is not None:
                if time.monotonic() > deadline:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
                time.sleep(0.05)
        if self.folder.exists():
            node = builds.output(load("cluster").builds[0]) / "node"
            if node.exists():  # what a node leaves whose outer process was killed: control groups
                subprocess.run([node, "tidy", self.folder], check=False)

    def reset(self) -> None:
        """End the node and remove its folder: certificates, objects, images and logs."""
        self.down()
        if self.folder.exists():
            shutil.rmtree(self.folder)

    def memory(self) -> dict[str, int]:
        """Return the resident memory in bytes of each of the node's own processes, pods as one sum."""
        pid = self.pid()
        if pid is None:
            return {}
        found: dict[str, int] = {}
        for process in psutil.Process(pid).children(recursive=True):
            with contextlib.suppress(psutil.Error):
                name, size = process.name(), process.memory_info().rss
                parents = {p.name() for p in process.parents()}
                if name.startswith("containerd-shim"):
                    name = "shims"
                elif any(p.startswith("containerd-shim") for p in parents):
                    name = "pods"
                found[name] = found.get(name, 0) + size
        return dict(sorted(found.items(), key=lambda item: -item[1]))

    def disk(self) -> int:
        """Return the bytes that the node's folder takes on the disk, and nothing that is mounted below it."""
        total = 0
        for path, folders, files in os.walk(self.folder):
            for name in [*folders, *files]:
                with contextlib.suppress(OSError):
                    total += Path(path, name).lstat().st_blocks * 512
        return total

    def _start(self, binaries: Path) -> None:
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [binaries / "node", "run", self.folder],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        while self.pid() is None:
            if process.poll() is not None:
                raise LabError(self._ended())
            time.sleep(0.02)

    def _containers(self) -> bool:
        """Return whether the container runtime answers; a socket alone may be that of one that is gone."""
        try:
            self.ctr("version")
        except LabError:
            return False
        return True

    def _wait(self, what: str, ready: Callable[[], bool], progress: Callable[[str], None]) -> None:
        progress(f"waiting for {what}")
        deadline = time.monotonic() + 300
        while not ready():
            if self.pid() is None:
                raise LabError(self._ended())
            if time.monotonic() > deadline:
                raise LabError(f"{what} was not ready within 5 minutes: see {self.folder}/log")
            time.sleep(0.05)

    def _ended(self) -> str:
        return (
            f"the node ended before it was ready. Last lines of {self.log}:\n\n{builds.last_lines(self.log)}"
        )


def _resolves(kubectl: Kubectl) -> bool:
    """Return whether a name server answers; at first the API server says of pods what was true last time."""
    for pod in kubectl.objects("pods", "kube-system", "-l", "k8s-app=kube-dns"):
        ready = f"/api/v1/namespaces/kube-system/pods/{pod['metadata']['name']}:8181/proxy/ready"
        with contextlib.suppress(LabError):
            kubectl.run("get", "--raw", ready, "--request-timeout=2s")
            return True
    return False


def _lacks(lacking: list[needs.Missing]) -> str:
    """Return what to say where no cluster can be had."""
    text = (
        "No Kubernetes here: KUBECONFIG is not set, and for a node of our own this machine lacks "
        f"{', '.join(map(str, lacking))}."
    )
    if command := needs.install(lacking):
        text += f" ▶ {command}"
    return text

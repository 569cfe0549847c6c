"""The program of a lab that deploys something: keeps a kustomization in the cluster until SIGTERM.

``python -m otlplab.cluster.deployment FOLDER …`` brings the cluster up, loads the images, applies what comes
first and then the folder, waits until every workload is ready, and passes ports of the loopback on to
Services. In the end it removes what it has applied, and takes the node down if it has started it.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import ExitStack
from pathlib import Path

from otlplab.cluster.access import Cluster, up
from otlplab.cluster.kubectl import Kubectl
from otlplab.runner.errors import LabError


def kubectl(data: Path) -> Kubectl:
    """Return kubectl for the cluster of a lab that runs; ``data`` is the folder of the run (``run.data``)."""
    return Kubectl(data / "kubectl", data / "kubeconfig")


def say(words: str) -> None:
    """Print what is going on."""
    print(words, flush=True)


def main() -> int:
    """Keep the folder deployed until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(prog="python -m otlplab.cluster.deployment")
    parser.add_argument("folder", type=Path, help="with a kustomization")
    parser.add_argument("--first", type=Path, help="a file with what the folder builds on: a control plane")
    parser.add_argument("--image", action="append", default=[], help="NAME, or NAME=PROGRAM")
    parser.add_argument("--password", action="append", default=[], help="a Secret: NAMESPACE/NAME")
    parser.add_argument(
        "--forward", action="append", default=[], help="LOCAL:NAMESPACE/service/NAME:PORT, on the loopback"
    )
    parser.add_argument("--collector", nargs=2, required=True, metavar=("GRPC", "HTTP"), help="endpoints")
    parser.add_argument(
        "--data", type=Path, required=True, help="where to put kubeconfig, kubectl, and at the end: ready"
    )
    arguments = parser.parse_args()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    try:
        with ExitStack() as last_first:  # each is done even where the one before fails
            cluster = up(tuple(arguments.collector), say)
            last_first.callback(cluster.down)
            for made in filter(None, (arguments.first, arguments.folder)):
                last_first.callback(cluster.remove, made)
            _keep(cluster, arguments, stop)
    except LabError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _keep(cluster: Cluster, arguments: argparse.Namespace, stop: threading.Event) -> None:
    cluster.load(*arguments.image, progress=say)
    shutil.copy(cluster.kubeconfig, arguments.data / "kubeconfig")
    (arguments.data / "kubectl").symlink_to(cluster.program)
    if arguments.first:
        cluster.install(arguments.first, say)
    cluster.deploy(arguments.folder, arguments.password, say)
    forwards: dict[str, subprocess.Popen[bytes]] = {}
    (arguments.data / "ready").touch()
    try:
        while not stop.is_set():
            for told in arguments.forward:  # the way ends with the pod that it leads to
                if told not in forwards or forwards[told].poll() is not None:
                    local, target, port = told.split(":")
                    namespace, _, service = target.partition("/")
                    forwards[told] = subprocess.Popen(
                        [cluster.program, "port-forward", "-n", namespace, service, f"{local}:{port}"],
                        env=cluster.environment,
                    )
            stop.wait(1)
    finally:
        for forward in forwards.values():
            forward.terminate()
            forward.wait()


if __name__ == "__main__":
    sys.exit(main())

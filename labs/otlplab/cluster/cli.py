"""``otlplab cluster up|status|down|reset|run``: the Kubernetes node of our own."""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any


def add_commands(commands: Any) -> None:
    """Add ``cluster`` to the ``otlplab`` command."""
    cluster = commands.add_parser(
        "cluster", help="a Kubernetes node on this machine: up, status, down, reset, run"
    )
    of_cluster = cluster.add_subparsers(dest="cluster_command", metavar="COMMAND", required=True)
    for name, run, words in (
        ("up", _up, "bring it up (built first, if need be), and print how to reach it"),
        ("status", _status, "does it run, what memory and disk does it take"),
        ("down", _down, "end it; its folder stays, and makes the next start quicker"),
        ("reset", _reset, "end it and remove its folder"),
        ("run", _run, "bring it up, run a command with KUBECONFIG set, and end it"),
    ):
        command = of_cluster.add_parser(name, help=words)
        command.add_argument(
            "--folder", type=Path, help="where the node keeps everything (OTLPLAB_HOME/cluster)"
        )
        if name == "run":
            command.add_argument("command", nargs=argparse.REMAINDER, metavar="COMMAND …")
        command.set_defaults(run=run)


def _node(arguments: argparse.Namespace) -> Any:
    from otlplab.cluster.node import Node, default_folder

    return Node(arguments.folder or default_folder())


def _up(arguments: argparse.Namespace) -> int:
    node = _node(arguments)
    if not _brought_up(node):
        return 1
    print(f"export KUBECONFIG={shlex.quote(str(node.kubeconfig))}")
    return 0


def _run(arguments: argparse.Namespace) -> int:
    from otlplab.collector.local import find

    node = _node(arguments)
    was_there = find()
    try:
        if not _brought_up(node):
            return 1
        environment = os.environ | {"KUBECONFIG": str(node.kubeconfig)}
        return subprocess.run(arguments.command, env=environment, check=False).returncode
    finally:
        node.down()
        if not was_there and (started := find()):
            started.stop()


def _brought_up(node: Any) -> bool:
    from otlplab.collector import attach
    from otlplab.collector.local import CollectorError
    from otlplab.runner.errors import LabError
    from otlplab.runner.progress import Progress

    progress = Progress("cluster", "live")
    try:
        collector = attach()
        node.up(collector.grpc_endpoint, collector.http_endpoint, progress)
        progress.done("ready")
    except (LabError, CollectorError) as error:
        print(error, file=sys.stderr)
        return False
    return True


def _status(arguments: argparse.Namespace) -> int:
    node = _node(arguments)
    if node.pid() is None:
        print(f"no node runs in {node.folder}")
        return 1
    print(f"the node in {node.folder} runs (process {node.pid()})\nexport KUBECONFIG={node.kubeconfig}")
    memory = node.memory()
    for name, size in [*memory.items(), ("together", sum(memory.values()))]:
        print(f"{name:<24}{size >> 20:6} MiB resident")
    print(f"{'on the disk':<24}{node.disk() >> 20:6} MiB")
    return 0


def _down(arguments: argparse.Namespace) -> None:
    _node(arguments).down()


def _reset(arguments: argparse.Namespace) -> None:
    _node(arguments).reset()

"""``otlplab cluster up|status|down|reset``: the Kubernetes node of our own."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any


def add_commands(commands: Any) -> None:
    """Add ``cluster`` to the ``otlplab`` command."""
    cluster = commands.add_parser(
        "cluster", help="a Kubernetes node on this machine: up, status, down, reset"
    )
    of_cluster = cluster.add_subparsers(dest="cluster_command", metavar="COMMAND", required=True)
    for name, run, words in (
        ("up", _up, "bring it up (built first, if need be), and print how to reach it"),
        ("status", _status, "does it run, what memory and disk does it take"),
        ("down", _down, "end it; its folder stays, and makes the next start quicker"),
        ("reset", _reset, "end it and remove its folder"),
    ):
        command = of_cluster.add_parser(name, help=words)
        command.add_argument(
            "--folder", type=Path, help="where the node keeps everything (OTLPLAB_HOME/cluster)"
        )
        command.set_defaults(run=run)


def _node(arguments: argparse.Namespace) -> Any:
    from otlplab.cluster.node import Node, default_folder

    return Node(arguments.folder or default_folder())


def _up(arguments: argparse.Namespace) -> int:
    from otlplab.collector import attach
    from otlplab.collector.local import CollectorError
    from otlplab.runner.errors import LabError
    from otlplab.runner.progress import Progress

    node = _node(arguments)
    progress = Progress("cluster", "live")
    try:
        collector = attach()
        node.up(collector.grpc_endpoint, collector.http_endpoint, progress)
        progress.done("ready")
    except (LabError, CollectorError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"export KUBECONFIG={node.kubeconfig}")
    return 0


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

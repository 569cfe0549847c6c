"""Up, deploy, kill something at random, check, down: again and again, and what is left over each time.

``python labs/cluster/tests/rounds.py ROUNDS [SEED]``; ten rounds take a few minutes.
"""

from __future__ import annotations

import random
import signal
import sys
import tempfile
import time
from pathlib import Path

import psutil
from otlplab.cluster import images
from otlplab.cluster.node import Node
from otlplab.collector import attach

sys.path.insert(0, str(Path(__file__).parent))

from conftest import left_over, say, traces_on_the_host
from test_cluster import answers


def main(rounds: int, seed: int) -> int:
    """Go through the rounds; the exit status is how many left something over."""
    chance = random.Random(seed)
    collector = attach(Path(tempfile.mkdtemp(prefix="rounds-")) / "telemetry", http_port=0, grpc_port=0)
    shop = images.archive("shop", say)
    node = Node(Path(tempfile.mkdtemp(prefix="rounds-")) / "node")
    before = traces_on_the_host(node.folder)
    bad = 0
    for number in range(1, rounds + 1):
        begun = time.monotonic()
        kubectl = node.up(collector.grpc_endpoint, collector.http_endpoint, lambda _: None)
        node.load([shop], lambda _: None)
        ready = time.monotonic() - begun
        assert answers(kubectl, 1)
        keeper = node.pid()
        assert keeper
        inside = psutil.Process(keeper).children(recursive=True)
        victim = chance.choice([psutil.Process(keeper), *inside])
        name = victim.name()
        victim.send_signal(signal.SIGKILL)
        time.sleep(1)
        kubectl = node.up(collector.grpc_endpoint, collector.http_endpoint, lambda _: None)
        assert answers(kubectl, 2)
        begun = time.monotonic()
        if number % 2:
            node.down()
        else:
            node.reset()
        over = left_over(node.folder, before)
        bad += bool(over)
        print(
            f"round {number}: up in {ready:.1f} s, killed {name} of {len(inside) + 1}, it came back, "
            f"{'down' if number % 2 else 'reset'} in {time.monotonic() - begun:.1f} s, "
            f"left over: {over or 'nothing'}",
            flush=True,
        )
    node.reset()
    collector.stop()
    return bad


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))

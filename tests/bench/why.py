"""Profile the local collector while it takes small requests over gRPC: where its time goes, and why it loses.

    python tests/bench/why.py [--batch 100]

py-spy looks at the collector, native frames included, for ten seconds. Samples of a thread that waits are
left out; the others belong to the first part that is on their stack. py-spy stops the process to look, so
this says how the time is divided and not how fast the collector is.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import payloads
import receivers
from otlplab.collector.contract import KINDS
from otlplab.segments import Signal

WAITING = ("epoll_wait", "epoll_pwait", "pthread_cond", "futex", "__poll", "select")
PARTS = {
    "validate": ("judge (otlplab/collector/contract.py",),
    "append": ("append (otlplab/collector/writer.py",),
    "the call itself": ("",),
}


def divided(collapsed: str) -> Counter[str]:
    """Return the samples of each part, from collapsed stacks, root first."""
    parts: Counter[str] = Counter()
    for line in collapsed.splitlines():
        stack, number = line.rsplit(" ", 1)
        leaf = stack.rsplit(";", 1)[-1]
        if leaf.startswith(WAITING) or (leaf.startswith("0x") and "libc" in leaf):  # its waits have no name
            continue
        part = next(name for name, marks in PARTS.items() if any(mark in stack for mark in marks))
        parts[part] += int(number)
    return parts


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--batch", type=int, default=100, choices=payloads.BATCHES)
    batch = parser.parse_args().batch
    with tempfile.TemporaryDirectory(prefix="otlplab-bench-") as name:
        folder = Path(name)
        file, out = payloads.write(Signal.TRACES, batch, folder / "payloads"), folder / "stacks.txt"
        with receivers.running("ours", folder) as one:
            load = {
                "payloads": file, "records": batch, "connections": 4, "seconds": 14, "warm": 1,
                "grpc": f"127.0.0.1:{one.grpc}", "method": KINDS[Signal.TRACES].method,
            }  # fmt: skip
            sender = threading.Thread(target=receivers.load_with, args=(load,))
            sender.start()
            time.sleep(2)  # past its warming up
            spy = [Path(sys.executable).with_name("py-spy"), "record", "--native", "--rate", "199"]
            spy += ["--duration", "10", "--format", "raw", "--output", out, "--pid", str(one.process.pid)]
            subprocess.run(spy, check=True, capture_output=True)
            sender.join()
        parts = divided(out.read_text())
    for part, number in parts.most_common():
        print(f"{part:<16} {number / parts.total():5.1%}  {number} samples")


if __name__ == "__main__":
    main()

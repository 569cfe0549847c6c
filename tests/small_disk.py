"""A collector on a small disk of its own: a real ext4 in a file, mounted where only that process sees it.

As root. The mount is in a private mount namespace that ends with its last process: nothing is left behind.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from otlplab.collector import LocalCollector
from otlplab.collector.local import find

SCRIPT = """
mount -o loop,errors=remount-ro "$1" "$2"
shift
mkdir -p "$1/telemetry"
exec "$2" -m otlplab.collector --http-port 0 --grpc-port 0 --data "$1/telemetry"
"""


@dataclass
class SmallDisk:
    """The collector, its disk's files as seen from outside (``seen``), and the mount point inside."""

    collector: LocalCollector
    process: subprocess.Popen[bytes]
    mount: Path

    @property
    def seen(self) -> Path:
        return Path(f"/proc/{self.process.pid}/root{self.mount}")

    def inside(self, *command: str) -> None:
        """Run a command where the disk is mounted."""
        enter = ["nsenter", "--target", str(self.process.pid), "--mount", "--"]
        subprocess.run([*enter, *command], check=True, capture_output=True, timeout=30)


@contextlib.contextmanager
def on_small_disk(folder: Path, mib: int) -> Iterator[SmallDisk]:
    """Run a collector whose disk has so many MiB. Fails where that cannot be made."""
    assert os.geteuid() == 0, "a disk is mounted for this test: run the tests as root"
    image, mount = folder / "disk.img", folder / "disk"
    mount.mkdir()
    with image.open("wb") as file:
        file.truncate(mib * 2**20)
    subprocess.run(["mkfs.ext4", "-q", "-m", "0", image], check=True)
    unshare = ["unshare", "--mount", "--propagation", "private", "sh", "-euc", SCRIPT]
    with (folder / "log").open("wb") as log:
        command = [*unshare, "x", str(image), str(mount), sys.executable]
        process = subprocess.Popen(command, stdout=log, stderr=log)
    disk = None
    try:
        deadline = time.monotonic() + 20
        while disk is None:
            assert process.poll() is None and time.monotonic() < deadline, (folder / "log").read_text()
            time.sleep(0.05)
            if found := find(Path(f"/proc/{process.pid}/root{mount}/telemetry")):
                disk = SmallDisk(found, process, mount)
        yield disk
    finally:
        process.terminate()
        process.wait(20)

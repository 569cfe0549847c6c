"""Faults, done for real: those that the shop has built in, and three that come from the machine around it."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
import urllib.error
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psycopg
from shop import VERSION
from shop.stack import Shop

from aiops.schedule import SURGE

#: The service whose clock can be moved, and how far the fault moves it, in seconds.
CLOCKED, CLOCK_SECONDS = "fulfilment", 90
#: What moves it: Debian's package ``libfaketime``. It answers the calls by which a process asks for the time.
_LIBRARY = "*/faketime/libfaketimeMT.so.1"

#: One write of the fault ``disk``, and how many there are before the file begins anew.
_BLOCK, _BLOCKS = 4 << 20, 64


class ClockedShop(Shop):
    """The shop with a clock of its own for one service. Raises :class:`RuntimeError` without libfaketime."""

    def __init__(self, collector: str, environment: dict[str, str]) -> None:
        super().__init__(collector, "postgresql", environment)
        library = next(Path("/usr/lib").glob(_LIBRARY), None)
        if library is None:
            raise RuntimeError("the fault 'clock' needs libfaketime: apt-get install libfaketime")
        self._library = str(library)
        self.set_clock(0)

    def set_clock(self, seconds: int) -> None:
        """Set the service's clock so many seconds ahead of the machine's; it notices within a second."""
        file = self.folder / "clock"
        file.with_suffix(".new").write_text(f"+{seconds}\n")
        file.with_suffix(".new").replace(file)

    def _launch(self, name: str, arguments: list[str], environment: dict[str, str]) -> None:
        if name == CLOCKED:
            environment = environment | {
                "LD_PRELOAD": self._library,
                "FAKETIME_TIMESTAMP_FILE": str(self.folder / "clock"),
                "FAKETIME_CACHE_DURATION": "1",
                "FAKETIME_DONT_FAKE_MONOTONIC": "1",  # what measures durations goes on
            }
        super()._launch(name, arguments, environment)


class Injector:
    """Switches faults in a running shop. Used in a ``with`` statement, at whose end none is left on."""

    def __init__(self, shop: ClockedShop) -> None:
        self._shop = shop
        self._helpers: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end_helpers()

    def switch(self, fault: str, on: bool) -> None:
        """Bring a fault into effect, or repair it; returns when that is done. Raises :class:`KeyError`."""
        match fault:
            case "noisy-neighbour":
                self._help(on, [[sys.executable, "-c", "while True: pass"]] * 2 * (os.cpu_count() or 1))
            case "disk":
                self._help(on, [[sys.executable, "-m", "aiops.injector", str(self._shop.folder)]])
            case "clock":
                self._shop.set_clock(CLOCK_SECONDS if on else 0)
            case "leak" if not on:
                self._built_in(fault, on)
                self._shop.deploy("storefront", VERSION)  # what a leak has taken only a restart gives back
            case _ if fault != SURGE:  # which is the load's
                self._built_in(fault, on)

    def _built_in(self, fault: str, on: bool) -> None:
        """Switch a fault of the shop. A repair may need what the fault has used up, and is tried again."""
        for left in reversed(range(20)):
            try:
                self._shop.fault(fault, on)
                break
            except urllib.error.HTTPError:
                if not left:
                    raise
                time.sleep(0.25)

    def _help(self, on: bool, commands: list[list[str]]) -> None:
        if not on:
            self._end_helpers()
            return
        self._helpers += [subprocess.Popen(command, env=self._shop.environment) for command in commands]

    def _end_helpers(self) -> None:
        for process in self._helpers:
            process.kill()
        for process in self._helpers:
            process.wait()
        self._helpers.clear()


def wait_for_the_disk(folder: Path) -> None:
    """Let each commit of the shop's PostgreSQL wait until the disk has it, as a shop's database must.

    ``folder`` is where the shop's ``databases.json`` is. (For chapters, where nobody's money is at stake, the
    shop's database does without.)
    """
    urls: dict[str, Any] = json.loads((folder / "databases.json").read_text("utf-8"))
    with psycopg.connect(urls["orders"], autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {setting} = on".encode())
        connection.execute(b"SELECT pg_reload_conf()")


def occupy_disk(folder: Path) -> None:
    """Write a file and wait for the disk, again and again, until killed. 256 MiB at most are taken."""
    file = folder / "neighbour"
    with contextlib.suppress(KeyboardInterrupt), file.open("wb", buffering=0) as output:
        block = os.urandom(_BLOCK)
        while True:
            output.seek(0)
            for _ in range(_BLOCKS):
                output.write(block)
                os.fsync(output.fileno())


if __name__ == "__main__":
    occupy_disk(Path(sys.argv[1]))

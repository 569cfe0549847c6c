"""Start and stop the whole shop as processes of this machine, on free ports, without the runner of the labs.

For tests, and for scripts that need more than switches: another release of one service, for instance.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from shop import driver, faults

#: In the order in which they are started.
SERVICES = ["payment", "catalogue", "checkout", "fulfilment", "storefront"]
_LABS = Path(__file__).parents[1]


class Shop:
    """A running shop that sends its telemetry to ``collector`` (an OTLP/HTTP endpoint).

    ``environment`` is added to that of every service. Used in a ``with`` statement.
    """

    def __init__(self, collector: str, engine: str = "", environment: dict[str, str] | None = None) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="shop-")
        self.folder = Path(self._folder.name)
        self.ports = {name: free_port() for name in SERVICES}
        self.admin_ports = {name: free_port() for name in SERVICES}
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.environment = os.environ | {
            "PYTHONPATH": str(_LABS),
            "SHOP_ENGINE": engine,
            "SHOP_DATABASES": str(self.folder / "databases.json"),
            "CATALOGUE_ADDRESS": f"127.0.0.1:{self.ports['catalogue']}",
            "CHECKOUT_URL": f"http://127.0.0.1:{self.ports['checkout']}",
            "PAYMENT_URL": f"http://127.0.0.1:{self.ports['payment']}",
            "OTEL_EXPORTER_OTLP_ENDPOINT": collector,
            **(environment or {}),
        }

    def __enter__(self) -> Shop:
        try:
            self._launch("databases", [str(self.folder / "databases.json")], {})
            self._wait("databases", lambda: (self.folder / "databases.json").exists())
            for name in SERVICES:
                self.start(name)
            for name in SERVICES:
                self.wait_for(name)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self, name: str, version: str | None = None) -> None:
        """Start one service, as another release if ``version`` is given; does not wait for it."""
        environment = {"PORT": str(self.ports[name]), "ADMIN_PORT": str(self.admin_ports[name])}
        if version:
            environment["SERVICE_VERSION"] = version
        self._launch(name, [], environment)

    def deploy(self, name: str, version: str) -> None:
        """Put another release in the place of a service.

        The catalogue's is started before the old one is ended: two gRPC servers may share a port. The others
        leave a gap of a second or two.
        """
        if name != "catalogue":
            self.end(name)
            self.start(name, version)
            self.wait_for(name)
            return
        old = self.processes.pop(name)
        self.admin_ports[name] = free_port()
        self.start(name, version)
        self.wait_for(name)
        _end(old)

    def wait_for(self, name: str) -> None:
        """Wait until a service is healthy; :class:`RuntimeError` with its output if it ends or takes 60 s."""
        self._wait(name, lambda: self.admin(name, "GET", "/health") is not None)

    def end(self, name: str) -> int:
        """Ask one process to end and return its exit status; after 15 s it is killed."""
        return _end(self.processes.pop(name))

    def stop(self) -> None:
        """End everything, the services before the databases."""
        for name in reversed(list(self.processes)):
            self.end(name)
        self._folder.cleanup()

    def drive(self, requests: int = 200, rate: float = 50, seed: int = 1) -> dict[str, Any]:
        """Send shoppers; see :func:`shop.driver.shop_for`."""
        return driver.shop_for(self.url("storefront"), requests, rate, seed)

    def fault(self, name: str, on: bool = True) -> None:
        """Switch a fault in every service that has it."""
        faults.switch(name, on, {s: f"http://127.0.0.1:{p}" for s, p in self.admin_ports.items()})

    def url(self, name: str) -> str:
        """Return a service's HTTP address."""
        return f"http://127.0.0.1:{self.ports[name]}"

    def log(self, name: str) -> str:
        """Return what a process has printed so far."""
        return (self.folder / f"{name}.log").read_text("utf-8", errors="replace")

    def admin(self, name: str, method: str, path: str, body: Any = None) -> Any:
        """Ask a service's administration endpoint; None while it does not answer."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.admin_ports[name]}{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as response:
                return json.load(response)
        except (urllib.error.URLError, ConnectionError):
            return None

    def _launch(self, name: str, arguments: list[str], environment: dict[str, str]) -> None:
        with (self.folder / f"{name}.log").open("ab") as output:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", f"shop.{name}", *arguments],
                env=self.environment | environment,
                stdout=output,
                stderr=output,
            )

    def _wait(self, name: str, ready: Any) -> None:
        deadline = time.monotonic() + 60
        while not ready():
            if self.processes[name].poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{name} did not start:\n{self.log(name)}")
            time.sleep(0.02)


def _end(process: subprocess.Popen[bytes]) -> int:
    process.terminate()
    try:
        return process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def free_port() -> int:
    """Return a port of the loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]

"""Faults that can be switched on and off while a service runs, and the endpoint that does it.

Every service has an administration endpoint of its own, on the loopback only:

- ``GET /health`` answers 200 as soon as the service serves;
- ``GET /faults`` tells the service's faults and whether they are on;
- ``PUT /faults/NAME`` with ``{"on": true}`` or ``{"on": false}`` switches one.
"""

from __future__ import annotations

import json
import logging
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_logger = logging.getLogger(__name__)

#: Which services have which of the shop's faults. A fault is what it is in the services that are listed.
WHERE = {
    "slow-query": ["catalogue"],
    "lock": ["catalogue"],
    "cache-loss": ["catalogue"],
    "cpu": ["catalogue"],
    "retry-storm": ["payment", "checkout"],
    "lost-context": ["checkout"],
    "lost-dependency": ["checkout"],
    "bad-deploy": ["checkout"],
    "error-rate": ["storefront"],
    "leak": ["storefront"],
}


class Switches:
    """The faults of one service.

    ``actions`` are called with the new state before it is in effect; one that returns False will bring it
    into effect itself, later.
    """

    def __init__(self, service: str, **actions: Callable[[bool], Any]) -> None:
        self._state = {fault: False for fault, services in WHERE.items() if service in services}
        self._actions = {name.replace("_", "-"): action for name, action in actions.items()}

    def on(self, fault: str) -> bool:
        """Is this fault switched on?"""
        return self._state[fault]

    def switch(self, fault: str, on: bool) -> None:
        """Switch a fault. Raises :class:`KeyError` when the service has no such fault."""
        if self._state[fault] == on:
            return
        action = self._actions.get(fault)
        if action is None or action(on) is not False:
            self._state[fault] = on

    def assume(self, fault: str, on: bool) -> None:
        """Say how things are at the start, without doing anything about it."""
        self._state[fault] = on

    def as_dict(self) -> dict[str, bool]:
        """Return every fault and whether it is on."""
        return dict(self._state)


class Admin:
    """The administration endpoint, in its own thread, from ``start()`` to the end of the ``with`` block."""

    def __init__(self, port: int, switches: Switches) -> None:
        self._address, self._switches = ("127.0.0.1", port), switches
        self._server: ThreadingHTTPServer | None = None

    def start(self) -> None:
        """Begin to answer."""
        handler = type("Handler", (_Handler,), {"switches": self._switches})
        self._server = ThreadingHTTPServer(self._address, handler)
        threading.Thread(target=self._server.serve_forever, name="admin", daemon=True).start()

    def __enter__(self) -> Admin:
        return self

    def __exit__(self, *_: object) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    switches: Switches

    def do_GET(self) -> None:
        """Tell the health or the faults."""
        if self.path == "/health":
            self._answer(200, {"status": "ok"})
        elif self.path == "/faults":
            self._answer(200, self.switches.as_dict())
        else:
            self._answer(404, {"error": "there are /health and /faults"})

    def do_PUT(self) -> None:
        """Switch a fault."""
        fault = self.path.removeprefix("/faults/")
        if fault not in self.switches.as_dict():
            self._answer(404, {"error": f"the faults here are {', '.join(self.switches.as_dict())}"})
            return
        try:
            body = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))))
        except ValueError:
            body = None
        if not isinstance(body, dict) or not isinstance(body.get("on"), bool):
            self._answer(400, {"error": 'the body has to be {"on": true} or {"on": false}'})
            return
        try:
            self.switches.switch(fault, body["on"])
        except Exception as error:
            _logger.exception("could not switch %s", fault)
            self._answer(500, {"error": str(error)})
        else:
            self._answer(200, self.switches.as_dict())

    def _answer(self, status: int, body: Any) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Say nothing about requests: a fault must not announce itself in the telemetry."""


def switch(fault: str, on: bool, endpoints: Mapping[str, str]) -> None:
    """Switch a fault in each service that has it; ``endpoints`` are the URLs of the administration endpoints.

    Returns when it is in effect; a service that has to start anew for it is waited for, up to 20 s. Raises
    :class:`KeyError` for an unknown fault and :class:`RuntimeError` when a service does not do it.
    """
    for service in WHERE[fault]:
        body = json.dumps({"on": on}).encode()
        _request(f"{endpoints[service]}/faults/{fault}", body)
        deadline = time.monotonic() + 20
        while True:
            try:
                if _request(f"{endpoints[service]}/faults")[fault] == on:
                    break
            except (urllib.error.URLError, ConnectionError):
                pass  # it is starting
            if time.monotonic() > deadline:
                raise RuntimeError(f"{service} did not switch {fault} within 20 s")
            time.sleep(0.02)


def _request(url: str, body: bytes | None = None) -> Any:
    request = urllib.request.Request(url, data=body, method="PUT" if body else "GET")
    with urllib.request.urlopen(request, timeout=20) as response:
        return json.load(response)

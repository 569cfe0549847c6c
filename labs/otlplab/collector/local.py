"""The collector from a notebook's side: find the one that runs, or start one.

Only the standard library is imported here, so that ``attach`` costs nothing but the start of the process.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from otlplab.store import Store

#: Seconds after which a collector that does not get ready is given up.
START_SECONDS = 60.0  # it takes one; thirty learners who start at once on two cores take all of that
#: What ``otlplab collector`` ends with when another one has the directory (``EX_TEMPFAIL`` of sysexits.h).
IN_USE = 75


class CollectorError(RuntimeError):
    """The collector cannot be started, or does not answer; the text is one line that says what to do."""


def home() -> Path:
    """Return the course's directory: the environment variable OTLPLAB_HOME, or ``~/.otlplab``."""
    return Path(os.environ.get("OTLPLAB_HOME") or Path.home() / ".otlplab").expanduser().absolute()


def default_data() -> Path:
    """Return the data directory of the local collector."""
    return home() / "telemetry"


@dataclass(frozen=True)
class LocalCollector:
    """A collector that runs on this machine, as its `collector.json` describes it."""

    data: Path  #: the data directory
    pid: int
    http_port: int
    grpc_port: int
    started_unix_nano: int

    @property
    def http_endpoint(self) -> str:
        """Base URL of OTLP/HTTP; exporters add ``/v1/traces`` and the like."""
        return f"http://127.0.0.1:{self.http_port}"

    @property
    def grpc_endpoint(self) -> str:
        """Target of OTLP/gRPC, without a scheme; the connection is not encrypted."""
        return f"127.0.0.1:{self.grpc_port}"

    def status(self) -> dict[str, Any]:
        """Return what the collector says of itself: counts for each signal, storage, uptime (`GET /health`).

        Raises :class:`CollectorError` when it does not answer.
        """
        import http.client  # the command line, which loads this module, has no use for it

        connection = http.client.HTTPConnection("127.0.0.1", self.http_port, timeout=5)
        try:
            connection.request("GET", "/health")
            return json.loads(connection.getresponse().read())
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise CollectorError(
                f"the collector at {self.http_endpoint} does not answer ({error}); attach() starts a new one"
            ) from None
        finally:
            connection.close()

    def store(self, since: Any = None) -> Store:
        """Return a ``Store`` on what is acknowledged from now on, or, since ``"start"``, on everything."""
        from otlplab.store import Store

        return Store(self.data, since="now" if since is None else since)

    def stop(self) -> None:
        """Stop the collector and wait until it is gone; what it acknowledged is on disk."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)
        deadline = time.monotonic() + 15
        while _alive(self.pid):
            if time.monotonic() > deadline:
                raise CollectorError(f"the collector (process {self.pid}) does not stop")
            time.sleep(0.02)

    def __repr__(self) -> str:
        return (
            f"<LocalCollector OTLP/HTTP {self.http_endpoint}, OTLP/gRPC {self.grpc_endpoint}, "
            f"data in {self.data}>"
        )


def attach(
    data: Path | str | None = None, *, http_port: int | None = None, grpc_port: int | None = None
) -> LocalCollector:
    """Return the collector of a data directory, started if it does not run.

    ``data`` is ``OTLPLAB_HOME/telemetry`` unless said otherwise. The ports are only for a collector that is
    started here: 4318 and 4317, or what OTLPLAB_HTTP_PORT and OTLPLAB_GRPC_PORT say; 0 takes any free one.
    The process is on its own: it outlives this one. Its output goes to ``collector.log`` beside the data
    directory.

    Raises :class:`CollectorError`.
    """
    directory = (Path(data) if data else default_data()).absolute()
    if running := find(directory):
        return running
    return _start(directory, _port("HTTP", http_port, 4318), _port("GRPC", grpc_port, 4317))


def _port(name: str, given: int | None, default: int) -> int:
    return given if given is not None else int(os.environ.get(f"OTLPLAB_{name}_PORT", default))


def find(data: Path | None = None) -> LocalCollector | None:
    """Return the collector that runs on a data directory (``OTLPLAB_HOME/telemetry``), or ``None``."""
    data = data or default_data()
    try:
        facts = json.loads((data / "collector.json").read_text())
        found = LocalCollector(
            data, facts["pid"], facts["http_port"], facts["grpc_port"], facts["started_unix_nano"]
        )
        if not _alive(found.pid):
            return None
        return found if found.status()["pid"] == found.pid else None
    except (OSError, ValueError, KeyError, CollectorError):
        return None


def _alive(pid: int) -> bool:
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)  # a child of ours that has ended is not alive
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _start(data: Path, http_port: int, grpc_port: int) -> LocalCollector:
    data.mkdir(parents=True, exist_ok=True)
    log_path = data.parent / "collector.log"
    with log_path.open("ab") as output:
        begin = output.tell()
        process = subprocess.Popen(
            [sys.executable, "-m", "otlplab.collector", "--data", str(data),
             "--http-port", str(http_port), "--grpc-port", str(grpc_port)],
            stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True, close_fds=True,
        )  # fmt: skip
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if (found := find(data)) is not None:
            if found.pid != process.pid:
                process.terminate()  # another was quicker; when that ends, ours must not take its place
            return found
        if process.poll() not in (None, IN_USE):  # in use: another attach() was quicker, and is not ready yet
            raise CollectorError(_last_line(log_path, begin))
        time.sleep(0.01)
    if process.poll() is not None:
        raise CollectorError(_last_line(log_path, begin))
    process.terminate()
    raise CollectorError(f"the collector was not ready within {START_SECONDS:g} s; see {log_path}")


def _last_line(log_path: Path, begin: int) -> str:
    with log_path.open("rb") as output:
        output.seek(begin)
        lines = output.read().decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else f"the collector ended at once; see {log_path}"

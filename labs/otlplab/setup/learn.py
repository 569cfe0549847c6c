"""Open the course: find or start the local collector and JupyterLab, and say where both are.

JupyterLab listens on loopback, asks for its token, serves this checkout and makes no request to another host
(``jupyter/jupyter_lab_config.json``). Jupyter itself keeps a file about each of its servers that runs, here
in ``OTLPLAB_HOME/jupyter``; a second call finds the one that serves this checkout by that file, and is done.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import webbrowser
from pathlib import Path
from typing import Any

from otlplab.collector.local import CollectorError, attach, find, home

ROOT = Path(__file__).resolve().parents[3]
CONFIG = Path(__file__).parent / "jupyter"
DEFAULT_PORT = 8888
START_SECONDS = 60


def learn(notebook: str) -> None:
    """Open ``notebook`` (a path below the checkout) in JupyterLab, with the local collector beside it.

    Starts what does not run yet. ``JUPYTER_PORT`` asks for one port; otherwise it is 8888, or a free one when
    that is taken. Raises :class:`SystemExit` with one line when the notebook does not exist, a port that was
    asked for is taken, or JupyterLab does not answer within a minute.
    """
    if not (ROOT / notebook).is_file():
        sys.exit(f"There is no {notebook} here. The chapters are in notebooks/.")
    try:
        collector = attach()
    except CollectorError as error:
        sys.exit(f"{error}; for free ones: make learn OTLPLAB_HTTP_PORT=0 OTLPLAB_GRPC_PORT=0")
    lab = running_lab() or _start_lab()
    url = f"{lab['url']}lab/tree/{notebook}?token={lab['token']}"
    print(f"JupyterLab   {url}")
    print(f"collector    OTLP/HTTP {collector.http_endpoint}   OTLP/gRPC {collector.grpc_endpoint}")
    print(f'telemetry    {collector.data}   (otlplab sql "select * from spans", otlplab tail)')
    if _has_display():
        webbrowser.open(url)
    else:
        print("No display here: open the first line in a browser. make stop ends both.")


def stop() -> None:
    """Stop the JupyterLab of this checkout with its kernels, and the local collector, where they run."""
    lab = running_lab()
    if lab:
        _ask(lab, "api/shutdown", method="POST")
        _wait_for_end(lab["pid"])
        print("JupyterLab stopped.")
    collector = find()
    if collector:
        collector.stop()
        print("The collector stopped.")
    if not (lab or collector):
        print("Nothing is running.")


def running_lab() -> dict[str, Any] | None:
    """Return what Jupyter noted about its server for this checkout (url, token, port, pid …), or ``None``."""
    for path in _runtime().glob("jpserver-*.json"):
        try:
            info = json.loads(path.read_text())
            if Path(info["root_dir"]).resolve() == ROOT:
                _ask(info, "api/status")
                return info
        except (OSError, ValueError, KeyError):
            continue  # half-written, or of a server that has gone
    return None


def _runtime() -> Path:
    return home() / "jupyter"


def _start_lab() -> dict[str, Any]:
    log = home() / "jupyter.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", f"--port={port}",
        "--ServerApp.port_retries=0", f"--ServerApp.root_dir={ROOT}",
    ]  # fmt: skip
    if os.geteuid() == 0:
        command.append("--allow-root")
    config = os.pathsep.join(filter(None, [str(CONFIG), os.environ.get("JUPYTER_CONFIG_PATH")]))
    own = {
        "JUPYTER_CONFIG_PATH": config,
        "JUPYTER_RUNTIME_DIR": str(_runtime()),
        "JUPYTERLAB_WORKSPACES_DIR": str(_runtime() / "workspaces"),  # open tabs are those of the course
    }
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | own,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if lab := running_lab():
            return lab
        time.sleep(0.1)
    if process.poll() is None:
        process.terminate()
    last = "\n".join(log.read_text(errors="replace").splitlines()[-5:])
    sys.exit(f"JupyterLab did not start (its log is {log}):\n{last}")


def _free_port() -> int:
    asked = os.environ.get("JUPYTER_PORT")
    for port in (int(asked),) if asked else (DEFAULT_PORT, 0):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return probe.getsockname()[1]
    sys.exit(
        f"Port {asked} is taken. Name another (make learn JUPYTER_PORT=8890), or none to get a free one."
    )


def _ask(lab: dict[str, Any], path: str, method: str = "GET") -> None:
    headers = {"Authorization": f"token {lab['token']}"}
    request = urllib.request.Request(lab["url"] + path, method=method, headers=headers)
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=5):
        pass


def _wait_for_end(pid: int, seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    os.kill(pid, signal.SIGKILL)


def _has_display() -> bool:
    return sys.platform == "darwin" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

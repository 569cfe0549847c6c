"""Let a class of simulated learners run chapter 0.1 at once on this machine, and keep what it took.

``make load-rehearsal`` (or ``python tests/load_rehearsal.py 1 10 30``, a group for each number). A learner is
what a person has: a home, a local collector and a JupyterLab of its own, started by ``otlplab learn``, and a
browser's connection to the kernel over which the chapter's cells are run in order, the shop with its database
included; with ``--recorded`` the shop's recording is played instead. They start one
after the other within ``--over`` seconds (0: all at once), and nobody pauses to read: a room never is so bad.

Each group is a row of ``book/_data/rehearsal.toml``, which the instructor kit shows; groups measured earlier
stay. A cell that fails stays in the result: the row says how many learners came through without.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime
import json
import os
import re
import socket
import statistics
import sys
import tempfile
import threading
import time
import tomllib
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import nbformat
import psutil
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

ROOT = Path(__file__).resolve().parents[1]
CHAPTER = "notebooks/0-foundations/1-first-telemetry.ipynb"
RESULT = ROOT / "book" / "_data" / "rehearsal.toml"
OTLPLAB = str(Path(sys.executable).with_name("otlplab"))
MARK = "OTLPLAB_REHEARSAL"  # in the environment of every process of a learner
START_SECONDS = 300  # for JupyterLab; when thirty start at once on two cores, it takes a while
CELL_SECONDS = 300
SAMPLE_SECONDS = 5


@dataclass
class Learner:
    """One learner: seconds from its own start to JupyterLab, to the first waterfall and to the end."""

    ready: float = 0.0
    first_waterfall: float = 0.0
    end: float = 0.0
    errors: list[str] = field(default_factory=list)


class Meter(threading.Thread):
    """Samples memory (shared pages counted once) and CPU time of every process of the learners."""

    def __init__(self, mark: str) -> None:
        super().__init__(daemon=True)
        self.mark, self.peak, self.least_free, self.processes = mark, 0, psutil.virtual_memory().available, 0
        self._cpu: dict[tuple[int, float], float] = {}
        self._over = threading.Event()
        self.start()

    def run(self) -> None:
        """Sample until stopped."""
        while not self._over.wait(SAMPLE_SECONDS):
            memory = count = 0
            for process in psutil.process_iter():
                try:
                    if process.environ().get(MARK) != self.mark:
                        continue
                    memory += process.memory_full_info().pss
                    count += 1
                    used = process.cpu_times()
                    self._cpu[process.pid, process.create_time()] = used.user + used.system
                except (psutil.Error, OSError):
                    continue  # it has ended meanwhile
            self.peak, self.processes = max(self.peak, memory), max(self.processes, count)
            self.least_free = min(self.least_free, psutil.virtual_memory().available)

    def stop(self) -> None:
        """End the sampling."""
        self._over.set()
        self.join()

    @property
    def cpu_seconds(self) -> float:
        """CPU time of all processes that were seen, as last seen."""
        return sum(self._cpu.values())


def main() -> int:
    """Run the groups asked for, and write their rows."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("learners", type=int, nargs="*", default=[1, 10, 30])
    parser.add_argument("--recorded", action="store_true", help="labs from their recordings, none live")
    parser.add_argument("--over", type=float, default=60, metavar="SECONDS", help="until all have begun (60)")
    arguments = parser.parse_args()
    mode = "recorded" if arguments.recorded else "live"
    before = tomllib.loads(RESULT.read_text(encoding="utf-8"))["group"] if RESULT.exists() else []
    rows = {_key(row): row for row in before}
    for count in arguments.learners:
        row = asyncio.run(rehearse(count, mode, arguments.over))
        rows[_key(row)] = row
        RESULT.write_text(_toml([rows[key] for key in sorted(rows)]), encoding="utf-8")
    print(RESULT.relative_to(ROOT))
    return 0


def _key(row: dict[str, Any]) -> tuple[str, int, float]:
    return row["mode"], row["learners"], row["over_s"]


async def rehearse(count: int, mode: str, over: float) -> dict[str, Any]:
    """Let ``count`` learners run the chapter at once; return the row for the result."""
    cells = [
        cell.source
        for cell in nbformat.read(ROOT / CHAPTER, as_version=4).cells
        if cell.cell_type == "code" and cell.source.strip()
    ]
    with tempfile.TemporaryDirectory(prefix="otlplab-class-") as folder:
        meter, others = Meter(folder), _busy()
        started = time.monotonic()
        try:
            learners = await asyncio.gather(
                *(
                    _learn(Path(folder) / f"{n}", port, cells, n * over / count, folder, mode)
                    for n, port in enumerate(_ports(count))
                )
            )
        finally:
            meter.stop()
            _end(folder)
        seconds = time.monotonic() - started
        others = max(0.0, _busy() - others - meter.cpu_seconds)
    whole = [one for one in learners if not one.errors]
    for error in sorted({error for one in learners for error in one.errors}):
        print(f"  {error}", flush=True)
    row = {
        "mode": mode,
        "learners": count,
        "over_s": over,
        "whole": len(whole),
        "ready_s": _spread([one.ready for one in learners]),
        "first_waterfall_s": _spread([one.first_waterfall for one in learners if one.first_waterfall]),
        "chapter_s": _spread([one.end for one in learners]),
        "cpu_s_each": round(meter.cpu_seconds / count, 1),
        "others_cpu_percent": round(100 * others / seconds / (os.cpu_count() or 1)),
        "peak_mb": round(meter.peak / 1e6),
        "peak_mb_each": round(meter.peak / 1e6 / count),
        "processes": meter.processes,
        "least_free_mb": round(meter.least_free / 1e6),
        "cores": len(os.sched_getaffinity(0)),
        "date": datetime.date.today().isoformat(),
    }
    print(row, flush=True)
    return row


async def _learn(home: Path, port: int, cells: list[str], wait: float, mark: str, mode: str) -> Learner:
    """What one learner does; errors end up in the result, so that the others go on."""
    await asyncio.sleep(wait)
    one, started = Learner(), time.monotonic()
    own = {"OTLPLAB_HOME": str(home), "OTLPLAB_HTTP_PORT": "0", "OTLPLAB_GRPC_PORT": "0"}
    environment = os.environ | own | {"JUPYTER_PORT": str(port), MARK: mark}
    environment.pop("DISPLAY", None)
    if mode == "recorded":
        environment["OTLPLAB_MODE"] = "replay"
    try:
        said = await _command(environment, START_SECONDS, "learn", CHAPTER)
        one.ready = time.monotonic() - started
        found = re.search(r"JupyterLab +(\S+?)lab/tree/\S+\?token=(\w+)", said)
        if not found:
            one.errors.append(f"otlplab learn said: {said.strip().splitlines()[-1:]}")
            return one
        async with httpx.AsyncClient(
            base_url=found[1],
            headers={"Authorization": f"token {found[2]}"},
            trust_env=False,
            timeout=START_SECONDS,
        ) as server:
            session = {"path": CHAPTER, "name": "", "type": "notebook", "kernel": {"name": "python3"}}
            kernel = (await server.post("api/sessions", json=session)).json()["kernel"]["id"]
        socket_url = found[1].replace("http", "ws", 1) + f"api/kernels/{kernel}/channels?token={found[2]}"
        asked = HTTPRequest(socket_url, connect_timeout=START_SECONDS, request_timeout=START_SECONDS)
        connection = await websocket_connect(asked, max_message_size=2**26)
        for number, cell in enumerate(cells, 1):
            error = await asyncio.wait_for(_execute(connection, cell), CELL_SECONDS)
            if error:
                one.errors.append(f"cell {number}: {error}")
            elif "waterfall(" in cell and not one.first_waterfall:
                one.first_waterfall = time.monotonic() - started
        connection.close()
    except (OSError, TimeoutError, httpx.HTTPError, HTTPClientError, KeyError) as error:
        one.errors.append(f"{type(error).__name__}: {error}")
    finally:
        one.end = time.monotonic() - started
        await _command(environment, START_SECONDS, "stop")
    return one


async def _command(environment: dict[str, str], seconds: float, *arguments: str) -> str:
    """Run ``otlplab`` and return what it printed."""
    process = await asyncio.create_subprocess_exec(
        OTLPLAB, *arguments, cwd=ROOT, env=environment, stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    try:
        said, _ = await asyncio.wait_for(process.communicate(), seconds)
    except TimeoutError:
        process.kill()
        raise
    return said.decode("utf-8", "replace")


async def _execute(connection: Any, code: str) -> str:
    """Run one cell as a browser does (Jupyter's messaging, version 5); return its error, if any."""
    me = uuid.uuid4().hex
    header = {"msg_id": me, "username": "", "session": me, "msg_type": "execute_request", "version": "5.3"}
    content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False}
    content |= {"user_expressions": {}, "stop_on_error": False}
    request = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
    await connection.write_message(json.dumps(request))
    error, replied, idle = "", False, False
    while not (replied and idle):
        text = await connection.read_message()
        if text is None:
            return "the connection was closed"
        message = json.loads(text)
        if message["parent_header"].get("msg_id") != me:
            continue
        if message["msg_type"] == "execute_reply":
            replied, said = True, message["content"]
            if said["status"] == "error":
                error = f"{said['ename']}: {said['evalue'][:160]}"
        elif message["msg_type"] == "status":
            idle = message["content"]["execution_state"] == "idle"
    return error


def _ports(count: int) -> list[int]:
    """Free ports, all different; thirty that look for one at the same time would find the same."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def _busy() -> float:
    """CPU seconds that all of the machine has used."""
    times = psutil.cpu_times()
    return times.user + times.system + times.nice


def _end(mark: str) -> None:
    """End what a learner has left running, and say so: it should be nothing."""
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == mark:
                print(f"  left running: {' '.join(process.cmdline())[:100]}", flush=True)
                process.kill()
        except (psutil.Error, OSError):
            continue


def _spread(values: list[float]) -> list[float]:
    """Median and longest, in seconds."""
    return [round(statistics.median(values), 1), round(max(values), 1)] if values else []


def _toml(rows: list[dict[str, Any]]) -> str:
    lines = ["# Written by `make load-rehearsal`; times in seconds are [median, longest]."]
    for row in rows:
        lines += ["", "[[group]]", *(f"{key} = {json.dumps(value)}" for key, value in row.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())

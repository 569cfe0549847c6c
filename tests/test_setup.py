"""``make learn`` in a fresh clone, from nothing: what it takes, what answers, and that nothing stays."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[1]
CHAPTER = "notebooks/0-foundations/1-first-telemetry.ipynb"
MAXIMUM_SETUP_SECONDS = 120
MAXIMUM_BYTES = 900e6
MAXIMUM_SECOND_SECONDS = 5

COUNT = """
import json
from otlplab import attach
tables = ("spans", "metric_points", "logs")
store = attach().store(since="start")
print(json.dumps({table: store.sql(f"select count(*) from {table}").scalar() for table in tables}))
"""


class Clone:
    """A fresh clone with a home of its own, no package cache, and ports that nobody else uses."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "clone"
        self.home = folder / "home"
        here = str(Path(sys.executable).parent)  # the environment that runs this test is not to be found
        path = [part for part in os.environ["PATH"].split(os.pathsep) if part != here]
        self.environment = os.environ | {
            "OTLPLAB_HOME": str(self.home),
            "OTLPLAB_HTTP_PORT": "0",
            "OTLPLAB_GRPC_PORT": "0",
            "PATH": os.pathsep.join(path),
            "UV_CACHE_DIR": str(folder / "uv"),
        }
        for name in ("JUPYTER_PORT", "VIRTUAL_ENV"):
            self.environment.pop(name, None)
        subprocess.run(["git", "clone", "--quiet", ROOT, self.root], check=True)

    def run(self, *command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the clone."""
        return subprocess.run(
            command, cwd=self.root, env=self.environment | environment, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip

    def make(self, *arguments: str) -> tuple[str, float]:
        """Run make, which must succeed, and return what it printed and the seconds it took."""
        started = time.monotonic()
        result = self.run("make", "--no-print-directory", *arguments)
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout, time.monotonic() - started

    def processes(self) -> list[psutil.Process]:
        """Return the processes that run from this clone or for its home."""
        found = []
        for process in psutil.process_iter(["cmdline"]):
            line = " ".join(process.info["cmdline"] or [])
            if str(self.root) in line or str(self.home) in line:
                found.append(process)
        return found


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clone]:
    clone = Clone(tmp_path_factory.mktemp("fresh"))
    yield clone
    for process in clone.processes():
        process.kill()


def size(folder: Path) -> int:
    """Return the bytes on disk below a folder, each file counted once."""
    files = {(s.st_dev, s.st_ino): s.st_blocks * 512 for p in folder.rglob("*") if (s := p.lstat())}
    return sum(files.values())


def test_make_learn_from_nothing_and_again(clone: Clone, capsys: pytest.CaptureFixture[str]):
    said, seconds = clone.make("learn")
    url = re.search(r"JupyterLab +(\S+)", said)[1]
    assert url.startswith("http://127.0.0.1:")
    assert f"/lab/tree/{CHAPTER}?token=" in url
    assert str(clone.home / "telemetry") in said
    with urllib.request.urlopen(url) as answer:
        assert b"jupyter-config-data" in answer.read()
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(url.split("/lab/")[0] + "/api/contents?token=wrong")

    facts = json.loads((clone.home / "telemetry/collector.json").read_text())
    http, grpc = f"http://127.0.0.1:{facts['http_port']}", f"127.0.0.1:{facts['grpc_port']}"
    assert http in said
    assert grpc in said
    python = clone.root / ".venv/bin/python"
    sent = clone.run(python, "tests/send_signals.py", http, grpc)
    assert sent.returncode == 0, sent.stdout + sent.stderr
    stored = clone.run(python, "-c", COUNT)
    assert json.loads(stored.stdout) == {"spans": 4, "metric_points": 4, "logs": 2}

    again, seconds_again = clone.make("learn")
    assert re.search(r"JupyterLab +(\S+)", again)[1] == url
    assert http in again

    taken = size(clone.root / ".venv")
    with capsys.disabled():
        print(
            f"\nfrom nothing to JupyterLab's answer {seconds:.1f} s, again {seconds_again:.1f} s, "
            f"environment {taken / 1e6:.0f} MB"
        )
    assert seconds < MAXIMUM_SETUP_SECONDS
    assert seconds_again < MAXIMUM_SECOND_SECONDS
    assert taken < MAXIMUM_BYTES


def test_a_port_that_is_taken_is_named(clone: Clone):
    other = {"OTLPLAB_HOME": str(clone.home.with_name("other-home"))}
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for variable in ("OTLPLAB_HTTP_PORT", "OTLPLAB_GRPC_PORT", "JUPYTER_PORT"):
            result = clone.run("make", "learn", **other, **{variable: port})
            assert result.returncode == 2
            line, _ = result.stderr.splitlines()  # the second is make's own
            assert port in line
            assert f"{variable}=" in line  # the way out is named
            assert "taken" in line or "in use" in line
    clone.run("make", "stop", **other)


def test_a_missing_notebook_is_named(clone: Clone):
    result = clone.run("make", "learn", "NOTEBOOK=notebooks/none.ipynb")
    assert result.returncode == 2
    assert "There is no notebooks/none.ipynb here" in result.stderr


def test_what_few_need_is_installed_when_it_is_first_asked_for(clone: Clone):
    cell = "from otlplab import attach; print(attach().store().sql('select 1 as one').pl().shape)"
    python = clone.root / ".venv/bin/python"
    assert clone.run(python, "-c", "import polars").returncode == 1
    first = clone.run(python, "-c", cell)
    assert first.returncode == 0, first.stderr
    assert "polars" in first.stdout
    assert first.stdout.endswith("(1, 1)\n")
    again = clone.run(python, "-c", cell)
    assert (again.returncode, again.stdout) == (0, "(1, 1)\n")


def test_make_stop_leaves_no_process(clone: Clone):
    assert clone.processes()
    clone.make("stop")
    assert [process.cmdline() for process in clone.processes()] == []
    said, _ = clone.make("stop")
    assert "Nothing is running" in said

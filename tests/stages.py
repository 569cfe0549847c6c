"""Run every check of the course, one stage after the other, and print what each took: ``make test``.

``python tests/stages.py [STAGE …]`` runs only the stages named. Every stage runs, also after one has failed;
the exit status is 1 when any did. Each stage has a home of its own under ``_build/test``. A stage that leaves
a process behind has failed; the process is ended. What failed is said again at the very end: a log that is
cut is cut at its beginning.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections import deque
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "_build" / "test"
BIN = Path(sys.executable).parent
MARK = "OTLPLAB_STAGE"  # in the environment of every process that a stage starts

PYTEST = [sys.executable, "-m", "pytest"]
PARALLEL = ["-n", "2", "--dist"]
NOTEBOOKS = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("notebooks/*/*.ipynb"))
NBVAL = ["--nbval", "--nbval-current-env", "--nbval-cell-timeout=60"]
NBVAL += ["--nbval-sanitize-with=tests/nbval_sanitize.cfg", "-p", "tests.nbval_course"]

# What belongs to one part and is checked in its own language: formatting, tests, linters of a workspace.
WORKSPACES = [["sh", str(path.relative_to(ROOT))] for path in sorted(ROOT.glob("labs/*/check.sh"))]

# Kubernetes takes a quarter of an hour to build from nothing: its checks are a target of their own.
ELSEWHERE_CHECKED = "labs/cluster is not checked here: make cluster-test builds the node and brings it up"

# In this order: what fails fastest comes first.
STAGES: dict[str, list[list[str]]] = {
    "lint": [
        [f"{BIN}/ruff", "check"],
        [f"{BIN}/ruff", "format", "--check"],
        [f"{BIN}/mypy"],
        [f"{BIN}/rumdl", "check", "."],
        [sys.executable, "-m", "tests.lint_files"],
    ],
    "hygiene": [[*PYTEST, "tests/test_notebooks_hygiene.py"]],
    "unit": [[*PYTEST, "tests", *PARALLEL, "loadfile", "--durations=10"]],
    "labs": [*WORKSPACES, [f"{BIN}/otlplab", "examples", "--live"], ["echo", ELSEWHERE_CHECKED]],
    "chapters": [[*PYTEST, *NBVAL, *PARALLEL, "loadscope", *NOTEBOOKS]],
    "chapters replayed": [
        ["env", "OTLPLAB_MODE=replay", *PYTEST, *NBVAL, *PARALLEL, "loadscope", *NOTEBOOKS]
    ],
    "exercises": [[*PYTEST, "tests/test_exercises.py"]],
    "recordings": [[f"{BIN}/otlplab", "lab", "check"]],
    "book": [["make", "--no-print-directory", "book"], [*PYTEST, "tests/test_book.py"]],
    "browser": [[*PYTEST, "tests/browser"]],
    "fresh clone": [[*PYTEST, "tests/test_setup.py"]],
}

# The unit stage is every test that no other stage has.
ELSEWHERE = [word for stage in STAGES.values() for command in stage for word in command if "tests/" in word]
STAGES["unit"][0] += [f"--ignore={path}" for path in ELSEWHERE if path.startswith("tests/")]

complaints: list[str] = []  # what failed, for the end of the log


def main(names: list[str]) -> int:
    """Run the stages named, or all, and return the exit status."""
    if unknown := set(names) - set(STAGES):
        sys.exit(f"There is no stage {', '.join(sorted(unknown))}. Stages: {', '.join(STAGES)}")
    results = []
    complaints.clear()
    for name in names or STAGES:
        print(f"\n━━ {name} " + "━" * (70 - len(name)), flush=True)
        started = time.monotonic()
        shutil.rmtree(_home(name), ignore_errors=True)
        passed = all([*(_run(name, command) for command in STAGES[name]), _nothing_is_left(name)])
        results.append((name, passed, time.monotonic() - started))
    print("\n━━ " + "━" * 71)
    print(*complaints, sep="\n")
    for name, passed, seconds in results:
        print(f"{name:<18}{'passed' if passed else 'FAILED':<10}{seconds:7.1f} s")
    failed = sum(not passed for _, passed, _ in results)
    print(f"{'together':<28}{sum(seconds for *_, seconds in results):7.1f} s")
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


def _home(stage: str) -> Path:
    return BUILD / stage.replace(" ", "-")


def _mark(stage: str) -> str:
    return f"{stage} {os.getpid()}"


def _nothing_is_left(stage: str) -> bool:
    """End what a stage has left running, say what it was, and return whether there was nothing."""
    left = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == _mark(stage):
                left.append((process, " ".join(process.cmdline())))
        except (psutil.Error, OSError):
            continue  # it has ended, or is somebody else's
    for process, command in left:
        complaints.append(f"{stage}: left running: {command}")
        print(f"✗ {complaints[-1]}", flush=True)
        process.kill()
    return not left


def _run(stage: str, command: list[str]) -> bool:
    _home(stage).mkdir(parents=True, exist_ok=True)
    environment = os.environ | {
        MARK: _mark(stage),
        "OTLPLAB_HOME": str(_home(stage)),
        "OTLPLAB_BUILDS": str(ROOT / "_build" / "labs"),  # by content, so every stage may use them
        "OTLPLAB_HTTP_PORT": "0",
        "OTLPLAB_GRPC_PORT": "0",
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
    }
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    last: deque[str] = deque(maxlen=60)
    reader = threading.Thread(target=_pass_on, args=(process, last), daemon=True)
    reader.start()
    status = process.wait()
    reader.join(5)  # a process left behind may hold the other end
    if status:
        print(f"✗ {' '.join(command)[:100]} (status {status})", flush=True)
        named = [line for line in last if line.startswith(("FAILED", "ERROR", "✗"))]
        complaints.append(f"{stage}: {' '.join(command)[:100]} ended with status {status}")
        complaints.extend(f"    {line[:300]}" for line in named or list(last)[-12:])
    return status == 0


def _pass_on(process: subprocess.Popen[str], last: deque[str]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        print(line, end="", flush=True)
        last.append(line.rstrip())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

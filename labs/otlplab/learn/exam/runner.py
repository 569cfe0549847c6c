"""Inside the sandbox: run the submitted notebook with papermill and print the answers it leaves.

``python runner.py NOTEBOOK SECONDS CELL_SECONDS`` starts itself again as the process that runs the notebook,
waits for at most SECONDS, and prints one JSON object: ``answers``, the file ``answers.json`` as the cells
have left it, and ``telemetry``, the files of the collector that they may have started, all in base64. It may
be killed or fooled by what it runs: what it prints is an answer and never a verdict.
"""

import base64
import json
import resource
import subprocess
import sys
from pathlib import Path

MOST = 350 * 2**10
"""Bytes of the answers, and of the telemetry; in base64 both together fit into what the sandbox lets out."""
THREADS = 256
"""Of all processes of the sandbox together; a notebook with its collector has some 60."""


def main(notebook: str, seconds: str, cell_seconds: str) -> None:
    """Supervise: run, wait, print. The kernel itself keeps the number of processes and threads."""
    resource.setrlimit(resource.RLIMIT_NPROC, (THREADS, THREADS))
    inside = subprocess.Popen(
        [sys.executable, __file__, notebook, cell_seconds], stdin=subprocess.DEVNULL, stdout=sys.stderr
    )
    try:
        inside.wait(float(seconds))
    except subprocess.TimeoutExpired:
        inside.kill()
    segments, left = [], MOST
    for path in sorted(Path("telemetry/traces").glob("*")):
        segments.append(_read(path, left))
        left -= len(segments[-1])
    found = {"answers": _base64(_read(Path("answers.json"), MOST)), "telemetry": [*map(_base64, segments)]}
    json.dump(found, sys.stdout)


def _read(path: Path, most: int) -> bytes:
    """At most so much of a file that anybody may have made; nothing of what is no file."""
    if most <= 0 or not path.is_file():
        return b""
    with path.open("rb") as file:
        return file.read(most)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def run(notebook: str, cell_seconds: str) -> None:
    """Run every cell, each for at most so many seconds, the next one also after an error."""
    import papermill

    papermill.execute_notebook(
        notebook,
        None,
        progress_bar=False,
        request_save_on_cell_execute=False,
        execution_timeout=int(cell_seconds),
        interrupt_on_timeout=True,
    )


if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) > 3 else run(*sys.argv[1:])

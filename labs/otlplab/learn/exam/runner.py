"""Inside the sandbox: run the submitted notebook with papermill and print the answers it leaves.

``python runner.py NOTEBOOK SECONDS CELL_SECONDS`` starts itself again as the process that runs the notebook,
waits for at most SECONDS, and prints ``answers.json`` as the cells have left it, whatever became of them. It
may be killed or fooled by what it runs: what it prints is an answer and never a verdict.
"""

import subprocess
import sys
from pathlib import Path

MOST = 2**20


def main(notebook: str, seconds: str, cell_seconds: str) -> None:
    """Supervise: run, wait, print."""
    inside = subprocess.Popen(
        [sys.executable, __file__, notebook, cell_seconds], stdin=subprocess.DEVNULL, stdout=sys.stderr
    )
    try:
        inside.wait(float(seconds))
    except subprocess.TimeoutExpired:
        inside.kill()
    answers = Path("answers.json")
    if answers.is_file():
        with answers.open("rb") as file:
            sys.stdout.buffer.write(file.read(MOST))


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

"""The course's virtual environment: ``.venv``, with exactly the versions that ``requirements/*.txt`` lock.

Run by ``environment.sh`` with the Python it found, so nothing but the standard library is imported here. What
is installed is remembered by the content of the lock files (``.venv/otlplab.json``); when that has not
changed, there is nothing to do and nothing is done.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
REQUIREMENTS = ROOT / "requirements"
VENV = ROOT / ".venv"


def ensure(extras: list[str], venv: Path = VENV) -> bool:
    """Make ``venv`` hold the base of the course and these extras; say whether anything had to be installed.

    ``extras`` are names of lock files in ``requirements/``. What earlier calls installed is kept up to date.
    Raises :class:`subprocess.CalledProcessError` when an installer fails, which has then said why.
    """
    python, stamp = venv / "bin" / "python", venv / "otlplab.json"
    installed = json.loads(stamp.read_text()) if stamp.exists() and python.exists() else {}
    wanted = {name: _digest(name) for name in dict.fromkeys(["base", *installed, *extras])}
    stale = [name for name, digest in wanted.items() if installed.get(name) != digest]
    if not stale:
        return False
    started = time.monotonic()
    lines = {line for name in stale for line in _lock_of(name).read_text().splitlines() if line[:1].isalnum()}
    print(f"Setting up the course in {venv.name}: {', '.join(stale)} ({len(lines)} packages) …", flush=True)
    with _uv() as uv:
        if not python.exists():
            subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, venv], check=True)
        install: list[str | Path] = [uv, "pip", "install", "--python", python]
        requirements = [argument for name in stale for argument in ("--requirement", _lock_of(name))]
        _run_with_progress([*install, *requirements])
        subprocess.run([*install, "--quiet", "--no-deps", "--editable", ROOT], check=True, cwd=ROOT)
    stamp.write_text(json.dumps(wanted, indent=2) + "\n")
    print(f"Set up in {time.monotonic() - started:.0f} s.", flush=True)
    return True


def lock() -> None:
    """Write ``requirements/*.txt`` anew: the newest versions that fit ``pyproject.toml`` on every Python.

    All extras are resolved together first, so that any of them can be installed beside any other.
    """
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text())
    extras = pyproject["project"]["optional-dependencies"]
    with _uv() as uv:
        compile_ = [uv, "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--upgrade"]
        compile_ += ["--custom-compile-command", "make lock"]

        def write(name: str, *arguments: str) -> None:
            command = [*compile_, *arguments, "--output-file", f"requirements/{name}.txt"]
            subprocess.run(command, check=True, cwd=ROOT, input=b"uv")

        write("all", "pyproject.toml", "--all-extras")
        write("base", "pyproject.toml", "--constraint", "requirements/all.txt")
        for extra in extras:
            write(extra, "pyproject.toml", "--extra", extra, "--constraint", "requirements/all.txt")
        write("uv", "-")
    print("Locked:", ", ".join(["all", "base", *extras, "uv"]))


def _lock_of(name: str) -> Path:
    path = REQUIREMENTS / f"{name}.txt"
    if not path.exists():
        known = sorted(file.stem for file in REQUIREMENTS.glob("*.txt") if file.stem not in ("base", "uv"))
        sys.exit(f"There is no part {name!r}. Parts: {', '.join(known)}")
    return path


def _run_with_progress(command: list[str | Path]) -> None:
    """Run uv with one line that moves, instead of a line for each package; show all it said when it fails."""
    said: list[str] = []
    large, fetched = 0, 0
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        for line in process.stderr or ():
            said.append(line)
            large += line.startswith("Downloading ")
            fetched += line.startswith(" Downloaded ")
            if sys.stdout.isatty() and large:
                print(f"\r  fetched {fetched} of {large} large packages", end="", flush=True)
    if sys.stdout.isatty() and large:
        print()
    if process.returncode:
        sys.stderr.writelines(said)
        raise subprocess.CalledProcessError(process.returncode, command)


def _digest(name: str) -> str:
    return hashlib.sha256(_lock_of(name).read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()


@contextlib.contextmanager
def _uv() -> Iterator[str]:
    """Give the path of uv: the machine's own, or one that pip fetches for the while and that is removed."""
    if found := shutil.which("uv"):
        yield found
        return
    (cache := ROOT / ".cache").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="uv-", dir=cache) as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        pip: list[str | Path] = [
            Path(folder) / "bin" / "python",
            "-m",
            "pip",
            "--disable-pip-version-check",
            "--quiet",
        ]
        subprocess.run([*pip, "install", "--requirement", _lock_of("uv")], check=True)
        yield str(Path(folder) / "bin" / "uv")


if __name__ == "__main__":
    try:
        lock() if sys.argv[1:] == ["--lock"] else ensure(sys.argv[1:])
    except subprocess.CalledProcessError as error:
        sys.exit(f"Setting up stopped: {error.cmd[0]} failed, for the reason above. Run it again.")

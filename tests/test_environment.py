"""Finding Python, and the lock files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "labs/otlplab/setup/environment.sh"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]
WANTED = {"base": PROJECT["dependencies"]} | {
    name: PROJECT["dependencies"] + extra for name, extra in EXTRAS.items()
}
WANTED["all"] = sum(EXTRAS.values(), PROJECT["dependencies"])


@pytest.fixture
def machine(tmp_path: Path):
    """Give a function that runs environment.sh where only these commands are to be had (name → script)."""

    def run(**commands: str) -> subprocess.CompletedProcess[str]:
        for name in ("sh", "dirname"):
            (tmp_path / name).symlink_to(shutil.which(name) or "")
        for name, script in commands.items():
            command = tmp_path / name.replace("_", "-").replace("python3-", "python3.")
            command.write_text(f"#!/bin/sh\n{script}\n")
            command.chmod(0o755)
        return subprocess.run(
            ["sh", SCRIPT, "base"], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
        )

    return run


def the_line(result: subprocess.CompletedProcess[str]) -> str:
    assert result.returncode == 1
    assert result.stdout == ""
    [line] = result.stderr.splitlines()
    return line


def test_no_python_says_what_installs_it(machine):
    line = the_line(machine(apt_get="exit 0"))
    assert "there is none here" in line
    assert "apt-get install python3 python3-venv" in line


def test_too_old_a_python_is_named(machine):
    line = the_line(machine(python3='case "$2" in *check*|*sys.exit*) exit 1;; *) echo 3.9;; esac'))
    assert "needs Python 3.11, 3.12 or 3.13, and python3 is 3.9" in line


def test_python_without_venv_is_named(machine):
    line = the_line(machine(python3='case "$2" in *ensurepip*) exit 1;; *) echo 3.12;; esac'))
    assert "Python 3.12 is here, but not its venv module" in line


def test_a_fitting_python_further_on_is_taken(machine):
    result = machine(python3="exit 1", python3_12='case "$1" in -c) exit 0;; *) echo "runs $1";; esac')
    assert result.returncode == 0
    assert result.stdout.startswith("runs ")
    assert "environment.py" in result.stdout


def test_an_unknown_part_is_named_with_those_there_are():
    result = subprocess.run(["sh", SCRIPT, "nonsense"], capture_output=True, text=True, check=False)
    assert "There is no part 'nonsense'. Parts: aiops, all, book" in the_line(result)


def test_nothing_is_done_when_nothing_has_changed(tmp_path: Path):
    for part in ("labs/otlplab/setup", "requirements"):
        shutil.copytree(ROOT / part, tmp_path / part)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/python").symlink_to(sys.executable)
    script = (
        "import json, environment as e;"
        "(e.VENV / 'otlplab.json').write_text(json.dumps({'base': e._digest('base')}));"
        "assert e.ensure([]) is False"
    )
    environment = os.environ | {"PATH": str(tmp_path)}  # no uv, no pip: an attempt to install would fail
    folder = tmp_path / "labs/otlplab/setup"
    subprocess.run([sys.executable, "-c", script], cwd=folder, env=environment, check=True)


def locked(name: str) -> list[Requirement]:
    lines = (ROOT / f"requirements/{name}.txt").read_text().splitlines()
    return [Requirement(line) for line in lines if line and not line.lstrip().startswith("#")]


def test_every_part_is_locked():
    assert {path.stem for path in (ROOT / "requirements").glob("*.txt")} == WANTED.keys() | {"uv"}


@pytest.mark.parametrize("name", WANTED)
def test_lock_has_what_pyproject_asks_for(name: str):
    pins = {(canonicalize_name(pin.name)): pin for pin in locked(name)}
    for wanted in map(Requirement, WANTED[name]):
        if wanted.marker is None or wanted.marker.evaluate():
            [version] = {spec.version for spec in pins[canonicalize_name(wanted.name)].specifier}
            assert wanted.specifier.contains(version, prereleases=True), f"{wanted}: make lock"


@pytest.mark.parametrize("name", WANTED)
def test_locks_agree_with_each_other(name: str):
    together = {str(pin) for pin in locked("all")}
    assert {str(pin) for pin in locked(name)} <= together


@pytest.mark.parametrize("python", ["3.11.9", "3.12.9", "3.13.9"])
def test_one_version_each_on_every_python(python: str):
    environment = {"python_version": python[:4], "python_full_version": python}
    names = [
        canonicalize_name(pin.name)
        for pin in locked("all")
        if Marker(str(pin.marker or "python_version > '3'")).evaluate(environment)
    ]
    assert len(names) == len(set(names))

"""The course for an ordinary user who has Python and nothing else: what runs live, what is replayed.

The user exists in namespaces that bubblewrap makes: no capabilities, an identity that is not root's, a PATH
with ``python3`` alone, hardly any environment, a tree that cannot be written to, and an empty home.
"""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from otlplab.runner.manifest import load, names


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory: pytest.TempPathFactory):
    """Return a function that runs ``otlplab`` as that user, in one home for all tests here."""
    folder = tmp_path_factory.mktemp("ordinary")
    (folder / "bin").mkdir()
    (folder / "bin" / "python3").symlink_to(sys.executable)
    (folder / "home").mkdir()
    (folder / "passwd").write_text(f"learner:x:4242:4242::{folder}/home:/bin/false\n")
    command = ["bwrap", "--unshare-user", "--uid", "4242", "--gid", "4242", "--cap-drop", "ALL"]
    command += ["--unshare-pid", "--die-with-parent", "--new-session", "--ro-bind", "/", "/"]
    command += ["--dev", "/dev", "--proc", "/proc", "--tmpfs", "/dev/shm", "--bind", folder, folder]
    command += ["--ro-bind", folder / "passwd", "/etc/passwd", "--clearenv"]
    for name, value in {
        "PATH": folder / "bin",
        "HOME": folder / "home",
        "TMPDIR": folder / "home",
        "OTLPLAB_HTTP_PORT": "0",
        "OTLPLAB_GRPC_PORT": "0",
    }.items():
        command += ["--setenv", name, str(value)]

    def run(*arguments: str, python: list[str] | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*command, sys.executable, *(python or ["-m", "otlplab.cli", *arguments])],
            capture_output=True,
            text=True,
            timeout=420,
            stdin=subprocess.DEVNULL,
            check=False,
        )

    return run


def table(text: str) -> dict[str, list[str]]:
    return {line.split()[0]: line.split()[1:] for line in text.splitlines() if line.strip()}


def test_it_is_an_ordinary_user_without_anything(ordinary):
    code = (
        "import os; from shutil import which;"
        "print(os.getuid(), *[t for t in ('go', 'cargo', 'sh') if which(t)]);"
        "print(open('/proc/self/status').read().partition('CapEff:')[2].split()[0])"
    )
    assert ordinary(python=["-c", code]).stdout.split() == ["4242", "0" * 16]


def test_doctor_names_every_lab_what_it_lacks_and_the_way_out(ordinary):
    done = ordinary("doctor")
    assert done.returncode == 0, done.stderr
    said = table(done.stdout)
    for name in names():
        mode, *lacking = said[name]
        assert mode in ("live", "recorded", "not")
        assert (mode == "live") == (not lacking)
    assert said["shop"] == ["live"]
    assert said["collector/tail-sampling"][:2] == ["recorded", "go"]
    assert "Collector: not here yet" in done.stdout
    assert "To run all of them live:" in done.stdout and "otlplab otelcol --release" in done.stdout


def test_every_example_runs_or_says_why_not(ordinary, tmp_path_factory):
    done = ordinary("examples")
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    expected = {(name, example.name) for name in names() for example in load(name).examples}
    report = re.search(r"^report: (.+)$", done.stdout, re.MULTILINE)
    cases = {
        (suite.get("name"), case.get("name").partition(" ")[0]): case
        for suite in ET.parse(Path(report[1])).getroot()
        for case in suite
    }
    assert set(cases) == expected
    modes = table(ordinary("doctor").stdout)
    for (lab, name), case in cases.items():
        mode = re.search(r"\((live|recorded)\)$", case.get("name"))[1]
        skipped = case.find("skipped")
        assert case.find("failure") is None, (lab, name)
        if skipped is not None:
            assert skipped.get("message").startswith("needs "), (lab, name)
        elif modes[lab][0] != "live":
            assert mode == "recorded", (lab, name)
    passed, live, recorded, failed, not_run = map(
        int,
        re.search(
            r"(\d+) passed \((\d+) live, (\d+) recorded\), (\d+) failed, (\d+) not run", done.stdout
        ).groups(),
    )
    assert passed == live + recorded and failed == 0 and passed + not_run == len(expected)
    assert live > 0 and recorded > 0

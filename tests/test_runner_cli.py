"""otlplab lab, doctor and examples, as a user calls them."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest
from otlplab.collector import attach
from otlplab.runner.manifest import load, names

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """A machine without toolchains: nothing but Python on PATH."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python3").symlink_to(sys.executable)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))


def otlplab(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "otlplab.cli", *arguments], capture_output=True, text=True, timeout=120
    )


def rows(text: str) -> dict[str, list[str]]:
    """Return the words of each line of a table by the first of them."""
    return {line.split()[0]: line.split()[1:] for line in text.splitlines() if line.strip()}


def test_doctor_says_what_a_bare_machine_lacks_and_the_one_command_for_it(bare):
    done = otlplab("doctor")
    assert done.returncode == 0
    table = rows(done.stdout)
    assert table["shop"][0] == "live"
    assert table["collector/tail-sampling"][:2] == ["recorded", "go"]
    assert "limits of labs: 1024 MiB of memory (" in done.stdout
    commands = [line for line in done.stdout.splitlines() if line.startswith("    ")]
    assert len(commands) == 1 and "go" in commands[0]


def test_list_has_every_lab(bare):
    done = otlplab("lab", "list")
    assert done.returncode == 0
    table = rows(done.stdout)
    assert set(names()) <= set(table)
    assert table["collector/tail-sampling"] == ["recorded", "yaml", "1", "Tail", "sampling"]


def test_examples_on_a_bare_machine_are_replayed_and_say_so(bare, tmp_path):
    try:
        done = otlplab("examples", "collector/connectors", "--report", str(tmp_path / "report.xml"))
    finally:
        attach().stop()
    assert done.returncode == 0
    count = len(load("collector/connectors").examples)
    assert f"{count} examples: {count} passed (0 live, {count} recorded), 0 failed, 0 not run" in done.stdout
    assert "▸ lab collector/connectors: recorded, " in done.stderr
    assert "(not live here: it needs go >= " in done.stderr
    assert (tmp_path / "report.xml").read_text().count('(recorded)"') == count


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("lab", "run", "nothing"), 1, "there is no lab 'nothing'; the labs are: "),
        (("lab", "record", "nothing"), 1, "there is no lab 'nothing'"),
        (("lab", "check", "nothing"), 1, "there is no lab 'nothing'"),
        (("lab", "record", "collector/transform"), 1, "cannot run live here: it needs go >= "),
        (("examples", "nothing"), 2, "no lab and no language is called 'nothing'"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(bare, arguments, status, said):
    done = otlplab(*arguments)
    assert done.returncode == status
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_lab_runs_until_it_is_interrupted(bare):
    running = subprocess.Popen(
        [sys.executable, "-m", "otlplab.cli", "lab", "run", "collector/connectors"],
        # Tests that run in the background of a shell have inherited that Ctrl-C is ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert running.stdout is not None
        assert any("Ctrl-C stops it." in line for line in running.stdout)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=20)
    finally:
        running.kill()
        attach().stop()
    assert running.returncode == 130
    assert "Traceback" not in said


def test_help_answers_at_once_and_loads_nothing_heavy():
    code = "import sys; from otlplab import cli; cli.parser(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.split()
    assert not {"duckdb", "psutil", "opentelemetry", "pygments"} & set(loaded)

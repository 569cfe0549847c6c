"""lab.toml: what is read, and what is refused with the place where it is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from otlplab.runner import ManifestError, manifest, needs
from otlplab.runner.manifest import LABS, Needs, Step, load, names

LAB = '[lab]\ntitle = "t"\nlanguages = ["python"]\n'
PROGRAM = '[[programs]]\nname = "p"\ncommand = ["true"]\n'
ACTION = '[actions]\ndrive = "d.py:drive"\nfault = "d.py:fault"\n'


def read(folder: Path, text: str) -> manifest.Manifest:
    (folder / "made").mkdir(exist_ok=True)
    (folder / "made" / "lab.toml").write_text(text)
    return load("made", folder)


def test_the_echo_lab_is_read_as_it_is_written():
    echo = load("echo", Path(__file__).parent / "labs")
    assert echo.limits.memory == 256 << 20
    assert echo.programs[0].ready.timeout == 20
    assert echo.recording.settle == 0.5
    assert echo.recording.steps[1] == Step(do="fault", parameters={"name": "error", "on": True})
    assert [e.name for e in echo.examples] == ["hello", "error", "greeting"]
    assert echo.recording_file == Path(__file__).parent / "datasets" / "echo.otlp.zst"
    assert [p.name for p in echo.source_files] == ["drive.py", "greeting.txt", "service.py"]


@pytest.mark.parametrize("name", names())
def test_every_lab_of_the_course_is_in_the_form(name):
    lab = load(name)
    for example in lab.examples:
        if example.source:
            path, _, region = example.source.partition("#")
            text = (lab.folder / path).read_text("utf-8")
            assert not region or re.search(rf"\bregion {re.escape(region)}\b", text)
    assert all(file.is_relative_to(LABS) for file in lab.source_files)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[lab", "Expected ']'"),
        ("", r"\[lab\]: missing"),
        ("[lab]\n", r"\[lab\]: title, languages missing"),
        (
            LAB + "colour = 'red'",
            r"\[lab\] colour: no such key; there are languages, sources, summary, ti",
        ),
        (LAB + "[need]\n", r"\[need\]: no such table"),
        (LAB + "[needs]\ncommands = 'go'", r"\[needs\] commands: has to be an array"),
        (LAB + "[needs]\nmemory = 512", r"\[needs\] memory: has to be a size such as '512M'"),
        (LAB + "[limits]\ncpus = '2'", r"\[limits\] cpus: has to be a number"),
        (LAB + PROGRAM + PROGRAM, r"'p' is there twice"),
        (LAB + PROGRAM + 'after = ["q"]', r"p after: no program 'q' above it"),
        (LAB + PROGRAM + 'ready = { htp = "x" }', r"p ready htp: no such key"),
        (LAB + PROGRAM + 'ready = { http = "x", log = "y" }', "more than one of http, tcp, log and file"),
        (LAB + PROGRAM + 'ready = { timeout = "soon" }', "has to be a time such as '500ms'"),
        (LAB + PROGRAM + 'stop = { signal = "KILL" }', "signal has to be TERM, INT or QUIT"),
        (LAB + '[[programs]]\nname = "p"\ncommand = ["{build:x}/x"]', "no build 'x'"),
        (LAB + '[faults]\nslow = "s"', 'needs an action "fault"'),
        (LAB + '[recording]\nsteps = [{ do = "drive" }]', "there is no action 'drive'"),
        (LAB + ACTION + '[recording]\nsteps = [{ do = "fault", name = "x" }]', "the faults are"),
        (LAB + '[recording]\nsteps = []\ntime = "then"', 'has to be "now" or "own"'),
        (LAB + '[[examples]]\nname = "e"\nlanguage = "go"\ntitle = "t"', 'needs either "do" or "command"'),
        (
            LAB + ACTION + '[[examples]]\nname = "e"\nlanguage = "go"\ntitle = "t"\ndo = { do = "drive" }',
            'needs a "proof"',
        ),
        (
            LAB
            + ACTION
            + '[[examples]]\nname = "e"\nlanguage = "go"\ntitle = "t"\ndo = { do = "drive" }\nproof = "true"',
            "is no step of the recording",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path, text, said):
    with pytest.raises(ManifestError, match=said) as error:
        read(tmp_path, text)
    assert str(error.value).startswith("made/lab.toml: ")


def test_a_lab_that_is_not_there_is_answered_with_those_that_are(tmp_path):
    read(tmp_path, LAB)
    with pytest.raises(ManifestError, match="no lab 'other'; the labs are: made"):
        load("other", tmp_path)


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists)
    | st.dictionaries(st.text(), st.text())
)
def test_any_value_is_read_or_refused_with_its_place(value):
    reader = manifest._Reader("made", Path("/nowhere/labs/made"))
    for table in ("lab", "needs", "limits", "actions", "faults", "recording", "invariants"):
        for key in ("title", "commands", "memory", "cpus", "steps", "settle", "x"):
            try:
                reader.manifest({"lab": {"title": "t", "languages": []}, table: {key: value}})
            except ManifestError as error:
                assert str(error).startswith("made/lab.toml: ")


def test_what_is_missing_here_is_found(monkeypatch):
    assert needs.missing(Needs(commands=("python3",), modules=("json",), files=("/",), memory=1)) == []
    lacking = needs.missing(
        Needs(
            commands=("no-such-tool", "python3 >= 99"),
            modules=("no_such.module",),
            capabilities=("CAP_OF_NOTHING",),
            files=("/no/such/file",),
            memory=1 << 50,
        )
    )
    assert [m.kind for m in lacking] == ["commands", "commands", "modules", "capabilities", "files", "memory"]
    assert "(here is 3." in str(lacking[1])


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("apt-get", "sudo apt-get install -y maven openjdk-17-jdk-headless clang llvm libbpf-dev && curl "),
        ("dnf", "sudo dnf install -y maven java-17-openjdk-devel clang llvm libbpf-devel && curl "),
        ("brew", "brew install maven openjdk@17 llvm && curl "),
    ],
)
def test_one_command_installs_what_is_missing(monkeypatch, manager, command):
    monkeypatch.setattr(needs.shutil, "which", lambda name, path=None: name if name == manager else None)
    wanted = ("mvn", "javac >= 17", "clang", "cargo", "mvn", "unheard-of")
    lacking = needs.missing(Needs(commands=wanted, capabilities=("CAP_OF_NOTHING",)))
    assert len(lacking) == 7
    assert needs.install(lacking).startswith(command)
    assert needs.install(lacking).endswith("sh -s -- -y")


def test_nothing_is_installed_for_what_cannot_be(monkeypatch):
    assert needs.install(needs.missing(Needs(capabilities=("CAP_OF_NOTHING",), files=("/no/such",)))) == ""


def test_a_variable_that_has_to_be_set_is_named_with_what_sets_it(monkeypatch: pytest.MonkeyPatch):
    needed = Needs(environment=("KUBECONFIG",))
    monkeypatch.delenv("KUBECONFIG", raising=False)
    lacking = needs.missing(needed)
    assert [str(m) for m in lacking] == ["KUBECONFIG (not set)"]
    assert needs.install(2 * lacking) == 'eval "$(otlplab cluster up)"'
    monkeypatch.setenv("KUBECONFIG", "/somewhere/kubeconfig")
    assert needs.missing(needed) == []

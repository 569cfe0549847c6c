"""A lab's recording: made by running it, played instead of it, and checked against it."""

from __future__ import annotations

import functools
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from otlplab import cli
from otlplab.collector import attach
from otlplab.runner import LabError, NotRecorded, examples, lab, recording
from otlplab.runner.manifest import load
from otlplab.store.recording import read_recording, write_recording

pytestmark = pytest.mark.usefixtures("home")

LABS = Path(__file__).parent / "labs"


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    """A folder of labs with the echo lab in it, recorded."""
    folder = tmp_path_factory.mktemp("recorded")
    shutil.copytree(LABS, folder / "labs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OTLPLAB_HOME", str(folder / "home"))
        recording.record(load("echo", folder / "labs"))
    return folder / "labs"


@pytest.fixture
def labs(recorded, tmp_path):
    """The same, to be changed."""
    for name in ("labs", "datasets"):
        shutil.copytree(recorded.parent / name, tmp_path / name)
    return tmp_path / "labs"


@pytest.fixture(scope="module")
def collector(tmp_path_factory):
    collector = attach(tmp_path_factory.mktemp("collector") / "telemetry", http_port=0, grpc_port=0)
    yield collector
    collector.stop()


def test_a_recording_answers_as_the_lab_does(labs, collector):
    tables = {}
    for mode in ("live", "recorded"):
        with lab("echo", collector, mode, labs=labs) as echo:
            assert echo.mode == mode
            assert echo.drive(requests=3) == {"statuses": [200, 200, 200]}
            echo.store.wait(3)
            assert echo.fault("error", on=True) is None
            assert echo.drive(requests=2) == {"statuses": [500, 500]}
            echo.store.wait(5)
            tables[mode] = echo.store.sql(
                "select name, kind, status_code, attributes, end_time >= start_time as forward, "
                "abs(date_diff('second', start_time, now()::timestamp)) < 30 as recent "
                "from spans order by start_time"
            ).rows()
    assert tables["live"] == tables["recorded"]
    assert len(tables["live"]) == 5
    assert all(row["forward"] and row["recent"] for row in tables["recorded"])


def test_a_recording_keeps_its_own_time_when_asked(labs, collector):
    manifest = labs / "echo" / "lab.toml"
    manifest.write_text(manifest.read_text().replace('settle = "500ms"', 'settle = "500ms"\ntime = "own"'))
    told = recording.facts(load("echo", labs))
    with lab("echo", collector, "recorded", labs=labs) as echo:
        echo.drive(requests=3)
        echo.store.wait(3)
        begun = echo.store.sql("select epoch_ns(min(start_time)) from spans").scalar()
    assert told["steps"][0]["begin_unix_nano"] <= begun <= told["steps"][0]["end_unix_nano"]


def test_the_environment_forces_recordings(labs, collector, monkeypatch):
    monkeypatch.setenv("OTLPLAB_MODE", "replay")
    with lab("echo", collector, "live", labs=labs) as echo:
        assert echo.mode == "recorded"


def test_what_a_machine_lacks_is_said_with_what_brings_it(labs, collector, capsys):
    manifest = labs / "echo" / "lab.toml"
    manifest.write_text(manifest.read_text().replace("[needs]", '[needs]\ncommands = ["mvn >= 99"]'))
    with lab("echo", collector, labs=labs) as echo:
        assert echo.mode == "recorded"
        with pytest.raises(NotRecorded, match=r"this is a recording.*▶ To get it live: .*maven"):
            echo.endpoint("service")
    said = capsys.readouterr().err
    assert "▸ lab echo: recorded, " in said
    assert "not live here: it needs mvn >= 99" in said
    with pytest.raises(LabError, match="cannot run live here: it needs mvn >= 99"):
        lab("echo", collector, "live", labs=labs).start()


def test_what_a_recording_cannot_give_is_said(labs, collector):
    with lab("echo", collector, "recorded", labs=labs) as echo:
        with pytest.raises(
            NotRecorded, match=r"does not have drive\(requests=7\); it has: drive\(requests=3\)"
        ):
            echo.drive(requests=7)
        echo.drive(requests=3)
        with pytest.raises(NotRecorded, match="has no more of"):
            echo.drive(requests=3)
        with pytest.raises(NotRecorded, match="no program runs"):
            echo.logs("service")


def test_a_lab_without_a_recording_says_how_to_make_one(labs, collector):
    shutil.rmtree(labs.parent / "datasets")
    with pytest.raises(LabError, match="otlplab lab record echo"):
        lab("echo", collector, "recorded", labs=labs).start()


def test_the_file_beside_a_recording_says_where_it_is_from(recorded):
    told = recording.facts(load("echo", recorded))
    assert told["machine"] == recording.machine()
    assert set(told["versions"]) == {"Python", "opentelemetry-sdk"}
    assert [s["do"] for s in told["steps"]] == ["drive", "fault", "drive"]
    assert told["requests"] == 5


def test_a_recording_is_good_until_its_sources_change(labs):
    assert recording.check(load("echo", labs)) == []
    service = labs / "echo" / "service.py"
    service.write_text(service.read_text() + "# changed\n")
    assert "sources have changed" in recording.check(load("echo", labs))[0]


def test_what_is_only_told_about_a_lab_may_change(labs):
    manifest = labs / "echo" / "lab.toml"
    manifest.write_text(manifest.read_text().replace("One service that says hello", "Hello"))
    assert recording.check(load("echo", labs)) == []


def test_a_damaged_recording_is_noticed(labs):
    file = labs.parent / "datasets" / "echo.otlp.zst"
    frames = read_recording(file)
    file.write_bytes(file.read_bytes()[:-10])
    assert "is not a recording" in recording.check(load("echo", labs))[0]
    beside = recording.facts_file(file).read_bytes()
    write_recording(frames[1:], file, {})
    recording.facts_file(file).write_bytes(beside)
    assert "not the one" in recording.check(load("echo", labs))[0]


def test_an_invariant_that_does_not_hold_is_named(labs):
    manifest = labs / "echo" / "lab.toml"
    manifest.write_text(manifest.read_text().replace("count(*) = 5", "count(*) = 6"))
    assert "invariant “a span for each request” is False" in recording.check(load("echo", labs))[0]


def test_live_and_recorded_are_compared_by_shape(labs):
    assert recording.compare(load("echo", labs)) == []
    service = labs / "echo" / "service.py"
    service.write_text(service.read_text().replace('"http.response.status_code"', '"http.status_code"'))
    assert recording.compare(load("echo", labs)) == [
        "span attributes: only live: echo, GET /hello, http.status_code",
        "span attributes: only recorded: echo, GET /hello, http.response.status_code",
    ]


@pytest.mark.parametrize("replay", [False, True])
def test_every_example_is_run_and_reported(labs, monkeypatch, tmp_path, capsys, replay):
    if replay:
        monkeypatch.setenv("OTLPLAB_MODE", "replay")
    monkeypatch.setattr(examples, "select", functools.partial(examples.select, labs=labs))
    report = tmp_path / "report.xml"
    try:
        assert cli.main(["examples", "--report", str(report)]) == 0
    finally:
        attach().stop()
    said = capsys.readouterr().out
    mode = "recorded" if replay else "live"
    for name, language in (("hello", "python"), ("error", "python")):
        assert [name, language, mode, "passed"] in [line.split()[1:5] for line in said.splitlines()]
    assert ("3 examples: 3 passed (1 live, 2 recorded)" if replay else "3 examples: 3 passed (3 live") in said
    suite = ET.parse(report).getroot().find("testsuite")
    assert (suite.get("tests"), suite.get("failures")) == ("3", "0")


def test_an_example_that_proves_nothing_fails(labs):
    manifest = labs / "echo" / "lab.toml"
    text = manifest.read_text().replace("count(*) = 3 from spans", "count(*) = 4 from spans")
    manifest.write_text(text.replace('title = "A span for each request"', 'title = "x"\nwithin = "300ms"'))
    try:
        outcomes = {o.example.name: o for o in examples.run_all(examples.select(None, labs))}
    finally:
        attach().stop()
    assert {n: o.result for n, o in outcomes.items()} == {
        "hello": "failed",
        "error": "passed",
        "greeting": "passed",
    }
    assert "this is False, not True" in outcomes["hello"].why
    assert "this is False, not True" in examples.junit(list(outcomes.values()))


def test_an_example_whose_tool_is_missing_is_not_called_passed(labs):
    manifest = labs / "echo" / "lab.toml"
    manifest.write_text(manifest.read_text().replace("[needs]", '[needs]\ncommands = ["mvn >= 99"]'))
    try:
        outcomes = {o.example.name: o for o in examples.run_all(examples.select("text", labs), "text")}
    finally:
        attach().stop()
    assert [(o.result, o.why) for o in outcomes.values()] == [("not run", outcomes["greeting"].why)]
    assert "needs mvn >= 99" in outcomes["greeting"].why

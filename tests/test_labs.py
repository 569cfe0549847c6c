"""The course's labs: a recording is that of its sources, keeps its promises, and proves the examples."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from otlplab.collector import attach
from otlplab.runner import examples, recording
from otlplab.runner.manifest import load, names

pytestmark = pytest.mark.usefixtures("home")

RECORDED = [name for name in names() if load(name).recording]


def test_there_are_labs():
    assert {"shop", "collector/tail-sampling", "collector/retry-after-outage"} <= set(RECORDED)


COLLECTORS = [
    pytest.param(name, program, id=f"{name}-{program.name}")
    for name in names()
    for program in load(name).programs
    if any(word.startswith("--config=") for word in program.command)
]


@pytest.mark.parametrize(("name", "program"), COLLECTORS)
def test_a_collector_takes_no_port_for_its_own_metrics(name, program):
    """Unless told otherwise it takes 8888, which is JupyterLab's: where that runs, it would not start."""
    files = [word.removeprefix("--config=") for word in program.command if word.startswith("--config={lab}")]
    told = [yaml.safe_load(Path(f.format(lab=load(name).folder)).read_text("utf-8")) for f in files]
    (metrics,) = [m for one in told if (m := one.get("service", {}).get("telemetry", {}).get("metrics"))]
    assert metrics["level"] == "none" or all("pull" not in reader for reader in metrics["readers"])


@pytest.mark.parametrize("name", RECORDED)
def test_a_recording_is_that_of_its_sources(name):
    assert recording.check(load(name)) == []


@pytest.mark.parametrize("name", RECORDED)
def test_a_recording_tells_where_it_is_from_and_nothing_of_its_maker(name):
    told = recording.facts(load(name))
    assert told["machine"] and told["versions"]["Python"] and told["commit"]
    text = recording.facts_file(load(name).recording_file).read_text("utf-8")
    assert "/root" not in text and "/home/" not in text and "/work" not in text


@pytest.mark.parametrize("name", RECORDED)
def test_every_example_is_proven_from_the_recording(name, monkeypatch):
    monkeypatch.setenv("OTLPLAB_MODE", "replay")
    manifest = load(name)
    try:
        outcomes = [o for o in examples.run_all([manifest]) if not o.example.command]
    finally:
        attach().stop()
    assert {(o.example.name, o.mode, o.result, o.why) for o in outcomes} == {
        (e.name, "recorded", "passed", "") for e in manifest.examples if e.do
    }

"""The course's labs: a recording is that of its sources, keeps its promises, and proves the examples."""

from __future__ import annotations

import pytest
from otlplab.collector import attach
from otlplab.runner import examples, recording
from otlplab.runner.manifest import load, names

pytestmark = pytest.mark.usefixtures("home")

RECORDED = [name for name in names() if load(name).recording]


def test_there_are_labs():
    assert {"shop", "collector/tail-sampling", "collector/retry-after-outage"} <= set(RECORDED)


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

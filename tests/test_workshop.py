"""``otlplab doctor --workshop``: says ready where all is well, and what to do where it is not."""

from __future__ import annotations

import shutil
from collections import namedtuple
from importlib import metadata

import pytest
from otlplab import attach
from otlplab.cli import main
from otlplab.setup import tour, workshop

Memory = namedtuple("Memory", "available")


@pytest.fixture
def quick(monkeypatch):
    """Chapter 0.1 is run by its own stage; here it is said to have run."""
    monkeypatch.setattr(tour, "run", lambda path, terminal: tour.Chapter("0.1", 12.0, {"shop": "live"}))


def test_a_machine_that_runs_the_course_is_ready(quick, tmp_path, capsys):
    collector = attach(tmp_path, http_port=0, grpc_port=0)
    try:
        assert main(["doctor", "--workshop", "--share", collector.http_endpoint]) == 0
    finally:
        collector.stop()
    said = capsys.readouterr().out.splitlines()
    assert said[-1] == "Ready."
    assert all(line.startswith("✓") for line in said[:-1])
    assert "a span sent and found again" in "".join(said)
    assert "takes OTLP" in said[-2]


def test_what_is_missing_is_said_with_what_to_do(quick, monkeypatch, capsys):
    installed = metadata.version

    def version(name):
        if name == "duckdb":
            raise metadata.PackageNotFoundError(name)
        return "0.0.1" if name == "ptars" else installed(name)

    monkeypatch.setattr(metadata, "version", version)
    monkeypatch.setattr(workshop.psutil, "virtual_memory", lambda: Memory(10**7))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9 - 10**8, 10**8))
    broken = tour.Chapter("0.1", 3.0, {}, error="cell 4: TimeoutError: nothing arrived")
    monkeypatch.setattr(tour, "run", lambda path, terminal: broken)
    assert main(["doctor", "--workshop", "--share", "http://127.0.0.1:9"]) == 1
    said = capsys.readouterr().out
    for words in (
        "duckdb is missing; ptars is 0.0.1, not ==0.0.25. Run: make learn",
        "10 MB are free, a learner needs",
        "0.1 GB free at",
        "cell 4: TimeoutError: nothing arrived. Open it with make learn",
        "http://127.0.0.1:9 does not answer as a collector does",
        "Not ready: 5 to do",
    ):
        assert words in said

"""What the Collector's tests share: the program, and a collector of the course to send to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from otlplab.collector import attach
from otlplab.collector.local import LocalCollector
from otlplab.runner import otelcol


@pytest.fixture(scope="session")
def program() -> Path:
    """The Collector, built now when it is not there yet."""
    return otelcol.ensure(print)


@pytest.fixture
def course(tmp_path: Path) -> Iterator[LocalCollector]:
    """A local collector of this test alone."""
    collector = attach(tmp_path / "telemetry", http_port=0, grpc_port=0)
    yield collector
    collector.stop()

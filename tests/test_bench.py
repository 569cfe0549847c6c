"""The load generator of ``make bench``: what it counts is what arrived, whichever way it was sent."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from collector_client import frames
from otlplab.collector import contract
from otlplab.collector.contract import KINDS
from otlplab.segments import Signal

sys.path.append(str(Path(__file__).parent / "bench"))
import payloads
import receivers

SOURCE = Path(__file__).parent / "bench" / "loadgen"


def test_the_generator_is_formatted_and_vetted() -> None:
    told = subprocess.run(["gofmt", "-l", "."], cwd=SOURCE, capture_output=True, text=True, check=True)
    assert told.stdout == ""
    subprocess.run(["go", "vet", "./..."], cwd=SOURCE, check=True)


@pytest.mark.parametrize("signal", Signal)
def test_payloads_are_valid_and_have_the_records_that_are_said(signal: Signal, tmp_path: Path) -> None:
    data = payloads.write(signal, 100, tmp_path / "payloads", requests=1).read_bytes()
    verdict = contract.judge(KINDS[signal], data[4:])
    assert (verdict.accepted, verdict.rejected) == (payloads.records(signal, 100), 0)


def test_what_the_generator_counts_has_arrived(tmp_path: Path) -> None:
    kind = KINDS[Signal.LOGS]
    file = payloads.write(Signal.LOGS, 100, tmp_path / "payloads")
    with receivers.running("ours", tmp_path) as one:
        ways = (
            {"http": f"127.0.0.1:{one.http}", "path": kind.path},
            {"grpc": f"127.0.0.1:{one.grpc}", "method": kind.method},
        )
        for way in ways:
            for compressed in ("false", "true"):
                options = {"payloads": file, "records": 100, "requests": 20, "gzip": compressed, **way}
                told = receivers.load_with(options)
                assert (told["requests"], told["records"], told["refused"]) == (20, 2000, 0)
        assert one.cpu() > 0 and 20 < one.memory() < 300
        found = [frame.payload for frame in frames(one.data)]
    assert sum(contract.count(Signal.LOGS, payload) for payload in found) == 4 * 2000

"""Real profiles, as they were recorded, to pprof and back: ``pytest tests/test_profile_round_trips.py -rP``.

Each profile of each recording of part 5 is cut out of its request, written as a pprof file, read again, and
compared with what it was: the same stacks with file and line, and for each the same sum of values. Times of
single samples are what pprof has no place for. Files as the tools write them are compared by
``labs/profiles/check.sh``.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.proto.collector.profiles.v1development.profiles_service_pb2 import (
    ExportProfilesServiceRequest,
)
from otlplab.profiles import extract, findings, from_pprof, pprof, to_pprof
from otlplab.segments import Frame, Signal
from otlplab.store import Store
from otlplab.store.recording import read_recording

FOLDER = Path(__file__).parents[1] / "datasets" / "profiles"
PROFILES = {
    "go": {"Go runtime/pprof": 13},
    "java": {"JDK Flight Recorder, async-profiler": 10},
    "python": {"py-spy": 3},
    "mixed": {"Go runtime/pprof": 4, "JDK Flight Recorder, async-profiler": 8, "py-spy": 4},
    "ebpf": {"eBPF profiler": 10},
}
"""Recordings, with the least number of profiles that each tool has in them."""
TOOLS = {
    "pprof": "Go runtime/pprof",
    "jfr": "JDK Flight Recorder, async-profiler",
    "ebpf-profiler": "eBPF profiler",
}


def sums(message: ExportProfilesServiceRequest) -> Counter[tuple[Any, ...]]:
    """Return the sum of the values of each stack, with file and line of its frames."""
    store = Store.of_frames([Frame(Signal.PROFILES, 1, message.SerializeToString())])
    found: Counter[tuple[Any, ...]] = Counter()
    for row in store.sql("select frames, sample_type, sample_unit, value from profile_samples").rows():
        frames = tuple((f["function"], f["file"], f["line"]) for f in row["frames"] or ())
        found[frames, row["sample_type"], row["sample_unit"]] += row["value"]
    return found


@pytest.mark.parametrize("name", PROFILES)
def test_recorded_profiles_go_to_pprof_and_back(name: str):
    counted: dict[str, Counter[str]] = {}
    for frame in read_recording(FOLDER / f"{name}.otlp.zst"):
        if frame.signal is not Signal.PROFILES:
            continue
        request = ExportProfilesServiceRequest.FromString(frame.payload)
        for resource in request.resource_profiles:
            for scope in resource.scope_profiles:
                tool = counted.setdefault(TOOLS.get(scope.scope.name, scope.scope.name), Counter())
                for profile in scope.profiles:
                    alone = extract(request, [profile], {})
                    back = from_pprof(pprof.write(to_pprof(alone)))
                    assert not [finding for finding in findings(back) if finding.must]
                    was = sums(alone)
                    assert sums(back) == was
                    tool["profiles"] += 1
                    tool["frames"] += sum(len(stack) for stack, *_ in was)
                    tool["values"] += len(was)
    for tool, of_tool in counted.items():
        print(f"{tool:<36}", ", ".join(f"{number:,} {what}" for what, number in of_tool.items()))
    assert set(counted) == set(PROFILES[name])
    for tool, least in PROFILES[name].items():
        assert counted[tool]["profiles"] >= least, (tool, counted[tool])

"""Real profiles, as they were recorded, to pprof and back: ``pytest tests/test_profile_round_trips.py -rP``.

Each profile of each recording of part 5 is cut out of its request, written as a pprof file, read again, and
compared with what it was: the same stacks with file and line, and for each the same sum of values. Times of
single samples are what pprof has no place for.

Then the files of tools themselves, made here: what comes of them in OTLP, after pprof, is held against what
another reads in the same file: plain counting of its lines, and for JFR what ``jfr print`` writes for people.
The samples of the pprof project are compared by ``labs/profiles/check.sh``.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.proto.collector.profiles.v1development.profiles_service_pb2 import (
    ExportProfilesServiceRequest,
)
from otlplab.profiles import (
    extract,
    findings,
    from_collapsed,
    from_jfr,
    from_pprof,
    pprof,
    to_collapsed,
    to_pprof,
)
from otlplab.segments import Frame, Signal
from otlplab.store import Store
from otlplab.store.recording import read_recording

from tests.test_profiles import flight_recording

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


def back_from_pprof(message: ExportProfilesServiceRequest) -> ExportProfilesServiceRequest:
    """Write a request of one profile as a pprof file, and return the request that this file becomes."""
    back = from_pprof(pprof.write(to_pprof(message)))
    assert not [finding for finding in findings(back) if finding.must]
    return back


def of_recording(name: str) -> dict[str, Counter[str]]:
    """Take each profile of a recording to pprof and back; return by tool what was compared."""
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
                    was = sums(alone)
                    assert sums(back_from_pprof(alone)) == was
                    tool += compared(was)
    return counted


def compared(was: Counter[tuple[Any, ...]]) -> Counter[str]:
    """Return how much one profile was."""
    return Counter(profiles=1, frames=sum(len(stack) for stack, *_ in was), values=len(was))


@pytest.mark.parametrize("name", PROFILES)
def test_recorded_profiles_go_to_pprof_and_back(name: str):
    counted = of_recording(name)
    for tool, of_tool in counted.items():
        print(f"{tool:<36}", ", ".join(f"{number:,} {what}" for what, number in of_tool.items()))
    assert set(counted) == set(PROFILES[name])
    for tool, least in PROFILES[name].items():
        assert counted[tool]["profiles"] >= least, (tool, counted[tool])


# Files as tools write them

PYTHON = """
import re, time

def descend(depth, text):
    if depth:
        return descend(depth - 1, text) + 1
    return len(re.findall("[a-m]+", text))

end = time.process_time() + 2
number = 0
while time.process_time() < end:
    number += descend(number % 30, "lorem ipsum dolor sit amet " * 40)
"""


def py_spy(folder: Path, *options: str) -> str:
    """Return what py-spy writes of a program as collapsed stacks."""
    (folder / "words.py").write_text(PYTHON)
    installed = Path(sys.executable).with_name("py-spy")
    command = [str(installed), "record", "--format", "raw", "--rate", "100", *options]
    command += ["--output", str(folder / "words.txt"), "--", sys.executable, str(folder / "words.py")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "words.txt").read_text("utf-8")


def counted_lines(text: str) -> Counter[tuple[str, ...]]:
    """Return the sum of each stack's numbers, as text that nothing has looked into."""
    found: Counter[tuple[str, ...]] = Counter()
    for line in text.splitlines():
        stack, number = line.rsplit(" ", 1)
        found[tuple(stack.split(";")) if stack else ()] += int(number)
    return found


def of_py_spy(folder: Path) -> Counter[str]:
    """Hold py-spy's output against plain counting; return what was compared."""
    text = py_spy(folder)
    message = from_collapsed(text, dialect="py-spy")
    was = sums(message)
    assert sums(back_from_pprof(message)) == was
    spelled = {
        tuple(f"{name} ({file}:{line})" if line else f"{name} ({file})" for name, file, line in frames): n
        for (frames, _, _), n in was.items()
    }
    assert spelled == counted_lines(text)
    return compared(was)


def of_collapsed(folder: Path) -> Counter[str]:
    """Hold a file of names alone against plain counting; return what was compared."""
    text = py_spy(folder, "--function")
    message = from_collapsed(text)
    back = back_from_pprof(message)
    was = sums(message)
    assert sums(back) == was
    assert counted_lines(to_collapsed(back)) == counted_lines(text)
    return compared(was)


def print_samples(path: Path, *options: str) -> str:
    """Return what ``jfr print`` says of the execution samples of a recording."""
    command = ["jfr", "print", *options, "--stack-depth", "512", "--events", "jdk.ExecutionSample", str(path)]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout


def printed_samples(path: Path) -> Counter[tuple[tuple[str, int], ...]]:
    """Count the execution samples of each stack in what ``jfr print`` writes for people."""
    found: Counter[tuple[tuple[str, int], ...]] = Counter()
    for event in print_samples(path).split("jdk.ExecutionSample {")[1:]:
        frames = []
        # "    pkg.Type.method(Type, Type) line: 7", or "    ..." where the rest is missing
        for frame in re.findall(r"^    (\S.*)$", event, re.MULTILINE):
            name, _, rest = frame.partition("(")
            line = rest.partition(" line: ")[2]
            frames.append(("(truncated)" if frame == "..." else name, int(line or 0)))
        found[tuple(reversed(frames))] += 1
    return found


def hidden_methods(path: Path) -> set[str]:
    """Return the methods that the JVM makes for lambdas and handles: for people they are left out."""
    events = json.loads(print_samples(path, "--json"))["recording"]["events"]
    methods = [frame["method"] for e in events for frame in e["values"]["stackTrace"]["frames"]]
    return {f"{m['type']['name'].replace('/', '.')}.{m['name']}" for m in methods if m["hidden"]}


def of_flight_recorder(folder: Path) -> Counter[str]:
    """Hold a recording's execution samples against the JDK's own text; return what was compared."""
    path = flight_recording(folder)
    message = from_jfr(path, period=1)
    was: Counter[tuple[Any, ...]] = Counter()
    for profile in message.resource_profiles[0].scope_profiles[0].profiles:
        alone = extract(message, [profile], {})
        was |= sums(alone)
        assert sums(back_from_pprof(alone)) == sums(alone)
    hidden = hidden_methods(path)
    cpu: Counter[tuple[Any, ...]] = Counter()
    for (frames, kind, _), number in was.items():
        if kind == "cpu":
            cpu[tuple((name, line or 0) for name, _, line in frames if name not in hidden)] += number
    assert cpu == printed_samples(path)
    return compared(was)


FILES = {
    "py-spy, raw": of_py_spy,
    "collapsed stacks": of_collapsed,
    "JDK Flight Recorder": of_flight_recorder,
}


@pytest.mark.parametrize("name", FILES)
def test_a_tools_own_file_is_what_others_read_in_it(name: str, tmp_path: Path):
    found = FILES[name](tmp_path)
    print(f"{name:<36}", ", ".join(f"{number:,} {what}" for what, number in found.items()))
    assert found["frames"] > 20, found

"""Recordings of labs: how one is made, how it is played, and whether it is still what the lab does.

``datasets/NAME.otlp.zst`` holds what the lab's programs sent while ``record`` went through the steps of
``[recording]``; ``datasets/NAME.json`` says what they were, what each returned, from which sources, on which
machine, with which versions. Playing sends the requests to the collector through OTLP/HTTP, step by step as
the chapter asks for them. All times are shifted by the same amount, so that the newest telemetry of the
whole recording seems to have happened when the lab was started; or not at all, where ``lab.toml`` says
``time = "own"``.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version as package_version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from otlplab.runner import needs
from otlplab.runner.errors import LabError, NotRecorded
from otlplab.runner.manifest import Manifest, Step
from otlplab.segments import Frame, encode

if TYPE_CHECKING:
    from otlplab.collector import LocalCollector
    from otlplab.store import Store


class Recorded:
    """A lab's recording, to be played into ``collector``. Raises :class:`LabError` when there is none."""

    def __init__(self, manifest: Manifest, collector: LocalCollector) -> None:
        self.manifest = manifest
        self.facts = facts(manifest)
        self._collector = collector
        self._frames = _read(manifest)
        self._played: set[int] = set()
        own = manifest.recording is not None and manifest.recording.time == "own"
        self._shift = 0 if own else time.time_ns() - self.facts["end_unix_nano"]

    @property
    def origin(self) -> str:
        """Where the recording comes from: machine, versions, day."""
        versions = ", ".join(f"{name} {number}" for name, number in self.facts["versions"].items())
        return f"{self.facts['machine']}, {versions}, {self.facts['date'][:10]}"

    def begin(self) -> None:
        """Send what the programs sent before the first step."""
        self._send(self.facts["begin_unix_nano"], self._begin_of(0))

    def play(self, step: Step, how_to_live: str) -> Any:
        """Send what belongs to the next step like this one, and return what it returned.

        Raises :class:`NotRecorded` when the recording has no such step (left).
        """
        steps = self.facts["steps"]
        same = [n for n, s in enumerate(steps) if Step(do=s["do"], parameters=s["parameters"]) == step]
        left = [n for n in same if n not in self._played]
        if not left:
            has = "; ".join(dict.fromkeys(str(Step(do=s["do"], parameters=s["parameters"])) for s in steps))
            what = "has no more of" if same else "does not have"
            raise NotRecorded(
                f"the recording of {self.manifest.name} {what} {step}; it has: {has}. {how_to_live}"
            )
        self._played.add(left[0])
        self._send(steps[left[0]]["begin_unix_nano"], self._begin_of(left[0] + 1))
        return steps[left[0]]["result"]

    def _begin_of(self, number: int) -> int:
        steps = self.facts["steps"]
        return steps[number]["begin_unix_nano"] if number < len(steps) else 1 << 63

    def _send(self, begin: int, end: int) -> None:
        from otlplab.store.recording import ReplayError, send

        frames = [f for f in self._frames if begin <= f.time_unix_nano < end]
        try:
            send(frames, self._collector.http_endpoint, self._shift)
        except ReplayError as error:
            raise LabError(str(error)) from None


def facts(manifest: Manifest) -> dict[str, Any]:
    """Return what is known about a lab's recording. Raises :class:`LabError` when there is none."""
    file = manifest.recording_file
    if not (file.exists() and facts_file(file).exists()):
        raise LabError(
            f"lab {manifest.name} has no recording; one is made by: otlplab lab record {manifest.name}"
        )
    return json.loads(facts_file(file).read_text("utf-8"))


def facts_file(recording: Path) -> Path:
    """Return the file beside a recording that says what it is."""
    return recording.with_name(recording.name.removesuffix(".otlp.zst") + ".json")


@dataclass(frozen=True)
class Taken:
    """What the collector has received while a lab went through the steps of its recording."""

    frames: Sequence[Frame]
    steps: list[dict[str, Any]]
    begin_unix_nano: int
    end_unix_nano: int


def take(manifest: Manifest, say: Callable[[str], None] = lambda _: None) -> Taken:
    """Run a lab live with a collector of its own, through the steps of its recording.

    Raises :class:`LabError` when the lab cannot run live, or has no ``[recording]``.
    """
    from otlplab.collector import attach
    from otlplab.runner.run import LabRun

    if manifest.recording is None:
        raise LabError(f"lab {manifest.name} has no [recording] in its lab.toml")
    steps = []
    with tempfile.TemporaryDirectory(prefix="otlplab-") as folder:
        collector = attach(Path(folder) / "telemetry", http_port=0, grpc_port=0)
        try:
            begin = time.time_ns()
            run = LabRun(manifest, collector, "live")
            with run:
                for step in manifest.recording.steps:
                    say(str(step))
                    step_begin = time.time_ns()
                    parameters = run.parameters(step.do, dict(step.parameters))
                    result = run.do(step.do, **step.parameters)
                    steps.append(
                        {
                            "do": step.do,
                            "parameters": parameters,
                            "result": result,
                            "begin_unix_nano": step_begin,
                            "end_unix_nano": time.time_ns(),
                        }
                    )
                    time.sleep(manifest.recording.settle)
            end = time.time_ns()
        finally:
            collector.stop()
        received = sorted(collector.store("start").frames(), key=lambda f: f.time_unix_nano)
    return Taken(received, steps, begin, end)


def record(manifest: Manifest, say: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
    """Make a lab's recording anew and return what is said about it in the file beside it.

    Raises :class:`LabError` when the lab cannot run live, its programs sent nothing, or an invariant does
    not hold.
    """
    from otlplab.store.recording import write_recording

    taken = take(manifest, say)
    if manifest.programs and not taken.frames:
        raise LabError(f"lab {manifest.name} sent no telemetry: there is nothing to record")
    if wrong := broken(manifest, store_of(taken.frames)):
        raise LabError(f"this run of {manifest.name} is not worth keeping:\n" + "\n".join(wrong))
    manifest.recording_file.parent.mkdir(parents=True, exist_ok=True)
    beside = write_recording(
        taken.frames,
        manifest.recording_file,
        {
            "lab": manifest.name,
            "sources": manifest.content_hash(),
            "commit": _commit(manifest.folder),
            "machine": machine(),
            "versions": _versions(manifest),
            "frames_sha256": _hash(taken.frames),
            "begin_unix_nano": taken.begin_unix_nano,
            "end_unix_nano": taken.end_unix_nano,
            "steps": taken.steps,
        },
    )
    return json.loads(beside.read_text("utf-8"))


def check(manifest: Manifest) -> list[str]:
    """Return what is wrong with a lab's recording: it is stale, damaged, or breaks an invariant."""
    if manifest.recording is None:
        return []
    try:
        told = facts(manifest)
    except LabError as error:
        return [str(error)]
    again = f"make it anew: otlplab lab record {manifest.name}"
    wrong = []
    if told["sources"] != manifest.content_hash():
        wrong.append(f"the sources have changed since the recording was made; {again}")
    try:
        frames = _read(manifest)
    except LabError as error:
        return [*wrong, f"{error}; {again}"]
    if told["frames_sha256"] != _hash(frames):
        return [*wrong, f"the recording is not the one that the file beside it speaks of; {again}"]
    return wrong + broken(manifest, store_of(frames))


def compare(manifest: Manifest, say: Callable[[str], None] = lambda _: None) -> list[str]:
    """Run a lab live and return how its telemetry differs from the recording's: shape, invariants."""
    recorded = store_of(_read(manifest))
    live = store_of(take(manifest, say).frames)
    wrong = [f"live: {w}" for w in broken(manifest, live)]
    for table in _SHAPES:
        now, then = shape(live, table), shape(recorded, table)
        for rows, where in ((now - then, "live"), (then - now, "recorded")):
            wrong += [f"{table}: only {where}: {', '.join(map(str, row))}" for row in sorted(rows, key=str)]
    return wrong


#: What makes two runs of a lab alike, whatever their times, ids and values.
_SHAPES = {
    "spans": "select distinct service_name, name, kind from spans",
    "span attributes": "select distinct service_name, name, unnest(map_keys(attributes)) from spans",
    "metrics": "select distinct service_name, metric_name, type, unit, temporality from metric_points",
    "logs": "select distinct service_name, severity_text, event_name from logs",
    "profiles": "select distinct service_name, sample_type, sample_unit from profile_samples",
}


def shape(store: Store, table: str) -> set[tuple[Any, ...]]:
    """Return the rows that stand for the shape of one table."""
    return {tuple(row.values()) for row in store.sql(_SHAPES[table]).rows()}


def broken(manifest: Manifest, store: Store) -> list[str]:
    """Return the invariants of a lab that do not hold in a store."""
    wrong = []
    for name, query in manifest.invariants.items():
        seen = store.sql(query).scalar()
        if seen is not True:
            wrong.append(f"invariant “{name}” is {seen!r}, not True: {query}")
    return wrong


def store_of(taken: Sequence[Frame]) -> Store:
    """Return a store of frames in memory."""
    from otlplab.store import Store

    return Store.of_frames(taken)


def _read(manifest: Manifest) -> list[Frame]:
    from otlplab.store.recording import read_recording

    try:
        return read_recording(manifest.recording_file)
    except ValueError as error:
        raise LabError(str(error)) from None


def _hash(frames: Sequence[Frame]) -> str:
    """SHA-256 of frames as a segment has them, one after the other."""
    return hashlib.sha256(b"".join(map(encode, frames))).hexdigest()


def machine() -> str:
    """Return a few words on this machine: system, kernel, architecture, cores, memory."""
    try:
        system = platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        system = platform.system()
    memory = round(psutil.virtual_memory().total / 2**30)
    kernel = f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}"
    return f"{system}, {kernel}, {platform.machine()}, {os.cpu_count()} cores, {memory} GiB"


def _versions(manifest: Manifest) -> dict[str, str]:
    """Return the versions of what the lab was built and run with."""
    found = {"Python": platform.python_version()}
    if "python" in manifest.languages:
        found["opentelemetry-sdk"] = package_version("opentelemetry-sdk")
    commands = [n.partition(">=")[0].strip() for n in manifest.needs.commands]
    for command in dict.fromkeys([*commands, *(t for b in manifest.builds for t in b.tools)]):
        found[command] = needs.version(command)
    return found


def _commit(folder: Path) -> str | None:
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=folder, capture_output=True, text=True)
    return done.stdout.strip() or None

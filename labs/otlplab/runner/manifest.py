"""The form of a lab: a folder below ``labs/`` with its sources and a ``lab.toml``.

A lab is named by its folder: ``labs/shop`` is ``shop``, ``labs/collector/tail-sampling`` is
``collector/tail-sampling``. The whole form, with every key there is (those marked * must be there):

.. code-block:: toml

    [lab]
    title = "The shop"                      # * one line, for lists
    summary = "Four services and a queue."  # one sentence
    languages = ["python"]                  # * of what the learner reads here
    sources = ["*.py", "../traffic.py"]     # what the recording depends on, as globs from the folder
                                            # (default: every file but lab.toml, README.md and tests)

    [needs]                                 # where one of these is missing, the recording is played
    commands = ["go >= 1.24", "psql"]       # programs on PATH, with the least version where it matters
    modules = ["grpc"]                      # Python modules
    capabilities = ["CAP_BPF"]              # Linux capabilities in effect
    files = ["/sys/kernel/btf/vmlinux"]     # paths that must exist
    memory = "512M"                         # free when it starts
    environment = ["KUBECONFIG"]            # variables that must be set

    [limits]                                # for all programs of the lab together
    memory = "768M"
    cpus = 1.5

    [[build]]                               # cached by the content of its sources, commands and tools
    name = "otelcol"                        # * its output is {build:otelcol}
    folder = ".."                           # where the commands run (default: the lab's folder);
                                            # they write below {out} and {cache} only
    sources = ["builder/**"]                # * globs below that folder: sources and lock files
    tools = ["go"]                          # programs whose version counts
    commands = [["go", "build", "-o", "{out}/otelcol", "."]]  # * one after the other
    env = { GOCACHE = "{cache}" }           # {cache} is a folder that stays from build to build
    cache = "go"                            # builds that say the same share one (default: the build's name)
    release = "0.155.0"                     # the official release that may stand in for it (otelcol.py)

    [[programs]]                            # all are started at once, but for "after"
    name = "storefront"                     # *
    command = ["{python}", "-m", "shop.storefront", "--port", "{port:storefront}"]  # *
    env = { OTEL_EXPORTER_OTLP_ENDPOINT = "{collector.http}" }
    folder = "."                            # working directory, below the lab's folder
    after = ["catalogue"]                   # started when these are ready
    ready = { http = "http://127.0.0.1:{port:storefront}/health", timeout = "20s" }  # answers with 2xx
    #       { tcp = "127.0.0.1:{port:grpc}" }   a connection is accepted
    #       { log = "listening on \\d+" }       a line of its output has this regular expression
    #       { file = "{data}/ready" }           this file is there
    #       (no "ready": ready as soon as it runs)
    stop = { signal = "TERM", grace = "5s" }  # then KILL; this is the default

    [actions]                               # what can be done with the running lab: "module:function"
    drive = "shop.drive:drive"              # (labs/ is on the path), or a file in the lab's folder:
    fault = "drive.py:fault"

    [faults]                                # the names that run.fault() takes, each with what it does
    slow-query = "Every product query takes 800 ms."

    [recording]                             # how `otlplab lab record` makes datasets/NAME.otlp.zst
    steps = [                               # * actions with their parameters, in the order of the chapters
      { do = "drive", requests = 200, rate = 50, seed = 1 },
      { do = "fault", name = "slow-query", on = true },
      { do = "drive", requests = 200, rate = 50, seed = 2 },
    ]
    settle = "6s"                           # what arrives so long after a step still belongs to it
    time = "now"                            # shifted so that it seems to happen now; or "own", as it was

    [invariants]                            # SQL over all of a run's telemetry; true live and recorded
    "an order is a trace" = "select count(distinct trace_id) = count(*) from spans where name = 'order'"

    [[examples]]                            # what `otlplab examples` runs and counts
    name = "checkout"                       # *
    language = "python"                     # *
    title = "A request through four services"  # *
    source = "storefront.py#checkout"       # file, and region where it has one
    do = { do = "drive", requests = 200, rate = 50, seed = 1 }  # a step of the recording; or:
    command = ["go", "test", "./..."]       # a command that must succeed, in the lab's folder
    proof = "select count(*) > 0 from spans where service_name = 'storefront'"  # over what came since `do`
    within = "15s"                          # the proof has to become true

An action is a Python function ``action(run, **parameters)``; ``run`` is the
:class:`~otlplab.runner.run.LabRun` (``run.endpoint(name)``, ``run.store``, ``run.data``,
``run.collector``). What it returns must be JSON: it is kept in the recording, so that the same call gives
the same answer there. The parameters of a call in a chapter have to be those of a step, or the recording
says that it has no such thing; a step may come more than once.

In ``command``, ``env`` and ``ready`` of programs these stand for what the runner knows:

====================  ======================================================================
``{port:NAME}``       a free port of the loopback, the same wherever NAME is the same;
                      ``run.endpoint(NAME)`` is ``http://127.0.0.1:PORT``
``{python}``          the interpreter of the course
``{lab}``             the lab's folder
``{data}``            an empty folder for this run, removed after it
``{build:NAME}``      the folder with the output of that build
``{collector.http}``  ``http://127.0.0.1:PORT`` of the local collector
``{collector.grpc}``  ``127.0.0.1:PORT`` of the local collector
``{env:NAME}``        that variable of the environment, empty when unset
====================  ======================================================================

Other braces are left as they are. Programs find ``OTEL_EXPORTER_OTLP_ENDPOINT`` set to ``{collector.http}``
and ``OTEL_EXPORTER_OTLP_PROTOCOL`` to ``http/protobuf`` unless their ``env`` says otherwise. Whatever a
program starts is stopped with it.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

#: The folder that holds all labs; datasets/ is its sibling.
LABS = Path(__file__).resolve().parents[2]

#: Names of files that no lab depends on, wherever they are.
_NOT_SOURCES = ("lab.toml", "README.md", "test_*.py", "*_test.go", "*.pyc")


class ManifestError(ValueError):
    """A ``lab.toml`` that is not in the form above. The message names the file, the table and the key."""


@dataclass(frozen=True, kw_only=True)
class Needs:
    """What a machine must have for the lab to run live. ``memory`` is in bytes."""

    commands: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    environment: tuple[str, ...] = ()
    memory: int = 0


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What all programs of a lab together may take: bytes and cores; 0 is no limit."""

    memory: int = 0
    cpus: float = 0


@dataclass(frozen=True, kw_only=True)
class Build:
    """One cached build; ``folder`` is absolute.

    ``inputs`` are files in the outputs of other builds, by the names that stand for them in the commands
    (``{input:NAME}``); no ``lab.toml`` has them.
    """

    name: str
    folder: Path
    sources: tuple[str, ...]
    commands: tuple[tuple[str, ...], ...]
    tools: tuple[str, ...] = ()
    env: Mapping[str, str] = field(default_factory=dict)
    cache: str = ""
    release: str = ""
    inputs: Mapping[str, Path] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Ready:
    """How a program is known to be ready: one of the four, or none of them. ``timeout`` is in seconds."""

    http: str | None = None
    tcp: str | None = None
    log: str | None = None
    file: str | None = None
    timeout: float = 20


@dataclass(frozen=True, kw_only=True)
class Stop:
    """How a program is asked to end, and how many seconds it is given before it is killed."""

    signal: str = "TERM"
    grace: float = 5


@dataclass(frozen=True, kw_only=True)
class Program:
    """One process of the lab."""

    name: str
    command: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)
    folder: str = "."
    after: tuple[str, ...] = ()
    ready: Ready = field(default_factory=Ready)
    stop: Stop = field(default_factory=Stop)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One call of an action, as a recording has it and as an example asks for it."""

    do: str
    parameters: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.do}({', '.join(f'{k}={v!r}' for k, v in self.parameters.items())})"


@dataclass(frozen=True, kw_only=True)
class Recording:
    """How the recording is made. ``settle`` is in seconds."""

    steps: tuple[Step, ...]
    settle: float = 6
    time: str = "now"


@dataclass(frozen=True, kw_only=True)
class Example:
    """One thing that the lab shows, and what proves that it does. ``within`` is in seconds."""

    name: str
    language: str
    title: str
    source: str | None = None
    do: Step | None = None
    command: tuple[str, ...] = ()
    proof: str | None = None
    within: float = 15


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """A lab as its ``lab.toml`` describes it."""

    name: str
    folder: Path
    title: str
    languages: tuple[str, ...]
    summary: str = ""
    sources: tuple[str, ...] = ("**/*",)
    needs: Needs = field(default_factory=Needs)
    limits: Limits = field(default_factory=Limits)
    builds: tuple[Build, ...] = ()
    programs: tuple[Program, ...] = ()
    actions: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    recording: Recording | None = None
    invariants: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()

    @property
    def labs(self) -> Path:
        """The folder that holds all labs."""
        return self.folder.parents[self.name.count("/")]

    @property
    def recording_file(self) -> Path:
        """Where the recording is: ``datasets/NAME.otlp.zst``, with ``NAME.json`` beside it."""
        return self.labs.parent / "datasets" / f"{self.name}.otlp.zst"

    @cached_property
    def source_files(self) -> list[Path]:
        """The files whose change makes the recording stale, sorted."""
        files = set(matching(self.folder, self.sources))
        for build in self.builds:
            files |= set(matching(build.folder, build.sources))
        return sorted(files)

    def content_hash(self) -> str:
        """SHA-256 of the sources, and of what ``lab.toml`` says on building, starting, recording."""
        told = [repr(x) for x in (self.limits, self.programs, dict(self.actions), self.recording)]
        told += [repr((b.name, b.commands, dict(b.env))) for b in self.builds]
        return content_hash(self.labs, self.source_files, told)


def matching(folder: Path, globs: tuple[str, ...]) -> list[Path]:
    """Return the files below ``folder`` that match, sorted; hidden files, caches and tests never do."""
    found = set()
    for pattern in globs:
        for path in folder.glob(pattern):
            parts = [p for p in path.relative_to(folder).parts if p != ".."]
            if (
                path.is_file()
                and not any(p.startswith(".") or p in ("__pycache__", "tests", "target") for p in parts)
                and not any(fnmatch(path.name, n) for n in _NOT_SOURCES)
            ):
                found.add(path.resolve())
    return sorted(found)


def content_hash(folder: Path, files: list[Path], told: list[str]) -> str:
    """SHA-256 over names relative to ``folder`` and content of ``files``, then over the texts ``told``."""
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    digest.update(json.dumps(told).encode())
    return digest.hexdigest()


def names(labs: Path = LABS) -> list[str]:
    """Return the names of all labs below ``labs``, sorted."""
    found = [p.parent.relative_to(labs).as_posix() for p in labs.glob("*/**/lab.toml")]
    return sorted(n for n in found if not n.startswith("otlplab/"))


def load(name: str, labs: Path = LABS) -> Manifest:
    """Read and check the ``lab.toml`` of one lab.

    Raises :class:`ManifestError` when there is no such lab, or its ``lab.toml`` is wrong.
    """
    path = labs / name / "lab.toml"
    if not path.is_file():
        known = ", ".join(names(labs)) or "none"
        raise ManifestError(f"there is no lab {name!r}; the labs are: {known}")
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ManifestError(f"{name}/lab.toml: {error}") from error
    return _Reader(name, path.parent.resolve()).manifest(table)


_TABLES = (
    *("lab", "needs", "limits", "build", "programs"),
    *("actions", "faults", "recording", "invariants", "examples"),
)

T = TypeVar("T")


class _Reader:
    """Turns the parsed TOML of one lab into a :class:`Manifest`, and says where it is wrong."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.folder = name, folder

    def wrong(self, where: str, what: str) -> ManifestError:
        return ManifestError(f"{self.name}/lab.toml: {where}: {what}")

    def manifest(self, table: dict[str, Any]) -> Manifest:
        for key in table.keys() - set(_TABLES):
            raise self.wrong(f"[{key}]", f"no such table; there are {', '.join(_TABLES)}")
        if "lab" not in table:
            raise self.wrong("[lab]", "missing")
        manifest = self.make(
            Manifest,
            "[lab]",
            table["lab"],
            name=self.name,
            folder=self.folder,
            needs=self.make(Needs, "[needs]", table.get("needs", {})),
            limits=self.make(Limits, "[limits]", table.get("limits", {})),
            builds=tuple(self.build(b) for b in table.get("build", [])),
            programs=tuple(self.program(p) for p in table.get("programs", [])),
            actions=table.get("actions", {}),
            faults=table.get("faults", {}),
            recording=self.recording(table["recording"]) if "recording" in table else None,
            invariants=table.get("invariants", {}),
            examples=tuple(self.example(e) for e in table.get("examples", [])),
        )
        self.check(manifest)
        return manifest

    def make(self, kind: type[T], where: str, table: Any, **given: Any) -> T:
        """Make a ``kind`` of the table's keys; units become numbers, arrays become tuples."""
        if not isinstance(table, dict):
            raise self.wrong(where, "has to be a table")
        declared = {f.name: f for f in fields(kind)}  # type: ignore[arg-type]
        values = dict(given)
        for key, value in table.items():
            if key not in declared or key in given:
                free = ", ".join(sorted(declared.keys() - given.keys()))
                raise self.wrong(f"{where} {key}", f"no such key; there are {free}")
            values[key] = self.value(f"{where} {key}", str(declared[key].type), key, value)
        missing = [n for n, f in declared.items() if n not in values and _required(f)]
        if missing:
            raise self.wrong(where, f"{', '.join(missing)} missing")
        return kind(**values)

    def value(self, where: str, kind: str, key: str, value: Any) -> Any:
        if key in ("timeout", "grace", "settle", "within"):
            return self.seconds(where, value)
        if key == "memory":
            return self.size(where, value)
        if kind.startswith("tuple[tuple"):
            return tuple(self.texts(where, v) for v in self.array(where, value))
        if kind.startswith("tuple"):
            return self.texts(where, value)
        if kind.startswith("Mapping"):
            if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
                raise self.wrong(where, "has to be a table of texts")
            return value
        if kind.startswith("float"):
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise self.wrong(where, "has to be a number")
            return value
        if not isinstance(value, str):
            raise self.wrong(where, "has to be a text")
        return value

    def array(self, where: str, value: Any) -> list[Any]:
        if not isinstance(value, list):
            raise self.wrong(where, "has to be an array")
        return value

    def texts(self, where: str, value: Any) -> tuple[str, ...]:
        if not all(isinstance(v, str) for v in self.array(where, value)):
            raise self.wrong(where, "has to be an array of texts")
        return tuple(value)

    def seconds(self, where: str, value: Any) -> float:
        match = re.fullmatch(r"(\d+(?:\.\d+)?)(ms|s|m)", value) if isinstance(value, str) else None
        if not match:
            raise self.wrong(where, f"has to be a time such as '500ms', '5s' or '2m', not {value!r}")
        return float(match[1]) * {"ms": 0.001, "s": 1, "m": 60}[match[2]]

    def size(self, where: str, value: Any) -> int:
        match = re.fullmatch(r"(\d+)(M|G)", value) if isinstance(value, str) else None
        if not match:
            raise self.wrong(where, f"has to be a size such as '512M' or '2G', not {value!r}")
        return int(match[1]) << {"M": 20, "G": 30}[match[2]]

    def build(self, table: dict[str, Any]) -> Build:
        table = dict(table)
        folder = (self.folder / table.pop("folder", ".")).resolve()
        return self.make(Build, f"[[build]] {table.get('name', '?')}", table, folder=folder, inputs={})

    def program(self, table: dict[str, Any]) -> Program:
        table = dict(table)
        where = f"[[programs]] {table.get('name', '?')}"
        ready = self.make(Ready, f"{where} ready", table.pop("ready", {}))
        if sum(x is not None for x in (ready.http, ready.tcp, ready.log, ready.file)) > 1:
            raise self.wrong(f"{where} ready", "has more than one of http, tcp, log and file")
        stop = self.make(Stop, f"{where} stop", table.pop("stop", {}))
        if stop.signal not in ("TERM", "INT", "QUIT"):
            raise self.wrong(f"{where} stop", "signal has to be TERM, INT or QUIT")
        return self.make(Program, where, table, ready=ready, stop=stop)

    def step(self, where: str, table: Any) -> Step:
        if not isinstance(table, dict) or not isinstance(table.get("do"), str):
            raise self.wrong(where, 'has to be a table with "do" and the parameters of that action')
        return Step(do=table["do"], parameters={k: v for k, v in table.items() if k != "do"})

    def recording(self, table: dict[str, Any]) -> Recording:
        table = dict(table)
        where = "[recording] steps"
        steps = tuple(self.step(where, s) for s in self.array(where, table.pop("steps", [])))
        recording = self.make(Recording, "[recording]", table, steps=steps)
        if recording.time not in ("now", "own"):
            raise self.wrong("[recording] time", f'has to be "now" or "own", not {recording.time!r}')
        return recording

    def example(self, table: dict[str, Any]) -> Example:
        table = dict(table)
        where = f"[[examples]] {table.get('name', '?')}"
        step = self.step(f"{where} do", table.pop("do")) if "do" in table else None
        return self.make(Example, where, table, do=step)

    def check(self, manifest: Manifest) -> None:
        """Refuse what is in the right form but cannot work."""
        programs = [p.name for p in manifest.programs]
        builds = [b.name for b in manifest.builds]
        for where, all_names in (
            ("[[programs]]", programs),
            ("[[build]]", builds),
            ("[[examples]]", [e.name for e in manifest.examples]),
        ):
            for name in {n for n in all_names if all_names.count(n) > 1}:
                raise self.wrong(where, f"{name!r} is there twice")
        for number, program in enumerate(manifest.programs):
            for name in program.after:
                if name not in programs[:number]:
                    raise self.wrong(f"[[programs]] {program.name} after", f"no program {name!r} above it")
            text = " ".join([*program.command, *program.env.values()])
            for name in re.findall(r"\{build:([^}]*)\}", text):
                if name not in builds:
                    raise self.wrong(f"[[programs]] {program.name}", f"no build {name!r}")
        if manifest.faults and "fault" not in manifest.actions:
            raise self.wrong("[faults]", 'needs an action "fault"')
        steps = manifest.recording.steps if manifest.recording else ()
        for step in [*steps, *(e.do for e in manifest.examples if e.do)]:
            if step.do not in manifest.actions:
                raise self.wrong(f"{step}", f"there is no action {step.do!r}")
            if step.do == "fault" and step.parameters.get("name") not in manifest.faults:
                raise self.wrong(f"{step}", f"the faults are {', '.join(manifest.faults)}")
        for example in manifest.examples:
            if (example.do is None) == (not example.command):
                raise self.wrong(f"[[examples]] {example.name}", 'needs either "do" or "command"')
            if example.do and not example.proof:
                raise self.wrong(f"[[examples]] {example.name}", 'needs a "proof"')
            if example.do and example.do not in steps:
                raise self.wrong(f"[[examples]] {example.name}", f"{example.do} is no step of the recording")


def _required(declared: Any) -> bool:
    from dataclasses import MISSING

    return declared.default is MISSING and declared.default_factory is MISSING

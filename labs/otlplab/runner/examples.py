"""Runs the examples of labs and reports on them: language, result, time."""

from __future__ import annotations

import os
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from otlplab.runner import builds
from otlplab.runner.manifest import LABS, Example, Manifest, load, names
from otlplab.runner.run import LabRun
from otlplab.runner.session import Session


@dataclass(frozen=True)
class Outcome:
    """What became of one example.

    ``result`` is ``"passed"``, ``"failed"``, or ``"not run"`` when it needs what this machine lacks and no
    recording can stand in. ``seconds`` is its own time; the start of its lab is not in it.
    """

    lab: str
    example: Example
    mode: str
    result: str
    seconds: float
    why: str = ""


def select(part: str | None, labs: Path = LABS) -> list[Manifest]:
    """Return the labs that are ``part`` or below it, or have examples in the language ``part``; or all."""
    found = []
    for name in names(labs):
        manifest = load(name, labs)
        languages = {e.language for e in manifest.examples}
        if part is None or f"{name}/".startswith(f"{part}/") or part in languages:
            found.append(manifest)
    return [m for m in found if m.examples]


def run_all(
    manifests: list[Manifest], part: str | None = None, done: Callable[[Outcome], None] = lambda _: None
) -> list[Outcome]:
    """Run every example of the labs, or those in the language ``part``; ``done`` hears of each."""
    outcomes = []
    for manifest in manifests:
        for outcome in _run_lab(manifest, part):
            outcomes.append(outcome)
            done(outcome)
    return outcomes


def junit(outcomes: list[Outcome]) -> str:
    """Return the outcomes as JUnit XML, one test suite a lab."""
    root = ET.Element("testsuites", name="otlplab examples")
    for lab in dict.fromkeys(o.lab for o in outcomes):
        of_lab = [o for o in outcomes if o.lab == lab]
        suite = ET.SubElement(
            root,
            "testsuite",
            name=lab,
            tests=str(len(of_lab)),
            failures=str(sum(o.result == "failed" for o in of_lab)),
            skipped=str(sum(o.result == "not run" for o in of_lab)),
            time=f"{sum(o.seconds for o in of_lab):.3f}",
        )
        for outcome in of_lab:
            case = ET.SubElement(
                suite,
                "testcase",
                classname=f"{lab}.{outcome.example.language}",
                name=f"{outcome.example.name} ({outcome.mode})",
                time=f"{outcome.seconds:.3f}",
            )
            if outcome.result != "passed":
                kind = "failure" if outcome.result == "failed" else "skipped"
                ET.SubElement(case, kind, message=outcome.why.splitlines()[0]).text = outcome.why
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _run_lab(manifest: Manifest, part: str | None) -> Iterator[Outcome]:
    below = part is None or f"{manifest.name}/".startswith(f"{part}/")
    wanted = [e for e in manifest.examples if below or e.language == part]
    for example in wanted:
        if example.command:
            yield _run_command(manifest, example)
    acting = [e for e in wanted if e.do]
    if acting:
        yield from _run_steps(manifest, acting)


def _run_command(manifest: Manifest, example: Example) -> Outcome:
    """Run an example that is a command: it has to succeed."""
    if lacking := builds.missing(manifest):
        return Outcome(manifest.name, example, "live", "not run", 0, f"needs {', '.join(map(str, lacking))}")
    begun = time.monotonic()
    session = Session()
    command = list(example.command)
    try:
        made = {b.name: builds.ensure(b, session, lambda _: None) for b in manifest.builds}
        command = [_fill(word, made) for word in example.command]
        session.start(example.name, command, env=dict(os.environ), folder=manifest.folder, limited=False)
        code = session.exit_code(example.name, wait=600)
        said = builds.last_lines(session.log(example.name))
    except Exception as error:
        code, said = 1, str(error)
    finally:
        session.close()
    result, why = (
        ("passed", "") if code == 0 else ("failed", f"{' '.join(command)} ended with {code}\n{said}")
    )
    return Outcome(manifest.name, example, "live", result, time.monotonic() - begun, why)


def _fill(word: str, made: dict[str, Path]) -> str:
    for name, folder in made.items():
        word = word.replace(f"{{build:{name}}}", str(folder))
    return word


def _run_steps(manifest: Manifest, examples: list[Example]) -> Iterator[Outcome]:
    """Go through the steps of the recording in order, live or recorded, and prove the examples of each."""
    run = LabRun(manifest, None, None)
    waiting = list(examples)
    begun = time.monotonic()
    try:
        with run:
            for step in manifest.recording.steps if manifest.recording else ():
                if not waiting:
                    break
                begun = time.monotonic()
                store = run.collector.store()
                run.do(step.do, **step.parameters)
                for example in [e for e in waiting if e.do == step]:
                    why = _prove(store, example)
                    waiting.remove(example)
                    result = "failed" if why else "passed"
                    yield Outcome(manifest.name, example, run.mode, result, time.monotonic() - begun, why)
    except Exception as error:
        for example in waiting:
            why = str(error) or type(error).__name__
            yield Outcome(manifest.name, example, run.mode, "failed", time.monotonic() - begun, why)


def _prove(store, example: Example) -> str:  # type: ignore[no-untyped-def]
    """Wait until the example's proof is true; return why it is not, or nothing."""
    end = time.monotonic() + example.within
    while True:
        seen = store.sql(example.proof).scalar()
        if seen is True:
            return ""
        if time.monotonic() > end:
            return f"after {example.within:g} s this is {seen!r}, not True: {example.proof}"
        time.sleep(0.1)

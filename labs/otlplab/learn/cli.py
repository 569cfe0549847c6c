"""The commands of learning: ``otlplab prove`` and what belongs to progress and the exam."""

from __future__ import annotations

import argparse
from typing import Any


def add_commands(commands: Any) -> None:
    """Add the commands of this part to the parser of ``otlplab``."""
    prove = commands.add_parser(
        "prove", help="run a chapter's stubs, wrong answers and solutions", description=_prove.__doc__
    )
    prove.add_argument("chapter", nargs="*", help="for instance 0.1; all chapters when none is named")
    prove.set_defaults(run=_prove)


def _prove(arguments: argparse.Namespace) -> int:
    """Run each exercise's stub, wrong answers and solution, and say which did not do what it must."""
    from otlplab.learn import manifest, prover

    def tell(trial: prover.Trial) -> None:
        print(f"{'✓' if trial.ok else '✗'} {trial.exercise} {trial.what}", flush=True)
        if not trial.ok:
            print(trial.said)

    failures = 0
    for chapter in map(manifest.chapter, arguments.chapter) if arguments.chapter else manifest.chapters():
        found = prover.problems(chapter)
        for problem in found:
            print(f"✗ {problem}")
        trials = prover.prove(chapter, tell) if chapter.notebook.exists() else []
        good = sum(trial.ok for trial in trials)
        print(f"{chapter.number}: {good} of {len(trials)} trials as they must be, {len(found)} problems")
        failures += len(trials) - good + len(found)
    return 1 if failures else 0

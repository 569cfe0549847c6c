"""The commands of learning: ``otlplab prove``, ``progress``, ``board``."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any


def add_commands(commands: Any) -> None:
    """Add the commands of this part to the parser of ``otlplab``."""
    prove = commands.add_parser(
        "prove", help="run a chapter's stubs, wrong answers and solutions", description=_prove.__doc__
    )
    prove.add_argument("chapter", nargs="*", help="for instance 0.1; all chapters when none is named")
    prove.set_defaults(run=_prove)

    progress = commands.add_parser(
        "progress", help="show, move or share what you have done", description=_progress.__doc__
    )
    progress.set_defaults(run=_progress)
    actions = progress.add_subparsers(metavar="ACTION")
    export = actions.add_parser("export", help="write it to a file, to move it to another machine")
    export.add_argument("file", type=Path)
    export.set_defaults(run=_export)
    load = actions.add_parser("import", help="add what another machine recorded")
    load.add_argument("file", type=Path)
    load.set_defaults(run=_import)
    share = actions.add_parser("share", help="send it to a workshop's collector, now and after each check")
    share.add_argument(
        "--endpoint", help="the workshop's OTLP/HTTP endpoint, for instance http://10.0.0.5:4318"
    )
    share.add_argument("--name", help="the name that the board shows; any you like")
    share.add_argument("--stop", action="store_true", help="send nothing any more")
    share.set_defaults(run=_share)

    board = commands.add_parser("board", help="show a class's progress, from the collector's tables")
    board.add_argument("--data", type=Path, help="data directory of the collector (OTLPLAB_HOME/telemetry)")
    board.add_argument("--every", type=float, metavar="SECONDS", help="draw it again and again, until Ctrl-C")
    board.set_defaults(run=_board)


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


def _progress(arguments: argparse.Namespace) -> int:
    """Show the course's chapters with what is done of each."""
    from otlplab.learn.syllabus import Progress

    print(Progress().text)
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from otlplab.learn import record

    record.replace(arguments.file, record.dump(record.load()))
    return 0


def _import(arguments: argparse.Namespace) -> int:
    from otlplab.learn import record

    try:
        record.merge(record.parse(arguments.file.read_text("utf-8")))
    except (OSError, ValueError) as error:
        print(f"{arguments.file}: {error}", file=sys.stderr)
        return 1
    return 0


def _share(arguments: argparse.Namespace) -> int:
    from otlplab.learn import share

    if arguments.stop:
        share.stop()
        print("Nothing is sent any more.")
        return 0
    if not arguments.endpoint or not arguments.name:
        print("share needs --endpoint and --name, or --stop", file=sys.stderr)
        return 2
    try:
        share.choose(arguments.endpoint, arguments.name)
    except (share.ShareError, ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(
        f"Sent to {arguments.endpoint} as {arguments.name}, now and after each check: the exercises you\n"
        "tried, how often, the hints opened, and which are passed. Nothing else.\n"
        "`otlplab progress share --stop` ends it."
    )
    return 0


def _board(arguments: argparse.Namespace) -> int:
    from otlplab.collector.local import default_data
    from otlplab.learn.board import Board
    from otlplab.store import Store

    try:
        store = Store(arguments.data or default_data())
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    while True:
        text = Board(store).text
        print(f"\x1b[2J\x1b[H{text}" if arguments.every else text, flush=True)
        if not arguments.every:
            return 0
        time.sleep(arguments.every)

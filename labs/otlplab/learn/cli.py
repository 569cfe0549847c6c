"""The commands of learning: ``otlplab prove``, ``progress``, ``board``, ``exam``, ``verify``."""

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

    exam = commands.add_parser("exam", help="take an exam, grade a class, issue certificates")
    actions = exam.add_subparsers(metavar="ACTION", required=True)
    start = actions.add_parser("start", help="make a folder with your paper; the time runs from now")
    start.add_argument("folder", type=Path)
    start.add_argument("--name", required=True, help="as it is to stand on the certificate")
    _add_exam(start)
    start.set_defaults(run=_exam_start)
    submit = actions.add_parser("submit", help="make the one file to hand in")
    submit.add_argument("folder", type=Path, nargs="?", default=Path())
    submit.set_defaults(run=_exam_submit)
    grade = actions.add_parser("grade", help="grade a folder of *.submission.json, each in a sandbox")
    grade.add_argument("folder", type=Path)
    grade.add_argument("--out", type=Path, required=True, help="folder for results.csv and the reports")
    grade.add_argument("--salt", help="repeat an earlier grading (results.json has its salt)")
    grade.add_argument("--jobs", type=int, default=2, help="how many at once")
    _add_exam(grade)
    grade.set_defaults(run=_exam_grade)
    key = actions.add_parser("key", help="make an issuer's key")
    key.add_argument("file", type=Path)
    key.add_argument("--name", required=True, help="who the issuer is")
    key.set_defaults(run=_exam_key)
    certify = actions.add_parser("certify", help="issue certificates for those who passed")
    certify.add_argument("results", type=Path, help="results.json of a grading")
    certify.add_argument("--key", type=Path, required=True)
    certify.add_argument("--site", required=True, help="address of the course's site, for the QR code")
    certify.add_argument("--out", type=Path, required=True)
    certify.set_defaults(run=_exam_certify)

    verify = commands.add_parser("verify", help="say whether a certificate is genuine")
    verify.add_argument("file", type=Path, nargs="+")
    verify.add_argument("--issuers", type=Path, help="whom to believe (the course's own file)")
    verify.set_defaults(run=_verify)


def _add_exam(parser: argparse.ArgumentParser) -> None:
    """What candidate and grader must agree on."""
    from otlplab.learn.exam import MINUTES

    parser.add_argument("--code", required=True, help="the class's code; papers follow from it and the name")
    parser.add_argument("--part", default="0", help="part of the course (0)")
    parser.add_argument("--minutes", type=int, default=MINUTES)
    parser.add_argument("--recording", type=Path, help="the incident (the part's own)")


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


def _exam_start(arguments: argparse.Namespace) -> int:
    from otlplab.learn.exam import session
    from otlplab.learn.exam.paper import ExamError

    try:
        session.start(
            arguments.folder,
            arguments.code,
            arguments.name,
            arguments.part,
            arguments.minutes,
            arguments.recording or session.recording_of(arguments.part),
        )
    except (ExamError, OSError) as error:
        return _failed(error)
    print(f"Open {arguments.folder / 'exam.ipynb'}. You have {arguments.minutes} minutes.")
    return 0


def _exam_submit(arguments: argparse.Namespace) -> int:
    from otlplab.learn.exam import session
    from otlplab.learn.exam.paper import ExamError

    try:
        print(f"Hand in {session.submit(arguments.folder)}")
    except (ExamError, OSError) as error:
        return _failed(error)
    return 0


def _exam_grade(arguments: argparse.Namespace) -> int:
    import secrets

    from otlplab.learn.exam import grade, session
    from otlplab.learn.exam.paper import ExamError
    from otlplab.store.recording import read_recording

    def tell(result: grade.Result) -> None:
        print(grade.report(result).splitlines()[0], flush=True)

    try:
        results = grade.grade(
            arguments.folder,
            arguments.out,
            grade.Exam(arguments.code, arguments.part, arguments.minutes),
            arguments.salt or secrets.token_hex(16),
            read_recording(arguments.recording or session.recording_of(arguments.part)),
            arguments.jobs,
            tell,
        )
    except (ExamError, OSError) as error:
        return _failed(error)
    print(f"{sum(one.passed for one in results)} of {len(results)} passed; {arguments.out / 'results.csv'}")
    return 0


def _exam_key(arguments: argparse.Namespace) -> int:
    import json

    from otlplab.learn.exam import certificate

    try:
        entry = certificate.new_key(arguments.file, arguments.name)
    except (ImportError, OSError) as error:
        return _failed(error)
    print(f"Keep {arguments.file} to yourself. For the file of issuers ({certificate.ISSUERS.name}):")
    print(json.dumps(entry, indent=1))
    return 0


def _exam_certify(arguments: argparse.Namespace) -> int:
    import datetime
    import json

    from otlplab.learn.exam import certificate
    from otlplab.learn.exam.paper import ExamError, part_title

    try:
        key = certificate.read_key(arguments.key)
        results = json.loads(arguments.results.read_text("utf-8"))["results"]
        arguments.out.mkdir(parents=True, exist_ok=True)
        today = datetime.datetime.now(datetime.UTC).date()
        for one in results:
            if one["passed"]:
                svg = certificate.issue(
                    key, one["name"], part_title(one["part"]), one["percent"], arguments.site, today
                )
                target = arguments.out / f"{one['name'].replace(' ', '-')}.svg"
                target.write_bytes(svg)
                print(target)
    except (ImportError, ExamError, OSError, ValueError, KeyError) as error:
        return _failed(error)
    return 0


def _verify(arguments: argparse.Namespace) -> int:
    from otlplab.learn.exam import certificate
    from otlplab.learn.exam.paper import ExamError

    status = 0
    for file in arguments.file:
        try:
            believed = certificate.read_issuers(arguments.issuers or certificate.ISSUERS)
            said = certificate.verify(file.read_bytes(), believed)
            print(
                f"✓ {file}: genuine. {said.name}, {said.course}, {said.part}, {said.percent:g} %, {said.date}"
            )
        except (ExamError, OSError) as error:
            print(f"✗ {file}: {error}")
            status = 1
        except ImportError as error:
            return _failed(error)
    return status


def _failed(error: Exception) -> int:
    hint = "; install the exam's packages: make learn PART=exam" if isinstance(error, ImportError) else ""
    print(f"{error}{hint}", file=sys.stderr)
    return 1

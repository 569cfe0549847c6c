"""``otlplab lab list|run|record|check``, ``otlplab doctor`` and ``otlplab examples``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any


def add_commands(commands: Any) -> None:
    """Add this part's commands to the parser of ``otlplab``."""
    lab = commands.add_parser("lab", help="list, run, record and check labs")
    of_lab = lab.add_subparsers(dest="lab_command", metavar="COMMAND", required=True)
    listing = of_lab.add_parser("list", help="every lab, and whether it runs live here")
    listing.set_defaults(run=_list)
    running = of_lab.add_parser("run", help="start a lab and keep it until Ctrl-C")
    running.add_argument("name", metavar="NAME")
    running.set_defaults(run=_run)
    recording = of_lab.add_parser("record", help="run a lab and make its recording anew")
    recording.add_argument("name", metavar="NAME")
    recording.set_defaults(run=_record)
    checking = of_lab.add_parser("check", help="is a lab's recording still what the lab does?")
    checking.add_argument("name", metavar="NAME", nargs="?", help="one lab (default: all)")
    checking.add_argument("--live", action="store_true", help="run it, and compare with the recording")
    checking.set_defaults(run=_check)

    doctor = commands.add_parser("doctor", help="what runs live here, what is missing, what installs it")
    doctor.add_argument("--workshop", action="store_true", help="is this machine ready for a class?")
    doctor.add_argument("--share", metavar="ENDPOINT", help="with --workshop: ask the class's collector, too")
    doctor.set_defaults(run=_doctor)

    collector = commands.add_parser("otelcol", help="the Collector of the labs: where it is and comes from")
    collector.add_argument("--release", action="store_true", help="take the official release, do not build")
    collector.add_argument("--mirror", metavar="URL", help="where releases are (default: the project's own)")
    collector.set_defaults(run=_otelcol)

    examples = commands.add_parser("examples", help="run every example of every lab and report")
    examples.add_argument("part", metavar="PART", nargs="?", help="labs below this name, or a language")
    examples.add_argument("--live", action="store_true", help="fail where one does not run live")
    examples.add_argument("--report", metavar="FILE", help="JUnit XML (default: OTLPLAB_HOME/examples.xml)")
    examples.set_defaults(run=_examples)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _errors(act: Any) -> int:
    """Call ``act``; a lab's errors become their message and exit status 1."""
    from otlplab.collector.local import CollectorError
    from otlplab.runner import LabError, ManifestError

    try:
        return act() or 0
    except (LabError, ManifestError, CollectorError) as error:
        _say(str(error))
        return 1


def _list(arguments: argparse.Namespace) -> int:
    from otlplab.runner import builds
    from otlplab.runner.manifest import load, names

    def act() -> int:
        rows = []
        for name in names():
            manifest = load(name)
            lacking = builds.missing(manifest)
            mode = "live" if not lacking else "recorded" if manifest.recording_file.exists() else "not here"
            rows.append(
                (name, mode, ", ".join(manifest.languages), str(len(manifest.examples)), manifest.title)
            )
        _table(("lab", "here", "languages", "examples", "what it is"), rows)
        return 0

    return _errors(act)


def _run(arguments: argparse.Namespace) -> int:
    import time

    from otlplab.runner import lab

    def act() -> int:
        with lab(arguments.name) as run:
            if run.mode == "live":
                for name, address in run.endpoints.items():
                    print(f"{name}: {address}")
                for limit in run.limits:
                    print(f"limit: {limit}")
            print(f"telemetry: {run.collector.http_endpoint}, in {run.collector.data}")
            print("Ctrl-C stops it.", flush=True)
            while True:
                time.sleep(1)
                run.check()

    return _errors(act)


def _record(arguments: argparse.Namespace) -> int:
    from otlplab.runner import recording
    from otlplab.runner.manifest import load

    def act() -> int:
        told = recording.record(load(arguments.name), _say)
        size = f"{told['requests']} requests, {told['bytes']} bytes, {len(told['steps'])} steps"
        print(f"{size}: {told['machine']}")
        return 0

    return _errors(act)


def _check(arguments: argparse.Namespace) -> int:
    from otlplab.runner import recording
    from otlplab.runner.manifest import load, names

    def act() -> int:
        failed = 0
        for name in [arguments.name] if arguments.name else names():
            manifest = load(name)
            wrong = recording.check(manifest)
            if arguments.live and manifest.recording and not wrong:
                wrong = recording.compare(manifest, _say)
            fine = "as recorded" if manifest.recording else "nothing to record"
            print(f"{name}: {'; '.join(wrong) or fine}")
            failed += bool(wrong)
        return 1 if failed else 0

    return _errors(act)


def _doctor(arguments: argparse.Namespace) -> int:
    if arguments.workshop:
        from otlplab.setup import workshop

        return workshop.doctor(arguments.share)
    from otlplab.runner import builds, needs, otelcol
    from otlplab.runner.limits import Limiter
    from otlplab.runner.manifest import Limits, load, names
    from otlplab.runner.recording import machine
    from otlplab.runner.session import sweep

    def act() -> int:
        print(machine())
        if left := sweep():
            print(f"ended what {len(left)} lab run(s) without an owner had left")
        probe = Limiter("probe", Limits(memory=1 << 30, cpus=1))
        probe.remove()
        print(f"limits of labs: {'; '.join(probe.says)}")
        program = otelcol.at_hand()
        print(f"Collector: {otelcol.origin(program) if program else 'not here yet'}\n")
        rows, lacking = [], []
        for name in names():
            manifest = load(name)
            missing = builds.missing(manifest)
            lacking += missing
            recorded = manifest.recording_file.exists()
            mode = "live" if not missing else "recorded" if recorded else "not here"
            rows.append((name, mode, ", ".join(map(str, missing))))
        _table(("lab", "here", "missing"), rows)
        if lacking:
            command = needs.install(lacking)
            print(
                f"\nTo run all of them live:\n\n    {command}"
                if command
                else "\nNothing to install helps here."
            )
        if any(m.what.startswith("go ") for m in lacking) and program is None:
            print("\nThe Collector's labs run without Go, too: otlplab otelcol --release")
        return 0

    return _errors(act)


def _otelcol(arguments: argparse.Namespace) -> int:
    from otlplab.runner import otelcol

    def act() -> int:
        if arguments.release or arguments.mirror:
            program = otelcol.fetch(arguments.mirror or otelcol.RELEASES, _say)
        else:
            program = otelcol.ensure(_say)
        print(program)
        _say(otelcol.origin(program))
        return 0

    return _errors(act)


def _examples(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from otlplab.collector.local import find, home
    from otlplab.runner import examples, needs

    def act() -> int:
        manifests = examples.select(arguments.part)
        if not manifests:
            _say(f"no lab and no language is called {arguments.part!r}; see: otlplab lab list")
            return 2

        def done(outcome: examples.Outcome) -> None:
            what = f"{outcome.lab} {outcome.example.name} ({outcome.mode})"
            _say(f"{outcome.result:8} {what} {outcome.seconds:.1f} s")

        there = find()
        try:
            outcomes = examples.run_all(manifests, arguments.part, done)
        finally:
            if not there and (started := find()):  # by the first lab, for nobody but the examples
                started.stop()
        rows = [
            (o.lab, o.example.name, o.example.language, o.mode, o.result, f"{o.seconds:.1f} s")
            for o in outcomes
        ]
        _table(("lab", "example", "language", "mode", "result", "time"), rows)
        for outcome in outcomes:
            if outcome.why:
                print(f"\n{outcome.lab} {outcome.example.name}: {outcome.why}")
        counts = {r: sum(o.result == r for o in outcomes) for r in ("passed", "failed", "not run")}
        live = sum(o.mode == "live" and o.result == "passed" for o in outcomes)
        print(
            f"\n{len(outcomes)} examples: {counts['passed']} passed ({live} live,"
            f" {counts['passed'] - live} recorded), {counts['failed']} failed, {counts['not run']} not run"
        )
        report = Path(arguments.report) if arguments.report else home() / "examples.xml"
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text(examples.junit(outcomes), "utf-8")
        print(f"report: {report}")
        if arguments.live:
            # A cluster, say, is the reader's to give: until it is there nobody can ask for it.
            unset = {m.name for m in manifests if needs.unset(m.needs)}
            if unset:
                print(f"not asked to run live, as a variable that they need is not set: {', '.join(unset)}")
            if missed := sum(
                o.mode != "live" or o.result != "passed" for o in outcomes if o.lab not in unset
            ):
                print(f"{missed} did not run live, and --live asks for that")
                return 1
        return 1 if counts["failed"] else 0

    return _errors(act)


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    widths = [max(len(row[n]) for row in [head, *rows]) for n in range(len(head))]
    for row in [head, tuple("-" * w for w in widths), *rows]:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())

"""``otlplab conformance``: check any OTLP receiver against the specification."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any


def add_commands(commands: Any) -> None:
    """Add ``conformance`` to the ``otlplab`` command."""
    command = commands.add_parser(
        "conformance",
        help="check an OTLP receiver against the specification",
        description="Check an OTLP receiver against every MUST and SHOULD of the specification that can be "
        "seen from outside. The status is 1 when a MUST or a plain statement of a stable signal failed.",
    )
    command.add_argument("--http", metavar="URL", help="base URL of OTLP/HTTP: http://127.0.0.1:4318")
    command.add_argument("--grpc", metavar="HOST:PORT", help="address of OTLP/gRPC: 127.0.0.1:4317")
    command.add_argument("--limit-mib", type=int, default=64, help="the receiver's limit of a request (64)")
    command.add_argument("--junit", type=Path, metavar="FILE", help="write the results as JUnit XML")
    command.add_argument("--allow-remote", action="store_true", help="the receiver may be elsewhere")
    command.set_defaults(run=_conformance)


def _conformance(arguments: argparse.Namespace) -> int:
    from otlplab.conformance import report
    from otlplab.conformance.model import Outcome
    from otlplab.conformance.suite import Unreachable, failed, run
    from otlplab.conformance.target import NotLoopback, Target

    if not (arguments.http or arguments.grpc):
        print("otlplab conformance: give --http, --grpc, or both", file=sys.stderr)
        return 2
    target = Target(arguments.http, arguments.grpc, arguments.limit_mib * 1024 * 1024)

    def show(result: Any) -> None:
        print(report.line(result), flush=True)
        if result.outcome is Outcome.FAILED:
            print(report.explanation(result), flush=True)

    try:
        if not arguments.allow_remote:
            target.check_loopback()
        results = run(target, show)
    except (NotLoopback, Unreachable) as error:
        print(f"otlplab conformance: {error}", file=sys.stderr)
        return 2
    print(f"\n{report.summary(results)}")
    if arguments.junit:
        arguments.junit.write_bytes(report.junit(results))
    return 1 if failed(results) else 0

"""``otlplab config``: a Collector's configuration for a purpose, asked for or given by options."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any


def add_commands(commands: Any) -> None:
    """Add this part's commands to the parser of ``otlplab``."""
    config = commands.add_parser(
        "config",
        help="write a Collector configuration for what you have and where it goes",
        description="Without --to it asks. Everything is explained line by line in the result.",
    )
    config.add_argument("--have", metavar="SOURCE", nargs="+", help="otlp zipkin prometheus=HOST:PORT host")
    config.add_argument(
        "--to",
        metavar="DESTINATION",
        nargs="+",
        help="otlp_http=URL otlp_grpc=HOST:PORT prometheus=HOST:PORT prometheus_remote_write=URL file=PATH",
    )
    config.add_argument("--runs", help="host, daemonset or deployment (default: host)")
    config.add_argument("--sampling", help="all, head or tail (default: all)")
    config.add_argument(
        "--percent", type=float, help="share of traces that sampling keeps by chance (default: 10)"
    )
    config.add_argument("--redact", action="store_const", const=True, help="mask cards and e-mail addresses")
    config.add_argument(
        "--span-metrics", action="store_const", const=True, help="rate, errors, durations from spans"
    )
    config.add_argument("--queue", help="memory or disk (default: memory)")
    config.add_argument(
        "--memory-mib", type=int, metavar="MIB", help="what the process may take (default: 512)"
    )
    config.add_argument("--out", metavar="FOLDER", type=Path, help="write files here instead of printing")
    config.set_defaults(run=_config)


def _config(arguments: argparse.Namespace) -> int:
    from otlplab.config.generate import generate
    from otlplab.config.kubernetes import manifests
    from otlplab.config.purpose import Purpose, PurposeError
    from otlplab.runner import LabError, otelcol

    try:
        purpose = Purpose(**(_given(arguments) if arguments.to else _asked()))
    except PurposeError as error:
        print(error, file=sys.stderr)
        return 2
    configuration = generate(purpose)
    files = {"collector.yaml": configuration.text}
    if purpose.on_kubernetes:
        files["kubernetes.yaml"] = manifests(configuration)
    if arguments.out:
        arguments.out.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (arguments.out / name).write_text(text, "utf-8")
            print(arguments.out / name)
    else:
        print(files.get("kubernetes.yaml", configuration.text), end="")
    program = otelcol.at_hand()
    if program is None:
        print("not validated: there is no Collector here. `otlplab otelcol` gets one.", file=sys.stderr)
        return 0
    try:
        otelcol.validate(configuration.yaml, program)
    except LabError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"validated by {otelcol.origin(program)}", file=sys.stderr)
    return 0


def _given(arguments: argparse.Namespace) -> dict[str, Any]:
    names = ("runs", "sampling", "percent", "redact", "span_metrics", "queue", "memory_mib")
    told = {name: getattr(arguments, name) for name in names}
    return {name: value for name, value in told.items() if value is not None} | {
        "sources": _addresses(arguments.have or ["otlp"]),
        "destinations": _addresses(arguments.to),
    }


def _addresses(told: Iterable[str]) -> dict[str, str]:
    """Turn ``otlp prometheus=HOST:PORT`` into names and their addresses."""
    return {name: address for name, _, address in (one.partition("=") for one in told)}


def _asked() -> dict[str, Any]:
    """Ask on the terminal, a question at a time, each with what it means."""
    from otlplab.config.purpose import DESTINATIONS, QUEUES, RUNS, SAMPLING, SOURCES

    def say(question: str, choices: Mapping[str, str]) -> None:
        print(f"\n{question}", file=sys.stderr)
        for name, meaning in choices.items():
            print(f"  {name:24}{meaning}", file=sys.stderr)

    def several(question: str, choices: Mapping[str, str], default: str) -> dict[str, str]:
        say(question, choices)
        return _addresses((_line(f"One or more, NAME or NAME=ADDRESS [{default}]: ") or default).split())

    def one(question: str, choices: Mapping[str, str]) -> str:
        say(question, choices)
        default = next(iter(choices))
        return _line(f"Which [{default}]: ") or default

    def yes(question: str) -> bool:
        print(f"\n{question}", file=sys.stderr)
        return _line("yes or no [no]: ").lower() in ("y", "yes")

    sources = several("What do you have?", {k: v[0] for k, v in SOURCES.items()}, "otlp")
    told = {
        "sources": sources,
        "destinations": several(
            "Where does it go?", {k: v[0] for k, v in DESTINATIONS.items()}, "otlp_http=http://127.0.0.1:4318"
        ),
        "runs": one("Where does the Collector run?", RUNS),
        "queue": one("What happens to telemetry while a destination is away?", QUEUES),
        "redact": yes("May cards or e-mail addresses be in it, that nobody should store?"),
    }
    if sources.keys() & {"otlp", "zipkin"}:
        told["sampling"] = one("Which traces are kept?", SAMPLING)
        if told["sampling"] != "all":
            told["percent"] = _number("What share of them, in per cent, by chance [10]: ")
        told["span_metrics"] = yes("Do you want rate, errors and durations as metrics, made from the spans?")
    return told


def _line(prompt: str) -> str:
    from otlplab.config.purpose import PurposeError

    print(prompt, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise PurposeError(
            "\nno answer. Without a terminal, give the purpose by options: otlplab config --help"
        )
    return line.strip()


def _number(prompt: str) -> float:
    from otlplab.config.purpose import PurposeError

    said = _line(prompt) or "10"
    try:
        return float(said)
    except ValueError:
        raise PurposeError(f"{said!r} is no number") from None

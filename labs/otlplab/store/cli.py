"""``otlplab sql``, ``tail``, ``export`` and ``replay``: telemetry from the command line."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .store import Store

_SIGNALS = ("traces", "metrics", "logs", "profiles")


def add_commands(commands: Any) -> None:
    """Add the store's commands to ``otlplab``."""
    sql = commands.add_parser(
        "sql",
        help="ask telemetry in SQL",
        description="Ask what the collector received, or a recording, in SQL (DuckDB's). "
        "Tables: spans, span_events, span_links, metric_points, histogram_buckets, logs, profile_samples.",
    )
    sql.add_argument("query", help='for example: "select service_name, count(*) from spans group by all"')
    sql.add_argument("--format", choices=("table", "json", "csv"), default="table")
    _add_source(sql)
    sql.set_defaults(run=_checked(_sql))

    tail = commands.add_parser("tail", help="show telemetry as it arrives", description="Until Ctrl-C.")
    tail.add_argument("signal", nargs="?", choices=_SIGNALS, help="only this signal")
    tail.add_argument("--data", type=Path, help="data directory of the collector (OTLPLAB_HOME/telemetry)")
    tail.set_defaults(run=_checked(_tail))

    export = commands.add_parser(
        "export",
        help="write telemetry to a file",
        description="Write OTLP/JSON, one request a line, as the OpenTelemetry Collector reads it; or, when "
        "the file is called NAME.otlp.zst, a recording.",
    )
    export.add_argument("file", metavar="FILE", help="- for standard output")
    _add_source(export)
    export.set_defaults(run=_checked(_export))

    replay = commands.add_parser(
        "replay",
        help="send a recording or an OTLP/JSON file to a collector",
        description="Send a recording (NAME.otlp.zst) or a file of OTLP/JSON through OTLP/HTTP.",
    )
    replay.add_argument("file", metavar="FILE", type=Path)
    replay.add_argument("--shift", choices=("now",), help="move all times so that the newest is now")
    port = os.environ.get("OTLPLAB_HTTP_PORT", "4318")
    replay.add_argument("--endpoint", default=f"http://127.0.0.1:{port}", help="OTLP/HTTP (%(default)s)")
    replay.set_defaults(run=_checked(_replay))


def _add_source(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data", type=Path, help="data directory of a collector (OTLPLAB_HOME/telemetry), or a recording"
    )
    parser.add_argument("--since", metavar="TIME", help="only what was accepted then (ISO 8601) or later")


def _checked(command: Any) -> Any:
    """Return a command that says in one line what is wrong, and ends with status 1."""

    def run(arguments: argparse.Namespace) -> int:
        from .recording import ReplayError
        from .store import QueryError

        try:
            return command(arguments) or 0
        except (QueryError, ReplayError, OSError, ValueError) as error:
            if isinstance(error, BrokenPipeError):
                raise
            said = str(error)
            if isinstance(error, OSError) and error.filename:
                said = f"{error.filename}: {error.strerror}"
            print(f"otlplab: {said}", file=sys.stderr)
            return 1

    return run


def _data(path: Path | None) -> Path:
    from otlplab.collector.local import default_data

    return path or default_data()


def _store(arguments: argparse.Namespace) -> Store:
    from datetime import datetime

    from .recording import SUFFIX
    from .store import Store, unix_nano

    path = _data(arguments.data)
    since: str | datetime = "start"
    if arguments.since:
        try:
            since = datetime.fromisoformat(arguments.since)
        except ValueError:
            raise ValueError(f"--since {arguments.since!r} is not a time like 2026-11-23T22:15:00") from None
    if not path.name.endswith(SUFFIX):
        return Store(path, since)
    store = Store.of_recording(path)
    if isinstance(since, datetime):
        first = unix_nano(since)
        return Store.of_frames([one for one in store.frames() if one.time_unix_nano >= first], str(path))
    return store


def _sql(arguments: argparse.Namespace) -> None:
    with _store(arguments) as store:
        result = store.sql(arguments.query)
        match arguments.format:
            case "table":
                print(result.text)
            case "json":
                import json

                from .result import cell

                for row in result.shown():
                    print(
                        json.dumps(
                            dict(zip(result.columns, row, strict=True)), ensure_ascii=False, default=cell
                        )
                    )
            case "csv":
                import csv

                writer = csv.writer(sys.stdout, lineterminator="\n")
                writer.writerow(result.columns)
                writer.writerows(map(_plain_row, result.shown()))


def _plain_row(row: tuple[Any, ...]) -> Iterable[Any]:
    from .result import cell

    return ("" if value is None else value if type(value) in (int, float) else cell(value) for value in row)


def _tail(arguments: argparse.Namespace) -> None:
    import time

    from .lines import lines
    from .reader import Segments

    data = _data(arguments.data)
    if not data.is_dir():
        raise FileNotFoundError(f"no data directory at {data}: no collector has run there yet")
    segments = Segments(data)
    position = segments.position()
    while True:
        frames, position = segments.since(position)
        if arguments.signal:
            frames = [frame for frame in frames if frame.signal.folder == arguments.signal]
        for line in lines(frames):
            print(line, flush=True)
        time.sleep(0.2)


def _export(arguments: argparse.Namespace) -> None:
    from .otlpfile import write_lines
    from .recording import SUFFIX, write_recording

    with _store(arguments) as store:
        if arguments.file.endswith(SUFFIX):
            write_recording(store, arguments.file, {"from": "otlplab export"})
        elif arguments.file == "-":
            write_lines(store.frames(), sys.stdout)
        else:
            with Path(arguments.file).open("w", encoding="utf-8") as file:
                number = write_lines(store.frames(), file)
            print(f"{number} requests in {arguments.file}", file=sys.stderr)


def _replay(arguments: argparse.Namespace) -> None:
    from .recording import replay

    number = replay(arguments.file, arguments.endpoint, arguments.shift)
    print(f"{number} requests sent to {arguments.endpoint}")

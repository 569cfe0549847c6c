"""``otlplab collector``: run the local collector in the foreground."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path
from typing import Any


def add_commands(commands: Any) -> None:
    """Add ``collector`` to the ``otlplab`` command."""
    collector = commands.add_parser(
        "collector",
        help="receive OTLP over gRPC and HTTP and keep it on disk",
        description="Receive OTLP over gRPC and HTTP and keep it on disk, until Ctrl-C or SIGTERM.",
    )
    collector.add_argument("--http-port", type=int, default=_port("HTTP", 4318), help="0: any free one")
    collector.add_argument("--grpc-port", type=int, default=_port("GRPC", 4317), help="0: any free one")
    collector.add_argument("--data", type=Path, help="data directory (OTLPLAB_HOME/telemetry)")
    collector.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (127.0.0.1: this machine only)"
    )
    collector.add_argument(
        "--max-request-mib", type=int, default=64, help="limit of a request, unpacked (64)"
    )
    collector.add_argument("--keep-mib", type=int, default=2048, help="limit of all segments together (2048)")
    collector.add_argument(
        "--keep-days", type=float, default=14, help="age at which segments are removed (14)"
    )
    collector.set_defaults(run=_collector)


def _port(name: str, default: int) -> int:
    return int(os.environ.get(f"OTLPLAB_{name}_PORT", default))


def _collector(arguments: argparse.Namespace) -> int:
    from otlplab.collector.local import IN_USE, default_data
    from otlplab.collector.server import PortTaken, Settings, serve
    from otlplab.collector.writer import DataDirectoryInUse

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", stream=sys.stderr)
    settings = Settings(
        data=(arguments.data or default_data()).absolute(),
        http_port=arguments.http_port,
        grpc_port=arguments.grpc_port,
        host=arguments.host,
        max_request_bytes=arguments.max_request_mib * 1024 * 1024,
        keep_bytes=arguments.keep_mib * 1024 * 1024,
        keep_seconds=arguments.keep_days * 86400,
    )
    try:
        serve(settings)
    except (PortTaken, DataDirectoryInUse) as error:
        print(f"otlplab collector: {error}", file=sys.stderr)
        return IN_USE if isinstance(error, DataDirectoryInUse) else 1
    except OSError as error:
        print(f"otlplab collector: cannot use {settings.data}: {error}", file=sys.stderr)
        return 1
    return 0

"""Ships a log: each line that is written to the file becomes a log record, sent by OTLP.

``shipper.py FILE`` follows the file until SIGTERM. What was there when it began, somebody else has shipped.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from pathlib import Path

from follow import Follower
from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
from opentelemetry.sdk.resources import Resource

EVERY = 0.02
"""Seconds between two looks at the file."""


def ship(path: Path, provider: LoggerProvider, stop: threading.Event) -> None:
    """Send new lines until ``stop`` is set, and then those that are still there."""
    follower = Follower(path)
    logger = provider.get_logger("shipper")
    print(f"following {path.name}", flush=True)
    while True:
        last = stop.wait(EVERY)
        for line in follower.new_lines():
            logger.emit(timestamp=time.time_ns(), body=line)
        if last:
            return


def main() -> None:
    """Follow the file that was named."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    resource = Resource.create({"service.name": "shipper", "service.version": os.environ["VERSION"]})
    provider = LoggerProvider(resource=resource)
    provider.add_log_record_processor(BatchLogRecordProcessor(OTLPLogExporter()))
    try:
        ship(Path(sys.argv[1]), provider, stop)
    except OSError as error:
        logging.error("the log cannot be followed: %s", error)
        sys.exit(1)
    finally:
        provider.shutdown()


if __name__ == "__main__":
    main()

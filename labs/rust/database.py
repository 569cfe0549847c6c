"""A PostgreSQL of its own for the labs of this folder: ``python database.py FILE``.

Writes the URL of an empty database to ``FILE`` and keeps the server until it is told to stop; then
everything is removed. The server is started as the shop's is.
"""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path

from shop.databases import postgresql, postgresql_programs


def main() -> None:
    """Keep the database until SIGTERM or SIGINT."""
    target = Path(sys.argv[1])
    programs = postgresql_programs()
    if programs is None:
        sys.exit("PostgreSQL is not installed: there is no initdb. On Debian: apt-get install postgresql")
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with postgresql(programs) as urls:
        unfinished = target.with_suffix(".tmp")
        unfinished.touch(mode=0o600)  # it holds a password
        unfinished.write_text(urls["orders"], "utf-8")
        unfinished.replace(target)
        stop.wait()


if __name__ == "__main__":
    main()

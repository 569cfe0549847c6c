"""The shop's two databases, on a PostgreSQL of its own where one is installed, in SQLite files otherwise.

``python -m shop.databases FILE`` makes both, fills them, writes their URLs to ``FILE`` (JSON: ``engine``,
``catalogue``, ``orders``) and keeps them until it is told to stop; then everything is removed.
``SHOP_ENGINE`` may be ``sqlite`` or ``postgresql`` to have one of them and nothing else.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import logging
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from shop import seed
from shop.database import Database

_logger = logging.getLogger("databases")

#: Settings of a small server whose data nobody will miss.
_SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "64MB",
    "max_connections": "40",
    "max_parallel_workers_per_gather": "0",
    "autovacuum_naptime": "10min",
    "listen_addresses": "127.0.0.1",
    "log_min_duration_statement": "1s",
}


def postgresql_programs() -> Path | None:
    """Return the folder with the newest PostgreSQL's programs; they are often not in PATH."""
    found = [Path(p).parent for p in map(shutil.which, ("initdb", "pg_ctl")) if p]
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True)
    for folder in [*debian, *found]:
        if all((folder / program).exists() for program in ("initdb", "postgres")):
            return folder
    return None


# region postgresql
@contextlib.contextmanager
def postgresql(programs: Path) -> Iterator[dict[str, str]]:
    """Run a PostgreSQL server in a temporary folder on a free port of the loopback; yields the two URLs."""
    # The server refuses to run as root. An account that owns nothing else will do.
    account = (
        next(a for name in ("postgres", "nobody") if (a := _account(name))) if os.geteuid() == 0 else None
    )
    identity: dict[str, Any] = (
        {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    )
    folder = Path(tempfile.mkdtemp(prefix="shop-postgresql-"))
    try:
        if account:
            os.chown(folder, account.pw_uid, account.pw_gid)
        password = secrets.token_urlsafe(16)
        secret = folder / "password"
        secret.write_text(password, "utf-8")
        data = folder / "data"
        subprocess.run(
            [
                *(programs / "initdb", "--pgdata", data, "--username=shop", "--auth=scram-sha-256"),
                *(f"--pwfile={secret}", "--no-sync", "--encoding=UTF8", "--locale=C", "--no-instructions"),
            ],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            **identity,
        )
        port = _free_port()
        settings = [f"-c{name}={value}" for name, value in _SETTINGS.items()]
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, "-p", str(port), "-k", folder, *settings],
            cwd=folder,
            start_new_session=True,
            preexec_fn=_die_with_parent,
            **identity,
        )
        try:
            url = f"postgresql://shop:{password}@127.0.0.1:{port}"
            _wait_for(f"{url}/postgres", server)
            with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
                for name in ("catalogue", "orders"):
                    connection.execute(f"CREATE DATABASE {name}".encode())
            yield {"engine": "postgresql", "catalogue": f"{url}/catalogue", "orders": f"{url}/orders"}
        finally:
            server.send_signal(signal.SIGINT)  # "fast": clients are sent away
            server.wait(10)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


# endregion postgresql


@contextlib.contextmanager
def sqlite() -> Iterator[dict[str, str]]:
    """Make two files in a temporary folder; yields their URLs."""
    with tempfile.TemporaryDirectory(prefix="shop-sqlite-", ignore_cleanup_errors=True) as folder:
        yield {
            "engine": "sqlite",
            "catalogue": f"sqlite:///{folder}/catalogue.db",
            "orders": f"sqlite:///{folder}/orders.db",
        }


def start() -> contextlib.AbstractContextManager[dict[str, str]]:
    """Choose the engine. Raises :class:`RuntimeError` when PostgreSQL is asked for but not installed."""
    wanted = os.environ.get("SHOP_ENGINE", "")
    if wanted not in ("", "postgresql", "sqlite"):
        raise RuntimeError(f"SHOP_ENGINE is {wanted!r}; it can be postgresql or sqlite")
    programs = postgresql_programs()
    if wanted == "postgresql" and programs is None:
        raise RuntimeError("PostgreSQL is not installed (no initdb, no /usr/lib/postgresql)")
    return postgresql(programs) if programs and wanted != "sqlite" else sqlite()


def _account(name: str) -> pwd.struct_passwd | None:
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(name)
    return None


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def _die_with_parent() -> None:
    """On Linux, have the server end when this program is killed without a chance to end it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGINT)  # PR_SET_PDEATHSIG


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            psycopg.connect(url, connect_timeout=2).close()
            return
        except psycopg.OperationalError as error:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL did not start: {error}") from error
            time.sleep(0.05)


def main() -> None:
    """Keep the databases until SIGTERM or SIGINT."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)-7s %(name)s: %(message)s")
    target = Path(sys.argv[1])
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with start() as urls:
        for name, create in (("catalogue", seed.create_catalogue), ("orders", seed.create_orders)):
            database = Database(urls[name], size=1)
            create(database)
            database.close()
        unfinished = target.with_suffix(".tmp")
        unfinished.touch(mode=0o600)  # it holds a password
        unfinished.write_text(json.dumps(urls), "utf-8")
        unfinished.replace(target)
        _logger.info("ready: %s", urls["engine"])
        stop.wait()


if __name__ == "__main__":
    main()

"""Makes and fills one of the shop's databases, unless it is there: ``fill.py catalogue|orders``.

Every service that uses a database runs this before it starts, in an init container: whoever comes first does
the work, the others wait for it. ``SERVER_URL`` is the server, ``postgresql://USER:PASSWORD@HOST:PORT``.
"""

from __future__ import annotations

import os
import sys
import time

import psycopg
from shop import seed
from shop.database import Database

SECONDS = 60
LOCK = 4318  # one advisory lock of the server, for all that fill something


def connect(url: str) -> psycopg.Connection:
    """Connect to the server, which may be starting."""
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            return psycopg.connect(f"{url}/postgres", autocommit=True, connect_timeout=5)
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def main(name: str, url: str) -> None:
    """Make and fill the database ``name``; what is half made is made anew."""
    create = {"catalogue": seed.create_catalogue, "orders": seed.create_orders}[name]
    with connect(url) as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            print(f"{name} is there")
            return
        half = f"{name}_half"
        server.execute(f"DROP DATABASE IF EXISTS {half}")
        server.execute(f"CREATE DATABASE {half}")
        database = Database(f"{url}/{half}", size=1)
        create(database)
        database.close()
        server.execute(f"ALTER DATABASE {half} RENAME TO {name}")
        print(f"{name} is filled")


if __name__ == "__main__":
    main(sys.argv[1], os.environ["SERVER_URL"])

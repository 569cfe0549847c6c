"""What a service is told by its environment."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Config:
    """Addresses, as the environment gives them. Ports have defaults, so that the shop also starts by hand."""

    host: str
    port: int
    admin_port: int
    catalogue: str
    checkout: str
    payment: str


def read(port: int, admin_port: int) -> Config:
    """Read the environment; ``port`` and ``admin_port`` are the service's defaults.

    Raises :class:`ValueError` when a port is no number.
    """
    env = os.environ
    return Config(
        host=env.get("HOST", "127.0.0.1"),
        port=int(env.get("PORT", port)),
        admin_port=int(env.get("ADMIN_PORT", admin_port)),
        catalogue=env.get("CATALOGUE_ADDRESS", "127.0.0.1:7002"),
        checkout=env.get("CHECKOUT_URL", "http://127.0.0.1:7003"),
        payment=env.get("PAYMENT_URL", "http://127.0.0.1:7005"),
    )


def database_url(name: str) -> str:
    """Return the URL of the database ``catalogue`` or ``orders``.

    It is ``DATABASE_URL``, or stands in the file ``SHOP_DATABASES`` that ``shop.databases`` writes when
    it is ready.
    """
    if url := os.environ.get("DATABASE_URL"):
        return url
    path = os.environ.get("SHOP_DATABASES")
    if not path:
        raise ValueError("neither DATABASE_URL nor SHOP_DATABASES is set: there is no database to work with")
    return json.loads(Path(path).read_text("utf-8"))[name]

"""Schema and content of the shop's two databases. The content is the same on every machine."""

from __future__ import annotations

import random
from typing import Any

from shop import products
from shop.database import Database

#: Products in the catalogue: enough that reading all descriptions takes some 200 ms.
PRODUCTS = 20_000
#: One product in so many is sold out; one in so many has, by a slip of data entry, packs of 0 pieces.
SOLD_OUT_EVERY = 25
EMPTY_PACK_EVERY = 12

CATEGORIES = ["garden", "kitchen", "office", "bedroom", "bathroom", "workshop", "hall", "balcony"]
MATERIALS = [
    "oak",
    "pine",
    "steel",
    "linen",
    "glass",
    "cotton",
    "bamboo",
    "copper",
    "wool",
    "cork",
    "slate",
    "felt",
]
THINGS = [
    "chair",
    "lamp",
    "table",
    "shelf",
    "basket",
    "mirror",
    "clock",
    "stool",
    "blanket",
    "kettle",
    "tray",
    "rack",
]
LOOKS = [
    "plain",
    "tall",
    "folding",
    "round",
    "narrow",
    "painted",
    "woven",
    "heavy",
    "small",
    "bright",
    "soft",
    "dark",
]
_PROSE = """
made with care by people who know their trade and a workshop near the river where timber arrives in spring
every piece is checked twice before it leaves the bench because small things matter most at home it carries
weight without complaint wipes clean keeps its colour in the sun and folds away when guests have left the
finish is water based the screws are counted the leaflet is short and the parcel fits through a narrow door
"""

_CATALOGUE = """
CREATE TABLE product (
    sku TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    description TEXT NOT NULL,
    price_cents INTEGER NOT NULL,
    pack_size INTEGER NOT NULL,
    stock INTEGER NOT NULL,
    popularity INTEGER NOT NULL,
    featured BOOLEAN NOT NULL,
    position INTEGER NOT NULL
);
CREATE TABLE reservation (order_id TEXT PRIMARY KEY)
"""

_ORDERS = """
CREATE TABLE orders (
    id TEXT PRIMARY KEY,
    placed_at DOUBLE PRECISION NOT NULL,
    total_cents INTEGER NOT NULL,
    status TEXT NOT NULL
);
CREATE TABLE message (
    id {serial},
    queue TEXT NOT NULL,
    body TEXT NOT NULL,
    headers TEXT NOT NULL,
    created_at DOUBLE PRECISION NOT NULL,
    leased_until DOUBLE PRECISION NOT NULL,
    attempts INTEGER NOT NULL
);
CREATE INDEX message_due ON message (queue, leased_until)
"""


def sku(number: int) -> str:
    """Return the stock-keeping unit of a product by its number, from 0."""
    return f"P{number:05d}"


def rows() -> list[tuple[Any, ...]]:
    """Return the rows of the table ``product``."""
    chance = random.Random(1)
    prose = _PROSE.split()
    result = []
    for number in range(PRODUCTS):
        look, material, thing = chance.choice(LOOKS), chance.choice(MATERIALS), chance.choice(THINGS)
        category = chance.choice(CATEGORIES)
        words = [*chance.choices(prose, k=40), look, material, thing, category]
        chance.shuffle(words)
        price = 100 * round(10 ** chance.uniform(0.6, 3.2)) - 1
        pack = 0 if number % EMPTY_PACK_EVERY == EMPTY_PACK_EVERY - 1 else chance.choice([1, 1, 1, 2, 4, 6])
        stock = 0 if number % SOLD_OUT_EVERY == SOLD_OUT_EVERY - 1 else 1_000_000
        name = f"{look.capitalize()} {material} {thing}"
        result.append(
            (
                *(sku(number), name, category, " ".join(words), price, pack, stock),
                *(chance.randrange(10**6), number < 24, number),
            )
        )
    return result


def create_catalogue(database: Database) -> None:
    """Make and fill the database ``catalogue``."""
    lite = database.engine.system == "sqlite"
    with database.transaction() as connection:
        for statement in _CATALOGUE.split(";"):
            connection.raw.execute(statement)
        if lite:
            connection.raw.executemany("INSERT INTO product VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows())
        else:
            with connection.raw.cursor().copy("COPY product FROM STDIN") as copy:
                for row in rows():
                    copy.write_row(row)
        connection.raw.execute("CREATE INDEX product_featured ON product (position) WHERE featured")
    products.Products(database).create_search_index()
    with database.connection() as connection:
        connection.raw.execute("ANALYZE")


def create_orders(database: Database) -> None:
    """Make the database ``orders``: the orders, and the queue that they are put into."""
    lite = database.engine.system == "sqlite"
    serial = "INTEGER PRIMARY KEY" if lite else "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
    with database.transaction() as connection:
        for statement in _ORDERS.format(serial=serial).split(";"):
            connection.raw.execute(statement)

"""The catalogue's database: what is for sale and how much of it is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shop.database import Database

_COLUMNS = "sku, name, category, price_cents, pack_size"
INDEX = "CREATE INDEX product_search ON product USING gin (to_tsvector('english', description))"
#: An index that is never used: queries ask for the language "english", this one holds "simple".
WRONG_INDEX = INDEX.replace("english", "simple")
LITE_INDEX = "CREATE VIRTUAL TABLE product_search USING fts5(sku UNINDEXED, description, tokenize='porter')"
LITE_FILL = "INSERT INTO product_search SELECT sku, description FROM product"


@dataclass(frozen=True, slots=True)
class Product:
    """One product; ``price_cents`` is the price of a pack of ``pack_size`` pieces in euro cents."""

    sku: str
    name: str
    category: str
    price_cents: int
    pack_size: int


class SoldOut(Exception):
    """There is not enough of a product; the message is its stock-keeping unit."""


class Products:
    """Questions and changes to the database ``catalogue``."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lite = database.engine.system == "sqlite"

    def featured(self, limit: int) -> list[Product]:
        """Return the products of the home page."""
        with self._database.connection() as connection:
            rows = connection.execute(
                "SELECT product",
                f"SELECT {_COLUMNS} FROM product WHERE featured ORDER BY position LIMIT %s",
                [limit],
            )
        return [Product(*row) for row in rows]

    # region search-query
    def search(self, words: str, limit: int) -> list[Product]:
        """Return the most popular products whose description has all the words.

        The index ``product_search`` answers this in about a millisecond. Without it every description is
        read.
        """
        statement, parameters = self._search_statement(words)
        with self._database.connection() as connection:
            rows = connection.execute("SELECT product", statement, [*parameters, limit])
        return [Product(*row) for row in rows]

    def _search_statement(self, words: str) -> tuple[str, list[str]]:
        if not self._lite:
            return (
                f"SELECT {_COLUMNS} FROM product"
                " WHERE to_tsvector('english', description) @@ plainto_tsquery('english', %s)"
                " ORDER BY popularity DESC, sku LIMIT %s",
                [words],
            )
        if self.has_search_index():
            return (
                f"SELECT {_COLUMNS} FROM product JOIN product_search USING (sku)"
                " WHERE product_search MATCH %s ORDER BY popularity DESC, sku LIMIT %s",
                [" ".join(f'"{word}"' for word in words.replace('"', " ").split())],
            )
        # SQLite's full-text index is a table of its own; what is left without it is reading everything.
        conditions = " AND ".join(["description LIKE %s"] * len(words.split()))
        return (
            f"SELECT {_COLUMNS} FROM product WHERE {conditions} ORDER BY popularity DESC, sku LIMIT %s",
            [f"%{word}%" for word in words.split()],
        )

    # endregion search-query

    def by_sku(self, skus: Sequence[str]) -> list[Product]:
        """Return those of the products that exist, in the order asked for."""
        marks = ", ".join(["%s"] * len(skus))
        with self._database.connection() as connection:
            rows = connection.execute(
                "SELECT product", f"SELECT {_COLUMNS} FROM product WHERE sku IN ({marks})", list(skus)
            )
        found = {row[0]: Product(*row) for row in rows}
        return [found[sku] for sku in skus if sku in found]

    def all(self) -> list[Product]:
        """Return every product. Belongs to no request, so no span is made."""
        with self._database.connection() as connection:
            rows = connection.raw.execute(f"SELECT {_COLUMNS} FROM product").fetchall()
        return [Product(*row) for row in rows]

    # region reserve-stock
    def reserve(self, order_id: str, items: Sequence[tuple[str, int]]) -> None:
        """Take the items (stock-keeping unit, quantity) of an order from stock.

        Asking again for the same order changes nothing, so a caller may try again after a time-out. Raises
        :class:`SoldOut`.
        """
        with self._database.transaction() as connection:
            fresh = connection.execute(
                "INSERT reservation",
                "INSERT INTO reservation (order_id) VALUES (%s) ON CONFLICT DO NOTHING RETURNING order_id",
                [order_id],
            )
            if not fresh:
                return
            for sku, quantity in sorted(items):  # always in the same order: no two orders block each other
                taken = connection.execute(
                    "UPDATE product",
                    "UPDATE product SET stock = stock - %s WHERE sku = %s AND stock >= %s RETURNING sku",
                    [quantity, sku, quantity],
                )
                if not taken:
                    raise SoldOut(sku)

    # endregion reserve-stock

    def has_search_index(self) -> bool:
        """Is there an index that a search can use?"""
        if self._lite:
            found = "SELECT 1 FROM sqlite_master WHERE name = 'product_search'"
        else:
            found = (
                "SELECT 1 FROM pg_indexes WHERE indexname = 'product_search' AND indexdef LIKE '%english%'"
            )
        with self._database.connection() as connection:
            return bool(connection.raw.execute(found).fetchall())

    def drop_search_index(self) -> None:
        """Lose the index."""
        kind = "TABLE" if self._lite else "INDEX"
        with self._database.connection() as connection:
            connection.raw.execute(f"DROP {kind} IF EXISTS product_search")

    def create_search_index(self) -> None:
        """Make the index again."""
        self.drop_search_index()
        with self._database.transaction() as connection:
            for statement in (LITE_INDEX, LITE_FILL) if self._lite else (INDEX,):
                connection.raw.execute(statement)

    def rebuild_search_index(self) -> None:
        """Migration 42, which comes with release 1.4.2: an index for all languages, it was thought."""
        self.drop_search_index()
        if not self._lite:
            with self._database.connection() as connection:
                connection.raw.execute(WRONG_INDEX)

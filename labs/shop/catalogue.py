"""The catalogue: what is for sale, over gRPC. Owns the database ``catalogue``."""

from __future__ import annotations

import difflib
import logging
import os
import signal
import threading
from concurrent import futures
from typing import Any

import grpc
from opentelemetry import metrics

from shop import VERSION, config, faults, shop_pb2, shop_pb2_grpc
from shop.database import Database, PoolTimeout
from shop.products import Product, Products, SoldOut
from shop.rpc import ServerInterceptor
from shop.telemetry import Telemetry

_logger = logging.getLogger("shop.catalogue")
_cache_requests = metrics.get_meter("shop.catalogue").create_counter(
    "shop.cache.requests", "{request}", "Products looked up in the catalogue's cache, by result."
)

#: The release that comes with migration 42.
MIGRATING_VERSION = "1.4.2"


class Catalogue(shop_pb2_grpc.CatalogueServicer):
    """The service ``shop.v1.Catalogue``."""

    def __init__(self, products: Products, switches: faults.Switches) -> None:
        self._products = products
        self._switches = switches
        self._cache = {product.sku: product for product in products.all()}

    # region catalogue-search
    def SearchProducts(self, request: shop_pb2.SearchProductsRequest, context: grpc.ServicerContext):
        """Full-text search."""
        if not request.query.strip():
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, "the query is empty")
        try:
            found = self._products.search(request.query, request.limit or 20)
        except PoolTimeout as error:
            context.abort(grpc.StatusCode.UNAVAILABLE, str(error))
        if self._switches.on("cpu"):
            self._compare_with_everything(request.query)
        return to_proto(found)

    # endregion catalogue-search

    def ListProducts(self, request: shop_pb2.ListProductsRequest, context: grpc.ServicerContext):
        """The products of the home page."""
        try:
            return to_proto(self._products.featured(request.limit or 12))
        except PoolTimeout as error:
            context.abort(grpc.StatusCode.UNAVAILABLE, str(error))

    # region catalogue-cache
    def GetProducts(self, request: shop_pb2.GetProductsRequest, context: grpc.ServicerContext):
        """Products by stock-keeping unit, from the cache, which was filled at the start."""
        cache = {} if self._switches.on("cache-loss") else self._cache
        found = [cache[sku] for sku in request.skus if sku in cache]
        _cache_requests.add(len(request.skus), {"shop.cache.result": "hit" if cache else "miss"})
        if not cache:
            try:
                found = self._products.by_sku(request.skus)
            except PoolTimeout as error:
                context.abort(grpc.StatusCode.UNAVAILABLE, str(error))
        if len(found) < len(request.skus):
            context.abort(grpc.StatusCode.NOT_FOUND, "there is no such product")
        return to_proto(found)

    # endregion catalogue-cache

    def ReserveStock(self, request: shop_pb2.ReserveStockRequest, context: grpc.ServicerContext):
        """Take the items of an order from stock."""
        try:
            self._products.reserve(request.order_id, [(i.sku, i.quantity) for i in request.items])
        except SoldOut as error:
            context.abort(grpc.StatusCode.FAILED_PRECONDITION, f"{error} is sold out")
        except PoolTimeout as error:
            context.abort(grpc.StatusCode.UNAVAILABLE, str(error))
        return shop_pb2.ReserveStockResponse()

    # region fault-cpu
    def _compare_with_everything(self, query: str) -> None:
        """Look for a spelling the customer may have meant, among every name there is."""
        names = sorted({product.name for product in self._cache.values()})
        difflib.get_close_matches(query, names, n=3, cutoff=0.6)

    # endregion fault-cpu


def to_proto(products: list[Product]) -> shop_pb2.Products:
    """Return products as the message that travels."""
    return shop_pb2.Products(
        products=[
            shop_pb2.Product(
                sku=p.sku,
                name=p.name,
                category=p.category,
                price_cents=p.price_cents,
                pack_size=p.pack_size,
            )
            for p in products
        ]
    )


# region fault-lock
class TableLock:
    """A session that locks the table and forgets to commit: reading goes on, every change waits."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._session: Any = None

    def __call__(self, on: bool) -> None:
        """Open the session and lock, or end it."""
        if on:
            self._session = self._database.engine.connect()
            lite = self._database.engine.system == "sqlite"
            for statement in (
                ["BEGIN IMMEDIATE"] if lite else ["BEGIN", "LOCK TABLE product IN EXCLUSIVE MODE"]
            ):
                self._session.execute(statement)
        elif self._session is not None:
            self._session.close()
            self._session = None


# endregion fault-lock


# region fault-slow-query
def lose_index(products: Products, on: bool) -> None:
    """Drop the index that search needs, or make it again."""
    if on:
        products.drop_search_index()
    else:
        products.create_search_index()


# endregion fault-slow-query


def migrate(products: Products) -> None:
    """Bring the database to what this release needs."""
    if os.environ.get("SERVICE_VERSION", VERSION) == MIGRATING_VERSION:
        products.rebuild_search_index()
        _logger.info(
            "migration 42 done: index product_search rebuilt",
            extra={"otel.event.name": "shop.database.migrated", "shop.migration": 42},
        )


def main() -> None:
    """Serve until SIGTERM or SIGINT."""
    settings = config.read(7002, 7102)
    telemetry = Telemetry("catalogue")
    database = Database(config.database_url("catalogue"))
    products = Products(database)
    migrate(products)
    switches = faults.Switches(
        "catalogue", slow_query=lambda on: lose_index(products, on), lock=TableLock(database)
    )
    server = grpc.server(futures.ThreadPoolExecutor(32), interceptors=[ServerInterceptor()])
    shop_pb2_grpc.add_CatalogueServicer_to_server(Catalogue(products, switches), server)
    server.add_insecure_port(f"{settings.host}:{settings.port}")
    server.start()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with faults.Admin(settings.admin_port, switches) as admin:
        admin.start()
        _logger.info(
            "serving gRPC on %s:%d, database %s", settings.host, settings.port, database.engine.system
        )
        stop.wait()
        _logger.info("stopping")
        server.stop(grace=3).wait()  # calls under way may end
    database.close()
    telemetry.shutdown()


if __name__ == "__main__":
    main()

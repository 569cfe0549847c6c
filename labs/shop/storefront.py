"""The storefront: what a shopper's browser talks to, over HTTP. Here the shop's traces begin."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Sequence
from typing import Any

import grpc.aio
import httpx
from opentelemetry import baggage, trace
from opentelemetry.context import attach, detach

from shop import config, faults, shop_pb2, shop_pb2_grpc
from shop.http_client import TracedTransport
from shop.rpc import ClientInterceptor
from shop.telemetry import SCHEMA_URL, Telemetry
from shop.web import Application, HTTPError, Request, serve

_logger = logging.getLogger("shop.storefront")
_tracer = trace.get_tracer("shop.storefront", schema_url=SCHEMA_URL)

#: How long the catalogue and the checkout may take, in seconds.
CATALOGUE_DEADLINE = 3.0
CHECKOUT_DEADLINE = 5.0


class Storefront:
    """The pages of the shop."""

    def __init__(
        self, catalogue: shop_pb2_grpc.CatalogueStub, checkout: httpx.AsyncClient, switches: faults.Switches
    ) -> None:
        self._catalogue, self._checkout, self._switches = catalogue, checkout, switches
        self._pages: dict[str, bytes] = {}

    def application(self) -> Application:
        """Return the routes."""
        application = Application()
        application.route("GET", "/")(self.home)
        application.route("GET", "/search")(self.search)
        application.route("GET", "/products/{sku}")(self.product)
        application.route("POST", "/cart")(self.cart)
        application.route("POST", "/orders")(self.order)
        return application

    async def home(self, request: Request) -> tuple[int, Any]:
        """The home page."""
        warn_old_clients(request)
        found = await self._ask(self._catalogue.ListProducts, shop_pb2.ListProductsRequest(limit=12))
        return 200, {"products": [summary(p) for p in found.products]}

    # region storefront-search
    async def search(self, request: Request) -> tuple[int, Any]:
        """Search by words."""
        warn_old_clients(request)
        words = request.query.get("q", "").strip()
        if not words:
            raise HTTPError(400, "the query is empty")
        found = await self._ask(
            self._catalogue.SearchProducts, shop_pb2.SearchProductsRequest(query=words, limit=20)
        )
        _logger.info("search %r: %d products", words, len(found.products))
        if self._switches.on("leak"):
            self._keep_page(request)
        return 200, {"products": [summary(p) for p in found.products]}

    # endregion storefront-search

    # region storefront-product
    async def product(self, request: Request) -> tuple[int, Any]:
        """One product, with the price of one piece."""
        (product,) = await self._products([request.params["sku"]])
        page = summary(product)
        # The check was "simplified" away while the fault is on: not every pack has a size.
        if product.pack_size or self._switches.on("error-rate"):
            page["piece_cents"] = product.price_cents / product.pack_size
        return 200, page

    # endregion storefront-product

    async def cart(self, request: Request) -> tuple[int, Any]:
        """The cart's total. The cart itself is the browser's."""
        items = read_items(request.json())
        products = await self._products([sku for sku, _ in items])
        return 200, {"total_cents": self._total(items, products)}

    # region checkout
    async def order(self, request: Request) -> tuple[int, Any]:
        """Order the items: look up their prices, then hand the order to the checkout."""
        body = request.json()
        items = read_items(body)
        # Baggage travels with the trace context: the checkout and even the fulfilment know who is served.
        token = attach(baggage.set_baggage("shop.customer.tier", str(body.get("tier", "standard"))))
        try:
            products = await self._products([sku for sku, _ in items])
            order_id = str(uuid.uuid4())
            trace.get_current_span().set_attribute("shop.order.id", order_id)
            order = {
                "order_id": order_id,
                "items": [{"sku": sku, "quantity": quantity} for sku, quantity in items],
                "total_cents": self._total(items, products),
                "card": str(body.get("card", "")),
            }
            response = await self._checkout.post(
                "/orders", json=order, extensions={"url.template": "/orders"}
            )
        except httpx.TimeoutException as error:
            raise HTTPError(504, "the checkout did not answer in time") from error
        except httpx.TransportError as error:
            raise HTTPError(502, "the checkout cannot be reached") from error
        finally:
            detach(token)
        if response.status_code == 201:
            return 201, {"order_id": order_id, "total_cents": order["total_cents"]}
        if response.status_code in (402, 409):
            return response.status_code, response.json()
        raise HTTPError(502, "the checkout failed")

    # endregion checkout

    def _total(self, items: Sequence[tuple[str, int]], products: Sequence[shop_pb2.Product]) -> int:
        with _tracer.start_as_current_span("price basket") as span:
            span.set_attribute("shop.basket.items", len(items))
            return sum(q * p.price_cents for (_, q), p in zip(items, products, strict=True))

    async def _products(self, skus: list[str]) -> Sequence[shop_pb2.Product]:
        found = await self._ask(self._catalogue.GetProducts, shop_pb2.GetProductsRequest(skus=skus))
        return found.products

    async def _ask(self, method: Any, message: Any) -> shop_pb2.Products:
        """Call the catalogue, and say in HTTP what went wrong."""
        try:
            return await method(message, timeout=CATALOGUE_DEADLINE)
        except grpc.aio.AioRpcError as error:
            if error.code() == grpc.StatusCode.NOT_FOUND:
                raise HTTPError(404, "there is no such product") from error
            if error.code() == grpc.StatusCode.DEADLINE_EXCEEDED:
                raise HTTPError(504, "the catalogue did not answer in time") from error
            raise HTTPError(502, "the catalogue failed") from error

    # region fault-leak
    def _keep_page(self, request: Request) -> None:
        """Cache the rendered page under a key that is never asked for again, and never forget it."""
        key = f"{request.path}?{sorted(request.query.items())}#{uuid.uuid4()}"
        self._pages[key] = b"\xff" * 512 * 1024

    # endregion fault-leak


def warn_old_clients(request: Request) -> None:
    """Say that a client will have to change some day. Nothing is wrong yet."""
    if request.headers.get("x-api-version") == "1":
        _logger.warning("client uses version 1 of the interface, which ends next year")


def summary(product: shop_pb2.Product) -> dict[str, Any]:
    """Return a product as the browser gets it."""
    return {"sku": product.sku, "name": product.name, "price_cents": product.price_cents}


def read_items(body: dict[str, Any]) -> list[tuple[str, int]]:
    """Return the items (stock-keeping unit, quantity); :class:`HTTPError` 400 unless there are 1 to 20."""
    try:
        items = [(str(i["sku"]), int(i["quantity"])) for i in body["items"]]
    except (KeyError, TypeError, ValueError) as error:
        raise HTTPError(400, "each item needs a sku and a quantity") from error
    if not 1 <= len(items) <= 20 or not all(1 <= quantity <= 100 for _, quantity in items):
        raise HTTPError(400, "an order has 1 to 20 items, and 1 to 100 of each")
    return items


async def run() -> None:
    """Serve until SIGTERM or SIGINT."""
    settings = config.read(7001, 7101)
    switches = faults.Switches("storefront")
    interceptors = [ClientInterceptor(settings.catalogue)]
    async with (
        grpc.aio.insecure_channel(settings.catalogue, interceptors=interceptors) as channel,
        httpx.AsyncClient(
            base_url=settings.checkout, transport=TracedTransport(), timeout=CHECKOUT_DEADLINE
        ) as checkout,
    ):
        storefront = Storefront(shop_pb2_grpc.CatalogueStub(channel), checkout, switches)
        with faults.Admin(settings.admin_port, switches) as admin:
            await serve(storefront.application(), settings.host, settings.port, admin.start)


def main() -> None:
    """Run the service; what telemetry is left is sent at the end, however that comes."""
    telemetry = Telemetry("storefront")
    try:
        asyncio.run(run())
    finally:
        telemetry.shutdown()


if __name__ == "__main__":
    main()

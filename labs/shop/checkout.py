"""The checkout: takes an order, over HTTP. Owns the database and the queue ``orders``."""

from __future__ import annotations

import asyncio
import logging
import os
import random
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import grpc.aio
import httpx
from opentelemetry import baggage, metrics, trace
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from shop import VERSION, config, faults, shop_pb2, shop_pb2_grpc
from shop.database import Database, DatabaseError, PoolTimeout
from shop.http_client import TracedTransport
from shop.messages import Queue
from shop.rpc import ClientInterceptor
from shop.telemetry import SCHEMA_URL, Telemetry
from shop.web import Application, HTTPError, Request, serve

_logger = logging.getLogger("shop.checkout")
_meter = metrics.get_meter("shop.checkout", schema_url=SCHEMA_URL)
_orders = _meter.create_counter("shop.orders", "{order}", "Orders by outcome.")
_value = _meter.create_histogram("shop.order.value", "EUR", "Value of the orders placed.")

#: How long the catalogue may take to reserve stock, and the provider to authorise a payment, in seconds.
RESERVE_DEADLINE = 0.5
PAYMENT_DEADLINE = 1.0
#: How often each is tried.
ATTEMPTS = 3
#: The release that was not tested with gold customers.
BAD_VERSION = "1.5.0"

T = TypeVar("T")


class Checkout:
    """Takes orders."""

    def __init__(
        self,
        catalogue: shop_pb2_grpc.CatalogueStub,
        payment: httpx.AsyncClient,
        database: Database,
        switches: faults.Switches,
    ) -> None:
        self._catalogue, self._payment, self._database = catalogue, payment, database
        self._queue = Queue(database, "orders")
        self._switches = switches
        self._version = os.environ.get("SERVICE_VERSION", VERSION)

    def application(self) -> Application:
        """Return the routes."""
        application = Application()
        application.route("POST", "/orders")(self.order)
        return application

    # region checkout-order
    async def order(self, request: Request) -> tuple[int, Any]:
        """Authorise the payment, reserve the stock, then store the order together with its message."""
        order = request.json()
        tier = str(baggage.get_baggage("shop.customer.tier") or "standard")
        span = trace.get_current_span()
        span.set_attributes({"shop.order.id": order["order_id"], "shop.customer.tier": tier})
        if self._version == BAD_VERSION and tier == "gold":
            order["total_cents"] -= order["discount_cents"]  # release 1.5.0: a field that nobody sends
        try:
            authorisation = await self._authorise(order)
            try:
                await self._reserve(order)
            except HTTPError:
                await self._void(authorisation)
                raise
            await asyncio.to_thread(self._store, order)
        except HTTPError as error:
            outcome = {402: "declined", 409: "sold_out"}.get(error.status, "failed")
            _orders.add(1, {"shop.order.outcome": outcome, "shop.customer.tier": tier})
            raise
        _orders.add(1, {"shop.order.outcome": "placed", "shop.customer.tier": tier})
        _value.record(order["total_cents"] / 100, {"shop.customer.tier": tier})
        _logger.info(
            "order placed",
            extra={
                "otel.event.name": "shop.order.placed",
                "shop.order.id": order["order_id"],
                "shop.order.items": len(order["items"]),
            },
        )
        return 201, {"order_id": order["order_id"]}

    # endregion checkout-order

    # region checkout-store
    def _store(self, order: dict[str, Any]) -> None:
        """Write the order and its message in one transaction: never one without the other."""
        try:
            with self._database.transaction() as connection:
                connection.execute(
                    "INSERT orders",
                    "INSERT INTO orders (id, placed_at, total_cents, status) VALUES (%s, %s, %s, 'placed')",
                    [order["order_id"], time.time(), order["total_cents"]],
                )
                message = {"order_id": order["order_id"], "total_cents": order["total_cents"]}
                self._queue.send(connection, message, inject_context=not self._switches.on("lost-context"))
        except (DatabaseError, PoolTimeout) as error:
            raise HTTPError(503, "the order could not be stored") from error

    # endregion checkout-store

    # region checkout-payment
    async def _authorise(self, order: dict[str, Any]) -> str:
        """Ask the payment provider for the money; returns the authorisation's id."""

        async def attempt(number: int) -> httpx.Response:
            storm = self._switches.on("retry-storm")
            return await self._payment.post(
                "http://127.0.0.1:9/authorisations"
                if self._switches.on("lost-dependency")
                else "/authorisations",
                json={"amount_cents": order["total_cents"], "card": order["card"]},
                timeout=0.2 if storm else PAYMENT_DEADLINE,
                extensions={"url.template": "/authorisations", "http.request.resend_count": number},
            )

        try:
            response = await self._retry(attempt, httpx.TransportError, "payment")
        except httpx.TransportError as error:
            raise HTTPError(503, "the payment provider does not answer") from error
        if response.status_code == 402:
            raise HTTPError(402, "the card was declined")
        if response.status_code != 201:
            raise HTTPError(503, "the payment provider failed")
        return response.json()["id"]

    # endregion checkout-payment

    async def _void(self, authorisation: str) -> None:
        """Give the money free again. If that fails it lapses by itself after some days, so it is no error."""
        try:
            await self._payment.delete(
                f"/authorisations/{authorisation}", extensions={"url.template": "/authorisations/{id}"}
            )
        except httpx.TransportError as error:
            _logger.warning("authorisation not voided: %s", type(error).__name__)

    async def _reserve(self, order: dict[str, Any]) -> None:
        request = shop_pb2.ReserveStockRequest(
            order_id=order["order_id"],
            items=[shop_pb2.Item(sku=i["sku"], quantity=i["quantity"]) for i in order["items"]],
        )

        async def attempt(_: int) -> None:
            try:
                await self._catalogue.ReserveStock(request, timeout=RESERVE_DEADLINE)
            except grpc.aio.AioRpcError as error:
                if error.code() == grpc.StatusCode.FAILED_PRECONDITION:
                    raise HTTPError(409, error.details() or "sold out") from error
                raise

        try:
            await self._retry(attempt, grpc.aio.AioRpcError, "catalogue")
        except grpc.aio.AioRpcError as error:
            raise HTTPError(503, "the stock could not be reserved") from error

    # region checkout-retry
    async def _retry(
        self, attempt: Callable[[int], Awaitable[T]], transient: type[Exception], what: str
    ) -> T:
        """Try up to three times, waiting twice as long each time, with jitter so that not all come back
        at once.

        While the fault ``retry-storm`` is on it is what it replaced: ten times, at once.
        """
        storm = self._switches.on("retry-storm")
        attempts = 10 if storm else ATTEMPTS
        for number in range(attempts):
            try:
                return await attempt(number)
            except transient as error:
                left = attempts - 1 - number
                _logger.warning("%s: %s, %d attempts left", what, reason(error), left)
                if not left:
                    raise
            if not storm:
                await asyncio.sleep(random.uniform(0.5, 1) * 0.1 * 2**number)
        raise AssertionError("unreachable")

    # endregion checkout-retry


def reason(error: Exception) -> str:
    """Say in a few words, the same for the same kind of error, what went wrong."""
    return error.code().name if isinstance(error, grpc.aio.AioRpcError) else type(error).__name__


class Redeploy:
    """Replaces this process by another release of the same service, as a deployment does."""

    def __init__(self) -> None:
        self.version: str | None = None

    def __call__(self, on: bool) -> bool:
        """Ask for the bad release, or for the good one again; the service ends as if told to by SIGTERM."""
        self.version = BAD_VERSION if on else VERSION
        os.kill(os.getpid(), signal.SIGTERM)
        return False  # in effect when the other release has started


async def run(redeploy: Redeploy) -> None:
    """Serve until SIGTERM or SIGINT."""
    settings = config.read(7003, 7103)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(32))
    database = Database(config.database_url("orders"))
    switches = faults.Switches("checkout", bad_deploy=redeploy)
    switches.assume("bad-deploy", os.environ.get("SERVICE_VERSION", VERSION) == BAD_VERSION)
    # The provider is somebody else's: it may join the trace but learns nothing from the baggage.
    outside = TracedTransport(TraceContextTextMapPropagator())
    interceptors = [ClientInterceptor(settings.catalogue)]
    async with (
        grpc.aio.insecure_channel(settings.catalogue, interceptors=interceptors) as channel,
        httpx.AsyncClient(base_url=settings.payment, transport=outside) as payment,
    ):
        checkout = Checkout(shop_pb2_grpc.CatalogueStub(channel), payment, database, switches)
        _logger.info("database %s", database.engine.system)
        with faults.Admin(settings.admin_port, switches) as admin:
            await serve(checkout.application(), settings.host, settings.port, admin.start)
    database.close()


def main() -> None:
    """Run the service; what telemetry is left is sent at the end, however that comes."""
    redeploy = Redeploy()
    telemetry = Telemetry("checkout")
    try:
        asyncio.run(run(redeploy))
    finally:
        telemetry.shutdown()
    if redeploy.version:
        environment = os.environ | {"SERVICE_VERSION": redeploy.version}
        os.execve(sys.executable, [sys.executable, "-m", "shop.checkout"], environment)


if __name__ == "__main__":
    main()

"""The fulfilment: a worker that takes orders from the queue in batches, captures the payment and ships."""

from __future__ import annotations

import asyncio
import logging
import signal

import httpx
from opentelemetry import baggage, trace
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from shop import config, faults
from shop.database import Database, DatabaseError, PoolTimeout
from shop.http_client import TracedTransport
from shop.messages import Message, Queue
from shop.telemetry import Telemetry

_logger = logging.getLogger("shop.fulfilment")

#: Messages taken at once, and how long to wait, in seconds, when there were fewer.
BATCH = 10
POLL = 0.25


class Fulfilment:
    """Ships what was ordered."""

    def __init__(self, queue: Queue, database: Database, payment: httpx.AsyncClient) -> None:
        self._queue, self._database, self._payment = queue, database, payment

    # region worker
    async def work(self, stop: asyncio.Event) -> None:
        """Take batches until told to stop; the batch in hand is finished first."""
        while not stop.is_set():
            try:
                messages = await asyncio.to_thread(self._queue.receive, BATCH)
                if messages:
                    await self._batch(messages)
            except (DatabaseError, PoolTimeout):
                _logger.exception("the queue cannot be reached")
                messages = []
            if len(messages) < BATCH:
                await wait(stop, POLL)

    async def _batch(self, messages: list[Message]) -> None:
        """Process each message; those that succeed leave the queue, the others come again later."""
        done = []
        for message in messages:
            try:
                with self._queue.processing(message):  # links to the span that sent it
                    await self._ship(message)
                done.append(message)
            except (httpx.HTTPError, DatabaseError, PoolTimeout) as error:
                _logger.warning("order not shipped, attempt %d: %s", message.attempts, type(error).__name__)
                await asyncio.to_thread(self._queue.release, message, 2.0**message.attempts)
        if done:
            await asyncio.to_thread(self._queue.ack, done)

    # endregion worker

    async def _ship(self, message: Message) -> None:
        order = message.body
        tier = str(baggage.get_baggage("shop.customer.tier") or "standard")
        trace.get_current_span().set_attributes(
            {"shop.order.id": order["order_id"], "shop.customer.tier": tier}
        )
        response = await self._payment.post(
            "/captures",
            json={"order_id": order["order_id"], "amount_cents": order["total_cents"]},
            extensions={"url.template": "/captures"},
        )
        response.raise_for_status()
        await asyncio.to_thread(self._mark_shipped, order["order_id"])
        _logger.info(
            "order shipped",
            extra={"otel.event.name": "shop.order.shipped", "shop.order.id": order["order_id"]},
        )

    def _mark_shipped(self, order_id: str) -> None:
        with self._database.connection() as connection:
            connection.execute(
                "UPDATE orders", "UPDATE orders SET status = 'shipped' WHERE id = %s", [order_id]
            )


async def wait(stop: asyncio.Event, seconds: float) -> None:
    """Sleep, but not longer than until told to stop."""
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


async def run() -> None:
    """Work until SIGTERM or SIGINT."""
    settings = config.read(7004, 7104)
    database = Database(config.database_url("orders"))
    queue = Queue(database, "orders")
    queue.observe()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    outside = TracedTransport(TraceContextTextMapPropagator())
    async with httpx.AsyncClient(base_url=settings.payment, transport=outside, timeout=2.0) as payment:
        with faults.Admin(settings.admin_port, faults.Switches("fulfilment")) as admin:
            admin.start()
            _logger.info("working on queue orders, database %s", database.engine.system)
            await Fulfilment(queue, database, payment).work(stop)
            _logger.info("stopping")
    database.close()


def main() -> None:
    """Run the worker; what telemetry is left is sent at the end, however that comes."""
    telemetry = Telemetry("fulfilment")
    try:
        asyncio.run(run())
    finally:
        telemetry.shutdown()


if __name__ == "__main__":
    main()

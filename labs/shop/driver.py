"""Shoppers: a reproducible mix of journeys through the storefront.

The requests and their order depend on ``seed`` alone; each is sent at its own time whether or not the
ones before have been answered (an open loop), as people do who know nothing of each other.

With no fault on, these are the same in every run of the same ``requests`` and ``seed``, on every machine:

- the counts that :func:`shop_for` returns;
- the spans by name, kind and service, but for ``receive orders``, ``ack orders`` and ``DELETE message``:
  there is one of each for a batch, and how many messages a batch finds is chance;
- the traces that begin at the storefront (one a request) and with ``process orders`` (one an order placed);
- the links of ``process orders`` and, in all, of ``receive orders``;
- the log records, but for those of starts and stops, and the values of the shop's counters.

Durations, and with them the buckets of histograms, are the machine's.
"""

from __future__ import annotations

import asyncio
import collections
import random
import time
from dataclasses import dataclass
from typing import Any

import httpx

from shop import seed as content

#: Journeys under way at the same time.
SHOPPERS = 8
#: A shopper gives up after so many seconds.
PATIENCE = 15.0


@dataclass(frozen=True, slots=True)
class Step:
    """One request of a journey."""

    kind: str
    method: str
    path: str
    query: dict[str, str] | None = None
    body: dict[str, Any] | None = None


# region journeys
def journey(chance: random.Random) -> list[Step]:
    """Return the requests of one shopper: look around, perhaps fill a cart, perhaps order."""
    steps = [Step("home", "GET", "/")] if chance.random() < 0.6 else []
    wanted: list[str] = []
    for _ in range(chance.randint(1, 2)):
        words = " ".join(chance.choice(k) for k in (content.LOOKS, content.MATERIALS, content.THINGS))
        steps.append(Step("search", "GET", "/search", {"q": words}))
        for _ in range(chance.randint(0, 2)):
            if chance.random() < 0.02:  # an old link
                steps.append(Step("product", "GET", "/products/P99999"))
                continue
            wanted.append(content.sku(chance.randrange(content.PRODUCTS)))
            steps.append(Step("product", "GET", f"/products/{wanted[-1]}"))
    if wanted and chance.random() < 0.8:
        skus = chance.sample(wanted, chance.randint(1, min(3, len(wanted))))
        items = [{"sku": sku, "quantity": chance.randint(1, 3)} for sku in dict.fromkeys(skus)]
        steps.append(Step("cart", "POST", "/cart", body={"items": items}))
        if chance.random() < 0.8:
            card = f"4000-{chance.randrange(10**6):06d}-{chance.randint(1, 9)}"
            if chance.random() < 0.08:
                card = card[:-1] + "0"  # will be declined
            tier = "gold" if chance.random() < 0.2 else "standard"
            steps.append(Step("order", "POST", "/orders", body={"items": items, "card": card, "tier": tier}))
    return steps


def plan(requests: int, seed: int) -> list[Step]:
    """Return exactly so many requests: several journeys at a time, each in its own order."""
    chance = random.Random(seed)
    under_way = [collections.deque(journey(chance)) for _ in range(SHOPPERS)]
    steps: list[Step] = []
    while len(steps) < requests:
        place = chance.randrange(SHOPPERS)
        if not under_way[place]:
            under_way[place].extend(journey(chance))
        steps.append(under_way[place].popleft())
    return steps


# endregion journeys


async def send(
    base_url: str, steps: list[Step], rate: float, headers: dict[str, str] | None = None
) -> list[str]:
    """Send each step at its time; returns for each the status, or the name of what went wrong instead."""

    async def one(client: httpx.AsyncClient, number: int, step: Step) -> str:
        await asyncio.sleep(max(0.0, start + number / rate - time.monotonic()))
        try:
            response = await client.request(step.method, step.path, params=step.query, json=step.body)
        except httpx.TransportError as error:
            return type(error).__name__
        return str(response.status_code)

    limits = httpx.Limits(max_connections=256, max_keepalive_connections=64)
    headers = {"user-agent": "shopper/1.0", **(headers or {})}
    async with httpx.AsyncClient(
        base_url=base_url, timeout=PATIENCE, limits=limits, headers=headers
    ) as client:
        start = time.monotonic()
        return await asyncio.gather(*(one(client, n, step) for n, step in enumerate(steps)))


def shop_for(base_url: str, requests: int = 200, rate: float = 50, seed: int = 1) -> dict[str, Any]:
    """Send ``requests`` requests, ``rate`` a second, and return how many there were by kind and by status."""
    steps = plan(requests, seed)
    statuses = _run(send(base_url, steps, rate))
    return {
        "requests": requests,
        "kinds": dict(sorted(collections.Counter(step.kind for step in steps).items())),
        "statuses": dict(sorted(collections.Counter(statuses).items())),
        "orders": dict(
            sorted(
                collections.Counter(
                    s for step, s in zip(steps, statuses, strict=True) if step.kind == "order"
                ).items()
            )
        ),
    }


def _run(coroutine: Any) -> Any:
    """Run a coroutine to its end, also where a loop is running already, as in a notebook."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()

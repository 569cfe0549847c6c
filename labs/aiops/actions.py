"""What can be done with the shop whose hours take a second."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable
from typing import Any

from shop import driver
from shop.actions import fault as switch

from aiops import schedule
from aiops.injector import wait_for_the_disk

#: Where a round begins in the week, Wednesday 08:00, and the hours before it that warm everything up, with so
#: many requests each: what the first order or message makes a program load must have been loaded.
START, WARM_UP, WARMING = 2 * 24 + 8, 6, 40
#: The week whose load a round has; it is none of the data set's.
WEEK = 12


# region round
def round_of_hours(run: Any, fault: str = "", at: int = 3, hours: int = 8) -> dict[str, int]:
    """Drive the shop through ``hours`` simulated hours in the background, and say when the first begins.

    At hour ``at`` the fault named is switched on, until the end of the round.
    """
    wait_for_the_disk(run.data)
    begin = time.time_ns() + WARM_UP * 1_000_000_000

    def set_fault(on: bool) -> None:
        # At the end of a round the lab may have been stopped, and its faults with it.
        with contextlib.nullcontext() if on else contextlib.suppress(OSError):
            if fault:
                switch(run, fault, on)

    arguments = (run.endpoint("storefront"), begin, at, hours, set_fault)
    threading.Thread(target=play, args=arguments, daemon=True).start()
    return {"begin_unix_nano": begin}


def play(url: str, begin_unix_nano: int, at: int, hours: int, switch_fault: Callable[[bool], Any]) -> float:
    """Send the shoppers of a round; returns when the fault was in effect, in hours since its beginning."""
    counts = [WARMING] * WARM_UP + schedule.requests(WEEK, [])[schedule.WARM_UP + START :][:hours]
    first = begin_unix_nano / 1e9 - WARM_UP
    shoppers = threading.Thread(
        target=lambda: asyncio.run(drive(url, counts, WEEK, lambda: time.time() - first))
    )
    shoppers.start()
    time.sleep(max(0.0, begin_unix_nano / 1e9 + at - time.time()))
    switched = time.time()
    switch_fault(True)
    shoppers.join()
    switch_fault(False)
    return switched - begin_unix_nano / 1e9


async def drive(
    url: str,
    counts: list[int],
    seed: int,
    hour: Callable[[], float],
    going: Callable[[], bool] = lambda: True,
) -> list[str]:
    """Send each hour's shoppers in its second, and return what they were answered.

    ``hour`` says how many hours have passed since the first of ``counts`` began; no hour begins once
    ``going`` says no.
    """
    steps = driver.plan(sum(counts), seed)
    under_way = []
    for number, count in enumerate(counts):
        while (left := number - hour()) > 0:
            await asyncio.sleep(min(left, 0.05))
        if not going():
            break
        mine, steps = steps[:count], steps[count:]
        if mine:
            under_way.append(asyncio.create_task(driver.send(url, mine, count)))
    return [status for found in await asyncio.gather(*under_way) for status in found]


# endregion round

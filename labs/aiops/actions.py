"""What can be done with the shop whose hours take a second."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from typing import Any

from shop import driver
from shop.actions import fault as switch

from aiops import schedule

#: Where a round begins in the week, Wednesday 08:00, and the hours before it that warm everything up.
START, WARM_UP = 2 * 24 + 8, 12
#: The week whose load a round has; it is none of the data set's.
WEEK = 9


# region round
def round_of_hours(run: Any, fault: str = "", at: int = 7, hours: int = 13) -> dict[str, int]:
    """Drive the shop through ``hours`` simulated hours in the background, and say when the first begins.

    At hour ``at`` the fault named is switched on, until the end of the round.
    """
    begin = time.time_ns() + WARM_UP * 1_000_000_000
    threading.Thread(
        target=play,
        args=(run.endpoint("storefront"), begin, at, hours, lambda on: fault and switch(run, fault, on)),
        daemon=True,
    ).start()
    return {"begin_unix_nano": begin}


def play(url: str, begin_unix_nano: int, at: int, hours: int, switch_fault: Callable[[bool], Any]) -> float:
    """Send the shoppers of a round; returns when the fault was in effect, in hours since its beginning."""
    counts = schedule.requests(WEEK, [])[schedule.WARM_UP + START - WARM_UP :][: WARM_UP + hours]
    steps = driver.plan(sum(counts), WEEK)
    first = begin_unix_nano / 1e9 - WARM_UP

    async def drive() -> None:
        sent = 0
        under_way = []
        for number, count in enumerate(counts):
            await asyncio.sleep(max(0.0, first + number - time.time()))
            under_way.append(asyncio.create_task(driver.send(url, steps[sent : sent + count], count)))
            sent += count
        await asyncio.gather(*under_way)

    shoppers = threading.Thread(target=lambda: asyncio.run(drive()))
    shoppers.start()
    time.sleep(max(0.0, begin_unix_nano / 1e9 + at - time.time()))
    switched = time.time()
    switch_fault(True)
    shoppers.join()
    switch_fault(False)
    return switched - begin_unix_nano / 1e9


# endregion round

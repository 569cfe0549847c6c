"""The payment provider: a stand-in for somebody else's service. It sends no telemetry, as theirs would not.

It has a capacity like every service: so many requests at a time, each taking a while. Requests beyond
that wait, and a request whose client has given up is worked on all the same. Cards whose number ends in 0
are declined.
"""

from __future__ import annotations

import asyncio
import logging
import uuid
from typing import Any

from shop import config, faults
from shop.web import Application, HTTPError, Request, serve

#: Requests worked on at a time, and the seconds that each takes: on a good day, and on a bad one.
GOOD_DAY = (16, 0.008)
BAD_DAY = (2, 0.25)


class Payment:
    """The provider's interface."""

    def __init__(self, switches: faults.Switches) -> None:
        self._switches = switches
        self._workers = {day: asyncio.Semaphore(day[0]) for day in (GOOD_DAY, BAD_DAY)}

    def application(self) -> Application:
        """Return the routes."""
        application = Application()
        application.route("POST", "/authorisations")(self.authorise)
        application.route("DELETE", "/authorisations/{id}")(self.done)
        application.route("POST", "/captures")(self.done)
        return application

    async def authorise(self, request: Request) -> tuple[int, Any]:
        """Reserve an amount on a card."""
        await self._work(BAD_DAY if self._switches.on("retry-storm") else GOOD_DAY)
        if str(request.json().get("card", "0")).endswith("0"):
            raise HTTPError(402, "declined")
        return 201, {"id": uuid.uuid4().hex}

    async def done(self, _: Request) -> tuple[int, Any]:
        """Capture or void: always granted."""
        await self._work(GOOD_DAY)
        return 200, {"status": "done"}

    async def _work(self, day: tuple[int, float]) -> None:
        async with self._workers[day]:
            await asyncio.sleep(day[1])


async def run() -> None:
    """Serve until SIGTERM or SIGINT."""
    settings = config.read(7005, 7105)
    switches = faults.Switches("payment")
    with faults.Admin(settings.admin_port, switches) as admin:
        await serve(Payment(switches).application(), settings.host, settings.port, admin.start)


def main() -> None:
    """Run the provider."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)-7s %(name)s: %(message)s")
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    asyncio.run(run())


if __name__ == "__main__":
    main()

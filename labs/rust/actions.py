"""What can be done with the running labs of this folder: callers, restarts, and a build of one's own."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import httpx

#: How long telemetry may take from a program to the collector, in seconds.
PATIENCE = 20.0

FOLDER = Path(__file__).resolve().parent


def _call(method: str, url: str, trace_id: str = "", **options: Any) -> int:
    """Call, within the trace ``trace_id`` when one is given, and return the status."""
    headers = options.pop("headers", {})
    if trace_id:
        headers |= {"traceparent": f"00-{trace_id}-{secrets.token_hex(8)}-01"}
    return httpx.request(method, url, headers=headers, timeout=10, **options).status_code


def _wait_until(run: Any, query: str) -> None:
    """Wait until a query over this run's telemetry is true; give up silently, whoever asked will see."""
    end = time.monotonic() + PATIENCE
    while run.store.sql(query).scalar() is not True and time.monotonic() < end:
        time.sleep(0.1)


def stock(run: Any) -> list[int]:
    """Ask for three articles, one whose entry is corrupt, one that is unknown, and one while it is busy."""
    here = run.endpoint("stock")
    statuses = [_call("GET", f"{here}/stock/{sku}") for sku in ("lamp", "chair", "sofa", "vase", "unicorn")]
    httpx.put(f"{here}/admin/refuse/1").raise_for_status()
    statuses.append(_call("GET", f"{here}/stock/lamp"))
    _wait_until(run, "select count(*) = 6 from spans where kind = 'SERVER'")
    return statuses


def restart(run: Any) -> None:
    """Stop the stock service while nobody waits, and start it again."""
    run.switch("stock", False)
    run.switch("stock", True)


def pricing(run: Any) -> list[int]:
    """Ask for a price, for that of an unknown article, watch three prices, and give up after two of fifty."""
    here = run.endpoint("desk")
    statuses = [
        _call("GET", f"{here}{path}")
        for path in (
            "/quote/lamp?quantity=2",
            "/quote/unicorn",
            "/watch/chair?times=3&take=9",
            "/watch/chair?times=50&take=2",
        )
    ]
    _wait_until(run, "select count(*) = 12 from spans where name like 'pricing.v1.%' or name like 'GET /%'")
    return statuses


#: The cases of the lab "tasks", in the order of the chapter.
CASES = (
    *("await/wrong", "await/right", "spawn/wrong", "spawn/right", "channel/wrong", "channel/right"),
    *("select/wrong", "select/right", "timeout/wrong", "timeout/right"),
    *("blocking/wrong", "blocking/lost", "blocking/right", "levels/wrong", "levels/right", "api/both"),
)


def tasks(run: Any) -> list[int]:
    """Run each case once, one after the other."""
    here = run.endpoint("tasks")
    statuses = []
    for case in CASES:
        statuses.append(httpx.get(f"{here}/{case}", timeout=10).status_code)
        time.sleep(0.08)  # what a case leaves behind in the background is done before the next begins
    _wait_until(run, "select count(*) = 1 from spans where name = 'GET /api/both'")
    return statuses


def dispatch(run: Any, orders: int) -> list[int]:
    """Place orders while the worker is away, so that it finds them all when it comes back."""
    here = run.endpoint("intake")
    run.switch("worker", False)
    order = {"sku": "lamp", "quantity": 1, "cents": 3450}
    statuses = [_call("POST", f"{here}/orders", json=order) for _ in range(orders)]
    run.switch("worker", True)
    _wait_until(
        run,
        f"select count(*) filter (name = 'process orders') = {orders}"
        f" and count(*) filter (name = 'POST /orders') = {orders} from spans",
    )
    return statuses


def gateway(run: Any) -> list[int]:
    """Order as a gold customer, while the stock is busy, too many sofas, something unknown, and a lamp."""
    here = f"{run.endpoint('gateway')}/orders"

    def order(sku: str, quantity: int, tier: str = "basic") -> int:
        basket = {"sku": sku, "quantity": quantity}
        return _call("POST", here, headers={"x-customer-tier": tier}, json=basket)

    statuses = [order("lamp", 2, "gold")]
    httpx.put(f"{run.endpoint('stock')}/admin/refuse/1").raise_for_status()
    statuses += [order("chair", 1), order("sofa", 3), order("unicorn", 1), order("lamp", 1)]
    _wait_until(  # each service sends when its own clock says so
        run,
        "select count(*) filter (name = 'process orders') = 3"
        " and count(*) filter (name = 'POST /orders') = 5"
        " and count(*) filter (service_name = 'stock' and kind = 'SERVER') = 6"
        " and count(*) filter (service_name = 'pricing' and kind = 'SERVER') = 5 from spans",
    )
    return statuses


def shutdowns(run: Any, rounds: int) -> dict[str, int]:
    """Stop the four services under load, one after the other, and start them again; ``rounds`` times.

    Returns how many services stopped, how many spans they said had ended and how many arrived, how many
    orders were answered, and how many of those have no span. The last is counted by the callers alone.
    """
    services = ("stock", "pricing", "worker", "gateway")
    answered: list[str] = []
    stop = threading.Event()

    def shop_on() -> None:
        here = f"{run.endpoint('gateway')}/orders"
        while not stop.is_set():
            trace_id = secrets.token_hex(16)
            try:
                _call("POST", here, trace_id, json={"sku": "lamp", "quantity": 1})
                answered.append(trace_id)
            except httpx.HTTPError:
                time.sleep(0.01)  # the gateway is away

    callers = [threading.Thread(target=shop_on) for _ in range(4)]
    for caller in callers:
        caller.start()
    try:
        for _ in range(rounds):
            time.sleep(0.2)
            for service in services:
                run.switch(service, False)
            for service in services:
                run.switch(service, True)
    finally:
        stop.set()
        for caller in callers:
            caller.join()
    for service in services:  # what has been answered since the last start is sent by a stop, too
        run.switch(service, False)
        run.switch(service, True)
    stopped = rounds * len(services) + len(services)
    _wait_until(run, f"select count(*) >= {stopped} from logs where event_name = 'service.stopped'")
    return _lost(run, answered)


def _lost(run: Any, answered: list[str]) -> dict[str, int]:
    (row,) = run.store.sql("""
        with stopped as (
            select resource['service.instance.id'] as instance,
                   max(attributes['spans.ended']::bigint) as ended
            from logs where event_name = 'service.stopped' group by all),
        arrived as (
            select resource['service.instance.id'] as instance, count(*) as stored from spans group by all)
        select count(*) as stopped, sum(ended)::bigint as ended, sum(coalesce(stored, 0))::bigint as stored
        from stopped left join arrived using (instance)
    """).rows()
    served = run.store.sql(
        "select distinct trace_id from spans where service_name = 'gateway' and kind = 'SERVER'"
    )
    missing = set(answered) - {r["trace_id"] for r in served.rows()}
    return {**row, "answered": len(answered), "answered_without_a_span": len(missing)}


def checkout(run: Any) -> int:
    """Check out once."""
    begun = run.collector.store()
    status = _call("POST", f"{run.endpoint('checkout')}/checkout")
    end = time.monotonic() + PATIENCE
    while begun.sql("select count(*) < 4 from spans").scalar() and time.monotonic() < end:
        time.sleep(0.1)
    return status


def rebuild(run: Any, worker: str) -> dict[str, Any]:
    """Put ``worker`` in the place of the region of that name in ``repair/src/worker.rs``, and build that.

    Returns ``seconds``, and ``error``: what the compiler said, empty when it had no complaint; then the
    checkout has been started again with it. The sources of the course stay as they are.
    """
    from otlplab.runner import builds

    # All of the workspace, so that its dependencies are those that the labs have built already.
    cache = builds.cache_folder("rust")
    copy = cache / "repair"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("target", "__pycache__"), dirs_exist_ok=True)
    file = copy / "repair" / "src" / "worker.rs"
    before, _, rest = file.read_text("utf-8").partition("// region worker\n")
    after = rest.partition("// endregion worker\n")[2]
    file.write_text(f"{before}{worker.strip()}\n{after}", "utf-8")

    begun = time.monotonic()
    built = subprocess.run(
        ["cargo", "build", "--locked", "--offline", "--quiet", "--color=never", "--bin", "repair"],
        cwd=copy,
        env=os.environ
        | {
            "CARGO_TARGET_DIR": str(cache),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - begun
    if built.returncode:
        return {"seconds": seconds, "error": built.stderr.replace(str(copy), "")}
    run.switch("checkout", False)  # a program that runs cannot be overwritten
    shutil.copy2(cache / "debug" / "repair", run.data / "repair")
    run.switch("checkout", True)
    return {"seconds": seconds, "error": ""}


def versions(run: Any) -> list[str]:
    """Have the tax computed by the library on this version of the API, and by the one on an older version."""
    here = run.endpoint("versions")
    answers = [httpx.get(f"{here}/{which}", timeout=10).text for which in ("new", "old")]
    _wait_until(run, "select count(*) = 5 from spans")
    return answers


def tree(run: Any) -> list[str]:
    """Return which packages of the lab bring which version of the OpenTelemetry API, as cargo tells it."""
    command = ["cargo", "tree", "--locked", "--offline", "--package", "versions"]
    command += ["--prefix", "depth", "--depth", "2"]
    told = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=True).stdout
    lines = [
        line.split(" (")[0]
        for line in told.splitlines()
        if " opentelemetry v" in f" {line.lstrip('0123456789')}"
    ]
    return sorted(dict.fromkeys(line.lstrip("0123456789") for line in lines))

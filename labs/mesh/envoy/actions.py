"""What can be done with the mesh: orders, rules, releases, bad days. It never counts what a client saw."""

from __future__ import annotations

import asyncio
import json
import threading
import time
import urllib.request
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import yaml
from shop import seed

from mesh import judge
from mesh.envoy import rules

#: The sidecars of each service that has a rule of its own.
WORKLOADS = {"storefront": ["storefront"], "checkout": ["checkout-v1", "checkout-v2"]}
#: How many wait for an answer at a time: a closed loop, which no slow machine can drown.
SHOPPERS = 6


# region traffic
def drive(run: Any, orders: int = 150, variant: str = "") -> None:
    """Send orders to the storefront; every other customer is gold. A ``variant`` goes into the baggage."""
    headers = {"baggage": f"shop.variant={variant}"} if variant else {}
    bodies = [
        {
            "items": [{"sku": seed.sku(n % (seed.SOLD_OUT_EVERY - 1)), "quantity": 1}],
            "card": f"4000-{n:06d}-{n % 9 + 1}",
            "tier": ("gold", "standard")[n % 2],
        }
        for n in range(orders)
    ]
    _all_answered(run, orders, _send(f"{run.endpoint('storefront')}/orders", bodies, headers))


def knock(run: Any, requests: int = 400) -> None:
    """Send cheap requests through the storefront's sidecar: the checkout refuses them with status 405."""
    _all_answered(run, requests, _send(f"{run.endpoint('storefront-out')}/orders", [None] * requests, {}))


async def _send(url: str, bodies: list[Any], headers: dict[str, str]) -> None:
    waiting = iter(bodies)

    async def shopper(client: httpx.AsyncClient) -> None:
        for body in waiting:  # shared: each takes the next
            if body is None:
                await client.get(url)
            else:
                await client.post(url, json=body)

    async with httpx.AsyncClient(headers=headers, timeout=30) as client:
        await asyncio.gather(*(shopper(client) for _ in range(SHOPPERS)))


# endregion traffic


def _all_answered(run: Any, requests: int, sending: Coroutine[Any, Any, None]) -> None:
    """Send, and wait until the storefront's sidecar has told of every request, and nobody tells more."""
    store = run.collector.store()
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, sending).result()
    store.wait(requests, where=f"{judge.CALLS} and service_name = 'storefront'", timeout=30)
    told, before = store.sql(_TOLD).scalar(), -1
    while told != before:
        time.sleep(0.5)  # sidecars and services keep a span for a fifth of a second
        told, before = store.sql(_TOLD).scalar(), told


_TOLD = "select count(*) from spans"


# region apply
def rule(run: Any, told: str, service: str = "storefront") -> float:
    """Put a rule in force and return how many seconds that took, until the last sidecar had taken it.

    ``told`` is YAML, or the name of a file in ``rules``. Raises :class:`~mesh.envoy.rules.RuleError` when it
    is wrong; the rule before it stays in force then.
    """
    text = rules.read(told)
    known = yaml.safe_load((rules.HERE / "clusters" / f"{service}.yaml").read_text("utf-8"))
    rules.check(text, [one["name"] for one in known])
    return _put(run, service, "routes", {workload: rules.routes(text) for workload in WORKLOADS[service]})


# endregion apply


def weigh(run: Any, new: int) -> None:
    """Put ``rules/canary.yaml`` in force, with ``new`` % for the new release."""
    told = yaml.safe_load(rules.read("canary"))
    old_one, new_one = told["routes"][0]["route"]["weighted_clusters"]["clusters"]
    old_one["weight"], new_one["weight"] = 100 - new, new
    rule(run, yaml.safe_dump(told))


def settings(run: Any, told: str, service: str = "checkout") -> float:
    """Give the clusters of a service's sidecars settings besides; returns the seconds that it took.

    ``told`` is YAML, or the name of a file in ``settings``. Raises :class:`~mesh.envoy.rules.RuleError` when
    Envoy does not take them.
    """
    text = rules.read(told, "settings")
    if not isinstance(yaml.safe_load(text), dict):
        raise rules.RuleError("settings are fields of a cluster, such as `outlier_detection: {}`")
    files = {}
    for workload in WORKLOADS[service]:
        known = (run.data / "rules" / f"{workload}.known.yaml").read_text("utf-8")
        files[workload] = rules.clusters(known, text)
    return _put(run, service, "clusters", files)


def mistakes(run: Any) -> dict[str, str]:
    """Try to put every file of ``mistakes`` in force; return by name what its author is told."""
    said = {}
    for file in sorted((rules.HERE / "mistakes").glob("*.yaml")):
        try:
            rule(run, file.read_text("utf-8"))
        except rules.RuleError as error:
            said[file.stem] = str(error)
        else:
            said[file.stem] = "in force"
    return said


def _put(run: Any, service: str, kind: str, files: dict[str, str]) -> float:
    begun = time.monotonic()
    for workload, text in files.items():
        _taken(run, workload, kind, text)
    return round(time.monotonic() - begun, 3)


def _taken(run: Any, workload: str, kind: str, text: str) -> None:
    """Put a file in the place of another, and wait until the sidecar has taken it, or refused to."""
    before = _updates(run, workload, kind)
    rules.put(run.data / "rules", workload, kind, text)
    deadline = time.monotonic() + 10
    while (now := _updates(run, workload, kind)) == before:
        if time.monotonic() > deadline:
            raise RuntimeError(f"the sidecar of {workload} has not read its {kind} within 10 s")
        time.sleep(0.005)
    if now["update_success"] == before["update_success"]:
        said = run.logs(f"{workload}-sidecar").strip().splitlines()
        raise rules.RuleError(rules.explain(said[-1] if said else "it does not say why", []))


def _updates(run: Any, workload: str, kind: str) -> dict[str, int]:
    """Return how many files of a kind a sidecar has taken and refused, as it counts itself."""
    prefix = "cluster_manager.cds" if kind == "clusters" else "http.outbound.rds.outbound"
    url = f"{run.endpoint(f'{workload}-envoy')}/stats?filter={prefix}.update_&format=json"
    with urllib.request.urlopen(url, timeout=10) as response:
        found = {one["name"].rpartition(".")[2]: one["value"] for one in json.load(response)["stats"]}
    return {name: found.get(name, 0) for name in ("update_success", "update_rejected", "update_failure")}


# region edits
def edits(run: Any, times: int = 20) -> list[float]:
    """Change a rule to and fro under traffic; return for each change the seconds until it shows in a span.

    The clock starts before the file is written, and stops where the first request begins that goes the new
    way.
    """
    ways = ["checkout-v2", "checkout-v1"]
    store, stop, changed, answers = run.collector.store(), threading.Event(), [], []
    with ThreadPoolExecutor(1) as thread:
        traffic = thread.submit(_until, f"{run.endpoint('storefront-out')}/orders", stop, answers)
        try:
            for number in range(times):
                way = ways[number % 2]
                text = rules.routes(rules.read(("green", "stable")[number % 2]))
                changed.append((time.time_ns(), way))
                _taken(run, "storefront", "routes", text)
                before = len(answers)
                while len(answers) < before + 2 and not traffic.done():  # the first may have begun earlier
                    time.sleep(0.01)
        finally:
            stop.set()
        traffic.result()
        store.wait(len(answers), where=f"{judge.CALLS} and service_name = 'storefront'", timeout=30)
    first = f"""
        select min(epoch_ns(start_time)) from spans
        where {judge.CALLS} and service_name = 'storefront' and epoch_ns(start_time) >= ?
          and attributes['upstream_cluster.name']::varchar = ?"""
    return [round((store.sql(first, [at, way]).scalar() - at) / 1e9, 4) for at, way in changed]


def _until(url: str, stop: threading.Event, answers: list[int]) -> None:
    """Ask one request after the other until told to stop, and keep the status of each answer."""
    with httpx.Client(timeout=30) as client:
        while not stop.is_set():
            answers.append(client.get(url).status_code)


# endregion edits


def deploy(run: Any, version: str, propagators: str = "tracecontext,baggage") -> None:
    """Replace the second release of the checkout by another; ``propagators`` as in ``OTEL_PROPAGATORS``."""
    (run.data / "release").write_text(f"SERVICE_VERSION={version}\nOTEL_PROPAGATORS={propagators}\n", "utf-8")
    run.switch("checkout-v2", False)
    run.switch("checkout-v2", True)


def bad_day(run: Any, zones: str = "ab", on: bool = True) -> None:
    """Let the payment provider be slow in some zones, or fast again: two at a time, 250 ms each."""
    for zone in zones:
        url = f"{run.endpoint(f'payment-{zone}-admin')}/faults/retry-storm"
        httpx.put(url, json={"on": on}, timeout=20).raise_for_status()


def lose(run: Any, program: str, lost: bool = True) -> None:
    """End a program of the lab, such as a sidecar, as if its machine had gone; or start it again."""
    run.switch(program, not lost)

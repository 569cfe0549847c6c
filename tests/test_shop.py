"""The shop, live: on PostgreSQL where it is installed and on SQLite, as its telemetry shows it."""

from __future__ import annotations

import asyncio
import collections
import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from otlplab.collector import attach
from otlplab.collector.local import LocalCollector
from otlplab.conventions import convention
from otlplab.store import Store
from shop import databases, driver, faults, seed
from shop.database import Database, DatabaseError, PoolTimeout
from shop.driver import Step
from shop.messages import MAX_ATTEMPTS, Queue
from shop.stack import Shop

ENGINES = ["sqlite", *(["postgresql"] if databases.postgresql_programs() else [])]
QUICK = {
    "OTEL_BSP_SCHEDULE_DELAY": "200",
    "OTEL_BLRP_SCHEDULE_DELAY": "200",
    "OTEL_METRIC_EXPORT_INTERVAL": "500",
}
SEARCH = Step("search", "GET", "/search", {"q": "small oak rack"})
PRODUCT = Step("product", "GET", f"/products/{seed.sku(0)}")
EMPTY_PACK = Step("product", "GET", f"/products/{seed.sku(seed.EMPTY_PACK_EVERY - 1)}")


def order(tier: str = "standard", card: str = "4000-1", number: int = 1) -> Step:
    body = {"items": [{"sku": seed.sku(number), "quantity": 1}], "card": card, "tier": tier}
    return Step("order", "POST", "/orders", body=body)


class Running:
    """A shop, the collector it sends to, and shorthand for both."""

    def __init__(self, shop: Shop, collector: LocalCollector) -> None:
        self.shop, self.collector = shop, collector

    def send(self, steps: list[Step], rate: float = 20) -> list[str]:
        return asyncio.run(driver.send(self.shop.url("storefront"), steps, rate))


@pytest.fixture(scope="module")
def collector(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCollector]:
    collector = attach(tmp_path_factory.mktemp("shop") / "telemetry", http_port=0, grpc_port=0)
    yield collector
    collector.stop()


@pytest.fixture(scope="module", params=ENGINES)
def running(request: pytest.FixtureRequest, collector: LocalCollector) -> Iterator[Running]:
    with Shop(collector.http_endpoint, request.param, QUICK) as shop:
        yield Running(shop, collector)


def arrived(store: Store, n: int, **what: Any) -> None:
    """Wait as ``store.wait`` does, then for what other services have still to send: each has its own beat."""
    store.wait(n, **what)
    seen = None
    while (
        now := store.sql("select (select count(*) from spans) + (select count(*) from logs)").scalar()
    ) != seen:
        seen = now
        time.sleep(1)


#: What does not depend on the database is tested with one of them.
once = pytest.mark.parametrize("running", ENGINES[-1:], indirect=True)


# --- the driver


@given(st.integers(1, 300), st.integers(0, 100), st.integers(0, 2**32))
def test_a_plan_depends_on_its_seed_alone(requests: int, more: int, number: int) -> None:
    plan = driver.plan(requests, number)
    assert len(plan) == requests
    assert driver.plan(requests + more, number)[:requests] == plan


def expected(requests: int, number: int) -> collections.Counter[str]:
    """Count what a drive without faults leads to, from the plan and the content of the database."""
    counts: collections.Counter[str] = collections.Counter()
    for step in driver.plan(requests, number):
        counts[step.kind] += 1
        if step.kind != "order":
            if step.path == "/products/P99999":
                counts["404"] += 1
            continue
        assert step.body
        numbers = [int(item["sku"][1:]) for item in step.body["items"]]
        if step.body["card"].endswith("0"):
            counts["declined"] += 1
        elif any(n % seed.SOLD_OUT_EVERY == seed.SOLD_OUT_EVERY - 1 for n in numbers):
            counts["sold out"] += 1
        else:
            counts["placed"] += 1
    return counts


def test_a_drive_gives_exact_numbers(running: Running) -> None:
    store = running.collector.store()
    told = running.shop.drive(requests=300, rate=50, seed=1)
    plan = expected(300, 1)
    assert plan["placed"] > 5 and plan["declined"] and plan["sold out"] and plan["404"]  # all paths are taken
    assert told["statuses"] == {
        "200": 300 - plan["order"] - plan["404"],
        "201": plan["placed"],
        "402": plan["declined"],
        "404": plan["404"],
        "409": plan["sold out"],
    }
    authorised = plan["placed"] + plan["sold out"]
    exact = {
        "storefront GET / SERVER": plan["home"],
        "storefront GET /search SERVER": plan["search"],
        "storefront GET /products/{sku} SERVER": plan["product"],
        "storefront POST /cart SERVER": plan["cart"],
        "storefront POST /orders SERVER": plan["order"],
        "storefront POST /orders CLIENT": plan["order"],
        "storefront price basket INTERNAL": plan["cart"] + plan["order"],
        "catalogue shop.v1.Catalogue/GetProducts SERVER": plan["product"] + plan["cart"] + plan["order"],
        "catalogue shop.v1.Catalogue/ReserveStock SERVER": authorised,
        "catalogue SELECT product CLIENT": plan["home"] + plan["search"],
        "catalogue INSERT reservation CLIENT": authorised,
        "checkout POST /orders SERVER": plan["order"],
        "checkout POST /authorisations CLIENT": plan["order"],
        "checkout DELETE /authorisations/{id} CLIENT": plan["sold out"],
        "checkout INSERT orders CLIENT": plan["placed"],
        "checkout INSERT message CLIENT": plan["placed"],
        "checkout send orders PRODUCER": plan["placed"],
        "fulfilment process orders CONSUMER": plan["placed"],
        "fulfilment POST /captures CLIENT": plan["placed"],
        "fulfilment UPDATE orders CLIENT": plan["placed"],
    }
    of = "service_name || ' ' || name || ' ' || kind"
    arrived(store, sum(exact.values()), where=f"{of} in {tuple(exact)}", timeout=15)
    rows = store.sql(f"select {of} as key, count(*) as n from spans group by 1").rows()
    spans = {row["key"]: row["n"] for row in rows}
    assert {key: spans.get(key) for key in exact} == exact
    traces = "select count(distinct trace_id) from spans where service_name = 'storefront'"
    assert store.sql(traces).scalar() == 300
    for event in ("shop.order.placed", "shop.order.shipped"):
        arrived(store, plan["placed"], table="logs", where=f"event_name = '{event}'", timeout=15)
    events = "select event_name, count(*) from logs where event_name is not null group by 1"
    assert {tuple(r.values()) for r in store.sql(events).rows()} == {
        ("shop.order.placed", plan["placed"]),
        ("shop.order.shipped", plan["placed"]),
    }


# --- one order, all the way


def test_an_order_is_one_trace_and_a_link(running: Running) -> None:
    store = running.collector.store()
    assert running.send([order("gold")]) == ["201"]
    arrived(store, 1, where="name = 'process orders'", timeout=15)
    arrived(
        store,
        1,
        where="name = 'POST /orders' and service_name = 'storefront' and kind = 'SERVER'",
        timeout=15,
    )
    chain = store.sql("""
        with recursive up as (
            select *, 1 as hop from spans where name = 'send orders'
            union all
            select spans.*, hop + 1 from spans join up on spans.span_id = up.parent_span_id)
        select service_name || ' ' || name || ' ' || kind as step from up order by hop desc""")
    assert [row["step"] for row in chain.rows()] == [
        "storefront POST /orders SERVER",
        "storefront POST /orders CLIENT",
        "checkout POST /orders SERVER",
        "checkout send orders PRODUCER",
    ]
    (trace,) = store.sql("select trace_id from spans where name = 'send orders'").rows()
    within = store.sql(
        "select service_name, name, kind from spans where trace_id = ? order by start_time",
        [trace["trace_id"]],
    ).rows()
    names = [(row["service_name"], row["name"]) for row in within]
    assert ("catalogue", "shop.v1.Catalogue/ReserveStock") in names
    assert ("catalogue", "UPDATE product") in names  # storefront → checkout → catalogue → database
    (process,) = store.sql("""
        select p.parent_span_id, p.trace_id <> s.trace_id as other_trace,
               l.linked_span_id = s.span_id as linked, p.attributes['shop.customer.tier'] as tier
        from spans p join span_links l using (span_id) join spans s on s.name = 'send orders'
        where p.name = 'process orders'""").rows()
    assert process == {"parent_span_id": None, "other_trace": True, "linked": True, "tier": "gold"}
    (receive,) = store.sql("""
        select l.linked_span_id = s.span_id as linked from spans r join span_links l using (span_id)
        join spans s on s.name = 'send orders' where r.name = 'receive orders'""").rows()
    assert receive["linked"]
    joined = (
        "select event_name from logs join spans using (trace_id, span_id) where service_name = 'checkout'"
    )
    arrived(store, 1, table="logs", where="event_name = 'shop.order.placed'", timeout=15)
    assert {"event_name": "shop.order.placed"} in store.sql(joined.replace("service", "logs.service")).rows()


def test_search_reaches_the_database(running: Running) -> None:
    store = running.collector.store()
    assert running.send([SEARCH]) == ["200"]
    arrived(store, 1, where="name = 'GET /search'", timeout=15)
    arrived(store, 1, where="name = 'SELECT product'", timeout=15)
    arrived(store, 1, where="name like '%SearchProducts' and kind = 'SERVER'", timeout=15)
    (row,) = store.sql("""
        select s.attributes as attributes from spans s join spans p on s.parent_span_id = p.span_id
        where s.name = 'SELECT product' and p.name = 'shop.v1.Catalogue/SearchProducts'""").rows()
    attributes = dict(row["attributes"])
    assert attributes["db.operation.name"] == "SELECT"
    assert attributes["db.collection.name"] == "product"
    assert attributes["db.query.summary"] == "SELECT product"
    assert "rack" not in str(attributes["db.query.text"])  # the text, not the values
    assert attributes["db.system.name"] in ENGINES


# --- the queue


def test_the_queue_gives_each_message_to_one_worker_at_a_time(running: Running) -> None:
    urls = json.loads((running.shop.folder / "databases.json").read_text("utf-8"))
    database = Database(urls["orders"])
    queue = Queue(database, "tests")
    with pytest.raises(RuntimeError), database.transaction() as connection:
        queue.send(connection, {"number": 0})
        raise RuntimeError("the order could not be stored")
    assert queue.receive(10) == []  # no order, no message
    for number in range(20):
        with database.transaction() as connection:
            queue.send(connection, {"number": number})
    with ThreadPoolExecutor(4) as workers:
        batches = list(workers.map(lambda _: queue.receive(5), range(4)))
    taken = [message.body["number"] for batch in batches for message in batch]
    assert sorted(taken) == list(range(20))
    assert queue.receive(10) == []  # all on lease
    first = batches[0][0]
    for attempt in range(2, MAX_ATTEMPTS + 1):
        queue.release(first, 0)
        assert [(m.id, m.attempts) for m in queue.receive(10)] == [(first.id, attempt)]
    queue.release(first, 0)
    assert queue.receive(10) == []  # left alone after so many attempts
    queue.ack([message for batch in batches for message in batch])
    with database.connection() as connection:
        left = connection.raw.execute("SELECT count(*) FROM message WHERE queue = 'tests'").fetchone()
    assert left == (0,)
    database.close()


def test_a_pool_that_is_empty_says_so(running: Running) -> None:
    urls = json.loads((running.shop.folder / "databases.json").read_text("utf-8"))
    database = Database(urls["orders"], size=1, wait=0.1)
    with database.connection(), pytest.raises(PoolTimeout), database.connection():
        pass
    with pytest.raises(DatabaseError), database.connection() as connection:
        connection.execute("SELECT nothing", "SELECT * FROM nothing")
    with database.connection() as connection:  # the connection that failed was replaced
        assert connection.execute("SELECT orders", "SELECT count(*) FROM orders")
    database.close()


# --- names


@once
def test_names_are_those_of_today(running: Running) -> None:
    store = running.collector.store()
    running.send([Step("home", "GET", "/"), SEARCH, PRODUCT, order()])
    arrived(store, 1, where="name = 'process orders'", timeout=15)
    arrived(store, 1, table="metric_points", where="metric_name = 'messaging.process.duration'", timeout=15)
    keys = {
        row["k"] for row in store.sql("select distinct unnest(map_keys(attributes)) as k from spans").rows()
    }
    keys |= {
        row["k"]
        for row in store.sql("select distinct unnest(map_keys(attributes)) as k from metric_points").rows()
    }
    assert not [key for key in keys if convention(key).stability == "deprecated"]
    assert {
        "rpc.system.name",
        "rpc.method",
        "rpc.response.status_code",
        "db.system.name",
        "http.route",
    } <= keys
    assert {"messaging.system", "messaging.destination.name", "messaging.operation.type"} <= keys
    resource = store.sql("select any_value(resource) as r from spans where service_name = 'checkout'").rows()[
        0
    ]["r"]
    assert resource["service.namespace"] == "shop" and resource["service.version"] == "1.4.1"
    assert resource["deployment.environment.name"] == "development" and resource["service.instance.id"]
    assert store.sql("select count(*) from span_events").scalar() == 0  # events are log records


@once
def test_metrics_have_the_right_form(running: Running) -> None:
    store = running.collector.store()
    running.send([SEARCH, order(), order("gold")])
    for name in ("shop.order.value", "messaging.process.duration", "rpc.server.call.duration"):
        arrived(store, 1, table="metric_points", where=f"metric_name = '{name}'", timeout=15)
    rows = store.sql("select distinct metric_name, type, unit from metric_points").rows()
    forms = {row["metric_name"]: (row["type"], row["unit"]) for row in rows}
    for name in ("http.server.request.duration", "http.client.request.duration", "rpc.server.call.duration"):
        assert forms[name] == ("histogram", "s")
    for name in (
        "rpc.client.call.duration",
        "db.client.operation.duration",
        "db.client.connection.wait_time",
    ):
        assert forms[name] == ("histogram", "s")
    assert forms["shop.order.value"] == ("exponential_histogram", "EUR")
    assert forms["messaging.process.duration"] == ("exponential_histogram", "s")
    assert forms["shop.queue.depth"] == ("gauge", "{message}")
    assert forms["shop.orders"] == ("sum", "{order}")
    assert forms["process.memory.usage"] == ("sum", "By") and forms["process.cpu.time"] == ("sum", "s")
    exemplars = """(
        from (select unnest(exemplars) as e from metric_points
              where metric_name = 'http.server.request.duration')
        join spans on spans.trace_id = e.trace_id and spans.span_id = e.span_id and spans.kind = 'SERVER')"""
    arrived(store, 1, table=exemplars, timeout=15)


# --- the faults


def quickest(store: Any, name: str, service: str) -> float:
    """Return the shortest duration, ms: what other work of the machine adds is not the query's."""
    query = "select min(duration_ms) from spans where name = ? and service_name = ? and kind <> 'INTERNAL'"
    return store.sql(query, [name, service]).scalar()


def test_slow_query(running: Running) -> None:
    before = running.collector.store()
    assert set(running.send([SEARCH] * 8)) == {"200"}
    before.wait(8, where="name = 'SELECT product'", timeout=15)
    running.shop.fault("slow-query")
    during = running.collector.store()
    try:
        assert set(running.send([SEARCH] * 4, rate=1)) <= {"200", "504"}  # so slow that some may give up
        during.wait(4, where="name = 'GET /search'", timeout=15)
    finally:
        running.shop.fault("slow-query", on=False)
    slow, quick = (
        quickest(during, "SELECT product", "catalogue"),
        quickest(before, "SELECT product", "catalogue"),
    )
    assert slow > 5 * quick
    after = running.collector.store()
    assert set(running.send([SEARCH] * 8)) == {"200"}
    after.wait(8, where="name = 'SELECT product'", timeout=15)
    assert quickest(after, "SELECT product", "catalogue") < slow / 2


def test_lock(running: Running) -> None:
    running.shop.fault("lock")
    store = running.collector.store()
    try:
        assert running.send([order()]) == ["502"]
        assert running.send([SEARCH]) == ["200"]  # reading goes on
    finally:
        running.shop.fault("lock", on=False)
    arrived(store, 3, where="name like '%ReserveStock' and kind = 'CLIENT'", timeout=15)
    errors = store.sql("""select distinct attributes['error.type'] as e from spans
        where name like '%ReserveStock' and kind = 'CLIENT'""").rows()
    assert errors == [{"e": "DEADLINE_EXCEEDED"}]
    assert running.send([order()]) == ["201"]


@once
def test_cache_loss(running: Running) -> None:
    running.shop.fault("cache-loss")
    store = running.collector.store()
    try:
        assert running.send([PRODUCT] * 3) == ["200"] * 3
    finally:
        running.shop.fault("cache-loss", on=False)
    arrived(store, 3, where="name = 'GET /products/{sku}'", timeout=15)
    arrived(store, 3, where="name = 'SELECT product'", timeout=15)
    missed = "metric_name = 'shop.cache.requests' and attributes['shop.cache.result'] = 'miss'"
    arrived(store, 1, table="metric_points", where=missed, timeout=15)


@once
def test_cpu(running: Running) -> None:
    running.shop.fault("cpu")
    store = running.collector.store()
    try:
        running.send([SEARCH] * 4)
    finally:
        running.shop.fault("cpu", on=False)
    arrived(store, 4, where="name like '%SearchProducts' and kind = 'SERVER'", timeout=15)
    served = quickest(store, "shop.v1.Catalogue/SearchProducts", "catalogue")
    assert (
        served > quickest(store, "SELECT product", "catalogue") + 10
    )  # ms; the time is spent outside the query


@once
def test_retry_storm(running: Running) -> None:
    running.shop.fault("retry-storm")
    store = running.collector.store()
    try:
        assert running.send([order()] * 3) == ["502"] * 3
    finally:
        running.shop.fault("retry-storm", on=False)
    arrived(store, 30, where="name = 'POST /authorisations'", timeout=15)
    (row,) = store.sql("""
        select count(*) as n, max(cast(attributes['http.request.resend_count'] as int)) as resent,
               count(distinct trace_id) as traces, any_value(attributes['error.type']) as error
        from spans where name = 'POST /authorisations'""").rows()
    assert row == {"n": 30, "resent": 9, "traces": 3, "error": "httpx.ReadTimeout"}


@once
def test_lost_context(running: Running) -> None:
    running.shop.fault("lost-context")
    store = running.collector.store()
    try:
        assert running.send([order("gold")]) == ["201"]
        arrived(store, 1, where="name = 'process orders'", timeout=15)
    finally:
        running.shop.fault("lost-context", on=False)
    assert store.sql("select count(*) from span_links").scalar() == 0
    tier = "select attributes['shop.customer.tier'] from spans where name = 'process orders'"
    assert store.sql(tier).scalar() == "standard"  # the baggage is lost with the rest


@once
def test_lost_dependency(running: Running) -> None:
    running.shop.fault("lost-dependency")
    store = running.collector.store()
    try:
        assert running.send([order()]) == ["502"]
    finally:
        running.shop.fault("lost-dependency", on=False)
    arrived(store, 3, where="name = 'POST /authorisations'", timeout=15)
    error = "select distinct attributes['error.type'] as e from spans where name = 'POST /authorisations'"
    assert store.sql(error).rows() == [{"e": "httpx.ConnectError"}]


@once
def test_bad_deploy(running: Running) -> None:
    store = running.collector.store()
    running.shop.fault("bad-deploy")
    try:
        assert running.send([order("gold"), order("standard")], rate=2) == ["502", "201"]
    finally:
        running.shop.fault("bad-deploy", on=False)
    arrived(store, 2, where="service_name = 'checkout' and kind = 'SERVER'", timeout=15)
    rows = store.sql("""
        select resource['service.version'] as version, attributes['error.type'] as error,
               attributes['shop.customer.tier'] as tier
        from spans where service_name = 'checkout' and kind = 'SERVER' order by start_time""").rows()
    assert rows == [
        {"version": "1.5.0", "error": "KeyError", "tier": "gold"},
        {"version": "1.5.0", "error": None, "tier": "standard"},
    ]
    assert running.send([order("gold")]) == ["201"]


@once
def test_error_rate(running: Running) -> None:
    store = running.collector.store()
    assert running.send([EMPTY_PACK]) == ["200"]
    running.shop.fault("error-rate")
    try:
        assert running.send([EMPTY_PACK, PRODUCT]) == ["500", "200"]
    finally:
        running.shop.fault("error-rate", on=False)
    arrived(store, 1, table="logs", where="severity_text = 'ERROR'", timeout=15)
    arrived(store, 1, where="status_code = 'ERROR' and kind = 'SERVER'", timeout=15)
    (row,) = store.sql("""
        select s.attributes['error.type'] as error, l.attributes['exception.stacktrace'] as stack
        from logs l join spans s using (trace_id, span_id) where l.severity_text = 'ERROR'""").rows()
    assert row["error"] == "ZeroDivisionError"
    assert "shop/storefront.py" in row["stack"]
    assert str(Path(__file__).parents[1]) not in row["stack"]


@once
def test_leak(running: Running) -> None:
    grown = "metric_name = 'process.memory.usage' and service_name = 'storefront'"
    before = running.collector.store()
    before.wait(1, table="metric_points", where=grown, timeout=15)
    start = before.sql(f"select max(value) from metric_points where {grown}").scalar()
    running.shop.fault("leak")
    store = running.collector.store()
    try:
        running.send([SEARCH] * 30, rate=40)
    finally:
        running.shop.fault("leak", on=False)
    wanted = f"{grown} and value > {start + 30 * 0.5e6 * 0.8}"
    arrived(store, 1, table="metric_points", where=wanted, timeout=15)


# --- the switches


@once
def test_the_switches_refuse_what_they_do_not_know(running: Running) -> None:
    base = f"http://127.0.0.1:{running.shop.admin_ports['catalogue']}"

    def put(path: str, body: bytes) -> tuple[int, dict[str, Any]]:
        request = urllib.request.Request(base + path, data=body, method="PUT")
        try:
            with urllib.request.urlopen(request, timeout=5) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    assert put("/faults/flood", b'{"on": true}')[0] == 404
    for body in (b"", b"on", b"[]", b'{"on": 1}', b'{"off": true}'):
        assert put("/faults/lock", body)[0] == 400
    assert put("/faults/lock", b'{"on": false}') == (
        200,
        {"slow-query": False, "lock": False, "cache-loss": False, "cpu": False},
    )
    with pytest.raises(KeyError):
        faults.switch("flood", True, {})


@once
def test_the_storefront_refuses_what_is_no_order(running: Running) -> None:
    bad = [
        Step("order", "POST", "/orders", body={"items": []}),
        Step("order", "POST", "/orders", body={"items": [{"sku": seed.sku(1), "quantity": 0}]}),
        Step("order", "POST", "/orders", body={"items": [{"quantity": 1}]}),
        Step("search", "GET", "/search", {"q": " "}),
        Step("page", "GET", "/nothing"),
        Step("page", "DELETE", "/cart"),
    ]
    assert running.send(bad) == ["400", "400", "400", "400", "404", "405"]
    with httpx.Client(base_url=running.shop.url("storefront")) as client:
        assert client.post("/orders", content=b"{").status_code == 400
        assert client.post("/cart", content=b" " * 70_000).status_code == 413


# --- the end


def test_the_end_loses_nothing(tmp_path: Path) -> None:
    lazy = {
        "OTEL_BSP_SCHEDULE_DELAY": "60000",
        "OTEL_BLRP_SCHEDULE_DELAY": "60000",
        "OTEL_METRIC_EXPORT_INTERVAL": "60000",
    }
    collector = attach(tmp_path / "telemetry", http_port=0, grpc_port=0)
    try:
        end_and_look(collector, lazy)
    finally:
        collector.stop()


def end_and_look(collector: LocalCollector, lazy: dict[str, str]) -> None:
    store = collector.store()
    with Shop(collector.http_endpoint, "sqlite", lazy) as shop:
        told = shop.drive(requests=60, rate=60, seed=1)
        placed = told["statuses"]["201"]
        assert store.sql("select count(*) from spans").scalar() == 0
        for _ in range(100):  # the worker has shipped everything
            if shop.log("fulfilment").count("order shipped") == placed:
                break
            asyncio.run(asyncio.sleep(0.05))
        statuses = {name: shop.end(name) for name in ["storefront", "checkout", "fulfilment", "catalogue"]}
    assert statuses == {"storefront": 0, "checkout": 0, "fulfilment": 0, "catalogue": 0}
    assert store.sql("select count(*) from spans where name like 'GET %' or kind = 'SERVER'").scalar() > 60
    assert (
        store.sql("select count(*) from spans where service_name = 'storefront' and kind = 'SERVER'").scalar()
        == 60
    )
    assert store.sql("select count(*) from spans where name = 'process orders'").scalar() == placed
    assert (
        store.sql(
            "select count(*) from spans where parent_span_id is not null and parent_span_id not in"
            " (select span_id from spans)"
        ).scalar()
        == 0
    )
    counted = """select sum(value) from metric_points where metric_name = 'shop.orders'
        and attributes['shop.order.outcome'] = 'placed'"""
    assert store.sql(counted).scalar() == placed
    stopping = "select count(distinct service_name) from logs where body = 'stopping'"
    assert store.sql(stopping).scalar() == 4

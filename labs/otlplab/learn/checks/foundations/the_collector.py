"""What chapter 0.4 looks at: a configuration is tried on a real Collector, and the telemetry proves it."""

from __future__ import annotations

import json
import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import yaml

from otlplab.learn.exercises import exercise
from otlplab.learn.verdict import answer_rows, expect
from otlplab.runner import LabError, LabRun, lab
from otlplab.runner.manifest import LABS
from otlplab.store import Store

WORKBENCH = "collector/workbench"
ORDERS, SEED = 300, 4


@exercise("0.4/mask-email")
def mask_email(processors: str) -> None:
    """All spans arrive, no address can be read, and the customers can still be told apart."""
    told = _yaml(processors, dict, "processors by name, as below `processors:` in a configuration")
    with _workbench(told) as run:
        sent = run.drive(traces=ORDERS, seed=SEED)
        spans = _arrived(lambda: _ask(run, "select count(*) from spans"), sent["spans"])
        expect(
            spans == sent["spans"],
            saw=f"{spans} of {sent['spans']} spans arrived",
            expected="every span, with or without an address in it",
            look="the spans without `user.email`: a function of a value that is not there is an error, and by"
            " default an error drops the request",
        )
        readable = _ask(run, "select count(*) from spans where attributes['user.email'] like '%@%'")
        expect(
            readable == 0,
            saw=f"{readable} addresses that can be read",
            expected="none",
            look="the key of the attribute",
        )
        customers = _ask(run, "select count(distinct attributes['user.email']) from spans")
        expect(
            customers > 0,
            saw="no `user.email` at all: the customers can no longer be counted",
            expected="a value in its place that stands for the address",
            look="the difference between deleting and replacing",
        )
        expect(
            customers == ORDERS,
            saw=f"{ORDERS} customers have become {customers}",
            expected="a different value for each of them",
            look="what two different addresses become",
        )


@exercise("0.4/keep-gold")
def keep_gold(policies: str) -> None:
    """Everything that failed, everything of gold customers, and nothing else."""
    told = _yaml(policies, list, "a list of policies, as below `policies:`")
    sampler = {"tail_sampling": {"decision_wait": "1s", "policies": told}}
    with _workbench(sampler) as run:
        run.drive(traces=ORDERS, seed=SEED)
        from collector import traffic

        orders = traffic.orders(ORDERS, SEED)
        failed = sum(order.kind == "failed" for order in orders)
        gold = sum(order.tier == "gold" for order in orders)
        either = sum(order.kind == "failed" or order.tier == "gold" for order in orders)
        count = "select count(distinct trace_id) from spans"
        wanted = f"{count} where attributes['order.kind'] = 'failed' or attributes['customer.tier'] = 'gold'"
        _arrived(lambda: _ask(run, wanted), either)
        kept_failed = _ask(run, f"{count} where attributes['order.kind'] = 'failed'")
        expect(
            kept_failed == failed,
            saw=f"{kept_failed} of {failed} traces that failed",
            expected="all of them, as before",
            look="the first policy",
        )
        kept_gold = _ask(run, f"{count} where attributes['customer.tier'] = 'gold'")
        expect(
            kept_gold == gold,
            saw=f"{kept_gold} of {gold} traces of gold customers",
            expected="all of them",
            look="the attribute's key and value, letter by letter",
        )
        kept = _ask(run, count)
        expect(
            kept == either,
            saw=f"{kept} of {ORDERS} traces kept",
            expected=f"{either}: those that failed or are of gold customers, and no other",
            look="what else your policy lets through",
        )


@exercise("0.4/lose-nothing")
def lose_nothing(exporter: str) -> None:
    """An outage longer than any retry, a restart in the middle of it, and every span arrives."""
    told = _yaml(exporter, dict, "the settings of one exporter")
    with _workbench({}, told) as run:
        run.fault("outage")
        try:
            sent = run.drive(traces=100, seed=SEED)
        except RuntimeError:
            expect(
                False,
                saw="the sender was refused during the outage",
                expected="the Collector takes the spans and keeps them",
                look="`sending_queue`: without it, an outage reaches the sender at once",
            )
        time.sleep(2.5)
        run.fault("restart")
        run.fault("outage", on=False)
        spans = _arrived(lambda: _ask(run, "select count(distinct span_id) from spans"), sent["spans"])
        storage = (told.get("sending_queue") or {}).get("storage")
        expect(
            spans == sent["spans"] or storage,
            saw=f"{spans} of {sent['spans']} spans arrived: what waited in memory ended with the process",
            expected="all of them",
            look="where the queue waits: `storage`",
        )
        expect(
            spans == sent["spans"],
            saw=f"{spans} of {sent['spans']} spans arrived, and the queue was on disk",
            expected="all of them: the outage took longer than two seconds",
            look="how long a request is tried before it is given up: `max_elapsed_time`",
        )


@exercise("0.4/which-pod")
def which_pod(query: str, shop: Store) -> None:
    """The catalogue's pods in the order in which they came, each with the requests that it answered."""
    rows = answer_rows(shop, query, "pod", "requests")
    truth = shop.sql(
        "select resource['k8s.pod.name'] as pod, count(*) filter (kind = 'SERVER') as requests, "
        "count(*) as spans from spans where service_name = 'catalogue' group by pod order by min(start_time)"
    ).rows()
    told = {row["pod"]: row["requests"] for row in rows}
    expect(
        len(rows) == len(told) == len(truth),
        saw=f"{len(rows)} rows",
        expected=f"{len(truth)} rows, one for each pod of the catalogue",
        look="what the rows are grouped by, and whose spans they count",
    )
    expect(
        set(told) == {row["pod"] for row in truth},
        saw=", ".join(map(str, told)),
        expected="the names of the pods",
        look="the attributes that the agent adds: `k8s.pod.name` is one of them",
    )
    expect(
        any(told[row["pod"]] != row["spans"] for row in truth),
        saw=f"{sum(told.values())} requests, which is every span of the catalogue",
        expected="requests that were answered; what the catalogue asks its database is a span as well",
        look="`kind`",
    )
    for row in truth:
        expect(
            told[row["pod"]] == row["requests"],
            saw=f"{told[row['pod']]} requests answered by {row['pod']}",
            expected=row["requests"],
            look="`kind = 'SERVER'`: one such span for each request that is answered",
        )
    expect(
        [row["pod"] for row in rows] == [row["pod"] for row in truth],
        saw="the pods in another order",
        expected="the old one first",
        look="`order by min(start_time)`",
    )


@exercise("0.4/size-it")
def size_it(cores: int) -> None:
    """Spans a second, divided by what a core does at the share it may be busy, rounded up."""
    load, busy = 250_000, 0.6
    each = _spans_a_core("tail sampling, gzip")
    needed, alone = load / each, load / _spans_a_core("receive only")
    expect(
        cores not in (_up(alone), _up(alone / busy)),
        saw=f"{cores}: enough for receiving alone",
        expected="cores for the pipeline that samples by tail and compresses",
        look="the row of the table with that pipeline",
    )
    expect(
        cores != _up(needed),
        saw=f"{cores}: enough when nothing ever goes wrong, with every core busy all the time",
        expected=f"cores that are busy {busy:.0%} of the time",
        look="the second number of the task",
    )
    expect(
        cores == _up(needed / busy),
        saw=cores,
        expected=f"the number of whole cores for {load:,} spans a second at {busy:.0%}",
        look="spans a second / (spans a second and core × share), rounded up",
    )


def _up(number: float) -> int:
    return int(-(-number // 1))


def _spans_a_core(variant: str) -> float:
    """The median of what was measured of one pipeline."""
    told = json.loads((LABS.parent / "datasets" / "collector-sizing.json").read_text("utf-8"))
    return statistics.median(t["spans"] / t["cpu_seconds"] for t in told["trials"] if t["variant"] == variant)


def _yaml(text: str, kind: type, what: str) -> Any:
    """Read what the learner wrote."""
    expect(
        "..." not in text,
        saw="a blank that is still `...`",
        expected=f"YAML: {what}",
        look="the section above, where a configuration has such lines",
    )
    try:
        told = yaml.safe_load(text)
    except yaml.YAMLError as error:
        told, text = None, str(error)
    expect(
        isinstance(told, kind),
        saw=text,
        expected=f"YAML: {what}",
        look="the indentation, and quotes around what has colons in it",
    )
    return told


@contextmanager
def _workbench(processors: dict[str, Any], exporter: dict[str, Any] | None = None) -> Iterator[LabRun]:
    """Run a Collector with these processors, in this order, and this exporter."""
    plain = {"endpoint": "${env:BACKEND}"}
    pipeline = {"receivers": ["otlp"], "processors": list(processors), "exporters": ["otlp_http"]}
    os.environ["WORKBENCH"] = yaml.safe_dump(
        {
            "processors": processors,
            "exporters": {"otlp_http": plain if exporter is None else exporter},
            "service": {"pipelines": {"traces": pipeline}},
        }
    )
    run = lab(WORKBENCH)
    expect(
        run.mode == "live",
        saw="no Collector: none can run here, or only recordings were asked for",
        expected="a Collector that your configuration can be tried on",
        look="`otlplab doctor`, which says what is missing and what brings it",
    )
    try:
        with run:
            yield run
    except LabError as error:
        # The Collector's own words: the last lines of its output, without those of a log.
        words = [line.strip() for line in str(error).splitlines() if line.strip()]
        said = next((w for w in reversed(words) if "Error:" in w or "error" in w or "invalid" in w), words[0])
        expect(
            False,
            saw=f"the Collector did not start: {said[:300]}",
            expected="a configuration that it accepts",
            look="the name that it complains of",
        )


def _ask(run: LabRun, query: str) -> Any:
    return run.store.sql(query).scalar()


def _arrived(seen: Callable[[], int], wanted: int, patience: float = 4) -> int:
    """Wait until so many have arrived, or no more come for ``patience`` seconds, and return how many have.

    Then a moment longer, for what is too much.
    """
    last, end = seen(), time.monotonic() + patience
    while last < wanted and time.monotonic() < end:
        time.sleep(0.1)
        if (now := seen()) > last:
            last, end = now, time.monotonic() + patience
    time.sleep(0.5)
    return max(last, seen())

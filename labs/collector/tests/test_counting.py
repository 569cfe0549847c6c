"""The sampler, the queue and the limiter, proven by counting: what was sent against what has arrived."""

from __future__ import annotations

import time
from collections import Counter

from collector import traffic
from otlplab.runner import lab


def wait(seen, wanted, seconds=30):
    end = time.monotonic() + seconds
    while (last := seen()) != wanted and time.monotonic() < end:
        time.sleep(0.1)
    assert last == wanted


def test_the_sampler_keeps_by_policy_what_was_sent(course):
    with lab("collector/tail-sampling", course, "live") as run:
        sent = run.drive(traces=1000, seed=7)
        kept = (
            "select count(distinct trace_id) from spans where scope_attributes['tailsampling.policy'] = '{}'"
        )
        for policy in ("failed", "slow"):
            wait(lambda p=policy: run.store.sql(kept.format(p)).scalar(), sent["kinds"][policy])
        time.sleep(1)
        by_policy = {p: run.store.sql(kept.format(p)).scalar() for p in ("failed", "slow", "a-tenth")}
        torn = run.store.sql(
            "select count(*) from (select 1 from spans group by trace_id having count(*) <> 3)"
        ).scalar()
    print(f"sent {sent['traces']} ({sent['kinds']}), kept {by_policy}, torn {torn}")
    assert sent["kinds"] == {k: Counter(o.kind for o in traffic.orders(1000, 7))[k] for k in sent["kinds"]}
    assert 0 < by_policy["a-tenth"] < sent["kinds"]["normal"] * 0.2 and torn == 0


def test_the_queue_on_disk_delivers_after_the_outage(course):
    with lab("collector/retry-after-outage", course, "live") as run:
        run.drive(traces=200, seed=3)
        run.fault("outage")
        run.drive(traces=200, seed=4)
        run.fault("restart")
        run.fault("outage", on=False)
        arrived = "select count(distinct span_id) from spans where resource['agent.queue'] = '{}'"
        wait(lambda: run.store.sql(arrived.format("files")).scalar(), 1200)
        lost = 1200 - run.store.sql(arrived.format("memory")).scalar()
    print(f"sent 1200 spans to each agent; delivered: 1200 from the queue in files, {lost} lost from memory")
    assert lost == 600


def test_what_the_limiter_refuses_is_not_lost(course):
    with lab("collector/memory-limiter", course, "live") as run:
        run.fault("outage")
        told = run.do("send", requests=400, seed=9)
        run.fault("outage", on=False)
        again = run.do("resend", seed=9)
        wait(lambda: run.store.sql("select count(distinct span_id) from spans").scalar(), 400 * 20)
    print(f"sent 400 requests: {told}; again: {again}; all 8000 spans have arrived")
    assert told["accepted"] > 0 and told["refused"] > 0 and told["answers"] == [200, 503]
    assert again == {"accepted": told["refused"], "refused": 0}

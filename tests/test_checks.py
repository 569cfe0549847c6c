"""What checks of exercises must not leave to chance: figures that lie close together, late telemetry."""

from __future__ import annotations

import time

import pytest
from otlplab.learn.checks.foundations import the_collector
from otlplab.learn.exercises import evaluate
from views_examples import span
from views_store import store_of


@pytest.mark.parametrize(
    ("share", "state", "said"),
    [(0.5003, "passed", ""), (0.5, "passed", ""), (0.4997, "failed", "the share that is not explained")],
)
def test_a_share_near_a_half_is_told_from_its_rest(share: float, state: str, said: str) -> None:
    port = {"server.port": 8080}
    outside = span(1, 1, None, "curl", "POST", 0, 10_000, kind="CLIENT", attributes=port)
    inside = span(2, 2, None, "orders-sdk", "POST /orders", 1, 5_003, kind="SERVER", attributes=port)
    verdict = evaluate("2.2/inside-outside", (share, store_of([outside, inside])), {})
    assert verdict.state == state
    assert said in verdict.text


@pytest.mark.parametrize(
    ("factor", "state", "said"),
    [
        (2.0, "passed", ""),
        (1.5, "failed", "what the checkout has asked for"),
        (0.5, "failed", "for each try"),
    ],
)
def test_a_checkout_that_asked_again_changes_no_verdict(factor: float, state: str, said: str) -> None:
    """Of two orders one was asked for twice, as the answer was late; each request was tried twice."""
    envoy = {"scope_name": "envoy", "attributes": {"upstream_cluster.name": "payment"}}
    requests = [(1, 1), (2, 2), (2, 3)]  # trace and span of each
    asked = [
        span(trace, number, None, "checkout", "egress", 0, 1, kind="CLIENT", **envoy)
        for trace, number in requests
    ]
    tried = [
        span(trace, 10 * number + n, number, "payment", "ingress", 0, 1, kind="SERVER", **envoy)
        for trace, number in requests
        for n in range(2)
    ]
    verdict = evaluate("3.4/amplification", (factor, store_of([*asked, *tried])), {})
    assert verdict.state == state
    assert said in verdict.text


def test_what_comes_slowly_is_waited_for_and_what_does_not_come_is_not() -> None:
    begun = time.monotonic()
    assert the_collector._arrived(lambda: min(5, int((time.monotonic() - begun) / 0.2)), 5, patience=0.5) == 5
    assert time.monotonic() - begun > 1, "longer than the patience, as something always came"
    begun = time.monotonic()
    assert the_collector._arrived(lambda: 3, 5, patience=0.2) == 3
    assert time.monotonic() - begun < 5

"""The task of the broken pipeline: each fault breaks one thing, the whole program none, nothing fools it."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from otlplab import attach
from otlplab.learn.exam import repair, warehouse
from otlplab.segments import MAGIC, Frame, Signal, encode


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., dict[str, bool]]:
    """Run the program with these faults against a real collector; return which checks hold."""

    def act(*faults: repair.Fault, seed: bytes = b"one") -> dict[str, bool]:
        return repair.judge(telemetry(tmp_path_factory.mktemp("run"), seed, *faults), repair.given(seed))

    return act


def telemetry(folder: Path, seed: bytes, *faults: repair.Fault) -> list[bytes]:
    space: dict[str, Any] = {}
    exec(repair.program(faults), space)
    asked = repair.given(seed)
    collector = attach(folder / "telemetry", http_port=0, grpc_port=0)
    try:
        with warehouse.opened(collector.http_endpoint, asked["sold_out"]) as address:
            space["take_orders"](asked["orders"], address, collector.http_endpoint)
    finally:
        collector.stop()
    return [path.read_bytes() for path in sorted((folder / "telemetry" / "traces").glob("*"))]


def test_the_whole_program_delivers_whatever_the_orders_are(run):
    for seed in (b"one", b"two", b"three"):
        assert run(seed=seed) == dict.fromkeys(("arrived", "joined", "named", "errors", "typed"), True)


@pytest.mark.parametrize("fault", repair.FAULTS, ids=lambda fault: fault.id)
def test_each_fault_fails_its_own_check(run, fault):
    checks = run(fault)
    assert not checks[fault.check]
    if fault.check != "arrived":  # what has not arrived cannot be right either
        assert sum(checks.values()) == 4


def test_a_paper_has_one_loss_and_two_errors_and_earns_nothing_as_it_is(run):
    drawn = [repair.draw(random.Random(seed)) for seed in range(200)]
    assert {len({fault.check for fault in faults}) for faults in drawn} == {3}
    assert {faults[0].check for faults in drawn} == {"arrived"}
    assert {fault.id for faults in drawn for fault in faults} == {fault.id for fault in repair.FAULTS}
    checks = run(*drawn[0])
    assert sum(checks[fault.check] for fault in drawn[0]) == 0
    loss, first, second = drawn[0]
    checks = run(second)
    assert [checks[fault.check] for fault in (loss, first, second)] == [True, True, False]


def test_orders_follow_from_the_seed_and_some_are_refused():
    one, again, other = (repair.given(seed) for seed in (b"a", b"a", b"b"))
    assert one == again != other
    for asked in (one, other):
        refused = sum(order["item"] in asked["sold_out"] for order in asked["orders"])
        assert 2 <= refused < len(asked["orders"])
    assert not {order["id"] for order in one["orders"]} & {order["id"] for order in other["orders"]}


def test_telemetry_of_other_orders_earns_nothing(tmp_path):
    segments = telemetry(tmp_path, b"mine")
    assert all(repair.judge(segments, repair.given(b"mine")).values())
    assert not any(repair.judge(segments, repair.given(b"unseen")).values())
    assert repair.score(segments * 2, repair.given(b"mine"), repair.FAULTS) == 0, "every order counts once"
    assert repair.score([], repair.given(b"mine"), repair.FAULTS) == 0


@given(st.lists(st.binary(max_size=200), max_size=3))
def test_bytes_that_are_no_telemetry_earn_nothing(garbage):
    frames = [MAGIC + encode(Frame(Signal.TRACES, 1, piece)) for piece in garbage]
    for segments in (garbage, frames, [MAGIC + piece for piece in garbage]):
        assert not any(repair.judge(segments, repair.given(b"a")).values())

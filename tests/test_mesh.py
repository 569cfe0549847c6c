"""The mesh by hand: its judge against counting by brute force, its rules, its names, its end."""

from __future__ import annotations

import datetime
import itertools
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from cryptography import x509
from mesh import judge
from mesh.envoy import actions, authority, rules, sidecar
from otlplab.collector import attach
from otlplab.runner import lab
from otlplab.runner.manifest import load

CHECKOUTS = ["checkout-v1", "checkout-v2"]


def test_more_failures_by_chance_are_counted_exactly():
    # 4 requests to the new release, 6 to the old one; 3 failed, of which 2 met the new one.
    draws = list(itertools.combinations(range(10), 3))
    as_bad = sum(sum(one < 4 for one in draw) >= 2 for draw in draws)
    assert judge.chance_of_more(2, 4, 1, 6) == pytest.approx(as_bad / len(draws))
    assert judge.chance_of_more(0, 4, 0, 6) == 1


def test_slower_by_chance_is_counted_exactly():
    # Of all orders of 3 new and 5 old: how often are 2 and more of the new beyond the slowest of the old?
    new, old = [9.0, 8.0, 1.0], [7.0, 6.0, 5.0, 4.0, 3.0]
    draws = list(itertools.combinations(range(8), 3))  # ranks of the new, the slowest first
    as_slow = sum(sum(rank < min(set(range(8)) - set(draw)) for rank in draw) >= 2 for draw in draws)
    assert judge.chance_of_slower(new, old) == pytest.approx(as_slow / len(draws))
    assert judge.chance_of_slower([1.0], old) == 1


def test_chance_rarely_calls_equal_releases_slower_or_worse():
    chance = random.Random(1)
    called = 0
    for _ in range(400):
        durations = [chance.lognormvariate(3, 1) for _ in range(240)]
        new, old = durations[:72], durations[72:]
        failures = [chance.random() < 0.05 for _ in range(240)]
        called += judge.chance_of_slower(new, old) < 0.05
        called += judge.chance_of_more(sum(failures[:72]), 72, sum(failures[72:]), 168) < 0.05
    assert called <= 60  # 5 % of 800 are 40, and an exact test may be more careful


def test_an_interval_holds_the_true_share_as_often_as_it_says():
    chance = random.Random(2)
    held = 0
    for _ in range(1000):
        hits = sum(chance.random() < 0.1 for _ in range(400))
        low, high = judge.interval(hits, 400)
        held += low <= 0.1 <= high
    assert 920 <= held <= 980
    with pytest.raises(ValueError, match="is no share"):
        judge.interval(1, 0)


def test_the_sample_size_finds_the_difference_as_often_as_it_says():
    of = judge.sample_size(0.95, 0.85)
    assert of == 138  # by hand: 7.849 * (0.0475 + 0.1275) / 0.01, rounded up
    with pytest.raises(ValueError, match="two different shares"):
        judge.sample_size(0.5, 0.5)


def test_every_rule_of_the_chapter_is_one():
    for file in sorted((rules.HERE / "rules").glob("*.yaml")):
        rules.check(file.read_text("utf-8"), [*CHECKOUTS, "payment"])


SAID = {
    "fault-without-share": "the abort has no percentage",
    "misspelled-field": "there is no field 'weigth' in routes[0].route.weighted_clusters.clusters[0]",
    "never-reached": "route 2 is never reached",
    "no-such-status": "HttpStatus of FaultAbort: value must be inside range [200, 600)",
    "number-without-unit": "routes[0].route.timeout is a time, and a time has a unit",
    "patient-tries": "per_try_timeout is longer",
    "retry-on-nothing": "Do you mean 'connect-failure'?",
    "unknown-cluster": "there is no cluster 'checkout-v3': this sidecar knows checkout-v1, checkout-v2",
    "weights-over-100": "the weights add up to 110",
    "wrong-domain": "domains ['checkout.shop'] match no request",
}


def test_all_ten_mistakes_have_their_words():
    assert {file.stem for file in (rules.HERE / "mistakes").glob("*.yaml")} == SAID.keys()
    assert len(SAID) == 10


@pytest.mark.parametrize("name", SAID)
def test_a_mistake_is_caught_with_words_for_its_author(name: str):
    with pytest.raises(rules.RuleError) as caught:
        rules.check((rules.HERE / "mistakes" / f"{name}.yaml").read_text("utf-8"), CHECKOUTS)
    assert SAID[name] in str(caught.value)
    assert "/" not in str(caught.value).replace("`prefix: /`", "")  # no file of this machine


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("routes: [", "this is no YAML, line 1"),
        ("- match: {}", "a rule has a name, domains and routes"),
        ("name: a\ndomains: ['*']\nroutes: 5", "routes"),
    ],
)
def test_what_is_no_rule_is_refused(text: str, said: str):
    with pytest.raises(rules.RuleError, match=said):
        rules.check(text, CHECKOUTS)


def test_a_file_is_named_or_the_error_names_all():
    assert "weighted_clusters" in rules.read("canary")
    assert rules.read("name: x") == "name: x"
    with pytest.raises(rules.RuleError, match="there are ab, canary"):
        rules.read("canaries")


def test_a_certificate_is_a_name_for_a_day(tmp_path: Path):
    authority.write(tmp_path / "certs", ["checkout", "payment"])
    assert (tmp_path / "certs").stat().st_mode & 0o077 == 0
    root, leaf = (
        x509.load_pem_x509_certificate((tmp_path / "certs" / name).read_bytes())
        for name in ("ca.pem", "checkout.pem")
    )
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    assert names.value.get_values_for_type(x509.UniformResourceIdentifier) == [
        "spiffe://shop.example/checkout"
    ]
    assert names.critical and not leaf.subject  # RFC 5280, 4.2.1.6: without a subject the name is critical
    leaf.verify_directly_issued_by(root)
    assert leaf.not_valid_after_utc - leaf.not_valid_before_utc <= datetime.timedelta(hours=25)


def test_a_missing_address_is_named():
    with pytest.raises(KeyError, match="CHECKOUT_V1"):
        sidecar.fill(rules.HERE / "clusters" / "storefront.yaml", {})


def test_every_service_has_a_first_rule_and_clusters():
    for service, name in sidecar.FIRST.items():
        assert yaml.safe_load(rules.read(name))["domains"] == ["*"]
        assert (rules.HERE / "clusters" / f"{service}.yaml").exists()
    assert actions.WORKLOADS.keys() < sidecar.FIRST.keys()


@pytest.fixture(scope="module")
def mesh(tmp_path_factory):
    collector = attach(tmp_path_factory.mktemp("mesh"), http_port=0, grpc_port=0)
    try:
        with lab("mesh/envoy", collector, "live") as run:
            run.do("drive", orders=10)
            yield run
    finally:
        collector.stop()


def seen_while(run, *steps):
    """Do the steps, and return what arrived since the last of them began."""
    *before, (action, parameters) = steps
    for name, told in before:
        run.do(name, **told)
    store = run.collector.store()
    run.do(action, **parameters)
    return store


def test_a_good_release_is_promoted_and_a_bad_one_rolled_back(mesh):
    good = seen_while(mesh, ("rule", {"told": "canary"}), ("drive", {"orders": 240}))
    assert judge.canary(good).decision == "promote"
    bad = seen_while(mesh, ("deploy", {"version": "1.5.0"}), ("drive", {"orders": 240}))
    assert judge.canary(bad).decision == "roll back"
    few = seen_while(mesh, ("rule", {"told": "stable"}), ("drive", {"orders": 10}))
    assert judge.canary(few).decision == "go on"


def test_each_fault_is_counted_by_the_sidecar_and_seen_in_a_trace(mesh):
    seen = seen_while(mesh, ("rule", {"told": "faults"}), ("drive", {"orders": 60}))
    found = judge.injected(seen)
    time.sleep(2)  # metrics come every second
    whole = mesh.store
    for kind, name in (("delayed", "delays"), ("aborted", "aborts")):
        query = f"select max(value) from metric_points where metric_name = 'http.fault.{name}_injected'"
        assert whole.sql(query).scalar() == found[kind] > 0
    assert found["all"] == 60


def test_a_wrong_rule_leaves_the_one_before_it_in_force(mesh):
    mesh.do("rule", told="stable")
    with pytest.raises(rules.RuleError, match="no cluster 'checkout-v3'"):
        mesh.do("rule", told=(rules.HERE / "mistakes" / "unknown-cluster.yaml").read_text("utf-8"))
    with pytest.raises(rules.RuleError, match=r"outlier_detection\.interval is a time"):
        mesh.do("settings", told="outlier_detection: { interval: soon }")
    seen = seen_while(mesh, ("drive", {"orders": 6}))
    assert judge.sides(seen).keys() == {"checkout-v1"}


def test_nobody_without_the_right_name_comes_in(mesh):
    certs = mesh.data / "certs"
    ask = ["curl", "-s", "--cacert", certs / "ca.pem", "--connect-timeout", "5", "-o", os.devnull]
    url = f"https://127.0.0.1:{mesh.port('checkout-v1-in')}/orders"
    for who, answered in ((None, False), ("payment", False), ("storefront", True)):
        shown = ["--cert", certs / f"{who}.pem", "--key", certs / f"{who}.key"] if who else []
        done = subprocess.run([*ask, "-k", *shown, url], timeout=20)
        assert (done.returncode == 0) == answered, who


INTERRUPTED = """
import sys
from otlplab import lab
with lab("mesh/envoy", mode="live") as run:
    print(" ".join(str(p) for p in [run.data]), flush=True)
    run.do("drive", orders=100000)
"""


def test_an_interrupt_leaves_nothing_running_and_no_key(home: Path, marked):
    """Press Ctrl-C in the middle of an action: no process of the lab is left, and no certificate."""
    process = subprocess.Popen([sys.executable, "-c", INTERRUPTED], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        data = next(Path(line.strip()) for line in process.stdout if line.startswith("/"))
        envoys = [command for command in marked() if command.startswith("envoy ")]
        assert len(envoys) == 5 and (data / "certs" / "ca.pem").exists()
        process.send_signal(signal.SIGINT)
        process.wait(60)
    finally:
        process.kill()
        process.wait()
        attach().stop()
    deadline = time.monotonic() + 20
    while (left := marked()) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert left == []
    assert not (data / "certs").exists()


def test_the_recording_asks_for_all_that_the_lab_can_do():
    manifest = load("mesh/envoy")
    assert manifest.recording and {step.do for step in manifest.recording.steps} == manifest.actions.keys()

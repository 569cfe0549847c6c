"""The shop in Istio: its webhook's sidecars, rules in force, and the judge of the mesh by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import say
from mesh import judge
from mesh.istio import destination
from mesh.stage import during, mesh_map
from otlplab import lab
from otlplab.cluster import images
from otlplab.cluster.kubectl import Kubectl
from otlplab.cluster.node import Node
from otlplab.collector.local import LocalCollector
from otlplab.runner.errors import LabError
from otlplab.runner.manifest import load
from otlplab.runner.run import LabRun
from test_cluster import until

V1, V2 = (destination("checkout", 7003, subset) for subset in ("v1", "v2"))


@pytest.fixture(scope="module")
def shop(node: Node, kubectl: Kubectl, collector: LocalCollector) -> Iterator[LabRun]:
    built = {build.name: images.built(build, say) for build in load("mesh/istio").builds}
    own = [
        f"pilot={built['istio']}/pilot-discovery",
        f"proxyv2={built['istio']}/pilot-agent",
        f"otelcol={built['otelcol']}/otelcol",
    ]
    node.load([images.archive(name, say) for name in ("shop", "postgres", "prometheus", *own)], say)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KUBECONFIG", str(node.kubeconfig))
        with lab("mesh/istio", collector, "live") as run:
            run.do("drive", orders=10)
            yield run
    left = kubectl.run(
        "get", "crd,namespace,mutatingwebhookconfiguration,validatingwebhookconfiguration", "-o", "name"
    )
    assert not re.search("istio|gateway|/shop", left)


def test_every_pod_that_is_to_has_a_sidecar_and_its_own_name(shop: LabRun):
    found = {one["pod"]: one for one in shop.do("workloads")}
    assert all(one["ready"] for one in found.values())
    outside = [name for name, one in found.items() if not one["injected"]]
    assert outside == ["postgres"] and len(found) == 8
    assert found["checkout-v2"]["account"] == "checkout"


def test_one_order_is_one_trace_through_the_sidecars_of_five_services(shop: LabRun):
    spans = during(shop, "drive", orders=5)
    sidecars = "list(distinct resource['mesh.workload']::varchar) filter (scope_name = 'envoy')"
    query = f"select {sidecars} as passed from spans group by trace_id order by len(passed) desc limit 1"
    passed = set(spans.sql(query).scalar())
    assert {"storefront", "catalogue", "checkout-v1"} <= passed and passed & {"payment-a", "payment-b"}
    assert mesh_map(spans).picture["edges"]


def test_a_good_release_is_promoted_and_a_bad_one_rolled_back(shop: LabRun):
    shop.do("rule", told="canary")
    good = during(shop, "drive", orders=240)
    assert judge.canary(good, V1, V2).decision == "promote"
    least, most = judge.interval(judge.sides(good)[V2].requests, 240, confidence=1 - 1e-6)
    assert least <= 0.3 <= most
    shop.do("deploy", version="1.5.0")
    assert judge.canary(during(shop, "drive", orders=240), V1, V2).decision == "roll back"
    shop.do("deploy", version="1.6.0")


def test_the_same_canary_as_a_route_of_the_gateway_api(shop: LabRun, kubectl: Kubectl):
    try:
        shop.do("gateway_api")
        weights = [one["weight"] for one in _weighted(shop.do("received"))]
        assert weights == [70, 30]
        sides = judge.sides(during(shop, "drive", orders=60))
        assert {destination(f"checkout-{v}", 7003) for v in ("v1", "v2")} <= sides.keys()
    finally:  # a route is heeded before a VirtualService for the same host
        kubectl.run("delete", "httproute", "checkout", "-n", "shop", "--ignore-not-found")
        shop.do("rule", told="stable")


def _weighted(routes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return routes[0]["route"]["weighted_clusters"]["clusters"]


def test_faults_are_seen_in_traces(shop: LabRun):
    shop.do("rule", told="faults")
    seen = judge.injected(during(shop, "drive", orders=100))
    shop.do("rule", told="stable")
    for kind, share in (("delayed", 0.2), ("aborted", 0.1)):
        least, most = judge.interval(seen[kind], 100, confidence=1 - 1e-6)
        assert least <= share <= most


def test_nobody_without_a_certificate_and_the_right_name_comes_in(shop: LabRun, kubectl: Kubectl):
    def answered(where: str, container: str, url: str) -> str:
        ask = f"import httpx; print(httpx.get({url!r}, timeout=10).status_code)"
        return kubectl.run("exec", "-n", "shop", where, "-c", container, "--", "python3", "-c", ask).strip()

    assert answered("deployment/storefront", "server", "http://checkout:7003/orders") == "405"
    assert (
        answered("deployment/fulfilment", "server", "http://checkout:7003/orders") == "403"
    )  # no rule for it
    pod = kubectl.objects("pods", "shop", "-l", "app.kubernetes.io/name=checkout")[0]["status"]["podIP"]
    ask = f"import httpx; print(httpx.get('http://{pod}:7003/orders', timeout=10).status_code)"
    outside = ("run", "outside", "--rm", "-i", "--restart=Never", "--image=localhost/shop:course")
    with pytest.raises(LabError, match=r"ReadError|ConnectError|RemoteProtocolError"):  # in plain text
        kubectl.run(*outside, "--image-pull-policy=Never", "--command", "--", "python3", "-c", ask)


def test_a_rule_shows_in_a_span_soon(shop: LabRun):
    seconds = shop.do("edits", times=4)
    print(seconds)
    assert len(seconds) == 4 and max(seconds) < 30


def test_without_istiod_requests_go_on_and_no_pod_is_made(shop: LabRun, kubectl: Kubectl):
    def istiod(replicas: int) -> None:
        kubectl.run("scale", "deployment/istiod", "-n", "istio-system", f"--replicas={replicas}")

    istiod(0)
    try:
        kubectl.run("wait", "--for=delete", "pod", "-l", "app=istiod", "-n", "istio-system", "--timeout=60s")
        assert sum(side.failed for side in judge.sides(during(shop, "drive", orders=5)).values()) == 0
        kubectl.run("delete", "pod", "-n", "shop", "-l", "app.kubernetes.io/name=fulfilment")
        refused = ("get", "events", "-n", "shop", "--field-selector", "reason=FailedCreate", "-o", "name")
        assert until(lambda: kubectl.run(*refused))
    finally:
        istiod(1)
        kubectl.wait("deployment/istiod", "istio-system")
        kubectl.wait("deployment/fulfilment", "shop")

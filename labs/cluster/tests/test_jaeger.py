"""The shop with Jaeger beside it: what arrives in the local collector is in Jaeger as well."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from conftest import say
from otlplab import lab
from otlplab.cluster import images
from otlplab.cluster.kubectl import Kubectl
from otlplab.cluster.node import Node
from otlplab.collector.local import LocalCollector
from otlplab.runner.manifest import load
from otlplab.runner.run import LabRun
from test_cluster import until


@pytest.fixture(scope="module")
def shop(node: Node, kubectl: Kubectl, collector: LocalCollector) -> Iterator[LabRun]:
    programs = {build.name: images.built(build, say) for build in load("cluster/jaeger").builds}
    own = [f"{name}={folder}/{name}" for name, folder in programs.items()]
    node.load([images.archive(name, say) for name in ("shop", "postgres", "prometheus", *own)], say)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KUBECONFIG", str(node.kubeconfig))
        with lab("cluster/jaeger", collector, "live") as run:
            yield run


def test_a_trace_is_in_jaeger_as_it_is_in_the_local_collector(shop: LabRun):
    store, url = shop.collector.store(), shop.endpoint("jaeger")

    def here(trace_id: str) -> list[str]:
        query = f"select service_name as name from spans where trace_id = '{trace_id}' order by name"
        return [row["name"] for row in store.sql(query).rows()]

    def there(trace_id: str) -> list[str]:
        found = httpx.get(f"{url}/api/traces/{trace_id}", timeout=10).json()["data"] or []
        return sorted(t["processes"][s["processID"]]["serviceName"] for t in found for s in t["spans"])

    shop.drive(requests=50, rate=20, seed=1)
    query = """
        select trace_id from spans group by trace_id having count(distinct service_name) = 3 order by trace_id
    """
    orders = until(lambda: (rows := store.sql(query).rows()) and len(rows) >= 3 and rows)
    for trace_id in [row["trace_id"] for row in orders[:3]]:
        names = until(lambda one=trace_id: (names := there(one)) == here(one) and names, 30)
        print(f"{trace_id}: {len(names)} spans of {', '.join(sorted(set(names)))}")
        assert set(names) == {"storefront", "catalogue", "checkout"}
    known = httpx.get(f"{url}/api/services", timeout=10).json()["data"]
    assert {"storefront", "catalogue", "checkout"} <= set(known)

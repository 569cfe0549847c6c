"""The shop as deployed: through an existing kubeconfig, as a reader with a cluster of their own would."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import a_node, say
from otlplab import lab
from otlplab.cluster import images
from otlplab.cluster.kubectl import Kubectl
from otlplab.cluster.node import COLLECTOR, programs
from otlplab.collector.local import LocalCollector
from otlplab.runner import builds
from otlplab.runner.errors import LabError
from otlplab.runner.manifest import load
from otlplab.runner.run import LabRun
from test_cluster import until

SPACES = ("shop", "telemetry")  # the namespaces of the shop


@pytest.fixture(scope="module")
def second(collector: LocalCollector, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kubectl]:
    """Another cluster, of which the shop is told nothing but a kubeconfig file that lies somewhere."""
    with a_node(tmp_path_factory.mktemp("second") / "node", collector) as node:
        otelcol = images.built(load("cluster/shop").builds[0], say) / "otelcol"
        names = ("shop", "postgres", "prometheus", f"otelcol={otelcol}")
        node.load([images.archive(name, say) for name in names], say)
        kubeconfig = tmp_path_factory.mktemp("elsewhere") / "config"
        shutil.copy(node.kubeconfig, kubeconfig)
        yield Kubectl(programs(say) / "kubectl", kubeconfig)
        assert node.pid(), "a cluster that was there before is left running"


@pytest.fixture(scope="module")
def shop(second: Kubectl, collector: LocalCollector) -> Iterator[LabRun]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KUBECONFIG", str(second.kubeconfig))
        patch.setenv("OTLPLAB_CLUSTER_COLLECTOR", COLLECTOR)
        patch.setenv("PATH", f"{second.program.parent}:{os.environ['PATH']}")
        with lab("cluster/shop", collector, "live") as run:
            yield run
    assert not second.run("get", "namespace", *SPACES, "--ignore-not-found", "-o", "name")


def test_the_cluster_of_a_kubeconfig_has_the_shop_and_the_other_one_has_not(
    shop: LabRun, second: Kubectl, kubectl: Kubectl
):
    def cluster(kubectl: Kubectl) -> str:
        return kubectl.run("get", "namespace", "kube-system", "-o", "jsonpath={.metadata.uid}")

    assert cluster(second) != cluster(kubectl)
    for space in SPACES:
        print(second.run("get", "deployments,daemonsets,statefulsets", "-n", space, "--no-headers"), end="")
        assert second.objects("pods", space)
        assert not kubectl.objects("pods", space)


def test_a_trace_crosses_three_pods_and_each_span_says_which(shop: LabRun):
    store = shop.collector.store()
    shop.drive(requests=100, rate=20, seed=1)
    rows = until(
        lambda: store.sql(
            """
            select trace_id from spans group by trace_id
            having count(distinct resource['k8s.pod.name']) = 3
               and count(distinct resource['k8s.deployment.name']) = 3
               and bool_and(resource['k8s.namespace.name'] = 'shop' and resource['k8s.node.name'] is not null
                        and resource['k8s.pod.uid'] is not null and resource['k8s.cluster.name'] = 'otlplab')
            """
        ).rows()
    )
    path = store.sql(
        f"""
        select distinct service_name as service, resource['k8s.deployment.name'] as deployment,
               resource['k8s.pod.name'] as pod
        from spans where trace_id = '{rows[0]["trace_id"]}' order by service
        """
    ).rows()
    print(*path, sep="\n")
    assert [row["service"] for row in path] == ["catalogue", "checkout", "storefront"]
    for row in path:
        assert row["deployment"] == row["service"]
        assert row["pod"].startswith(f"{row['service']}-")


def test_the_collectors_metrics_come_by_way_of_prometheus(shop: LabRun):
    query = """
        select distinct resource['service_name'] as collector from metric_points
        where metric_name like 'otelcol_receiver_accepted_spans%'
    """
    store = shop.collector.store("start")
    found = until(lambda: (rows := store.sql(query).rows()) and len(rows) == 2 and rows)
    assert {row["collector"] for row in found} == {"agent", "gateway"}


def test_logs_carry_the_pod_as_spans_do(shop: LabRun):
    assert until(
        lambda: (
            shop.collector.store("start")
            .sql("select count(*) from logs where resource['k8s.pod.name'] is not null and trace_id <> ''")
            .scalar()
        )
    )


def test_a_pod_that_cannot_start_is_said_why(shop: LabRun, second: Kubectl):
    image = (
        '{"spec": {"template": {"spec": {"containers": [{"name": "server", "image": "localhost/no:such"}]}}}}'
    )
    second.run("patch", "deployment", "payment", "-n", "shop", "-p", image)
    with pytest.raises(LabError, match=r"payment-.*container server: (ErrImagePull|ImagePullBackOff)"):
        second.wait("deployment/payment", "shop", 15)


def test_a_cluster_that_cannot_reach_the_collector_is_said_what_to_set(
    kubectl: Kubectl, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    from otlplab import cluster

    shutil.copy(kubectl.kubeconfig, tmp_path / "config")
    monkeypatch.setenv("KUBECONFIG", str(tmp_path / "config"))
    monkeypatch.delenv("OTLPLAB_CLUSTER_COLLECTOR", raising=False)
    with pytest.raises(LabError, match="OTLPLAB_CLUSTER_COLLECTOR has to say"):
        cluster.up(("", ""), say).deploy(load("cluster/shop").folder)


def test_builds_of_images_do_not_depend_on_where_the_builds_are(tmp_path: Path):
    keys = set()
    for home in ("one", "another"):
        program = tmp_path / home / "agent-0123456789abcdef" / "agent"
        keys.add(builds.key(images.build(f"agent={program}")))
    assert len(keys) == 1


def test_a_kubeconfig_that_is_not_there_is_said_to_be(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    from otlplab import cluster

    monkeypatch.setenv("KUBECONFIG", str(tmp_path / "nothing"))
    with pytest.raises(LabError, match=r"nothing, and there is no such file\. Set it"):
        cluster.up(("", ""), say)

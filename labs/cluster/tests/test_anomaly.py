"""Chapter 4.3 in the cluster: trained in a pod, served until healthy, and what lacks a GPU waits."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

import pytest
import yaml
from conftest import say
from otlplab.cluster import images
from otlplab.cluster.kubectl import Kubectl
from otlplab.cluster.node import Node
from otlplab.runner.manifest import LABS
from test_cluster import until

DEPLOY = LABS / "aiops" / "deploy"
SERVICE = "/api/v1/namespaces/default/services/anomaly:4320/proxy/{}"

#: Prints what the server answers to a request with one resource that is empty, and to what is no protobuf.
POST = r"""
import urllib.error, urllib.request
def post(body):
    try:
        return urllib.request.urlopen("http://anomaly:4320/v1/metrics", body).status
    except urllib.error.HTTPError as error:
        return error.code
print(post(b"\n\0"), post(b"\xff\xff"))
"""


@pytest.fixture(scope="module")
def models(node: Node, kubectl: Kubectl) -> Iterator[None]:
    """Have a volume for models, which is a folder of the node, and the image."""
    node.load([images.archive("anomaly", say)], say)
    folder = node.folder / "models"
    folder.mkdir()
    os.chown(folder, 65532, 65532)
    name = "anomaly-models"
    told = {"accessModes": ["ReadWriteOnce"], "storageClassName": ""}
    size = {"storage": "1Gi"}
    volume = {**told, "capacity": size, "hostPath": {"path": f"/var/lib/node/{folder.name}"}}
    claim = {**told, "volumeName": name, "resources": {"requests": size}}
    kubectl.apply(
        [
            {"apiVersion": "v1", "kind": "PersistentVolume", "metadata": {"name": name}, "spec": volume},
            {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": {"name": name}, "spec": claim},
        ]
    )
    yield
    kubectl.run("delete", "--ignore-not-found", "-f", str(DEPLOY))


def test_training_waits_for_a_gpu_and_the_scheduler_says_so(kubectl: Kubectl, models: None):
    kubectl.apply(DEPLOY / "train.yaml")
    kubectl.run("create", "job", "with-gpu", "--from=cronjob/anomaly-training")
    reason = ("--field-selector=reason=FailedScheduling", "-o", "jsonpath={.items[*].message}")
    message = until(lambda: kubectl.run("get", "events", *reason))
    print(message)
    assert "Insufficient nvidia.com/gpu" in message
    (pod,) = kubectl.objects("pods", "default", "-l", "batch.kubernetes.io/job-name=with-gpu")
    assert pod["status"]["phase"] == "Pending"
    kubectl.run("delete", "job", "with-gpu")


def test_without_the_lines_for_a_gpu_it_trains_and_what_it_made_is_served(kubectl: Kubectl, models: None):
    lines = (DEPLOY / "train.yaml").read_text("utf-8").splitlines()
    here = [line for line in lines if not line.endswith(("# for the GPU", "# the GPU"))]
    assert len(here) == len(lines) - 2
    kubectl.apply(list(yaml.safe_load_all("\n".join(here))))
    kubectl.run("create", "job", "without-gpu", "--from=cronjob/anomaly-training")
    trained = until(lambda: finished(kubectl, "without-gpu"), 600)
    print(trained)
    assert "robust-mad/1: trained" in trained

    kubectl.apply(DEPLOY / "serve.yaml")
    kubectl.wait("deployment/anomaly", "default")
    assert json.loads(kubectl.run("get", "--raw", SERVICE.format("health"))) == {"model": "robust-mad/1"}
    assert json.loads(kubectl.run("get", "--raw", SERVICE.format("verdicts"))) == []
    assert kubectl.run("exec", "deployment/anomaly", "--", "python3", "-c", POST) == "200 400\n"


def finished(kubectl: Kubectl, job: str) -> str:
    """Return what a Job has printed once it is complete. A Job that failed is an error."""
    (told,) = [one for one in kubectl.objects("jobs", "default") if one["metadata"]["name"] == job]
    conditions = [c["type"] for c in told["status"].get("conditions", []) if c["status"] == "True"]
    assert "Failed" not in conditions, kubectl.logs(f"job/{job}", "default")
    return kubectl.logs(f"job/{job}", "default") if "Complete" in conditions else ""

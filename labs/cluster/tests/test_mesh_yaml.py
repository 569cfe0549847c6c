"""Every rule of the mesh before a server that knows its kind, and each mistake, explained."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from conftest import say
from mesh.istio.explain import explain
from otlplab.cluster import images
from otlplab.cluster.kubectl import Kubectl
from otlplab.cluster.node import Node
from otlplab.runner.errors import LabError
from otlplab.runner.manifest import LABS, load
from test_cluster import until

MESH = LABS / "mesh"
RULES = sorted([*MESH.glob("istio/base/*.yaml"), *MESH.glob("istio/rules/*.yaml")])
#: The Deployments that rules are about; what analyze says depends on their pods.
RULED = {"checkout-v1", "checkout-v2", "payment-a", "payment-b"}
GATEWAY_API = sorted(MESH.glob("elsewhere/linkerd/*.yaml"))


@pytest.fixture(scope="module")
def istioctl(node: Node, kubectl: Kubectl) -> Iterator[Path]:
    """Have istiod on the node, and the shop's pods with sidecars, as objects: none of them need start."""
    build = next(build for build in load("mesh/istio").builds if build.name == "istio")
    programs = images.built(build, say)
    node.load([images.archive(f"pilot={programs}/pilot-discovery", say)], say)
    control = programs / "istio.yaml"
    objects = [one for one in yaml.safe_load_all(control.read_text("utf-8")) if one]
    shop = [one for one in yaml.safe_load_all(kubectl.run("kustomize", str(MESH / "istio"))) if one]
    try:
        kubectl.apply(objects)
        kubectl.wait_for(objects)
        kubectl.apply([one for one in shop if one["kind"] == "Namespace"])
        kubectl.apply(shop)
        until(lambda: injected(kubectl) >= RULED)
        yield programs / "istioctl"
    finally:
        kubectl.run("delete", "-k", str(MESH / "istio"), "--ignore-not-found", "--timeout=300s")
        kubectl.run("delete", "-f", str(control), "--ignore-not-found", "--timeout=300s")


def injected(kubectl: Kubectl) -> set[str]:
    """Return the names of those Deployments of the shop that have a pod with a sidecar."""
    found = set()
    for pod in kubectl.objects("pods", "shop"):
        spec = pod["spec"]
        if any(one["name"] == "istio-proxy" for one in spec["containers"] + spec.get("initContainers", [])):
            found.add(pod["metadata"]["name"].rsplit("-", 2)[0])
    return found


def applied(kubectl: Kubectl, path: Path) -> str:
    """Have the API server look through a file, which asks istiod; return what it refuses, or nothing."""
    try:
        how = ("--server-side", "--force-conflicts", "--validate=strict", "--dry-run=server")
        kubectl.run("apply", *how, "-f", str(path))
    except LabError as error:
        return str(error)
    return ""


def analyzed(istioctl: Path, kubectl: Kubectl, path: Path) -> str:
    """Return what ``istioctl analyze`` warns of in a file, beside what is in the cluster."""
    done = subprocess.run(
        [istioctl, "analyze", "-n", "shop", path],
        env=kubectl.environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    said = done.stdout + done.stderr
    assert path.name in said or "No validation issues" in said, said
    lines = [line for line in said.splitlines() if line.startswith(("Error [", "Warning ["))]
    return "\n".join(line for line in lines if path.name in line)


@pytest.mark.parametrize("path", [*RULES, *GATEWAY_API], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_rule_is_accepted_and_nothing_is_said_of_it(istioctl: Path, kubectl: Kubectl, path: Path):
    assert applied(kubectl, path) == ""
    assert analyzed(istioctl, kubectl, path) == ""
    done = subprocess.run([istioctl, "validate", "-f", path], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "warning" not in done.stdout + done.stderr


#: Who finds a mistake, and what its author is told.
CAUGHT = {
    "misspelled-field": ("server", "there is no field 'weigth'"),
    "number-without-unit": ("server", "a time has a unit"),
    "no-such-mode": ("server", '"STRICT"'),
    "retry-on-nothing": ("istiod", "retryOn has no 'connect-failures'"),
    "no-such-status": ("istiod", "cannot have the status 99"),
    "unknown-subset": ("analyze", "which pods of 'checkout' the subset 'v3' is"),
    "unknown-host": ("analyze", "there is no Service 'payments'"),
    "never-reached": ("analyze", "is never reached"),
    "second-rule": ("analyze", "are about the same host"),
    "about-no-pod": ("analyze", "no pod has the labels app=checkout"),
}


def test_every_mistake_is_among_those_that_are_caught():
    assert {path.stem for path in MESH.glob("istio/mistakes/*.yaml")} == CAUGHT.keys()


@pytest.mark.parametrize("name", CAUGHT)
def test_a_mistake_is_caught_and_its_author_is_told(istioctl: Path, kubectl: Kubectl, name: str):
    path = MESH / "istio" / "mistakes" / f"{name}.yaml"
    if said := applied(kubectl, path):
        by = "istiod" if "admission webhook" in said else "server"
    else:
        by, said = "analyze", analyzed(istioctl, kubectl, path)
    sentence = explain(said)
    print(f"{name}, by {by}: {said}\n{sentence}")
    wanted, words = CAUGHT[name]
    assert by == wanted
    assert words in sentence


@pytest.fixture(scope="module")
def consul() -> Path:
    """Return the program in which Consul's own code reads its resources; it needs no cluster."""
    return images.built(load("mesh/elsewhere").builds[0], say) / "check"


CONSUL = MESH / "elsewhere" / "consul" / "canary.yaml"


def test_consul_sends_three_in_ten_to_the_new_release(consul: Path):
    done = subprocess.run([consul, CONSUL], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    print(done.stdout)
    for weight, subset in (("70", "v1"), ("30", "v2")):
        assert f"{weight} % to resolver:{subset}.checkout." in done.stdout


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ("weight: 30", "weight: 20", "the sum of all split weights must be 100, not 90"),
        ("numRetries", "numRetires", 'invalid config key "Routes[0].Destination.numRetires"'),
        ("serviceSubset: v2 }", "serviceSubset: v3 }", 'does not have a subset named "v3"'),
        ("protocol: http", "protocol: tcp", "does not permit advanced routing or splitting"),
    ],
)
def test_consul_refuses_what_is_wrong(consul: Path, tmp_path: Path, right: str, wrong: str, words: str):
    text = CONSUL.read_text("utf-8")
    assert right in text
    (tmp_path / "wrong.yaml").write_text(text.replace(right, wrong), "utf-8")
    done = subprocess.run([consul, tmp_path / "wrong.yaml"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert words in done.stderr

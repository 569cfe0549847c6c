"""The node as its users see it: Services and names, logs and exec, rights, and parts that are killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import kubernetes_validate
import psutil
import pytest
import yaml
from conftest import say
from otlplab.cluster import images
from otlplab.cluster.kubectl import Kubectl
from otlplab.cluster.node import COLLECTOR, Node
from otlplab.config import Purpose, generate, manifests
from otlplab.config.kubernetes import IMAGE as OFFICIAL
from otlplab.runner.errors import LabError
from otlplab.runner.manifest import LABS, load

IMAGE = "localhost/shop:course"
SERVER = ["python3", "-m", "http.server", "8000", "--directory", "/app/shop"]


def until(true: Callable[[], Any], seconds: float = 300) -> Any:
    """Wait until something is true, and return it; errors of kubectl are taken as "not yet"."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            if found := true():
                return found
        except LabError:
            if time.monotonic() > deadline:
                raise
        assert time.monotonic() < deadline, "it did not become true in time"
        time.sleep(0.2)


def pod(name: str, command: list[str], **spec: Any) -> str:
    container = {"name": "server", "image": IMAGE, "imagePullPolicy": "Never", "command": command}
    return json.dumps(
        {
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": {"name": name, "namespace": "default", "labels": {"app": name}},
            "spec": {"terminationGracePeriodSeconds": 0, "containers": [container], **spec},
        }
    )


@pytest.fixture(scope="module")
def server(kubectl: Kubectl) -> str:
    """Return the name of a pod that serves HTTP; its Service is ``web``."""
    kubectl.run("apply", "-f", "-", stdin=pod("server", SERVER))
    kubectl.run("expose", "pod", "server", "--name=web", "--port=80", "--target-port=8000")
    kubectl.run("wait", "--for=condition=Ready", "pod/server", "--timeout=300s")
    return "server"


def python(kubectl: Kubectl, code: str) -> str:
    return kubectl.run("exec", "server", "--", "python3", "-c", code)


def test_the_version_of_every_part_is_that_of_go_mod(kubectl: Kubectl):
    wanted = next(
        line.split()[1]
        for line in (LABS / "cluster/node/go.mod").read_text().splitlines()
        if line.startswith("\tk8s.io/kubernetes ")
    )
    versions = json.loads(kubectl.run("version", "-o", "json"))
    node = json.loads(kubectl.run("get", "node", "node", "-o", "json"))
    assert versions["clientVersion"]["gitVersion"] == wanted
    assert versions["serverVersion"]["gitVersion"] == wanted
    assert node["status"]["nodeInfo"]["kubeletVersion"] == wanted
    conditions = {c["type"]: c["status"] for c in node["status"]["conditions"]}
    assert conditions == {
        "Ready": "True",
        "MemoryPressure": "False",
        "DiskPressure": "False",
        "PIDPressure": "False",
    }


def test_a_service_is_reached_by_its_name(kubectl: Kubectl, server: str):
    code = "import urllib.request as u; print(u.urlopen('http://web.default.svc.cluster.local').status)"
    until(lambda: python(kubectl, code) == "200\n")
    address = kubectl.run("get", "service", "web", "-o", "jsonpath={.spec.clusterIP}")
    code = "import socket; print(socket.gethostbyname('web'))"
    assert python(kubectl, code).strip() == address


def test_a_name_that_is_not_there_is_not_found(kubectl: Kubectl, server: str):
    with pytest.raises(LabError, match="gaierror"):
        python(kubectl, "import socket; socket.gethostbyname('nobody.default')")


def test_logs_are_read_and_a_port_is_forwarded(kubectl: Kubectl, server: str):
    forward = subprocess.Popen(
        [kubectl.program, "port-forward", "pod/server", ":8000"],
        env=kubectl.environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert forward.stdout
        address = forward.stdout.readline().split()[2]
        with urllib.request.urlopen(f"http://{address}/web.py", timeout=10) as answer:
            assert b"region" in answer.read() or answer.status == 200
    finally:
        forward.terminate()
        forward.wait()
        forward.stdout.close()
    assert '"GET /web.py HTTP/1.1" 200' in until(lambda: kubectl.run("logs", "server"))


def test_a_service_account_may_do_what_a_role_says_and_no_more(kubectl: Kubectl, server: str):
    code = """
import json, ssl, urllib.error, urllib.request as u
folder = "/var/run/secrets/kubernetes.io/serviceaccount/"
trusted = ssl.create_default_context(cafile=folder + "ca.crt")
def ask(what):
    request = u.Request("https://kubernetes.default/api/v1/namespaces/default/" + what)
    request.add_header("authorization", "Bearer " + open(folder + "token").read())
    try:
        return u.urlopen(request, context=trusted).status
    except urllib.error.HTTPError as error:
        return error.code
print(ask("pods"), ask("secrets"))
"""
    assert python(kubectl, code) == "403 403\n"
    kubectl.run("create", "role", "reader", "--verb=list", "--resource=pods")
    kubectl.run("create", "rolebinding", "reader", "--role=reader", "--serviceaccount=default:default")
    until(lambda: python(kubectl, code) == "200 403\n")


def test_a_privileged_pod_runs_where_its_namespace_allows_it(kubectl: Kubectl):
    privileged = json.loads(pod("privileged", ["sleep", "600"]))
    privileged["metadata"]["namespace"] = "trusted"
    privileged["spec"]["containers"][0]["securityContext"] = {"privileged": True}
    kubectl.run("create", "namespace", "trusted")
    until(lambda: kubectl.run("get", "serviceaccount", "default", "-n", "trusted"))
    with pytest.raises(LabError, match="violates PodSecurity"):
        kubectl.run("apply", "-f", "-", stdin=json.dumps(privileged))
    kubectl.run("label", "namespace", "trusted", "pod-security.kubernetes.io/enforce=privileged")
    kubectl.run("apply", "-f", "-", stdin=json.dumps(privileged))
    kubectl.run("wait", "--for=condition=Ready", "pod/privileged", "-n", "trusted", "--timeout=300s")
    kubectl.run("delete", "namespace", "trusted", "--wait=false")


def test_the_usage_of_pods_is_known(kubectl: Kubectl, server: str):
    rows = until(lambda: kubectl.run("top", "pods", "-A", "--no-headers").splitlines())
    assert any("coredns" in row for row in rows)
    kubectl.run("top", "node", "node")


def files() -> list[Path]:
    """Every file of the repository with objects of Kubernetes, but for those that are wrong on purpose.

    A folder with a kustomization is one, by that file. Those of the mesh have kinds that a server does not
    know by itself: they are in ``test_mesh_yaml.py``.
    """
    root = LABS.parent
    listed = subprocess.run(
        ["git", "ls-files", "*.yaml", "*.yml"], cwd=root, capture_output=True, text=True, check=True
    )
    found = []
    for name in listed.stdout.splitlines():
        path = root / name
        if "mistakes" in name or "node/config" in name or name.startswith("labs/mesh/"):
            continue
        if path.name != "kustomization.yaml" and (path.parent / "kustomization.yaml").exists():
            continue
        text = f"\n{path.read_text('utf-8')}"
        if "\nkind: Component\n" in text:
            continue  # nothing by itself: it is in the kustomizations that name it
        if "\napiVersion:" in text and "\nkind:" in text:
            found.append(path)
    return found


def objects(kubectl: Kubectl, path: Path) -> list[dict[str, Any]]:
    """Return the objects in a file, or those that a kustomization makes."""
    kustomized = path.name == "kustomization.yaml"
    text = kubectl.run("kustomize", str(path.parent)) if kustomized else path.read_text("utf-8")
    return [one for one in yaml.safe_load_all(text) if one]


@pytest.mark.parametrize("version", [f"1.{minor}" for minor in range(28, 38)])
def test_every_manifest_is_in_the_form_of_kubernetes(kubectl: Kubectl, version: str):
    checked = 0
    for path in files():
        for one in objects(kubectl, path):
            kubernetes_validate.validate(one, version, strict=True)
            checked += 1
    print(f"Kubernetes {version}: {checked} objects")
    assert checked > 40


@pytest.mark.parametrize("path", files(), ids=lambda p: str(p.relative_to(LABS.parent)))
def test_every_manifest_is_accepted_by_the_server(kubectl: Kubectl, path: Path):
    told = objects(kubectl, path)
    for namespace in {one["metadata"].get("namespace", "default") for one in told}:
        space = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": namespace}}
        kubectl.apply([space])
    kubectl.apply(told, "--dry-run=server")
    print(f"{len(told)} objects: {', '.join(sorted({one['kind'] for one in told}))}")


ENDPOINT = {"otlp_http": COLLECTOR}


@pytest.mark.parametrize(
    "purpose",
    [
        Purpose(runs="daemonset", destinations=ENDPOINT),
        Purpose(runs="daemonset", sources={"otlp": "", "host": ""}, destinations=ENDPOINT, queue="disk"),
        Purpose(runs="deployment", destinations=ENDPOINT, sampling="tail", queue="disk", redact=True),
        Purpose(
            runs="deployment", destinations={**ENDPOINT, "prometheus": "0.0.0.0:8889"}, span_metrics=True
        ),
    ],
    ids=["agent", "agent-of-hosts", "gateway-that-samples", "gateway-that-counts"],
)
def test_what_the_generator_makes_runs_until_it_is_healthy(node: Node, kubectl: Kubectl, purpose: Purpose):
    otelcol = images.built(load("cluster/shop").builds[0], say) / "otelcol"
    node.load([images.archive(f"otelcol={otelcol}", say)], say)
    node.ctr("images", "tag", "--force", "localhost/otelcol:course", f"docker.io/{OFFICIAL}")
    objects = list(yaml.safe_load_all(manifests(generate(purpose))))
    try:
        kubectl.apply([o for o in objects if o["kind"] == "Namespace"])
        kubectl.apply(objects)
        kubectl.wait_for(objects)
    finally:
        kubectl.run("delete", "namespace", "observability", "--timeout=300s")


def test_an_agent_with_three_capabilities_runs_until_it_is_ready(node: Node, kubectl: Kubectl):
    programs = {build.name: images.built(build, say) for build in load("ebpf/http").builds}
    told = (
        f"ebpf-agent={programs['ebpf']}/agent",
        f"orders={programs['ebpf']}/orders",
        f"otelcol={programs['otelcol']}/otelcol",
    )
    node.load([images.archive(name, say) for name in told], say)
    folder = LABS / "ebpf/daemonset"
    try:
        kubectl.apply(folder)
        kubectl.wait_for(objects(kubectl, folder / "kustomization.yaml"))
        until(lambda: " ready " in kubectl.logs("daemonset/agent", "ebpf"))
    finally:
        kubectl.run("delete", "-k", str(folder), "--timeout=300s")


def test_load_makes_more_pods_and_the_autoscaler_says_why(kubectl: Kubectl):
    container = {
        "name": "busy",
        "image": IMAGE,
        "command": ["python3", "-c", "while True: pass"],
        "resources": {"requests": {"cpu": "50m"}, "limits": {"cpu": "200m"}},
    }
    labels = {"app": "busy"}
    template = {
        "metadata": {"labels": labels},
        "spec": {"terminationGracePeriodSeconds": 0, "containers": [container]},
    }
    deployment = {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": "busy", "namespace": "default"},
        "spec": {"selector": {"matchLabels": labels}, "template": template},
    }
    kubectl.apply([deployment])
    kubectl.run("autoscale", "deployment", "busy", "--cpu=50%", "--min=1", "--max=2")
    try:
        until(lambda: kubectl.run("get", "deployment", "busy", "-o", "jsonpath={.status.replicas}") == "2")
        scaled = ("--field-selector=reason=SuccessfulRescale", "-o", "jsonpath={.items[*].message}")
        reasons = kubectl.run("get", "events", *scaled)
        assert "cpu resource utilization (percentage of request) above target" in reasons
    finally:
        kubectl.run("delete", "deployment,hpa", "busy", "--wait=false")


@pytest.mark.parametrize("path", sorted((LABS / "cluster/mistakes").glob("*.yaml")), ids=lambda p: p.stem)
def test_a_mistake_is_refused_and_the_message_says_why(kubectl: Kubectl, path: Path):
    says = path.read_text("utf-8").splitlines()[0].removeprefix("# says: ")
    with pytest.raises(LabError) as refused:
        kubectl.run("apply", "--server-side", "--validate=strict", "-f", str(path))
    print(f"{path.stem}: {refused.value}")
    assert says in str(refused.value)


def answers(kubectl: Kubectl, number: int) -> bool:
    """Whether the whole chain works: a new pod is accepted, placed, started, and taken away."""
    name = f"after-{number}"
    until(lambda: kubectl.run("apply", "-f", "-", stdin=pod(name, ["sleep", "600"])))
    until(lambda: kubectl.run("wait", "--for=condition=Ready", f"pod/{name}", "--timeout=300s"))
    kubectl.run("delete", "pod", name, "--wait=false")
    return True


PARTS = [
    *("etcd", "kube-apiserver", "kube-controller", "kube-scheduler", "kubelet", "kube-proxy", "containerd"),
    "containerd-shim",
]


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_is_killed_comes_back(node: Node, kubectl: Kubectl, part: str):
    inside = psutil.Process(node.pid()).children(recursive=True)
    whole = [p for p in inside if p.name()[:15] == part[:15]]
    assert whole, f"no {part} among {sorted({p.name() for p in inside})}"
    whole[0].send_signal(signal.SIGKILL)
    assert answers(kubectl, PARTS.index(part))


def test_the_node_comes_up_again_after_its_first_process_was_killed(
    node: Node, kubectl: Kubectl, collector: Any, server: str
):
    outer = node.pid()
    assert outer
    inner = psutil.Process(outer).children()[0]
    os.kill(outer, signal.SIGKILL)
    inner.wait(20)  # with it goes everything inside
    assert node.pid() is None
    kubectl = node.up(collector.grpc_endpoint, collector.http_endpoint, print)
    assert answers(kubectl, 99)
    assert server in kubectl.run("get", "pods")  # what was known before is known again


def test_a_folder_has_one_node(node: Node, kubectl: Kubectl):
    done = subprocess.run(
        [kubectl.program.with_name("node"), "run", node.folder], capture_output=True, text=True, check=False
    )
    assert done.returncode == 75
    assert "belongs to a node that runs" in done.stderr

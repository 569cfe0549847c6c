"""What can be done with the shop in Istio: rules by kubectl, what istiod sent for them, releases, bad days.

Orders are those of the mesh by hand, and what sidecars tell of them is read by the same :mod:`mesh.judge`.
"""

from __future__ import annotations

import json
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from otlplab.cluster.deployment import kubectl
from otlplab.runner.errors import LabError

from mesh import judge
from mesh.envoy import actions as by_hand
from mesh.istio.explain import explain

HERE = Path(__file__).parent
SPACE = "shop"
#: The sidecars of the workloads that call a service: a rule is in force when these have it.
CALLERS = {"checkout": ["storefront"], "payment": ["checkout-v1", "checkout-v2"]}
#: What a kind of rule becomes in Envoy: the part of its configuration, and where that says how new it is.
_PARTS = {"VirtualService": "dynamic_route_configs", "DestinationRule": "dynamic_active_clusters"}

#: Requests of the storefront to the checkout, by whatever rule: it asks the catalogue as well.
_TO_CHECKOUT = f"""
    {judge.CALLS} and service_name = 'storefront'
    and starts_with(attributes['upstream_cluster.name']::varchar, 'outbound|7003|')"""


def drive(run: Any, orders: int = 150, variant: str = "") -> None:
    """Send orders to the storefront, as :func:`mesh.envoy.actions.drive`, and wait until all are told of."""
    store = run.collector.store()
    by_hand.drive(run, orders, variant)
    store.wait(orders, where=_TO_CHECKOUT, timeout=30)


# region rule
def rule(run: Any, told: str) -> float:
    """Apply a rule and return how many seconds that took, until the sidecars of all callers have it.

    ``told`` is YAML, or the name of a file in ``rules``. Raises :class:`LabError` when the API server, or
    istiod asked by it, refuses the rule; the rule before it stays in force then.
    """
    ours, begun = kubectl(run.data), time.time()
    objects = [one for one in yaml.safe_load_all(read(told)) if one]
    before = {_name(one): _version(run, one) for one in objects}
    ours.run("apply", "--server-side", "--force-conflicts", "--validate=strict", "-f", "-", stdin=read(told))
    for one in objects:
        if _version(run, one) == before[_name(one)] or one["kind"] not in _PARTS:
            continue  # as it was: nothing is sent
        for workload in CALLERS[one["metadata"]["name"]]:
            _arrived(run, workload, _PARTS[one["kind"]], begun)
    return round(time.time() - begun, 3)


# endregion rule


def read(told: str) -> str:
    """Return the text of one of the chapter's files by its name, from ``rules`` or ``base``; YAML as it is.

    Raises :class:`LabError` when there is no file of that name.
    """
    if "\n" in told or ":" in told:
        return told
    files = {file.stem: file for folder in ("base", "rules") for file in (HERE / folder).glob("*.yaml")}
    if told not in files:
        raise LabError(f"there is no rule {told!r}; there are {', '.join(sorted(files))}")
    return files[told].read_text("utf-8")


def _name(told: dict[str, Any]) -> str:
    return f"{told['kind']}/{told['metadata']['name']}"


def _version(run: Any, told: dict[str, Any]) -> str:
    """Return the API server's number for this state of an object; empty when there is none."""
    path = ("-o", "jsonpath={.metadata.resourceVersion}")
    return kubectl(run.data).run("get", _name(told), "-n", SPACE, "--ignore-not-found", *path)


def _arrived(run: Any, workload: str, part: str, since: float) -> None:
    """Wait until a sidecar has got a part of its configuration anew."""
    deadline = time.time() + 30
    while not any(_seconds(one["last_updated"]) >= since for one in _dump(run, workload, part)):
        if time.time() > deadline:
            raise LabError(f"istiod has sent nothing new to the sidecar of {workload} within 30 s")
        time.sleep(0.05)


def _seconds(told: str) -> float:
    return datetime.fromisoformat(told).timestamp()


def _dump(run: Any, workload: str, part: str) -> list[dict[str, Any]]:
    """Return what a sidecar says of its own configuration: Envoy's ``/config_dump``."""
    ask = ("pilot-agent", "request", "GET", f"config_dump?resource={part}")
    said = kubectl(run.data).run(
        "exec", "-n", SPACE, f"deployment/{workload}", "-c", "istio-proxy", "--", *ask
    )
    return json.loads(said).get("configs", [])


# region received
def received(run: Any, host: str = "checkout", workload: str = "storefront") -> list[dict[str, Any]]:
    """Return the routes that istiod has sent to a sidecar for a host, as Envoy has them."""
    for one in _dump(run, workload, "dynamic_route_configs"):
        for virtual_host in one["route_config"].get("virtual_hosts", []):
            if virtual_host["name"].startswith(f"{host}.{SPACE}."):
                return virtual_host["routes"]
    raise LabError(f"the sidecar of {workload} knows no {host}")


# endregion received


def weigh(run: Any, new: int) -> None:
    """Put ``rules/canary.yaml`` in force, with ``new`` % for the new release."""
    told = yaml.safe_load(read("canary"))
    old_one, new_one = told["spec"]["http"][0]["route"]
    old_one["weight"], new_one["weight"] = 100 - new, new
    rule(run, yaml.safe_dump(told))


def gateway_api(run: Any) -> None:
    """Put the canary in force as an HTTPRoute, in the place of the VirtualService for the same host."""
    kubectl(run.data).run("delete", "virtualservice", "checkout", "-n", SPACE, "--ignore-not-found")
    begun = time.time()
    rule(run, "canary-gateway-api")
    _arrived(run, "storefront", "dynamic_route_configs", begun)


_ASK = """
import sys, threading, httpx
asked, wanted, gone = 0, int(sys.argv[1]), threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), gone.set()), daemon=True).start()
with httpx.Client(timeout=30) as client:
    while asked < wanted if wanted else not gone.is_set():
        client.get("http://checkout:7003/orders")
        asked += 1
print(asked)
"""


def _asking(requests: int) -> tuple[str, ...]:
    """Return what kubectl is told, to ask the checkout from within the storefront's pod, by its sidecar."""
    into = ("exec", "-i", "-n", SPACE, "deployment/storefront", "-c", "server")
    return (*into, "--", "python3", "-c", _ASK, str(requests))


def knock(run: Any, requests: int = 400) -> None:
    """Send cheap requests from the storefront's pod to the checkout, which refuses them with status 405."""
    store = run.collector.store()
    kubectl(run.data).run(*_asking(requests))
    store.wait(requests, where=_TO_CHECKOUT, timeout=30)


# region mistakes
def mistakes(run: Any) -> dict[str, str]:
    """Try every file of ``mistakes``; return by name what its author is told, by whoever notices it first.

    The API server and istiod refuse what breaks their schema; ``istioctl analyze`` knows what else is there.
    """
    said = {}
    for file in sorted((HERE / "mistakes").glob("*.yaml")):
        try:
            kubectl(run.data).run("apply", "--dry-run=server", "--validate=strict", "-f", str(file))
        except LabError as error:
            said[file.stem] = explain(str(error).partition("\n")[2])
        else:
            said[file.stem] = explain(_analysed(run, file))
    return said


def _analysed(run: Any, file: Path) -> str:
    done = subprocess.run(
        [run.built("istio") / "istioctl", "analyze", "-n", SPACE, "--color=false", str(file)],
        env=kubectl(run.data).environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.stdout + done.stderr


# endregion mistakes


# region edits
def edits(run: Any, times: int = 20) -> list[float]:
    """Apply a rule to and fro under traffic; return for each the seconds until it shows in a span.

    The clock starts before kubectl does, and stops where the first request begins that goes the new way.
    """
    ours, store, changed = kubectl(run.data), run.collector.store(), []
    asking = subprocess.Popen(
        [ours.program, *_asking(0)], env=ours.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        for number in range(times):
            told, subset = (("green", "v2"), ("stable", "v1"))[number % 2]
            changed.append((time.time_ns(), subset))
            rule(run, told)
            time.sleep(0.5)  # some requests go this way before the next edit
    finally:
        said, _ = asking.communicate()
    store.wait(int(said), where=_TO_CHECKOUT, timeout=60)
    first = f"""
        select min(epoch_ns(start_time)) from spans
        where {_TO_CHECKOUT} and epoch_ns(start_time) >= ?
          and attributes['upstream_cluster.name']::varchar like ?"""
    return [round((store.sql(first, [at, f"%|{subset}|%"]).scalar() - at) / 1e9, 4) for at, subset in changed]


# endregion edits


def deploy(run: Any, version: str, propagators: str = "tracecontext,baggage") -> None:
    """Replace the second release of the checkout by another; ``propagators`` as in ``OTEL_PROPAGATORS``."""
    ours, which = kubectl(run.data), "deployment/checkout-v2"
    told = (f"SERVICE_VERSION={version}", f"OTEL_PROPAGATORS={propagators}")
    ours.run("set", "env", which, "-n", SPACE, "-c", "server", *told)
    ours.wait(which, SPACE)


def bad_day(run: Any, zones: str = "ab", on: bool = True) -> None:
    """Let the payment provider be slow in some zones, or fast again: two at a time, 250 ms each."""
    for zone in zones:
        request = "http://127.0.0.1:7105/faults/retry-storm"
        send = f"import httpx; httpx.put({request!r}, json={{'on': {on}}}).raise_for_status()"
        into = ("exec", "-n", SPACE, f"deployment/payment-{zone}", "-c", "server", "--")
        kubectl(run.data).run(*into, "python3", "-c", send)


# region lose
def lose(run: Any, workload: str, orders: int = 60) -> float:
    """End the sidecar of a workload while orders come, and return the seconds until it is ready again."""
    ours, begun = kubectl(run.data), time.monotonic()
    into = ("exec", "-n", SPACE, f"deployment/{workload}", "-c", "istio-proxy", "--")
    with ThreadPoolExecutor(1) as thread:
        traffic = thread.submit(drive, run, orders)
        ours.run(*into, "pilot-agent", "request", "POST", "quitquitquit")
        restarted = ("wait", "-n", SPACE, "--for=condition=Ready=false", "--timeout=20s")
        ours.run(*restarted, "pod", "-l", _selector(workload))
        ours.wait(f"deployment/{workload}", SPACE)
        took = time.monotonic() - begun
        traffic.result()
    return round(took, 1)


# endregion lose


def _selector(workload: str) -> str:
    """Return how the pods of a Deployment are found: ``payment-b`` by name and zone."""
    name, _, one = workload.partition("-")
    return f"app.kubernetes.io/name={name},{'version' if one.startswith('v') else 'zone'}={one}"


def workloads(run: Any) -> list[dict[str, Any]]:
    """Return of each pod of the shop what Istio has put into it, and whether all of it is ready."""
    found = []
    for pod in kubectl(run.data).objects("pods", SPACE):
        if "deletionTimestamp" in pod["metadata"]:
            continue
        status = pod["status"].get("initContainerStatuses", []) + pod["status"]["containerStatuses"]
        labels = pod["metadata"]["labels"]
        parts = [labels[name] for name in ("app.kubernetes.io/name", "version", "zone") if name in labels]
        found.append(
            {
                "pod": "-".join(parts),
                "account": pod["spec"]["serviceAccountName"],
                "injected": [one["name"] for one in status if one["name"].startswith("istio")],
                "ready": all(one["ready"] for one in status),
            }
        )
    return sorted(found, key=lambda pod: pod["pod"])

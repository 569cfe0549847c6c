"""Runs the agent as a DaemonSet beside the shop, takes each of its permissions away, tells what happens.

Run it live, as root: ``.venv/bin/python labs/ebpf/daemonset/capabilities.py``. It brings the course's
own node up, and ends it unless it was up before. What it finds goes to ``datasets/ebpf/capabilities.json``,
which chapter 2.2 shows.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from otlplab.cluster import images
from otlplab.cluster.access import up
from otlplab.cluster.kubectl import Kubectl
from otlplab.collector import attach
from otlplab.collector.local import LocalCollector
from otlplab.runner import manifest

HERE = Path(__file__).parent
RESULT = HERE.parents[2] / "datasets" / "ebpf" / "capabilities.json"
SHOP = manifest.LABS / "cluster" / "shop"
REQUESTS = 20  # of each
ALL = ["BPF", "PERFMON", "SYS_PTRACE"]
ARGUMENTS = ["-ports=8080,7001,7002", "-secret-headers=x-session"]  # the shop's storefront and catalogue, too
AGENT = ("-n", "ebpf", "-l", "app.kubernetes.io/name=agent")
ORDERS = "web/services/orders:80/proxy/orders/17"
SEARCH = "shop/services/storefront:7001/proxy/search?q=lamp"
# The agent's, and not those that the shop's SDKs send of the same requests.
SPANS = """
select attributes['url.path']::varchar as path, resource['k8s.deployment.name']::varchar as deployment,
       count(distinct resource['k8s.pod.name'])::int as pods, count(*)::int as spans, min(name) as name,
       count(*) filter (
         trace_id in (select trace_id from spans where service_name = 'storefront'))::int as joined
from spans
where kind = 'SERVER' and resource['telemetry.distro.name'] = 'otlplab-ebpf-agent'
  and attributes['url.path'] in ('/orders/17', '/search', '/shop.v1.Catalogue/SearchProducts')
group by all order by path, spans desc"""


def say(words: str) -> None:
    """Print what is going on."""
    print(words, flush=True)


def main() -> int:
    """Try each set of permissions, print what came of it, and return the exit status."""
    collector = attach()
    programs = {build.name: images.built(build, say) for build in manifest.load("ebpf/http").builds}
    ebpf, otelcol = programs["ebpf"], programs["otelcol"]
    cluster = up((collector.grpc_endpoint, collector.http_endpoint), say)
    try:
        own = (f"ebpf-agent={ebpf}/agent", f"orders={ebpf}/orders", f"otelcol={otelcol}/otelcol")
        cluster.load(*own, "shop", "postgres", "prometheus", progress=say)
        cluster.deploy(SHOP, ["shop/database"], say)
        cluster.apply(HERE)
        cluster.wait("deployment/collector", "ebpf")
        cluster.wait("deployment/orders", "web")
        results = [observe(cluster, collector, "all three", ALL)]
        for taken in ALL:
            left = [name for name in ALL if name != taken]
            results.append(observe(cluster, collector, f"without {taken}", left))
        results.append(observe(cluster, collector, "without hostPID", ALL, host_pid=False))
    finally:
        cluster.down()
    RESULT.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    wrong = [f"{case}: {', '.join(words)}" for case, words in unexpected(results).items() if words]
    print(*wrong, sep="\n", file=sys.stderr)
    return 1 if wrong else 0


def unexpected(results: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Return what each set of permissions was expected to give and did not; the chapter says the same."""
    everything = {"storefront": REQUESTS, "catalogue": REQUESTS}
    nothing: dict[str, Any] = {"spans": 0, "pods": 0, "shop": {}}
    seen = {"agent": "runs", "spans": REQUESTS, "pods": 2, "shop": everything, "joined": REQUESTS}
    expected = {
        "all three": {**seen, "name": "GET /orders/{id}"},
        "without BPF": {"agent": "ends", **nothing},
        "without PERFMON": {"agent": "ends", **nothing},
        "without SYS_PTRACE": {**seen, "name": "GET"},
        "without hostPID": {"agent": "runs", **nothing},
    }
    return {
        case["permissions"]: [
            f"{what} is {case[what]!r}, not {wanted!r}"
            for what, wanted in expected[case["permissions"]].items()
            if case[what] != wanted
        ]
        for case in results
    }


def observe(
    kubectl: Kubectl, collector: LocalCollector, name: str, capabilities: list[str], host_pid: bool = True
) -> dict[str, Any]:
    """Give the agent these permissions, send requests, and return how the agent is and what it has seen."""
    patch = {
        "hostPID": host_pid,
        "containers": [
            {"name": "agent", "args": ARGUMENTS, "securityContext": {"capabilities": {"add": capabilities}}}
        ],
    }
    body = json.dumps({"spec": {"template": {"spec": patch}}})
    kubectl.run("patch", "daemonset/agent", "-n", "ebpf", "--type=strategic", "-p", body)
    kubectl.run("delete", "pod", *AGENT, "--wait=true")
    state, said = _settled(kubectl)
    # An agent cannot read a gRPC connection that is older than itself: let the shop open a new one.
    kubectl.run("rollout", "restart", "deployment/storefront", "-n", "shop")
    kubectl.wait("deployment/storefront", "shop")
    store = collector.store()
    for _ in range(REQUESTS):
        for path in (ORDERS, SEARCH):
            kubectl.run("get", "--raw", f"/api/v1/namespaces/{path}")
    deadline, rows = time.monotonic() + 12, []
    while time.monotonic() < deadline and sum(row["spans"] for row in rows) < 3 * REQUESTS:
        time.sleep(1)
        rows = [dict(row) for row in store.sql(SPANS).rows()]
    orders = [row for row in rows if row["path"] == "/orders/17"]
    shop = [row for row in rows if row["path"] != "/orders/17"]
    result = {
        "permissions": name,
        "agent": state,
        "said": said,
        "requests": REQUESTS,
        "spans": sum(row["spans"] for row in orders),
        "pods": sum(row["pods"] for row in orders if row["deployment"]),
        "name": orders[0]["name"] if orders else None,
        "shop": {row["deployment"] or "not named": row["spans"] for row in shop},
        "joined": sum(row["joined"] for row in shop),
    }
    say(json.dumps(result))
    return result


def _settled(kubectl: Kubectl) -> tuple[str, str]:
    """Wait until the agent is ready or has ended, and return which, and the last thing it said."""
    deadline, said = time.monotonic() + 60, ""
    while time.monotonic() < deadline:
        time.sleep(1)
        for pod in json.loads(kubectl.run("get", "pods", *AGENT, "-o", "json"))["items"]:
            status = (pod["status"].get("containerStatuses") or [{}])[0]
            ended = status.get("state", {}).get("terminated") or status.get("lastState", {}).get("terminated")
            if not status or "deletionTimestamp" in pod["metadata"]:
                continue
            lines = kubectl.run("logs", pod["metadata"]["name"], "-n", "ebpf").strip().splitlines()
            said = lines[-1] if lines else ""
            if ended:
                return "ends", said
            if any(" ready " in line for line in lines):
                time.sleep(2)  # for the scan
                lines = kubectl.run("logs", pod["metadata"]["name"], "-n", "ebpf").strip().splitlines()
                return "runs", lines[-1]
    return "not ready", said


if __name__ == "__main__":
    sys.exit(main())

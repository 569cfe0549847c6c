"""Runs the agent as a DaemonSet on a Kubernetes node, takes each of its permissions away, tells what happens.

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
REQUESTS = 20
ALL = ["BPF", "PERFMON", "SYS_PTRACE"]
AGENT = ("-n", "ebpf", "-l", "app.kubernetes.io/name=agent")
SPANS = """
select resource['k8s.namespace.name']::varchar as namespace,
       resource['k8s.deployment.name']::varchar as deployment,
       count(distinct resource['k8s.pod.name'])::int as pods, count(*)::int as spans, min(name) as name
from spans where kind = 'SERVER' and attributes['url.path'] = '/orders/17' group by all order by spans desc"""


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
        cluster.load(
            *(f"ebpf-agent={ebpf}/agent", f"orders={ebpf}/orders", f"otelcol={otelcol}/otelcol"), progress=say
        )
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
    whole = results[0]
    return 0 if whole["pods"] == 2 and whole["spans"] == REQUESTS else 1


def observe(
    kubectl: Kubectl, collector: LocalCollector, name: str, capabilities: list[str], host_pid: bool = True
) -> dict[str, Any]:
    """Give the agent these permissions, send requests, and return how the agent is and what it has seen."""
    patch = {
        "hostPID": host_pid,
        "containers": [{"name": "agent", "securityContext": {"capabilities": {"add": capabilities}}}],
    }
    body = json.dumps({"spec": {"template": {"spec": patch}}})
    kubectl.run("patch", "daemonset/agent", "-n", "ebpf", "--type=strategic", "-p", body)
    kubectl.run("delete", "pod", *AGENT, "--wait=true")
    state, said = _settled(kubectl)
    store = collector.store()
    for _ in range(REQUESTS):
        kubectl.run("get", "--raw", "/api/v1/namespaces/web/services/orders:80/proxy/orders/17")
    deadline, rows = time.monotonic() + 12, []
    while time.monotonic() < deadline and sum(row["spans"] for row in rows) < REQUESTS:
        time.sleep(1)
        rows = [dict(row) for row in store.sql(SPANS).rows()]
    named = [row for row in rows if row["deployment"]]
    result = {
        "permissions": name,
        "agent": state,
        "said": said,
        "requests": REQUESTS,
        "spans": sum(row["spans"] for row in rows),
        "pods": sum(row["pods"] for row in named),
        "named": sum(row["spans"] for row in named),
        "name": rows[0]["name"] if rows else None,
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

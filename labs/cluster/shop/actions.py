"""What can be done with the shop in Kubernetes: look at its pods, replace one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from otlplab.cluster.deployment import kubectl
from otlplab.runner.errors import LabError

_MISTAKES = Path(__file__).parents[1] / "mistakes"


def pods(run: Any) -> list[dict[str, str]]:
    """Return the pods of both namespaces: namespace, what they belong to, how they are."""
    found = [
        {
            "namespace": namespace,
            "app": pod["metadata"]["labels"]["app.kubernetes.io/name"],
            "phase": pod["status"]["phase"],
        }
        for namespace in ("shop", "telemetry")
        for pod in kubectl(run.data).objects("pods", namespace)
        if "deletionTimestamp" not in pod["metadata"]
    ]
    return sorted(found, key=lambda pod: (pod["namespace"], pod["app"]))


def refusal(run: Any, mistake: str) -> str:
    """Apply a manifest with a mistake in it and return what the API server says; it must not accept it."""
    try:
        kubectl(run.data).run(
            "apply", "--server-side", "--validate=strict", "-f", str(_MISTAKES / f"{mistake}.yaml")
        )
    except LabError as error:
        return str(error).partition("\n")[2]
    raise LabError(f"{mistake} was accepted")


def replace(run: Any, deployment: str) -> None:
    """Have a Deployment of the shop put a new pod in the place of its pod, and wait until it has."""
    ours = kubectl(run.data)
    selector = ("-l", f"app.kubernetes.io/name={deployment}")
    old = [f"pod/{pod['metadata']['name']}" for pod in ours.objects("pods", "shop", *selector)]
    ours.run("rollout", "restart", "-n", "shop", f"deployment/{deployment}")
    ours.wait(f"deployment/{deployment}", "shop")
    ours.run("wait", "--for=delete", "-n", "shop", "--timeout=60s", *old)

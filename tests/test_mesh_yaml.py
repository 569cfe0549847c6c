"""The rules of the mesh by the schemas of their kinds, which come with the control plane's own module.

What a schema cannot say, such as whether a host is there, is checked on a node: labs/cluster/tests.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import kubernetes_validate
import pytest
import yaml
from otlplab.runner.manifest import LABS

MESH = LABS / "mesh"
GOOD = sorted([*MESH.glob("istio/[br]*/*.yaml"), *MESH.glob("elsewhere/linkerd/*.yaml")])


@pytest.fixture(scope="module")
def schemas() -> dict[tuple[str, str], dict[str, Any]]:
    """Return by API version and kind what Istio's and the Gateway API's modules say of their objects."""
    control = MESH / "istio" / "control"
    modules = ["istio.io/istio", "sigs.k8s.io/gateway-api"]
    subprocess.run(["go", "mod", "download", *modules], cwd=control, check=True, timeout=300)
    ask = ["go", "list", "-m", "-f", "{{.Dir}}", *modules]
    told = subprocess.run(ask, cwd=control, capture_output=True, text=True, check=True, timeout=60).stdout
    folders = [Path(line) for line in told.splitlines()]
    files = [folders[0] / "manifests/charts/base/files/crd-all.gen.yaml"]
    files += sorted(folders[1].glob("config/crd/standard/*_httproutes.yaml"))
    found = {}
    for file in files:
        for one in yaml.load_all(file.read_text("utf-8"), yaml.CSafeLoader):
            for version in one["spec"]["versions"]:
                name = f"{one['spec']['group']}/{version['name']}", one["spec"]["names"]["kind"]
                found[name] = closed(version["schema"]["openAPIV3Schema"])
    return found


def closed(schema: Any) -> Any:
    """Return a schema in which a field that is not named is an error, as kubectl has it."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: closed(value) for key, value in schema.items()}
    free = "additionalProperties" in schema or "x-kubernetes-preserve-unknown-fields" in schema
    if isinstance(schema.get("properties"), dict) and schema.get("type") == "object" and not free:
        made["additionalProperties"] = False
    return made


def complaints(path: Path, schemas: dict[tuple[str, str], dict[str, Any]]) -> list[str]:
    said = []
    for one in yaml.safe_load_all(path.read_text("utf-8")):
        name = one["apiVersion"], one["kind"]
        if name == ("v1", "Service"):
            kubernetes_validate.validate(one, "1.36", strict=True)
            continue
        checked = {key: value for key, value in one.items() if key not in ("apiVersion", "kind", "metadata")}
        validator = jsonschema.Draft202012Validator(schemas[name])
        said += [f"{error.json_path}: {error.message}" for error in validator.iter_errors(checked)]
    return said


@pytest.mark.parametrize("path", GOOD, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_rule_has_the_form_of_its_kind(schemas: dict[tuple[str, str], dict[str, Any]], path: Path):
    assert path.read_text("utf-8").startswith("# "), "a rule says at its top what it does"
    assert complaints(path, schemas) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [("misspelled-field", "'weigth' was unexpected"), ("no-such-mode", "'REQUIRED' is not one of")],
)
def test_a_mistake_of_form_is_found(schemas: dict[tuple[str, str], dict[str, Any]], name: str, words: str):
    said = complaints(MESH / "istio" / "mistakes" / f"{name}.yaml", schemas)
    assert any(words in one for one in said), said

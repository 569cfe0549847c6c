"""``pipeline(path)``: the pipelines of an OpenTelemetry Collector, drawn from its configuration.

A pipeline is what a signal goes through: receivers, processors in their order, exporters. A connector is
the exporter of one pipeline and the receiver of another; it is marked, so that one finds it in both.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from otlplab.runner.errors import LabError
from otlplab.runner.manifest import LABS

_STYLE = (
    ".otlplab-pipelines{overflow-x:auto}"
    ".otlplab-pipelines ol{display:flex;list-style:none;margin:.3em 0;padding:0;align-items:center;gap:.4em}"
    ".otlplab-pipelines li:not(:last-child)::after{content:' →'}"
    ".otlplab-pipelines li span"
    "{display:inline-block;border:1px solid;border-radius:.3em;padding:.1em .5em;margin:.1em}"
    ".otlplab-pipelines .connector{border-style:dashed}"
)


@dataclass(frozen=True)
class Pipelines:
    """The pipelines of one configuration; ``stages`` has, by name, the components of each stage in order."""

    path: Path
    stages: dict[str, list[list[str]]]
    connectors: frozenset[str]

    @property
    def text(self) -> str:
        """A line for each pipeline."""
        width = max(map(len, self.stages), default=0)
        return "\n".join(
            f"{name.ljust(width)}  {' → '.join(' + '.join(map(self._marked, s)) for s in stages)}"
            for name, stages in self.stages.items()
        )

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        rows = []
        for name, stages in self.stages.items():
            boxes = "".join(f"<li>{''.join(map(self._box, stage))}</li>" for stage in stages)
            rows.append(f"<p><strong>{html.escape(name)}</strong></p><ol>{boxes}</ol>")
        label = f"Pipelines of {self.path.name}"
        return (
            f'<style>{_STYLE}</style><div class="otlplab-pipelines" role="group" '
            f'aria-label="{html.escape(label)}">{"".join(rows)}</div>'
        )

    def _marked(self, component: str) -> str:
        return f"⟨{component}⟩" if component in self.connectors else component

    def _box(self, component: str) -> str:
        kind = ' class="connector" title="connector"' if component in self.connectors else ""
        return f"<span{kind}>{html.escape(self._marked(component))}</span>"


def pipeline(path: str | Path) -> Pipelines:
    """Return the pipelines of a Collector's configuration, to be shown. ``path`` is below ``labs/``.

    Raises :class:`LabError` when there is no such file, it is no configuration, or a pipeline names a
    component that is not configured.
    """
    file = LABS / path
    if not file.is_file():
        raise LabError(f"there is no file {path} below labs/")
    try:
        told = yaml.safe_load(file.read_text("utf-8"))
        found = told["service"]["pipelines"]
        stages = {name: _stages(of or {}) for name, of in found.items()}
    except (yaml.YAMLError, TypeError, KeyError, AttributeError) as error:
        raise LabError(f"{path} is not a Collector's configuration: {error}") from None
    connectors = frozenset(map(str, told.get("connectors") or {}))
    kinds = ("receivers", "processors", "exporters", "connectors")
    known = {str(component) for kind in kinds for component in told.get(kind) or {}}
    for name, of in stages.items():
        for component in (c for stage in of for c in stage if "${" not in c):
            if component not in known:
                raise LabError(f"{path}: pipeline {name} names {component}, which is not configured")
    return Pipelines(file, stages, connectors)


def _stages(of: dict[str, Any]) -> list[list[str]]:
    """Return receivers together, each processor on its own, exporters together."""
    receivers = [str(c) for c in of.get("receivers") or []]
    exporters = [str(c) for c in of.get("exporters") or []]
    return [receivers, *([str(c)] for c in of.get("processors") or []), exporters]

"""From a purpose to a configuration: the components that it needs, and the pipelines between them."""

from __future__ import annotations

import html
from dataclasses import dataclass

from otlplab.config import components
from otlplab.config.components import Line, lines
from otlplab.config.purpose import Purpose

_STYLE = (
    ".otlplab-config{max-height:32em;overflow:auto;border:1px solid;border-radius:.3em;padding:.3em}"
    ".otlplab-config table{border-collapse:collapse;margin:0;width:100%;font-size:.85em;line-height:1.3}"
    ".otlplab-config td{text-align:left;padding:.1em .5em;vertical-align:top;background:none;border:0}"
    ".otlplab-config td:first-child{white-space:pre-wrap;overflow-wrap:anywhere}"
    ".otlplab-config td:first-child{font-family:monospace;width:52%}"
)


@dataclass(frozen=True)
class Configuration:
    """A Collector's configuration. ``lines`` are its lines, each with what it is for."""

    purpose: Purpose
    lines: list[Line]

    @property
    def yaml(self) -> str:
        """The YAML alone."""
        return "".join(f"{'  ' * line.depth}{line.yaml}\n" for line in self.lines)

    @property
    def text(self) -> str:
        """The YAML with what each line is for as a comment behind it."""
        bare = [f"{'  ' * line.depth}{line.yaml}" for line in self.lines]
        width = max(len(line) for line in bare if len(line) <= 48)
        return "".join(
            f"{line.ljust(width)}  # {told.why}\n" for line, told in zip(bare, self.lines, strict=True)
        )

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{'  ' * line.depth}{html.escape(line.yaml)}</td><td>{html.escape(line.why)}</td></tr>"
            for line in self.lines
        )
        return (
            f'<style>{_STYLE}</style><div class="otlplab-config" role="group" tabindex="0"'
            ' aria-label="A Collector\'s configuration, line by line">'
            f"<table><tbody>{rows}</tbody></table></div>"
        )


def generate(purpose: Purpose) -> Configuration:
    """Return the configuration that serves a purpose, explained line by line."""
    receivers = {name: components.receiver(name, purpose) for name in purpose.sources}
    exporters = {name: components.exporter(name, purpose) for name in purpose.destinations}
    processors = _processors(purpose)
    connectors: dict[str, list[Line]] = {}
    if purpose.span_metrics:
        connectors["span_metrics"] = components.span_metrics()
        if "traces" in purpose.signals:
            connectors["forward"] = lines(1, (0, "forward:", "joins two pipelines, and changes nothing"))
    found = [
        *_section("receivers", "what comes in", [told for _, told in receivers.values()]),
        *_section(
            "processors", "what happens on the way, in the order of the pipelines", processors.values()
        ),
        *_section("connectors", "from one pipeline into another", connectors.values()),
        *_section("exporters", "what goes out", [told for _, told in exporters.values()]),
        *_section("extensions", "what helps the Collector itself", [components.extensions(purpose)]),
        *_service(
            purpose,
            {name: of for name, (of, _) in receivers.items()},
            list(processors),
            {name: of for name, (of, _) in exporters.items()},
        ),
    ]
    return Configuration(purpose, found)


def _section(name: str, why: str, blocks) -> list[Line]:  # type: ignore[no-untyped-def]
    inside = [line for block in blocks for line in block]
    return [Line(0, f"{name}:", why), *inside] if inside else []


def _processors(purpose: Purpose) -> dict[str, list[Line]]:
    found = {"memory_limiter": components.memory_limiter(purpose)}
    if purpose.on_kubernetes:
        found["k8s_attributes"] = components.k8s_attributes()
    else:
        found["resource"] = components.resource()
    if purpose.sampling != "all":
        name, told = components.sampling(purpose)
        found[name] = told
    if purpose.redact:
        found["redaction"] = components.redaction()
    return found


def _service(
    purpose: Purpose, receivers: dict[str, str], processors: list[str], exporters: dict[str, str]
) -> list[Line]:
    names = [line.yaml[:-1] for line in components.extensions(purpose) if line.depth == 1]
    here = components.everywhere(purpose)
    found = lines(
        0,
        (0, "service:", "what of all this is used"),
        (1, f"extensions: [{', '.join(names)}]", "started first, stopped last"),
        (1, "telemetry:", "the Collector's own"),
        (2, "metrics:", "what it received, refused, sent and failed to send, and how full its queues are"),
        (3, "level: normal", "detailed adds histograms of requests"),
        (3, "readers:", "how they are read"),
        (4, "- pull:", "as a page"),
        (6, "exporter:", "in the format of"),
        (7, "prometheus:", "Prometheus, which can look at a Collector that cannot send"),
        (8, f"host: {here}", "who may ask"),
        (8, "port: 8888", "and where, at /metrics"),
        (1, "pipelines:", "what goes where; a component that is in none of them is not started"),
    )
    for name, why, stages in _pipelines(purpose, receivers, processors, exporters):
        found += lines(
            2, (0, f"{name}:", why), *((1, f"{stage}: [{', '.join(of)}]", told) for stage, of, told in stages)
        )
    return found


def _pipelines(purpose: Purpose, receivers: dict[str, str], processors: list[str], exporters: dict[str, str]):  # type: ignore[no-untyped-def]
    """Yield each pipeline: its name, what it is for, and its stages with theirs."""
    samplers = [p for p in processors if p in ("probabilistic_sampler", "tail_sampling")]
    first = [p for p in processors if p not in (*samplers, "redaction")]
    redact = [p for p in processors if p == "redaction"]
    signals = [*(["traces"] if purpose.takes_traces else []), *(s for s in purpose.signals if s != "traces")]
    order = "memory first; what drops comes before what costs"
    for signal in signals:
        into = [receivers[name] for name in purpose.sources_of(signal)]
        out = [exporters[name] for name in purpose.destinations_of(signal)]
        if signal != "traces":
            if signal == "metrics" and purpose.span_metrics:
                into.append("span_metrics")
            yield (
                signal,
                f"the way of {signal}",
                [
                    ("receivers", into, "from here"),
                    ("processors", [*first, *redact], order),
                    ("exporters", out, "to each of these"),
                ],
            )
        elif not purpose.span_metrics:
            yield (
                signal,
                "the way of spans",
                [
                    ("receivers", into, "from here"),
                    ("processors", [*first, *samplers, *redact], order),
                    ("exporters", out, "to each of these"),
                ],
            )
        else:
            yield (
                "traces/in",
                "every span, to be counted",
                [
                    ("receivers", into, "from here"),
                    ("processors", first, "memory first; nothing is dropped before it is counted"),
                    ("exporters", ["span_metrics", *(["forward"] if out else [])], "counted, and handed on"),
                ],
            )
            if out:
                yield (
                    "traces/out",
                    "the spans that are kept",
                    [
                        ("receivers", ["forward"], "from the pipeline above"),
                        *(
                            [("processors", [*samplers, *redact], "dropped after counting")]
                            if samplers + redact
                            else []
                        ),
                        ("exporters", out, "to each of these"),
                    ],
                )

"""pipeline(): a Collector's pipelines as text and as boxes, from its configuration."""

from __future__ import annotations

import pytest
from otlplab.runner import LabError, pipeline, pipelines
from otlplab.runner.manifest import LABS

CONFIGURATIONS = sorted(
    p.relative_to(LABS).as_posix()
    for p in (LABS / "collector").glob("*/*.yaml")
    if "pipelines:" in p.read_text("utf-8")
)


@pytest.mark.parametrize("path", CONFIGURATIONS)
def test_every_configuration_of_the_labs_is_drawn(path):
    drawn = pipeline(path)
    assert drawn.stages
    assert all(len(stages) >= 2 and stages[0] and stages[-1] for stages in drawn.stages.values())


def test_processors_keep_their_order_and_connectors_are_marked():
    assert pipeline("collector/connectors/collector.yaml").text == (
        "traces   otlp → ⟨span_metrics⟩ + ⟨count⟩ + otlp_http\nmetrics  ⟨span_metrics⟩ + ⟨count⟩ → otlp_http"
    )
    clean = pipeline("collector/transform/collector.yaml").text.splitlines()[1]
    assert clean.endswith("otlp → resource/clean → redaction → transform → filter → attributes → otlp_http")
    assert 'class="connector"' in pipeline("collector/connectors/collector.yaml")._repr_html_()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("receivers: {", "is not a Collector's configuration"),
        ("- 1", "is not a Collector's configuration"),
        ("service: {}", "is not a Collector's configuration"),
        (
            "exporters: {b: }\nservice: {pipelines: {traces: {receivers: [a], exporters: [b]}}}",
            "pipeline traces names a, which is not configured",
        ),
    ],
)
def test_what_is_no_configuration_is_refused(tmp_path, monkeypatch, text, said):
    monkeypatch.setattr(pipelines, "LABS", tmp_path)
    (tmp_path / "c.yaml").write_text(text)
    with pytest.raises(LabError, match=said):
        pipeline("c.yaml")
    with pytest.raises(LabError, match=r"no file d\.yaml"):
        pipeline("d.yaml")


def test_names_are_never_markup(tmp_path, monkeypatch):
    monkeypatch.setattr(pipelines, "LABS", tmp_path)
    name = "a/<script>alert(1)</script>"
    (tmp_path / "c.yaml").write_text(
        f"receivers: {{'{name}': }}\nexporters: {{b: }}\n"
        f"service: {{pipelines: {{'traces/<b>': {{receivers: ['{name}'], exporters: [b]}}}}}}"
    )
    page = pipeline("c.yaml")._repr_html_()
    assert "<script>" not in page and "<b>" not in page

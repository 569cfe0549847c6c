"""Every combination of the generator is a configuration that the Collector accepts."""

from __future__ import annotations

import pytest
from otlplab.config import generate
from otlplab.runner import LabError, otelcol

from .purposes import PURPOSES


def test_the_matrix_is_large_enough_and_has_every_choice():
    assert len(PURPOSES) >= 24
    for name, choices in (("runs", 3), ("sampling", 3), ("queue", 2), ("redact", 2), ("span_metrics", 2)):
        assert len({getattr(purpose, name) for purpose in PURPOSES.values()}) == choices
    assert len({source for purpose in PURPOSES.values() for source in purpose.sources}) == 4
    assert len({to for purpose in PURPOSES.values() for to in purpose.destinations}) == 5


@pytest.mark.parametrize("name", PURPOSES)
def test_the_collector_accepts(name, program):
    otelcol.validate(generate(PURPOSES[name]).text, program)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("otlp_http:", "otlp_httpx:"),
        ("limit_mib:", "limit:"),
        ("exporters: [otlp_http]", "exporters: [none]"),
    ],
)
def test_the_collector_would_find_a_mistake(right, wrong, program):
    text = generate(PURPOSES["otlp"]).yaml
    assert right in text
    with pytest.raises(LabError, match="the Collector refuses"):
        otelcol.validate(text.replace(right, wrong), program)

"""Names are judged as the Semantic Conventions judge them."""

import pytest
from otlplab.conventions import convention, registry, release


@pytest.mark.parametrize(
    ("name", "stability", "note"),
    [
        ("http.request.method", "stable", ""),
        ("http.method", "deprecated", "Replaced by `http.request.method`."),
        ("db.system", "deprecated", "Replaced by `db.system.name`."),
        ("messaging.destination.name", "development", ""),
        ("http.request.header.x-forwarded-for", "stable", ""),
        ("k8s.pod.label.app", "stable", ""),
        ("http.request.method.more", "unknown", ""),
        ("foo", "unknown", ""),
        ("", "unknown", ""),
    ],
)
def test_judgement(name: str, stability: str, note: str) -> None:
    found = convention(name)
    assert (found.stability, found.note) == (stability, note)


def test_the_registry_is_the_whole_one() -> None:
    known = registry()
    assert len(known) > 800
    assert {c.stability for c in known.values()} == {"stable", "development", "deprecated"}
    assert all(c.note for c in known.values() if c.stability == "deprecated")
    assert tuple(map(int, release().split("."))) >= (1, 44, 0)

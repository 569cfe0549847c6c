"""Every input that the fuzzer found worth keeping, given to its decoder again (``tests/fuzz``)."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent / "fuzz"))
import fuzzer
import targets


@pytest.mark.parametrize("target", targets.TARGETS)
def test_every_kept_input_is_taken_or_refused_as_promised(target: str) -> None:
    inputs = fuzzer.kept(target)
    assert len(inputs) > 5
    for data in [*fuzzer.seeds(target), *inputs]:
        try:
            targets.TARGETS[target](data)
        except BaseException:
            print(f"{target}: {data!r}")
            raise


def test_a_broken_promise_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets.contract, "count", lambda *_: 1)
    with pytest.raises(AssertionError):
        targets.TARGETS["traces"](fuzzer.seeds("traces")[0])

"""Is it an OTLP receiver? Every MUST and SHOULD of the specification that can be seen from outside.

``otlplab conformance --http http://127.0.0.1:4318 --grpc 127.0.0.1:4317`` runs against any receiver. Each
check carries the sentence of the specification that it checks, its level and its section; :mod:`.checks`
is the list, :data:`NOT_VISIBLE` what a server must do that nobody can see from outside.

The specification is opentelemetry-proto 1.11, ``docs/specification.md``.
"""

from __future__ import annotations

from otlplab.conformance.model import Check, Level, Outcome, Result
from otlplab.conformance.suite import NOT_VISIBLE, Unreachable, checks, failed, run

__all__ = [
    "NOT_VISIBLE",
    "Check",
    "Level",
    "Outcome",
    "Result",
    "Unreachable",
    "checks",
    "failed",
    "run",
]

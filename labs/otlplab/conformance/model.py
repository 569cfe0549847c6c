"""What a check is, and what came of it."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass

from otlplab.conformance.target import Target
from otlplab.segments import Signal


class Level(enum.StrEnum):
    """How the specification says it.

    ``STATED`` is a plain statement ("the default URL path … will be …") without which two ends do not
    meet; it binds like a MUST. ``RECOMMENDED`` counts as SHOULD, as RFC 2119 has it.
    """

    MUST = "MUST"
    STATED = "stated"
    SHOULD = "SHOULD"


class Outcome(enum.StrEnum):
    """What came of a check; ``NOT_SEEN``: the receiver never was in the situation of the sentence."""

    PASSED = "passed"
    FAILED = "FAILED"
    NOT_SEEN = "not seen"


class Failed(Exception):
    """The receiver did otherwise; the text says what was seen."""


class NotSeen(Exception):
    """The receiver did not get into the situation; the text says why."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check.

    ``transport`` is ``"grpc"`` or ``"http"``; ``sentence`` is quoted from ``section`` of the specification;
    ``signal`` is ``None`` where a check is about the transport and not about one signal.
    """

    name: str
    transport: str
    level: Level
    section: str
    sentence: str
    function: Callable[[Target, Signal], None]
    signal: Signal | None = None

    @property
    def binding(self) -> bool:
        """Whether a failure means that this is not an OTLP receiver; profiles are still in development."""
        return self.level is not Level.SHOULD and self.signal is not Signal.PROFILES

    @property
    def identifier(self) -> str:
        """Name of the check with its transport and signal."""
        signal = (self.signal.folder,) if self.signal else ()
        return "/".join((self.transport, *signal, self.name))


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one check; ``seen`` is empty when it passed. ``seconds`` is how long it took."""

    check: Check
    outcome: Outcome
    seen: str
    seconds: float

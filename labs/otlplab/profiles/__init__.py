"""Profiles as other tools write them, to OTLP and back; and the rules that OTLP profiles keep.

=============================  ===================================================================
:func:`from_pprof`             Go, and whatever else writes pprof; :func:`to_pprof` is the way back
:func:`from_collapsed`         collapsed stacks: async-profiler, py-spy's ``raw``, ``stackcollapse-*``
:func:`from_jfr`               recordings of JDK Flight Recorder and of async-profiler
:func:`extract`                some profiles of a request, with a dictionary of their own
:func:`check`, findings        the rules of ``profiles.proto``, by name
:class:`Request`               a request, built by hand
=============================  ===================================================================
"""

from .collapsed import from_collapsed, to_collapsed
from .dictionary import Dictionary, Profile, Request
from .errors import BrokenProfile
from .extract import extract
from .jfr import from_jfr
from .pprof import from_pprof, to_pprof
from .rules import Finding, check, findings

__all__ = [
    "BrokenProfile",
    "Dictionary",
    "Finding",
    "Profile",
    "Request",
    "check",
    "extract",
    "findings",
    "from_collapsed",
    "from_jfr",
    "from_pprof",
    "to_collapsed",
    "to_pprof",
]

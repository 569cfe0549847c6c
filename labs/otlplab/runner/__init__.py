"""Labs: real programs, started and stopped, or what they once sent played again.

In the order in which a lab comes alive::

    manifest.py    lab.toml, read and checked
    needs.py       what this machine has of it, and what installs the rest
    run.py         lab(name): the handle that a chapter holds
    builds.py      builds, cached by content
    otelcol.py     the Collector of the labs: built, or the official release
    programs.py    ports, programs, readiness
    session.py     the notebook's end of …
    supervisor.py  … the process that keeps them and ends every one of them
    limits.py      cgroups, or what stands in for them
    recording.py   the recording: made, played, checked
    examples.py    every example of every lab, run and reported
    source.py      show(path, region): the source that ran
    pipelines.py   pipeline(path): a Collector's pipelines, drawn
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from otlplab.lazy import lazy

if TYPE_CHECKING:
    from otlplab.runner.errors import LabError, NotRecorded
    from otlplab.runner.manifest import ManifestError
    from otlplab.runner.pipelines import pipeline
    from otlplab.runner.run import LabRun, lab
    from otlplab.runner.source import show

__all__ = ["LabError", "LabRun", "ManifestError", "NotRecorded", "lab", "pipeline", "show"]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "LabError": "errors",
        "LabRun": "run",
        "ManifestError": "manifest",
        "NotRecorded": "errors",
        "lab": "run",
        "pipeline": "pipelines",
        "show": "source",
    },
)

"""A generator of Collector configurations: it asks what you have and where it goes, and explains every line.

In the order in which a configuration comes about::

    purpose.py      what is asked, and what cannot be
    components.py   each component of a configuration, line by line, with what each line is for
    generate.py     generate(purpose): the components that a purpose needs, and the pipelines between them
    kubernetes.py   manifests(purpose): a DaemonSet or a Deployment that runs it
    form.py         form(): the questions in a notebook
"""

from __future__ import annotations

from otlplab.config.form import form
from otlplab.config.generate import Configuration, generate
from otlplab.config.kubernetes import manifests
from otlplab.config.purpose import Purpose, PurposeError

__all__ = ["Configuration", "Purpose", "PurposeError", "form", "generate", "manifests"]

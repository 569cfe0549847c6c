"""What prose would otherwise repeat: where the project lives, and which releases the course teaches.

``{{ name }}`` in a page under ``book/`` stands for a fact, also inside a link or a code block:

- ``{{ repository }}``, ``{{ tree }}`` (its address up to a file), ``{{ binder }}`` (chapter 0.1 on Binder),
  all from ``repository`` and ``launch_buttons`` in ``_config.yml``;
- ``{{ proto }}``, the messages of that release;
- ``{{ otlp }}`` and the other keys of ``book/_data/specifications.toml``: the release.

The directive ``specifications`` is the table of that file, and ``reference-machine`` the table of
``book/_data/machine.toml``, which ``book/_tools/machine.py`` writes. ``cluster-costs`` and
``cluster-memory`` are what ``labs/cluster/tests/measure.py`` has stored in ``book/_data/cluster.json``;
``profile-round-trips`` and ``hostile-profiles`` what ``tests/test_profile_page.py`` has in ``profiles.json``.
"""

from __future__ import annotations

import json
import re
import statistics
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

logger = logging.getLogger(__name__)
DATA = Path(__file__).parent.parent / "_data"
FIRST_CHAPTER = "notebooks/0-foundations/1-first-telemetry.ipynb"


@cache
def specifications() -> dict[str, dict[str, str]]:
    """Return the specifications by key: ``name``, ``release``, ``date``, ``url``, ``for``."""
    return tomllib.loads((DATA / "specifications.toml").read_text(encoding="utf-8"))


def binder_address(app: Sphinx, notebook: str) -> str:
    """Return where Binder opens ``notebook`` (a path in the repository) in JupyterLab."""
    options = app.config.html_theme_options
    project = options["repository_url"].removeprefix("https://github.com/")
    hub, branch = options["launch_buttons"]["binderhub_url"], options["repository_branch"]
    return f"{hub}/v2/gh/{project}/{branch}?urlpath=lab/tree/{notebook}"


def facts(app: Sphinx) -> dict[str, str]:
    """Return every name that a page may use, with what it stands for."""
    options = app.config.html_theme_options
    url, branch = options["repository_url"], options["repository_branch"]
    return {
        "repository": url,
        "tree": f"{url}/blob/{branch}",
        "folder": url.rsplit("/", 1)[-1],
        "binder": binder_address(app, FIRST_CHAPTER),
        "proto": specifications()["protobufs"]["url"],
    } | {key: spec["release"] for key, spec in specifications().items()}


def _fill(app: Sphinx, docname: str, source: list[str]) -> None:
    if not docname.startswith("book/"):
        return
    known = facts(app)

    def value(match: re.Match[str]) -> str:
        if match[1] not in known:
            logger.warning("no such fact: %s", match[0], location=docname)
        return known.get(match[1], match[0])

    source[0] = re.sub(r"\{\{ (\w+) \}\}", value, source[0])


class _Table(SphinxDirective):
    file: str

    def stored(self) -> dict[str, Any]:
        """Return what a file of JSON holds."""
        return json.loads((DATA / self.file).read_text(encoding="utf-8"))

    def rows(self) -> list[str]:
        """Return the lines of a Markdown table."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        path = str(DATA / self.file)
        self.env.note_dependency(path)
        holder = nodes.container()
        self.state.nested_parse(StringList(self.rows(), path), 0, holder)
        return holder.children


class Specifications(_Table):
    """The specifications, their releases and what the course takes from each."""

    file = "specifications.toml"

    def rows(self) -> list[str]:
        """Return one row for each specification."""
        lines = [":::{div} releases", "| Specification | Release | Dated | What the course takes from it |"]
        lines.append("|---|---|---|---|")
        for spec in specifications().values():
            lines.append(
                f"| [{spec['name']}]({spec['url']}) | {spec['release']} | {spec['date']} | {spec['for']} |"
            )
        return lines


class ReferenceMachine(_Table):
    """The machine that the chapters' figures were taken on."""

    file = "machine.toml"

    def rows(self) -> list[str]:
        """Return one row for each property."""
        machine = tomllib.loads((DATA / self.file).read_text(encoding="utf-8"))
        return ["| | |", "|---|---|", *(f"| **{key}** | {value} |" for key, value in machine.items())]


class ClusterCosts(_Table):
    """What a Kubernetes node costs: to build, to start, to deploy the shop, to repair, to end."""

    file = "cluster.json"

    def rows(self) -> list[str]:
        """Return one row for each step."""
        told = self.stored()
        lines = ["| | median | least to most | of |", "|---|--:|--:|--:|"]
        for which, words in (("cold", "build the node from nothing"), ("warm", "build it after an edit")):
            seconds = told["build"][which]["processor_s"]
            lines.append(f"| {words}, time of the processor | {seconds} s | | 1 |")
        for step, folder, words in (
            ("up", "new", "bring it up, in a new folder"),
            ("up", "kept", "bring it up, in the folder of last time"),
            ("images", "new", "give it the images of the shop"),
            ("shop", "new", "deploy the shop, until it answers"),
            ("shop", "kept", "the shop, after last time"),
            ("back", "", "after something was killed: until the shop answers, and a new pod runs"),
            ("down", "", "end it, until nothing is left"),
        ):
            found = [one["seconds"][step] for one in told["rounds"] if folder in ("", one["folder"])]
            lines.append(f"| {words} | {_spread(found, 's', '.1f')} |")
        lines.append(f"| disk | {_spread([one['disk_mib'] for one in told['rounds']], 'MiB')} |")
        over = sum(bool(one["left_over"]) for one in told["rounds"])
        killed = ", ".join(sorted({one["killed"] for one in told["rounds"]}))
        same = [name for name, digests in told["images"].items() if len(set(digests)) == 1]
        notes = [
            f"{told['machine']}. Killed: {killed}.",
            f"Rounds that left something over: {over} of {len(told['rounds'])}.",
            f"Images made twice from nothing: {', '.join(told['images'])}.",
            f"The same, byte for byte: {', '.join(same) or 'none'}.",
        ]
        return [*lines, "", *notes]


class ClusterMemory(ClusterCosts):
    """Resident memory of the parts of a Kubernetes node with the shop."""

    def rows(self) -> list[str]:
        """Return one row for each part, the largest first."""
        rounds = [one["memory_mib"] for one in self.stored()["rounds"]]
        parts = sorted(rounds[0], key=lambda part: -statistics.median(one.get(part, 0) for one in rounds))
        lines = ["| part | resident, median | least to most | of |", "|---|--:|--:|--:|"]
        for part in parts:
            found = [one[part] for one in rounds if part in one]
            lines.append(f"| {part} | {_spread(found, 'MiB')} |")
        return [*lines, f"| **together** | {_spread([sum(one.values()) for one in rounds], 'MiB')} |"]


class ProfileRoundTrips(_Table):
    """Recorded profiles that were the same after pprof, by recording and tool."""

    file = "profiles.json"

    def rows(self) -> list[str]:
        """Return one row for each tool of a recording, and what they are together."""
        trips = self.stored()["round_trips"]
        lines = ["| recording | tool | profiles | frames | values |", "|---|---|--:|--:|--:|"]
        together = {"recording": "**together**", "tool": ""}
        together |= {key: sum(trip[key] for trip in trips) for key in ("profiles", "frames", "values")}
        for trip in [*trips, together]:
            counted = " | ".join(f"{trip[key]:,}" for key in ("profiles", "frames", "values"))
            lines.append(f"| {trip['recording']} | {trip['tool']} | {counted} |")
        return lines


class HostileProfiles(_Table):
    """Broken profiles, and what is said of each."""

    file = "profiles.json"

    def rows(self) -> list[str]:
        """Return one row for each."""
        told = self.stored()["hostile"]
        lines = [f"{len(told)} of them:", "", "| from | what is wrong | what is said |", "|---|---|---|"]
        for one in told:
            said = re.sub(r"([\\`*_\[\]<>|$])", r"\\\1", one["said"])  # as text: code does not wrap
            lines.append(f"| {one['from']} | {one['what']} | {said} |")
        return lines


def _spread(found: list[float], unit: str, form: str = ".0f") -> str:
    middle = format(statistics.median(found), form)
    return f"{middle} {unit} | {min(found):{form}} to {max(found):{form}} | {len(found)}"


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the replacement and the directive."""
    app.connect("source-read", _fill)
    app.add_directive("specifications", Specifications)
    app.add_directive("reference-machine", ReferenceMachine)
    app.add_directive("cluster-costs", ClusterCosts)
    app.add_directive("cluster-memory", ClusterMemory)
    app.add_directive("profile-round-trips", ProfileRoundTrips)
    app.add_directive("hostile-profiles", HostileProfiles)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

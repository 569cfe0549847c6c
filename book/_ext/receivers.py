"""What receivers did: the tables of the conformance suite and of the benchmark, from their stored results.

- ``conformance-summary``: passed, failed and not seen, by level and receiver.
- ``conformance-checks``: every check, and what it came to on each receiver.
- ``conformance-failures NAME``: what one receiver failed, and what was seen.
- ``benchmark TIER``: the figures of a tier, with ratios.
- ``benchmark-facts``: machine, versions and date.
- ``benchmark-steps``: what each way of doing the same work takes.
- ``benchmark-million``: how long questions about a million spans take.

The data are ``book/_data/conformance/*.xml`` (``make conformance``) and, in the same folder,
``benchmark.json`` (``make bench``), ``steps.json`` (``python tests/bench/steps.py``) and ``million.json``
(``python tests/bench/million.py``).
"""

from __future__ import annotations

import json
import statistics
from collections import Counter
from functools import cache
from xml.etree import ElementTree

from docutils import nodes
from docutils.statemachine import StringList
from facts import DATA
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

NAMES = {
    "ours": "local collector",
    "validate": "local collector, keeping nothing",
    "sync-never": "never synced",
    "sync-each": "synced before each answer",
    "collector": "OpenTelemetry Collector",
    "collector-debug": "OpenTelemetry Collector, keeping nothing",
    "jaeger": "Jaeger",
    "phoenix": "Arize Phoenix",
    "rotel": "rotel",
}
LEVELS = ("MUST", "stated", "SHOULD", "profiles")


def results(name: str) -> list[dict[str, str]]:
    """Return a receiver's results, a dict for each check."""
    found = []
    for case in ElementTree.parse(DATA / "conformance" / f"{name}.xml").getroot().iter("testcase"):
        told = {one.get("name", ""): one.get("value", "") for one in case.iter("property")}
        failure, skipped = case.find("failure"), case.find("skipped")
        outcome = "failed" if failure is not None else "not seen" if skipped is not None else "passed"
        seen = failure if failure is not None else skipped
        parts = case.get("name", "").split("/")
        found.append(
            {
                "transport": parts[0], "signal": parts[1] if len(parts) > 2 else "", "name": parts[-1],
                "section": case.get("classname", ""), "level": told["level"], "sentence": told["sentence"],
                "outcome": outcome, "seen": seen.get("message", "") if seen is not None else "",
            }
        )  # fmt: skip
    return found


def receivers() -> list[str]:
    """Return the receivers of which there are results, ours first."""
    there = {path.stem for path in (DATA / "conformance").glob("*.xml")}
    return [name for name in NAMES if name in there]


@cache
def benchmark() -> dict:
    """Return the benchmark's results."""
    return json.loads((DATA / "benchmark.json").read_text(encoding="utf-8"))


class _Markdown(SphinxDirective):
    optional_arguments = 1

    def lines(self) -> list[str]:
        """Return lines of Markdown."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        """Return what the lines mean."""
        stored = [*(DATA / f"{name}.json" for name in ("benchmark", "steps", "million"))]
        stored += (DATA / "conformance").glob("*.xml")
        for path in stored:
            self.env.note_dependency(str(path))
        holder = nodes.container()
        self.state.nested_parse(StringList(self.lines(), __file__), 0, holder)
        return holder.children


def _row(cells: list[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _table(head: list[str], rows: list[list[object]]) -> list[str]:
    return [_row(list(head)), _row(["---"] * len(head)), *map(_row, rows), ""]


class Summary(_Markdown):
    """Passed, failed and not seen by level."""

    def lines(self) -> list[str]:
        """Return the table."""
        rows: list[list[object]] = []
        versions = benchmark()["versions"]
        for name in receivers():
            counts: Counter[tuple[str, str]] = Counter()
            for one in results(name):
                level = "profiles" if one["signal"] == "profiles" else one["level"]
                counts[level, one["outcome"]] += 1
            cells = [
                f"{counts[level, 'passed']} · **{counts[level, 'failed']}** · {counts[level, 'not seen']}"
                for level in LEVELS
            ]
            rows.append([f"{NAMES[name]} {versions.get(name, '')}", *cells])
        return _table(["passed · **failed** · not seen", *LEVELS], rows)


class Checks(_Markdown):
    """Every check on every receiver."""

    def lines(self) -> list[str]:
        """Return the table; a check that is made for several signals is one row."""
        names = receivers()
        grouped: dict[tuple[str, str], dict[str, list[dict[str, str]]]] = {}
        for name in names:
            for one in results(name):
                grouped.setdefault((one["transport"], one["name"]), {}).setdefault(name, []).append(one)
        rows: list[list[object]] = []
        for (transport, check), by_receiver in grouped.items():
            first = next(iter(by_receiver.values()))[0]
            marks = [self.mark(by_receiver.get(name, [])) for name in names]
            rows.append([f"{transport}: {check.replace('-', ' ')}", first["level"], first["section"], *marks])
        return _table(["check", "level", "section", *(NAMES[name] for name in names)], rows)

    @staticmethod
    def mark(found: list[dict[str, str]]) -> str:
        """Return what a check came to, in a word; with several signals, on how many it failed."""
        failed = sum(one["outcome"] == "failed" for one in found)
        if failed:
            return "**failed**" if len(found) == 1 else f"**failed** {failed} of {len(found)}"
        return "passed" if any(one["outcome"] == "passed" for one in found) else "not seen"


class Failures(_Markdown):
    """What one receiver failed."""

    required_arguments = 1
    optional_arguments = 0

    def lines(self) -> list[str]:
        """Return the table: one row a check, with what was seen the first time."""
        rows: dict[str, list[object]] = {}
        for one in results(self.arguments[0]):
            if one["outcome"] == "failed":
                name = f"{one['transport']}: {one['name'].replace('-', ' ')}"
                seen = (one["seen"] if len(one["seen"]) <= 140 else one["seen"][:139] + "…").replace("`", "'")
                rows.setdefault(name, [name, one["level"], one["sentence"], f"`{seen}`"])
        return _table(["check", "level", "the specification", "seen"], list(rows.values()))


def _figure(values: list[int]) -> str:
    if not values:
        return "–"
    unit = 1000 if max(values) >= 10_000 else 1
    low, middle, high = (f / unit for f in (min(values), statistics.median(values), max(values)))
    suffix = " K" if unit == 1000 else ""
    return f"{middle:,.0f}{suffix} ({low:,.0f} to {high:,.0f})"


class Benchmark(_Markdown):
    """The figures of a tier."""

    required_arguments = 1
    optional_arguments = 0

    def lines(self) -> list[str]:
        """Return the table: records for each second of the receiver's processor time, and the ratio.

        Where the disk is waited for, the seconds are those of the clock.
        """
        tier = self.arguments[0]
        figure = "per_second" if tier == "sync" else "per_cpu_second"
        found = [one for one in benchmark()["results"] if one["tier"] == tier]
        names = [name for name in NAMES if any(one["receiver"] == name for one in found)]
        cells: dict[tuple, dict[str, dict]] = {}
        for one in found:
            key = (one["signal"], one["batch"], one["transport"], one["compression"])
            cells.setdefault(key, {})[one["receiver"]] = one
        rows: list[list[object]] = []
        for (signal, batch, transport, compression), by_name in sorted(cells.items()):
            figures = {n: one.get(figure) or one["per_second"] for n, one in by_name.items()}
            ours = figures.get(names[0]) or []
            ratios = [
                f"{statistics.median(ours) / statistics.median(figures[name]):.1f} ×"
                if ours and figures.get(name)
                else "–"
                for name in names[1:]
            ]
            where = f"{signal}, {batch}, {transport}" + (", gzip" if compression == "gzip" else "")
            rows.append([where, *(_figure(figures.get(name) or []) for name in names), *ratios])
        head = ["", *(NAMES[name] for name in names), *(f"ours to {NAMES[name]}" for name in names[1:])]
        return _table(head, rows)


class Steps(_Markdown):
    """What each way of doing the same work takes."""

    optional_arguments = 0

    def lines(self) -> list[str]:
        """Return the table: spans for each second of processor time, and the ratio to the first way."""
        rows: list[list[object]] = []
        before = ""
        for one in json.loads((DATA / "steps.json").read_text(encoding="utf-8"))["results"]:
            what, ratio = one["what"], sorted(one["ratio"])
            new, before = what != before, what
            compared = f"{statistics.median(ratio):.1f} × ({ratio[0]:.1f} to {ratio[-1]:.1f})"
            rows.append(
                [what if new else "", one["way"], _figure(one["per_cpu_second"]), "" if new else compared]
            )
        return _table(["work", "way", "spans a second of processor", "to the first way"], rows)


class Million(_Markdown):
    """How long questions about a million spans take."""

    optional_arguments = 0

    def lines(self) -> list[str]:
        """Return where it was measured, and the table: seconds and memory of a reader just started."""
        told = json.loads((DATA / "million.json").read_text(encoding="utf-8"))
        rows: list[list[object]] = [
            [one["question"], *(_seconds(one[name]) for name in ("cold", "cpu")), max(one["peak_mib"])]
            for one in told["questions"]
        ]
        return [
            f"{told['spans']:,} spans in {told['requests']:,} requests, {told['mebibytes']} MiB, "
            f"acknowledged {told['sent']} s after the first was sent, by a collector that was ready after "
            f"{told['ready']} s. {told['date']}, {told['machine']}, load average {told['load']}.",
            "",
            *_table(["question", "seconds to the answer", "seconds of processor", "MiB at most"], rows),
        ]


def _seconds(values: list[float]) -> str:
    return f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


class Facts(_Markdown):
    """Machine, versions, date."""

    def lines(self) -> list[str]:
        """Return one paragraph."""
        told = benchmark()
        loads = [one["load"] for one in told["results"] if "load" in one]
        there = {one["receiver"] for one in told["results"]}
        versions = ", ".join(f"{NAMES[n]} {version}" for n, version in told["versions"].items() if n in there)
        return [
            f"Measured on {told['date']}: {told['machine']}. {versions}. When a measurement began, the load "
            f"average was {min(loads):.0f} to {max(loads):.0f} on two cores, what it measures included.",
            "",
        ]


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the directives."""
    app.add_directive("conformance-summary", Summary)
    app.add_directive("conformance-checks", Checks)
    app.add_directive("conformance-failures", Failures)
    app.add_directive("benchmark", Benchmark)
    app.add_directive("benchmark-facts", Facts)
    app.add_directive("benchmark-steps", Steps)
    app.add_directive("benchmark-million", Million)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

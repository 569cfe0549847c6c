"""What a run shows: a table for people, JUnit XML for machines."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree

from otlplab.conformance.model import Outcome, Result

_MARKS = {Outcome.PASSED: "ok", Outcome.FAILED: "FAIL", Outcome.NOT_SEEN: "-"}


def line(result: Result) -> str:
    """Return a result as one line of the table."""
    check = result.check
    return f"{_MARKS[result.outcome]:<5}{check.level:<8}{check.identifier:<52}{check.section}"


def explanation(result: Result, width: int = 110) -> str:
    """Return, for a failure, the sentence of the specification and what was seen instead."""
    sentence = textwrap.fill(
        f"“{result.check.sentence}”", width, initial_indent="     ", subsequent_indent="      "
    )
    seen = textwrap.fill(f"seen: {result.seen}", width, initial_indent="     ", subsequent_indent="      ")
    return f"{sentence}\n{seen}"


def table(results: Sequence[Result]) -> str:
    """Return all results, failures with their sentences, and a summary."""
    rows = []
    for result in results:
        rows.append(line(result))
        if result.outcome is Outcome.FAILED:
            rows.append(explanation(result))
    return "\n".join([*rows, "", summary(results)])


def summary(results: Iterable[Result]) -> str:
    """Return how many passed, failed and were not seen, by level; profiles, in development, on their own."""
    counts: dict[str, dict[Outcome, int]] = {}
    for result in results:
        development = result.check.signal is not None and result.check.signal.folder == "profiles"
        group = "profiles (in development)" if development else str(result.check.level)
        row = counts.setdefault(group, dict.fromkeys(Outcome, 0))
        row[result.outcome] += 1
    rows = [f"{'':<28}{'passed':>8}{'failed':>8}{'not seen':>10}"]
    for group in ("MUST", "stated", "SHOULD", "profiles (in development)"):
        if group in counts:
            row = counts[group]
            rows.append(
                f"{group:<28}{row[Outcome.PASSED]:>8}{row[Outcome.FAILED]:>8}{row[Outcome.NOT_SEEN]:>10}"
            )
    return "\n".join(rows)


def junit(results: Sequence[Result]) -> bytes:
    """Return the results as JUnit XML: a test case for each check, grouped by section."""
    suite = ElementTree.Element(
        "testsuite",
        name="OTLP conformance",
        tests=str(len(results)),
        failures=str(sum(r.outcome is Outcome.FAILED for r in results)),
        skipped=str(sum(r.outcome is Outcome.NOT_SEEN for r in results)),
        time=f"{sum(r.seconds for r in results):.3f}",
    )
    for result in results:
        check = result.check
        case = ElementTree.SubElement(
            suite, "testcase", classname=check.section, name=check.identifier, time=f"{result.seconds:.3f}"
        )
        properties = ElementTree.SubElement(case, "properties")
        for name, value in (("level", str(check.level)), ("sentence", check.sentence)):
            ElementTree.SubElement(properties, "property", name=name, value=value)
        if result.outcome is Outcome.FAILED:
            ElementTree.SubElement(case, "failure", message=_plain(result.seen), type=str(check.level))
        elif result.outcome is Outcome.NOT_SEEN:
            ElementTree.SubElement(case, "skipped", message=_plain(result.seen))
    ElementTree.indent(suite)
    return ElementTree.tostring(suite, encoding="utf-8", xml_declaration=True)


def _plain(text: str) -> str:
    """Return a text without the characters that XML cannot hold: what was seen may be anything."""
    return "".join(
        c if c in "\t\n" or (c >= " " and not 0xD800 <= ord(c) <= 0xDFFF) else "\ufffd" for c in text
    )

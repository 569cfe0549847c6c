"""What chapter 5.2 looks at: profiles written by hand, one repaired, and a query for a span's culprit."""

from __future__ import annotations

from typing import Any

from opentelemetry.proto.collector.profiles.v1development.profiles_service_pb2 import (
    ExportProfilesServiceRequest,
)

from otlplab.learn.exercises import exercise
from otlplab.learn.verdict import attempt, expect
from otlplab.profiles import findings
from otlplab.store import Store

Stacks = list[tuple[list[str], int]]


def stacks(message: ExportProfilesServiceRequest) -> Stacks:
    """Return (names leaf first, value) of each sample of a message that keeps the rules."""
    tables = message.dictionary
    found = []
    for resource in message.resource_profiles:
        for scope in resource.scope_profiles:
            for profile in scope.profiles:
                for sample in profile.samples:
                    names = [
                        tables.string_table[tables.function_table[line.function_index].name_strindex]
                        for index in tables.stack_table[sample.stack_index].location_indices
                        for line in tables.location_table[index].lines
                    ]
                    found.append((names, sum(sample.values)))
    return found


def _keeps_the_rules(message: ExportProfilesServiceRequest) -> None:
    broken = findings(message)
    expect(
        not broken,
        saw=str(broken[0]) if broken else "",
        expected="a profile in which nothing is found",
        look="`findings(…)`, and the tables that it names",
    )


@exercise("5.2/second-stack")
def second_stack(mine: ExportProfilesServiceRequest) -> None:
    """The first sample as it was, and a second one in main, line 44, without a name twice."""
    _keeps_the_rules(mine)
    found: Any = stacks(mine)
    expect(
        len(found) == 2,
        saw=f"{len(found)} samples",
        expected="two: the one that was there, and yours",
        look="`samples.add(…)` of the profile",
    )
    expect(
        found[0] == (["sort", "main"], 30_000_000),
        saw=f"the first sample is {found[0][1]:,} ns in {' of '.join(found[0][0])}",
        expected="the first sample as it was: the profiler saw both",
        look="add entries, and leave those that are there",
    )
    names, value = found[1]
    expect(
        names == ["main"],
        saw=f"your stack, leaf first: {', '.join(names) or 'no function'}",
        expected="`main` alone: it was running, and nobody had called it",
        look="`location_indices` of your stack",
    )
    expect(
        value == 20_000_000,
        saw=f"{value:,} ns",
        expected="20 ms, in the unit of the profile",
        look="`sample_type`: the unit is nanoseconds",
    )
    tables = mine.dictionary
    lines = [line.line for location in tables.location_table for line in location.lines]
    expect(
        44 in lines and 40 in lines,
        saw=f"locations at lines {', '.join(map(str, lines))}",
        expected="line 40, where `main` calls `sort`, and line 44, where it runs itself",
        look="a location is a line of a function; two lines are two locations",
    )
    expect(
        len(tables.function_table) == 3,
        saw=f"{len(tables.function_table) - 1} functions",
        expected="two: `main` is there already",
        look="`function_index=1` is `main`",
    )


@exercise("5.2/repair")
def repair(theirs: ExportProfilesServiceRequest) -> None:
    """The three breaches gone, and the sample where it belongs."""
    _keeps_the_rules(theirs)
    found = stacks(theirs)
    expect(
        len(found) == 1,
        saw=f"{len(found)} samples",
        expected="the one sample that was sent",
        look="repair it, and throw nothing away",
    )
    expect(
        found[0] == (["work", "main"], 7_000_000),
        saw=f"{found[0][1]:,} ns in {', called by '.join(found[0][0]) or 'no stack at all'}",
        expected="7,000,000 ns in work, called by main",
        look="`stack_index`: which entry of `stack_table` has that stack?",
    )


@exercise("5.2/culprit")
def culprit(query: str, store: Store, slowest: str) -> None:
    """One row: the function with the most own time in the slowest span, and its share."""
    rows = attempt(store.sql, query, expected="a query that DuckDB can run", look="the error itself").rows()
    expect(
        len(rows) == 1 and set(rows[0]) == {"function", "share"},
        saw=f"{len(rows)} rows with {', '.join(rows[0]) if rows else 'no columns'}",
        expected="one row with `function` and `share`",
        look="`limit 1`, and the names after `as`",
    )
    truth = store.sql(
        "select stack[-1] as function, sum(value) / sum(sum(value)) over () as share"
        f" from profile_samples where trace_id = '{slowest}' group by all order by share desc limit 1"
    ).rows()[0]
    told = rows[0]
    expect(
        told["function"] == truth["function"],
        saw=told["function"],
        expected="the function that the stacks end in",
        look="`stack[1]` is the root, which every sample has; what runs is `stack[-1]`",
    )
    expect(
        abs(float(told["share"]) - truth["share"]) < 1e-6,
        saw=f"a share of {told['share']}",
        expected="its part of the samples' sum: of the values, and of this trace only",
        look="`sum(value) / sum(sum(value)) over ()`",
    )

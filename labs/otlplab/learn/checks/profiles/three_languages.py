"""What chapter 5.3 looks at: whether a measurement proves a repair."""

from __future__ import annotations

from otlplab.learn.exercises import exercise
from otlplab.learn.verdict import expect
from otlplab.store import Result


def share(found: Result, name: str) -> float:
    """Return the share of the samples' values in which a function takes part."""
    rows = found.rows()
    total = sum(row["value"] for row in rows)
    return sum(row["value"] for row in rows if name in (row["stack"] or ())) / total if total else 0.0


def _proves(before: Result, after: Result, culprit: str, unit: str, present: str) -> None:
    """Pass when ``culprit`` takes less than half of its former share, in samples of the same kind."""
    for name, found in (("before", before), ("after", after)):
        rows = found.rows()
        expect(
            bool(rows) and "stack" in rows[0],
            saw=f"{name} has no samples that were not there already",
            expected="a measurement of the repaired version" if name == "after" else "the first measurement",
            look="what `measured(…)` was given: version, and kind of profile",
        )
        expect(
            rows[0]["unit"] == unit,
            saw=f"{name} is in {rows[0]['unit']}",
            expected=f"samples in {unit}, as `before`",
            look="the second argument of `measured`",
        )
    expect(
        before is not after and before.rows() != after.rows(),
        saw="the same measurement twice",
        expected="a measurement of the repaired version",
        look="`measured(…)` takes a version",
    )
    expect(
        share(after, present) > 0,
        saw=f"no sample in which {present} takes part",
        expected="a measurement while the service worked",
        look="the service and the kind of profile that were measured",
    )
    was, now = share(before, culprit), share(after, culprit)
    expect(
        now < was / 2,
        saw=f"{culprit} took {was:.0%} and takes {now:.0%}",
        expected="a measurement of the repaired version, in which it takes less than half of that",
        look="which version was measured",
    )


@exercise("5.3/repair-go")
def repair_go(before: Result, after: Result) -> None:
    """Compiling patterns has to be gone."""
    _proves(before, after, "regexp.Compile", "nanoseconds", "main.(*catalogue).find")


@exercise("5.3/repair-java")
def repair_java(before: Result, after: Result) -> None:
    """Looking through the list has to be gone."""
    _proves(before, after, "otlplab.Basket.total", "nanoseconds", "java.lang.Thread.run")


@exercise("5.3/repair-c")
def repair_c(before: Result, after: Result) -> None:
    """Folding letters has to be cheap."""
    _proves(before, after, "fold", "nanoseconds", "Thread._bootstrap")

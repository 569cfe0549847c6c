"""What chapter 5.3 looks at: whether a measurement proves a repair."""

from __future__ import annotations

from otlplab.learn.exercises import exercise
from otlplab.learn.verdict import expect
from otlplab.store import Result


def part(found: Result, name: str) -> tuple[float, float]:
    """Return how much of the samples' values a function takes part in: the amount, and its share of all."""
    rows = found.rows()
    total = sum(row["value"] for row in rows)
    amount = sum(row["value"] for row in rows if name in (row["stack"] or ()))
    return amount, amount / total if total else 0.0


def _proves(before: Result, after: Result, culprit: str, unit: str, present: str) -> None:
    """Pass when ``culprit`` takes less than half of its former time, in samples of the same kind.

    The same work takes fewer samples when it is repaired, and few samples make a bad share; but less work
    would make a small amount, too. So the amount has to be halved, and the share clearly smaller.
    """
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
        part(after, present)[0] > 0,
        saw=f"no sample in which {present} takes part",
        expected="a measurement while the service worked",
        look="the service and the kind of profile that were measured",
    )
    (was, was_share), (now, now_share) = part(before, culprit), part(after, culprit)
    expect(
        now < was / 2 and now_share < 0.8 * was_share,
        saw=f"{culprit}: {was / 1e6:,.0f} ms, {was_share:.0%}; then {now / 1e6:,.0f} ms, {now_share:.0%}",
        expected="a measurement of the repaired version, with as many requests, that shows less than half",
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


@exercise("5.3/repair-order")
def repair_order(blamed: str, before: dict[str, float], after: dict[str, float]) -> None:
    """What is slow in few orders only has to be named, and its repair measured."""
    expect(
        blamed != "main.(*catalogue).match",
        saw=f"{blamed}: every order calls it, and it takes as long in the quick ones",
        expected="the function that takes long in the slowest order, and in hardly any other",
        look="the two columns of shares above the flame graph of the slowest order",
    )
    expect(
        blamed == "otlplab.Note.printed",
        saw=blamed,
        expected="the widest function of ours in the slowest order",
        look="the flame graph of the slowest order: go down until you reach code that you can change",
    )
    expect(
        before != after,
        saw="the same measurement twice",
        expected="the orders measured again, with one service repaired",
        look='`mixed.do("order", repaired="…")`',
    )
    times = after["slowest_ms"] / after["median_ms"]  # within one measurement: all of it ran on one busy day
    expect(
        times < 4,
        saw=f"the slowest orders take {times:.1f} times as long as the median order",
        expected="a measurement in which the slowest orders take less than four times as long",
        look="which service the function belongs to",
    )


@exercise("5.3/repair-machine")
def repair_machine(program: str, function: str, before: dict[str, int], after: dict[str, int]) -> None:
    """The busiest program has to be named with its function, and its repair measured."""
    expect(
        program == "shipper",
        saw=program,
        expected="the program with most samples, whether anybody calls it a service or not",
        look="the table by `service_name`",
    )
    expect(
        not function.startswith(("lib", "exc_", "do_", "vfs_", "_", "clear_")),
        saw=f"{function}: what it does, it does for its caller",
        expected="a function of the program itself",
        look="the flame graph, from the root up: the last frame below the interpreter's and the kernel's",
    )
    expect(
        function in ("Follower.lines", "Follower.new_lines"),
        saw=function,
        expected="the widest function of the program that does the work itself",
        look="the flame graph of the shipper",
    )
    expect(
        before != after,
        saw="the same measurement twice",
        expected="a measurement of the repaired version",
        look="`watched.do(…)` takes a version",
    )
    was, now = before["shipper"], after.get("shipper", 0)
    expect(
        now < was / 3,
        saw=f"the shipper had {was} samples, and has {now}",
        expected="a measurement of the repaired version, which has less than a third",
        look="which version was measured",
    )

"""The flame graph: where the samples of a profile were, and what changed between two of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain
from operator import itemgetter
from typing import Any

import numpy as np

from .view import View, pack
from .words import clip, duration, html_table, number, short, text_table

Row = dict[str, Any]
Stacks = Mapping[str, float] | Mapping[tuple[str, ...], float] | Iterable[Row]
BUDGET = 96_000
"""Bytes of a packed flame graph; beyond it the narrowest frames are merged, and the picture says how many."""
MOST_FRAMES = 40_000
_TOP = 10
_UNITS = {
    "nanoseconds": 1,
    "ns": 1,
    "microseconds": 1e3,
    "us": 1e3,
    "milliseconds": 1e6,
    "ms": 1e6,
    "seconds": 1e9,
    "s": 1e9,
}


def flame_graph(
    source: Any,
    compare: Any = None,
    sample_type: str | None = None,
    unit: str | None = None,
    names: tuple[str, str] = ("before", "after"),
) -> View:
    """Samples as a flame graph; with `compare`, the difference of two: what grew and what shrank.

    source:      a Store; rows with `stack` (root first) and `value`, as `store.stacks()` gives; or a mapping
                 from stacks (`"main;parse"` or a tuple of names) to values
    compare:     the same, for the second side
    sample_type: which samples of a Store; it may be left out when all are of one type
    unit:        of the values; a Store and its `stacks()` know their own
    names:       what the two sides are called
    Raises LookupError when there is no sample.
    """
    first, known = _read(source, sample_type)
    second, _ = (None, None) if compare is None else _read(compare, sample_type)
    return of_picture(picture(first, second, unit or known or "samples", names))


def picture(
    stacks: Iterable[tuple[Sequence[str], float]],
    compare: Iterable[tuple[Sequence[str], float]] | None = None,
    unit: str = "samples",
    names: tuple[str, str] = ("before", "after"),
    budget: int = BUDGET,
) -> Row:
    """Stacks (root first) with their values as a picture: a tree in preorder, as columns.

    `depth`, `name` (index into `names`), `value` and, for a difference, `other` have one entry a frame; a
    frame's value includes its children's. Packed, it takes at most `budget` bytes.
    """
    sides = [
        [(tuple(str(name) for name in stack), value, side) for stack, value in found]
        for side, found in enumerate((stacks, compare or ()))
    ]
    samples = [len(side) for side in sides]
    if not any(samples):
        raise LookupError("there are no samples")
    data: Row = {"unit": unit, "sides": list(names) if compare is not None else [], "stacks": samples}
    tree = _Tree(sorted(chain(*sides), key=itemgetter(0)))
    least = tree.least()
    while len(pack(made := tree.columns(least, compare is not None))) > budget:
        least = max(least * 1.5, 1e-6)
    return data | made


class _Tree:
    """Frames in preorder, children by name, one entry a frame in each column.

    In sorted stacks the samples of a frame stand side by side: a frame is a range of them, and its value a
    difference of running totals. No object is made for a frame, of which there may be millions.
    """

    def __init__(self, samples: list[tuple[tuple[str, ...], float, int]]) -> None:
        self.depth, self.name, self.parent = [0], ["all"], [0]
        first, end = [0], [len(samples)]
        path = [0]
        before: tuple[str, ...] = ()
        for at, (stack, _, _) in enumerate(samples):
            shared = 0
            for name, other in zip(stack, before, strict=False):
                if name != other:
                    break
                shared += 1
            for frame in path[shared + 1 :]:
                end[frame] = at
            del path[shared + 1 :]
            for depth, name in enumerate(stack[shared:], shared + 1):
                self.depth.append(depth)
                self.name.append(name)
                self.parent.append(path[-1])
                path.append(len(first))
                first.append(at)
                end.append(len(samples))
            before = stack
        self.values: list[list[float]] = []
        shares = []
        for side in (0, 1):
            running = [0, *accumulate(value if of == side else 0 for _, value, of in samples)]
            values = [running[last] - running[begin] for begin, last in zip(first, end, strict=True)]
            self.values.append(values)
            shares.append(np.array(values, float) / (running[-1] or np.inf))
        self.share = np.maximum(*shares)  # a frame counts by the side on which it is larger

    def least(self) -> float:
        """The share that a frame must have for at most MOST_FRAMES to be drawn."""
        if len(self.share) <= MOST_FRAMES:
            return 0.0
        return float(np.partition(self.share, -MOST_FRAMES)[-MOST_FRAMES])

    def columns(self, least: float, both: bool) -> Row:
        """The columns without the frames that have less than the share `least` of both totals."""
        index: dict[str, int] = {}
        kept = {0}
        depths, names = list[int](), list[int]()
        values = list[float](), list[float]()
        for i in np.flatnonzero(self.share >= least).tolist():
            if i and self.parent[i] not in kept:
                continue
            kept.add(i)
            depths.append(self.depth[i])
            names.append(index.setdefault(clip(self.name[i], 300), len(index)))
            for column, of_side in zip(values, self.values, strict=True):
                column.append(_whole(of_side[i]))
        small = np.flatnonzero(self.share < least).tolist()
        merged = sum(self.parent[i] in kept for i in small)
        made = {
            "names": list(index),
            "depth": depths,
            "name": names,
            "value": values[0],
            "merged": merged,
            "least": least,
        }
        return made | {"other": values[1]} if both else made


def _whole(value: float) -> float:
    return int(value) if value == int(value) else value


def of_picture(data: Row) -> View:
    """The view of a picture that `picture` made."""
    return View("flame_graph", data, _text(data), _fallback(data), _label(data))


def functions(data: Row) -> list[tuple[str, float, float, float, float]]:
    """For each function: its name, own and total value, and the same of the other side; most own work first.

    A function that calls itself is counted once.
    """
    other = data.get("other") or [0] * len(data["value"])
    own: dict[int, list[float]] = defaultdict(lambda: [0.0] * 4)
    path: list[int] = []
    for i, (depth, name) in enumerate(zip(data["depth"], data["name"], strict=True)):
        del path[depth:]
        found = own[name]
        if name not in path:
            found[1] += data["value"][i]
            found[3] += other[i]
        path.append(name)
        found[0] += data["value"][i]
        found[2] += other[i]
        if depth:
            parent = own[path[depth - 1]]
            parent[0] -= data["value"][i]
            parent[2] -= other[i]
    listed = [(data["names"][name], *values) for name, values in own.items() if name != data["name"][0]]
    return sorted(listed, key=lambda f: (-max(f[1], f[3]), f[0]))  # type: ignore[return-value]


def _read(source: Any, sample_type: str | None) -> tuple[list[tuple[Sequence[str], float]], str | None]:
    """Stacks with their values, and the unit if the source knows it."""
    if hasattr(source, "stacks"):
        source = source.stacks(sample_type)
    if isinstance(source, Mapping):
        return [(k.split(";") if isinstance(k, str) else k, v) for k, v in source.items()], None
    found = source.rows() if hasattr(source, "rows") else list(source)
    unit = found[0].get("unit") if found else None
    return [(row["stack"] or (), row["value"]) for row in found], unit  # a sample may have no stack


def _amount(value: float, unit: str) -> str:
    return duration(value * _UNITS[unit]) if unit in _UNITS else f"{number(value)} {unit}"


def _label(data: Row) -> str:
    total = _amount(data["value"][0], data["unit"])
    if not data["sides"]:
        return f"Flame graph of {total}"
    first, second = data["sides"]
    other = _amount(data["other"][0], data["unit"])
    return f"Difference of two flame graphs: {short(first)} {total}, {short(second)} {other}"


def _share(value: float, total: float) -> str:
    return f"{100 * value / total:.0f} %" if total else "–"


def _table(data: Row) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The functions with the most own work: shares of the whole, so that runs can be compared."""
    total = data["value"][0]
    top = functions(data)[:_TOP]
    if not data["sides"]:
        return ("function", "own", "with callees"), [
            (short(f[0]), _share(f[1], total), _share(f[2], total)) for f in top
        ]
    header = (
        "function",
        *(f"own {short(s)}" for s in data["sides"]),
        *(f"with callees {short(s)}" for s in data["sides"]),
    )
    other = data["other"][0]
    return header, [
        (short(f[0]), _share(f[1], total), _share(f[3], other), _share(f[2], total), _share(f[4], other))
        for f in top
    ]


def _text(data: Row) -> str:
    header, table = _table(data)
    return f"{_label(data)}\n{text_table(header, table, right=range(1, len(header)))}"


def _fallback(data: Row) -> str:
    header, table = _table(data)
    caption = f"{_label(data)}: the {len(table)} functions with the most own work"
    return html_table(caption, tuple(h.capitalize() for h in header), table)

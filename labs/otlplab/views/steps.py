"""The stepper: a slider over views or texts that were prepared; it moves without a kernel."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

from .view import View
from .words import clip, escape, plural, short, visible


def stepper(steps: Mapping[str, View | str], label: str = "Step") -> View:
    """One view of several, chosen by a slider.

    steps: what the slider shows at each of its places, by name; text is shown as it is.
    label: what the slider changes.
    Raises ValueError without a step.
    """
    if not steps:
        raise ValueError("a stepper needs at least one step")
    drawn = [{"name": clip(str(name), 300)} | _face(step) for name, step in steps.items()]
    names = [short(name) for name in steps]
    text = [f"{short(label)}: {' | '.join(names)}"]
    fallback: list[str] = []
    for name, step in zip(names, steps.values(), strict=True):
        said = step.text if isinstance(step, View) else "\n".join(visible(line) for line in step.split("\n"))
        text.append(f"[{name}]\n{said}")
        inside = step.fallback if isinstance(step, View) else f"<pre>{html.escape(said)}</pre>"
        opened = "" if fallback else " open"
        heading = escape(f"{short(label)}: {name}")
        fallback.append(f"<details{opened}><summary>{heading}</summary>{inside}</details>")
    said = f"{short(label)}: {plural(len(names), 'step')}, from {names[0]} to {names[-1]}"
    return View("stepper", {"title": label, "steps": drawn}, "\n\n".join(text), "".join(fallback), said)


def _face(step: View | str) -> dict[str, Any]:
    if isinstance(step, View):
        return {"kind": step.kind, "picture": step.picture | {"label": step.label}}
    return {"text": step}

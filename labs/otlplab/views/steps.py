"""The stepper: a slider over views or texts that were prepared; it moves without a kernel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .view import View
from .words import clip, escape


def stepper(steps: Mapping[str, View | str], label: str = "Step") -> View:
    """One view of several, chosen by a slider.

    steps: what the slider shows at each of its places, by name; text is shown as it is.
    label: what the slider changes.
    Raises ValueError without a step.
    """
    if not steps:
        raise ValueError("a stepper needs at least one step")
    drawn = [{"name": clip(str(name), 300)} | _face(step) for name, step in steps.items()]
    text = [f"{label}: {' | '.join(map(str, steps))}"]
    fallback = []
    for i, (name, step) in enumerate(steps.items()):
        said = step.text if isinstance(step, View) else step
        text.append(f"[{name}]\n{said}")
        inside = step.fallback if isinstance(step, View) else f"<pre>{_lines(step)}</pre>"
        opened = " open" if i == 0 else ""
        fallback.append(
            f"<details{opened}><summary>{escape(label)}: {escape(name)}</summary>{inside}</details>"
        )
    said = f"{label}: {len(steps)} steps, from {next(iter(steps))} to {list(steps)[-1]}"
    return View("stepper", {"title": label, "steps": drawn}, "\n\n".join(text), "".join(fallback), said)


def _face(step: View | str) -> dict[str, Any]:
    if isinstance(step, View):
        return {"kind": step.kind, "picture": step.picture | {"label": step.label}}
    return {"text": step}


def _lines(text: str) -> str:
    return "\n".join(escape(line) for line in text.split("\n"))

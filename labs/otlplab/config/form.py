"""The generator's questions as a form in a notebook: choose, and the configuration below follows."""

from __future__ import annotations

import html
import os
from typing import Any

from otlplab.config.generate import Configuration, generate
from otlplab.config.kubernetes import manifests
from otlplab.config.purpose import DESTINATIONS, QUEUES, RUNS, SAMPLING, SOURCES, Purpose, PurposeError

#: Where things are when nobody has said so yet: this course's collector, usual ports.
_ADDRESSES = {
    "prometheus": "127.0.0.1:9100",
    "otlp_http": "http://127.0.0.1:4318",
    "otlp_grpc": "127.0.0.1:4317",
    "prometheus_remote_write": "http://127.0.0.1:9090/api/v1/write",
    "file": "/tmp/telemetry.json",
}


class Form:
    """The answers so far, and what follows from them.

    ``configuration`` is that of the newest answers that go together; ``problem`` says why the present ones
    do not, and is empty when they do.
    """

    configuration: Configuration
    problem: str

    def __init__(self, purpose: Purpose) -> None:
        self._answers: dict[str, Any] = {
            name: getattr(purpose, name) for name in Purpose.__dataclass_fields__
        }
        self.answer()

    def answer(self, **answers: Any) -> None:
        """Change some answers; their names are those of :class:`~otlplab.config.purpose.Purpose`."""
        self._answers |= answers
        try:
            self.configuration = generate(Purpose(**self._answers))
            self.problem = ""
        except PurposeError as error:
            self.problem = str(error)

    def __repr__(self) -> str:
        return self.configuration.text

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        still = {"text/plain": repr(self), "text/html": self._html()}
        # A kernel that Jupyter's server started for somebody: only there can a form be filled in. What a
        # chapter stores is the configuration, which can be read without a kernel.
        if "JPY_SESSION_NAME" not in os.environ:
            return still
        return still | self.widget()._repr_mimebundle_()

    def widget(self) -> Any:
        """Return the form as an ipywidget."""
        import ipywidgets as w

        answers = self._answers
        result = w.HTML(self._html())
        style = {"description_width": "11em"}

        def changed(**told: Any) -> None:
            self.answer(**told)
            result.value = self._html()

        def choice(name: str, label: str, options: dict[str, str]) -> Any:
            box = w.Dropdown(
                options=[(f"{key}: {meaning}", key) for key, meaning in options.items()],
                value=answers[name],
                description=label,
                style=style,
                layout=w.Layout(width="95%"),
            )
            box.observe(lambda change: changed(**{name: change["new"]}), "value")
            return box

        def several(name: str, options: dict[str, tuple[str, Any]]) -> list[Any]:
            """A box to tick for each option, and a line for its address where it needs one."""
            rows = []
            for key, (meaning, _) in options.items():
                tick = w.Checkbox(
                    key in answers[name],
                    description=f"{key}: {meaning}",
                    indent=False,
                    layout=w.Layout(width="30em"),
                )
                # A name that is both a source and a destination has an address to ask and one to listen on.
                own = (
                    "127.0.0.1:8889"
                    if (name, key) == ("destinations", "prometheus")
                    else _ADDRESSES.get(key, "")
                )
                line = w.Text(answers[name].get(key) or own, layout=w.Layout(width="18em"))
                line.continuous_update = False

                def follow(_: Any, key: str = key, tick: Any = tick, line: Any = line) -> None:
                    others = {k: v for k, v in self._answers[name].items() if k != key}
                    changed(**{name: others | ({key: line.value} if tick.value else {})})

                tick.observe(follow, "value")
                line.observe(follow, "value")
                rows.append(w.HBox([tick, line] if own else [tick]))
            return rows

        def yes(name: str, label: str) -> Any:
            box = w.Checkbox(answers[name], description=label, indent=False, layout=w.Layout(width="30em"))
            box.observe(lambda change: changed(**{name: change["new"]}), "value")
            return box

        percent = w.BoundedFloatText(
            answers["percent"], min=0.1, max=100, description="share kept, %", style=style
        )
        percent.observe(lambda change: changed(percent=change["new"]), "value")
        return w.VBox(
            [
                w.HTML("<strong>What do you have?</strong>"),
                *several("sources", SOURCES),
                w.HTML("<strong>Where does it go?</strong>"),
                *several("destinations", DESTINATIONS),
                w.HTML("<strong>What happens in between?</strong>"),
                choice("runs", "It runs as", RUNS),
                choice("sampling", "Traces", SAMPLING),
                percent,
                choice("queue", "During an outage", QUEUES),
                yes("redact", "mask card numbers and e-mail addresses"),
                yes("span_metrics", "make metrics from spans"),
                result,
            ]
        )

    def _html(self) -> str:
        if self.problem:
            return f'<p role="alert">✗ {html.escape(self.problem)}</p>'
        purpose = self.configuration.purpose
        shown = self.configuration._repr_html_()
        if purpose.on_kubernetes:
            objects = html.escape(manifests(self.configuration))
            shown += f"<details><summary>Kubernetes manifests</summary><pre>{objects}</pre></details>"
        return shown


def form(purpose: Purpose | None = None) -> Form:
    """Return the generator's form, filled in with ``purpose`` (default: OTLP in, the local collector out).

    In JupyterLab its last expression shows the questions; elsewhere the configuration alone.
    """
    return Form(purpose or Purpose(destinations={"otlp_http": _ADDRESSES["otlp_http"]}))

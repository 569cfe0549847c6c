"""A view: one object with three faces.

`text` is what a terminal shows and what tests compare. The HTML face is an element that holds a
readable, escaped fallback and the picture's data as JSON; the bundle `static/otlplab.js` draws the
picture wherever it has been loaded: the book's pages include it, and in a live notebook one invisible
anywidget per kernel brings it. So a notebook stores each view once, as HTML, and never a widget's state.
`widget()` is the same picture as an anywidget of its own, to put into ipywidgets layouts.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .words import HIDDEN, escape

if TYPE_CHECKING:
    import anywidget

BUNDLE = Path(__file__).parent / "static" / "otlplab.js"
"""The built bundle: the same file serves the book (as `_static/otlplab.js`) and the notebook."""

_PACK_ABOVE = 4_000  # characters of JSON; smaller pictures stay readable in the page's source

UNSAFE = re.compile(f"[<>&]|{HIDDEN.pattern}")

_LOADER = """
export default {{ initialize() {{ {bundle} }} }};
"""
_WIDGET = """
export default {
  async render({ model, el }) {
    const key = Symbol.for("otlplab.views.ready");
    let slot = globalThis[key];
    if (!slot) {
      let done;
      const promise = new Promise((resolve) => { done = resolve; });
      slot = globalThis[key] = { promise, done };
    }
    const views = await slot.promise;
    const host = document.createElement("div");
    host.className = "otlplab-view";
    const draw = () => views.mount(host, model.get("kind"), JSON.parse(model.get("picture")));
    model.on("change:picture", draw);
    el.append(host);
    await draw();
    return () => model.off("change:picture", draw);
  },
};
"""


class View:
    """A picture of telemetry.

    kind:     which picture the bundle draws
    picture:  its data, JSON values only
    text:     its stable text form
    fallback: escaped HTML for where no script runs
    label:    one sentence that says what is in the picture, for readers who do not see it
    """

    def __init__(self, kind: str, picture: dict[str, Any], text: str, fallback: str, label: str) -> None:
        self.kind = kind
        self.picture = picture
        self.text = text
        self.fallback = fallback
        self.label = label

    def __repr__(self) -> str:
        return self.text

    @property
    def html(self) -> str:
        """The self-contained static element."""
        return (
            f'<div class="otlplab-view" data-view="{escape(self.kind)}"'
            f' role="group" aria-label="{escape(self.label)}">'
            f"{self.fallback}"
            f'<script type="application/json">{pack(self.picture | {"label": self.label})}</script></div>'
        )

    def widget(self) -> anywidget.AnyWidget:
        """The picture as an anywidget, for ipywidgets layouts; its state carries only the data."""
        load_bundle()
        return _picture_widget()(kind=self.kind, picture=_json(self.picture | {"label": self.label}))

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        if _in_kernel():
            load_bundle()
        return {"text/plain": self.text, "text/html": self.html}


def pack(picture: dict[str, Any]) -> str:
    """The picture as JSON that can stand in a script element; large ones deflated (RFC 1951) and in base64.

    `<`, `>`, `&` and every hidden character are written as escapes: no text can end the element, begin
    another or reorder the page's source.
    """
    text = _json(picture)
    if len(text) > _PACK_ABOVE:
        squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = squeeze.compress(text.encode()) + squeeze.flush()
        return _json({"deflate": base64.b64encode(packed).decode()})
    return UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "replace").decode()  # a lone surrogate has no UTF-8


@cache
def load_bundle() -> anywidget.AnyWidget:
    """Bring the bundle into the notebook's page: once for each kernel, by an anywidget that shows nothing."""
    import anywidget

    class ViewsBundle(anywidget.AnyWidget):
        _esm = _LOADER.format(bundle=BUNDLE.read_text(encoding="utf-8"))

    return ViewsBundle()


@cache
def _picture_widget() -> type[anywidget.AnyWidget]:
    import anywidget
    import traitlets

    class PictureWidget(anywidget.AnyWidget):
        _esm = _WIDGET
        kind = traitlets.Unicode().tag(sync=True)
        picture = traitlets.Unicode().tag(sync=True)

    return PictureWidget


def _in_kernel() -> bool:
    """Whether this process is a Jupyter kernel, where a widget has somebody to talk to."""
    from IPython import get_ipython

    return hasattr(get_ipython(), "kernel")

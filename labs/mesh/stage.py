"""The stage of part 3: a map of the sidecars, with what went between them, and a slider that moves it."""

from __future__ import annotations

import html
import os
from typing import Any

from otlplab.store import Store
from otlplab.views import View, services

from mesh import judge

# The caller's span says where a request went; the span below it, if there is one, which sidecar took it in. A
# request that never arrived has only the first.
_TRIES = f"""
    with calls as (select * from spans where {judge.CALLS}),
         taken as (select * from spans where scope_name = 'envoy' and kind = 'SERVER')
    select call.resource['mesh.workload']::varchar as caller,
           coalesce(taken.resource['mesh.workload'], call.attributes['upstream_cluster.name'])::varchar
               as callee,
           call.duration_ms, {judge.failed("call.")} as failed
    from calls as call left join taken
      on taken.trace_id = call.trace_id and taken.parent_span_id = call.span_id
"""
_FIGURES = """
    count(*) filter (failed) as errors, quantile_cont(duration_ms, 0.5) as p50_ms,
    quantile_cont(duration_ms, 0.95) as p95_ms, quantile_cont(duration_ms, 0.99) as p99_ms
"""
_SECONDS = """
    select (epoch_ns(max(end_time)) - epoch_ns(min(start_time))) / 1e9 from spans where scope_name = 'envoy'
"""


def mesh_map(store: Store) -> View:
    """Return the service map as the mesh sees it: its nodes are sidecars, so releases and zones are apart.

    What a node took in is counted at those who called it, with what failed on the way.
    """
    edges = store.sql(
        f"select caller, callee, count(*) as calls, {_FIGURES} from ({_TRIES}) group by all"
    ).rows()
    nodes = store.sql(
        f"select callee as service_name, count(*) as requests, {_FIGURES} from ({_TRIES}) group by all"
    ).rows()
    seconds = store.sql(_SECONDS).scalar()
    return services.of_picture(services.picture(nodes, edges, [], seconds or 0.0))


def during(run: Any, action: str, **told: Any) -> Store:
    """Do an action of a lab, and return what arrived meanwhile: a store to which nothing is added."""
    since = run.collector.store()
    run.do(action, **told)
    return Store.of_frames(list(since.frames()))


class Weights:
    """A slider for the share of the new release. Moving it changes the rule, then sends requests, then draws.

    ``run`` is the lab ``mesh/envoy``. Only where it is live is there something to move.
    """

    def __init__(self, run: Any, requests: int = 200) -> None:
        self.run, self.requests = run, requests

    def move(self, new: int) -> View:
        """Give the new release ``new`` %, send requests, and return the map of what became of them."""
        self.run.do("weigh", new=new)
        return mesh_map(during(self.run, "knock", requests=self.requests))

    def __repr__(self) -> str:
        return "A slider for the share of checkout-v2: here where the page has a kernel and the lab is live."

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        still = {"text/plain": repr(self)}
        # Only in a kernel that Jupyter's server started for somebody is there anybody to move it.
        if "JPY_SESSION_NAME" not in os.environ or self.run.mode != "live":
            return still
        return still | self.widget()._repr_mimebundle_()

    def widget(self) -> Any:
        """Return the slider, and the map below it, as an ipywidget."""
        import ipywidgets as w

        slider = w.IntSlider(
            description="checkout-v2, %",
            max=100,
            step=5,
            continuous_update=False,
            style={"description_width": "8em"},
        )
        below = w.VBox()

        def moved(change: dict[str, Any]) -> None:
            slider.disabled = True
            try:
                below.children = [self.move(change["new"]).widget()]
            except Exception as error:  # nobody else would tell: a kernel does not show what a widget raised
                said = html.escape(f"No traffic was moved: {error}")
                below.children = [w.HTML(f'<p role="alert">{said}</p>')]
            finally:
                slider.disabled = False

        slider.observe(moved, "value")
        return w.VBox([slider, below])

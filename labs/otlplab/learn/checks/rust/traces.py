"""What chapter 1.3 looks at: queries over the labs' telemetry, and a trace that is repaired in Rust."""

from __future__ import annotations

from typing import Any

from otlplab.learn.exercises import exercise
from otlplab.learn.verdict import attempt, expect, fail
from otlplab.runner import LabRun
from otlplab.store import Store


def _rows(store: Store, query: str, columns: list[str]) -> list[dict[str, Any]]:
    rows = attempt(store.sql, query, expected="a query that DuckDB can run", look="the error itself").rows()
    expect(rows, saw="no row at all", expected="at least one", look="the conditions after `where`")
    expect(
        list(rows[0]) == columns,
        saw=f"columns {', '.join(rows[0])}",
        expected=f"the columns {', '.join(f'`{c}`' for c in columns)}",
        look="the names after `as`",
    )
    return rows


@exercise("1.3/find-torn")
def find_torn(query: str, store: Store) -> None:
    """Root spans that no request began."""
    names = [row["name"] for row in _rows(store, query, ["name"])]
    truth = store.sql(
        "select distinct name from spans where parent_span_id is null and kind <> 'SERVER' order by name"
    ).rows()
    right = [row["name"] for row in truth]
    entered = [name for name in names if name.startswith("GET ")]
    expect(
        not entered,
        saw=f"{entered[:1]}: a span of kind SERVER",
        expected="roots that no request has begun",
        look="`kind`: where a request comes in, a root is what it should be",
    )
    whole = sorted(set(names) - set(right))
    expect(
        not whole,
        saw=f"{whole[:2]}: these have a parent",
        expected="spans that are the root of their trace",
        look="the column `parent_span_id`, which is NULL for a root",
    )
    expect(
        sorted(set(names)) == right,
        saw=names,
        expected=f"{len(right)} names",
        look="the wrong ways of `spawn`, `channel` and `blocking`",
    )


@exercise("1.3/serve-batch")
def serve_batch(query: str, store: Store) -> None:
    """How many traces each batch served, the largest first."""
    told = [row["traces"] for row in _rows(store, query, ["batch", "traces"])]
    truth = store.sql("""
        select span_id as batch, count(distinct linked_trace_id) as traces
        from span_links join spans using (trace_id, span_id)
        where name = 'receive orders' group by span_id order by traces desc, batch
    """).rows()
    right = [row["traces"] for row in truth]
    expect(
        len(told) != 1 or len(right) == 1,
        saw="one row",
        expected="a row for each batch",
        look="`group by`: which column tells one batch from another?",
    )
    expect(
        told != [1] * len(told),
        saw="one trace for each batch: its own",
        expected="the traces of the senders",
        look="the columns of `span_links` that begin with `linked_`",
    )
    expect(
        len(told) == len(right),
        saw=f"{len(told)} rows",
        expected=f"{len(right)}: one for each span `receive orders`",
        look="which spans have links here? `process orders` has them, too",
    )
    expect(
        sorted(told) == sorted(right),
        saw=told,
        expected="how many different traces each batch links to",
        look="`count(distinct …)`",
    )
    expect(told == right, saw=told, expected="the largest first", look="`order by`")


@exercise("1.3/count-lost")
def count_lost(query: str, store: Store) -> None:
    """Spans that ended less spans that arrived, by service."""
    rows = _rows(store, query, ["service_name", "lost"])
    services = sorted(row["service_name"] for row in rows)
    right = sorted(
        row["service_name"]
        for row in store.sql(
            "select distinct service_name from logs where event_name = 'service.stopped'"
        ).rows()
    )
    expect(
        services == right,
        saw=", ".join(map(str, services)),
        expected=f"one row for each service that stopped: {', '.join(right)}",
        look="`group by service_name`",
    )
    lost = [row["lost"] for row in rows]
    expect(
        None not in lost,
        saw="NULL",
        expected="a number for each service",
        look="an outer join leaves NULL where one side has nothing: `coalesce`",
    )
    expect(
        min(lost) >= 0,
        saw="less than nothing lost: more arrived than ended",
        expected="the spans of those instances alone that have stopped",
        look="`service.instance.id` in `resource`: the instance that still runs has sent spans, too",
    )
    expect(
        max(lost) == 0,
        saw="spans that are lost, and the labs lose none",
        expected="what ended less what arrived, once for each instance",
        look="a join with many rows for one instance multiplies its number: sum up first, then join",
    )


@exercise("1.3/repair")
def repair(worker: str, checkout: LabRun) -> None:
    """The learner's worker, built, started and asked once: one trace of four spans, each where it belongs."""
    if checkout.mode == "recorded":
        needs = ", ".join(map(str, checkout.missing)) or "OTLPLAB_MODE to be unset"
        fail(
            saw="a recording: nothing can be built here",
            expected=f"a machine with what this exercise needs: {needs}",
            look="`otlplab doctor`, which says what to install; until then, the solution below the hints",
        )
    built = checkout.do("rebuild", worker=worker)
    expect(
        not built["error"],
        saw=built["error"],
        expected="a worker that compiles",
        look="the first error of the compiler: its last lines often say what to write",
    )
    before = checkout.collector.store()
    status = checkout.do("drive")
    expect(
        status == 204,
        saw=f"the checkout answered {status}",
        expected="204: the job is done and `done` was told so",
        look="`job.done.send(())`, at the end of the worker",
    )
    spans = {row["name"]: row for row in before.sql("select * from spans").rows()}
    look = "the waterfall of the newest request"
    missing = {"POST /checkout", "fulfil", "POST /reserve", "print label"} - set(spans)
    expect(not missing, saw=f"no span {sorted(missing)}", expected="the four spans as before", look=look)

    def parent(name: str) -> str:
        ids = {row["span_id"]: other for other, row in spans.items()}
        return ids.get(spans[name]["parent_span_id"], "none here")

    expect(
        parent("fulfil") == "POST /checkout",
        saw=f"`fulfil` has the parent: {parent('fulfil')}",
        expected="the request's span",
        look="where the worker's task is spawned, no span is current; the job carries the one that it needs",
    )
    expect(
        parent("POST /reserve") == "fulfil",
        saw=f"`POST /reserve` has the parent: {parent('POST /reserve')}",
        expected="the span within which the warehouse is called",
        look="the headers that are sent along: they are empty",
    )
    expect(
        parent("print label") == "fulfil",
        saw=f"`print label` has the parent: {parent('print label')}",
        expected="the span of the job whose label it is",
        look="`spawn_blocking`: the thread that prints has no current span either",
    )
    expect(
        spans["fulfil"]["end_time"] >= spans["print label"]["end_time"],
        saw="`fulfil` ends before its label is printed",
        expected="a span that lasts as long as its work",
        look="which handle of the span is dropped last?",
    )

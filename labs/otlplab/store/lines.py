"""One line a record, for ``otlplab tail``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from otlplab.segments import Frame

from .result import cell
from .store import Store

_QUERIES = (
    """
    SELECT coalesce(end_time, received_time) AS moment, 'span' AS what, service_name AS service,
        concat_ws(' ', kind, name, printf('%.3f ms', duration_ms),
            CASE status_code WHEN 'ERROR' THEN 'ERROR' || coalesce(': ' || status_message, '') END,
            'trace=' || trace_id) AS line
    FROM spans
    """,
    """
    SELECT coalesce(time, observed_time, received_time), 'log', service_name,
        concat_ws(' ', severity_text, event_name, body, 'trace=' || trace_id)
    FROM logs
    """,
    """
    SELECT coalesce(time, received_time), 'metric', service_name,
        concat_ws(' ', metric_name, '=',
            coalesce(value::VARCHAR, printf('%d values, sum %g', count, sum)), unit,
            CASE WHEN cardinality(attributes) > 0 THEN attributes::VARCHAR END)
    FROM metric_points
    """,
    """
    SELECT coalesce(time, received_time) AS moment, 'profile', service_name,
        concat_ws(' ', sample_type, printf('%d samples,', count(*)), sum(value)::VARCHAR, sample_unit)
    FROM profile_samples
    GROUP BY moment, service_name, sample_type, sample_unit
    """,
)


def lines(frames: Sequence[Frame]) -> Iterator[str]:
    """Yield a line for each span, log record, metric point and profile, in order of time.

    Control characters are escaped: what a program sends is never a command to the terminal.
    """
    if not frames:
        return
    with Store.of_frames(frames) as store:
        rows = [row for query in _QUERIES for row in store.sql(query).shown()]
    for at, what, service, line in sorted(rows, key=lambda row: row[0] or ""):
        yield f"{(at or '')[11:23]:12}  {what:7}  {cell(service or '-'):16}  {cell(line)}"

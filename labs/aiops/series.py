"""From raw telemetry to regular series: CPU, memory and request rate of each service, one value an hour.

What arrives is neither regular nor clean: exports come when they come, counters start anew with their
process, a service may be gone for a while, and its clock may be wrong. What leaves is a table with a row for
each hour and a column for each service and signal, in which what nobody knows is NaN.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from otlplab import Store

SERVICES = ("catalogue", "checkout", "fulfilment", "storefront")
#: The signals and their units: processor cores in use, bytes resident, requests (or messages) a second.
SIGNALS = {"cpu": "cores", "memory": "By", "requests": "1/s"}
COLUMNS = [f"{service} {signal}" for service in SERVICES for signal in SIGNALS]

#: A sender's clock may differ so many seconds from the collector's before the collector's is believed.
CLOCK_TOLERANCE = 5.0
#: The share of an hour that has to be known for its value to count.
COVERED = 0.25

# region points
#: One row for each export: a counter's total over all its attributes, or a gauge's value.
_POINTS = """
with points as (
    select service_name as service, resource['service.instance.id']::varchar as life,
           case metric_name when 'process.cpu.time' then 'cpu'
                            when 'process.memory.usage' then 'memory' else 'requests' end as signal,
           epoch_ns(received_time) as received, epoch_ns(time) as stamped,
           coalesce(value, int_value, count) as part
    from metric_points
    where metric_name in ('process.cpu.time', 'process.memory.usage', 'http.server.request.duration',
                          'rpc.server.call.duration', 'messaging.client.consumed.messages')),
exports as (
    select service, life, signal, received, max(stamped) as stamped, sum(part) as value
    from points group by all)
select service, life, signal, value,
       (if(abs(received - stamped) / 1e9 > $tolerance, received, stamped) - $begin) / 1e9 as hour
from exports order by hour
"""
# endregion points


def of_store(
    store: Store, begin_unix_nano: int, hours: int, tolerance: float = CLOCK_TOLERANCE
) -> pd.DataFrame:
    """Return so many ``hours``, of a second each, from a moment on; NaN where nothing is known.

    The columns are :data:`COLUMNS`, the index is the number of the hour. ``tolerance`` in seconds: infinite
    where telemetry is replayed, for then it arrives at another time than it is from.
    """
    found = store.sql(_POINTS, {"begin": begin_unix_nano, "tolerance": tolerance}).df()
    table = pd.DataFrame(index=pd.RangeIndex(hours, name="hour"), columns=COLUMNS, dtype=float)
    for (service, signal), points in found.groupby(["service", "signal"]):
        column = f"{service} {signal}"
        if column in table:
            table[column] = (gauge if signal == "memory" else rate)(points, hours)
    return table


_FAILURES = """
select resource['service.instance.id']::varchar as life, (max(epoch_ns(time)) - $begin) / 1e9 as hour,
       sum(if(attributes['http.response.status_code']::int >= 500, count, 0)) as value
from metric_points where metric_name = 'http.server.request.duration' and service_name = 'storefront'
group by life, received_time order by hour
"""


def failures(store: Store, begin_unix_nano: int, hours: int) -> np.ndarray:
    """Return how many requests a second the storefront answered with 5xx: a symptom, and no series above."""
    return rate(store.sql(_FAILURES, {"begin": begin_unix_nano}).df(), hours)


# region rate
def rate(points: pd.DataFrame, hours: int) -> np.ndarray:
    """Return how much a counter grew in each hour; ``points`` has ``hour``, ``value`` (cumulative), ``life``.

    A counter that starts anew is another life, and what lies between two lives is unknown, not negative.
    """
    grown, known = np.zeros(hours), np.zeros(hours)
    edges = np.arange(hours + 1.0)
    for _, one in points.groupby("life"):
        # Exports may be told out of order, and a counter never falls.
        at, value = one["hour"].to_numpy(), np.maximum.accumulate(one["value"].to_numpy())
        inside = np.clip(edges, at[0], at[-1])
        grown += np.diff(np.interp(inside, at, value))
        known += np.diff(inside)
    return np.where(known >= COVERED, grown / np.maximum(known, COVERED), np.nan)


# endregion rate


def gauge(points: pd.DataFrame, hours: int) -> np.ndarray:
    """Return the last value seen in each hour, or in the one before: exports are never quite regular."""
    last = points.groupby(np.floor(points["hour"]).astype(int))["value"].last()
    return last.reindex(range(-1, hours)).ffill(limit=1).to_numpy(float)[1:]

"""The judge: reads what the sidecars have told, and says what to do. It never asks whoever made the load.

A sidecar's span of kind CLIENT is one request to another service: ``upstream_cluster.name`` says where it
went, ``http.status_code`` what came back, ``response_flags`` what Envoy itself did to it. The tests are
exact, so they hold for small counts, too; ``ALPHA`` is how often a system that is right may be called wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb, sqrt
from statistics import NormalDist
from typing import Any

from otlplab.store import Store

#: Spans that stand for one request from a sidecar to another.
CALLS = "scope_name = 'envoy' and kind = 'CLIENT'"
#: How often a release that is as good as the old one may be rolled back.
ALPHA = 1e-6
#: How many more failures, as a share, a new release may be allowed at the most, and how sure that has to be.
MARGIN, DOUBT = 0.1, 0.05


def failed(span: str = "") -> str:
    """Return the SQL condition for a request that failed: a status of 5xx, or none at all."""
    return f"coalesce({span}attributes['http.status_code']::int, 0) not between 100 and 499"


# region interval
def interval(hits: int, of: int, confidence: float = 0.95) -> tuple[float, float]:
    """Return between which shares the true one lies, by Wilson's interval for a proportion.

    Raises :class:`ValueError` where nothing was counted.
    """
    if not 0 <= hits <= of or not of:
        raise ValueError(f"{hits} of {of} is no share")
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    middle, spread = hits + z * z / 2, z * sqrt(hits * (of - hits) / of + z * z / 4)
    return (middle - spread) / (of + z * z), (middle + spread) / (of + z * z)


# endregion interval


# region exact
def chance_of_more(new_hits: int, new: int, old_hits: int, old: int) -> float:
    """Return how likely chance alone gives the new at least so many of all hits (Fisher's exact test)."""
    hits, both = new_hits + old_hits, new + old
    ways = sum(comb(new, k) * comb(old, hits - k) for k in range(new_hits, min(new, hits) + 1))
    return ways / comb(both, hits)


def chance_of_slower(new: list[float], old: list[float], share: float = 0.01) -> float:
    """Return how likely chance alone puts so many of the new beyond the ``share`` slowest of the old.

    Where releases are equal, which one a request met was a draw: every order of all durations is as likely as
    any other. So the number of the new above the j-th slowest of the old is a draw from an urn.
    """
    j = max(1, round(share * len(old)))
    limit = sorted(old)[-j]
    beyond = sum(duration > limit for duration in new)
    if not beyond:
        return 1.0
    drawn = j - 1 + beyond  # of the slowest this many, at most j - 1 are old
    both = len(new) + len(old)
    return sum(comb(len(old), k) * comb(len(new), drawn - k) for k in range(j)) / comb(both, drawn)


# endregion exact


@dataclass(frozen=True)
class Side:
    """What one release did: ``requests``, ``failed`` of them, and ``milliseconds`` of each."""

    requests: int
    failed: int
    milliseconds: list[float]

    @property
    def p99(self) -> float:
        """The duration in milliseconds that 99 of 100 requests stay below; 0 where there are none."""
        ordered = sorted(self.milliseconds)
        return ordered[int(0.99 * (len(ordered) - 1))] if ordered else 0.0


@dataclass(frozen=True)
class Verdict:
    """What to do, and why, in a sentence. ``decision`` is ``promote``, ``roll back`` or ``go on``."""

    decision: str
    why: str

    def __repr__(self) -> str:
        return f"{self.decision.upper()}: {self.why}"


def sides(store: Store, caller: str = "storefront") -> dict[str, Side]:
    """Return what each destination did for a caller, by the name of the cluster in the caller's sidecar."""
    rows = store.sql(
        f"""
        select attributes['upstream_cluster.name']::varchar as destination, count(*) as requests,
               count(*) filter ({failed()}) as failed, list(duration_ms) as milliseconds
        from spans where {CALLS} and service_name = ? and attributes['upstream_cluster.name'] is not null
        group by all order by all
        """,
        [caller],
    ).rows()
    return {r["destination"]: Side(r["requests"], r["failed"], list(r["milliseconds"])) for r in rows}


# region canary
def canary(store: Store, old: str = "checkout-v1", new: str = "checkout-v2") -> Verdict:
    """Promote a release, roll it back, or wait for more requests: by its errors and by its p99."""
    seen = sides(store)
    before, now = (seen.get(name, Side(0, 0, [])) for name in (old, new))
    if not before.requests or not now.requests:
        return Verdict("go on", "one of the two has not been asked yet")
    by_errors = chance_of_more(now.failed, now.requests, before.failed, before.requests)
    if by_errors < ALPHA:
        return Verdict("roll back", f"{new} fails more often than {old}, and not by chance")
    if chance_of_slower(now.milliseconds, before.milliseconds) < ALPHA:
        return Verdict(
            "roll back", f"more requests to {new} than by chance take longer than the p99 of {old}"
        )
    allowed = before.failed / before.requests + MARGIN
    if _at_most(now.failed, now.requests, allowed) > DOUBT:
        return Verdict("go on", f"too few requests have met {new}")
    return Verdict("promote", f"neither more errors than {old} nor a longer p99")


# endregion canary


def _at_most(hits: int, of: int, share: float) -> float:
    """Return how likely ``hits`` or fewer of ``of`` are, where each is one with probability ``share``."""
    share = min(share, 1.0)
    return sum(comb(of, k) * share**k * (1 - share) ** (of - k) for k in range(hits + 1))


# region sample-size
def sample_size(usual: float, other: float, alpha: float = 0.05, power: float = 0.8) -> int:
    """Return how many each group needs, so that a difference between two shares is found with ``power``.

    ``usual`` and ``other`` are the two shares, ``alpha`` how often one may be seen that is not there.
    Raises :class:`ValueError` where they are equal or no shares.
    """
    if not (0 < usual < 1 and 0 < other < 1) or usual == other:
        raise ValueError(f"{usual} and {other} have to be two different shares between 0 and 1")
    z = NormalDist().inv_cdf(1 - alpha / 2) + NormalDist().inv_cdf(power)
    spread = usual * (1 - usual) + other * (1 - other)
    return int(z * z * spread / (usual - other) ** 2) + 1


# endregion sample-size


def injected(store: Store, caller: str = "storefront") -> dict[str, int]:
    """Return how many requests of a caller there were, and how many were delayed (DI) or aborted (FI)."""
    row = store.sql(
        f"""
        select count(*) filter (flags like '%DI%') as delayed, count(*) filter (flags like '%FI%') as aborted,
               count(*) filter (flags like '%DI%' and flags like '%FI%') as both, count(*) as all
        from (
            select attributes['response_flags']::varchar as flags
            from spans where {CALLS} and service_name = ?
        )
        """,
        [caller],
    ).rows()[0]
    return dict(row)


def attempts(store: Store, caller: str = "checkout", callee: str = "payment") -> tuple[int, int]:
    """Return how many requests a caller had for a callee, and how many tries of them arrived there."""
    row: dict[str, Any] = store.sql(
        f"""
        with asked as (
            select trace_id, span_id from spans
            where {CALLS} and service_name = $caller
              and contains(attributes['upstream_cluster.name']::varchar, $callee)
        ), tried as (
            select trace_id, parent_span_id as span_id from spans
            where scope_name = 'envoy' and kind = 'SERVER' and service_name = $callee
        )
        select (select count(*) from asked) as asked, count(*) as tried
        from tried join asked using (trace_id, span_id)
        """,
        {"caller": caller, "callee": callee},
    ).rows()[0]
    return row["asked"], row["tried"]

"""What chapter 2.2 looks at: a redaction of paths, a share of time, what an agent lost and what it costs."""

from __future__ import annotations

from collections.abc import Callable

from otlplab.learn.exercises import exercise
from otlplab.learn.verdict import answer_number, attempt, expect
from otlplab.store import Store

TOKEN = "eyJhbGciOiJIUzI1NiJ9x8Qz"

#: Paths, and what must be left of them: a string that has to be there, and one that must not.
PATHS = [
    ("/users/ann@example.org/orders", "/orders", "ann"),
    ("/users/bob.b+shop@mail.example.co.uk", "/users/", "example.co"),
    ("/cards/4000123412341234", "/cards/", "40001234"),
    ("/cards/4000-1234-1234-1234/limit", "/limit", "1234"),
    (f"/reset/{TOKEN}", "/reset/", "eyJ"),
    ("/export/AKIA0123456789ABCDEF0123/a.csv", "/a.csv", "AKIA"),
]

#: Paths without a secret: they have to stay as they are, or the telemetry is worth nothing.
HARMLESS = [
    "/",
    "/orders/17",
    "/products/2024-11-24/blue-suede-shoes-size-42",
    "/api/v1/healthz",
    "/orders/123456",
]


@exercise("2.2/clean-paths")
def clean_paths(clean: Callable) -> None:
    """Replaces e-mail addresses, card numbers and tokens in paths, and nothing else."""
    for path, stays, goes in PATHS:
        got = attempt(clean, path, expected="a path, cleaned", look=f"clean({path!r})")
        expect(
            isinstance(got, str), saw=f"{got!r} for {path}", expected="a string", look="what `clean` returns"
        )
        expect(
            goes not in got,
            saw=f"{got}, from {path}",
            expected="nothing of the secret left",
            look="which of the three kinds this one is: e-mail, card number, token",
        )
        expect(
            stays in got and "REDACTED" in got,
            saw=f"{got}, from {path}",
            expected=f"REDACTED in the place of the secret only, and {stays!r} still there",
            look="how much the pattern takes: a segment ends at `/`",
        )
    for path in HARMLESS:
        got = attempt(clean, path, expected="the path as it is", look=f"clean({path!r})")
        expect(
            got == path,
            saw=f"{got}, from {path}",
            expected="a path without a secret, left as it is",
            look="a card number has 13 and more digits, a token 20 and more letters and digits in a row",
        )


@exercise("2.2/inside-outside")
def inside_outside(share: float, store: Store) -> None:
    """The SDK's server span, divided by the agent's client span of the same order."""
    inside = store.sql(
        "select max(duration_ms) from spans where service_name = 'orders-sdk' and kind = 'SERVER'"
    ).scalar()
    outside, orders = (
        store.sql(
            "select max(duration_ms) as ms, count(*) as spans from spans "
            "where service_name = 'curl' and name = 'POST' and attributes['server.port'] = "
            "(select any_value(attributes['server.port']) from spans "
            "where service_name = 'orders-sdk' and kind = 'SERVER')"
        )
        .rows()[0]
        .values()
    )
    expect(
        orders == 1, saw=f"{orders} spans of curl", expected="one order", look="run the chapter from its top"
    )
    expect(
        not 1 < share < 1000,
        saw=f"{share:.3f}: more than all of it",
        expected="a share, from 0 to 1",
        look="which of the two contains the other",
    )
    expect(
        abs(share - (1 - inside / outside)) >= abs(share - inside / outside),  # near a half both are near
        saw=f"{share:.3f}: the share that is not explained",
        expected="the share that the SDK's span explains",
        look="inside divided by outside",
    )
    expect(
        abs(share - inside / outside) < 5e-3,
        saw=f"{share:.3f}",
        expected="the duration of the SDK's SERVER span, divided by that of curl's span to the same port",
        look="`attributes['server.port']`: curl has made several requests, one of them to that service",
    )


@exercise("2.2/missing-share")
def missing_share(query: str, store: Store) -> None:
    """All outcomes but the answered ones, divided by all."""
    store = Store.of_frames(list(store.frames()))  # the agent goes on counting
    told = answer_number(store, query, look="an aggregate over the outcomes")
    counts = {
        row["outcome"]: row["n"]
        for row in store.sql(
            "select attributes['outcome']::varchar as outcome, max(value) as n from metric_points "
            "where metric_name = 'ebpf_agent.exchanges' group by all"
        ).rows()
    }
    total = sum(counts.values())
    truth = 1 - counts["answered"] / total
    expect(
        isinstance(told, int | float) and 0 <= told <= 1,
        saw=told,
        expected="a share, from 0 to 1",
        look="divide by the sum of all outcomes",
    )
    expect(
        abs(told - counts["answered"] / total) > 1e-6 or abs(truth - 0.5) < 1e-6,
        saw=f"{told:.4f}: the share that was answered",
        expected="the share that was not",
        look="which outcomes belong above the line",
    )
    expect(
        abs(told - truth) < 1e-6,
        saw=f"{told:.4f}",
        expected="every outcome but `answered`, divided by all, from the newest value of each",
        look="a cumulative counter: `max(value)` of each outcome first, then sums over the outcomes",
    )


@exercise("2.2/request-price")
def request_price(microseconds: float, rounds: list) -> None:
    """CPU of server, agent and Collector for one request, with the agent less without."""
    rows = {
        m["agent"]: m for m in rounds[0] if m["server"] == "nginx, TLS" and m["load"] == "1,000/s"
    }  # the first round that is stored

    def each(agent: bool, *programs: str) -> float:
        used = rows[agent]["cpu_ms_per_second"]
        return 1000 * sum(used[name] for name in programs) / rows[agent]["requests_per_second"]

    every = tuple(rows[True]["cpu_ms_per_second"])
    truth = each(True, *every) - each(False, *every)

    def near(value: float) -> bool:
        return abs(microseconds - value) <= 0.02 * value

    expect(
        not near(truth / 1000),
        saw=f"{microseconds:.3f}: milliseconds",
        expected="microseconds",
        look="a millisecond is 1,000 of them",
    )
    expect(
        not near(each(True, "server") - each(False, "server")),
        saw=f"{microseconds:.1f}: what the server alone needs more",
        expected="what all three need more",
        look="the agent and the Collector run only because of it",
    )
    expect(
        not near(each(True, *every)),
        saw=f"{microseconds:.1f}: all that a request costs",
        expected="what it costs more than without the agent",
        look="the row with `agent` false",
    )
    expect(
        near(truth),
        saw=f"{microseconds:.1f}",
        expected="CPU a second of all three, divided by requests a second, with the agent less without",
        look="server `nginx, TLS`, load `1,000/s`, in `rounds[0]`",
    )

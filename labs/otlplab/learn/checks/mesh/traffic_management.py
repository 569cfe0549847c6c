"""What chapter 3.4 looks at: a rule by the traffic it moved, and figures by the telemetry they are from."""

from __future__ import annotations

from otlplab.learn.exercises import exercise
from otlplab.learn.verdict import answer_number, expect, fail
from otlplab.runner import LabRun
from otlplab.store import Store

ORDERS = 80
OLD = "1.4.1"


@exercise("3.4/gold-stays")
def gold_stays(rule: str, mesh: LabRun) -> None:
    """Gold customers stay with the old release, half of the others meet the new one: by their spans."""
    from mesh.envoy.rules import RuleError

    expect(
        mesh.mode == "live",
        saw="a recording, in which no rule can be changed",
        expected="a mesh that your rule can be tried on",
        look="`otlplab doctor`, which says what is missing and what brings it",
    )
    try:
        mesh.do("rule", told=rule)
    except RuleError as error:
        fail(saw=str(error), expected="a rule that can be put in force", look="the rules shown above")
    store = mesh.collector.store()
    mesh.do("drive", orders=ORDERS)
    served = "service_name = 'checkout' and kind = 'SERVER' and scope_name != 'envoy'"
    store.wait(ORDERS, where=served)
    seen = {
        row["tier"]: row
        for row in store.sql(
            f"""
            select attributes['shop.customer.tier']::varchar as tier, count(*) as orders,
                   count(*) filter (resource['service.version']::varchar != '{OLD}') as new
            from spans where {served} group by all
            """
        ).rows()
    }
    gold, others = seen["gold"], seen["standard"]
    expect(
        gold["new"] == 0,
        saw=f"{gold['new']} of {gold['orders']} orders of gold customers met the new release",
        expected="none",
        look="a route with a `headers` match on the baggage, above the one for everybody",
    )
    expect(
        others["new"] > 0,
        saw=f"none of {others['orders']} other orders met the new release",
        expected="half of them",
        look="the second route",
    )
    # Of 40 draws at one half, fewer than 4 or more than 36 come once in a hundred million times.
    expect(
        4 <= others["new"] <= 36,
        saw=f"{others['new']} of {others['orders']} other orders met the new release",
        expected="about half of them",
        look="the weights of the second route",
    )


@exercise("3.4/sample-size")
def sample_size(needed: int) -> None:
    """For one group: 95 % against 90 %, found nine times in ten, called wrongly once in a hundred."""
    from mesh import judge

    truth = judge.sample_size(0.95, 0.90, alpha=0.01, power=0.9)
    expect(
        needed != judge.sample_size(0.95, 0.90),
        saw=f"{needed}: that is for 5 % of false alarms, and found four times in five",
        expected="a stricter test",
        look="`alpha` and `power`",
    )
    expect(
        abs(needed - 2 * truth) > 2,
        saw=f"{needed}: that is for both groups together",
        expected="the number for each group",
        look="what `sample_size` returns",
    )
    expect(
        abs(needed - truth) <= 1,
        saw=needed,
        expected="how many orders each group needs",
        look="which two shares are to be told apart, and `alpha` and `power`",
    )


@exercise("3.4/blast-radius")
def blast_radius(query: str, store: Store) -> None:
    """The storefront's own SERVER spans with a status of 5xx, divided by all of them."""
    share = answer_number(store, query, look="an aggregate without `group by`")
    answered = "from spans where service_name = 'storefront' and kind = 'SERVER'"
    truth = store.sql(
        f"select count(*) filter (attributes['http.response.status_code']::int >= 500) / count(*) {answered}"
    ).scalar()
    met = store.sql(
        "select count(*) filter (attributes['response_flags']::varchar != '-') / count(*) from spans "
        "where scope_name = 'envoy' and kind = 'CLIENT' and service_name = 'storefront'"
    ).scalar()
    expect(
        isinstance(share, int | float) and 0 <= share <= 1,
        saw=share,
        expected="a share, from 0 to 1",
        look="divide by the number of all orders",
    )
    expect(
        abs(share - met) > 1e-9 or abs(met - truth) < 1e-9,
        saw=f"{share:.3f}: the share that met a fault, also one that only delayed",
        expected="the share that a customer saw failing",
        look="what the storefront answered: its SERVER span",
    )
    expect(
        abs(share - truth) < 1e-9,
        saw=f"{share:.3f}",
        expected="orders that the storefront answered with 5xx, divided by all orders",
        look="`http.response.status_code` of the storefront's SERVER spans: not what it asked of others",
    )


@exercise("3.4/amplification")
def amplification(factor: float, store: Store) -> None:
    """Tries that arrived at the provider, divided by requests that the checkout made."""
    from mesh.judge import attempts

    asked, tried = attempts(store)
    expect(
        abs(factor - asked / tried) > 1e-6,
        saw=f"{factor:.3f}: requests for each try",
        expected="tries for each request",
        look="which of the two is the larger",
    )
    known = store.sql(
        "select count(*) / count(distinct trace_id) from spans "
        "where scope_name = 'envoy' and kind = 'CLIENT' and service_name = 'checkout'"
    ).scalar()  # 1, unless the checkout itself has asked again
    expect(
        abs(factor - known) > 1e-6,
        saw=f"{factor:.3f}: what the checkout has asked for, by orders",
        expected="all tries, which only the provider's sidecars have seen",
        look="kind SERVER and service_name 'payment'",
    )
    expect(
        abs(factor - tried / asked) < 1e-6,
        saw=f"{factor:.3f}",
        expected="spans of the provider's sidecars, divided by spans of the checkout's sidecars",
        look="`scope_name = 'envoy'`: SERVER of payment, CLIENT of checkout",
    )

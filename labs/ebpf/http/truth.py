"""Sends 10,000 requests past the agent and compares what was sent with what is stored, by protocol.

Run it live, as root: ``.venv/bin/python labs/ebpf/http/truth.py``. It exits with 1 when a span is missing or
one too many.
"""

from __future__ import annotations

import sys
import time

from otlplab import lab

REQUESTS = {"plain": 3334, "tls": 3333, "h2": 3333}
STORED = """
select attributes['http.response.status_code']::int // 100 || 'xx' as class, count(*) as n from spans
where service_name = 'nginx' and kind = 'SERVER' and attributes['user_agent.original'] like 'h2load%'
group by class"""


def main() -> int:
    """Drive each protocol, print one line for each status class, and return the exit status."""
    wrong = 0
    with lab("ebpf/http", mode="live") as run:
        print(f"{'protocol':<9}{'status':<8}{'sent':>7}{'stored':>8}{'missing':>9}{'too many':>10}")
        for by, requests in REQUESTS.items():
            store = run.collector.store()  # only what comes from here on
            sent = run.drive(by=by, requests=requests)
            deadline = time.monotonic() + 30
            stored: dict[str, int] = {}
            while stored != sent and time.monotonic() < deadline:
                time.sleep(0.5)
                stored = {row["class"]: row["n"] for row in store.sql(STORED).rows()}
            for kind in sorted(sent.keys() | stored.keys()):
                there, should = stored.get(kind, 0), sent.get(kind, 0)
                missing, extra = max(0, should - there), max(0, there - should)
                wrong += missing + extra
                print(f"{by:<9}{kind:<8}{should:>7}{there:>8}{missing:>9}{extra:>10}")
    print(f"{sum(REQUESTS.values())} requests sent, {wrong} spans missing or too many")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

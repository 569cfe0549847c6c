"""Prints what loads and runs where, and exits with 1 when the agent is not whole on one of the kernels.

Run it live, as root: ``make kernels``.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from otlplab import lab

KERNELS = ("5.10", "6.1", "6.12", "here")
STORED = "select count(*) as n from spans where kind = 'SERVER'"


def main() -> int:
    """Boot each kernel, print the table, and return the exit status."""
    reports, wrong = {}, 0
    with lab("ebpf/kernels", mode="live") as run:
        for kernel in KERNELS:
            store = run.collector.store()  # only what comes from here on
            report = reports[kernel] = run.do("boot", kernel=kernel)
            sent, served = sum(report["sent"].values()), _served(report)
            deadline = time.monotonic() + 20
            while (stored := store.sql(STORED).rows()[0]["n"]) < served and time.monotonic() < deadline:
                time.sleep(0.5)
            refused = {name: why for name, why in report["programs"].items() if why != "loads"}
            wrong += len(refused) + (stored < served)  # asking whether nginx is ready gives some more
            programs = len(report["programs"])
            print(
                f"{report['kernel']}: {programs - len(refused)} of {programs} programs of the agent load; "
                f"functions are probed {report['probes']}; {sent} requests sent, "
                f"{stored} server spans stored, at least {served} expected"
            )
            for name, why in refused.items():
                print(f"    {name}: {why}")
    print(f"\n{'':<16}" + "".join(f"{k:<24}" for k in KERNELS))
    for feature in sorted(reports["here"]["features"]):
        print(f"{feature:<16}" + "".join(f"{reports[k]['features'][feature][:22]:<24}" for k in KERNELS))
    return 1 if wrong else 0


def _served(report: dict[str, Any]) -> int:
    """Return how many server spans there should be: an order asks nginx for the stock as well."""
    return sum(report["sent"].values()) + report["sent"]["HTTP/1.1, Go"]


if __name__ == "__main__":
    sys.exit(main())

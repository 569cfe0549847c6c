"""Run the conformance suite against every receiver, and keep what each showed: ``make conformance``.

    python tests/bench/conformance.py [RECEIVER …]

Writes one JUnit file for each into ``book/_data/conformance``, from which the book's page is made.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from otlplab.conformance import report
from otlplab.conformance.suite import failed, run
from otlplab.conformance.target import Target

sys.path.append(str(Path(__file__).parent))
import receivers

OUT = receivers.ROOT / "book" / "_data" / "conformance"
RECEIVERS = ("ours", "collector", "jaeger", "phoenix", "rotel")


def main(names: list[str]) -> None:
    """Run the suite against the receivers named, or all."""
    OUT.mkdir(exist_ok=True)
    for name in names or RECEIVERS:
        with tempfile.TemporaryDirectory() as folder, receivers.running(name, Path(folder)) as one:
            results = run(Target(f"http://127.0.0.1:{one.http}", f"127.0.0.1:{one.grpc}"))
        (OUT / f"{name}.xml").write_bytes(report.junit(results))
        print(f"{name}: {len(failed(results))} binding failures\n{report.summary(results)}\n", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

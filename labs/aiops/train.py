"""Train one detector, or all, on the weeks of the data set, and save versions of them.

    python -m aiops.train MODELS [NAME …] [--use NAME]

``NAME`` is as in the chapter's tables, such as ``"robust MAD"`` or ``LSTM``. ``--use`` lets the new version
of one be the one that is served.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from aiops import evaluate, registry
from aiops.detectors import DETECTORS
from aiops.scoring import Cost


def main() -> int:
    """Train and save. Returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("models", type=Path)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(DETECTORS)}")
    parser.add_argument("--use", metavar="NAME")
    arguments = parser.parse_args()
    names = arguments.names or list(DETECTORS)
    if unknown := {*names, arguments.use or names[0]} - set(DETECTORS):
        sys.exit(f"there is no detector {', '.join(sorted(unknown))}; there are {', '.join(DETECTORS)}")
    data = evaluate.data()
    for name in names:
        result = evaluate.judge(DETECTORS[name]().fit(data.train, data.calibrate), data, Cost())
        told = {"F1": round(result.test.f1, 2), "false a week": round(result.test.false_a_week, 1)}
        model = registry.save(result.detector, result.threshold, data.train, told, arguments.models)
        print(f"{model}: trained in {result.detector.seconds:.1f} s, F1 {told['F1']}", flush=True)
        if name == arguments.use:
            registry.use(model, arguments.models)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""A second opinion: labelled series of other people, from the Numenta Anomaly Benchmark (MIT licence).

Fetched when asked for, with checksums, from the commit named here; nothing of it is part of the course. The
threshold of each detector is the one that was chosen on the shop: nothing is chosen on these series at all.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from aiops import scoring
from aiops.detectors import DETECTORS
from aiops.scoring import Span

COMMIT = "ea702d75cc2258d9d7dd35ca8e5e2539d71f3140"
URL = f"https://raw.githubusercontent.com/numenta/NAB/{COMMIT}/"
_FOLDER = "data/realKnownCause"
_WINDOWS = "labels/combined_windows.json"
#: The series that are long enough to learn a week from and have a later incident, and their digests.
# fmt: off
SERIES = {
    "ambient_temperature_system_failure":
        "230b68ccca20f59d562afd5d24ad52939c9b784386bed0054018358bf9120581",
    "cpu_utilization_asg_misconfiguration":
        "58ba65dc0737cfbac11b51514476d50c438d44011232144bb8d93f392df58f9f",
    "machine_temperature_system_failure":
        "92bf5b87fc7f9bba8ca0b7ec63ccaac8cb4a1371a258e8c29a10ae9c018d82a4",
    "nyc_taxi":
        "d8fa6f7f0734bf5c8be12c52a94e20a82664c397d9dec4449156bd453d32856d",
}
# fmt: on
_WINDOWS_DIGEST = "1e1fbc4601321aad8d0f8b3784c8134299379f68f6c1f7777565f8ffd57ab6b1"
#: Weeks to learn from, and the one after them to find the scale.
TRAIN, CALIBRATE = 3, 1


# region fetch
def fetch() -> Path:
    """Return a folder with the series, fetched once and compared with their digests.

    Raises what Pooch does: :class:`ValueError` for a file that is not what it was, errors of the network.
    """
    import pooch

    files = {f"{_FOLDER}/{name}.csv": f"sha256:{digest}" for name, digest in SERIES.items()}
    files[_WINDOWS] = f"sha256:{_WINDOWS_DIGEST}"
    store = pooch.create(pooch.os_cache("otlplab") / f"nab-{COMMIT[:12]}", URL, registry=files)
    for name in files:
        store.fetch(name)
    return Path(store.path)


# endregion fetch


def read(folder: Path, name: str) -> tuple[pd.DataFrame, list[tuple[pd.Timestamp, pd.Timestamp]]]:
    """Return one series by the hour, and the windows in which something was wrong.

    Hours without a value are bridged: the detectors are compared, not the sensors.
    """
    raw = pd.read_csv(folder / _FOLDER / f"{name}.csv", parse_dates=["timestamp"]).set_index("timestamp")
    hourly = raw[["value"]].resample("1h").mean().interpolate()
    windows = json.loads((folder / _WINDOWS).read_text("utf-8"))[f"realKnownCause/{name}.csv"]
    return hourly, [(pd.Timestamp(begin), pd.Timestamp(end)) for begin, end in windows]


def score(folder: Path, thresholds: dict[str, float]) -> dict[str, Any]:
    """Return for each detector the windows found and the alarms for nothing, in all series together."""
    told: dict[str, Any] = {"source": f"numenta/NAB, commit {COMMIT}, realKnownCause", "detectors": {}}
    for name, kind in DETECTORS.items():
        flags, faults, weeks = [], [], 0.0
        for series in SERIES:
            table, windows = read(folder, series)
            split, begin = TRAIN * 168, (TRAIN + CALIBRATE) * 168
            detector = kind()
            detector.fit_scaled(table.iloc[:split], table.iloc[split:begin])
            said = detector.score_scaled(table.iloc[split:])["value"].to_numpy()[begin - split :]
            offset = sum(map(len, flags))
            flags.append(said > thresholds[name])
            for first, last in windows:
                at, to = table.index.searchsorted(first), table.index.searchsorted(last)
                if at >= begin:  # what lies in the weeks of training cannot be found
                    faults.append(Span(int(at - begin + offset), int(to - begin + offset), series))
            weeks += len(said) / 168
        result = scoring.judge(np.concatenate(flags), faults)
        told["detectors"][name] = {
            "windows": result.incidents,
            "found": result.found,
            "false_a_week": result.false_a_week,
            "f1": result.f1,
            "intervals": scoring.intervals(np.concatenate(flags), faults),
        }
        told["weeks"] = weeks
        told["random"] = scoring.of_dice(sum(map(len, flags)), faults, 0.02)
    return told

"""OTLP files: one request a line in OTLP's JSON mapping, as the OpenTelemetry Collector writes and reads
them.

The file exporter writes such lines and the OTLP JSON file receiver reads them ("OTLP File Exporter",
"JSON File serialization" of the specification): ids in hexadecimal, enumerations as numbers, 64-bit
integers as strings, one ``TracesData``, ``MetricsData``, ``LogsData`` or ``ProfilesData`` a line.
"""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from google.protobuf import json_format

from otlplab.collector import otlpjson
from otlplab.collector.contract import KINDS, BadData
from otlplab.segments import Frame, Signal

from .recording import SUFFIX, newest_time, read_recording

_IDS = {"traceId", "spanId", "parentSpanId", "profileId"}
_PROFILE_ID_BYTES = 16
_SIGNALS = {
    "resourceSpans": Signal.TRACES,
    "resourceMetrics": Signal.METRICS,
    "resourceLogs": Signal.LOGS,
    "resourceProfiles": Signal.PROFILES,
}


def write_lines(frames: Iterable[Frame], file: TextIO) -> int:
    """Write each request as a line of OTLP/JSON and return their number."""
    number = 0
    for frame in frames:
        file.write(to_json(frame) + "\n")
        number += 1
    return number


def to_json(frame: Frame) -> str:
    """Return a request as one line of OTLP/JSON."""
    message = KINDS[frame.signal].request.FromString(frame.payload)
    data = json_format.MessageToDict(message, use_integers_for_enums=True)
    return json.dumps(_with_hex_ids(data), ensure_ascii=False, separators=(",", ":"))


def read_lines(lines: Iterable[str]) -> Iterator[Frame]:
    """Yield the requests of lines of OTLP/JSON; empty lines are passed by.

    A request is said to have been accepted at the newest time in it. Raises :class:`ValueError` with the
    number of a line that is something else.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _from_json(line)
            except BadData as error:
                raise ValueError(f"line {number} is not OTLP/JSON: {error}") from None


def _from_json(line: str) -> Frame:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadData(str(error)) from None
    signals = [signal for key, signal in _SIGNALS.items() if isinstance(data, dict) and key in data]
    if len(signals) != 1:
        raise BadData(f"it has none, or several, of {', '.join(_SIGNALS)}")
    kind = KINDS[signals[0]]
    message = otlpjson.decode(kind, line.encode())
    return Frame(kind.signal, newest_time(message) or time.time_ns(), message.SerializeToString())


def read_any(path: str | Path) -> list[Frame]:
    """Return the requests of a recording or of a file of OTLP/JSON.

    Raises :class:`FileNotFoundError`, and :class:`ValueError` when it is neither.
    """
    path = Path(path)
    if path.name.endswith(SUFFIX):
        return read_recording(path)
    try:
        with path.open(encoding="utf-8") as lines:
            return list(read_lines(lines))
    except ValueError as error:
        raise ValueError(
            f"{path} is neither a recording (NAME{SUFFIX}) nor a file of OTLP/JSON: {error}"
        ) from None


def _with_hex_ids(data: Any) -> Any:
    """Return JSON data with its ids in hexadecimal; attributes, whose keys are values, have none."""
    if isinstance(data, list):
        return [_with_hex_ids(one) for one in data]
    if isinstance(data, dict):
        return {
            key: _to_hex(key, one) if key in _IDS and isinstance(one, str) else _with_hex_ids(one)
            for key, one in data.items()
        }
    return data


def _to_hex(key: str, text: str) -> str:
    """Return an id in hexadecimal; a profile's that is none stays in base64, which is what it is read as."""
    data = base64.b64decode(text)
    return text if key == "profileId" and len(data) != _PROFILE_ID_BYTES else data.hex()

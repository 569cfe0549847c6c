"""Share progress with a workshop, by choice: as OTLP log records, to the workshop's collector.

What is sent is the chosen name and, for each exercise that was tried, its id, the number of attempts, the
hints opened and whether it is passed: one event ``otlplab.progress`` each, under the resource
``service.name`` = ``otlplab-learner`` and ``otlplab.learner`` = the name. Nothing else: no answer, no host,
no user, no address. The choice is kept in ``share.json`` in the course's home; from then on each ``check``
sends again what stands in the progress file, in the background, and a workshop that cannot be reached costs
the learner nothing.
"""

from __future__ import annotations

import contextlib
import json
import threading
import time
from typing import Any

from otlplab.collector.local import home
from otlplab.learn import record

EVENT = "otlplab.progress"
SERVICE = "otlplab-learner"
SECONDS = 5.0
"""How long one sending may take."""


class ShareError(RuntimeError):
    """Progress did not reach the collector; the message says why."""


def choose(endpoint: str, name: str) -> None:
    """Send progress to the OTLP/HTTP ``endpoint`` (``http://host:4318``) under ``name``, now and after each
    check.

    Raises :class:`ShareError` where the endpoint does not take it, and :exc:`ValueError` for a name that is
    empty, longer than 40 characters or not printable; then nothing is chosen.
    """
    name = name.strip()
    if not 1 <= len(name) <= 40 or not name.isprintable():
        raise ValueError("a name has 1 to 40 printable characters")
    send(endpoint, name)
    record.replace(home() / "share.json", json.dumps({"endpoint": endpoint, "name": name}))


def stop() -> None:
    """Send nothing any more."""
    (home() / "share.json").unlink(missing_ok=True)


def chosen() -> tuple[str, str] | None:
    """The endpoint and the name that were chosen, or ``None``."""
    try:
        data = json.loads((home() / "share.json").read_text("utf-8"))
        return data["endpoint"], data["name"]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def send_in_background() -> None:
    """Send what stands in the progress file, if the learner chose so; never waits and never fails."""
    if choice := chosen():
        threading.Thread(target=_try_to_send, args=choice, daemon=True).start()


def _try_to_send(endpoint: str, name: str) -> None:
    with _one_at_a_time, contextlib.suppress(ShareError):  # the next check sends everything again
        send(endpoint, name)


_one_at_a_time = threading.Lock()


def send(endpoint: str, name: str, exercises: dict[str, dict[str, Any]] | None = None) -> None:
    """Send these entries, or what stands in the progress file. Raises :class:`ShareError`."""
    import httpx
    from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceResponse

    request = events(name, record.load() if exercises is None else exercises, time.time_ns())
    try:
        answer = httpx.post(
            f"{endpoint.rstrip('/')}/v1/logs",
            content=request.SerializeToString(),
            headers={"Content-Type": "application/x-protobuf"},
            timeout=SECONDS,
            trust_env=False,
        )
        answer.raise_for_status()
        rejected = ExportLogsServiceResponse.FromString(answer.content).partial_success
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ShareError(f"{endpoint} did not take the progress: {error}") from None
    if rejected.rejected_log_records:
        raise ShareError(
            f"{endpoint} refused {rejected.rejected_log_records} records: {rejected.error_message}"
        )


def events(name: str, exercises: dict[str, dict[str, Any]], unix_nano: int) -> Any:
    """The progress as an ``ExportLogsServiceRequest``; one event without an id where nothing is tried."""
    from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
    from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue
    from opentelemetry.proto.logs.v1.logs_pb2 import SEVERITY_NUMBER_INFO

    def attribute(key: str, value: str | int | bool) -> KeyValue:
        kind = {str: "string_value", int: "int_value", bool: "bool_value"}[type(value)]
        return KeyValue(key=key, value=AnyValue(**{kind: value}))  # type: ignore[arg-type]

    request = ExportLogsServiceRequest()
    group = request.resource_logs.add()
    group.resource.attributes.extend([attribute("service.name", SERVICE), attribute("otlplab.learner", name)])
    scope = group.scope_logs.add()
    scope.scope.name = "otlplab.learn"
    here: dict[str, dict[str, Any]] = {"": {"attempts": 0, "hints": 0, "passed": None}}
    for id, entry in (exercises or here).items():
        event = scope.log_records.add(
            time_unix_nano=unix_nano,
            observed_time_unix_nano=unix_nano,
            severity_number=SEVERITY_NUMBER_INFO,
            event_name=EVENT,
        )
        event.attributes.extend(
            [
                attribute("otlplab.exercise.id", id),
                attribute("otlplab.exercise.attempts", entry["attempts"]),
                attribute("otlplab.exercise.hints", entry["hints"]),
                attribute("otlplab.exercise.passed", entry["passed"] is not None),
            ]
        )
    return request

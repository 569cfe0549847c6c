"""A class that sends its progress, many at once, by the code that every learner's ``check`` runs."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from otlplab.learn import manifest, share


def drive(run: Any, learners: int = 30, seed: int = 1) -> dict[str, Any]:
    """Let ``learners`` send where they are, and somebody send a log line that is no progress.

    Learner number n has come as far as chance has it; the earlier of a chapter's exercises are passed first.
    """
    exercises = [one.id for chapter in manifest.chapters() for one in chapter.exercises]
    chance = random.Random(seed)
    sent = [_progress(exercises, chance) for _ in range(learners)]
    endpoint = run.endpoint("otlp")
    with ThreadPoolExecutor(learners) as room:
        answers = [
            room.submit(share.send, endpoint, f"Learner {n:02}", entries) for n, entries in enumerate(sent, 1)
        ]
        for answer in answers:
            answer.result()
    _something_else(endpoint)
    tried = sum(len(entries) for entries in sent)
    passed = sum(entry["passed"] is not None for entries in sent for entry in entries.values())
    return {"learners": learners, "tried": tried, "passed": passed}


def _progress(exercises: list[str], chance: random.Random) -> dict[str, dict[str, Any]]:
    reached = chance.randrange(1, len(exercises) + 1)
    entries = {}
    for id in exercises[:reached]:
        hard = random.Random(id).uniform(0.05, 0.5)  # some exercises are harder than others, for everybody
        failures = sum(chance.random() < hard for _ in range(4))
        passed = id != exercises[reached - 1] or chance.random() < 0.5
        entries[id] = {
            "attempts": failures + passed or 1,
            "hints": min(3, failures // 2),
            "passed": "2026-11-24T10:00:00Z" if passed else None,
        }
    return entries


def _something_else(endpoint: str) -> None:
    request = ExportLogsServiceRequest()
    request.resource_logs.add().scope_logs.add().log_records.add().body.string_value = "not for the board"
    httpx.post(
        f"{endpoint}/v1/logs",
        content=request.SerializeToString(),
        headers={"Content-Type": "application/x-protobuf"},
        trust_env=False,
    ).raise_for_status()

"""The answers of a candidate who knows: for the tests that hand in, grade and attack."""

from __future__ import annotations

from otlplab.learn.exam import repair
from otlplab.learn.exam import tasks as tasks_module
from otlplab.learn.exam.paper import Paper, notebook


def cells_of(asked: Paper, answers: dict[str, str]) -> list[str]:
    """The candidate's notebook with an expression for each answer."""
    setup = next(cell.source for cell in notebook(asked, 60).cells if cell.cell_type == "code")
    return [setup, *(f"answers[{key!r}] = {value}" for key, value in answers.items())]


def repaired(*faults: repair.Fault) -> list[str]:
    """The cells of the task of the broken pipeline, with these faults left in it."""
    return [repair.SETUP, repair.program(faults), repair.RUN]


def computed(asked: Paper) -> dict[str, str]:
    queries = {
        "slowest-operation": next(
            tasks_module._SLOWEST_SQL.format(share=percent / 100)
            for percent in (90, 95, 99)
            if f"{percent}th" in asked.tasks[0].text
        ),
        "first-error": tasks_module._FIRST_ERROR_SQL,
        "affected-requests": tasks_module._AFFECTED_SQL,
        "heaviest-edge": tasks_module._HEAVIEST_EDGE_SQL,
    }
    return {id: f"store.sql({query!r}).rows()[0]" for id, query in queries.items()}


def chosen(asked: Paper) -> dict[str, str]:
    return {item.question.id: repr("".join(item.right)) for item in asked.items}

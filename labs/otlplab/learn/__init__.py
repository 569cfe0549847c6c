"""Learning: exercises that check themselves, quizzes, progress, the exam and its certificate.

``check``, ``hint``, ``solution`` and ``quiz`` are what chapters call. :mod:`otlplab.learn.checks` says how to
add an exercise to a chapter.
"""

from otlplab.learn.exercises import check, exercise, hint, solution
from otlplab.learn.quizzes import quiz
from otlplab.learn.syllabus import progress
from otlplab.learn.verdict import attempt, expect, fail

__all__ = ["attempt", "check", "exercise", "expect", "fail", "hint", "progress", "quiz", "solution"]

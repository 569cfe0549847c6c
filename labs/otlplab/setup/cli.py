"""``otlplab learn``, ``stop`` and ``tour``: what the Makefile's targets of the same names call."""

from __future__ import annotations

import argparse
from typing import Any

FIRST = "notebooks/0-foundations/1-first-telemetry.ipynb"


def add_commands(commands: Any) -> None:
    """Add this part's commands to ``commands``, the subparsers of ``otlplab``."""
    learn = commands.add_parser(
        "learn", help="open a chapter in JupyterLab, with the local collector running"
    )
    learn.add_argument("notebook", nargs="?", default=FIRST, help=f"its path (default: {FIRST})")
    learn.set_defaults(run=_learn)

    commands.add_parser("stop", help="stop JupyterLab and the local collector").set_defaults(run=_stop)

    tour = commands.add_parser("tour", help="run every chapter on copies, and print how each went")
    tour.add_argument("notebook", nargs="*", help="only these (default: every chapter)")
    tour.set_defaults(run=_tour)


def _learn(arguments: argparse.Namespace) -> None:
    from otlplab.setup.learn import learn

    learn(arguments.notebook)


def _stop(_: argparse.Namespace) -> None:
    from otlplab.setup.learn import stop

    stop()


def _tour(arguments: argparse.Namespace) -> int:
    from otlplab.setup.tour import tour

    return tour(arguments.notebook)

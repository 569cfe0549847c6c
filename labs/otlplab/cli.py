"""The ``otlplab`` command: one entry point, each part of the course brings its own commands.

A part is a package with a module ``cli`` that has ``add_commands(subparsers)``. Such a module imports only
what it needs to *describe* its commands, and the rest inside the functions that carry them out, so that
``otlplab --help`` answers at once.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

PARTS = ("setup", "collector", "conformance", "store", "runner", "cluster", "config", "learn")


def parser() -> argparse.ArgumentParser:
    """Return the parser of ``otlplab`` with the commands of every part."""
    root = argparse.ArgumentParser(prog="otlplab", description="OTLP, Hands On: the course's own tools.")
    commands = root.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for part in PARTS:
        importlib.import_module(f"otlplab.{part}.cli").add_commands(commands)
    return root


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 failed, 2 called wrongly.

    A command's parser sets ``run`` with ``set_defaults``: a function of the parsed arguments that returns the
    status (``None`` is 0).
    """
    arguments = parser().parse_args(argv)
    try:
        return arguments.run(arguments) or 0
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()  # the reader of a pipe (``otlplab tail | head``) has gone: nothing is wrong
        return 0


if __name__ == "__main__":
    sys.exit(main())

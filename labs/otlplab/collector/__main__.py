"""``python -m otlplab.collector``: ``otlplab collector`` without loading the other parts' commands."""

import argparse
import sys

from otlplab.collector.cli import add_commands

parser = argparse.ArgumentParser(prog="otlplab")
add_commands(parser.add_subparsers(required=True))
arguments = parser.parse_args(["collector", *sys.argv[1:]])
sys.exit(arguments.run(arguments))

"""Compile pprof.proto to pprof_pb2.py. Needs grpcio-tools; the package itself does not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

LABS = Path(__file__).parents[2]


def main() -> int:
    """Run protoc in the folder above the package, so that what it writes lies beside the .proto file."""
    options = ["--proto_path=.", "--python_out=.", "--pyi_out=."]
    command = [sys.executable, "-m", "grpc_tools.protoc", *options, "otlplab/profiles/pprof.proto"]
    return subprocess.run(command, cwd=LABS, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

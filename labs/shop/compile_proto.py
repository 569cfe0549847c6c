"""Compile shop.proto to shop_pb2.py and shop_pb2_grpc.py. Needs grpcio-tools; the shop itself does not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

LABS = Path(__file__).parents[1]


def main() -> int:
    """Run protoc in the folder above the package, so that the generated imports name the package."""
    options = ["--proto_path=.", "--python_out=.", "--pyi_out=.", "--grpc_python_out=."]
    command = [sys.executable, "-m", "grpc_tools.protoc", *options, "shop/shop.proto"]
    return subprocess.run(command, cwd=LABS, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

"""What can be done with the agent's bytecode where no kernel has to take it."""

from __future__ import annotations

import json
import subprocess
import tempfile
from typing import Any


def redact(run: Any, text: str, state: int = 1, masked: bool = True) -> dict[str, Any]:
    """Run the agent's function ``redact`` over ``text``; return what it told, and what it left of the text.

    ``state`` is where the redaction machine begins; 1 is the beginning of a message. Without ``masked``, the
    one instruction does nothing that keeps the machine inside of its table; ``refused`` then says what
    the virtual machine would not do. Raises :class:`ValueError` where the program does not take the text.
    """
    with tempfile.NamedTemporaryFile() as image:
        subprocess.run([run.built("ebpf") / "image", "redact"], stdout=image, check=True, timeout=20)
        command = [run.built("redact-vm") / "redact-vm", image.name, str(state)]
        done = subprocess.run(
            command + ([] if masked else ["--no-mask"]), input=text.encode(), capture_output=True, timeout=20
        )
    if done.returncode:
        raise ValueError(done.stderr.decode().strip())
    return json.loads(done.stdout)

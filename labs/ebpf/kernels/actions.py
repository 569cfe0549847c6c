"""Boots a kernel with the survey as its whole user space, and brings home what that tells."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from otlplab.segments import Frame, Signal
from otlplab.store.recording import send

HERE = Path(__file__).parent
MINUTES = 5  # without hardware that helps, on a busy machine; on an idle one it is half of one


def boot(run: Any, kernel: str = "6.12") -> dict[str, Any]:
    """Run the survey on ``kernel``, the line of one of Debian's or "here", and return its report.

    The requests with spans that the agent has sent there are passed on to the collector of the course, and
    counted. Raises ``RuntimeError`` with what the machine said when the survey has failed.
    """
    programs, kernels = run.built("ebpf"), run.built("kernels")
    with tempfile.TemporaryDirectory() as folder:
        report, console = Path(folder) / "report.json", Path(folder) / "console.txt"
        if kernel == "here":
            _here(programs, Path(folder), report, console)
        else:
            _guest(programs, kernels / kernel, Path(folder), report, console)
        told = report.read_text("utf-8").strip() if report.exists() else ""
        said = console.read_text("utf-8", errors="replace")[-2000:]
    if not told.endswith("}"):
        raise RuntimeError(f"Linux {kernel} has not told anything. Its last lines:\n{said}")
    result: dict[str, Any] = json.loads(told)
    if error := result.pop("error", ""):
        raise RuntimeError(f"the survey on Linux {kernel} has failed: {error}")
    result |= result.pop("traffic")
    requests = [Frame(Signal.TRACES, 0, base64.b64decode(body)) for body in result.pop("otlp")]
    send(requests, run.collector.http_endpoint)
    return result | {"requests": len(requests)}


# region guest
def _guest(programs: Path, kernel: Path, folder: Path, report: Path, console: Path) -> None:
    image = folder / "guest.cpio"
    subprocess.run(["sh", HERE / "guest.sh", programs, image], check=True, timeout=60)
    command = ["qemu-system-x86_64", "-accel", "tcg", "-cpu", "max", "-m", "1024", "-display", "none"]
    command += ["-kernel", kernel / "vmlinuz", "-initrd", image, "-append", "console=ttyS0 quiet panic=-1"]
    command += ["-no-reboot", "-nic", "none", "-serial", f"file:{console}", "-serial", f"file:{report}"]
    subprocess.run(command, check=True, timeout=MINUTES * 60)


# endregion guest


def _here(programs: Path, folder: Path, report: Path, console: Path) -> None:
    """Run the survey on this machine, under a host name of its own, as the guests have one."""
    for name in programs.iterdir():
        (folder / name.name).symlink_to(name)
    (folder / "nginx.sh").symlink_to(HERE.parent / "http" / "nginx.sh")
    release = re.match(r"\d+\.\d+", Path("/proc/sys/kernel/osrelease").read_text())
    assert release is not None
    script = f'hostname linux-{release.group()} && exec "$1/survey" "$1" "$2"'
    with console.open("w") as out:
        command = ["unshare", "--uts", "sh", "-c", script, "survey", folder, report]
        subprocess.run(command, check=False, timeout=MINUTES * 60, stdout=out, stderr=out)

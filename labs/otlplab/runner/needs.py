"""What this machine has of what a lab needs, what is missing, and the one command that installs it."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import psutil

from otlplab.runner.manifest import Needs

#: Numbers of ``linux/capability.h`` that labs ask for.
_CAPABILITIES = {
    "CAP_NET_ADMIN": 12,
    "CAP_NET_RAW": 13,
    "CAP_SYS_PTRACE": 19,
    "CAP_SYS_ADMIN": 21,
    "CAP_SYS_RESOURCE": 24,
    "CAP_PERFMON": 38,
    "CAP_BPF": 39,
}

_RUSTUP = "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y"

_GO = (
    "curl -fsSL https://go.dev/dl/go1.26.8.linux-$(dpkg --print-architecture).tar.gz"
    " | sudo tar -C /usr/local -xz && sudo ln -sf /usr/local/go/bin/go /usr/local/bin/go"
)

#: What brings a command, by package manager. Where a distribution's own is too old for the labs (Go, Rust) it
#: is a command of its own.
_BRINGS = {
    "apt-get": {
        "bpftool": "bpftool",
        "bpftrace": "bpftrace",
        "buildah": "buildah",
        "cargo": _RUSTUP,
        "clang": "clang llvm libbpf-dev",
        "containerd": "containerd runc containernetworking-plugins",
        "ctr": "containerd",
        "go": _GO,
        "h2load": "nghttp2-client",
        "java": "openjdk-17-jdk-headless",
        "javac": "openjdk-17-jdk-headless",
        "mmdebstrap": "mmdebstrap",
        "mvn": "maven",
        "nft": "nftables",
        "nginx": "nginx-light",
        "node": "nodejs",
        "npm": "npm",
        "openssl": "openssl",
        "postgres": "postgresql",
        "psql": "postgresql-client",
        "qemu-system-x86_64": "qemu-system-x86",
        "redis-server": "redis-server",
        "runc": "runc",
    },
    "dnf": {
        "bpftool": "bpftool",
        "cargo": _RUSTUP,
        "clang": "clang llvm libbpf-devel",
        "go": "golang",
        "java": "java-17-openjdk-headless",
        "javac": "java-17-openjdk-devel",
        "mvn": "maven",
        "nginx": "nginx",
        "node": "nodejs",
        "npm": "nodejs-npm",
        "postgres": "postgresql-server",
        "psql": "postgresql",
        "redis-server": "redis",
    },
    "brew": {
        "cargo": _RUSTUP,
        "clang": "llvm",
        "go": "go",
        "java": "openjdk@17",
        "javac": "openjdk@17",
        "mvn": "maven",
        "nginx": "nginx",
        "node": "node",
        "npm": "node",
        "postgres": "postgresql@17",
        "psql": "postgresql@17",
        "redis-server": "redis",
    },
}

#: What sets a variable that labs ask for.
_SETS = {"KUBECONFIG": 'eval "$(otlplab cluster up)"'}

_INSTALL = {"apt-get": "sudo apt-get install -y", "dnf": "sudo dnf install -y", "brew": "brew install"}


@dataclass(frozen=True)
class Missing:
    """One thing that a lab needs and this machine lacks. ``kind`` is a key of ``[needs]``."""

    kind: str
    what: str
    seen: str = ""

    def __str__(self) -> str:
        words = "Python module " if self.kind == "modules" else ""
        return f"{words}{self.what}" + (f" ({self.seen})" if self.seen else "")


def unset(needs: Needs) -> list[str]:
    """Return the variables of ``needs`` that are not set: those are the reader's to give."""
    return [variable for variable in needs.environment if not os.environ.get(variable)]


def missing(needs: Needs) -> list[Missing]:
    """Return what of ``needs`` this machine lacks; empty when the lab can run live."""
    lacking = []
    for need in needs.commands:
        name, _, least = (part.strip() for part in need.partition(">="))
        if not find(name):
            lacking.append(Missing("commands", need))
        elif least and _numbers(version(name)) < _numbers(least):
            lacking.append(Missing("commands", need, f"here is {version(name) or 'an unknown version'}"))
    lacking += [Missing("modules", m) for m in needs.modules if not _has_module(m)]
    lacking += [Missing("capabilities", c) for c in needs.capabilities if not _has_capability(c)]
    lacking += [Missing("files", f) for f in needs.files if not Path(f).exists()]
    lacking += [Missing("environment", v, "not set") for v in unset(needs)]
    available = psutil.virtual_memory().available
    if needs.memory > available:
        lacking.append(
            Missing("memory", f"{needs.memory >> 20} MiB of free memory", f"here are {available >> 20}")
        )
    return lacking


def find(command: str) -> str | None:
    """Return the path of a command: on PATH, or beside the course's interpreter, where pip puts commands."""
    return shutil.which(command) or shutil.which(command, path=str(Path(sys.executable).parent))


@cache
def version(command: str) -> str:
    """Return the version that a command says it has, such as ``1.26.8``; empty when it says none."""
    path = find(command)
    if not path:
        return ""
    for argument in ("version",) if command == "go" else ("--version", "-version"):
        try:
            done = subprocess.run(
                [path, argument], capture_output=True, text=True, timeout=30, stdin=subprocess.DEVNULL
            )
        except (OSError, subprocess.SubprocessError):
            continue
        if found := re.search(r"\d+(\.\d+)+", done.stdout + done.stderr):
            return found[0]
    return ""


def install(lacking: list[Missing]) -> str:
    """Return the one command that installs what is missing; empty when nothing of it can be installed."""
    commands = list(dict.fromkeys(m.what.split(">=")[0].strip() for m in lacking if m.kind == "commands"))
    manager = next((m for m in _BRINGS if shutil.which(m)), "apt-get")
    packages: list[str] = []
    others: list[str] = []
    for command in commands:
        brings = _BRINGS[manager].get(command)
        if brings is None:
            continue
        is_command = brings.startswith(("curl ", "sudo "))
        (others if is_command else packages).append(brings)
    parts = [f"{_INSTALL[manager]} {' '.join(dict.fromkeys(packages))}"] if packages else []
    parts += dict.fromkeys(others)
    parts += dict.fromkeys(_SETS[m.what] for m in lacking if m.kind == "environment" and m.what in _SETS)
    if modules := [m.what for m in lacking if m.kind == "modules"]:
        parts.append(f"{sys.executable} -m pip install {' '.join(dict.fromkeys(modules))}")
    return " && ".join(parts)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d+", text))


def _has_module(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def _has_capability(name: str) -> bool:
    """Whether a Linux capability is in effect for this process (``capabilities(7)``)."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return False
    effective = int(re.search(r"CapEff:\s*([0-9a-f]+)", status)[1], 16)  # type: ignore[index]
    return name in _CAPABILITIES and bool(effective >> _CAPABILITIES[name] & 1)

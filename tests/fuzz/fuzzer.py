"""Fuzz the decoders, guided by the coverage of their Python code, and keep what is worth keeping.

    python tests/fuzz/fuzzer.py [--minutes 5] [--keep] [TARGET …]

Each target runs for so many minutes in a process of its own, from the inputs of ``corpus/TARGET.zip`` and
valid requests of every kind. An input that breaks a promise is a finding: the status is 1, and the input
stays in ``_build/fuzz/TARGET/``. With ``--keep`` the inputs are reduced to the fewest that reach the same
code, and replace the zip, which every run of the unit tests replays (``test_fuzz_corpus.py``).

The fuzzer is atheris (libFuzzer), which no other part of the course needs: it is installed below ``_build``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILD = HERE.parents[1] / "_build" / "fuzz"
ATHERIS = "atheris==3.0.0"
#: An input of the corpus is at most so long, in bytes.
LONGEST = 4096


def seeds(target: str) -> list[bytes]:
    """Return valid inputs of a target."""
    import zstandard
    from otlplab.conformance import payloads
    from otlplab.segments import MAGIC, Frame, Signal, encode

    requests = {signal: [payloads.valid(signal)] for signal in Signal}
    for signal, of_signal in requests.items():
        if (invalid := payloads.with_invalid(signal)) is not None:
            of_signal.append(invalid)
    binary = {signal: [one.SerializeToString() for one in found] for signal, found in requests.items()}
    texts = {s: [payloads.dumped(payloads.as_json(one)) for one in found] for s, found in requests.items()}
    small = [
        Frame(Signal.TRACES, 1 + n, body) for n, body in enumerate((b"", b"\x0a\x00", b"\x0a\x02\x12\x00"))
    ]
    match target:
        case "json":
            return [bytes([signal - 1]) + text for signal, found in texts.items() for text in found]
        case "dissector":
            return [bytes([signal - 1]) + body for signal, found in binary.items() for body in found]
        case "gzip":
            return [gzip.compress(body, mtime=0) for found in binary.values() for body in found]
        case "segments":
            return [MAGIC, MAGIC + b"".join(map(encode, small))]
        case "recording":
            packed = zstandard.compress(MAGIC + b"".join(map(encode, small)))
            lines = [text for found in texts.values() for text in found]
            return [
                b"\x00" + packed,
                *(b"\x01" + line for line in lines),
                *(b"\x02" + line for line in lines),
            ]
    return binary[Signal[target.upper()]]


def fuzz(target: str, arguments: list[str]) -> None:
    """Become the fuzzer of one target; ends the process."""
    import logging
    import random

    import atheris

    logging.disable()

    with atheris.instrument_imports(include=["otlplab"]):
        from mutators import MUTATORS
        from targets import TARGETS

    def change(data: bytes, longest: int, seed: int) -> bytes:
        # atheris.Mutate wants room to grow in, and something to begin with
        changed = MUTATORS[target](data, random.Random(seed), lambda b: atheris.Mutate(b, len(b) + 16))
        return changed if len(changed) <= longest else atheris.Mutate(data, longest)

    again = BUILD / target / "again"  # what libFuzzer starts when it reduces a corpus
    again.write_text(f'#!/bin/sh\nexec {sys.executable} {HERE / "fuzzer.py"} --inside {target} "$@"\n')
    again.chmod(0o755)
    atheris.Setup([str(again), *arguments], TARGETS[target], custom_mutator=change)
    atheris.Fuzz()


def _child(target: str, *arguments: object) -> subprocess.Popen[str]:
    path = os.pathsep.join([str(BUILD / "atheris"), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = os.environ | {"PYTHONPATH": path}
    return subprocess.Popen(
        [sys.executable, str(HERE / "fuzzer.py"), "--inside", target, *map(str, arguments)],
        stderr=subprocess.PIPE, text=True, errors="replace", env=environment, cwd=BUILD,
    )  # fmt: skip


def campaign(target: str, minutes: float, keep: bool) -> bool:
    """Fuzz one target, print what came of it, and return whether nothing was found."""
    home = BUILD / target
    corpus = home / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for data in [*seeds(target), *kept(target)]:
        (corpus / sha256(data).hexdigest()[:16]).write_bytes(data)
    begin, used = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    child = _child(
        target, corpus, f"-max_total_time={int(minutes * 60)}", f"-max_len={LONGEST}", "-timeout=600",
        f"-artifact_prefix={home}/", "-print_final_stats=1", "-rss_limit_mb=3000",
    )  # fmt: skip
    said = child.communicate()[1]
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    (home / "log").write_text(said)
    ran = re.search(r"number_of_executed_units:\s*(\d+)", said)
    edges = re.findall(r"cov: (\d+) ft: (\d+)", said)
    print(
        json.dumps(
            {
                "target": target,
                "seconds": round(time.monotonic() - begin),
                "cpu_seconds": round(now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime),
                "executions": int(ran[1]) if ran else None,
                "coverage": list(map(int, edges[-1])) if edges else None,
                "inputs": len(list(corpus.iterdir())),
                "finding": child.returncode != 0,
            }
        ),
        flush=True,
    )
    if child.returncode:
        print(said[-3000:], file=sys.stderr)
    if keep:
        _reduce(target, corpus, home / "reduced")
    return child.returncode == 0


def _reduce(target: str, corpus: Path, reduced: Path) -> None:
    """Write the fewest inputs that reach what the corpus reaches into the target's zip."""
    shutil.rmtree(reduced, ignore_errors=True)
    reduced.mkdir()
    child = _child(target, "-merge=1", f"-max_len={LONGEST}", reduced, corpus)
    child.communicate()
    HERE.joinpath("corpus").mkdir(exist_ok=True)
    with zipfile.ZipFile(HERE / "corpus" / f"{target}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(reduced.iterdir()):
            archive.writestr(zipfile.ZipInfo(path.name), path.read_bytes(), zipfile.ZIP_DEFLATED)


def kept(target: str) -> list[bytes]:
    """Return the inputs that were kept of earlier runs."""
    path = HERE / "corpus" / f"{target}.zip"
    if not path.exists():
        return []
    with zipfile.ZipFile(path) as archive:
        return [archive.read(name) for name in archive.namelist()]


def _install() -> None:
    """Install the fuzzer where only this script finds it."""
    if (BUILD / "atheris").exists():
        return
    with tempfile.TemporaryDirectory() as folder:  # the course's own environment has no pip
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        pip = [f"{folder}/bin/pip", "--disable-pip-version-check", "install", "--quiet"]
        subprocess.run([*pip, "--target", str(BUILD / "atheris"), ATHERIS], check=True)


def main() -> int:
    """Fuzz the targets named, or all."""
    if sys.argv[1:2] == ["--inside"]:
        fuzz(sys.argv[2], sys.argv[3:])
    from targets import TARGETS

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []], metavar="TARGET")
    parser.add_argument("--minutes", type=float, default=5, help="for each target (5)")
    parser.add_argument("--keep", action="store_true", help="reduce the inputs and keep them in corpus/")
    arguments = parser.parse_args()
    _install()
    clean = [campaign(target, arguments.minutes, arguments.keep) for target in arguments.targets or TARGETS]
    return 0 if all(clean) else 1


if __name__ == "__main__":
    sys.exit(main())

"""The OpenTelemetry Collector of the labs: built here with Go, or the official release, verified.

A lab builds it when it needs it. Where there is no Go, ``otlplab otelcol --release`` takes the official
release of the same version instead, and every lab then runs with that; :func:`origin` says which of the two
a program is.

The archive's SHA-256 is compared with the list that the project publishes beside it. That finds what was
damaged or exchanged on the way, and not a release that was itself published by somebody else.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import shutil
import subprocess
import tarfile
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from otlplab.runner import builds
from otlplab.runner.errors import LabError
from otlplab.runner.manifest import Build, load
from otlplab.runner.session import Session

RELEASES = "https://github.com/open-telemetry/opentelemetry-collector-releases/releases/download"

#: Any of the labs: all of them have the same build.
_LAB = "collector/pipelines"
_ARCHITECTURES = {"x86_64": "amd64", "AMD64": "amd64", "aarch64": "arm64", "arm64": "arm64"}


def at_hand() -> Path | None:
    """Return the Collector that the labs would run, when it is there already."""
    build = _build()
    for folder in (builds.release(build), builds.output(build)):
        if folder and (folder / "otelcol").exists():
            return folder / "otelcol"
    return None


def ensure(say: Callable[[str], None] = lambda _: None) -> Path:
    """Return the Collector, built now when it is not there. Raises :class:`LabError` when it cannot be."""
    if program := at_hand():
        return program
    manifest = load(_LAB)
    if lacking := builds.missing(manifest):
        raise LabError(
            f"the Collector cannot be built here: it needs {', '.join(map(str, lacking))}."
            " Take the official release instead: otlplab otelcol --release"
        )
    session = Session()
    try:
        return builds.ensure(_build(), session, say) / "otelcol"
    finally:
        session.close()


def origin(program: Path) -> str:
    """Return where a Collector comes from: one line, such as the build or the release wrote it."""
    return builds.origin(program.parent)


def validate(yaml: str, program: Path) -> None:
    """Let the Collector read a configuration as it would at its start.

    Raises :class:`LabError` with what it says when it would not start with it.
    """
    done = subprocess.run(
        [program, "validate", "--config=env:OTLPLAB_CONFIG"],
        env=os.environ | {"OTLPLAB_CONFIG": yaml},
        capture_output=True,
        text=True,
        timeout=60,
    )
    if done.returncode:
        raise LabError(f"the Collector refuses this configuration:\n\n{done.stderr.strip()}")


def fetch(base: str = RELEASES, say: Callable[[str], None] = lambda _: None) -> Path:
    """Take the official release from ``base``, verify it, and return the program that labs run from now on.

    Raises :class:`LabError`, and keeps nothing, when it cannot be had or is not what its checksum says.
    """
    build = _build()
    version = build.release
    system, machine = platform.system().lower(), _ARCHITECTURES.get(platform.machine(), platform.machine())
    archive = f"otelcol-contrib_{version}_{system}_{machine}.tar.gz"
    listed = f"{base}/v{version}/opentelemetry-collector-releases_otelcol-contrib_checksums.txt"
    builds.folder().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=builds.folder()) as name:
        folder = Path(name)
        say(f"asking for the checksum of {archive}")
        sums = {
            name.strip(): sha for sha, _, name in (line.partition(" ") for line in _text(listed).splitlines())
        }
        if archive not in sums:
            raise LabError(f"{listed} does not list {archive}: there is no release for this machine")
        say(f"downloading {archive}")
        found = _download(f"{base}/v{version}/{archive}", folder / archive)
        if found != sums[archive]:
            raise LabError(
                f"{archive} is not what was released: its SHA-256 is {found}, published is {sums[archive]}."
                " Nothing of it was kept. Try again; if it stays so, do not trust where it comes from."
            )
        made = folder / "release"
        made.mkdir()
        try:
            with tarfile.open(folder / archive) as packed, (made / "otelcol").open("wb") as program:
                member = packed.extractfile("otelcol-contrib")
                if member is None:
                    raise KeyError("otelcol-contrib is no file")
                shutil.copyfileobj(member, program)
        except (tarfile.TarError, EOFError, KeyError) as error:
            raise LabError(f"{archive} does not hold the program otelcol-contrib: {error}") from None
        (made / "otelcol").chmod(0o755)
        (made / builds.ORIGIN).write_text(
            f"OpenTelemetry Collector {version}, official release otelcol-contrib, SHA-256 verified\n",
            "utf-8",
        )
        place = builds.release_folder(build)
        shutil.rmtree(place, ignore_errors=True)
        with contextlib.suppress(OSError):  # another process has put the same there meanwhile
            made.rename(place)
    return place / "otelcol"


def _build() -> Build:
    return next(b for b in load(_LAB).builds if b.name == "otelcol")


def _text(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=30) as response:
            return response.read(1 << 20).decode("ascii", "replace")
    except (OSError, ValueError) as error:
        raise _not_had(url, error) from None


def _download(url: str, file: Path) -> str:
    """Write what is at ``url`` to a file and return its SHA-256."""
    digest = hashlib.sha256()
    try:
        with urllib.request.urlopen(url, timeout=60) as response, file.open("wb") as out:
            while block := response.read(1 << 20):
                digest.update(block)
                out.write(block)
            if response.length:  # what was announced and did not come
                raise OSError(f"{response.length} bytes are missing at its end")
    except (OSError, ValueError) as error:
        raise _not_had(url, error) from None
    return digest.hexdigest()


def _not_had(url: str, error: Exception) -> LabError:
    why = f"HTTP {error.code}" if isinstance(error, urllib.error.HTTPError) else error
    return LabError(
        f"{url} cannot be had ({why}). Where there is no way to it,"
        " install Go and let the labs build the Collector."
    )

"""Builds of labs, kept by the content of their sources, commands and tools.

A build's output is in ``OTLPLAB_HOME/builds/NAME-KEY`` and never changes; ``OTLPLAB_HOME/builds/cache/NAME``
is what its tools keep from one build to the next (``{cache}``), which makes the build after an edit short;
builds that say ``cache = "NAME"`` share that, as those of one workspace do.
``OTLPLAB_BUILDS`` names another folder for both, so that several homes can share what was built.

A build may leave a line in the file ``origin.txt`` that says where its output comes from. Where an official
release stands in for a build (``otelcol.py``), it is in ``builds/NAME-release-VERSION``, and the tools of the
build are not needed.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from otlplab.collector.local import home
from otlplab.runner import needs
from otlplab.runner.errors import LabError
from otlplab.runner.manifest import Build, Manifest, content_hash, matching
from otlplab.runner.needs import version
from otlplab.runner.session import Session

ORIGIN = "origin.txt"
_KEEP = 4  # outputs of one build, the newest ones


def key(build: Build) -> str:
    """Return what the output is kept by: 16 hex digits of the content that goes into it."""
    told = [repr(build.commands), repr(sorted(build.env.items()))]
    told += [f"{tool} {version(tool)}" for tool in build.tools]
    # An output's folder is named by its content; where that folder is does not matter.
    told += [f"{name} {file.parent.name}/{file.name}" for name, file in sorted(build.inputs.items())]
    return content_hash(build.folder, matching(build.folder, build.sources), told)[:16]


def folder() -> Path:
    """Return where all builds are kept."""
    return Path(os.environ.get("OTLPLAB_BUILDS") or home() / "builds").expanduser().absolute()


def cache_folder(name: str) -> Path:
    """Return what the tools of the builds with this cache keep."""
    return folder() / "cache" / name


def output(build: Build) -> Path:
    """Return the folder where the output is, or will be."""
    return folder() / f"{build.name}-{key(build)}"


def release_folder(build: Build) -> Path:
    """Return the folder where the official release that may stand in for a build is, or would be."""
    return folder() / f"{build.name}-release-{build.release}"


def release(build: Build) -> Path | None:
    """Return the folder with the official release that stands in for a build, when there is one."""
    there = release_folder(build)
    return there if build.release and there.exists() else None


def missing(manifest: Manifest) -> list[needs.Missing]:
    """Return what this machine lacks for a lab; a build's tools only where no release stands in."""
    spared = {tool for build in manifest.builds if release(build) for tool in build.tools}
    return [m for m in needs.missing(manifest.needs) if m.what.partition(">=")[0].strip() not in spared]


def origin(made: Path) -> str:
    """Return what the output of a build says of where it comes from; empty when it says nothing."""
    file = made / ORIGIN
    return file.read_text("utf-8").strip() if file.exists() else ""


def ensure(build: Build, session: Session, progress: Callable[[str], None]) -> Path:
    """Build unless it is built or a release stands in, and return the folder with the output.

    ``progress`` is called about once a second with a few words. Only one process builds the same at a time.
    Raises :class:`LabError` with the last lines of the build's output when it fails.
    """
    if there := release(build):
        return there
    done = output(build)
    if done.exists():
        done.touch()
        return done
    cache = cache_folder(build.cache or build.name)
    cache.mkdir(parents=True, exist_ok=True)
    with (cache.parent / f"{build.name}.lock").open("w") as lock:
        progress(f"building {build.name}")
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():  # another process may have built it meanwhile
            partial = done.with_name(f"{done.name}.partial")
            shutil.rmtree(partial, ignore_errors=True)
            partial.mkdir()
            _run(build, session, partial, cache, progress)
            partial.rename(done)
    outputs = [p for p in done.parent.glob(f"{build.name}-{'[0-9a-f]' * 16}") if p != done]
    for old in sorted(outputs, key=lambda p: p.stat().st_mtime)[: -(_KEEP - 1)]:
        shutil.rmtree(old, ignore_errors=True)
    return done


def _run(build: Build, session: Session, out: Path, cache: Path, progress: Callable[[str], None]) -> None:
    known = {"out": out, "cache": cache} | {f"input:{name}": file for name, file in build.inputs.items()}

    def fill(text: str) -> str:
        for name, value in known.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    name = f"build {build.name}"
    env = os.environ | {k: fill(v) for k, v in build.env.items()}
    begun = time.monotonic()
    for command in build.commands:
        session.start(name, [fill(c) for c in command], env=env, folder=build.folder, limited=False)
        while (code := session.exit_code(name, wait=1)) is None:
            progress(f"building {build.name}: {time.monotonic() - begun:.0f} s")
        if code != 0:
            raise LabError(
                f"the build of {build.name} failed ({fill(' '.join(command))} ended with {code}). "
                f"Last lines:\n\n{last_lines(session.log(name))}\n\n"
                f"Change the sources in {build.folder} and run this again."
            )


def last_lines(log: Path, count: int = 20) -> str:
    """Return the last lines of a log, indented."""
    try:
        lines = log.read_text("utf-8", errors="replace").rstrip().splitlines()[-count:]
    except FileNotFoundError:
        lines = []
    return "\n".join(f"    {line}" for line in lines or ["(it printed nothing)"])

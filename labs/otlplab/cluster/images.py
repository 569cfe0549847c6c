"""Images without a registry, as builds of the labs: kept by the content of what goes into them.

An image is named ``NAME`` when ``labs/cluster/images/NAME.Containerfile`` describes it, or ``NAME=PROGRAM``
when a program of another build goes into it, or is all of it. In the cluster it is ``localhost/NAME:course``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from otlplab.runner import builds
from otlplab.runner.errors import LabError
from otlplab.runner.manifest import LABS, Build
from otlplab.runner.session import Session

#: What goes into the images that have a Containerfile, beside that file; from the root of the repository.
_SOURCES: dict[str, tuple[str, ...]] = {
    "shop": (
        "labs/cluster/images/shop.txt",
        "labs/cluster/shop/fill.py",
        "labs/shop/*.py",
        "requirements/base.txt",
    ),
    "postgres": ("labs/cluster/images/postgres.sh",),
    "prometheus": (),
    "proxyv2": ("requirements/mesh.txt",),
    "anomaly": (
        "labs/cluster/images/anomaly.txt",
        "labs/cluster/images/shop.txt",
        "labs/aiops/*.py",
        "labs/otlplab/**/*.py",
        "labs/shop/*.py",
        "datasets/shop-weeks/*",
        "requirements/aiops.txt",
    ),
}

#: Builds them; named from the root of the repository, where it is run.
_SCRIPT = "labs/cluster/images/build.sh"


def archive(image: str, progress: Callable[[str], None]) -> Path:
    """Return the archive of an image, built unless it is. Raises :class:`LabError`."""
    made = build(image)
    return built(made, progress) / f"{made.name.removeprefix('image-')}.tar"


def built(build: Build, progress: Callable[[str], None]) -> Path:
    """Return the folder with the output of a build, built unless it is."""
    if (done := builds.output(build)).exists():
        return done
    session = Session()
    try:
        return builds.ensure(build, session, progress)
    finally:
        session.close()


def build(image: str) -> Build:
    """Return the build that makes the archive of an image. Raises :class:`LabError` when it is not known."""
    name, _, program = image.partition("=")
    if not program and name not in _SOURCES:
        raise LabError(f"there is no image {image!r}: it is {', '.join(_SOURCES)}, or NAME=PROGRAM")
    file = name if name in _SOURCES else "program"
    return Build(
        name=f"image-{name}",
        folder=LABS.parent,
        sources=(_SCRIPT, f"labs/cluster/images/{file}.Containerfile", *_SOURCES.get(file, ())),
        commands=(("sh", _SCRIPT, "{out}", "{cache}", f"{name}={{input:program}}" if program else name),),
        tools=("buildah",),
        cache="images",
        inputs={"program": Path(program)} if program else {},
    )

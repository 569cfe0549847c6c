"""Images without a registry, as builds of the labs: kept by the content of what goes into them."""

from __future__ import annotations

from pathlib import Path

from otlplab.runner.manifest import LABS, Build

#: The images that every node needs, and the program of the node's build in each.
OF_THE_NODE = {"pause": "pause", "coredns": "coredns", "node": "node"}

#: Builds them; named from the root of the repository, where it is run.
_SCRIPT = "labs/cluster/images/build.sh"


def of_program(name: str, program: Path) -> Build:
    """Return the build of an image with one program that needs nothing but itself."""
    return Build(
        name=f"image-{name}",
        folder=LABS.parent,
        sources=(_SCRIPT, "labs/cluster/images/program.Containerfile"),
        commands=(("sh", _SCRIPT, "{out}", "{cache}", f"{name}={program}"),),
    )


def of_the_shop() -> Build:
    """Return the build of the image ``shop``: Python, the shop and the packages that it imports."""
    return Build(
        name="image-shop",
        folder=LABS.parent,
        sources=(
            "labs/cluster/images/*",
            "labs/shop/*.py",
            "requirements/base.txt",
        ),
        commands=(("sh", _SCRIPT, "{out}", "{cache}", "shop"),),
        tools=("buildah",),
    )

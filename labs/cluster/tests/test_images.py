"""What is in the images, and what is not."""

from __future__ import annotations

import io
import json
import re
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import say
from otlplab.cluster import images
from otlplab.cluster.node import programs
from otlplab.runner import builds
from otlplab.runner.manifest import LABS, load

#: Image, and the most that it may have, in MiB.
SIZES = {
    "shop": 260,
    "postgres": 400,
    "prometheus": 200,
    "otelcol": 300,
    "pause": 2,
    "coredns": 80,
    "node": 260,
    "anomaly": 1600,
    "jaeger": 120,
}

#: What belongs to a machine that builds, or to the one on which the image was made.
TOOLS = re.compile(r"/(bin|sbin)/(gcc|cc|make|go|pip3?|git|curl|wget|ssh|sudo)$")
LEFT = re.compile(r"^(var/lib/apt/lists/.*_|root/.cache/|home/|tmp/.|app/.*__pycache__)|\.(deb|whl)$")
SECRET = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{40}")


def archive(name: str) -> Path:
    """Return the archive of an image, built unless it is."""
    if name in ("shop", "postgres", "prometheus", "anomaly"):
        return images.archive(name, say)
    built = {build.name: build for build in load("cluster/jaeger").builds}
    folder = images.built(built[name], say) if name in built else programs(say)
    return images.archive(f"{name}={folder / name}", say)


def contents(path: Path) -> tuple[dict, Iterator[tuple[tarfile.TarInfo, bytes]]]:
    """Return the configuration of an image, and all files of all its layers."""
    with tarfile.open(path) as whole:
        told = json.load(whole.extractfile("manifest.json"))[0]
        config = json.load(whole.extractfile(told["Config"]))
        layers = [whole.extractfile(name).read() for name in told["Layers"]]

    def files() -> Iterator[tuple[tarfile.TarInfo, bytes]]:
        for layer in layers:
            with tarfile.open(fileobj=io.BytesIO(layer)) as inner:
                for member in inner:
                    yield member, inner.extractfile(member).read() if member.isfile() else b""

    return config, files()


@pytest.mark.parametrize("name", SIZES)
def test_an_image_has_what_it_needs_and_nothing_of_the_machine_that_made_it(name: str):
    path = archive(name)
    config, files = contents(path)
    assert config["config"]["User"] == "65532:65532"
    places = [
        str(place).encode() for place in (LABS.parent, builds.folder(), Path.home()) if len(place.parts) > 2
    ]
    wrong = []
    count = 0
    for file, data in files:
        count += 1
        if not file.isfile():
            continue
        if file.mode & 0o6000:
            wrong.append(f"{file.name} runs as its owner or group")
        if TOOLS.search(f"/{file.name}") or LEFT.search(file.name):
            wrong.append(f"{file.name} does not belong here")
        if SECRET.search(data) and not data.startswith(b"\x7fELF"):  # a library has keys to test itself with
            wrong.append(f"{file.name} has a private key")
        wrong += [f"{file.name} names {place.decode()}" for place in places if place in data]
    print(
        f"{name}: {path.stat().st_size >> 20} MiB, {count} files, {len(config['rootfs']['diff_ids'])} layers"
    )
    assert wrong == []
    assert path.stat().st_size >> 20 <= SIZES[name]


def test_an_image_is_the_same_when_it_is_made_again(tmp_path: Path):
    """In another folder, by another cache. Only those of one program: the others need packages."""
    script = LABS / "cluster/images/build.sh"
    for name in ("pause", "coredns"):
        out = tmp_path / name
        out.mkdir()
        subprocess.run(["sh", script, out, tmp_path / "cache", f"{name}={programs(say) / name}"], check=True)
        assert (out / f"{name}.tar").read_bytes() == archive(name).read_bytes()

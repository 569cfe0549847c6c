"""The bundle of the views: it is what its sources give, asks nobody for anything, and never writes markup."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from otlplab.views import BUNDLE

VIEWS = BUNDLE.parents[1]
SOURCES = sorted((VIEWS / "src").glob("*.js"))


def npm(*arguments: str, cwd: Path) -> None:
    """Run npm; without npm this machine cannot prove the bundle, and the test fails."""
    assert shutil.which("npm"), "npm is needed to rebuild the bundle: sh tests/machine.sh"
    subprocess.run(["npm", *arguments], cwd=cwd, check=True, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build from nothing but what is committed."""
    place = tmp_path_factory.mktemp("views")
    shutil.copytree(VIEWS / "src", place / "src")
    for name in (".npmrc", ".prettierignore", "build.mjs", "package.json", "package-lock.json"):
        shutil.copy(VIEWS / name, place / name)
    npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=place)
    npm("run", "build", cwd=place)
    return place


def test_a_rebuild_gives_the_same_bytes(built: Path):
    for name in ("otlplab.js", "LICENSES.txt"):
        assert (built / "static" / name).read_bytes() == (BUNDLE.parent / name).read_bytes(), (
            f"{name} is not what its sources give: run `npm ci && npm run build` in labs/otlplab/views"
        )


def test_the_sources_are_formatted(built: Path):
    npm("run", "check", cwd=built)


def test_the_bundle_is_small():
    assert BUNDLE.stat().st_size < 350_000


def test_the_lock_file_holds_no_address():
    lock = (VIEWS / "package-lock.json").read_text()
    assert '"resolved"' not in lock and "registry" not in lock
    assert all("integrity" in package for name, package in json.loads(lock)["packages"].items() if name)


def test_every_bundled_library_has_its_licence():
    wanted = json.loads((VIEWS / "package.json").read_text())["dependencies"]
    licences = (BUNDLE.parent / "LICENSES.txt").read_text()
    for name, version in wanted.items():
        assert f"{name} {version} (MIT)" in licences
    assert "@dagrejs/graphlib" in licences


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_no_source_writes_markup_or_runs_text(source: Path):
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser"
        r"|createContextualFragment|\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|https?://(?!www\.w3\.org/2000/svg)"
    )
    assert not forbidden.search(source.read_text(encoding="utf-8"))


def test_the_bundle_names_no_other_host():
    hosts = set(re.findall(r"https?://[\w.-]+", BUNDLE.read_text(encoding="utf-8")))
    assert hosts <= {"http://www.w3.org"}, "the SVG namespace is the only address"

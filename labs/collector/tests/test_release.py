"""The official release, from a server on the loopback: taken only when it is what its checksum says."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tarfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from otlplab.collector import attach

VERSION = "0.155.0"
ARCHIVE = f"otelcol-contrib_{VERSION}_linux_amd64.tar.gz"
SUMS = "opentelemetry-collector-releases_otelcol-contrib_checksums.txt"


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def archive(program: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An archive in the form of the project's own; the program in it is the one that was built here."""
    file = tmp_path_factory.mktemp("archive") / ARCHIVE
    with tarfile.open(file, "w:gz", compresslevel=1) as packed:
        for name, text in (("LICENSE", b"Apache-2.0"), ("README.md", b"# OpenTelemetry Collector")):
            info = tarfile.TarInfo(name)
            info.size = len(text)
            packed.addfile(info, io.BytesIO(text))
        packed.add(program, "otelcol-contrib")
    return file.read_bytes()


@pytest.fixture
def mirror(archive: bytes, tmp_path: Path):
    """A server with the release; its files may be changed."""
    folder = tmp_path / "mirror" / f"v{VERSION}"
    folder.mkdir(parents=True)
    (folder / ARCHIVE).write_bytes(archive)
    (folder / SUMS).write_text(
        f"{'0' * 64}  otelcol-contrib_{VERSION}_darwin_arm64.tar.gz\n"
        f"{hashlib.sha256(archive).hexdigest()}  {ARCHIVE}\n"
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path / "mirror"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def without_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine that has Python and no Go, and where nothing was built; return where builds would be."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python3").symlink_to(sys.executable)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("OTLPLAB_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("OTLPLAB_BUILDS", str(tmp_path / "builds"))
    return tmp_path / "builds"


def otlplab(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "otlplab.cli", *arguments], capture_output=True, text=True, timeout=120
    )


def test_without_go_and_without_a_release_the_way_out_is_said(without_go):
    done = otlplab("otelcol")
    assert done.returncode == 1
    assert "it needs go >= " in done.stderr and "otlplab otelcol --release" in done.stderr
    doctor = otlplab("doctor").stdout
    assert "Collector: not here yet" in doctor and "otlplab otelcol --release" in doctor


def test_the_release_is_verified_and_labs_run_live_with_it(mirror, without_go):
    _, url = mirror
    done = otlplab("otelcol", "--release", "--mirror", url)
    assert done.returncode == 0, done.stderr
    said = f"OpenTelemetry Collector {VERSION}, official release otelcol-contrib, SHA-256 verified"
    assert said in done.stderr
    assert Path(done.stdout.strip()) == without_go / f"otelcol-release-{VERSION}" / "otelcol"
    assert otlplab("otelcol").stdout == done.stdout
    doctor = otlplab("doctor").stdout
    assert f"Collector: {said}" in doctor
    assert [line.split()[1] for line in doctor.splitlines() if line.startswith("collector/connectors")] == [
        "live"
    ]
    try:
        examples = otlplab("examples", "collector/connectors", "--live")
    finally:
        attach().stop()
    assert examples.returncode == 0, examples.stdout + examples.stderr
    assert said in examples.stderr


def test_what_was_built_says_so(program):
    done = otlplab("otelcol")
    assert done.stdout.strip() == str(program)
    assert "built here from builder/manifest.yaml with go1." in done.stderr


@pytest.mark.parametrize(
    "what", ["one bit", "half of it", "another list", "not listed", "no archive", "no program"]
)
def test_anything_else_is_refused_and_nothing_is_kept(what, mirror, archive, without_go):
    folder, url = mirror
    match what:
        case "one bit":
            changed = bytearray(archive)
            changed[len(changed) // 2] ^= 1
            (folder / ARCHIVE).write_bytes(changed)
            says = "is not what was released: its SHA-256 is"
        case "half of it":
            (folder / ARCHIVE).write_bytes(archive[: len(archive) // 2])
            says = "is not what was released"
        case "another list":
            (folder / SUMS).write_text(f"{'0' * 64}  {ARCHIVE}\n")
            says = f"published is {'0' * 64}"
        case "not listed":
            (folder / SUMS).write_text("")
            says = "there is no release for this machine"
        case "no archive":
            (folder / ARCHIVE).unlink()
            says = "cannot be had (HTTP 404)"
        case "no program":
            (folder / ARCHIVE).write_bytes(b"not an archive")
            (folder / SUMS).write_text(f"{hashlib.sha256(b'not an archive').hexdigest()}  {ARCHIVE}\n")
            says = "does not hold the program"
    done = otlplab("otelcol", "--release", "--mirror", url)
    assert done.returncode == 1
    assert says in done.stderr and "Traceback" not in done.stderr
    assert list(without_go.iterdir()) == []


def test_no_way_out_is_said_in_a_line(without_go):
    done = otlplab("otelcol", "--release", "--mirror", "http://127.0.0.1:9")
    assert done.returncode == 1
    assert "cannot be had" in done.stderr and "install Go" in done.stderr

"""What all tests share: telemetry in a home that is thrown away, and one browser for those that need it."""

from __future__ import annotations

import contextlib
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser


# The machine may be busy: no time limit for an example of a property test.
settings.register_profile("course", deadline=None)
settings.load_profile("course")


@pytest.fixture(autouse=True, scope="session")
def a_home_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep tests away from the learner's own telemetry and ports; a test may choose a home of its own."""
    patch = pytest.MonkeyPatch()
    patch.setenv("OTLPLAB_HOME", str(tmp_path_factory.mktemp("home")))
    patch.setenv("OTLPLAB_HTTP_PORT", "0")
    patch.setenv("OTLPLAB_GRPC_PORT", "0")
    yield
    patch.undo()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of this test alone, with nothing in it and nothing asked for; ports are free ones."""
    monkeypatch.setenv("OTLPLAB_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("OTLPLAB_BUILDS", raising=False)
    monkeypatch.delenv("OTLPLAB_MODE", raising=False)
    return tmp_path / "home"


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """A function that returns the commands that inherited this test's mark, but for the test itself."""
    mark = uuid.uuid4().hex
    monkeypatch.setenv("COURSE_TEST", mark)

    def left() -> list[str]:
        found = []
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error, OSError):
                if process.pid != os.getpid() and process.environ().get("COURSE_TEST") == mark:
                    found.append(" ".join(process.cmdline()))
        return found

    return left


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give the system's Chromium, which talks to nobody unless a page tells it to."""
    from playwright.sync_api import sync_playwright

    executable = shutil.which("chromium") or shutil.which("google-chrome")
    assert executable, "no Chromium here: sh tests/machine.sh"
    quiet = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=[*quiet, *as_root])
        yield chromium
        chromium.close()

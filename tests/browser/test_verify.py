"""The page that verifies certificates, in a real browser: the same answers as on the command line."""

from __future__ import annotations

import datetime
import functools
import http.server
import json
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from otlplab.learn.exam import certificate
from playwright.sync_api import Browser, Page

BOOK = Path(__file__).resolve().parents[2] / "book"


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes, str]:
    """A site with the page's own block and script, a certificate, and the link of its code."""
    site = tmp_path_factory.mktemp("site")
    shutil.copytree(BOOK / "_static" / "certificates", site / "_static" / "certificates")
    shutil.copy(BOOK / "_static" / "verify.js", site / "_static")
    [block] = re.findall(r"```\{raw\} html\n(.*?)```", (BOOK / "verify.md").read_text(), re.DOTALL)
    (site / "book").mkdir()
    (site / "book" / "verify.html").write_text(
        f"<!doctype html><meta charset=utf-8><title>Verify</title>{block}"
    )
    believed = certificate.new_key(site / "key.pem", "The course")
    issuers = site / "_static" / "certificates" / "issuers.json"
    issuers.write_text(json.dumps({"issuers": [believed], "revoked": []}))
    key = certificate.read_key(site / "key.pem")
    svg = certificate.issue(key, "王 Ада O'Neil", "Part 0", 91.5, "http://x", datetime.date(2026, 11, 24))
    said = certificate.verify(svg, certificate.read_issuers(issuers))
    return site, svg, certificate.link(key, said, "").removeprefix("/")


@pytest.fixture(scope="module")
def base(issued: tuple[Path, bytes, str]) -> Iterator[str]:
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=issued[0])
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def page(browser: Browser, base: str) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{base}book/verify.html")
    yield page
    context.close()


def told(page: Page) -> str:
    page.wait_for_function("/[✓✗]|could not/.test(document.getElementById('otl-verify-said').textContent)")
    return page.locator("#otl-verify-said").inner_text()


def choose(page: Page, svg: bytes) -> str:
    page.evaluate("document.getElementById('otl-verify-said').textContent = ''")
    page.set_input_files("#otl-verify-file", {"name": "c.svg", "mimeType": "image/svg+xml", "buffer": svg})
    return told(page)


def test_a_genuine_file_is_genuine(page, issued):
    assert choose(page, issued[1]).startswith(
        "✓ Genuine. 王 Ада O'Neil has passed OTLP, Hands On, Part 0, with 91.5 %"
    )


@pytest.mark.parametrize("place", [10, 400, 900, 3000, -200, -100, -40, -6, -1])
def test_one_changed_byte_is_noticed(page, issued, place):
    changed = bytearray(issued[1])
    changed[place] ^= 1
    assert choose(page, bytes(changed)).startswith("✗ Not genuine.")


def test_other_files_are_not_genuine(page, issued):
    for data in (b"", b"<svg/>", issued[1] + b"\n", issued[1][:-1], issued[1] * 2):
        assert choose(page, data).startswith("✗ Not genuine.")


def test_the_code_of_a_print_is_verified(page, base, issued):
    page.goto("about:blank")
    page.goto(base + issued[2])
    assert told(page).startswith("✓ Genuine. 王 Ада O'Neil")
    packed, signature = issued[2].split(".html#")[1].split(".")
    for link in (f"A{packed[1:]}.{signature}", f"{packed}.A{signature[1:]}", f"{packed}.", f"{packed}.!"):
        page.goto("about:blank")
        page.goto(f"{base}book/verify.html#{link}")
        assert told(page).startswith("✗ Not genuine."), link


def test_a_certificate_taken_back_is_not_genuine(page, issued):
    site, svg, _ = issued
    issuers = site / "_static" / "certificates" / "issuers.json"
    before = issuers.read_text()
    said = certificate.verify(svg, json.loads(before))
    issuers.write_text(
        json.dumps(json.loads(before) | {"revoked": [{"id": said.id, "reason": "<b>copied</b>"}]})
    )
    try:
        page.reload()
        assert choose(page, svg) == "✗ Not genuine. It was taken back: <b>copied</b>"
    finally:
        issuers.write_text(before)


def test_the_course_believes_nobody_who_has_no_key():
    data = certificate.read_issuers()
    for one in data["issuers"]:
        assert certificate._issuer_id(one["public_key"]) == one["id"]

"""The book as built: its pages are there, its links live, and nothing in them loads from another host."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests import book_site as site

sys.path.append(str(site.ROOT / "book" / "_ext"))
import curriculum

REPOSITORY = site.CONFIG["repository"]["url"]
BASE = site.CONFIG["html"]["baseurl"]
LOADS = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
}
LOADING_LINKS = {"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload"}
SCRIPTED = re.compile(r"https?://(?!www\.w3\.org)[^\"'\s]+")
STYLED = re.compile(r"url\(\s*[\"']?((?:https?:)?//[^)\"']+)")
CHAPTERS = [page for page in site.pages() if page.startswith("notebooks/")]


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built from nothing; a warning fails."""
    output = tmp_path_factory.mktemp("book")
    result = site.build(output)
    assert result.returncode == 0, result.stderr[-4000:]
    return output / "_build" / "html"


@pytest.fixture(scope="module")
def soups(html: Path) -> dict[str, BeautifulSoup]:
    """Every HTML file of the site, parsed, by its address."""
    paths = sorted(html.rglob("*.html"))
    return {
        path.relative_to(html).as_posix(): BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in paths
        if "_static" not in path.parts
    }


def test_every_promised_page_is_there(soups: dict[str, BeautifulSoup]) -> None:
    missing = set(site.pages()) | {"404.html", "search.html", "genindex.html"}
    assert missing <= set(soups)
    for address in site.pages():
        main = soups[address].find("main")
        assert main is not None and len(main.get_text(" ", strip=True)) > 400, address
        assert len(soups[address].select("article h1")) == 1, address
        assert "no title" not in soups[address].title.text, address


def test_every_written_chapter_has_slides(soups: dict[str, BeautifulSoup]) -> None:
    for deck in site.decks():
        soup = soups[deck.as_posix()]
        assert len(soup.select(".slides > section")) >= 4
        assert soup.select("aside.notes")
        assert all(image.get("alt") for image in soup.find_all("img"))


def test_every_written_chapter_is_in_the_contents() -> None:
    written = {path.relative_to(site.ROOT).with_suffix(".html").as_posix() for path in chapters_on_disk()}
    assert written == set(CHAPTERS)


def test_no_page_loads_from_another_host(html: Path, soups: dict[str, BeautifulSoup]) -> None:
    foreign = []
    for address, soup in soups.items():
        for name, attribute in LOADS.items():
            foreign += [(address, e[attribute]) for e in soup.find_all(name) if is_foreign(e.get(attribute))]
        for link in soup.find_all("link"):
            if LOADING_LINKS & set(link.get("rel", [])) and is_foreign(link.get("href")):
                foreign.append((address, link["href"]))
        for script in soup.find_all("script", src=False):
            if script.get("type") != "application/json":
                foreign += [
                    (address, found)
                    for found in re.findall(r"https?://(?!www\.w3\.org)[^\"'\s]+", script.text)
                ]
    for path in html.rglob("*.css"):
        foreign += [(path.name, found) for found in STYLED.findall(path.read_text())]
    assert foreign == []


def test_internal_links_and_anchors_are_alive(html: Path, soups: dict[str, BeautifulSoup]) -> None:
    anchors = {address: {e["id"] for e in soup.find_all(id=True)} for address, soup in soups.items()}
    dead = []
    for address, soup in soups.items():
        for link in soup.find_all("a", href=True):
            target = urlsplit(link["href"])
            if target.scheme or target.netloc:
                continue
            if address == "404.html":
                path = target.path.removeprefix(urlsplit(BASE).path) or "index.html"
            else:
                path = urljoin(address, unquote(target.path)) if target.path else address
            known = {*anchors.get(path, ()), "top", ""}
            if not (html / path).is_file() or (path in anchors and target.fragment not in known):
                dead.append((address, link["href"]))
    assert dead == []


def test_external_links_are_whole_and_encrypted(soups: dict[str, BeautifulSoup]) -> None:
    links = {
        link["href"] for soup in soups.values() for link in soup.find_all("a", href=re.compile(r"^\w+:"))
    }
    external = {link for link in links if urlsplit(link).scheme not in {"mailto", "javascript"}}
    print("\n".join(sorted(external)))  # for a machine that may visit them: pytest -rP -k external
    assert len(external) > 30
    for link in external:
        parts = urlsplit(link)
        assert parts.scheme == "https", link
        assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", parts.netloc), link
        assert not re.search(r"[\s<>{}\"]", link), link
        assert "example.com" not in link, link


def test_links_into_the_repository_name_files_that_exist(soups: dict[str, BeautifulSoup]) -> None:
    pattern = re.compile(re.escape(REPOSITORY) + r"/(?:blob|tree)/main/([^?#]+)")
    named = {
        unquote(found[1])
        for soup in soups.values()
        for link in soup.find_all("a", href=True)
        if (found := pattern.match(link["href"]))
    }
    assert named
    assert [name for name in sorted(named) if not (site.ROOT / name).exists()] == []


@pytest.mark.parametrize("address", CHAPTERS)
def test_a_chapter_offers_binder_and_its_notebook(
    address: str, html: Path, soups: dict[str, BeautifulSoup]
) -> None:
    notebook = address.replace(".html", ".ipynb")
    bar = soups[address].select_one(".chapter-bar")
    assert bar is not None
    project = REPOSITORY.removeprefix("https://github.com/")
    expected = f"https://mybinder.org/v2/gh/{project}/main?urlpath=lab/tree/{notebook}"
    assert bar.select_one("a.open")["href"] == expected
    assert any(link["href"] == expected for link in soups[address].select(".article-header-buttons a[href]"))
    download = html / urljoin(address, bar.select_one("a.download")["href"])
    assert json.loads(download.read_text()) == json.loads((site.ROOT / notebook).read_text())


@pytest.mark.parametrize("address", CHAPTERS)
def test_a_chapter_shows_its_pictures_and_no_widget_state(
    address: str, soups: dict[str, BeautifulSoup]
) -> None:
    notebook = json.loads((site.ROOT / address.replace(".html", ".ipynb")).read_text())
    stored = [
        "".join(output["data"]["text/html"])
        for cell in notebook["cells"]
        for output in cell.get("outputs", [])
        if "text/html" in output.get("data", {})
    ]
    views = sum(text.count('class="otlplab-view"') for text in stored)
    soup = soups[address]
    assert len(soup.select(".otlplab-view")) == views
    assert any("otlplab.js" in script["src"] for script in soup.find_all("script", src=True)) == (views > 0)
    assert not soup.find("script", type=re.compile("jupyter.widget"))


def test_pictures_have_words(soups: dict[str, BeautifulSoup]) -> None:
    for address, soup in soups.items():
        for image in soup.find_all("img"):
            assert image.has_attr("alt"), (address, image)
        for view in soup.select(".otlplab-view"):
            assert view.get("aria-label"), address
        for diagram in soup.select("pre.mermaid"):
            assert "accDescr" in diagram.text, address


def test_social_cards_are_made_here(html: Path, soups: dict[str, BeautifulSoup]) -> None:
    for address in site.pages():
        card = soups[address].find("meta", property="og:image")
        assert card is not None and card["content"].startswith(BASE), address
        assert (html / card["content"].removeprefix(BASE)).stat().st_size > 5_000


def test_the_syllabus_is_what_the_notebooks_say(soups: dict[str, BeautifulSoup]) -> None:
    text = soups["book/syllabus.html"].find("main").get_text(" ", strip=True)
    listed = [chapter for part in curriculum.parts() for chapter in part["chapter"]]
    assert len(listed) == 46
    for chapter in listed:
        if note := chapter["notebook"]:
            assert note.title in text and curriculum.duration(note.minutes) in text
        else:
            assert chapter["title"] in text
    assert text.count("to come") == sum(chapter["notebook"] is None for chapter in listed)


def test_home_is_at_the_root_and_its_old_address_forwards(html: Path) -> None:
    assert "Three ways to start" in (html / "index.html").read_text(encoding="utf-8")
    assert "url=../index.html" in (html / "book" / "index.html").read_text(encoding="utf-8")


def test_releases_are_stated_once() -> None:
    data = site.ROOT / "book" / "_data" / "specifications.toml"
    facts = tomllib.loads(data.read_text(encoding="utf-8"))
    numbered = {spec["release"] for spec in facts.values() if re.fullmatch(r"\d+\.\d+\.\d+", spec["release"])}
    for page in (site.ROOT / "book").glob("*.md"):
        typed = [release for release in numbered if release in page.read_text(encoding="utf-8")]
        assert typed == [], f"{page.name} should say {{{{ key }}}} for {typed}"


def test_the_repository_is_stated_once() -> None:
    owner = REPOSITORY.split("/")[-2]
    assert urlsplit(BASE).netloc == f"{owner}.github.io"
    assert site.CONFIG["sphinx"]["config"]["ogp_site_url"] == BASE
    for page in (site.ROOT / "book").glob("*.md"):
        assert owner not in page.read_text(encoding="utf-8"), page.name


def test_bundled_files_carry_their_licences() -> None:
    vendor = site.ROOT / "book" / "_static" / "vendor"
    for folder in (path for path in vendor.iterdir() if path.is_dir()):
        assert (folder / "LICENSE").stat().st_size > 500, folder.name


def test_the_glossary_is_large_and_sorted(soups: dict[str, BeautifulSoup]) -> None:
    terms = [dt.find(string=True).strip() for dt in soups["book/glossary.html"].select("dl.glossary > dt")]
    assert len(terms) >= 60
    assert terms == sorted(terms, key=str.casefold)


def chapters_on_disk() -> list[Path]:
    return sorted((site.ROOT / "notebooks").glob("[0-9]-*/[0-9]*.ipynb"))


def is_foreign(address: str | None) -> bool:
    return bool(address) and bool(re.match(r"(?:https?:)?//", address))

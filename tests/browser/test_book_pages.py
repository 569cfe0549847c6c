"""The book in a real browser: every page in both themes, without an error and without asking another host."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests import book_site as site

PAGES = [*site.pages(), "search.html?q=histogram", "genindex.html", "404.html"]


@pytest.fixture
def watched(browser: Browser, base: str, request: pytest.FixtureRequest) -> Iterator[tuple[Page, list[str]]]:
    """A page in the theme that the test asks for, and what went wrong on it: errors, requests elsewhere."""
    theme, width = getattr(request, "param", ("light", 1280))
    context = browser.new_context(color_scheme=theme, viewport={"width": width, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("requestfailed", lambda asked: complaints.append(f"failed: {asked.url}"))
    page.on(
        "request", lambda asked: None if ours(asked.url, base) else complaints.append(f"asked {asked.url}")
    )
    yield page, complaints
    context.close()


def ours(url: str, base: str) -> bool:
    return url.startswith((base, "data:", "blob:"))


@pytest.mark.parametrize("watched", [("light", 1280), ("dark", 400)], indirect=True, ids=str)
@pytest.mark.parametrize("address", PAGES)
def test_a_page_loads_alone_and_without_complaint(
    watched: tuple[Page, list[str]], base: str, address: str, request: pytest.FixtureRequest
) -> None:
    page, complaints = watched
    theme, width = request.node.callspec.params["watched"]
    page.goto(base + address, wait_until="networkidle")
    assert complaints == []
    if address != "404.html":
        page.wait_for_function("document.documentElement.dataset.theme !== 'auto'")  # a busy machine is late
        assert page.evaluate("document.documentElement.dataset.theme") == theme
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    ratio = page.evaluate(CONTRAST, "main h1")
    assert ratio >= 7, f"contrast of the title in {theme}: {ratio:.1f}"
    for selector in ("main p", ".bd-links a", ".chapter-bar", "div.admonition > .admonition-title"):
        ratio = page.evaluate(CONTRAST, selector)
        assert ratio is None or ratio >= 4.5, f"contrast of {selector} in {theme}: {ratio:.1f}"
    # a picture that could not be drawn stays as it is, and the script complains
    assert page.locator(".otlplab-view[data-view]:not([data-alive])").count() == 0
    for diagram in page.locator("pre.mermaid").all():
        diagram.locator("svg[aria-roledescription]").wait_for()
        assert diagram.locator("desc, [id*=desc]").count() >= 1
    assert complaints == []


@pytest.mark.parametrize("watched", [("light", 1280), ("dark", 500)], indirect=True, ids=str)
@pytest.mark.parametrize("deck", [path.name.removesuffix(".html") for path in site.decks()])
def test_every_slide_of_a_deck_is_drawn_and_fits(
    watched: tuple[Page, list[str]], base: str, deck: str
) -> None:
    page, complaints = watched
    page.goto(f"{base}book/teach/slides/{deck}.html", wait_until="networkidle")
    page.locator(".reveal.ready").wait_for()
    for _ in range(page.evaluate("Reveal.getTotalSlides()")):
        slide = page.evaluate(SLIDE)
        assert slide["words"] > 0 or slide["pictures"] > 0, slide
        assert slide["bottom"] <= 0 or slide["scrolls"], slide
        page.keyboard.press("Space")
    assert page.evaluate("Reveal.isLastSlide()")
    assert page.locator(".otlplab-view[data-view]:not([data-alive])").count() == 0
    assert complaints == []


def test_a_diagram_follows_the_theme(watched: tuple[Page, list[str]], base: str) -> None:
    page, complaints = watched
    page.goto(base + "book/architecture.html", wait_until="networkidle")
    fill = "getComputedStyle(document.querySelector('pre.mermaid .node rect')).fill"
    before = page.evaluate(fill)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_function(f"document.querySelector('pre.mermaid .node rect') && {fill} !== '{before}'")
    assert complaints == []


@pytest.mark.parametrize("watched", [("dark", 1280)], indirect=True, ids=str)
def test_paper_is_white(watched: tuple[Page, list[str]], base: str) -> None:
    page, complaints = watched
    page.goto(base + "book/glossary.html", wait_until="networkidle")
    page.evaluate(
        "addEventListener('beforeprint', () => window.printed = document.documentElement.dataset.theme)"
    )
    page.pdf()
    assert page.evaluate("window.printed") == "light"
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert complaints == []


def test_search_finds_a_term_and_leads_to_it(watched: tuple[Page, list[str]], base: str) -> None:
    page, complaints = watched
    page.goto(base + "search.html?q=temporality", wait_until="networkidle")
    first = page.locator("#search-results ul.search a").first
    first.wait_for()
    page.locator('#search-results a[href*="glossary"]').first.click()
    page.wait_for_url("**/book/glossary.html*")
    assert complaints == []


def test_search_leads_home(watched: tuple[Page, list[str]], base: str) -> None:
    page, _ = watched
    page.goto(base + "search.html?q=three+ways+to+start", wait_until="networkidle")
    page.locator('#search-results a[href*="book/index.html"]').first.click()
    page.wait_for_url(f"{base}index.html*")
    assert page.locator("h1").first.inner_text().startswith("OTLP, Hands On")


@pytest.mark.parametrize("wrong", ["nowhere.html", "book/no/such/page.html"])
def test_a_wrong_address_gets_a_page_whose_links_work(
    watched: tuple[Page, list[str]], base: str, wrong: str
) -> None:
    page, _ = watched
    assert page.goto(base + wrong).status == 404
    assert page.locator("h1").inner_text() == "This page has no spans"
    page.get_by_role("link", name="Syllabus").click()
    page.wait_for_url(f"{base}book/syllabus.html")


def test_the_keyboard_reaches_the_content_first(watched: tuple[Page, list[str]], base: str) -> None:
    page, _ = watched
    page.goto(base + "book/glossary.html", wait_until="networkidle")
    page.keyboard.press("Tab")
    focused = "document.activeElement"
    assert "skip" in page.evaluate(f"{focused}.innerText").lower()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main-content"


def test_a_code_block_can_be_copied(watched: tuple[Page, list[str]], base: str) -> None:
    page, _ = watched
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(base, wait_until="networkidle")
    page.locator("div.highlight-bash").first.hover()
    page.locator("div.highlight-bash button.copybtn").first.click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.includes('make learn'))")


# The slide that is shown: its heading, words and pictures, and by how much it is taller than the stage.
SLIDE = """() => {
  const slide = Reveal.getCurrentSlide();
  return {
    title: slide.innerText.slice(0, 40),
    words: slide.innerText.trim().length,
    pictures: slide.querySelectorAll("svg, img, canvas").length,
    bottom: Math.round(slide.scrollHeight * (slide.style.zoom || 1) - 720),
    scrolls: slide.classList.contains("tall"),
  };
}"""

# The contrast ratio (WCAG 2.2) of the first element that matches against what is painted behind it; null if
# none does.
CONTRAST = """selector => {
  const element = document.querySelector(selector);
  if (!element) return null;
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour) => {
    const curve = (v) => (v > 0.04045 ? ((v + 0.055) / 1.055) ** 2.4 : v / 12.92);
    const linear = rgba(colour).map((v) => curve(v / 255));
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  let behind = element;
  const clear = (e) => e.parentElement && rgba(getComputedStyle(e).backgroundColor)[3] < 250;
  while (clear(behind)) behind = behind.parentElement;
  const pair = [getComputedStyle(element).color, getComputedStyle(behind).backgroundColor].map(luminance);
  return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
}"""

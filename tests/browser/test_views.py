"""The views on a static page, as in the book: both themes, narrow, keyboard, attacks, size and speed."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import views_examples as ex
from otlplab import views
from otlplab.store import Store
from otlplab.views import BUNDLE, View, spans
from playwright.sync_api import Browser, Page, expect
from views_store import durations, samples, store_of

KINDS = [
    *("waterfall", "trace_list", "service_map", "metric_chart", "log_table", "flame_graph", "difference"),
    *("stepper", "quiz"),
]
Opener = Callable[..., Page]

QUIZ = {
    "id": "q",
    "questions": [
        {
            "id": "one",
            "kind": "single",
            "text": "What ties the spans of a request together?",
            "options": [
                {"text": "the service", "correct": False, "why": "There are several."},
                {"text": "the `trace_id`", "correct": True, "why": "Every span has the same."},
            ],
        },
        {
            "id": "two",
            "kind": "multiple",
            "text": "Which belong to a span?",
            "options": [
                {"text": "a name", "correct": True, "why": "Required."},
                {"text": "a start", "correct": True, "why": "Required."},
                {"text": "a bucket", "correct": False, "why": "That is a histogram's."},
            ],
        },
    ],
}


@pytest.fixture(scope="module")
def shop() -> Store:
    """Forty orders, some slow and some failing; a histogram with exemplars; a profile."""
    orders = [
        ex.checkout(i, at=i * 400, slow=1 + 4 * (i % 7 == 3), failing=i % 9 == 4, seed=i)
        for i in range(1, 41)
    ]
    points = [
        {
            "route": route,
            "start_ns": ex.START,
            "time_ns": ex.START + k * 10**10,
            "counts": [3 * k, 10 * k, 5 * k, k // 4],
            "exemplars": [{"time_ns": ex.START + k * 10**10 - 5, "value": 0.3, "trace_id": f"{4:032x}"}]
            * (k == 4),
        }
        for route in ("/checkout", "/basket")
        for k in range(1, 21)
    ]
    stacks = {("main", "serve", f"m{i % 5}.f{i % 17}", f"g{i % 31}"): 10 + i % 7 for i in range(200)}
    return store_of(
        *([row for order in orders for row in order[k]] for k in range(4)),
        durations(points, [0.01, 0.1, 1.0]),
        samples(stacks),
    )


@pytest.fixture(scope="module")
def all_views(shop: Store) -> dict[str, View]:
    """Every kind of view."""
    return {
        "waterfall": views.waterfall(shop, f"{4:032x}"),
        "trace_list": views.trace_list(shop),
        "service_map": views.service_map(shop),
        "metric_chart": views.metric_chart(shop, "http.server.request.duration", by="http.route"),
        "log_table": views.log_table(shop),
        "flame_graph": views.flame_graph(shop),
        "difference": views.flame_graph({"main;a": 3, "main;b": 5}, {"main;a": 6, "main;c": 1}),
        "stepper": views.stepper(
            {"map": views.service_map(shop), "text": "first\n  second", "flames": views.flame_graph(shop)},
            label="Load",
        ),
        "quiz": views.quiz(QUIZ),
    }


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Open views on a page; at the end nothing was wrong, nobody was asked anything, nothing hostile ran."""
    pages: list[tuple[Page, list[str], list[str]]] = []
    shutil.copy(BUNDLE, tmp_path / "otlplab.js")

    def start(*made: View, theme: str = "light", width: int = 1000, script: bool = True) -> Page:
        file = tmp_path / f"page{len(pages)}.html"
        tag = '<script src="otlplab.js"></script>' if script else ""
        body = "".join(view.html for view in made)
        head = f'<!doctype html><html lang="en" data-theme="{theme}"><meta charset="utf-8">'
        file.write_text(f'{head}<body style="margin: 8px">{tag}{body}', encoding="utf-8")
        page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
        wrong: list[str] = []
        asked: list[str] = []
        page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda r: asked.append(r.url) if not r.url.startswith("file:") else None)
        page.on("dialog", lambda dialog: wrong.append(f"dialog {dialog.message}"))
        pages.append((page, wrong, asked))
        page.goto(file.as_uri())
        if script:
            expect(page.locator(".otlplab-view[data-alive]")).to_have_count(len(made))
            page.locator(".otlplab-view .view").first.wait_for()
        return page

    yield start
    for page, wrong, asked in pages:
        assert wrong == []
        assert asked == []
        assert page.evaluate("window.pwned") is None
        page.close()


# ---- every view


@pytest.mark.parametrize("width", [1000, 400])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_view_is_drawn(kind: str, theme: str, width: int, opened: Opener, all_views: dict[str, View]):
    page = opened(all_views[kind], theme=theme, width=width)
    view = page.locator(".otlplab-view > .view, .otlplab-view .view").first
    assert view.get_attribute("data-theme") == theme
    assert (view.bounding_box() or {})["height"] > 100
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page must not scroll sideways"
    expect(page.get_by_role("group", name=all_views[kind].label).first).to_be_visible()
    light = (
        page.evaluate("e => getComputedStyle(e).backgroundColor", view.element_handle())
        == "rgb(255, 255, 255)"
    )
    assert light == (theme == "light")


def test_the_theme_is_the_books_else_jupyterlabs_else_the_systems(opened: Opener, all_views: dict[str, View]):
    page = opened(all_views["flame_graph"])
    view = page.locator(".otlplab-view .view")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    expect(view).to_have_attribute("data-theme", "dark")
    page.evaluate(
        "document.body.dataset.jpThemeLight = 'true'; delete document.documentElement.dataset.theme"
    )
    expect(view).to_have_attribute("data-theme", "light")
    page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    expect(view).to_have_attribute("data-theme", "dark")
    page.evaluate("delete document.body.dataset.jpThemeLight")
    expect(view).to_have_attribute("data-theme", "light")
    page.emulate_media(color_scheme="dark")
    expect(view).to_have_attribute("data-theme", "dark")


def test_without_a_script_the_fallback_says_it(opened: Opener, all_views: dict[str, View]):
    page = opened(*all_views.values(), script=False)
    expect(page.locator("table").first).to_contain_text("POST /checkout")
    expect(page.locator("caption", has_text="Service map").first).to_be_visible()
    expect(page.get_by_text("What ties the spans of a request together?")).to_be_visible()


def test_a_view_that_comes_later_and_one_without_data(opened: Opener, all_views: dict[str, View]):
    page = opened(all_views["quiz"])
    page.evaluate(
        """([view, bare]) => {
            const later = document.createElement("div");
            later.innerHTML = view + bare;
            document.body.append(later);
        }""",
        [
            all_views["flame_graph"].html,
            '<div class="otlplab-view" data-view="waterfall"><p>as it was</p></div>',
        ],
    )
    expect(page.locator(".otlplab-view .flame")).to_be_visible()
    expect(page.get_by_text("as it was")).to_be_visible()


# ---- each view


def test_a_waterfall_by_keyboard(opened: Opener, all_views: dict[str, View]):
    page = opened(all_views["waterfall"])
    tree = page.get_by_role("treegrid")
    rows = tree.get_by_role("row")
    expect(rows).to_have_count(9)
    tree.focus()
    page.keyboard.press("ArrowLeft")
    expect(rows).to_have_count(1)
    expect(rows.first).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowRight")
    expect(rows).to_have_count(9)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(tree.locator(".row.active")).to_contain_text("GET /products/{id}")
    assert tree.get_attribute("aria-activedescendant") == tree.locator(".row.active").get_attribute("id")
    page.keyboard.press("e")
    expect(tree.locator(".row.active")).to_contain_text("shop.Payment/Charge")
    page.keyboard.press("e")
    page.keyboard.press("Enter")
    details = page.get_by_role("region", name="Details of the span")
    for said in ("ERROR: card network unavailable", "exception.type", "attempt", "Own work", "host.name"):
        expect(details.get_by_text(said, exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(details).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.type("postgresql")
    expect(page.get_by_text("1 of 9")).to_be_visible()
    expect(tree.locator(".row.active")).to_contain_text("SELECT products")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    expect(page.get_by_role("button", name="Critical path")).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("End")
    expect(tree.locator(".row.active")).to_contain_text("orders process")
    page.keyboard.press("Enter")
    expect(details.get_by_text("messaging.message.id")).to_be_visible()


def test_a_waterfall_is_looked_at_closely(opened: Opener, all_views: dict[str, View]):
    page = opened(all_views["waterfall"])
    box = page.locator(".ruler").bounding_box() or {}
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.5, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.75, middle)
    page.mouse.up()
    whole = page.get_by_role("button", name="Show the whole trace again")
    expect(whole).to_be_visible()
    whole.click()
    expect(whole).to_be_hidden()


def test_a_trace_list_is_sorted_searched_and_opened(opened: Opener, all_views: dict[str, View]):
    page = opened(all_views["trace_list"])
    rows = page.locator("tr.trace")
    expect(rows).to_have_count(40)
    slowest = rows.first.get_attribute("data-trace")
    page.get_by_role("button", name="Takes").click()
    assert rows.last.get_attribute("data-trace") == slowest
    page.get_by_role("button", name="Errors").click()
    expect(rows.first).to_contain_text("✕ 3")
    rows.first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("treegrid").get_by_role("row")).to_have_count(9)
    expect(rows.first).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("treegrid")).to_have_count(0)
    page.keyboard.press("/")
    page.keyboard.type("no such thing")
    expect(page.get_by_text("No trace matches.")).to_be_visible()


def test_a_service_map_is_filtered(opened: Opener, all_views: dict[str, View]):
    page = opened(all_views["service_map"])
    rows = page.locator(".map tbody tr")
    expect(rows).to_have_count(4)
    page.get_by_role("button", name="service payment").focus()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("storefront")
    page.keyboard.press("Escape")
    expect(rows).to_have_count(4)
    expect(page.get_by_role("button", name="database postgresql")).to_be_visible()


def test_a_histogram_is_switched_and_its_exemplar_opened(opened: Opener, all_views: dict[str, View]):
    page = opened(all_views["metric_chart"])
    expect(page.get_by_role("status")).to_contain_text("p95")
    page.get_by_role("button", name="Percentiles").click()
    expect(page.locator(".series")).to_contain_text("p99")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".series")).to_contain_text("/basket")
    page.get_by_role("button", name="p50").click()
    page.get_by_role("button", name="Heatmap").click()
    page.get_by_label("Series", exact=True).select_option("/checkout")
    expect(page.get_by_role("status")).to_contain_text("/checkout:")
    page.get_by_role("button", name="Open the trace of 300 ms").first.click()
    expect(page.get_by_role("treegrid")).to_be_visible()


def test_a_log_table_is_filtered_and_leads_to_the_trace(opened: Opener, all_views: dict[str, View]):
    page = opened(all_views["log_table"])
    grid = page.get_by_role("grid")
    page.get_by_role("button", name="INFO").click()
    page.get_by_role("button", name="WARN").click()
    expect(grid.get_by_role("row")).to_have_count(5)
    grid.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Details of the log record")).to_contain_text(
        "card network unavailable"
    )
    page.keyboard.press("t")
    expect(page.get_by_role("treegrid").get_by_role("row")).to_have_count(9)
    page.keyboard.press("/")
    page.keyboard.type("nothing like it")
    expect(grid.get_by_role("row")).to_have_count(0)


def test_a_flame_graph_by_keyboard(opened: Opener, all_views: dict[str, View]):
    page = opened(all_views["flame_graph"])
    tree = page.get_by_role("tree")
    status = page.get_by_role("status").last
    tree.focus()
    page.keyboard.press("ArrowUp")
    expect(status).to_contain_text("main")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    whole = page.get_by_role("button", name="Show the whole graph again")
    expect(whole).to_be_visible()
    for _ in range(4):
        page.keyboard.press("Escape")
    expect(whole).to_be_hidden()
    page.keyboard.press("i")
    expect(page.get_by_role("button", name="Root at top")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("/")
    page.keyboard.type("g3")
    expect(page.locator(".search .count")).to_contain_text("%")
    page.get_by_role("button", name="Functions").click()
    expect(page.locator("td.function").first).to_contain_text("g3")


def test_a_difference_says_both_sides(opened: Opener, all_views: dict[str, View]):
    page = opened(all_views["difference"])
    page.get_by_role("tree").focus()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("status").last).to_contain_text("before")
    expect(page.get_by_role("status").last).to_contain_text("after")
    page.get_by_role("button", name="Functions").click()
    expect(page.get_by_role("columnheader", name="Own before")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Change")).to_be_visible()


def test_a_stepper_moves(opened: Opener, all_views: dict[str, View]):
    page = opened(all_views["stepper"])
    slider = page.get_by_role("slider")
    expect(page.locator(".steps .map")).to_be_visible()
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".steps pre")).to_have_text("first\n  second")
    expect(slider).to_have_attribute("aria-valuetext", "text")
    page.get_by_role("button", name="Next").click()
    expect(page.locator(".steps .flame")).to_be_visible()
    expect(page.locator(".steps .map")).to_be_hidden()


def test_a_quiz_answers_and_explains(opened: Opener, all_views: dict[str, View]):
    page = opened(all_views["quiz"])
    first = page.locator("form").first
    expect(first.get_by_role("button", name="Check")).to_be_disabled()
    first.get_by_label("the service").check()
    first.get_by_role("button", name="Check").click()
    expect(first).to_contain_text("There are several.")
    expect(first).not_to_contain_text("Every span has the same.")
    page.keyboard.press("Enter")  # the focus is on "Try again"
    first.get_by_label("the trace_id").check()
    first.get_by_role("button", name="Check").click()
    expect(first).to_contain_text("✓ Right. Every span has the same.")
    second = page.locator("form").last
    second.get_by_label("a name").check()
    second.get_by_role("button", name="Check").click()
    expect(second).to_contain_text("Right so far, but not all of it.")
    expect(page.get_by_text("1 of 2 right")).to_be_visible()


# ---- attacks


@pytest.mark.parametrize("name", ex.HOSTILE, ids=lambda name: name[:12].encode("unicode_escape").decode())
def test_a_hostile_name_is_only_text(name: str, opened: Opener):
    clean = name.encode("utf-8", "replace").decode()
    rows, events, links, logs = ex.checkout()
    for row in rows:
        row |= {"name": clean, "service_name": clean, "status_message": clean, "attributes": {clean: clean}}
        row |= {"status_code": "ERROR", "resource": {clean: clean}, "scope_name": clean}
    for row in [*events, *links]:
        row |= {"attributes": {clean: clean}}
    for row in events:
        row |= {"name": clean}
    for row in logs:
        row |= {"body": clean, "service_name": clean, "attributes": {clean: clean}}
    store = store_of(rows, events, links, logs, profiles=samples({(clean, "x"): 1, ("y",): 2}))
    page = opened(
        views.waterfall(store),
        views.trace_list(store),
        views.service_map(store),
        views.log_table(store),
        views.flame_graph(store),
        views.flame_graph({(name,): 1}, {(name, name): 2}, names=(name, name)),
        views.stepper({name: name, "b": views.service_map(store)}, label=name),
    )
    page.get_by_role("treegrid").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("tr.trace").first.click()
    page.get_by_role("grid").focus()
    page.keyboard.press("Enter")
    page.get_by_role("tree").first.focus()
    page.keyboard.press("ArrowUp")
    page.get_by_role("button", name="Functions").first.click()
    page.locator(".node").first.click()
    made = page.evaluate(
        """() => {
            const found = [];
            const walk = (root) => {
                for (const element of root.querySelectorAll("*")) {
                    const names = element.getAttributeNames();
                    const listeners = names.filter((each) => /^(on|href|src)/i.test(each));
                    if (listeners.length || ["SCRIPT", "IMG", "IFRAME", "A"].includes(element.tagName))
                        found.push(element.outerHTML.slice(0, 200));
                    if (element.shadowRoot) walk(element.shadowRoot);
                }
            };
            for (const host of document.querySelectorAll(".otlplab-view")) walk(host.shadowRoot);
            return found;
        }"""
    )
    assert made == []
    assert page.evaluate("({}).polluted") is None
    if "\u202e" in name:
        expect(page.get_by_role("treegrid").first.get_by_role("row").first).to_contain_text(
            "\\u202egnp.exe\\u202c"
        )


# ---- size and speed


FRAMES = """async ([act, frames]) => {
    const next = () => new Promise(requestAnimationFrame);
    const run = new Function("i", `return (${act})(i)`);
    const times = [];
    await next();
    for (let i = 0, last = performance.now(); i < frames; i++) {
        run(i);
        await next();
        times.push(performance.now() - last);
        last = performance.now();
    }
    times.sort((a, b) => a - b);
    return times[frames >> 1];
}"""
FLUID = 50  # milliseconds of the page's main thread for one frame


def frame_times(page: Page, act: str, frames: int = 60) -> dict[str, float]:
    """Act in each of many frames: ms from frame to frame (median), ms of CPU of the main thread (mean).

    The first depends on what else the machine does, the second hardly.
    """
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def busy() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return next(m["value"] for m in metrics if m["name"] == "TaskDuration")

    before = busy()
    median = page.evaluate(FRAMES, [act, frames])
    cpu = (busy() - before) / frames * 1000
    session.detach()
    return {"frame": round(median, 1), "cpu": round(cpu, 1)}


def test_ten_thousand_spans_stay_fluid(opened: Opener, capsys: pytest.CaptureFixture[str]):
    view = spans.of_picture(spans.picture(ex.large_trace(10_000)))
    page = opened(view)
    grid = page.get_by_role("treegrid")
    grid.wait_for()
    assert grid.get_attribute("aria-rowcount") == "10000"
    assert grid.get_by_role("row").count() < 60
    root = "document.querySelector('.otlplab-view').shadowRoot"
    scroll = frame_times(page, f"(i) => {{ {root}.querySelector('.grid').scrollTop = i * 700; }}")
    key = "new KeyboardEvent('keydown', { key: 'ArrowDown' })"
    arrow = frame_times(page, f"(i) => {root}.querySelector('.grid').dispatchEvent({key})")
    with capsys.disabled():
        print(f"\n10,000 spans, {len(view.html):,} bytes; ms: scrolling {scroll}, arrow key {arrow}")
    assert 0 < scroll["cpu"] < FLUID and 0 < arrow["cpu"] < FLUID
    grid.focus()
    page.keyboard.press("End")
    expect(grid.locator(".row.active")).to_be_in_viewport()


def test_a_hundred_thousand_samples_stay_fluid(opened: Opener, capsys: pytest.CaptureFixture[str]):
    r = random.Random(1)
    calls = {f: [f + 1 + r.randrange(12) for _ in range(3)] for f in range(300)}  # who may call whom
    stacks: dict[tuple[str, ...], int] = {}
    for _ in range(100_000):
        at, names = 0, ["main"]
        while at < 280 and r.random() < 0.94:
            at = r.choices(calls[at], (80, 15, 5))[0]
            names.append(f"module{at % 20}.function{at}")
        stacks[tuple(names)] = stacks.get(tuple(names), 0) + 1
    view = views.flame_graph(stacks)
    page = opened(view)
    page.get_by_role("tree").wait_for()
    root = "document.querySelector('.otlplab-view').shadowRoot"
    move = f"""(i) => {{ const c = {root}.querySelector('canvas'); const b = c.getBoundingClientRect();
        c.dispatchEvent(new PointerEvent('pointermove', {{ clientX: b.left + (i * 37) % b.width,
            clientY: b.bottom - 30 - (i * 19) % 120 }})); }}"""
    hover = frame_times(page, move)
    keys = "['ArrowUp', 'ArrowUp', 'Enter', 'ArrowUp', 'Escape', 'ArrowRight', 'i'][i % 7]"
    event = f"new KeyboardEvent('keydown', {{ key: {keys} }})"
    press = f"(i) => {root}.querySelector('.stage').dispatchEvent({event})"
    zoom = frame_times(page, press)
    with capsys.disabled():
        drawn = f"{len(view.picture['depth']):,} frames drawn, {view.picture['merged']:,} merged"
        print(f"\n100,000 samples, {drawn}, {len(view.html):,} bytes; ms: pointer {hover}, keys {zoom}")
    assert 0 < hover["cpu"] < FLUID and 0 < zoom["cpu"] < FLUID

"""Every kind of page: nothing axe objects to, nothing wider than the screen, nothing the browser refuses."""

from __future__ import annotations

import pytest

from portal.core.models.record import db
from tests.e2e.conftest import Live
from tests.house.crawl import Reader, shape

PAPER = ("/print", "/report", "/blank")


@pytest.fixture(scope="module")
def paths(served, browser):
    """One address of each kind of page, found by following the links an administrator is shown."""
    url, database, world = served
    db.initialize(database)
    walker = Live(url, browser, world)
    page = walker.open("lin", "en")
    waiting, seen, found = ["/"], {shape("/")}, []
    while waiting:
        path = waiting.pop(0)
        answer = page.request.get(path)
        if answer.status != 200 or not answer.headers["content-type"].startswith("text/html"):
            continue
        if "<html" in answer.text():
            found.append(path)
        reader = Reader(path)
        reader.feed(answer.text())
        for link in sorted(reader.links):
            plain = link.split("#")[0].split("?")[0]
            if not plain.startswith(("/assets", "/undo", "/files")) and shape(plain) not in seen:
                seen.add(shape(plain))
                waiting.append(plain)
    walker.close()
    assert len(found) > 25
    return found


@pytest.mark.parametrize(("language", "scheme"), [("zh", "light"), ("en", "dark")])
def test_axe_finds_nothing_on_any_page(live, axe, paths, language, scheme):
    page = live.open("lin", language, bypass_csp=True, color_scheme=scheme)
    found = {}
    for path in paths:
        page.goto(path)
        if violations := axe(page):
            found[path] = violations[:3]
    assert not found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_is_wider_than_a_phone(live, paths, language):
    page = live.open("lin", language, phone=True)
    wide = []
    for path in paths:
        if path.endswith(PAPER):
            continue
        page.goto(path)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    assert not wide


def test_the_browser_refuses_nothing_of_ours(live, paths):
    page = live.open("lin", "zh")
    said = []
    page.on("console", lambda message: said.append((page.url, message.text)) if message.type == "error" else None)
    for path in paths:
        page.goto(path)
    assert not said


def test_a_first_visit_is_light(live):
    page = live.open(None, "zh")
    sizes = []

    def weigh(answer):
        sizes.append((answer.url, int(answer.headers.get("content-length") or len(answer.body()))))

    page.on("response", weigh)
    page.goto("/login")
    page.wait_for_load_state("networkidle")
    assert len(sizes) <= 5
    assert sum(size for _url, size in sizes) <= 45 * 1024

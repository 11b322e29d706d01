"""Every kind of page: nothing axe objects to, nothing wider than the screen, nothing the browser refuses."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from portal.core.models.record import db
from portal.core.models.users import User
from tests.databases import application
from tests.e2e.conftest import DESK, PHONE, Live
from tests.house.crowd import Crowd

PAPER = ("/print", "/report", "/blank")
# The dark scheme changes colours, the other language words and a phone places; all else that axe looks at is the same
# markup. Rooms look once more only at what no link leads to.
OF_LOOKS_AND_WORDS = (
    *("color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"),
    *("document-title", "html-has-lang", "html-lang-valid"),
)


@dataclass
class Look:
    """What one visit to each kind of page showed, first on a desk, then as narrow as a phone."""

    axe: dict[str, list[str]] = field(default_factory=dict)
    wide: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


@pytest.fixture(scope="module")
def addresses(served: Any) -> list[str]:
    """One of each kind of page, found by following the links an administrator is shown."""
    _url, database, world = served
    db.initialize(database)
    crowd, kinds = Crowd(application("", Path(database.database).parent), world), {}
    for page in crowd.walk("lin").pages:
        if page.whole:
            kinds.setdefault((page.shape.route, page.shape.chosen), page.address)
    return list(kinds.values())


@pytest.fixture(scope="module", params=["zh-light-desk", "en-dark-phone"])
def look(request: pytest.FixtureRequest, served: Any, browser: Any, axe: Any, addresses: list[str]) -> Look:
    language, scheme, size = request.param.split("-")
    url, database, world = served
    db.initialize(database)
    User.update(language=None).execute()
    look = Look()
    with closing(Live(url, browser, world)) as portal:
        page = portal.open("lin", language, color_scheme=scheme)
        page.on("console", lambda line: look.refused.append((page.url, line.text)) if line.type == "error" else None)
        for address in addresses:
            page.set_viewport_size(DESK if size == "desk" else PHONE)
            page.goto(address)
            if violations := axe(page, OF_LOOKS_AND_WORDS if size == "phone" else ()):
                look.axe[address] = violations[:3]
            page.set_viewport_size(PHONE)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                look.wide.append(address)
        return look


def test_axe_finds_nothing_on_any_page(look):
    assert look.axe == {}


def test_no_page_is_wider_than_a_phone(look):
    assert [address for address in look.wide if not address.split("?")[0].endswith(PAPER)] == []


def test_the_browser_refuses_nothing_of_ours(look):
    assert look.refused == []


KB = 1024


def weighed(page: Page, act: Callable[[], Any]) -> list[tuple[str, int]]:
    """What a browser gets over the wire while something is done: each address and the bytes that arrive, compressed."""
    answers: list[Any] = []
    page.on("requestfinished", lambda answer: answers.append(answer))
    act()
    page.wait_for_load_state("networkidle")
    return [(answer.url, answer.sizes()["responseBodySize"]) for answer in answers]


@pytest.mark.parametrize(("who", "path"), [(None, "/login"), ("lin", "/"), ("lin", "/suppliers")])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_first_visit_is_light(live, who, path, language):
    page = live.open(who, language)
    sizes = weighed(page, lambda: page.goto(path))
    assert len(sizes) <= 5, sizes
    assert sum(size for _url, size in sizes) <= 45 * KB, sizes


@pytest.mark.parametrize("path", ["/", "/suppliers", "/suppliers/1", "/quotes", "/samples", "/steps"])
def test_a_later_visit_is_a_page_of_nine_kilobytes(live, path):
    page = live.open("lin", "zh")
    page.goto("/products")
    sizes = weighed(page, lambda: page.goto(path))
    assert sum(size for _url, size in sizes) <= 9 * KB, sizes


def test_a_poll_that_finds_nothing_new_weighs_as_good_as_nothing(live):
    page = live.open("lin", "zh")
    page.goto("/stages/startup")
    with page.expect_request_finished(lambda sent: "/news" in sent.url):
        pass  # the first tells the page how far it is
    with page.expect_request_finished(lambda sent: "/news" in sent.url) as poll:
        pass
    answer, size = poll.value.response(), poll.value.sizes()
    assert answer.status == 304
    assert size["responseHeadersSize"] + size["responseBodySize"] <= 0.6 * KB

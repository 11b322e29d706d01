"""The menu: few places, what belongs together side by side, and what can be added from everywhere."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from portal.checklists.models.answers import Answer
from portal.checklists.models.runs import Run
from portal.checklists.publishing import publish
from portal.core.models.change import change
from portal.core.rules.stages import Stage
from portal.home.queries.counters import counters
from tests.cast import TODAY, stamp
from tests.products.makers import make_business


def side(page: str) -> str:
    [menu] = re.findall(r'<nav class="side.*?</nav>', page, re.DOTALL)
    return menu


def places(page: str) -> list[str]:
    return re.findall(r'<a href="([^"]+)"', side(page))


def test_the_menu_has_at_most_nine_places(signed_in, cast):
    page = signed_in(cast.lin).get("/").text
    assert places(page) == ["/", "/stages", "/suppliers", "/products", "/samples", "/comparisons", "/reviews"]


@pytest.mark.parametrize(
    ("address", "place", "beside"),
    [
        ("/suppliers", "/suppliers", ["/suppliers", "/steps", "/inquiries", "/agreements"]),
        ("/agreements", "/suppliers", ["/suppliers", "/steps", "/inquiries", "/agreements"]),
        ("/needs", "/products", ["/products", "/quotes", "/needs", "/baskets"]),
        ("/quotes", "/products", ["/products", "/quotes", "/needs", "/baskets"]),
        ("/actions", "/reviews", ["/reviews", "/actions"]),
        ("/samples", "/samples", []),
    ],
)
def test_pages_that_belong_together_stand_side_by_side(signed_in, cast, address, place, beside):
    page = signed_in(cast.mei).get(address).text
    tabs = re.search(r'<nav class="tabs" aria-label="Beside this page">(.*?)</nav>', page, re.DOTALL)
    assert (re.findall(r'href="([^"]+)"', tabs[1]) if tabs else []) == beside
    assert re.search(rf'<a href="{place}" aria-current="(?:page|true)"', side(page))


def test_a_buyer_adds_from_every_page_and_a_table_comes_first(signed_in, cast):
    menu = re.search(r'<nav id="new-record".*?</nav>', signed_in(cast.mei).get("/samples").text, re.DOTALL)
    assert re.findall(r'<a href="([^"]+)"', menu[0])[:2] == ["/imports", "/suppliers/new"]
    assert 'id="new-record"' not in signed_in(cast.guo).get("/samples").text


def test_settings_and_people_stand_under_the_name_of_who_may_change_them(signed_in, cast):
    for person, there in ((cast.lin, True), (cast.mei, False)):
        menu = re.search(r'<nav id="me".*?</nav>', signed_in(person).get("/").text, re.DOTALL)[0]
        assert [address in menu for address in ('"/settings"', '"/people"', '"/audit"')] == [there] * 3


@pytest.mark.parametrize(("days", "counted"), [(-1, 1), (0, 1), (1, 0)])
def test_an_item_counts_in_the_menu_from_the_day_it_is_due(cast, days, counted):
    publish()
    run = Run.start(make_business(), Stage.startup, stamp(cast.lin))
    with change(stamp(cast.lin)):
        seen = Run.touch(run.id, stamp(cast.lin))
        Answer.assign(seen, "S03", cast.mei.id, TODAY + timedelta(days=days), (None, None), stamp(cast.lin))
    assert counters(cast.mei.id, TODAY).items_open == counted
    assert counters(cast.lin.id, TODAY).items_open == 0

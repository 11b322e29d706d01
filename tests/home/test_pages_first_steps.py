"""The way in: four steps in their order, ticked off from the records, and gone once all are done."""

from __future__ import annotations

import re

import pytest

from portal.actions.models import Action
from portal.demo.snapshots import compared
from portal.market.queries.goods import goods
from portal.snapshots.models import Snapshot
from tests.cast import TODAY, stamp
from tests.products.makers import make_business, make_product, make_quote
from tests.samples.makers import make_sample
from tests.suppliers.makers import make_supplier

pytestmark = pytest.mark.usefixtures("noon")
TITLES = ("Bring in your suppliers", "Choose a product you want to buy", "Compare the quotes", "Ask for samples")


@pytest.fixture
def home(signed_in, cast):
    make_business()
    return lambda person=None, language="en": signed_in(person or cast.mei, language).get("/").text


def standing(page: str) -> list[str]:
    """What each step says of itself: done, on (the next one), or nothing."""
    way = page.split('class="list todo1"')[1].split("</ol>")[0]
    return [re.match(r'(?:\s+class="(\w+)")?', item)[1] or "" for item in way.split("<li")[1:]]


def test_an_empty_portal_leads_from_suppliers_to_samples_and_shows_no_zeros(home):
    page = home()
    places = [page.index(f"<h3>{title}</h3>") for title in TITLES]
    assert places == sorted(places)
    assert standing(page) == ["on", "", "", ""]
    assert 'class="kpis"' not in page and 'id="todo"' not in page and 'id="next-steps"' not in page


def test_each_step_has_its_own_button_and_only_the_next_one_is_the_primary(home):
    page = home()
    way = page.split('class="list todo1"')[1].split("</ol>")[0]
    assert re.findall(r'class="btn" href="([^"]+)"', page.split("<main")[1]) == ["/imports"]
    assert re.findall(r'class="btn[^"]*" href="([^"]+)"', way) == [
        "/imports", "/suppliers/new", "/products/new", "/comparisons", "/samples/new"
    ]  # fmt: skip


def test_what_is_on_file_is_ticked_off_and_the_next_one_leads(home):
    make_supplier()
    assert standing(home()) == ["done", "on", "", ""]
    make_product()
    assert standing(home()) == ["done", "done", "on", ""]
    make_sample(make_supplier("Other"), make_product("Lid"))
    assert standing(home()) == ["done", "done", "on", "done"]


def test_what_was_deleted_is_not_done(home):
    make_supplier().remove(stamp())
    make_product().remove(stamp())
    assert standing(home()) == ["on", "", "", ""]


def test_once_a_comparison_is_kept_and_a_sample_asked_for_the_way_in_is_gone(home):
    product, suppliers = make_product(), [make_supplier(name) for name in ("A", "B")]
    for supplier in suppliers:
        make_quote(supplier, product)
    make_sample(suppliers[0], product)
    assert "Begin here" in home()
    Snapshot.take(compared(goods(product.id), TODAY), "First", "Take A.", "", "Mei", stamp())
    page = home()
    assert "Begin here" not in page
    assert re.findall(r'class="btn" href="([^"]+)"', page.split("<main")[1]) == ["/suppliers/new"]


def test_as_soon_as_something_is_to_be_done_it_is_shown_below_the_way_in(home, cast):
    Action.give("Call the owner", cast.mei.id, TODAY, stamp(cast.lin))
    page = home()
    assert page.index("Begin here") < page.index("Call the owner")


def test_a_viewer_reads_the_way_in_and_presses_nothing(home, cast):
    page = home(cast.guo)
    assert "Begin here" in page and 'class="btn' not in page.split('class="list todo1"')[1].split("</ol>")[0]


def test_the_way_in_is_written_in_chinese(home):
    assert "从这里开始" in home(language="zh")

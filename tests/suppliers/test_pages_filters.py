"""Choices of a list's filter: of many, a part of the name is typed."""

from __future__ import annotations

import re

import pytest

from portal.core.models.saved_views import SavedView
from tests.cast import stamp
from tests.products.makers import make_product, make_quote
from tests.suppliers.makers import make_category, make_supplier

pytestmark = pytest.mark.usefixtures("noon")
MANY = 13


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


@pytest.fixture
def categories(cast):
    """More than a list shows, each with a supplier."""
    names = ["电热水壶", "电饭煲", *(f"Kind {number:02}" for number in range(MANY - 2))]
    made = {name: make_category(name) for name in names}
    for name, category in made.items():
        make_supplier(f"Maker of {name}", categories=[category])
    return made


def makers(page):
    return re.findall(r"Maker of ([^<]+)</bdi>", page.split('id="results"')[1])


def test_up_to_twelve_are_a_list_and_more_a_line_that_is_typed_into(mei, categories):
    page = mei.get("/suppliers").text
    assert re.search(r'<input class="fit" name="category"[^>]*list="category-names"', page)
    assert (
        len(re.findall("<option", re.search(r'<datalist id="category-names">.*?</datalist>', page, re.DOTALL)[0]))
        == MANY
    )
    assert '<select class="fit" name="owner"' in page
    categories["Kind 00"].change_row(1, deleted_at=stamp().at)
    assert '<select class="fit" name="category"' in mei.get("/suppliers").text


@pytest.mark.parametrize("typed", ["热水", "电热水壶", " 电热水壶 "])
def test_a_part_of_a_name_that_means_one_narrows_the_list_to_it(mei, categories, typed):
    for answer in (mei.get("/suppliers", query_string={"category": typed}), mei.htmx(f"/suppliers?category={typed}")):
        assert makers(answer.text) == ["电热水壶"]


def test_the_addresses_that_lead_on_and_saved_views_carry_the_number(mei, cast, categories):
    key = categories["电热水壶"].id
    page = mei.get("/suppliers?category=热水").text
    assert f"category={key}" in page and 'value="电热水壶"' in page
    assert f'name="f-category" value="{key}"' in page
    SavedView.keep("suppliers", "Kettles", f"category={key}", stamp(cast.mei))
    assert re.search(rf'href="/suppliers\?category={key}"[^>]*aria-current', mei.get("/suppliers?category=热水").text)
    assert makers(mei.get(f"/suppliers?category={key}").text) == ["电热水壶"]


def test_a_name_that_means_several_narrows_nothing_and_offers_them(mei, categories):
    page = mei.get("/suppliers?category=电&goods=physical").text
    assert len(makers(page)) == MANY
    assert "“电” can mean several" in page
    assert f'href="/suppliers?goods=physical&amp;category={categories["电饭煲"].id}"' in page
    assert re.search(r'name="category" value="电"[^>]*aria-invalid="true"', page)


def test_a_name_that_means_none_says_so_and_narrows_nothing(mei, categories):
    for answer in (mei.get("/suppliers?category=charger"), mei.htmx("/suppliers?category=charger")):
        assert "Nothing to choose here is called “charger”" in answer.text
        assert len(makers(answer.text)) == MANY


def test_a_tag_is_met_by_a_part_of_it_too(mei, categories):
    make_supplier("Maker of tins", tags=["tinware"])
    assert makers(mei.get("/suppliers?tag=tinw").text) == ["tins"]
    assert makers(mei.get("/suppliers?tag=tinware").text) == ["tins"]


def test_quotes_are_narrowed_by_a_part_of_a_suppliers_or_a_products_name(mei, cast):
    for number in range(MANY):
        make_quote(make_supplier(f"Works {number:02}"), make_product(f"Cup {number:02}"))
    page = mei.get("/quotes").text
    assert 'list="supplier-names"' in page and 'list="product-names"' in page
    for address in ("/quotes?supplier=s+07", "/quotes?product=p+07"):
        results = mei.htmx(address).text
        assert results.count('scope="row"') == 1 and "Works 07" in results


@pytest.mark.parametrize("room", ["suppliers", "products", "quotes", "audit"])
@pytest.mark.parametrize("typed", ["\x00", "x" * 5000, "%", "'", "٣", "9" * 40])
def test_whatever_is_typed_is_answered(signed_in, cast, room, typed):
    fields = ("category", "owner", "tag", "product", "supplier", "business", "person", "kind")
    answer = signed_in(cast.lin).get(f"/{room}", query_string=dict.fromkeys(fields, typed))
    assert answer.status_code == 200

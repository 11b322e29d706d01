"""The parts of a supplier's page: the line that leads to them, tiers in columns, cards with nothing in them."""

from __future__ import annotations

import re

import pytest

from tests.products.makers import make_product, make_quote
from tests.suppliers.makers import make_supplier

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def supplier(cast):
    return make_supplier()


def text_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).strip()


def part(page, anchor):
    return re.search(rf'<section [^>]*id="{anchor}".*?</section>', page, re.DOTALL)[0]


def test_every_link_of_the_line_leads_to_a_part_of_the_page(signed_in, cast, supplier):
    make_quote(supplier, make_product())
    page = signed_in(cast.mei).get(f"/suppliers/{supplier.id}").text
    line = re.search(r'<nav class="tabs jump".*?</nav>', page, re.DOTALL)[0]
    anchors = re.findall(r'href="#([^"]+)"', line)
    assert len(anchors) >= 9
    for anchor in anchors:
        assert page.count(f'id="{anchor}"') == 1
    assert "Quotes 1" in text_of(line)


def test_a_phone_tab_and_a_reader_meet_first_what_a_buyer_needs_first(signed_in, cast, supplier):
    """Path and status, next steps, whom to call, prices, samples, papers; what happened comes after them."""
    page = signed_in(cast.mei).get(f"/suppliers/{supplier.id}").text
    order = ["status", "actions", "contacts", "quotes", "screening", "samples", "about", "documents", "agreements"]
    places = [page.index(f'id="{anchor}"') for anchor in [*order, "time-line", "inquiries", "reputation"]]
    assert places == sorted(places)
    anchors = re.findall(r'href="#([^"]+)"', re.search(r'<nav class="tabs jump".*?</nav>', page, re.DOTALL)[0])
    linked = [page.index(f'id="{anchor}"') for anchor in anchors]
    assert linked == sorted(linked)


def test_a_card_with_nothing_in_it_is_one_line_with_its_one_action(signed_in, cast, supplier):
    page = signed_in(cast.mei).get(f"/suppliers/{supplier.id}").text
    for anchor in ("quotes", "samples", "inquiries", "agreements", "documents", "reputation", "contacts", "needs"):
        card = part(page, anchor)
        assert card.count("<a ") == 1, anchor
        assert not re.search("<h3|<p|<table", card)
    assert 'class="empty"' not in page


def test_who_may_not_write_is_offered_nothing_in_an_empty_card(signed_in, cast, supplier):
    page = signed_in(cast.guo).get(f"/suppliers/{supplier.id}").text
    assert "<a " not in part(page, "quotes")


def test_prices_by_quantity_stand_in_columns_and_name_their_currency_once(signed_in, cast, supplier):
    make_quote(supplier, make_product("Cup"), breaks=[(1, 12), (500, "9.5")])
    make_quote(supplier, make_product("Lid"), breaks=[(100, "1.2345")])
    card = part(signed_in(cast.mei).get(f"/suppliers/{supplier.id}").text, "quotes")
    tiers = re.findall(r'<span><small class="sub">([^<]+)</small>([^<]+)</span>', card)
    assert sorted(tiers) == [("1+", "12.00"), ("100+", "1.2345"), ("500+", "9.50")]
    assert card.count("CNY") == 1
    assert "¥" not in card


def test_prices_in_several_currencies_name_it_in_each_row(signed_in, cast, supplier):
    make_quote(supplier, make_product("Cup"))
    make_quote(supplier, make_product("Lid"), currency="USD")
    card = part(signed_in(cast.mei).get(f"/suppliers/{supplier.id}").text, "quotes")
    assert (card.count("CNY"), card.count("USD")) == (1, 1)
    assert "CNY" not in card.split("<tbody>")[0]

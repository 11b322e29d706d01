"""A quote written down in the browser, with and without JavaScript, and what it costs at another quantity."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from portal.products.models import Product
from portal.quotes.models import PriceBreak, Quote
from portal.suppliers.models.suppliers import Supplier


@pytest.fixture
def pair(live):
    return Supplier.get(Supplier.status == "active"), Product.get(Product.kind == "physical")


def fill(page, pair, price):
    supplier, product = pair
    page.goto(f"/quotes/new?supplier={supplier.id}&product={product.id}")
    page.fill("[name=breaks-0-from_quantity]", "1")
    page.fill("[name=breaks-0-unit_price]", price)
    page.fill("[name=note]", "By telephone")


def newest():
    return Quote.select().order_by(Quote.id.desc()).get()


def test_more_lines_come_without_losing_what_was_typed_and_the_fees_are_kept(live, pair):
    page = live.open("buyer")
    fill(page, pair, "12")
    page.get_by_role("button", name="More lines").click()
    expect(page.locator("[name=breaks-6-unit_price]")).to_be_visible()
    assert page.input_value("[name=note]") == "By telephone"
    page.fill("[name=breaks-6-from_quantity]", "500")
    page.fill("[name=breaks-6-unit_price]", "10.5")
    page.fill("[name=packing-figure]", "0.4")
    page.locator(".fee").first.get_by_text("None to pay").click()
    page.get_by_role("button", name="Save the quote").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Quote of")
    quote = newest()
    assert [one.from_quantity for one in PriceBreak.select().where(PriceBreak.quote == quote)] == [1, 500]
    assert (quote.packing_state, quote.freight_per_order_state, quote.platform_fee_state) == (
        "amount",
        "zero",
        "unknown",
    )


def test_another_quantity_is_worked_out_while_one_types(live, pair):
    page = live.open("buyer", "zh", phone=True)
    fill(page, pair, "12")
    page.fill("[name=breaks-1-from_quantity]", "100")
    page.fill("[name=breaks-1-unit_price]", "9")
    page.get_by_role("button", name="保存报价").click()
    page.fill("#quantity", "90")
    expect(page.locator("#cost")).to_contain_text("改买 100 件总价更低")
    expect(page.locator("#quantity")).to_be_focused()
    expect(page).to_have_url(re.compile("quantity=90"))
    page.goto(f"/products/{pair[1].id}")
    page.fill("#quantity", "0")
    expect(page.locator("#offers [aria-invalid=true]")).to_be_visible()
    expect(page.locator("#quantity")).to_be_focused()


def test_the_list_of_products_filters_while_one_types(live, pair):
    page = live.open("buyer")
    page.goto("/products")
    page.fill("#list-q", pair[1].name)
    expect(page.locator("#results tbody tr")).to_have_count(1)
    page.fill("#list-q", "nothing like it")
    expect(page.locator("#results")).to_contain_text("No product fits this filter")


def test_without_javascript_the_same_quote_is_written_by_plain_forms(live, pair):
    page = live.open("buyer", java_script_enabled=False)
    fill(page, pair, "12")
    page.get_by_role("button", name="More lines").click()
    assert page.input_value("[name=note]") == "By telephone"
    page.fill("[name=breaks-6-from_quantity]", "500")
    page.fill("[name=breaks-6-unit_price]", "10.5")
    page.get_by_role("button", name="Save the quote").click()
    page.fill("#quantity", "600")
    page.get_by_role("button", name="Work out").click()
    expect(page.locator("#cost")).to_contain_text("¥10.50")
    assert PriceBreak.select().where(PriceBreak.quote == newest()).count() == 2


def test_the_rooms_of_products_and_quotes_have_no_barrier(live, axe):
    page = live.open("buyer", bypass_csp=True, color_scheme="dark")
    for address in ("/products", "/products/1?expired=y", "/quotes/1", "/quotes/new?like=1", "/sources/1/edit"):
        page.goto(address)
        assert axe(page) == [], address

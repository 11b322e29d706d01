"""Products and quotes in the browser."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest
import time_machine

from portal.models import AuditEvent, FxRate, PriceBreak, Product, Quote, Source
from tests.cast import NOW, TODAY
from tests.makers.products import make_business, make_product, make_quote
from tests.views.test_reviews import make_supplier

pytestmark = pytest.mark.usefixtures("_noon")


@pytest.fixture
def _noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(signed_in, cast):
    make_business()
    return signed_in(cast.mei)


def product_form(**about):
    return {"key": "k1", "name": "Cup", "kind": "physical", "currency": "CNY"} | about


def quote_form(supplier, product, **about):
    fees = {
        f"{name}-state": "zero"
        for name in ("freight_per_order", "freight_per_unit", "packing", "platform_fee", "other_fees")
    }
    given = {"key": "k1", "supplier": supplier.id, "product": product.id, "quoted_on": "2026-11-24", "currency": "CNY"}
    given |= {"tax_basis": "included", "payment": "prepaid", "breaks-0-from_quantity": "1", "breaks-0-unit_price": "10"}
    return given | fees | about


def test_a_product_is_added_and_shown(desk):
    answer = desk.post("/products", data=product_form(return_rate="2.5", monthly_units="１，２００"))
    assert answer.status_code == 303
    product = Product.get()
    assert (product.name, product.return_rate, product.monthly_units) == ("Cup", D("0.025"), 1200)
    assert "Cup" in desk.get("/products").text
    assert "1,200" in desk.get(answer.location).text


def test_two_submits_of_one_form_make_one_product(desk):
    first = desk.post("/products", data=product_form())
    second = desk.post("/products", data=product_form())
    assert first.location == second.location
    assert Product.select().count() == 1


def test_a_wrong_figure_keeps_what_was_typed(desk):
    answer = desk.post("/products", data=product_form(sale_price="cheap", note="Kept with care"))
    assert answer.status_code == 422
    assert "Kept with care" in answer.text
    assert 'value="cheap"' in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_a_colleagues_change_is_shown_beside_mine(desk, signed_in, cast):
    product = make_product("Cup")
    signed_in(cast.lin).post(f"/products/{product.id}", data=product_form(name="Mug", version=1))
    answer = desk.post(f"/products/{product.id}", data=product_form(name="Beaker", version=1))
    assert answer.status_code == 409
    assert "Mug" in answer.text
    assert 'value="Beaker"' in answer.text
    assert desk.post(f"/products/{product.id}", data=product_form(name="Beaker", version=2)).status_code == 303


def test_a_deleted_product_can_be_brought_back(desk):
    product = make_product("Cup")
    desk.post(f"/products/{product.id}/remove")
    undo = desk.get("/products").text.split('action="/undo/')[1].split('"')[0]
    assert desk.get(f"/products/{product.id}").status_code == 404
    assert desk.post(f"/undo/{undo}").location == f"/products/{product.id}"


def test_a_quote_is_recorded_with_its_breaks_and_names_the_supplier_as_a_source(desk):
    supplier, product = make_supplier(), make_product()
    more = {"breaks-1-from_quantity": "100", "breaks-1-unit_price": "¥8.5", "moq": "50", "lead_days": "7"}
    answer = desk.post("/quotes", data=quote_form(supplier, product, **more))
    assert answer.status_code == 303
    found = list(PriceBreak.select(PriceBreak.from_quantity, PriceBreak.unit_price).order_by(PriceBreak.id).tuples())
    assert found == [(1, D(10)), (100, D("8.5"))]
    assert Source.get().supplier_id == supplier.id
    assert AuditEvent.select().where(AuditEvent.verb == "quote.add").exists()


@pytest.mark.parametrize("price", ["0", "-1", "NaN", "1e400", ""])
def test_a_price_that_is_none_is_refused(desk, price):
    answer = desk.post("/quotes", data=quote_form(make_supplier(), make_product(), **{"breaks-0-unit_price": price}))
    assert answer.status_code == 422
    assert not Quote.select().exists()


def test_a_fee_said_to_be_an_amount_needs_the_amount(desk):
    answer = desk.post("/quotes", data=quote_form(make_supplier(), make_product(), **{"packing-state": "amount"}))
    assert answer.status_code == 422
    assert "say that it is unknown" in answer.text


def test_card_codes_in_a_note_are_refused(desk):
    codes = "ABCD-EFGH-1234-5678\nABCD-EFGH-1234-5679\nABCD-EFGH-1234-5680"
    answer = desk.post("/quotes", data=quote_form(make_supplier(), make_product(), note=codes))
    assert answer.status_code == 422
    assert "Codes are never kept here" in answer.text


def test_below_the_moq_the_real_outlay_is_named(desk):
    quote = make_quote(make_supplier(), make_product(), moq=200)
    page = desk.get(f"/quotes/{quote.id}", query_string={"quantity": "50"}).text
    assert "Below MOQ: 50 asked, 200 must be bought, ¥2,000.00 for the goods." in page


def test_buying_up_to_the_next_break_is_suggested_when_it_costs_less(desk):
    quote = make_quote(make_supplier(), make_product(), breaks=[(1, D(10)), (100, D(8))])
    page = desk.get(f"/quotes/{quote.id}", query_string={"quantity": "90"}).text
    assert "Buying 100 instead costs less in all: ¥800.00" in page


def test_an_unknown_fee_leaves_the_landed_cost_open(desk):
    quote = make_quote(make_supplier(), make_product(return_rate=D(0)), packing_state="unknown")
    page = desk.get(f"/quotes/{quote.id}").text
    assert "at least ¥10.00" in page


def test_without_a_rate_a_quote_is_not_comparable_and_with_one_it_names_rate_and_day(desk):
    quote = make_quote(make_supplier(), make_product(return_rate=D(0)), currency="USD")
    assert "Not comparable" in desk.get(f"/quotes/{quote.id}").text
    FxRate.create(base="USD", quote="CNY", value=D("7.1"), on=date(2026, 11, 1), at=NOW)
    page = desk.get(f"/quotes/{quote.id}").text
    assert "1 USD = 7.1 CNY, rate of 2026-11-01" in page
    assert "¥71.00" in page


def test_an_expired_quote_is_marked_and_left_out_unless_asked_for(desk):
    product = make_product(return_rate=D(0))
    quote = make_quote(make_supplier(), product, valid_until=date(2026, 11, 23), quoted_on=date(2026, 11, 1))
    assert "This quote ran out" in desk.get(f"/quotes/{quote.id}").text
    assert "No quote holds today" in desk.get(f"/products/{product.id}").text
    assert (
        "¥10.00" in desk.get(f"/products/{product.id}", query_string={"expired": 1}).text.split("Price history")[0]
    )


def test_a_new_quote_like_an_older_one_starts_from_its_figures(desk):
    quote = make_quote(make_supplier(), make_product(), breaks=[(1, D(10)), (100, D(8))], moq=50)
    page = desk.get("/quotes/new", query_string={"like": quote.id}).text
    assert 'name="moq"' in page and 'value="50"' in page and 'value="8"' in page


def test_older_quotes_stay_as_history(desk):
    supplier, product = make_supplier(), make_product(return_rate=D(0))
    make_quote(supplier, product, "12", quoted_on=date(2026, 5, 1))
    make_quote(supplier, product, "11", quoted_on=TODAY)
    page = desk.get(f"/products/{product.id}").text
    assert "¥12.00" in page and "¥11.00" in page
    assert "<svg" in page.split("Price history")[1]


def test_the_product_page_costs_the_same_with_many_quotes(desk, statements):
    product = make_product(return_rate=D(0))

    def cost():
        with statements() as seen:
            desk.get(f"/products/{product.id}")
        return len(seen)

    make_quote(make_supplier("S"), product)
    few = cost()
    for number in range(10):
        supplier = make_supplier(f"S{number}")
        for month in range(1, 6):
            make_quote(supplier, product, quoted_on=date(2026, month, 1))
    assert cost() == few <= 15

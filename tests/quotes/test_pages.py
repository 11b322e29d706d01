"""Quotes: prices by quantity, fees that may be unknown, and what an order really costs."""

from __future__ import annotations

import io
import json
from datetime import date
from decimal import Decimal as D

import pytest

from portal.core.models.attachments import Attachment
from portal.core.models.audit import AuditEvent
from portal.products.models import Source
from portal.quotes.models import PriceBreak, Quote
from portal.settings.models.rates import FxRate
from tests.cast import NOW, TODAY
from tests.products.makers import make_business, make_product, make_quote
from tests.suppliers.makers import make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")
FEES = ("freight_per_order", "freight_per_unit", "packing", "platform_fee", "other_fees")


@pytest.fixture
def desk(signed_in, cast):
    make_business()
    return signed_in(cast.mei)


def form(supplier, product, **about):
    given = {"key": "k1", "supplier": supplier.id, "product": product.id, "quoted_on": "2026-11-24", "currency": "CNY"}
    given |= {"tax_basis": "included", "payment": "prepaid", "breaks-0-from_quantity": "1", "breaks-0-unit_price": "10"}
    return given | {f"{name}-state": "zero" for name in FEES} | about


def breaks():
    query = PriceBreak.select(PriceBreak.from_quantity, PriceBreak.unit_price).order_by(PriceBreak.from_quantity)
    return list(query.tuples())


def test_a_quote_is_recorded_with_its_breaks_and_names_the_supplier_as_a_source(desk):
    supplier, product = make_supplier(), make_product()
    more = {
        "breaks-1-from_quantity": "",
        "breaks-1-unit_price": "",
        "breaks-2-from_quantity": "１００",
        "breaks-2-unit_price": "¥8.5",
        "moq": "50",
        "lead_days": "7",
    }
    answer = desk.post("/quotes", data=form(supplier, product, **more))
    assert answer.status_code == 303
    assert breaks() == [(1, D(10)), (100, D("8.5"))]
    assert Source.get().supplier_id == supplier.id
    assert AuditEvent.select().where(AuditEvent.verb == "quote.add").exists()
    page = desk.get(answer.location).text
    assert "¥8.50" in page and "7 days" in page


@pytest.mark.parametrize("price", ["0", "-1", "NaN", "1e400", "", "0.0000001"])
def test_a_price_that_is_none_is_refused(desk, price):
    answer = desk.post("/quotes", data=form(make_supplier(), make_product(), **{"breaks-0-unit_price": price}))
    assert answer.status_code == 422
    assert not Quote.select().exists()


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ({"breaks-1-from_quantity": "1", "breaks-1-unit_price": "9"}, "must rise"),
        ({"breaks-0-from_quantity": "50", "breaks-1-from_quantity": "20", "breaks-1-unit_price": "9"}, "must rise"),
        ({"breaks-1-from_quantity": "20"}, "This line has no price."),
        ({"largest_order": "10", "moq": "20"}, "must not be less than the smallest"),
        ({"valid_until": "2026-11-23"}, "cannot end before"),
        ({"incoterm": "DDP", "freight_per_unit-state": "amount", "freight_per_unit-figure": "1"}, "holds the freight"),
        ({"quoted_on": "soon"}, "aria-invalid"),
        ({"quoted_on": "2026-11-25"}, "still to come"),
    ],
)
def test_what_cannot_be_a_quote_is_refused_in_words(desk, lines, said):
    answer = desk.post("/quotes", data=form(make_supplier(), make_product(), **lines))
    assert answer.status_code == 422
    assert said in answer.text
    assert not Quote.select().exists()


def test_each_fee_is_an_amount_nothing_not_applicable_or_unknown(desk):
    states = {
        "freight_per_order-state": "amount",
        "freight_per_order-figure": "120",
        "freight_per_unit-state": "not_applicable",
        "packing-state": "unknown",
        "platform_fee-state": "zero",
        "other_fees-state": "",
    }
    desk.post("/quotes", data=form(make_supplier(), make_product(), **states))
    quote = Quote.get()
    assert [getattr(quote, f"{name}_state") for name in FEES] == [
        "amount",
        "not_applicable",
        "unknown",
        "zero",
        "unknown",
    ]
    assert [getattr(quote, name) for name in FEES] == [D(120), None, None, None, None]


@pytest.mark.parametrize("state", ["", "unknown"])
def test_an_amount_alone_says_that_the_fee_is_known(desk, state):
    fee = {"packing-state": state, "packing-figure": "0.3"}
    desk.post("/quotes", data=form(make_supplier(), make_product(), **fee))
    assert (Quote.get().packing_state, Quote.get().packing) == ("amount", D("0.3"))


@pytest.mark.parametrize(
    ("fee", "said"),
    [
        ({"packing-state": "amount"}, "say that it is unknown"),
        ({"packing-state": "zero", "packing-figure": "3"}, "There is an amount"),
        ({"packing-state": "amount", "packing-figure": "-3"}, "Enter 0 or more."),
        ({"packing-state": "free"}, "Choose one of these"),
    ],
)
def test_a_fee_that_contradicts_itself_is_refused(desk, fee, said):
    answer = desk.post("/quotes", data=form(make_supplier(), make_product(), **fee))
    assert answer.status_code == 422
    assert said in answer.text


def test_more_lines_are_given_without_losing_what_was_typed(desk):
    supplier, product = make_supplier(), make_product()
    page = desk.post("/quotes", data=form(supplier, product, more="lines", note="Kept")).text
    assert 'name="breaks-3-unit_price"' in page and "Kept" in page and 'value="10"' in page
    part = desk.htmx("/quotes", data=form(supplier, product, more="lines")).text
    assert part.lstrip().startswith("<fieldset") and 'value="10"' in part
    assert not Quote.select().exists()


def test_card_codes_in_a_note_are_refused(desk):
    codes = "ABCD-EFGH-1234-5678\nABCD-EFGH-1234-5679\nABCD-EFGH-1234-5680"
    answer = desk.post("/quotes", data=form(make_supplier(), make_product(), note=codes))
    assert answer.status_code == 422
    assert "Codes are never kept here" in answer.text


def test_a_file_is_kept_with_the_quote_and_a_wrong_one_is_named(desk):
    supplier, product = make_supplier(), make_product()
    pdf = (io.BytesIO(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"), "报价.pdf")
    answer = desk.post("/quotes", data=form(supplier, product, file=pdf))
    assert answer.status_code == 303
    assert "报价.pdf" in desk.get(answer.location).text
    bad = (io.BytesIO(b"MZ"), "prices.exe")
    answer = desk.post("/quotes", data=form(supplier, product, key="k2", file=bad))
    assert answer.status_code == 422 and "Only pictures" in answer.text
    assert Quote.select().count() == 1 and Attachment.select().count() == 1


def test_below_the_moq_the_real_outlay_is_named(desk):
    quote = make_quote(make_supplier(), make_product(), moq=200)
    page = desk.get(f"/quotes/{quote.id}?quantity=50").text
    assert "Below MOQ" in page and "50 asked, 200 must be bought: ¥2,000.00 for the goods." in page


def test_buying_up_to_the_next_break_is_suggested_when_it_costs_less(desk):
    quote = make_quote(make_supplier(), make_product(), breaks=[(1, D(10)), (100, D(8))])
    assert "Buying 100 instead costs less in all: ¥800.00" in desk.get(f"/quotes/{quote.id}?quantity=90").text
    assert "Buying" not in desk.get(f"/quotes/{quote.id}?quantity=70").text


def test_a_threshold_belongs_to_its_line(desk):
    quote = make_quote(make_supplier(), make_product(return_rate=D(0)), breaks=[(1, D(10)), (100, D(8))])
    cost = desk.get(f"/quotes/{quote.id}?quantity=100").text.split('id="cost"')[1]
    assert "¥8.00" in cost and "¥10.00" not in cost.split("Terms")[0]


def test_working_out_another_quantity_answers_the_figures_alone(desk):
    quote = make_quote(make_supplier(), make_product())
    answer = desk.get(f"/quotes/{quote.id}?quantity=30", headers={"HX-Request": "true"})
    assert answer.text.lstrip().startswith('<div id="cost"') and "¥300.00" in answer.text
    wrong = desk.get(f"/quotes/{quote.id}?quantity=x", headers={"HX-Request": "true"})
    assert wrong.status_code == 200 and "Enter a number of pieces" in wrong.text


def test_an_unknown_fee_leaves_the_landed_cost_open_and_is_named(desk):
    quote = make_quote(make_supplier(), make_product(return_rate=D(0)), packing_state="unknown")
    page = desk.get(f"/quotes/{quote.id}").text
    assert "at least ¥10.00" in page and "Unknown: packing" in page


def test_the_suppliers_own_return_rate_wins_over_that_of_the_product(desk):
    supplier, product = make_supplier(), make_product(return_rate=D("0.5"))
    quote = make_quote(supplier, product)
    Source.update(return_rate=D("0.1")).execute()
    assert "¥11.00" in desk.get(f"/quotes/{quote.id}").text


def test_without_a_rate_a_quote_is_not_comparable_and_with_one_it_names_rate_and_day(desk):
    quote = make_quote(make_supplier(), make_product(return_rate=D(0)), currency="USD")
    assert "Not comparable" in desk.get(f"/quotes/{quote.id}").text
    FxRate.create(base="USD", quote="CNY", value=D("7.12345"), on=date(2026, 11, 1), at=NOW)
    page = desk.get(f"/quotes/{quote.id}").text
    assert "1 USD = 7.12345 CNY (2026-11-01)" in page
    assert "¥71.2345" in page


def test_an_expired_quote_says_so(desk):
    quote = make_quote(make_supplier(), make_product(), valid_until=date(2026, 11, 23), quoted_on=date(2026, 11, 1))
    assert "This quote ran out on 2026-11-23" in desk.get(f"/quotes/{quote.id}").text


def test_a_quote_holds_through_its_last_day(desk):
    quote = make_quote(make_supplier(), make_product(), valid_until=TODAY)
    page = desk.get(f"/quotes/{quote.id}").text
    assert "ran out" not in page and "Runs out today" in page


def test_a_new_quote_like_an_older_one_starts_from_its_figures_and_leaves_it_as_history(desk):
    supplier, product = make_supplier(), make_product()
    old = make_quote(supplier, product, breaks=[(1, D(10)), (100, D(8))], moq=50, quoted_on=date(2026, 5, 1))
    page = desk.get(f"/quotes/new?like={old.id}").text
    assert 'value="50"' in page and 'value="8"' in page and 'value="2026-11-24"' in page
    answer = desk.post("/quotes", data=form(supplier, product))
    page = desk.get(answer.location).text
    assert f'href="/quotes/{old.id}"' in page and "2026-05-01" in page


def test_a_mistake_is_corrected_and_the_change_recorded(desk):
    supplier, product = make_supplier(), make_product()
    quote = make_quote(supplier, product)
    given = form(supplier, product, version=1, **{"breaks-0-unit_price": "9"})
    assert desk.post(f"/quotes/{quote.id}", data=given).status_code == 303
    assert breaks() == [(1, D(9))]
    event = AuditEvent.get(AuditEvent.verb == "quote.edit")
    before, after = json.loads(event.before), json.loads(event.after)
    assert (before["breaks"], after["breaks"]) == (["1: 10"], ["1: 9"])
    assert set(before) == set(after) == {"breaks", "lead_days", "payment", "valid_until"}


def test_of_two_corrections_the_second_sees_the_first(desk, signed_in, cast):
    supplier, product = make_supplier(), make_product()
    quote = make_quote(supplier, product)
    lin = {"breaks-0-unit_price": "9", "packing-state": "amount", "packing-figure": "0.5", "moq": "30"}
    signed_in(cast.lin).post(f"/quotes/{quote.id}", data=form(supplier, product, version=1, **lin))
    answer = desk.post(f"/quotes/{quote.id}", data=form(supplier, product, version=1, note="Mine"))
    assert answer.status_code == 409
    assert cast.lin.name in answer.text and "1: ¥9.00" in answer.text and "¥0.50" in answer.text
    assert "Mine" in answer.text and breaks() == [(1, D(9))]
    assert desk.post(f"/quotes/{quote.id}", data=form(supplier, product, version=2)).status_code == 303
    assert breaks() == [(1, D(10))]


def test_a_quote_of_a_retired_supplier_can_still_be_corrected(desk):
    supplier, product = make_supplier(status="retired"), make_product()
    quote = make_quote(supplier, product)
    data = form(supplier, product, version=1, note="They wrote 11")
    assert desk.post(f"/quotes/{quote.id}", data=data).status_code == 303
    assert Quote.get().note == "They wrote 11"


def test_a_quote_is_gone_with_its_product_and_back_with_it(desk):
    product = make_product()
    quote = make_quote(make_supplier(), product)
    answer = desk.post(f"/products/{product.id}/remove")
    undo = desk.get(answer.location).text.split('action="/undo/')[1].split('"')[0]
    assert desk.get(f"/quotes/{quote.id}").status_code == 404
    assert desk.get(f"/quotes/{quote.id}/edit").status_code == 404
    desk.post(f"/undo/{undo}")
    assert desk.get(f"/quotes/{quote.id}").status_code == 200


def test_a_deleted_quote_can_be_brought_back(desk):
    quote = make_quote(make_supplier(), make_product())
    answer = desk.post(f"/quotes/{quote.id}/remove")
    undo = desk.get(answer.location).text.split('action="/undo/')[1].split('"')[0]
    assert desk.get(f"/quotes/{quote.id}").status_code == 404
    assert desk.post(f"/undo/{undo}").location == f"/quotes/{quote.id}"
    assert trail_tells("quote.remove", "quote.restore")


def test_a_viewer_reads_a_quote_and_changes_nothing(signed_in, cast):
    quote = make_quote(make_supplier(), make_product())
    guest = signed_in(cast.guo)
    assert "Correct" not in guest.get(f"/quotes/{quote.id}").text
    assert guest.get(f"/quotes/{quote.id}/edit").status_code == 403


def test_the_page_costs_the_same_with_a_long_history(desk, statements):
    supplier, product = make_supplier(), make_product()
    quote = make_quote(supplier, product)

    def cost():
        with statements() as seen:
            desk.get(f"/quotes/{quote.id}")
        return len(seen)

    few = cost()
    for month in range(1, 11):
        make_quote(supplier, product, quoted_on=date(2026, month, 1))
    assert cost() == few <= 10


def test_a_quote_offers_the_products_of_every_business_and_none_beforehand(desk):
    make_product("Charger")
    make_product("Membership", business=make_business("Cards"), kind="digital")
    page = desk.get("/quotes/new").text
    assert '<optgroup label="Cards">' in page
    chosen = page.split('id="product"')[1].split("</select>")[0]
    assert "Membership" in chosen and "selected" not in chosen.replace('selected value=""', "")


@pytest.mark.parametrize("number", ["²", "9" * 5000])
def test_a_price_on_a_line_no_page_writes_is_not_read(desk, number):
    more = {f"breaks-{number}-unit_price": "99"}
    assert desk.post("/quotes", data=form(make_supplier(), make_product(), **more)).status_code == 303
    assert breaks() == [(1, D(10))]

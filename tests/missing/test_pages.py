"""What is missing of each supplier: a link to the very field, one press that asks all, and the product's figures."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest

from portal.core.models.audit import AuditEvent
from portal.inquiries.models.inquiries import Inquiry
from portal.products.models import Product
from portal.suppliers.models.suppliers import Supplier
from tests.cast import NOW, stamp
from tests.comparisons.makers import address, make_goods, make_offer, make_paper, make_rival, make_verdict

pytestmark = pytest.mark.usefixtures("noon")
UNKNOWN = {f"{fee}_state": "unknown" for fee in ("freight_per_order", "freight_per_unit", "packing", "other_fees")}


@pytest.fixture
def charger(cast):
    return make_goods()


@pytest.fixture
def whole(charger):
    """A supplier of whom all is known."""
    north = make_rival("North")
    make_offer(north, charger, "40")
    make_verdict(north, charger)
    return north


@pytest.fixture
def vague(charger):
    """A supplier that said its price and hardly more."""
    south = make_rival("South", licence=False, agreement=False, since_year=None, since_month=None)
    make_offer(south, charger, "30", moq=None, lead_days=None, payment="unknown", tax_basis="unknown", **UNKNOWN)
    return south


def missing(page):
    """Link text -> address, of the list of what is missing."""
    section = page.text.split('id="missing"')[1].split("</section>")[0]
    return {text: unescape(url) for url, text in re.findall(r'<a href="([^"]*)">([^<]*)</a>', section)}


def asked(charger, *suppliers, **more):
    return {"product": charger.id, "quantity": 500, "supplier": [one.id for one in suppliers], "key": "k", **more}


def test_each_missing_piece_leads_to_the_field_that_lacks_it(signed_in, cast, charger, whole, vague):
    browser = signed_in(cast.mei)
    links = missing(browser.get(address(charger, whole, vague)))
    assert list(links) == [
        *("freight", "packing", "other fees", "tax in the price or not", "a sample", "Business licence"),
        *("MOQ", "lead time", "payment terms", "since when it trades"),
    ]
    for text, url in links.items():
        form, _hash, anchor = url.partition("#")
        page = browser.get(form)
        assert page.status_code == 200, text
        assert not anchor or f'id="{anchor}"' in page.text, text


def test_of_a_supplier_of_whom_all_is_known_nothing_is_asked(signed_in, cast, charger, whole):
    twin = make_rival("Twin")
    make_offer(twin, charger, "41")
    make_verdict(twin, charger)
    page = signed_in(cast.mei).get(address(charger, whole, twin))
    assert "Nothing: all that a comparison asks for is on record." in page.text
    assert "/comparisons/ask" not in page.text


def test_a_quote_or_paper_that_ran_out_leads_to_a_new_one(signed_in, cast, charger, whole):
    old = make_rival("Old", licence=False)
    make_paper(old, "licence", date(2026, 11, 1))
    quote = make_offer(old, charger, "30", valid_until=date(2026, 11, 23))
    browser = signed_in(cast.mei)
    links = missing(browser.get(address(charger, whole, old)))
    assert links["a new quote"] == f"/quotes/new?like={quote.id}#breaks-0-unit_price"
    paper = links["a new Business licence (ran out 2026-11-01)"]
    assert re.search(r'<option selected value="licence">', browser.get(paper.partition("#")[0]).text)


def test_one_press_makes_one_inquiry_for_each_supplier_with_what_it_can_tell(signed_in, cast, charger, whole, vague):
    other = make_rival("West")
    make_offer(other, charger, "31", lead_days=None)
    browser = signed_in(cast.mei)
    assert "Ask all 2 for it" in browser.get(address(charger, whole, vague, other)).text
    page = browser.post("/comparisons/ask", data=asked(charger, whole, vague, other), follow_redirects=True)
    to_south, to_west = Inquiry.select().order_by(Inquiry.id)
    assert [to_south.supplier_id, to_west.supplier_id] == [vague.id, other.id]
    assert [question["key"] for question in to_south.questions] == [
        *("moq", "lead_time_days", "fee_packing", "payment_mode", "sample_terms"),
        *("quote_freight", "quote_tax", "quote_fees", "paper_copies"),
    ]
    assert [question["key"] for question in to_west.questions] == ["lead_time_days", "sample_terms"]
    assert AuditEvent.select().where(AuditEvent.verb == "inquiry.add").count() == 2
    assert "It is about: 65W charger, 500 pieces" in page.text
    assert "What is the freight, per order and per unit" in page.text
    chinese = browser.get(f"/comparisons/asked?inquiry={to_south.id}&language=zh").text
    assert "运费怎么算" in chinese and "What is the freight" not in chinese


def test_what_was_asked_and_is_open_is_not_asked_again(signed_in, cast, charger, whole, vague):
    browser = signed_in(cast.mei)
    browser.post("/comparisons/ask", data=asked(charger, whole, vague))
    answer = browser.post("/comparisons/ask", data=asked(charger, whole, vague, key="another"))
    assert Inquiry.select().count() == 1
    key = Inquiry.get().id
    assert answer.location.endswith(f"/comparisons/asked?inquiry={key}&again={key}")
    page = browser.get(answer.location).text
    assert "All of it was asked before, so nothing new is on record." in page and "One inquiry each" not in page
    told = re.search(r'<a href="([^"]*)">Asked before, .*?: not asked again.</a>', page)
    assert told and told[1] == f"/inquiries/{key}"


@pytest.mark.parametrize("status", ["paused", "retired"])
def test_one_that_nobody_buys_from_is_not_asked_and_the_page_says_so(signed_in, cast, charger, whole, vague, status):
    other = make_rival("West")
    make_offer(other, charger, "31", lead_days=None)
    Supplier.update(status=status).where(Supplier.id == vague.id).execute()
    browser = signed_in(cast.mei)
    assert "Ask 1 supplier for it" in browser.get(address(charger, whole, vague, other)).text
    page = browser.post("/comparisons/ask", data=asked(charger, whole, vague, other), follow_redirects=True)
    assert [inquiry.supplier_id for inquiry in Inquiry.select()] == [other.id]
    assert "Left out, as they are paused or retired: South." in page.text


@pytest.mark.parametrize(("person", "link"), [("guo", False), ("mei", False), ("lin", True)])
def test_an_exchange_rate_leads_only_whom_it_lets_in_to_its_form(signed_in, cast, charger, whole, person, link):
    """Others read who can enter it, and where."""
    abroad = make_rival("Abroad")
    make_offer(abroad, charger, "5", currency="EUR")
    page = signed_in(getattr(cast, person)).get(address(charger, whole, abroad))
    section = page.text.split('id="missing"')[1].split("</section>")[0]
    assert ("/rates" in section) is link
    words = "an exchange rate for EUR (an administrator enters it on “Exchange rates”)"
    assert (words in section) is not link and "an exchange rate for EUR" in section


def test_what_was_asked_of_another_product_is_asked_of_this_one_too(signed_in, cast, charger, whole, vague):
    browser = signed_in(cast.mei)
    browser.post("/comparisons/ask", data=asked(charger, whole, vague))
    lamps = [make_goods(name=name) for name in ("Lamp", "Lamp, large")]
    for lamp in lamps:
        make_offer(whole, lamp, "40")
        make_offer(vague, lamp, "30", moq=None, tax_basis="unknown", **UNKNOWN)
        page = browser.post("/comparisons/ask", data=asked(lamp, vague, whole, key=lamp.name), follow_redirects=True)
        assert f"It is about: {lamp.name}, 500 pieces" in page.text and "65W charger" not in page.text
    again = asked(lamps[0], vague, whole, key="again", quantity=1200)
    lamp, _large = (
        one.id
        for one in Inquiry.select().where(Inquiry.note.startswith("Lamp")).order_by(Inquiry.id)
        if one.supplier_id == vague.id
    )
    assert f"inquiry={lamp}" in browser.post("/comparisons/ask", data=again).location


def test_who_may_only_read_is_offered_no_press_and_has_none(signed_in, cast, charger, whole, vague):
    browser = signed_in(cast.guo)
    page = browser.get(address(charger, whole, vague))
    assert "freight" in page.text.split('id="missing"')[1] and missing(page) == {}
    assert "/comparisons/ask" not in page.text
    assert browser.post("/comparisons/ask", data=asked(charger, whole, vague)).status_code == 403


@pytest.fixture
def unpriced(charger):
    Product.update(sale_price=None, monthly_units=None).execute()
    return charger


def test_sale_price_and_monthly_units_are_asked_for_on_the_page_and_kept_with_the_product(
    signed_in, cast, unpriced, whole, vague
):
    browser = signed_in(cast.mei)
    page = browser.get(address(unpriced, whole, vague))
    assert 'name="sale_price"' in page.text and 'name="monthly_units"' in page.text
    sent = asked(unpriced, whole, vague, sale_price="79", monthly_units="")
    answer = browser.post("/comparisons/figures", data=sent)
    assert answer.status_code == 303 and answer.location.startswith("/comparisons/show?product=")
    kept = Product.get_by_id(unpriced.id)
    assert (kept.sale_price, kept.monthly_units, kept.version) == (Decimal(79), None, unpriced.version + 1)
    assert AuditEvent.get(AuditEvent.verb == "product.edit").after == '{"sale_price":"79"}'
    page = browser.get(address(unpriced, whole, vague))
    assert 'name="sale_price"' not in page.text and 'name="monthly_units"' in page.text


def test_what_was_typed_stays_where_it_cannot_be_kept(signed_in, cast, unpriced, whole, vague):
    sent = asked(unpriced, whole, vague, sale_price="cheap", monthly_units="300")
    page = signed_in(cast.mei).post("/comparisons/figures", data=sent)
    assert page.status_code == 422
    assert 'value="cheap"' in page.text and 'value="300"' in page.text
    assert "Enter an amount, for example 21.5, ¥21.5 or 21.5 CNY." in page.text
    assert Product.get_by_id(unpriced.id).monthly_units is None


def test_a_price_in_another_currency_is_asked_never_taken(signed_in, cast, unpriced, whole, vague):
    Product.update(currency="USD").execute()
    page = signed_in(cast.mei).post("/comparisons/figures", data=asked(unpriced, whole, vague, sale_price="¥99"))
    assert page.status_code == 422
    assert "This is kept in USD. Enter the amount in it." in page.text and 'value="¥99"' in page.text
    assert Product.get_by_id(unpriced.id).sale_price is None


def test_where_nothing_was_typed_nothing_is_said_to_be_saved(signed_in, cast, unpriced, whole, vague):
    browser = signed_in(cast.mei)
    sent = asked(unpriced, whole, vague, sale_price="", monthly_units="")
    page = browser.post("/comparisons/figures", data=sent, follow_redirects=True).text
    assert "Nothing was typed, so nothing is saved." in page and "Saved with the product." not in page


def test_a_comparison_whose_suppliers_are_gone_has_no_paper(signed_in, cast, charger, whole, vague):
    Supplier.update(deleted_at=NOW).execute()
    path = address(charger, whole, vague).replace("/show", "/print")
    assert signed_in(cast.mei).get(path).status_code == 404


def test_a_figure_a_colleague_filled_in_first_stands_and_is_told(signed_in, cast, unpriced, whole, vague):
    browser = signed_in(cast.mei)
    unpriced.amend(Product.get_by_id(unpriced.id).version, stamp(cast.lin), sale_price=Decimal(75))
    page = browser.post("/comparisons/figures", data=asked(unpriced, whole, vague, sale_price="79"))
    assert page.status_code == 409
    assert "the product now says ¥75.00. You typed ¥79.00." in page.text
    assert Product.get_by_id(unpriced.id).sale_price == Decimal(75)


def test_who_may_only_read_is_not_asked_for_figures(signed_in, cast, unpriced, whole, vague):
    browser = signed_in(cast.guo)
    assert 'name="sale_price"' not in browser.get(address(unpriced, whole, vague)).text
    assert browser.post("/comparisons/figures", data=asked(unpriced, whole, vague)).status_code == 403

"""Quotes, sources and lists of products as rows."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal as D
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.audit.queries.trail import changes
from portal.core.models.audit import AuditEvent
from portal.core.models.change import Stale
from portal.market.queries.offers import offer
from portal.products.models import FLAGS, Source
from portal.products.queries.filter import ProductFilter
from portal.products.queries.list import page, sellers
from portal.quotes.models import PriceBreak, Quote
from portal.quotes.queries.page import as_offer, other_quotes, quote_row
from tests.cast import TODAY, stamp
from tests.products.makers import make_product, make_quote
from tests.suppliers.makers import make_supplier

pytestmark = pytest.mark.usefixtures("cast")


def test_a_correction_replaces_the_price_list_and_keeps_the_old_one_in_the_trail():
    quote = make_quote(make_supplier(), make_product(), breaks=[(1, D(10)), (100, D(8))])
    Quote.get_by_id(quote.id).correct(quote.version, stamp(), [(1, D("9.5"))], moq=20)
    assert quote.breaks() == [(1, D("9.5"))]
    event = changes("quote", quote.id)[0]
    assert ("moq", None, 20) in event.fields
    assert ("breaks", ["1: 10", "100: 8"], ["1: 9.5"]) in event.fields


def test_the_trail_names_of_a_corrected_quote_what_changed_and_nothing_else():
    quote = make_quote(make_supplier(), make_product(), moq=50, lead_days=7)
    quote.correct(quote.version, stamp(), [(1, D(10))], moq=20, lead_days=7)
    assert [name for name, _before, _after in changes("quote", quote.id)[0].fields] == ["moq"]


def test_the_trail_names_of_many_corrected_quotes_what_changed_of_each():
    one, two = (make_quote(make_supplier(), make_product(name), moq=50, lead_days=7) for name in ("Charger", "Cable"))
    given = [
        (row, {"moq": moq, "lead_days": 7, "breaks": [(1, D(10))]}, row.breaks()) for row, moq in ((one, 20), (two, 50))
    ]
    Quote.correct_all(stamp(), given)
    assert changes("quote", one.id)[0].fields == (("moq", 50, 20),)
    assert changes("quote", two.id)[0].fields == ()


def test_a_correction_of_somebody_who_saw_an_older_version_changes_nothing():
    quote = make_quote(make_supplier(), make_product())
    Quote.get_by_id(quote.id).correct(1, stamp(), [(1, D(9))])
    with pytest.raises(Stale):
        quote.correct(1, stamp(), [(1, D(7))])
    assert [one.unit_price for one in PriceBreak.select()] == [D(9)]


def test_a_line_of_a_price_list_holds_six_decimals_exactly():
    quote = make_quote(make_supplier(), make_product(), breaks=[(1, D("0.123456"))])
    assert Quote.get_by_id(quote.id).breaks() == [(1, D("0.123456"))]


def test_a_second_quote_of_a_supplier_adds_no_second_source():
    supplier, product = make_supplier(), make_product()
    make_quote(supplier, product)
    make_quote(supplier, product)
    assert Source.select().count() == 1
    assert [one.supplier_id for one in sellers(product.id)] == [supplier.id]


def test_a_source_keeps_its_role_when_somebody_else_changed_it_first():
    supplier, product = make_supplier(), make_product()
    source = Source.put(supplier.id, product.id, "margin", None, stamp())
    Source.get_by_id(source.id).settle(1, "traffic", None, stamp())
    with pytest.raises(Stale):
        source.settle(1, "backup", None, stamp())
    assert Source.get().role == "traffic"
    assert AuditEvent.select().where(AuditEvent.verb == "source.put").count() == 2


def test_a_source_that_stays_as_it_is_makes_no_event():
    source = Source.put(make_supplier().id, make_product().id, "margin", None, stamp())
    assert not source.settle(1, "margin", None, stamp())
    assert source.settle(1, "traffic", None, stamp())
    assert AuditEvent.select().where(AuditEvent.verb == "source.put").count() == 2


def test_a_supplier_that_was_deleted_sells_nothing():
    supplier, product = make_supplier(), make_product()
    quote = make_quote(supplier, product)
    supplier.remove(stamp())
    assert sellers(product.id) == []
    assert quote_row(quote.id) is None
    [line], total = page(ProductFilter(), TODAY)
    assert (line.suppliers, line.quotes, total) == (0, 0, 1)


def test_only_quotes_that_hold_today_are_counted():
    supplier, product = make_supplier(), make_product()
    make_quote(supplier, product, valid_until=TODAY)
    make_quote(supplier, product, valid_until=TODAY - timedelta(days=1))
    make_quote(supplier, product, quoted_on=TODAY + timedelta(days=1))
    [line], _total = page(ProductFilter(), TODAY)
    assert line.quotes == 1


def test_a_quote_is_read_the_same_way_for_its_page_and_for_a_comparison():
    supplier, product = make_supplier(), make_product(return_rate=D("0.02"))
    quote = make_quote(supplier, product, breaks=[(1, D(10)), (100, D(8))])
    read = as_offer(quote_row(quote.id))
    assert read.terms.return_rate == D("0.02")
    assert read == offer(quote, read.terms.breaks, D("0.02"), digital=False)


def test_other_quotes_are_those_of_the_same_supplier_for_the_same_product():
    supplier, product = make_supplier(), make_product()
    old = make_quote(supplier, product, breaks=[(1, D(10)), (100, D(8))], quoted_on=date(2026, 1, 1))
    make_quote(make_supplier("Another"), product)
    make_quote(supplier, make_product("Cup"))
    [line] = other_quotes(make_quote(supplier, product))
    assert (line.id, line.lowest, line.highest) == (old.id, D(8), D(10))


texts = st.text(max_size=30)


@given(
    texts,
    st.sampled_from(["", "physical", "digital"]),
    st.sampled_from(["", *FLAGS]),
    st.none() | st.integers(0, 2**31 - 1),
)
def test_the_address_of_a_filter_leads_back_to_it(q, kind, flag, category):
    wanted = ProductFilter(q=q.replace("\x00", ""), kind=kind, flag=flag, category=category)
    assert ProductFilter.read(dict(parse_qsl(urlencode(wanted.query)))) == wanted


@given(st.dictionaries(st.sampled_from(["q", "kind", "category", "flag", "role", "price", "page"]), st.text()))
def test_no_address_is_too_odd_for_a_filter(given):
    read = ProductFilter.read(given)
    assert 1 <= read.page <= 10_000
    assert read.flag in ("", *FLAGS)

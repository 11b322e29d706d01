"""Selling fees: the sale price has to bear them too; unknown ones are said once and stand in nobody's way."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D

import pytest
from flask_babel import force_locale

from portal.comparisons.pages.verdict import verdict
from portal.comparisons.pages.watch import watch_lines
from portal.comparisons.rules.comparison import Conclusion, Reservation
from portal.comparisons.rules.recommendation import SellingFee, cost_ceiling
from portal.settings.rules.rates import Rate
from tests.comparisons.sheets import GOODS, TODAY, rival, sheet

NORTH, SOUTH = rival(1, "40"), rival(2, "44", lead=20, score="70")


def sold(price, share="0", fixed="0", currency="CNY"):
    share, fixed = (None if text is None else D(text) for text in (share, fixed))
    return replace(GOODS, sale_price=D(price), sale_share=share, sale_fee=fixed, currency=currency)


@pytest.mark.parametrize(
    ("goods", "net", "unknown"),
    [
        (sold("100", "0.05", "0.6"), D("94.4"), ()),
        (sold("100"), D(100), ()),
        (sold("100", None, "2"), D(98), (SellingFee.share,)),
        (sold("100", None, None), D(100), (SellingFee.share, SellingFee.fixed)),
    ],
)
def test_the_ceiling_is_the_sale_price_less_what_is_known_of_its_fees(goods, net, unknown):
    ceiling = cost_ceiling(goods, (), "CNY", (), TODAY)
    assert (ceiling.amount, ceiling.net, ceiling.unknown_fees) == (net, net, unknown)
    need = cost_ceiling(goods, [(D(50), "CNY")], "CNY", (), TODAY)
    assert (need.amount, need.by_sale) == (D(50), False)


def test_fees_are_changed_into_the_money_of_the_comparison_with_the_sale_price():
    rate = Rate("USD", "CNY", D(7), TODAY)
    assert cost_ceiling(sold("10", "0.1", "1", "USD"), (), "CNY", [rate], TODAY).net == D(56)


def test_an_offer_that_earns_something_before_fees_and_nothing_after_them_is_not_recommended():
    assert sheet(NORTH, SOUTH, goods=sold("45")).comparison.conclusion is Conclusion.recommended
    taken = sheet(NORTH, SOUTH, goods=sold("45", "0.1", "0.5"))
    assert taken.comparison.conclusion is Conclusion.too_dear
    assert taken.comparison.reservations == (Reservation.loses,)
    exactly = sheet(NORTH, SOUTH, goods=sold("50", "0.2"))
    assert Reservation.loses in exactly.comparison.reservations  # 40 left for 40 earns nothing


@pytest.fixture
def text(app):
    def reader(page, language="en"):
        with app.test_request_context("/", headers={"Accept-Language": language}), force_locale(language):
            lines = [f"{line.before}{line.names}{line.after}" for line in watch_lines(page)]
            return " ".join((*verdict(page), *lines))

    return reader


def test_what_a_sale_leaves_is_told_after_fees_and_agrees_with_what_is_printed(text):
    page = sheet(NORTH, SOUTH, goods=sold("79", "0.055", "0.6"))
    assert "Sold at ¥79.00, less ¥4.95 selling fees, it leaves ¥34.05 a unit." in text(page)
    assert "卖 ¥79.00，扣掉平台费用 ¥4.95，每件还剩 ¥34.05。" in text(page, "zh")
    dear = sheet(NORTH, SOUTH, goods=sold("42", "0.1"))
    assert "costs ¥40.00 landed, a unit sells for ¥42.00 and leaves ¥37.80 after ¥4.20 selling fees." in text(dear)


@pytest.mark.parametrize("known", [{}, {"fixed": "2"}])
def test_unknown_fees_are_said_once_and_block_nothing(text, known):
    page = sheet(NORTH, SOUTH, goods=sold("79", None, known.get("fixed")))
    assert page.comparison.conclusion is Conclusion.recommended
    assert text(page).count("Selling fees not known") == 1 and text(page, "zh").count("平台费用还不知道") == 1
    assert ("it leaves ¥37.00 a unit or less" if known else "leaves ¥39.00 a unit before selling fees") in text(page)
    assert "Selling fees" not in text(sheet(NORTH, SOUTH, goods=sold("79")))
    assert "Selling fees" not in text(sheet(NORTH, SOUTH, goods=replace(GOODS, sale_price=None, sale_share=None)))

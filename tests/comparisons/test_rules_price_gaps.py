"""A price is held against the middle of the others, like for like."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.comparisons.rules.candidates import QuoteOffer
from portal.comparisons.rules.price_gaps import like_for_like, price_gap
from portal.quotes.rules.payment import Payment
from portal.quotes.rules.terms import Break, TaxBasis, Terms

PRICES = st.decimals(min_value="0.01", max_value="9999", places=4)


def prices(*figures):
    return [Decimal(figure) for figure in figures]


def offer(tax=TaxBasis.included, incoterm="", **about):
    terms = Terms(currency="CNY", breaks=(Break(1, Decimal(10)),), tax_basis=tax)
    return QuoteOffer(
        id=1, quoted_on=date(2026, 11, 24), valid_until=None, terms=terms, lead_days=None, payment=Payment.unknown,
        credit_days=None, deposit_share=None, payment_note="", incoterm=incoterm,
    )  # fmt: skip


def test_a_price_is_28_percent_under_the_middle_of_four_others():
    found = price_gap(Decimal("7.56"), prices("9", "10", "11", "12"), 2)
    assert (found.ratio, found.share, found.others) == (Decimal("0.72"), Decimal("-0.28"), 4)


def test_with_an_odd_number_the_one_in_the_middle_counts_and_an_outlier_does_not_move_it():
    assert price_gap(Decimal(8), prices("9", "10", "500"), 2).ratio == Decimal("0.8")


@given(PRICES, st.lists(PRICES, min_size=2, max_size=9))
def test_the_ratio_is_the_price_over_the_median_to_three_places(own, others):
    assert abs(price_gap(own, others, 2).ratio - own / median(others)) <= Decimal("0.0005")


def test_too_few_others_say_nothing():
    assert price_gap(Decimal(8), prices("10"), 2) is None
    assert price_gap(Decimal(8), prices("10"), 1).others == 1
    assert price_gap(Decimal(8), [], 0) is None


def test_half_a_step_is_rounded_up():
    assert price_gap(Decimal("0.7995"), prices("1", "1"), 2).ratio == Decimal("0.8")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (offer(), offer(), True),
        (offer(), offer(TaxBasis.excluded), False),
        (offer(TaxBasis.unknown), offer(TaxBasis.unknown), False),
        (offer(incoterm="FOB"), offer(incoterm="FOB"), True),
        (offer(incoterm="FOB"), offer(incoterm="CIF"), False),
    ],
)
def test_like_for_like_is_one_known_tax_basis_and_one_term_of_delivery(one, other, alike):
    assert like_for_like(one, other) is alike

"""The cheapest split, against every split there is."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.baskets.rules.splitting import Lot, Split, cheapest_split


def lot(amount: int, *once: int) -> Lot:
    return Lot(Decimal(amount), tuple(map(Decimal, once or (0,))))


def cost(lots, items, suppliers):
    """What a split comes to, reckoned anew: goods, and of each fee the largest once for a supplier."""
    goods = sum(lots[pair].amount for pair in zip(items, suppliers, strict=True))
    fees = 0
    for supplier in set(suppliers):
        onces = [lots[pair].once for pair in zip(items, suppliers, strict=True) if pair[1] == supplier]
        fees += sum(max(kind) for kind in zip(*onces, strict=True))
    return goods + fees


def every_split(lots, items, suppliers, most):
    for chosen in product(suppliers, repeat=len(items)):
        if len(set(chosen)) <= most and all(pair in lots for pair in zip(items, chosen, strict=True)):
            yield cost(lots, items, chosen), len(set(chosen)), chosen


@st.composite
def markets(draw):
    items, suppliers = list(range(draw(st.integers(1, 5)))), list(range(draw(st.integers(1, 4))))
    fee = st.sampled_from([0, 0, 20, 90, 250])
    lots = {
        (item, supplier): lot(draw(st.integers(1, 300)), draw(fee), draw(fee), draw(fee))
        for item in items
        for supplier in suppliers
        if draw(st.integers(0, 4))
    }
    return items, suppliers, lots, draw(st.integers(1, 4))


@given(markets())
@settings(max_examples=100)
def test_no_split_is_cheaper_and_none_as_cheap_needs_fewer_suppliers(market):
    items, suppliers, lots, most = market
    best = min(((total, count) for total, count, _chosen in every_split(lots, items, suppliers, most)), default=None)
    split = cheapest_split(items, suppliers, lots, most)
    assert best == (split and (split.total, len(split.sources)))
    if split:
        assert split.total == cost(lots, items, split.suppliers)


@given(markets())
@settings(max_examples=100)
def test_one_supplier_more_never_makes_it_dearer(market):
    items, suppliers, lots, _most = market
    totals = [cheapest_split(items, suppliers, lots, most) for most in range(1, 5)]
    known = [split.total for split in totals if split]
    assert known == sorted(known, reverse=True)


def test_a_fee_paid_once_keeps_the_order_together():
    lots = {(1, 7): lot(100, 50), (2, 7): lot(100, 50), (1, 8): lot(90, 40), (2, 8): lot(140, 40)}
    assert cheapest_split([1, 2], [7, 8], lots, 2) == Split(Decimal(250), (7, 7))


def test_fees_that_differ_count_once_at_the_largest():
    lots = {(1, 7): lot(100, 30, 0), (2, 7): lot(100, 50, 5)}
    assert cheapest_split([1, 2], [7], lots, 1) == Split(Decimal(255), (7, 7))


def test_of_equal_splits_the_one_with_fewer_suppliers_wins():
    lots = {(1, 7): lot(100), (2, 7): lot(100), (1, 8): lot(100), (2, 8): lot(100)}
    assert cheapest_split([1, 2], [8, 7], lots, 2) == Split(Decimal(200), (8, 8))


def test_what_nobody_sells_together_has_no_split():
    lots = {(1, 7): lot(100), (2, 8): lot(100)}
    assert cheapest_split([1, 2], [7, 8], lots, 1) is None
    assert cheapest_split([1, 2, 3], [7, 8], lots, 2) is None


@pytest.mark.parametrize("fees", [[0], [0, 50, 90], list(range(1, 900, 7))])
def test_the_largest_basket_is_split_by_few_enough_steps(fees):
    """Ten items and five suppliers with fees of many sizes: without its bound the search would take minutes."""
    lots = {
        (item, supplier): lot(
            1000 + 37 * item * (supplier + 1) % 900, *(fees[(item * 5 + supplier * k) % len(fees)] for k in (1, 2, 3))
        )
        for item in range(10)
        for supplier in range(5)
    }
    split = cheapest_split(range(10), range(5), lots, 5)
    assert split
    assert split.total == cost(lots, range(10), split.suppliers)

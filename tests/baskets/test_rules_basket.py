"""Which way of buying a basket wins, and when nothing may be said to win."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.baskets.rules.bids import BasketItem, BidState
from portal.quotes.rules.build_up import CostInput
from portal.quotes.rules.terms import TaxBasis
from tests.baskets.makers import CABLE, CHARGER, EAST, MUG, NAMES, NORTH, SOUTH, UNKNOWN, fee, make_basket, make_quote
from tests.cast import TODAY


def totals(basket):
    return [(answer.most, answer.plan and answer.plan.total) for answer in basket.answers]


def test_one_supplier_and_a_split_are_priced_with_freight_once_for_each():
    freight = {"freight_per_order": fee("100")}
    basket = make_basket(
        make_quote(NORTH, CHARGER, "10", **freight),
        make_quote(NORTH, CABLE, "5", **freight),
        make_quote(SOUTH, CABLE, "3", **freight),
    )
    assert totals(basket) == [(1, Decimal(6600)), (2, Decimal(6500))]
    assert basket.answers[1].plan.sources == (NORTH, SOUTH)
    assert basket.cheapest == Decimal(6500)


def test_a_split_that_freight_eats_up_is_no_way_of_its_own():
    freight = {"freight_per_order": fee("250")}
    basket = make_basket(
        make_quote(NORTH, CHARGER, "10", **freight),
        make_quote(NORTH, CABLE, "5", **freight),
        make_quote(SOUTH, CABLE, "3", **freight),
    )
    assert totals(basket) == [(1, Decimal(6750))]


def test_a_supplier_that_lacks_something_is_never_complete():
    basket = make_basket(make_quote(NORTH, CHARGER), make_quote(SOUTH, CHARGER), make_quote(SOUTH, CABLE))
    north, south = basket.singles
    assert (north.lacks, south.lacks) == ((CABLE,), ())
    assert basket.answers[0].plan.sources == (SOUTH,)


def test_nobody_covers_all_but_two_do_together():
    basket = make_basket(make_quote(NORTH, CHARGER), make_quote(SOUTH, CABLE))
    assert [(answer.most, answer.plan is None) for answer in basket.answers] == [(1, True), (2, False)]


def test_what_nobody_can_deliver_is_left_out_of_every_total():
    basket = make_basket(make_quote(NORTH, CHARGER), make_quote(SOUTH, CHARGER), items=(CHARGER, MUG))
    assert basket.left_out == (MUG,)
    assert basket.answers[0].plan.total == Decimal(6000)


def test_without_any_usable_quote_there_is_no_way():
    basket = make_basket(make_quote(NORTH, CHARGER, currency="USD"))
    assert basket.answers == ()
    assert basket.cheapest is None


def test_unknown_fees_never_win_against_a_known_total():
    basket = make_basket(
        make_quote(NORTH, CHARGER, "10"), make_quote(SOUTH, CHARGER, "9", packing=UNKNOWN), items=(CHARGER,)
    )
    answer = basket.answers[0]
    assert answer.plan.sources == (NORTH,)
    assert basket.rival(answer.plan).total == Decimal(5400)
    assert basket.rival(answer.plan).unknown == {SOUTH: (CostInput.packing,)}


def test_unknown_fees_that_are_dearer_already_change_nothing():
    basket = make_basket(
        make_quote(NORTH, CHARGER, "9"), make_quote(SOUTH, CHARGER, "10", packing=UNKNOWN), items=(CHARGER,)
    )
    assert basket.rival(basket.answers[0].plan) is None
    assert basket.answers[0].known.sources == (NORTH,)


def test_a_split_with_unknown_fees_that_might_undercut_is_never_dropped_in_silence():
    basket = make_basket(
        make_quote(NORTH, CHARGER, "10"),
        make_quote(NORTH, CABLE, "5"),
        make_quote(SOUTH, CABLE, "4", packing=UNKNOWN),
    )
    [answer] = basket.answers
    assert answer.plan.sources == (NORTH,)
    assert basket.rival(answer.plan).sources == (NORTH, SOUTH)


def test_a_later_break_counts_for_what_may_still_undercut():
    """Nobody knows the packing: if it is nothing, 1000 pieces cost less than 600 from anybody."""
    south = make_quote(SOUTH, CHARGER, breaks={1: "12", 1000: "1"}, packing=UNKNOWN)
    basket = make_basket(make_quote(NORTH, CHARGER, "10"), south, items=(CHARGER,))
    rival = basket.rival(basket.answers[0].plan)
    assert rival.sources == (SOUTH,)
    assert (rival.total, rival.least) == (Decimal(7200), Decimal(1000))


def test_where_everything_has_unknown_fees_the_total_is_at_least_so_much():
    basket = make_basket(make_quote(NORTH, CHARGER, freight_per_order=UNKNOWN), items=(CHARGER,))
    answer = basket.answers[0]
    assert (answer.known, answer.plan.total) == (None, Decimal(6000))
    assert answer.plan.unknown
    assert basket.cheapest is None


def test_tax_bases_that_differ_are_not_comparable():
    basket = make_basket(
        make_quote(NORTH, CHARGER), make_quote(SOUTH, CHARGER, tax_basis=TaxBasis.excluded), items=(CHARGER,)
    )
    assert not basket.comparable
    assert basket.cheapest is None
    assert basket.taxes == {TaxBasis.included: (NORTH,), TaxBasis.excluded: (SOUTH,)}


def test_terms_of_delivery_that_differ_are_not_comparable():
    quotes = [make_quote(NORTH, CHARGER), make_quote(EAST, CHARGER), make_quote(SOUTH, CHARGER, delivery="EXW")]
    basket = make_basket(*quotes, items=(CHARGER,))
    assert not basket.comparable
    assert basket.odd == (SOUTH,)


@pytest.mark.parametrize("south", [TaxBasis.unknown, TaxBasis.included])
def test_a_tax_basis_nobody_knows_is_like_no_other(south):
    quotes = [make_quote(NORTH, CHARGER, tax_basis=TaxBasis.unknown), make_quote(SOUTH, CHARGER, "9", tax_basis=south)]
    basket = make_basket(*quotes, items=(CHARGER,))
    assert (basket.comparable, basket.cheapest) == (False, None)
    assert NORTH in basket.odd
    assert make_basket(quotes[0], items=(CHARGER,)).comparable  # nothing is held against it


def test_a_basis_of_a_quote_that_cannot_be_used_does_not_count():
    late = {"valid_until": TODAY - timedelta(days=1), "delivery": "EXW"}
    basket = make_basket(make_quote(NORTH, CHARGER), make_quote(SOUTH, CHARGER, **late), items=(CHARGER,))
    assert basket.comparable


def test_the_newest_quote_that_holds_counts_and_without_one_the_newest_is_named_as_run_out():
    late = {"valid_until": TODAY - timedelta(days=1)}
    older = make_quote(NORTH, CHARGER, "11", id=1)
    basket = make_basket(make_quote(NORTH, CHARGER, "10", id=2, **late), older, items=(CHARGER,))
    assert basket.bids[CHARGER.id, NORTH].quote.id == 1
    basket = make_basket(make_quote(NORTH, CHARGER, "10", id=2, **late), items=(CHARGER,))
    assert basket.bids[CHARGER.id, NORTH].state is BidState.run_out
    again = make_basket(make_quote(NORTH, CHARGER, "10", id=2, **late), older, items=(CHARGER,), expired=True)
    assert again.bids[CHARGER.id, NORTH].quote.id == 2


@st.composite
def quotes(draw):
    """Quotes of three suppliers for three products: least orders, multiples, breaks, fees, some of them unknown."""
    fees = st.sampled_from([fee("0"), fee("40"), fee("150"), UNKNOWN])
    items = tuple(BasketItem(key, f"Item {key}", draw(st.integers(1, 300))) for key in (1, 2, 3))
    offers = []
    for item, supplier in product(items, NAMES):
        if draw(st.integers(0, 4)):
            first = draw(st.integers(3, 40))
            breaks = {1: str(first), draw(st.integers(2, 400)): str(first - draw(st.integers(1, 2)))}
            terms = {"moq": draw(st.integers(1, 200)), "order_multiple": draw(st.sampled_from([1, 7, 50]))}
            about = {"freight_per_order": draw(fees), "packing": draw(fees), "other_fees": draw(fees)}
            offers.append(make_quote(supplier, item, breaks=breaks, **terms, **about))
    return items, offers


def cheapest_of(basket, most, bids, figure="amount"):
    """Every way to take one bid for each item that somebody can deliver."""
    choices = [[bid for bid in bids if bid.item == item] for item in basket.covered]
    ways = [way for way in product(*choices) if len({bid.supplier for bid in way}) <= most]
    return min((money_out(way, figure) for way in ways), default=None)


def money_out(way, figure="amount"):
    goods = sum(getattr(bid, figure) for bid in way)
    onces = [[bid.once for bid in way if bid.supplier == supplier] for supplier in {bid.supplier for bid in way}]
    return goods + sum(max(kind) for once in onces for kind in zip(*once, strict=True))


@given(quotes())
@settings(max_examples=60)
def test_every_answer_is_the_cheapest_of_all_ways_and_none_wins_on_what_is_unknown(market):
    items, offers = market
    basket = make_basket(*offers, items=items)
    known = [bid for bid in basket.usable if not bid.unknown]
    for answer in basket.answers:
        assert (answer.known and answer.known.total) == cheapest_of(basket, answer.most, known)
        assert answer.known is None or not answer.known.unknown
        if answer.open:
            assert answer.open.least == cheapest_of(basket, answer.most, basket.usable, "floor")
    if basket.covered:
        assert basket.cheapest == cheapest_of(basket, 3, known)


@given(quotes())
@settings(max_examples=100)
def test_one_supplier_pays_the_same_as_the_sum_of_its_orders(market):
    items, offers = market
    for single in make_basket(*offers, items=items).singles:
        assert single.plan.total == (money_out(single.plan.bids) if single.plan.bids else 0)
        assert {bid.item for bid in single.plan.bids} | set(single.lacks) == set(items)

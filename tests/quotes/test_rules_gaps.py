"""How far a supplier lies above the cheapest."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from portal.quotes.rules.gaps import StandingOffer, SupplierGap, cost_gaps
from portal.quotes.rules.landed_cost import landed_cost
from portal.quotes.rules.terms import FEES, UNKNOWN, Break, Fee, FeeState, TaxBasis, Terms

NORTH, SOUTH, WEST = 1, 2, 3
CHARGER, CABLE = 10, 11
NOTHING = {name: Fee(FeeState.zero) for name in FEES}


def offer(supplier, price, product=CHARGER, tax=TaxBasis.included, **differs):
    about = {"return_rate": Decimal(0), "tax_basis": tax, **NOTHING, **differs}
    terms = Terms(currency="CNY", breaks=(Break(1, Decimal(price)),), **about)
    return StandingOffer(supplier, product, landed_cost(terms, 100))


def shares(*offers):
    return {supplier: gap.share for supplier, gap in cost_gaps(offers).items()}


def test_the_cheapest_is_nought_above_and_the_others_by_their_share():
    assert shares(offer(NORTH, 10), offer(SOUTH, 12)) == {NORTH: 0, SOUTH: Decimal("0.2")}


def test_prices_with_tax_are_never_held_against_those_without():
    assert shares(offer(NORTH, 10, tax=TaxBasis.excluded), offer(SOUTH, 12)) == {NORTH: None, SOUTH: None}
    others = offer(SOUTH, 12), offer(WEST, 15), offer(NORTH, 10, tax=TaxBasis.excluded)
    assert shares(*others) == {SOUTH: 0, WEST: Decimal("0.25"), NORTH: None}


def test_two_whose_tax_nobody_knows_are_not_comparable_either():
    assert shares(offer(NORTH, 10, tax=TaxBasis.unknown), offer(SOUTH, 12, tax=TaxBasis.unknown)) == {
        NORTH: None,
        SOUTH: None,
    }


def test_a_cost_with_an_unknown_fee_is_not_known_and_makes_nobody_else_the_cheapest():
    cheap = offer(WEST, 5, packing=UNKNOWN)
    gaps = cost_gaps([cheap, offer(NORTH, 10), offer(SOUTH, 12)])
    assert gaps[WEST].share is None
    assert gaps[NORTH] == SupplierGap(Decimal(1), 1, 1, at_most=True)
    assert gaps[SOUTH] == SupplierGap(Decimal("1.4"), 1, 1, at_most=True)


def test_a_dearer_rival_takes_no_doubt_away():
    doubtful = offer(NORTH, 10), offer(WEST, 5, packing=UNKNOWN)
    alone = cost_gaps(doubtful)[NORTH]
    assert cost_gaps([*doubtful, offer(SOUTH, 11)])[NORTH] == alone


def test_the_best_of_several_products_is_the_least_share_even_where_it_is_a_bound():
    exact = offer(NORTH, 15), offer(SOUTH, 10)
    bound = offer(NORTH, "10.3", CABLE), offer(WEST, 10, CABLE, packing=UNKNOWN)
    assert cost_gaps([*exact, *bound])[NORTH] == SupplierGap(Decimal("0.03"), 2, 2, at_most=True)


def test_beside_a_cost_of_nothing_there_is_no_share():
    assert shares(offer(NORTH, 5), offer(WEST, "0.00001", packing=UNKNOWN)) == {NORTH: None, WEST: None}


def test_beside_costs_that_are_not_all_known_a_share_is_a_bound():
    dear = offer(NORTH, 12), offer(WEST, 10, packing=UNKNOWN)
    assert cost_gaps(dear)[NORTH] == SupplierGap(Decimal("0.2"), 1, 1, at_most=True)
    assert cost_gaps(dear)[WEST].share is None


def test_who_is_below_the_least_the_others_can_cost_is_the_cheapest():
    assert cost_gaps([offer(NORTH, 9), offer(WEST, 10, packing=UNKNOWN)])[NORTH] == SupplierGap(Decimal(0), 1, 1)


def test_without_a_rate_for_its_currency_it_is_not_known():
    foreign = replace(offer(WEST, 5), cost=None)
    assert shares(foreign, offer(NORTH, 10), offer(SOUTH, 12))[WEST] is None


def test_who_is_alone_is_not_the_cheapest():
    assert cost_gaps([offer(NORTH, 10)]) == {NORTH: SupplierGap(None, 0, 1)}


def test_other_products_are_another_field_and_the_best_of_several_counts():
    offers = offer(NORTH, 15), offer(SOUTH, 10), offer(NORTH, 22, CABLE), offer(WEST, 20, CABLE)
    assert cost_gaps(offers)[NORTH] == SupplierGap(Decimal("0.1"), 2, 2)
    assert cost_gaps(offers)[SOUTH] == SupplierGap(Decimal(0), 1, 1)

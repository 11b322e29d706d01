"""What a unit may cost, and what keeps a supplier from being the answer; unknown is never passed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from portal.market.rules.offers import QuoteOffer
from portal.needs.rules import (
    Brief,
    CandidateBlock,
    CostGap,
    RivalSupplier,
    Unknown,
    capacity_ratio,
    highest_cost,
    judged,
    lead_ratio,
    lines,
    ranked,
)
from portal.quotes.rules.payment import Payment
from portal.quotes.rules.terms import Break, Fee, FeeState, Terms
from portal.samples.rules.verdicts import SampleVerdict
from portal.settings.rules.rates import Rate

TODAY = date(2026, 11, 24)
NOTHING = Fee(FeeState.zero)
BRIEF = Brief(currency="CNY", price=Decimal(100), margin=Decimal("0.4"), first_order=100, longest_lead=14)


def offer(price="50", currency="CNY", lead_days=10, **terms):
    fees = dict.fromkeys(("freight_per_order", "freight_per_unit", "packing", "platform_fee", "other_fees"), NOTHING)
    known = {"currency": currency, "breaks": (Break(1, Decimal(price)),), "return_rate": Decimal(0), **fees}
    return QuoteOffer(
        id=1,
        quoted_on=TODAY,
        valid_until=None,
        terms=Terms(**(known | terms)),
        lead_days=lead_days,
        payment=Payment.unknown,
        credit_days=None,
        deposit_share=None,
        payment_note="",
        incoterm="",
    )


def rival(name="North Star", **about):
    known = {"candidate": 1, "supplier": 1, "status": "sampling", "offer": offer(), "verdict": SampleVerdict.passed}
    return RivalSupplier(name=name, **(known | about))


def found(brief=BRIEF, rates=(), **about):
    return judged(brief, rival(**about), rates, TODAY)


@pytest.mark.parametrize(
    ("price", "margin", "limit"),
    [
        ("100", "0.4", "60"),
        ("19.9", "0.35", "12.935"),
        ("100", "0", "100"),
        ("100", "1", "0"),
        ("0", "0.4", "0"),
        ("10", "0.333333", "6.6667"),
    ],
)
def test_the_highest_cost_is_the_price_without_the_margin(price, margin, limit):
    assert highest_cost(Decimal(price), Decimal(margin)) == Decimal(limit)


@pytest.mark.parametrize(("price", "margin"), [(None, Decimal("0.4")), (Decimal(100), None), (None, None)])
def test_it_stays_unknown_while_either_is(price, margin):
    assert highest_cost(price, margin) is None


def test_the_gap_is_an_amount_and_a_share():
    gap = CostGap(Decimal(66), Decimal(60))
    assert (gap.amount, gap.share, gap.over) == (6, Decimal("0.1"), True)


def test_what_costs_exactly_as_much_is_not_over():
    assert not CostGap(Decimal(60), Decimal(60)).over


def test_a_gap_to_nothing_has_no_share():
    assert CostGap(Decimal(5), Decimal(0)).share is None


def test_a_supplier_with_everything_known_and_in_order_is_clear():
    one = found()
    assert one.clear
    assert one.gap == CostGap(Decimal(50), Decimal(60))


@pytest.mark.parametrize(
    ("about", "block"),
    [
        ({"banned": True}, CandidateBlock.banned),
        ({"offer": None}, CandidateBlock.no_quote),
        ({"offer": None, "run_out": True}, CandidateBlock.expired),
        ({"offer": offer(currency="EUR")}, CandidateBlock.no_rate),
        ({"offer": offer(largest_order=50)}, CandidateBlock.too_little),
        ({"offer": offer("60.01")}, CandidateBlock.over),
        ({"offer": offer(lead_days=15)}, CandidateBlock.too_slow),
        ({"verdict": SampleVerdict.drop}, CandidateBlock.dropped),
        ({"verdict": SampleVerdict.retest}, CandidateBlock.no_sample),
        ({"verdict": None}, CandidateBlock.no_sample),
    ],
)
def test_each_block_is_named(about, block):
    assert found(**about).blocks == (block,)


@pytest.mark.parametrize(
    ("brief", "about", "unknown"),
    [
        ({"banned": None}, {}, Unknown.no_category),
        ({"price": None}, {}, Unknown.no_limit),
        ({"margin": None}, {}, Unknown.no_limit),
        ({"first_order": None}, {}, Unknown.no_order),
        ({"longest_lead": None}, {}, Unknown.no_longest),
        ({}, {"offer": offer(packing=Fee(FeeState.unknown))}, Unknown.fees),
        ({}, {"offer": offer(lead_days=None)}, Unknown.no_lead),
        ({"has_product": False}, {"offer": None, "verdict": None}, Unknown.no_product),
    ],
)
def test_what_nobody_knows_is_named_and_never_passes(brief, about, unknown):
    one = found(replace(BRIEF, **brief), **about)
    assert (one.blocks, one.unknown) == ((), (unknown,))
    assert not one.clear


def test_a_fee_nobody_knows_cannot_save_what_is_too_dear_already():
    one = found(offer=offer("61", packing=Fee(FeeState.unknown)))
    assert (one.blocks, one.gap) == ((CandidateBlock.over,), None)


def test_a_quote_in_other_money_is_measured_at_the_rate_of_the_day():
    rates = (Rate("USD", "CNY", Decimal(7), TODAY),)
    assert found(rates=rates, offer=offer("8", "USD")).gap == CostGap(Decimal(56), Decimal(60))


def test_the_cost_is_that_of_the_first_order():
    steps = (Break(1, Decimal(58)), Break(100, Decimal(55)), Break(500, Decimal(40)))
    assert found(offer=offer(breaks=steps)).gap.cost == 55


def test_a_banned_category_looked_for_blocks_everybody():
    assert found(replace(BRIEF, banned=True)).blocks == (CandidateBlock.banned,)


def test_the_clear_ones_lead_then_the_unknown_then_the_blocked_and_the_rest_stand_below():
    rivals = [
        rival("no quote", offer=None),
        rival("dear", offer=offer("70")),
        rival("cheap, no sample", offer=offer("20"), verdict=None),
        rival("no lead time", offer=offer("30", lead_days=None)),
        rival("fees", offer=offer("10", packing=Fee(FeeState.unknown))),
        rival("a good one", offer=offer("55")),
        rival("the better one", offer=offer("45")),
    ]
    order = [one.rival.name for one in ranked(judged(BRIEF, one, (), TODAY) for one in rivals)]
    assert order == ["the better one", "a good one", "no lead time", "cheap, no sample", "dear", "fees", "no quote"]


def test_a_rate_from_tomorrow_does_not_count():
    rates = (Rate("USD", "CNY", Decimal(7), TODAY + timedelta(days=1)),)
    assert found(rates=rates, offer=offer("8", "USD")).blocks == (CandidateBlock.no_rate,)


def test_specs_are_lines():
    assert lines(" GaN \n\n 65 W\n") == ["GaN", "65 W"]


@pytest.mark.parametrize(
    ("promised", "longest", "ratio"), [(7, 14, "0.5"), (14, 14, "1"), (21, 14, "1.5"), (0, 0, "0"), (1, 0, None)]
)
def test_a_lead_time_is_a_multiple_of_the_longest_acceptable_one(promised, longest, ratio):
    assert lead_ratio(Decimal(promised), Decimal(longest)) == (ratio and Decimal(ratio))


def test_capacity_is_never_rounded_up_to_what_is_enough():
    assert capacity_ratio(Decimal(1999), 1000) == Decimal("1.99")
    assert capacity_ratio(Decimal(2000), 1000) == 2

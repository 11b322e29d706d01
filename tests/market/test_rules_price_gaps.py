"""A price is held against the middle of the others, like for like."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.market.rules.offers import QuoteOffer
from portal.market.rules.price_gaps import (
    AlarmBasis,
    AlarmLevel,
    AlarmLimits,
    AlarmUnknown,
    MarketOffer,
    price_alarms,
    price_gap,
)
from portal.quotes.rules.payment import Payment
from portal.quotes.rules.terms import UNKNOWN, Break, Fee, FeeState, TaxBasis, Terms

TODAY = date(2026, 11, 24)
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
    assert one.basis.like(other.basis) is alike


LIMITS = AlarmLimits(Decimal("0.8"), Decimal("0.7"), 2, 90)
NOTHING_MORE = dict.fromkeys(
    ("freight_per_order", "freight_per_unit", "packing", "platform_fee", "other_fees"), Fee(FeeState.zero)
)


def market(*prices, **about):
    """Suppliers 1, 2, 3 with these prices, everything else nothing."""
    whole = {"return_rate": Decimal(0), "tax_basis": TaxBasis.included, **NOTHING_MORE}
    offers = []
    for number, price in enumerate(prices, 1):
        terms = Terms(currency="CNY", breaks=(Break(1, Decimal(price)),), **(whole | about.get(f"s{number}", {})))
        quoted = about.get("days", {}).get(number, TODAY)
        offers.append(MarketOffer(number, replace(offer(), id=number, quoted_on=quoted, terms=terms)))
    return offers


def alarms(offers, reference=None):
    return price_alarms(offers, 100, "CNY", (), TODAY, LIMITS, reference)


@pytest.mark.parametrize(
    ("price", "level", "limit"),
    [("6.99", "red", "0.7"), ("7", "amber", "0.8"), ("7.99", "amber", "0.8"), ("8", "clear", "0.8")],
)
def test_below_the_lines_a_price_is_amber_or_red_with_its_ratio_the_line_and_how_many(price, level, limit):
    alarm = alarms(market(price, "9", "11"))[1]
    assert (alarm.level, alarm.limit, alarm.others, alarm.middle) == (AlarmLevel(level), Decimal(limit), 2, 10)


def test_with_one_other_price_nobody_can_say():
    alarm = alarms(market("1", "10"))[1]
    assert (alarm.level, alarm.others) == (AlarmLevel.one_other, 1)


def test_with_nobody_else_the_reference_cost_of_the_product_counts():
    assert alarms(market("6")) == {}
    alarm = alarms(market("6"), Decimal(10))[1]
    assert (alarm.level, alarm.basis, alarm.others) == (AlarmLevel.red, AlarmBasis.reference, 0)


def test_where_landed_costs_are_not_known_unit_prices_are_held_against_unit_prices():
    unknown = {"packing": UNKNOWN}
    alarm = alarms(market("6", "10", "10", s1=unknown, s2=unknown, s3=unknown))[1]
    assert (alarm.level, alarm.basis, alarm.ratio) == (AlarmLevel.red, AlarmBasis.unit_price, Decimal("0.6"))
    assert alarms(market("6", "10", "10", s1=unknown))[1].basis is AlarmBasis.unit_price
    assert alarms(market("6", "10", "10"))[1].basis is AlarmBasis.landed_cost


def test_prices_without_tax_old_ones_and_those_that_cannot_deliver_are_not_held_against_it():
    assert alarms(market("6", "10", "10", s2={"tax_basis": TaxBasis.excluded}))[1].others == 1
    both = {"tax_basis": TaxBasis.excluded}
    assert 1 not in alarms(market("6", "10", "10", s2=both, s3=both))  # who says so differs
    assert alarms(market("6", "10", "10", days={2: TODAY - timedelta(days=91)}))[1].others == 1
    assert alarms(market("6", "10", "10", s2={"largest_order": 99}))[1].others == 1


SILENT = {"tax_basis": TaxBasis.unknown}
UNCARRIED = {"freight_per_order": UNKNOWN, "freight_per_unit": UNKNOWN}


@pytest.mark.parametrize(
    ("silent", "unknown"),
    [
        (SILENT, (AlarmUnknown.tax,)),
        (SILENT | UNCARRIED, (AlarmUnknown.tax, AlarmUnknown.freight)),
    ],
)
def test_while_nobody_states_tax_or_freight_unit_prices_still_raise_the_alarm_and_say_so(silent, unknown):
    offers = market("6", "10", "10", "11", **{f"s{number}": silent for number in range(1, 5)})
    alarm = alarms(offers)[1]
    assert (alarm.level, alarm.basis, alarm.others) == (AlarmLevel.red, AlarmBasis.stated_price, 3)
    assert (alarm.unknown, alarm.ratio) == (unknown, Decimal("0.6"))


def test_one_that_is_silent_is_held_against_those_that_are_not_and_the_other_way_round():
    assert alarms(market("6", "10", "10", s1=SILENT))[1].level is AlarmLevel.red
    offers = market("6", "10", "10", s2=SILENT, s3=SILENT)
    assert (alarms(offers)[1].level, alarms(offers)[1].unknown) == (AlarmLevel.red, (AlarmUnknown.tax,))


def test_what_is_known_on_one_basis_stays_and_no_remark_is_lost():
    """Two alike are enough; with one alike the remark stays where stated prices raise nothing."""
    assert alarms(market("6", "10", "10", "6", s4=SILENT))[1].basis is AlarmBasis.landed_cost
    quiet = alarms(market("10", "10", "10", s3=SILENT))[1]
    assert (quiet.level, quiet.basis) == (AlarmLevel.one_other, AlarmBasis.landed_cost)
    assert alarms(market("6", "10", s2=SILENT), Decimal(10))[1].basis is AlarmBasis.reference


def severity(alarm):
    return {AlarmLevel.amber: 1, AlarmLevel.red: 2}.get(alarm.level, 0) if alarm else -1


def test_the_alarm_is_never_weaker_than_by_the_offers_that_are_surely_alike():
    """Many random markets: whatever else is quoted without saying on which basis."""
    for seed in range(200):
        random = Random(seed)
        number = random.randint(2, 6)
        about = {
            f"s{key}": {"tax_basis": random.choice(list(TaxBasis))} | random.choice([{}, UNCARRIED])
            for key in range(1, number + 1)
        }
        offers = market(*(str(random.randint(3, 12)) for _key in range(number)), **about)
        everybody = alarms(offers)
        for mine in offers:
            alike = [other for other in offers if other is mine or mine.offer.basis.like(other.offer.basis)]
            alone = alarms(alike).get(mine.supplier)
            if len(alike) > 1 and alone:
                assert severity(everybody[mine.supplier]) >= severity(alone)

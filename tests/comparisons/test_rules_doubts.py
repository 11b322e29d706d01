"""What looks like a bargain and must not be recommended: old, run out, of nobody's business, or not paid in full."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal as D

import pytest

from portal.comparisons.rules.candidates import DossierPaper
from portal.comparisons.rules.comparison import Conclusion, Reservation
from portal.comparisons.rules.criteria import Standards
from portal.market.rules.price_gaps import AlarmLevel
from portal.products.rules import ReferenceCost, ReferenceSource
from portal.quotes.rules.terms import TaxBasis
from portal.settings.rules.rates import Rate
from tests.comparisons.sheets import GOODS, TODAY, fee, known_cost, rival, sheet

NORTH, SOUTH = rival(1, "40"), rival(2, "44", lead=20, score="70")
LOW, OTHERS = rival(1, "20"), [rival(key, price) for key, price in ((2, "44"), (3, "45"), (4, "46"))]


def days_ago(days):
    return TODAY - timedelta(days=days)


def held(page):
    return page.comparison.conclusion, page.comparison.reservations


def level(page, key=1):
    return page.worth.alarms[key].level


@pytest.mark.parametrize(("age", "old"), [(90, False), (91, True)])
def test_an_old_quote_is_asked_for_again_and_its_low_price_is_seen_all_the_same(age, old):
    page = sheet(rival(1, "20", quoted=days_ago(age)), *OTHERS)
    assert level(page) is AlarmLevel.red and Reservation.low_price in held(page)[1]
    assert (Reservation.old_quote in held(page)[1]) is old
    fair = sheet(rival(1, "40", quoted=days_ago(age)), SOUTH)
    assert held(fair) == ((Conclusion.leads_so_far, (Reservation.old_quote,)) if old else (Conclusion.recommended, ()))


def test_an_old_price_of_another_is_no_price_to_hold_against_it():
    assert 1 not in sheet(LOW, rival(2, "44", quoted=days_ago(91))).worth.alarms


def test_a_quote_that_ran_out_is_never_recommended_and_its_price_is_held_against_the_others():
    ended = replace(LOW, offer=replace(LOW.offer, valid_until=days_ago(1)))
    page = sheet(ended, *OTHERS, market=OTHERS)
    assert level(page) is AlarmLevel.red
    assert Reservation.low_price in held(page)[1] and Reservation.run_out in held(page)[1]
    today = replace(NORTH, offer=replace(NORTH.offer, valid_until=TODAY))
    assert held(sheet(today, SOUTH))[0] is Conclusion.recommended


@pytest.mark.parametrize("status", ["retired", "paused"])
def test_nobody_buys_from_a_supplier_that_is_retired_or_paused(status):
    page = sheet(replace(LOW, status=status), *OTHERS, market=OTHERS)
    assert level(page) is AlarmLevel.red and Reservation.retired in held(page)[1]
    assert held(sheet(replace(NORTH, status=status), SOUTH)) == (Conclusion.leads_so_far, (Reservation.retired,))


def test_word_of_mouth_of_a_court_that_nobody_answered_stops_a_recommendation():
    page = sheet(replace(NORTH, serious_notes=1), SOUTH)
    assert held(page) == (Conclusion.leads_so_far, (Reservation.serious_note,))
    assert held(sheet(NORTH, replace(SOUTH, serious_notes=1)))[0] is Conclusion.recommended


@pytest.mark.parametrize(("until", "stops"), [(TODAY, False), (days_ago(1), True), (None, False), ("missing", True)])
def test_papers_such_goods_need_stop_it_where_they_lack_or_ran_out_and_undated_ones_do_not(until, stops):
    powered = replace(GOODS, powered=True)
    papers = () if until == "missing" else (DossierPaper(2, "certificate", until),)
    first, second = replace(NORTH, papers=NORTH.papers + papers), replace(SOUTH, papers=SOUTH.papers + papers)
    doubts = held(sheet(first, second, goods=powered))[1]
    assert doubts == ((Reservation.papers_lacking,) if stops else ())


@pytest.mark.parametrize("tax", [TaxBasis.excluded, TaxBasis.unknown])
def test_a_price_without_tax_is_not_held_against_what_a_unit_sells_for(tax):
    assert held(sheet(rival(1, "40", tax_basis=tax), goods=known_cost(45)))[1] == (Reservation.tax_open,)
    both = sheet(*(rival(key, price, tax_basis=TaxBasis.excluded) for key, price in ((1, "40"), (2, "60"))))
    assert held(both)[0] is Conclusion.leads_so_far and Reservation.tax_open in held(both)[1]


def test_with_carriage_still_to_come_nobody_is_recommended():
    bare = sheet(*(rival(key, price, incoterm="EXW") for key, price in ((1, "40"), (2, "60"))))
    assert held(bare) == (Conclusion.leads_so_far, (Reservation.carriage_open,))
    carried = [rival(key, price, incoterm="EXW", freight_per_unit=fee(1)) for key, price in ((1, "40"), (2, "60"))]
    assert held(sheet(*carried))[0] is Conclusion.recommended


@pytest.mark.parametrize(
    ("about", "large"), [({"moq": 1000}, False), ({"moq": 1001}, True), ({"order_multiple": 1500}, True)]
)
def test_whoever_sells_only_many_times_what_was_asked_for_is_not_recommended(about, large):
    """Whether by an MOQ, by a first price or by whole multiples."""
    page = sheet(rival(1, "30", **about), SOUTH, rival(3, "35", lead=29, score="61"))
    expected = (Conclusion.leads_so_far, (Reservation.large_order,)) if large else (Conclusion.recommended, ())
    assert page.leader.standing.key == 1 and held(page) == expected
    assert held(sheet(rival(1, "30", moq=5000), SOUTH, standards=Standards(order_times=D(10))))[1] == ()


def in_dollars(amount):
    return replace(GOODS, reference=ReferenceCost(D(amount), "USD", TODAY, ReferenceSource.person))


@pytest.mark.parametrize(
    "about",
    [{"allowed": [(D(7), "USD")], "goods": known_cost(60)}, {"goods": in_dollars(8)}],
    ids=["need", "reference"],
)
def test_a_limit_or_a_reference_in_money_without_a_rate_or_with_an_old_one_is_no_silence(about):
    assert held(sheet(NORTH, SOUTH, **about)) == (Conclusion.leads_so_far, (Reservation.no_rate,))
    rate = Rate("USD", "CNY", D(7), TODAY)
    assert held(sheet(NORTH, SOUTH, rates=[rate], **about))[0] is Conclusion.recommended
    stale = sheet(NORTH, SOUTH, rates=[replace(rate, on=days_ago(31))], **about)
    assert held(stale) == (Conclusion.leads_so_far, (Reservation.stale_rate,))

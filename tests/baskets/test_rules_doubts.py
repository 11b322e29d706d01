"""What may turn which way is the cheapest, and what stands against an order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from portal.baskets.rules.doubts import PlanDoubt, open_points
from portal.baskets.rules.risks import BasketRecords, BidRisk, RiskMark, common
from portal.market.rules.offers import Goods
from portal.market.rules.price_gaps import AlarmBasis, AlarmLevel, PriceAlarm
from portal.samples.rules.verdicts import SampleVerdict
from portal.settings.rules.rates import Rate
from tests.baskets.makers import CABLE, CHARGER, NORTH, SOUTH, make_basket, make_quote
from tests.cast import TODAY

OLD = TODAY - timedelta(days=91)


def goods(**about):
    return Goods(**({"id": CHARGER.id, "name": "Charger", "category_id": 1, "digital": False, "banned": False} | about))


def alarm(level):
    return PriceAlarm(level, AlarmBasis.landed_cost, Decimal(6), Decimal(10), Decimal("0.6"), 3, Decimal("0.7"))


def points(basket, records=None):
    plan = basket.answers[-1].plan
    return [point.doubt for point in open_points(basket, plan, records or BasketRecords(), 30, 90)]


def test_nothing_is_open_of_prices_of_today():
    assert points(make_basket(make_quote(NORTH, CHARGER), make_quote(SOUTH, CABLE))) == []


def test_a_price_without_a_rate_may_be_lower_and_an_old_rate_may_have_moved():
    quotes = make_quote(NORTH, CHARGER), make_quote(NORTH, CABLE), make_quote(SOUTH, CHARGER, currency="USD")
    assert points(make_basket(*quotes)) == [PlanDoubt.no_rate]
    assert points(make_basket(*quotes, rates=(Rate("USD", "CNY", Decimal(7), OLD),))) == [PlanDoubt.old_rate]


def test_of_what_is_chosen_an_old_price_and_one_that_ran_out_leave_it_open():
    old, cable = make_quote(NORTH, CHARGER, "9", quoted_on=OLD), make_quote(NORTH, CABLE)
    assert points(make_basket(old, cable)) == [PlanDoubt.old_quote]
    late = make_quote(NORTH, CHARGER, "9", valid_until=TODAY - timedelta(days=1))
    assert points(make_basket(late, cable, expired=True)) == [PlanDoubt.run_out]
    assert points(make_basket(old, make_quote(SOUTH, CHARGER, "8"), cable)) == []


@pytest.mark.parametrize(("level", "doubts"), [(AlarmLevel.red, [PlanDoubt.low_price]), (AlarmLevel.amber, [])])
def test_a_chosen_price_below_the_red_line_may_leave_something_out(level, doubts):
    basket = make_basket(make_quote(NORTH, CHARGER, "6"), make_quote(SOUTH, CABLE))
    assert points(basket, BasketRecords(alarms={(CHARGER.id, NORTH): alarm(level)})) == doubts


def marks(records):
    [bid] = make_basket(make_quote(NORTH, CHARGER), items=(CHARGER,)).usable
    return records.marks(bid, TODAY)


def test_what_nobody_filed_is_unknown_and_never_passes():
    assert marks(BasketRecords(goods={CHARGER.id: goods(banned=None, powered=True)})) == (
        RiskMark(BidRisk.no_paper, "licence"),
        RiskMark(BidRisk.no_paper, "certificate"),
        RiskMark(BidRisk.no_sample),
        RiskMark(BidRisk.no_category),
    )


def test_everything_in_order_leaves_no_mark():
    papers = {NORTH: [("licence", None), ("certificate", TODAY)]}
    samples = {(CHARGER.id, NORTH): (1, SampleVerdict.passed)}
    assert marks(BasketRecords(goods={CHARGER.id: goods(powered=True)}, papers=papers, samples=samples)) == ()


def test_what_fails_stands_first_and_stops_the_order():
    records = BasketRecords(
        goods={CHARGER.id: goods(banned=True)},
        papers={NORTH: [("licence", TODAY - timedelta(days=1))]},
        samples={(CHARGER.id, NORTH): (1, SampleVerdict.drop)},
        serious={NORTH: ["fraud"]},
    )
    stopping = marks(records)
    assert [mark.risk for mark in stopping] == [
        BidRisk.banned,
        BidRisk.serious,
        BidRisk.sample_failed,
        BidRisk.paper_out,
    ]
    assert all(mark.stops for mark in stopping)
    again = replace(records, samples={(CHARGER.id, NORTH): (1, SampleVerdict.retest)})
    assert not next(mark for mark in marks(again) if mark.risk is BidRisk.retest).stops


def test_one_paper_in_date_is_enough_beside_one_that_ran_out():
    papers = {NORTH: [("licence", TODAY - timedelta(days=1)), ("licence", TODAY)]}
    risks = [mark.risk for mark in marks(BasketRecords(goods={CHARGER.id: goods()}, papers=papers))]
    assert BidRisk.paper_out not in risks and BidRisk.no_paper not in risks


def test_what_several_bids_share_is_what_stands_against_each_of_them():
    first, second = RiskMark(BidRisk.serious), RiskMark(BidRisk.no_sample)
    assert common([(first, second), (first,)]) == (first,)
    assert common([]) == ()

"""What a comparison may conclude: never more than the records carry."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal as D
from random import Random

import pytest

from portal.agreements.rules.agreements import AgreementMark, AgreementState
from portal.agreements.rules.ordering_terms import Ordering
from portal.comparisons.rules.candidates import DossierPaper
from portal.comparisons.rules.comparison import BelowState, BestMark, Conclusion, Reservation
from portal.comparisons.rules.cost_lead import CostBasis
from portal.comparisons.rules.criteria import ComparisonCriterion, Standards
from portal.comparisons.rules.gates import ComparisonGate
from portal.quotes.rules.payment import Payment
from portal.quotes.rules.terms import FEES, UNKNOWN, TaxBasis
from portal.samples.rules.verdicts import SampleVerdict
from portal.settings.rules.rates import Rate
from tests.comparisons.sheets import (
    FEW_DRAWS,
    GOODS,
    RATES,
    TODAY,
    fee,
    known_cost,
    random_goods,
    random_rival,
    rival,
    sheet,
)

NORTH, SOUTH = rival(1, "40"), rival(2, "44", lead=20, score="70")
SEEDS = range(720, 870)  # some of them recommend somebody of whom something is left to reveal


def held(page):
    return page.comparison.conclusion, page.comparison.reservations


def test_where_nothing_is_held_against_the_leader_it_is_recommended():
    assert held(sheet(NORTH, SOUTH, rival(3, "45"))) == (Conclusion.recommended, ())


@pytest.mark.parametrize(
    ("leader", "others", "about", "reservation"),
    [
        (replace(NORTH, papers=()), (SOUTH,), {}, "unchecked_gate"),
        (rival(1, "40", verdict=SampleVerdict.retest), (SOUTH,), {}, "unchecked_gate"),
        (rival(1, "40", packing=UNKNOWN), (rival(2, "46", lead=25, score="62"),), {}, "cost_unknown"),
        (NORTH, (SOUTH,), {"goods": replace(GOODS, sale_price=None)}, "no_sale_price"),
        (NORTH, (SOUTH,), {"goods": replace(GOODS, currency="USD")}, "no_sale_price"),
        (NORTH, (), {"goods": replace(GOODS, sale_price=None)}, "not_scored"),
        (NORTH, (SOUTH,), {"allowed": [(D(39), "CNY")]}, "loses"),
        (rival(1, "20"), (rival(2, "40"), rival(3, "41")), {}, "low_price"),
        (NORTH, (rival(2, "44", score="100", lead=14, packing=UNKNOWN),), {}, "rival_may_overtake"),
    ],
)
def test_one_thing_in_the_way_and_the_leader_only_leads_so_far(leader, others, about, reservation):
    page = sheet(leader, *others, **about)
    assert page.leader.standing.key == 1
    assert reservation in page.comparison.reservations
    assert page.comparison.conclusion is not Conclusion.recommended


@pytest.mark.parametrize(("rates", "lacking", "behind"), [((), ("USD",), ()), (RATES, (), (RATES[0],))])
def test_the_rate_behind_a_sale_price_in_other_money_is_named_or_said_to_lack(rates, lacking, behind):
    worth = sheet(NORTH, SOUTH, goods=replace(GOODS, currency="USD"), rates=rates).worth
    assert (worth.lacking, worth.rates) == (lacking, behind)


def test_an_offer_above_the_sale_price_is_not_recommended_and_where_all_are_nobody_is():
    """A loss for every unit, however good the sample."""
    dear = replace(GOODS, sale_price=D(40))
    page = sheet(NORTH, SOUTH, goods=dear)
    assert held(page) == (Conclusion.too_dear, (Reservation.loses,))
    cheap = sheet(NORTH, SOUTH, rival(3, "30", score="61", lead=29), goods=dear)
    assert cheap.comparison.conclusion is not Conclusion.too_dear


def test_a_hidden_fee_does_not_win():
    hidden = rival(1, "30", score="100", lead=3, packing=UNKNOWN)
    page = sheet(hidden, SOUTH, rival(3, "46"))
    assert page.leader.standing.key == 1
    assert held(page)[0] is Conclusion.leads_so_far and Reservation.cost_unknown in held(page)[1]


@pytest.mark.parametrize("tax", [TaxBasis.excluded, TaxBasis.unknown])
def test_prices_with_and_without_tax_are_not_comparable(tax):
    page = sheet(NORTH, rival(2, "44", tax_basis=tax))
    assert (page.comparison.conclusion, page.comparison.reservations[0]) == (
        Conclusion.not_comparable,
        Reservation.mixed_tax,
    )


def test_ex_works_and_delivered_are_not_comparable_until_the_carriage_is_written_down():
    bare = sheet(rival(1, "40", incoterm="EXW"), rival(2, "44", incoterm="DDP"))
    assert (held(bare)[0], held(bare)[1][0]) == (Conclusion.not_comparable, Reservation.mixed_terms)
    carried = sheet(rival(1, "40", incoterm="EXW", freight_per_unit=fee("0.5")), rival(2, "44", incoterm="DDP"))
    assert Reservation.mixed_terms not in carried.comparison.reservations


def test_a_supplier_below_the_line_on_another_basis_stands_in_nobodys_way():
    out = rival(3, "1", tax_basis=TaxBasis.excluded, largest_order=100)
    assert sheet(NORTH, SOUTH, out).comparison.conclusion is Conclusion.recommended


@pytest.mark.parametrize(("age", "stale"), [(30, False), (31, True)])
def test_a_rate_older_than_the_policy_has_it_stops_the_recommendation(age, stale):
    rates = [Rate("USD", "CNY", D(7), TODAY - timedelta(days=age))]
    page = sheet(NORTH, rival(2, "7", currency="USD"), rival(3, "45"), rates=rates)
    assert (Reservation.stale_rate in page.comparison.reservations) is stale
    sold = sheet(NORTH, SOUTH, rates=rates, goods=replace(GOODS, sale_price=D(20), currency="USD"))
    assert (Reservation.stale_rate in sold.comparison.reservations) is stale


def test_the_red_alarm_looks_at_every_quote_on_file_not_only_at_those_compared():
    others = [rival(key, price) for key, price in ((7, "70"), (8, "72"), (9, "74"))]
    page = sheet(NORTH, SOUTH, market=[NORTH, SOUTH, *others], goods=known_cost(60))
    assert Reservation.low_price in page.comparison.reservations


def agreed(missing=(), state=AgreementState.signed, **terms):
    return (AgreementMark(1, "Frame", state, state is AgreementState.signed, missing, Ordering(**terms)),)


@pytest.mark.parametrize("marks", [(), agreed(("tolerance",)), agreed(state=AgreementState.ended)])
def test_before_signing_no_agreement_is_asked_for_and_an_incomplete_one_is_never_worse_than_none(marks):
    before = sheet(replace(NORTH, agreements=marks), SOUTH)
    assert before.comparison.conclusion is Conclusion.recommended
    past = replace(NORTH, status="trial", agreements=marks)
    after = sheet(past, SOUTH)
    assert after.leader.standing.unchecked == (ComparisonGate.agreement,)
    asked = sheet(replace(NORTH, agreements=marks), SOUTH, standards=Standards(agreement_always=True))
    assert asked.leader.standing.unchecked == (ComparisonGate.agreement,)
    whole = sheet(replace(past, agreements=agreed()), SOUTH)
    assert whole.comparison.conclusion is Conclusion.recommended


def test_a_paper_without_a_last_day_is_unknown_and_a_licence_may_hold_for_ever():
    powered = replace(GOODS, powered=True)
    undated = replace(NORTH, papers=(DossierPaper(1, "licence", None), DossierPaper(2, "certificate", None)))
    [column] = sheet(undated, goods=powered).columns
    assert column.value(ComparisonCriterion.papers) is None
    assert ComparisonGate.licence not in column.standing.unchecked
    assert [paper.state for paper in sheet(undated, goods=powered).held(column)] == ["held", "undated"]


def test_with_little_data_nobody_has_failed_and_the_cheapest_is_named_by_unit_price():
    unknown = {**dict.fromkeys(FEES, UNKNOWN), "return_rate": None, "lead": None, "payment": Payment.unknown}
    bare = [
        replace(rival(key, price, licence=False, **unknown), sample=None, since_year=None)
        for key, price in ((1, "23.04"), (2, "19.78"), (3, "24.5"))
    ]
    page = sheet(*bare, quantity=600)
    assert page.comparison.conclusion is Conclusion.not_enough_data
    assert {column.standing.state for column in page.columns} == {BelowState.not_enough_data}
    lead = page.cost_lead
    assert (lead.basis, lead.lowest, lead.amount, lead.less) == (CostBasis.unit_price, (2,), D("19.78"), D("3.26"))
    assert page.column(2).standing.best == ()  # a cost that is not known is no best cost


def test_whoever_cannot_deliver_is_not_the_cheapest_and_equal_costs_name_no_loser():
    out = rival(3, "1", largest_order=100)
    lead = sheet(NORTH, rival(2, "40"), out).cost_lead
    assert (lead.lowest, lead.second, lead.less) == ((1, 2), None, None)
    page = sheet(NORTH, SOUTH, out)
    assert (page.cost_lead.lowest, page.column(1).standing.best[0]) == ((1,), BestMark.cost)


def test_what_has_no_tax_in_it_is_not_said_to_be_cheaper_for_sure():
    assert not sheet(rival(1, "40", tax_basis=TaxBasis.excluded), rival(2, "44")).cost_lead.alike
    assert sheet(rival(1, "40"), rival(2, "44", tax_basis=TaxBasis.excluded)).cost_lead.alike


def test_two_offers_far_below_half_the_sale_price_are_told_apart():
    page = sheet(rival(1, "20"), rival(2, "45"), goods=known_cost(40))
    first, second = (column.part(ComparisonCriterion.landed_cost).position for column in page.columns)
    assert first == 1 and second < D("0.3")


# Many sheets with missing, mixed and extreme data: the same ones each time.


def made(seed):
    random = Random(seed)
    return random_goods(random), [random_rival(random, key) for key in range(1, random.randint(2, 6))]


MADE = [made(seed) for seed in SEEDS]


def many():
    return [(Random(seed), goods, dossiers) for seed, (goods, dossiers) in zip(SEEDS, MADE, strict=True)]


def page_of(goods, dossiers, market=None):
    return sheet(*dossiers, goods=goods, rates=RATES, standards=FEW_DRAWS, market=market)


def test_no_recommendation_loses_at_its_worst_or_costs_as_much_as_it_sells_for():
    recommended = 0
    for _random, goods, dossiers in many():
        page = page_of(goods, dossiers)
        if page.comparison.conclusion is not Conclusion.recommended:
            continue
        recommended += 1
        leader, cost = page.leader, page.leader.cost
        rivals = [column for column in page.columns if column.standing.rank and column is not leader]
        assert all(leader.standing.score.worst > column.standing.score.best for column in rivals)
        assert cost.per_unit < page.worth.ceiling.net
        assert cost.ordered <= 2 * cost.asked
        assert len({column.cost.tax_basis for column in (leader, *rivals)}) == 1
    assert recommended > 1, "enough of them to mean something"


def test_removing_or_adding_a_supplier_never_turns_two_others_round():
    for random, goods, dossiers in many():
        gone = random.choice(dossiers)
        before = page_of(goods, dossiers, dossiers)
        after = page_of(goods, [one for one in dossiers if one is not gone], dossiers)
        scores = {one.key: one.score for one in before.comparison.standings if one.key != gone.supplier}
        assert {one.key: one.score for one in after.comparison.standings} == scores


def test_a_cheaper_offer_with_all_else_equal_never_scores_lower():
    for random, goods, dossiers in many():
        mine = random.choice(dossiers)
        if mine.offer is None:
            continue
        price = mine.offer.terms.breaks[0].unit_price
        step = replace(mine.offer.terms.breaks[0], unit_price=price * D(random.randint(1, 99)) / 100)
        cheaper = replace(mine, offer=replace(mine.offer, terms=replace(mine.offer.terms, breaks=(step,))))
        later = [cheaper if one is mine else one for one in dossiers]
        before = page_of(goods, dossiers).column(mine.supplier).part(ComparisonCriterion.landed_cost)
        after = page_of(goods, later).column(mine.supplier).part(ComparisonCriterion.landed_cost)
        if before.position is not None and after.position is not None:
            assert after.position >= before.position - D("1e-20")


def revealed(dossier, random):
    """The same supplier with everything about its offer and its sample known."""
    own = dossier.offer
    fees = {name: fee(random.randint(0, 5000) / D(100)) for name in FEES if getattr(own.terms, name) == UNKNOWN}
    rate = D("0.03") if own.terms.return_rate is None else own.terms.return_rate
    whole = replace(own.terms, return_rate=rate, **fees)
    lead = random.randint(0, 60) if own.lead_days is None else own.lead_days
    sample = dossier.sample
    score = D(random.randint(0, 100)) if sample.score is None else sample.score
    return replace(dossier, offer=replace(own, terms=whole, lead_days=lead), sample=replace(sample, score=score))


def test_revealing_what_is_unknown_of_a_ranked_supplier_never_costs_a_recommendation():
    """By the standards of the sheet it stands on: what is kept as reference does not move."""
    revealing = 0
    for random, goods, dossiers in many():
        kept = replace(goods, reference=known_cost(random.randint(20, 60)).reference)
        page = page_of(kept, dossiers)
        if page.comparison.conclusion is not Conclusion.recommended:
            continue
        ranked = {column.standing.key for column in page.columns if column.standing.rank}
        later = [revealed(one, random) if one.supplier in ranked else one for one in dossiers]
        revealing += later != dossiers
        after = page_of(kept, later)
        assert after.leader.standing.key == page.leader.standing.key and not after.leader.standing.tied
        assert after.leader.cost.per_unit < after.worth.ceiling.sale
    assert revealing, "some of them had something to reveal"

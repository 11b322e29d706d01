"""What a comparison makes of the records of a supplier."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from portal.agreements.rules.agreements import AgreementMark, AgreementState
from portal.agreements.rules.ordering_terms import Ordering
from portal.comparisons.rules.candidates import DossierPaper, SampleResult, SupplierDossier, candidate
from portal.comparisons.rules.comparison import Below, Conclusion
from portal.comparisons.rules.criteria import Anchors, ComparisonCriterion, scheme_for
from portal.comparisons.rules.gates import ComparisonGate
from portal.comparisons.rules.side_by_side import SideBySide, side_by_side
from portal.core.rules.freeze import freeze, thaw
from portal.core.rules.thresholds import Result
from portal.market.rules.offers import Goods, QuoteOffer
from portal.quotes.rules.payment import Payment
from portal.quotes.rules.terms import Break, Fee, FeeState, TaxBasis, Terms
from portal.samples.rules.verdicts import SampleVerdict
from portal.settings.rules.rates import Rate

TODAY = date(2026, 11, 24)
NOTHING = Fee(FeeState.zero)
TERMS = Terms(
    currency="CNY", breaks=(Break(1, Decimal(40)),), moq=100, freight_per_order=NOTHING, freight_per_unit=NOTHING,
    packing=NOTHING, platform_fee=NOTHING, other_fees=NOTHING, return_rate=Decimal(0), tax_basis=TaxBasis.included,
)  # fmt: skip
OFFER = QuoteOffer(
    id=1, quoted_on=TODAY, valid_until=None, terms=TERMS, lead_days=10, payment=Payment.on_delivery, credit_days=None,
    deposit_share=None, payment_note="", incoterm="",
)  # fmt: skip
GOODS = Goods(
    id=1, name="Charger", category_id=1, digital=False, banned=False, powered=True, monthly_units=300,
    sale_price=Decimal(100), currency="CNY",
)  # fmt: skip
PASSED = SampleResult(id=1, verdict=SampleVerdict.passed, score=Decimal(90), spread=Decimal("0.02"))
NORTH = SupplierDossier(
    supplier=1, name="North", status="trial", since_year=2019, since_month=11, offer=OFFER, sample=PASSED,
    papers=(DossierPaper(1, "licence", TODAY),),
)  # fmt: skip


def judged(dossier: SupplierDossier, goods: Goods = GOODS, quantity: int = 500):
    return candidate(dossier, dossier.cost(quantity, "CNY", (), TODAY), goods, TODAY)


def sheet(*dossiers: SupplierDossier, **more) -> SideBySide:
    about = {"quantity": 500, "currency": "CNY", "rates": (), "on": TODAY} | more
    return side_by_side(GOODS, dossiers, scheme_for(cost=Anchors(Decimal(90), Decimal(50))), **about)


def test_a_column_tells_the_figure_of_a_criterion_and_nothing_of_one_that_is_not_weighed():
    [column] = sheet(NORTH).columns
    assert column.value(ComparisonCriterion.lead_time) == 10
    assert column.value("colour") is None


def test_every_figure_comes_from_the_records():
    assert judged(NORTH).values == {
        ComparisonCriterion.landed_cost: Decimal(40),
        ComparisonCriterion.sample_score: Decimal(90),
        ComparisonCriterion.batch_spread: Decimal("0.02"),
        ComparisonCriterion.lead_time: Decimal(10),
        ComparisonCriterion.moq_cover: Decimal(10),
        ComparisonCriterion.payment: Decimal(0),
        ComparisonCriterion.papers: Decimal("0.5"),
        ComparisonCriterion.years: Decimal(7),
    }


def test_what_nobody_knows_is_left_out_and_never_a_nought():
    bare = SupplierDossier(supplier=2, name="Bare", status="candidate", since_year=None, since_month=None)
    assert judged(bare).values == {}
    assert judged(bare).gates == {
        ComparisonGate.category: Result.passed,
        ComparisonGate.licence: Result.unknown,
        ComparisonGate.sample: Result.unknown,
        ComparisonGate.agreement: Result.not_applicable,
    }


def test_a_cost_with_something_unknown_in_it_is_no_figure():
    vague = replace(NORTH, offer=replace(OFFER, terms=replace(TERMS, packing=Fee(FeeState.unknown))))
    assert ComparisonCriterion.landed_cost not in judged(vague).values


def signed(number=1, binds=True, **terms) -> AgreementMark:
    return AgreementMark(
        number, "Frame", AgreementState.signed if binds else AgreementState.sent, binds, (), Ordering(**terms)
    )


def test_what_an_agreement_in_force_states_stands_before_the_quote():
    agreed = replace(NORTH, agreements=(signed(lead_days=Decimal(7), payment=Payment.credit, credit_days=Decimal(30)),))
    assert judged(agreed).values[ComparisonCriterion.lead_time] == 7
    assert judged(agreed).values[ComparisonCriterion.payment] == 30
    prepaid = replace(NORTH, agreements=(signed(lead_days=Decimal(7), payment=Payment.prepaid),))
    assert judged(prepaid).values[ComparisonCriterion.payment] == -7


def test_what_no_agreement_in_force_states_is_taken_from_the_quote():
    for mark in (signed(), signed(binds=False, lead_days=Decimal(7), payment=Payment.prepaid)):
        assert judged(replace(NORTH, agreements=(mark,))).values == judged(NORTH).values


def test_of_two_agreements_the_first_that_states_a_term_counts_for_it():
    newer, older = signed(2, payment=Payment.credit, credit_days=Decimal(30)), signed(1, lead_days=Decimal(7))
    both = replace(NORTH, agreements=(newer, older))
    assert both.agreed("lead_days") == (7, older) and both.agreed("payment") == (Payment.credit, newer)
    assert both.agreed("return_days") is None


def test_credit_agreed_without_days_lasts_as_long_as_the_quote_says_only_if_that_is_on_credit():
    agreement = (signed(payment=Payment.credit),)
    on_credit = replace(OFFER, payment=Payment.credit, credit_days=45)
    assert judged(replace(NORTH, offer=on_credit, agreements=agreement)).values[ComparisonCriterion.payment] == 45
    deposit = replace(OFFER, payment=Payment.deposit, credit_days=45, deposit_share=Decimal("0.3"))
    assert ComparisonCriterion.payment not in judged(replace(NORTH, offer=deposit, agreements=agreement)).values


def test_a_comparison_kept_keeps_what_was_agreed_and_one_kept_before_reads_as_it_was():
    mark = signed(lead_days=Decimal(7), payment=Payment.credit, late_penalty=Decimal("0.005"))
    kept = freeze(mark)
    assert thaw(AgreementMark, kept) == mark
    del kept["ordering"]
    assert thaw(AgreementMark, kept).ordering == Ordering()


def test_agreed_terms_make_no_offer_of_a_supplier_without_a_quote():
    without = replace(NORTH, offer=None, agreements=(signed(lead_days=Decimal(7)),))
    assert ComparisonCriterion.lead_time not in judged(without).values


def test_a_sample_counts_once_its_verdict_is_signed():
    testing = replace(NORTH, sample=replace(PASSED, verdict=None))
    assert ComparisonCriterion.sample_score not in judged(testing).values
    assert judged(testing).gates[ComparisonGate.sample] is Result.unknown


@pytest.mark.parametrize(
    ("dossier", "obstacle"),
    [
        (replace(NORTH, offer=None), Below.no_quote),
        (replace(NORTH, offer=None, run_out=OFFER), Below.expired),
        (replace(NORTH, offer=replace(OFFER, terms=replace(TERMS, currency="USD"))), Below.no_rate),
        (replace(NORTH, offer=replace(OFFER, terms=replace(TERMS, largest_order=400))), Below.too_little),
    ],
)
def test_what_keeps_an_offer_from_winning(dossier, obstacle):
    assert judged(dossier).obstacles == (obstacle,)


def test_a_banned_category_fails_and_none_at_all_is_unknown():
    assert judged(NORTH, replace(GOODS, banned=True)).gates[ComparisonGate.category] is Result.failed
    assert judged(NORTH, replace(GOODS, banned=None)).gates[ComparisonGate.category] is Result.unknown


@pytest.mark.parametrize(
    ("goods", "papers"),
    [
        (replace(GOODS, powered=False), ("licence",)),
        (replace(GOODS, permit=True), ("licence", "permit", "certificate")),
        (replace(GOODS, powered=False, digital=True), ("licence", "authorisation")),
    ],
)
def test_the_papers_needed_follow_from_what_is_sold(goods, papers):
    assert goods.papers == papers


def test_papers_are_held_run_out_or_missing():
    held = sheet(replace(NORTH, papers=(DossierPaper(1, "licence", TODAY - timedelta(days=1)),)))
    assert [(one.kind, one.state) for one in held.held(held.columns[0])] == [
        ("licence", "expired"),
        ("certificate", "missing"),
    ]
    assert sheet(NORTH).held(sheet(NORTH).columns[0])[0].state == "held"


def test_suppliers_below_the_line_come_last_and_the_others_never_change_places():
    cheap = replace(NORTH, supplier=3, offer=replace(OFFER, terms=replace(TERMS, breaks=(Break(1, Decimal(20)),))))
    out = replace(NORTH, supplier=2, offer=None)
    found = sheet(out, NORTH, cheap)
    assert [column.dossier.supplier for column in found.ordered] == [1, 3, 2]
    assert [column.number for column in found.ordered] == [2, 3, 1]
    assert found.comparison.conclusion is Conclusion.tied


def test_rates_used_are_named_once_and_others_not_at_all():
    dollars = replace(OFFER, terms=replace(TERMS, currency="USD"))
    used, other = Rate("USD", "CNY", Decimal(7), TODAY), Rate("EUR", "CNY", Decimal(8), TODAY)
    found = sheet(replace(NORTH, offer=dollars), replace(NORTH, supplier=2, offer=dollars), rates=(used, other))
    assert found.rates == (used,)


def test_the_break_shown_is_that_of_what_must_be_ordered():
    steps = replace(OFFER, terms=replace(TERMS, moq=600, breaks=(Break(1, Decimal(41)), Break(600, Decimal(40)))))
    assert sheet(replace(NORTH, offer=steps)).columns[0].break_ == Break(600, Decimal(40))

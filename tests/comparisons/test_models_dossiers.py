"""What a comparison reads of each supplier."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from portal import content
from portal.agreements.queries import Shelf
from portal.comparisons.queries.dossiers import dossiers
from portal.core.rules.freeze import freeze
from portal.market.queries.goods import goods
from portal.market.queries.offers import market, quotations
from portal.products.models import Source
from portal.samples.models.measurements import Measurement
from portal.samples.models.samples import Batch, Sample
from portal.samples.queries.page import find
from portal.samples.queries.page import test_of as as_it_stands
from portal.samples.rules.sample_tests import POLICY
from portal.samples.rules.verdicts import SampleVerdict
from tests.agreements.makers import make_agreement, written
from tests.cast import NOW, TODAY
from tests.comparisons.makers import make_goods, make_offer, make_paper, make_rival, make_verdict

SHELF = Shelf(content.clauses(), "CN")


@pytest.fixture
def charger(cast):
    return make_goods()


@pytest.fixture
def north(charger):
    return make_rival("North")


def read(product, *suppliers, expired=False):
    about = goods(product.id)
    chosen, lookup = [one.id for one in suppliers], content.policy().lookup(None)
    return dossiers(about, chosen, quotations(about, chosen, TODAY).by_supplier, TODAY, lookup, SHELF, expired)


def test_suppliers_come_in_the_order_asked_for_and_those_gone_are_left_out(charger, north):
    south, gone = make_rival("South"), make_rival("Gone", deleted_at=NOW)
    assert [one.name for one in read(charger, south, gone, north)] == ["South", "North"]


def test_the_newest_quote_in_force_counts_and_quotes_of_other_products_do_not(charger, north):
    make_offer(north, charger, "41", quoted_on=TODAY - timedelta(days=9))
    newest = make_offer(north, charger, "40")
    make_offer(north, charger, "1", deleted_at=NOW)
    make_offer(north, charger, "2", quoted_on=TODAY + timedelta(days=1))
    make_offer(north, make_goods(name="Cable"), "3")
    assert read(charger, north)[0].offer.id == newest.id


def test_a_quote_that_ran_out_is_told_apart_from_none_at_all(charger, north):
    old = make_offer(north, charger, "40", valid_until=TODAY - timedelta(days=1))
    found = read(charger, north, make_rival("South"))
    assert (found[0].offer, found[0].run_out.id) == (None, old.id)
    assert (found[1].offer, found[1].run_out) == (None, None)
    assert read(charger, north, expired=True)[0].offer.id == old.id


def test_breaks_come_in_rising_order(charger, north):
    make_offer(north, charger, breaks={2000: "37", 100: "40", 500: "38"})
    assert [one.from_quantity for one in read(charger, north)[0].offer.terms.breaks] == [100, 500, 2000]


def test_a_return_rate_of_nothing_is_a_rate(charger, north):
    make_offer(north, charger)
    Source.create(supplier=north, product=charger, return_rate=Decimal(0), created_at=NOW)
    assert read(charger, north)[0].offer.terms.return_rate == 0


def test_a_newer_sample_in_test_does_not_hide_a_signed_verdict(charger, north):
    signed = make_verdict(north, charger)
    make_verdict(north, charger, None)
    assert read(charger, north)[0].sample.id == signed.id


def test_of_two_signed_verdicts_the_later_one_counts(charger, north):
    make_verdict(north, charger)
    earlier = make_verdict(north, charger, "drop")
    Sample.update(verdict_at=NOW - timedelta(days=9)).where(Sample.id == earlier.id).execute()
    assert read(charger, north)[0].sample.verdict is SampleVerdict.passed


def test_the_score_is_the_one_that_was_signed_whatever_the_policy_says_now(charger, north):
    signed = make_verdict(north, charger)
    assert read(charger, north)[0].sample.score < 100
    only_minor_ones_counted = {key: Decimal(key == "verdict.minor_weight") for key in POLICY}
    shown = freeze(as_it_stands(find(signed.id), only_minor_ones_counted).facts)
    Sample.update(frozen=shown).where(Sample.id == signed.id).execute()
    assert read(charger, north)[0].sample.score == 100


def test_the_spread_is_the_widest_between_batches_with_how_many_there_were(charger, north):
    make_verdict(north, charger, B1=500, B2=450, B3=490)
    sample = read(charger, north)[0].sample
    assert (sample.spread, sample.batches, sample.testers) == (Decimal("0.1"), 3, 1)


def test_the_spread_counts_figures_that_are_held_down_by_their_limit_too(cast, charger, north):
    """A size that is off by 0.5 % in one batch and by 5.5 % in the other, and cycles that differ by 2 %."""
    make_verdict(north, charger, verdict=None, B1=500, B2=490)
    for batch, off in zip(Batch.select().order_by(Batch.id), ("0.5", "5.5"), strict=True):
        Measurement.create(batch=batch, code="PH02", tester=cast.mei, values={"deviation": off}, at=NOW)
    assert read(charger, north)[0].sample.spread == Decimal("0.05")


def test_a_sample_of_one_batch_has_no_spread(charger, north):
    make_verdict(north, charger, B1=500)
    assert read(charger, north)[0].sample.spread is None


def test_papers_taken_away_do_not_count(charger, north):
    paper = make_paper(north, "certificate", None)
    assert {one.kind for one in read(charger, north)[0].papers} == {"licence", "certificate"}
    paper.__class__.update(deleted_at=NOW).where(paper.__class__.id == paper.id).execute()
    assert {one.kind for one in read(charger, north)[0].papers} == {"licence"}


def test_ordering_terms_are_read_from_the_clauses_for_goods_of_the_kind(charger):
    supplier = make_rival("North", agreement=False)
    make_agreement(supplier, goods="both", clauses=written(lead_time_days=Decimal(9), payment_terms="prepaid"))
    [mark] = read(charger, supplier)[0].agreements
    assert (mark.ordering.lead_days, mark.ordering.payment, mark.ordering.credit_days) == (9, "prepaid", None)
    assert (mark.ordering.return_days, mark.ordering.late_penalty) == (7, Decimal("0.05"))
    codes = make_goods(name="Codes", kind="digital")
    assert read(codes, supplier)[0].agreements[0].ordering.lead_days is None


def test_a_clause_set_aside_states_no_term(charger):
    supplier = make_rival("North", agreement=False)
    aside = {"na": True, "note": "By order", "value": "prepaid"}
    make_agreement(supplier, clauses=written() | {"payment_terms": aside, "lead_time_days": aside})
    terms = read(charger, supplier)[0].agreements[0].ordering
    assert (terms.payment, terms.lead_days, terms.return_days) == (None, None, 7)


def test_only_agreements_about_goods_of_the_kind_count(charger):
    supplier = make_rival("North", agreement=False)
    make_agreement(supplier, goods="digital")
    assert read(charger, supplier)[0].agreements == ()
    physical = make_agreement(supplier, lacking=["tolerance"])
    [mark] = read(charger, supplier)[0].agreements
    assert (mark.id, mark.state, mark.binds, mark.missing) == (physical.id, "signed", True, ("tolerance",))


def test_the_market_is_the_newest_quote_in_force_of_every_supplier_whoever_is_compared(charger, north):
    make_offer(north, charger, "41", quoted_on=TODAY - timedelta(days=9))
    newest = make_offer(north, charger, "40")
    late, gone = make_rival("Late"), make_rival("Gone", status="retired")
    make_offer(late, charger, "30", valid_until=TODAY - timedelta(days=1))
    make_offer(gone, charger, "30")
    make_offer(make_rival("East"), make_goods(name="Cable"), "3")
    steps = make_offer(make_rival("South"), charger, breaks={2000: "37", 100: "40"})
    known = {
        one.offer.id: [step.from_quantity for step in one.offer.terms.breaks]
        for one in market(goods(charger.id), TODAY)
    }
    assert known == {newest.id: [1], steps.id: [100, 2000]}

"""What a verdict may say of money: never more than the offers compared carry."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal as D

import pytest
from flask_babel import force_locale

from portal.comparisons.pages.verdict import verdict
from portal.comparisons.pages.watch import watch_lines
from portal.comparisons.rules.criteria import ComparisonCriterion, Standards
from portal.quotes.rules.payment import Payment
from portal.quotes.rules.terms import UNKNOWN, TaxBasis
from tests.comparisons.sheets import TODAY, known_cost, rival, sheet

NORTH, SOUTH = rival(1, "40"), rival(2, "44", lead=20, score="70")
DAY = timedelta(days=1)
LATE = {"lead": 25, "score": "62"}


def little_known(key, price, **about):
    """An offer of which too little else is known to rank it."""
    made = rival(key, price, score=None, verdict=None, lead=None, payment=Payment.unknown, **about)
    return replace(made, sample=None, since_year=None)


@pytest.fixture
def text(app):
    def reader(page, language="en"):
        with app.test_request_context("/"), force_locale(language):
            lines = [f"{line.before}{line.names}{line.after}" for line in watch_lines(page)]
            return " ".join((*verdict(page), *lines))

    return reader


def test_nothing_is_saved_on_a_quantity_that_cannot_be_ordered(text):
    page = sheet(rival(1, "40", moq=100000), rival(2, "44", **LATE))
    assert "saved on" not in text(page) and "件省" not in text(page, "zh")
    assert "an order is 100,000 for ¥4,000,000.00" in text(page)
    assert "¥4,000,000.00 to pay, ¥3,978,000.00 more than one from S2." in text(page)
    assert "¥2,000.00 saved on 500" in text(sheet(NORTH, SOUTH)) and "to pay" not in text(sheet(NORTH, SOUTH))
    bare = sheet(little_known(1, "40", moq=100000), little_known(2, "44"))
    assert "for 500" not in text(bare) and "An order from S1 is 100,000 for ¥4,000,000.00." in text(bare)


@pytest.mark.parametrize("about", [{"tax_basis": TaxBasis.excluded}, {"incoterm": "EXW"}])
def test_without_tax_or_carriage_in_the_cost_nobody_knows_what_a_unit_leaves(text, about):
    page = sheet(rival(1, "92", **about), rival(2, "97", **LATE, **about), goods=known_cost(90))
    assert "it leaves" not in text(page) and "Not recommended yet" in text(page)
    assert "it leaves" in text(sheet(rival(1, "92"), rival(2, "97", **LATE), goods=known_cost(90)))


@pytest.mark.parametrize("about", [{"tax_basis": TaxBasis.excluded}, {"incoterm": "EXW"}])
def test_one_on_another_basis_is_named_and_not_called_cheaper(text, about):
    page = sheet(NORTH, SOUTH, little_known(3, "38", **about))
    assert "S3 costs" not in text(page)
    assert "Not held against it, as tax or delivery differ or a rate is old: S3." in text(page)
    assert "S3 costs ¥2.00 less a unit" in text(sheet(NORTH, SOUTH, little_known(3, "38")))


def test_one_without_tax_that_costs_more_all_the_same_is_not_worth_a_word(text):
    assert "Not held against it" not in text(sheet(NORTH, SOUTH, little_known(3, "41", tax_basis=TaxBasis.excluded)))


def test_where_all_ranked_are_too_dear_a_cheaper_one_is_named_and_a_lower_limit_is_one(text):
    page = sheet(rival(1, "120"), rival(2, "130"), little_known(3, "50"))
    assert "every ranked offer costs more than it may. The cheapest costs ¥120.00 landed" in text(page)
    assert "S3 may cost less, but too little is known to rank it." in text(page)
    assert "The cheapest costs at least ¥120.00" in text(sheet(rival(1, "120", packing=UNKNOWN), rival(2, "130")))


def test_the_lowest_known_whole_is_not_called_the_lowest_while_another_may_be(text):
    hidden = little_known(3, "10", packing=UNKNOWN)
    bare = text(sheet(little_known(1, "40"), little_known(2, "44"), hidden))
    assert "S1 lowest of those known whole" in bare and "S3 may cost less: not all of its cost is known." in bare
    ranked = text(sheet(NORTH, rival(2, "44", **LATE), hidden))
    assert "costs least of those known whole" in ranked and "costs least (" not in ranked


def test_one_price_left_to_compare_is_not_the_only_one_known(text):
    page = sheet(little_known(1, "40"), little_known(2, "44", largest_order=100))
    assert "Of those with a price only S1 is left to compare: ¥40.00." in text(page)
    assert "Only the price of S1 is known: ¥40.00." in text(sheet(little_known(1, "40")))


def test_however_is_said_only_where_all_is_known_of_everybody_that_could_win(text):
    assert "However the weights are set" in text(sheet(NORTH, SOUTH))
    for other in (little_known(3, "20"), rival(3, "45", lead=None)):
        page = text(sheet(NORTH, SOUTH, other))
        assert "However the weights are set" not in page


def test_a_flip_is_one_at_which_both_are_ranked():
    """With less weight on the sample too little would be known of either."""
    both = rival(1, "40", lead=15, packing=UNKNOWN), rival(2, "41", score="61", lead=3, packing=UNKNOWN)
    loose = sheet(*both, standards=Standards(coverage=D(0))).comparison.sensitivity.nearest
    assert (loose.criterion, round(loose.to_weight, 2)) == (ComparisonCriterion.sample_score, D("0.10"))
    assert sheet(*both).comparison.sensitivity.nearest.criterion is ComparisonCriterion.lead_time


def test_a_weight_is_not_told_to_change_from_a_share_to_the_same_share(text):
    page = sheet(NORTH, rival(2, "41", score="93", lead=12))
    nearest = page.comparison.sensitivity.nearest
    near = replace(nearest, to_weight=nearest.from_weight + D("0.0001"))
    tested = replace(page.comparison.sensitivity, nearest=near)
    words = text(replace(page, comparison=replace(page.comparison, sensitivity=tested)))
    assert "S2 overtakes at the least change of the weight of sample score, now 20%." in words and "past" not in words


def test_each_reservation_of_an_offer_is_told_with_its_figure(text):
    old, ended = rival(1, "40", quoted=TODAY - timedelta(days=91)), replace(NORTH.offer, valid_until=TODAY - DAY)
    assert "Not recommended yet: its quote is 91 days old; a price counts for 90." in text(sheet(old, SOUTH))
    assert "S1: the quote is of 2026-08-25, 91 days old; a price counts for 90. Ask again." in text(sheet(old, SOUTH))
    assert "yet: its quote ran out on 2026-11-23." in text(sheet(replace(NORTH, offer=ended), SOUTH))
    retired = sheet(replace(NORTH, status="retired"), SOUTH)
    assert "yet: it is kept as retired." in text(retired) and "S1: Retired, and compared all the same." in text(retired)
    assert "还不能推荐：它的状态是“已退出”。" in text(retired, "zh")

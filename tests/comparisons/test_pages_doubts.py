"""What a verdict may say of money: never more than the offers compared carry."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal as D

import pytest
from flask_babel import force_locale

from portal.comparisons.pages.reach import points_lines
from portal.comparisons.pages.verdict import verdict
from portal.comparisons.pages.watch import watch_lines
from portal.comparisons.rules.comparison import Reservation
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
        with app.test_request_context("/", headers={"Accept-Language": language}), force_locale(language):
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


def test_an_order_many_times_what_was_asked_for_is_told_with_its_outlay_and_what_would_change_it(text):
    page = sheet(rival(1, "30", moq=5000), SOUTH, quantity=600)
    assert "S1 leads so far" in text(page)
    assert (
        "Not recommended yet: one must buy 5,000 for 600 asked: ¥150,000.00 outlay. Ask for a smaller first order."
    ) in text(page)
    assert "还不能推荐：要 600 件却最少得买 5,000 件，要付 ¥150,000.00。问问首单能不能少订。" in text(page, "zh")


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


@pytest.mark.parametrize(
    ("about", "headline", "remark"),
    [
        (
            {"tax_basis": TaxBasis.unknown},
            "Not comparable yet: tax is not stated by S2 and S3.",
            "S2 and S3: tax in the price or not is not stated.",
        ),
        (
            {"freight_per_order": UNKNOWN, "freight_per_unit": UNKNOWN},
            "Not comparable yet: delivery is not stated by S2 and S3.",
            "S2 and S3: where the delivery ends is not stated.",
        ),
    ],
)
def test_who_says_nothing_is_not_said_to_differ(text, about, headline, remark):
    """Silence is named; only what was stated differs."""
    silent = [rival(key, price, **about) for key, price in ((2, "44"), (3, "45"))]
    page = text(sheet(rival(1, "40", incoterm="EXW" if "freight_per_unit" in about else ""), *silent))
    assert headline in page and remark in page
    assert "not alike" not in page and "side by side" not in page and "different places" not in page
    differing = text(sheet(rival(1, "40"), rival(2, "44", tax_basis=TaxBasis.excluded), *silent[1:]))
    assert "Without tax against Tax included" in differing and "side by side" in differing


def test_with_prices_alone_silence_on_tax_is_named(text):
    quiet = [little_known(key, "4" + str(key), tax_basis=TaxBasis.unknown, packing=UNKNOWN) for key in (1, 2)]
    assert "Nobody said whether there is tax in the prices." in text(sheet(*quiet)).split("Only")[1]
    page = text(sheet(*quiet, little_known(3, "45", packing=UNKNOWN)))
    assert "Tax is not stated by S1 and S2, so ask before you rely on it." in page and "not alike" not in page
    mixed = sheet(
        *quiet[:1], *(little_known(key, "45", tax_basis=tax) for key, tax in ((3, "excluded"), (4, "included")))
    )
    assert "The prices are not alike in tax or delivery" in text(mixed)


def test_the_alarm_rings_while_tax_is_not_stated_and_says_what_it_compares(text):
    quiet = [rival(key, price, tax_basis=TaxBasis.unknown) for key, price in ((1, "20"), (2, "44"), (3, "45"))]
    page = text(sheet(*quiet))
    assert (
        "S1: Unit price ¥20.00 is 55.1% under ¥44.50, the middle of 2 other quotes (red line 30%; unit prices only, "
        "n = 2, not all state tax): ask what is left out." in page
    )
    assert "（警戒线 30%；只比单价，n = 2，不是每家都写明是否含税）" in text(sheet(*quiet), "zh")
    assert Reservation.low_price in sheet(*quiet).comparison.reservations


def test_one_that_says_nothing_of_tax_is_left_out_as_silent(text):
    page = text(sheet(NORTH, SOUTH, little_known(3, "38", tax_basis=TaxBasis.unknown)))
    assert "Not held against it, as tax or delivery is not stated: S3." in page


@pytest.mark.parametrize(
    ("payment", "share", "credit", "words"),
    [
        (Payment.deposit, D("0.3"), None, "paid 3 days before delivery"),
        (Payment.credit, None, 45, "paid 45 days after delivery → 100% · better than the target, no extra points"),
        (Payment.on_delivery, None, None, "paid on delivery"),
    ],
)
def test_points_are_explained_in_words(app, payment, share, credit, words):
    """When the money falls due, and what a figure past its target or limit means: no bare sign, no “beyond”."""
    made = replace(NORTH, offer=replace(NORTH.offer, payment=payment, deposit_share=share, credit_days=credit))
    slow = replace(SOUTH, offer=replace(SOUTH.offer, lead_days=60))
    with app.test_request_context("/"), force_locale("en"):
        lines = {line.label: [cell.reason for cell in line.cells] for line in points_lines(sheet(made, slow))}
    assert lines["Payment terms"][0].startswith(words)
    assert lines["Lead time"][1] == "60 days → 0% · worse than the limit"


def test_one_without_tax_that_costs_more_all_the_same_is_not_worth_a_word(text):
    assert "Not held against it" not in text(sheet(NORTH, SOUTH, little_known(3, "41", tax_basis=TaxBasis.excluded)))


def test_where_all_ranked_are_too_dear_a_cheaper_one_is_named_and_a_lower_limit_is_one(text):
    page = sheet(rival(1, "120"), rival(2, "130"), little_known(3, "50"))
    assert "every ranked offer costs more than it sells for. The cheapest costs ¥120.00 landed" in text(page)
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

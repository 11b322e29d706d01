"""Who costs least where hardly more than prices is known: what is known counts, and is named."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D
from random import Random

import pytest
from flask_babel import force_locale

from portal.comparisons.pages.verdict import verdict
from portal.comparisons.rules.comparison import Conclusion
from portal.comparisons.rules.cost_lead import CostBasis
from portal.quotes.rules.payment import Payment
from portal.quotes.rules.terms import FEES, UNKNOWN
from tests.comparisons.sheets import FEW_DRAWS, RATES, fee, random_goods, random_rival, rival, sheet

NOTHING = dict.fromkeys(FEES, UNKNOWN)


def bare(key, price, **about):
    """A price, and nothing else unless it is said."""
    made = rival(key, price, licence=False, lead=None, payment=Payment.unknown, **(NOTHING | about))
    return replace(made, sample=None, since_year=None)


@pytest.fixture
def text(app):
    def reader(page, language="en"):
        with app.test_request_context("/", headers={"Accept-Language": language}), force_locale(language):
            return " ".join(verdict(page))

    return reader


def test_a_known_fee_per_order_is_spread_over_the_quantity_and_can_turn_the_lowest_round(text):
    """5,000 an order is 8.33 a unit of 600: more than the price is lower."""
    page = sheet(bare(1, "19.78", other_fees=fee(5000)), bare(2, "23.04", other_fees=fee(0)), quantity=600)
    lead = page.cost_lead
    assert (lead.basis, lead.lowest, lead.amount, lead.second) == (CostBasis.known_part, (2,), D("23.04"), D("28.1133"))
    assert (
        "Cost as far as known: S2 lowest, ¥23.04; about ¥5.0733 less a unit than the next, ¥3,044.00 for 600."
        in text(page)
    )
    assert "Counted besides the price, a unit of freight, packing and fees: S1 ¥8.3333." in text(page)
    assert "只知道单价" not in text(page, "zh") and "按已知的成本：S2最低" in text(page, "zh")


def test_where_more_is_unknown_of_the_lowest_nothing_is_said_to_be_saved(text):
    page = sheet(bare(1, "20"), bare(2, "23", other_fees=fee(600)), quantity=600)
    assert (page.cost_lead.lowest, page.cost_lead.exact) == ((1,), False)
    assert "for 600" not in text(page)
    assert "Of S1 nobody knows other fees, which can turn this round." in text(page)


def test_a_fee_is_spread_over_what_must_be_bought_and_no_large_order_is_called_the_lowest_price():
    page = sheet(bare(1, "20", moq=5000, other_fees=fee(5000)), bare(2, "30", other_fees=fee(0)), quantity=600)
    assert (page.cost_lead.amount, page.cost_lead.exact, page.lowest_price) == (D(21), False, None)
    fair = sheet(bare(1, "20", moq=1200), bare(2, "30"), quantity=600)
    assert fair.lowest_price.standing.key == 1


@pytest.mark.parametrize(
    ("dossiers", "sentence"),
    [
        ((bare(1, "120"), bare(2, "110")), "Nobody can be recommended: every offer costs more than it sells for."),
        ((bare(1, "120"),), "Nobody can be recommended: S1 costs more than it sells for."),
        ((bare(1, "90", other_fees=fee(6000)),), "Nobody can be recommended: S1 costs more than it sells for."),
        ((bare(1, "100"), bare(2, "110")), "Nobody can be recommended: every offer earns nothing at the sale price."),
    ],
)
def test_prices_above_the_sale_price_are_enough_to_say_nobody(text, dossiers, sentence):
    page = sheet(*dossiers)
    assert page.comparison.conclusion is Conclusion.too_dear and page.lowest_price is None
    assert sentence in text(page) and "The cheapest costs at least" in text(page)
    assert "没有可以推荐的" in text(page, "zh")
    waiting = sheet(*dossiers, replace(bare(9, "1"), offer=None))
    assert waiting.comparison.conclusion is Conclusion.too_dear  # who offers nothing offers nothing cheaper


def test_one_that_may_earn_something_keeps_the_others_from_being_the_end():
    page = sheet(bare(1, "120"), bare(2, "99"))
    assert page.comparison.conclusion is Conclusion.not_enough_data


def test_what_is_saved_is_the_difference_of_the_totals_to_the_coin():
    """Of many random sheets: from the exact lines, rounded once, never cents times a quantity."""
    several = 0
    for seed in range(60):
        random = Random(seed)
        page = sheet(
            *(random_rival(random, key) for key in range(1, 5)), goods=random_goods(random), rates=RATES,
            standards=FEW_DRAWS,
        )  # fmt: skip
        lead = page.cost_lead
        if lead is None or not lead.exact or lead.second is None:
            continue
        several += 1
        costs = {column.standing.key: column.cost for column in page.columns if column.cost}
        names = [line.name for line in costs[lead.lowest[0]].lines]
        counted = names if lead.basis is CostBasis.landed_cost else [name for name in names if name != "return_loss"]
        exact = {
            key: sum(cost.line(name).at_least for name in counted) * cost.ordered
            for key, cost in costs.items()
            if key in lead.lowest + lead.following
        }
        apart = min(exact[key] for key in lead.following) - max(exact[key] for key in lead.lowest)
        assert abs(lead.saves - apart) <= D("0.01") and abs(
            lead.saves - lead.less * page.quantity
        ) <= page.quantity * D("0.01")
    assert several > 5

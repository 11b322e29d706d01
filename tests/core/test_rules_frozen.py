"""A comparison kept as JSON is the comparison again."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from portal.comparisons.rules.candidates import DossierPaper, SampleResult, SupplierDossier
from portal.comparisons.rules.criteria import Anchors, scheme_for
from portal.comparisons.rules.side_by_side import SideBySide, side_by_side
from portal.core.rules.freeze import freeze, thaw
from portal.market.rules.offers import Goods, QuoteOffer
from portal.quotes.rules.payment import Payment
from portal.quotes.rules.terms import Break, Fee, FeeState, Terms
from portal.reviews.rules.outcomes import ReviewOutcome
from portal.samples.rules.verdicts import SampleVerdict
from portal.settings.rules.rates import Rate

TODAY = date(2026, 11, 24)
GOODS = Goods(id=1, name="充电器", category_id=None, digital=False, banned=None, sale_price=Decimal(90), currency="CNY")
amounts = st.decimals("0.01", "999", places=2)


def offer(price: Decimal, currency: str) -> QuoteOffer:
    terms = Terms(
        currency=currency,
        breaks=(Break(1, price), Break(500, price * Decimal("0.9"))),
        moq=100,
        freight_per_order=Fee(FeeState.amount, Decimal("120.5")),
        packing=Fee(FeeState.zero),
        return_rate=Decimal("0.02"),
    )
    return QuoteOffer(
        id=7, quoted_on=TODAY, valid_until=None, terms=terms, lead_days=9, payment=Payment.deposit, credit_days=None,
        deposit_share=Decimal("0.3"), payment_note="", incoterm="FOB",
    )  # fmt: skip


def sheet(prices: list[Decimal]) -> SideBySide:
    dossiers = [
        SupplierDossier(
            supplier=number, name=f"供应商 {number}", status="trial", since_year=2019, since_month=None,
            offer=offer(price, "USD" if number % 2 else "CNY"),
            sample=SampleResult(id=3, verdict=SampleVerdict.passed, score=Decimal(100) / 3, batches=2, testers=1),
            papers=(DossierPaper(1, "licence", None), DossierPaper(2, "certificate", TODAY)),
            review_outcome=ReviewOutcome.watch,
        )
        for number, price in enumerate(prices, 1)
    ]  # fmt: skip
    rates = [Rate("USD", "CNY", Decimal("7.18"), TODAY)]
    return side_by_side(GOODS, dossiers, scheme_for(cost=Anchors(Decimal(90), Decimal(50))), 400, "CNY", rates, TODAY)


@given(st.lists(amounts, min_size=1, max_size=5))
def test_a_comparison_thaws_to_what_was_frozen(prices):
    found = sheet(prices)
    assert thaw(SideBySide, json.loads(json.dumps(freeze(found)))) == found


def test_what_a_later_version_adds_takes_its_default_and_what_it_drops_is_left_out():
    kept = freeze(GOODS)
    del kept["return_rate"]
    kept["smell"] = "none"
    assert thaw(Goods, kept) == GOODS

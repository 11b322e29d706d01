"""Whole comparisons of suppliers about whom everything may be said, or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal as D
from random import Random

from portal.comparisons.rules.candidates import DossierPaper, SampleResult, SupplierDossier
from portal.comparisons.rules.criteria import Standards, cost_anchors, scheme_for
from portal.comparisons.rules.recommendation import product_worth
from portal.comparisons.rules.side_by_side import SideBySide, side_by_side
from portal.market.rules.offers import Goods, QuoteOffer
from portal.market.rules.price_gaps import AlarmLimits, MarketOffer
from portal.products.rules import ReferenceCost, ReferenceSource
from portal.quotes.rules.payment import Payment
from portal.quotes.rules.terms import FEES, UNKNOWN, Break, Fee, FeeState, TaxBasis, Terms
from portal.samples.rules.verdicts import SampleVerdict
from portal.settings.rules.rates import Rate

TODAY = date(2026, 11, 24)
ZERO = Fee(FeeState.zero)
LIMITS = AlarmLimits(D("0.8"), D("0.7"), 2, 90)
FEW_DRAWS = Standards(draws=5)
GOODS = Goods(
    id=1, name="Charger", category_id=1, digital=False, banned=False, monthly_units=300, sale_price=D(100),
    sale_share=D(0), sale_fee=D(0), currency="CNY",
)  # fmt: skip


def fee(amount) -> Fee:
    return Fee(FeeState.amount, D(amount))


def terms(price="40", **about) -> Terms:
    known = {"moq": 100, "return_rate": D(0), "tax_basis": TaxBasis.included, **dict.fromkeys(FEES, ZERO)}
    return Terms(**({"currency": "CNY", "breaks": (Break(1, D(price)),)} | known | about))


def offer(price="40", lead=10, payment=Payment.on_delivery, incoterm="", quoted=TODAY, **about) -> QuoteOffer:
    return QuoteOffer(
        id=1, quoted_on=quoted, valid_until=None, terms=terms(price, **about), lead_days=lead, payment=payment,
        credit_days=None, deposit_share=None, payment_note="", incoterm=incoterm,
    )  # fmt: skip


def rival(key, price="40", *, score="90", verdict=SampleVerdict.passed, licence=True, **about) -> SupplierDossier:
    """A supplier with every gate passed; `about` goes to its quote."""
    sample = SampleResult(id=key, verdict=verdict, score=None if score is None else D(score), spread=D("0.02"))
    return SupplierDossier(
        supplier=key, name=f"S{key}", status="sampling", since_year=2019, since_month=11, offer=offer(price, **about),
        sample=sample, papers=(DossierPaper(1, "licence", TODAY),) if licence else (),
    )  # fmt: skip


def sheet(*dossiers, goods=GOODS, rates=(), market=None, quantity=500, standards=None, allowed=()) -> SideBySide:
    """The comparison of these; on file are their quotes alone, unless others are named."""
    judging = standards or Standards()
    sellers = [MarketOffer(one.supplier, one.offer) for one in (market or dossiers) if one.offer]
    compared = [MarketOffer(one.supplier, one.offer) for one in dossiers if one.offer]
    worth = product_worth(goods, sellers, allowed, quantity, "CNY", rates, TODAY, LIMITS, compared)
    scheme = scheme_for(cost=cost_anchors(worth.cost, worth.most, judging), standards=judging)
    return side_by_side(goods, dossiers, scheme, quantity, "CNY", rates, TODAY, worth=worth)


def known_cost(amount) -> Goods:
    return replace(GOODS, reference=ReferenceCost(D(amount), "CNY", TODAY, ReferenceSource.person))


def random_goods(random: Random) -> Goods:
    sale = random.choice([None, D(5), D(40), D(100), D(400)])
    reference = random.choice(
        [None, None, ReferenceCost(D(random.randint(5, 90)), "CNY", TODAY, ReferenceSource.person)]
    )
    currency = random.choice(["CNY", "CNY", "USD", "EUR"])
    share, fixed = random.choice([None, D(0), D("0.08")]), random.choice([None, D(0), D("0.75")])
    return replace(GOODS, sale_price=sale, sale_share=share, sale_fee=fixed, reference=reference, currency=currency)


def random_rival(random: Random, key: int) -> SupplierDossier:
    """Missing, mixed and extreme."""
    fees = {name: random.choice([ZERO, ZERO, fee(random.randint(1, 3000) / D(100)), UNKNOWN]) for name in FEES}
    verdict = random.choice([SampleVerdict.passed, SampleVerdict.passed, SampleVerdict.retest, None])
    about = {
        "currency": random.choice(["CNY", "CNY", "CNY", "USD", "EUR"]),
        "tax_basis": random.choice([TaxBasis.included] * 4 + [TaxBasis.excluded, TaxBasis.unknown]),
        "return_rate": random.choice([D(0), D("0.02"), None]),
        "moq": random.choice([None, 1, 100, 2000]),
        "largest_order": random.choice([None, None, None, 5000, 100000]),
        "lead": random.choice([None, 0, 3, 15, 60]),
        "incoterm": random.choice(["", "", "", "EXW", "FOB", "DDP"]),
        "quoted": TODAY - timedelta(days=random.choice([0, 20, 200])),
        **(fees if random.random() < 0.6 else {}),
    }
    price = random.choice(["0.01", str(random.randint(100, 9000) / D(100)), str(random.randint(3000, 5000) / D(100))])
    made = rival(
        key, price, score=random.choice([None, "0", "61", "90", "100"]), verdict=verdict,
        licence=random.random() < 0.9, **about,
    )  # fmt: skip
    return replace(made, offer=None) if random.random() < 0.05 else made


RATES = (
    Rate("USD", "CNY", D("7.1"), TODAY - timedelta(days=2)),
    Rate("EUR", "CNY", D("8"), TODAY - timedelta(days=200)),
)

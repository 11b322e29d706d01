"""What is on record of a supplier for one product, and what a comparison makes of it (METHODS 1.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from portal.agreements.rules.agreements import AgreementMark
from portal.comparisons.rules.comparison import Below, Candidate
from portal.comparisons.rules.criteria import ComparisonCriterion
from portal.comparisons.rules.gates import ComparisonGate, agreement_gate, category_gate, licence_gate, sample_gate
from portal.core.rules.thresholds import Result
from portal.market.rules.offers import Goods, QuoteOffer
from portal.quotes.rules.landed_cost import LandedCost, landed_cost_in
from portal.quotes.rules.payment import Payment, cover_days, payment_days
from portal.reviews.rules.outcomes import ReviewOutcome
from portal.samples.rules.verdicts import SampleVerdict
from portal.settings.rules.rates import Rate
from portal.suppliers.rules.documents import DocumentKind, best, holds
from portal.suppliers.rules.standing import papers_share, years_in_business


@dataclass(frozen=True, kw_only=True)
class SampleResult:
    """The sample a supplier is judged by. Score 0 to 100 and spread (a share) count once the verdict is signed."""

    id: int
    verdict: SampleVerdict | None
    score: Decimal | None = None
    spread: Decimal | None = None
    batches: int = 0
    testers: int = 0
    left_out: int = 0  # critical tests that were not done


@dataclass(frozen=True)
class DossierPaper:
    id: int
    kind: str
    until: date | None


@dataclass(frozen=True)
class HeldPaper:
    kind: str
    state: str  # held, expired, missing, undated (nobody wrote down until when)
    until: date | None

    @property
    def stops(self) -> bool:
        """Whether nobody is recommended with it as it stands; the licence is a gate of its own."""
        return self.kind != DocumentKind.licence and self.state in ("missing", "expired")


@dataclass(frozen=True, kw_only=True)
class SupplierDossier:
    """`offer` is the newest quote in force; `run_out` the newest of those that are not, where none is."""

    supplier: int
    name: str
    status: str
    since_year: int | None
    since_month: int | None
    offer: QuoteOffer | None = None
    run_out: QuoteOffer | None = None
    sample: SampleResult | None = None
    papers: tuple[DossierPaper, ...] = ()
    agreements: tuple[AgreementMark, ...] = ()  # about goods of the kind compared
    review_due: date | None = None
    reviewed_on: date | None = None
    review_outcome: ReviewOutcome | None = None
    serious_notes: int = 0  # of a court, fraud or a sanction, that nobody answered

    def held(self, kinds: Iterable[str], on: date) -> tuple[HeldPaper, ...]:
        """The papers it should have, and whether it has them."""
        return tuple(self.paper(kind, on) for kind in kinds)

    def paper(self, kind: str, on: date) -> HeldPaper:
        ends = [paper.until for paper in self.papers if paper.kind == kind]
        if not ends:
            return HeldPaper(kind, "missing", None)
        last = None if None in ends else max(end for end in ends if end)
        alive = best(holds(kind, end, on) for end in ends)
        return HeldPaper(kind, {True: "held", False: "expired", None: "undated"}[alive], last)

    def agreed(self, term: str) -> tuple[Any, AgreementMark] | None:
        return agreed_term(self.agreements, term)

    @property
    def lead_days(self) -> Decimal | None:
        return lead_days_in_force(self.offer, self.agreements)

    @property
    def payment(self) -> Payment:
        if agreed := self.agreed("payment"):
            return Payment(agreed[0])
        return self.offer.payment if self.offer else Payment.unknown

    @property
    def credit_days(self) -> Decimal | int | None:
        """An agreement on credit that does not say how long leaves the days of a quote on credit."""
        if agreed := self.agreed("payment"):
            days: Decimal | None = agreed[1].ordering.credit_days
            if days is not None:
                return days
        return self.offer.credit_days if self.offer and self.offer.payment is self.payment else None

    @property
    def deposit_share(self) -> Decimal | None:
        return self.offer.deposit_share if self.offer and self.offer.payment is self.payment else None

    def cost(self, quantity: int, currency: str, rates: Iterable[Rate], on: date) -> LandedCost | None:
        """None without a quote, or without a rate for its currency."""
        return landed_cost_in(currency, self.offer.terms, quantity, rates, on) if self.offer else None


def agreed_term(agreements: Iterable[AgreementMark], term: str) -> tuple[Any, AgreementMark] | None:
    """What an agreement in force states of a term of `Ordering`, and which: the one signed last that does."""
    stated = ((getattr(mark.ordering, term), mark) for mark in agreements if mark.binds)
    return next(((value, mark) for value, mark in stated if value is not None), None)


def lead_days_in_force(offer: QuoteOffer | None, agreements: Iterable[AgreementMark]) -> Decimal | None:
    """The lead time that counts: as agreed, else as quoted."""
    if agreed := agreed_term(agreements, "lead_days"):
        return Decimal(agreed[0])
    return Decimal(offer.lead_days) if offer and offer.lead_days is not None else None


def candidate(
    dossier: SupplierDossier, cost: LandedCost | None, goods: Goods, today: date, always: bool = False
) -> Candidate:
    """The supplier as it is judged; figures nobody knows are left out. `always`: the agreement is asked for early."""
    figures = {
        ComparisonCriterion.landed_cost: cost.per_unit if cost else None,
        **figures_of_terms(dossier, goods),
        **figures_of_sample(dossier.sample),
        ComparisonCriterion.papers: papers_share(
            goods.papers, [(paper.kind, paper.until) for paper in dossier.papers], today
        ),
        ComparisonCriterion.years: years_in_business(dossier.since_year, dossier.since_month, today),
    }
    return Candidate(
        key=dossier.supplier,
        values={criterion: figure for criterion, figure in figures.items() if figure is not None},
        gates=gates(dossier, goods, today, always),
        obstacles=obstacles(dossier, cost),
        least={ComparisonCriterion.landed_cost: cost.at_least} if cost else {},
        tax=dossier.offer.terms.tax_basis if dossier.offer else None,
        delivery=dossier.offer.delivery if dossier.offer else "",
    )


def figures_of_terms(dossier: SupplierDossier, goods: Goods) -> dict[ComparisonCriterion, Decimal | None]:
    """All in days: lead time, how long the MOQ lasts, when payment falls due (below 0: ahead). None is unknown.

    What an agreement in force states stands before what the quote says.
    """
    offer = dossier.offer
    if offer is None:
        return {}
    lead, least = dossier.lead_days, offer.terms.least if offer.terms.names_least else None
    return {
        ComparisonCriterion.lead_time: lead,
        ComparisonCriterion.moq_cover: cover_days(least, goods.monthly_units) if least else None,
        ComparisonCriterion.payment: payment_days(dossier.payment, lead, dossier.credit_days, dossier.deposit_share),
    }


def figures_of_sample(sample: SampleResult | None) -> dict[ComparisonCriterion, Decimal | None]:
    """The score, 0 to 100, and the spread, a share; none before the verdict is signed."""
    if sample is None or sample.verdict is None:
        return {}
    return {ComparisonCriterion.sample_score: sample.score, ComparisonCriterion.batch_spread: sample.spread}


def gates(dossier: SupplierDossier, goods: Goods, today: date, always: bool = False) -> dict[ComparisonGate, Result]:
    """Every gate, whether or not it is in force; what nobody checked is unknown."""
    licences = [paper.until for paper in dossier.papers if paper.kind == "licence"]
    return {
        ComparisonGate.category: category_gate(goods.banned),
        ComparisonGate.licence: licence_gate(licences, today),
        ComparisonGate.sample: sample_gate(dossier.sample.verdict if dossier.sample else None),
        ComparisonGate.agreement: agreement_gate(dossier.agreements, dossier.status, always),
    }


def obstacles(dossier: SupplierDossier, cost: LandedCost | None) -> tuple[Below, ...]:
    if dossier.offer is None:
        return (Below.expired if dossier.run_out else Below.no_quote,)
    if cost is None:
        return (Below.no_rate,)
    return (Below.too_little,) if cost.short else ()

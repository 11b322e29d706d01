"""What a need allows a unit to cost, and what stands between the need and each supplier looked at for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from portal.agreements.rules.agreements import AgreementMark
from portal.comparisons.rules.candidates import agreed_term, lead_days_in_force
from portal.core.rules.money import round_unit
from portal.market.rules.offers import QuoteOffer
from portal.quotes.rules.landed_cost import LandedCost, landed_cost_in
from portal.samples.rules.verdicts import SampleVerdict
from portal.settings.rules.rates import Rate


class NeedState(StrEnum):
    open = "open"
    closed = "closed"


class CandidateBlock(StrEnum):
    """What keeps a supplier from being the answer."""

    banned = "banned"  # its category, or the one looked for
    no_quote = "no_quote"
    expired = "expired"
    no_rate = "no_rate"
    too_little = "too_little"  # its largest order is less than the first order
    over = "over"  # costs more than may be paid
    too_slow = "too_slow"
    dropped = "dropped"  # the latest signed verdict on its sample
    no_sample = "no_sample"  # none has passed


class Unknown(StrEnum):
    """What nobody can say yet: it blocks nothing and lets nothing pass."""

    no_product = "no_product"
    no_category = "no_category"
    no_order = "no_order"  # the first order quantity is not said
    no_limit = "no_limit"  # price or margin is not said
    fees = "fees"
    no_lead = "no_lead"  # of the supplier
    no_longest = "no_longest"  # of the need


@dataclass(frozen=True)
class CostGap:
    """A landed cost per unit against the highest acceptable one, both in one currency."""

    cost: Decimal
    limit: Decimal

    @property
    def amount(self) -> Decimal:
        """Above 0: too dear by this much a unit; below 0: this much is left."""
        return self.cost - self.limit

    @property
    def share(self) -> Decimal | None:
        """The amount as a share of the highest acceptable cost; None where that is 0."""
        return self.amount / self.limit if self.limit else None

    @property
    def over(self) -> bool:
        return self.amount > 0


@dataclass(frozen=True, kw_only=True)
class Brief:
    """The figures of a need. Money is in `currency`, margin a share 0 to 1, lead time in days; None: nobody said.

    `price` is the lower end of the price band. `banned`: whether a category looked for is; None where none is named.
    """

    currency: str
    price: Decimal | None = None
    margin: Decimal | None = None
    first_order: int | None = None
    longest_lead: int | None = None
    has_product: bool = True
    banned: bool | None = False

    @property
    def limit(self) -> Decimal | None:
        return highest_cost(self.price, self.margin)

    def cost(self, offer: QuoteOffer, rates: Iterable[Rate], on: date) -> LandedCost | None:
        """What an offer costs landed at the first order quantity; None without that quantity or without a rate."""
        if self.first_order is None:
            return None
        return landed_cost_in(self.currency, offer.terms, self.first_order, rates, on)

    def gap(self, cost: LandedCost | None) -> CostGap | None:
        """None while the cost or the highest acceptable one is unknown."""
        known, limit = cost.per_unit if cost else None, self.limit
        return None if known is None or limit is None else CostGap(known, limit)


@dataclass(frozen=True, kw_only=True)
class RivalSupplier:
    """A supplier looked at: `offer` its newest quote in force, `run_out` whether it only has others."""

    candidate: int  # the row that says so
    supplier: int
    name: str
    status: str
    note: str = ""
    banned: bool = False  # a category of the supplier is
    offer: QuoteOffer | None = None
    run_out: bool = False
    verdict: SampleVerdict | None = None  # the latest signed one on its samples of the product
    agreements: tuple[AgreementMark, ...] = ()  # about such goods

    @property
    def lead_days(self) -> Decimal | None:
        """As agreed, else as quoted."""
        return lead_days_in_force(self.offer, self.agreements)

    @property
    def lead_agreed(self) -> bool:
        return agreed_term(self.agreements, "lead_days") is not None


@dataclass(frozen=True)
class JudgedCandidate:
    rival: RivalSupplier
    cost: LandedCost | None
    gap: CostGap | None
    blocks: tuple[CandidateBlock, ...]
    unknown: tuple[Unknown, ...]

    @property
    def clear(self) -> bool:
        return not self.blocks and not self.unknown

    @property
    def comparable(self) -> bool:
        return self.cost is not None and self.cost.per_unit is not None


def highest_cost(price: Decimal | None, margin: Decimal | None) -> Decimal | None:
    """The highest landed cost of a unit that leaves the margin: price * (1 - margin) (METHODS 3.3).

    To 4 places, half up. `price` (0 or more) is the lower end of the price band, so that the margin holds through all
    of it; `margin` is a share of the sale price, 0 to 1. None while either is unknown.
    """
    return None if price is None or margin is None else round_unit(price * (1 - margin))


def lead_ratio(promised: Decimal, longest: Decimal) -> Decimal | None:
    """A lead time as a multiple of the longest acceptable one, both 0 or more in one unit; at most 1 keeps to it.

    None where the longest is 0 and the promise is not: no multiple says that.
    """
    if not promised:
        return Decimal(0)
    return promised / longest if longest else None


def capacity_ratio(capacity: Decimal, units: int) -> Decimal:
    """Units that can be had a month (0 or more) as a multiple of those expected to sell (1 or more).

    To 2 places, rounded down: nothing is shown as enough that is not.
    """
    return (capacity / units).quantize(Decimal("0.01"), ROUND_DOWN)


def most_for_first_order(brief: Brief) -> Decimal | None:
    """What the first order costs at most, at the highest acceptable cost of a unit; None while either is unknown."""
    return None if brief.first_order is None or brief.limit is None else brief.first_order * brief.limit


def judged(brief: Brief, rival: RivalSupplier, rates: Iterable[Rate], on: date) -> JudgedCandidate:
    """A supplier against the need, with every block and everything unknown by name."""
    cost = brief.cost(rival.offer, rates, on) if rival.offer else None
    reasons = [*of_goods(brief, rival), *of_cost(brief, rival, cost), *of_time(brief, rival), *of_sample(brief, rival)]
    blocks = tuple(reason for reason in reasons if isinstance(reason, CandidateBlock))
    return JudgedCandidate(
        rival, cost, brief.gap(cost), blocks, tuple(reason for reason in reasons if isinstance(reason, Unknown))
    )


def of_goods(brief: Brief, rival: RivalSupplier) -> Iterator[CandidateBlock | Unknown]:
    if rival.banned or brief.banned:
        yield CandidateBlock.banned
    elif brief.banned is None:
        yield Unknown.no_category
    if not brief.has_product:
        yield Unknown.no_product


def of_cost(brief: Brief, rival: RivalSupplier, cost: LandedCost | None) -> Iterator[CandidateBlock | Unknown]:
    if brief.limit is None:
        yield Unknown.no_limit
    if brief.first_order is None:
        yield Unknown.no_order
    if rival.offer is None:
        if brief.has_product:
            yield CandidateBlock.expired if rival.run_out else CandidateBlock.no_quote
    elif cost is not None:
        if cost.short:
            yield CandidateBlock.too_little
        if brief.limit is not None and cost.at_least > brief.limit:
            yield CandidateBlock.over
        elif cost.unknown:
            yield Unknown.fees
    elif brief.first_order is not None:
        yield CandidateBlock.no_rate


def of_time(brief: Brief, rival: RivalSupplier) -> Iterator[CandidateBlock | Unknown]:
    if brief.longest_lead is None:
        yield Unknown.no_longest
    if rival.offer is None:
        return
    if rival.lead_days is None:
        yield Unknown.no_lead
    elif brief.longest_lead is not None and rival.lead_days > brief.longest_lead:
        yield CandidateBlock.too_slow


def of_sample(brief: Brief, rival: RivalSupplier) -> Iterator[CandidateBlock | Unknown]:
    if brief.has_product and rival.verdict is not SampleVerdict.passed:
        yield CandidateBlock.dropped if rival.verdict is SampleVerdict.drop else CandidateBlock.no_sample


def ranked(candidates: Iterable[JudgedCandidate]) -> list[JudgedCandidate]:
    """Those whose cost is known first: with nothing in the way, then with something unknown, then blocked; each
    cheapest first. Those without a comparable cost stand below, by name."""

    def key(candidate: JudgedCandidate) -> tuple[bool, bool, bool, Decimal, str, int]:
        known = candidate.cost.per_unit if candidate.cost else None
        about = candidate.rival.name, candidate.rival.supplier
        return known is None, bool(candidate.blocks), bool(candidate.unknown), known or Decimal(0), *about

    return sorted(candidates, key=key)


def lines(text: str) -> list[str]:
    """A list written one to a line; empty lines are left out."""
    return [line.strip() for line in text.splitlines() if line.strip()]

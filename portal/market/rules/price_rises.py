"""A price that rose with less notice than the agreement asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from portal.agreements.rules.agreements import AgreementFacts
from portal.core.rules.spans import LONGEST

PRICE_NOTICE = "price_notice_days"  # the clause


@dataclass(frozen=True, kw_only=True)
class Price:
    """A quote as the notice of price changes needs it."""

    id: int
    quoted_on: date
    valid_until: date | None
    basis: tuple[str, str]  # currency, tax basis
    breaks: tuple[tuple[int, Decimal], ...]  # from this quantity on, this price a unit; rising quantities

    def at(self, quantity: int) -> Decimal | None:
        """None below the smallest quantity it names."""
        return next((price for start, price in reversed(self.breaks) if start <= quantity), None)


@dataclass(frozen=True)
class Rise:
    """A dearer quote that came with less notice than agreed. Days; prices a unit, in the currency of both quotes."""

    quote: int
    on: date  # the day of the quote
    previous: int  # the quote it follows
    quantity: int
    before: Decimal
    after: Decimal
    currency: str
    notice: int  # days
    agreed: int
    agreement: int

    @property
    def counts_from(self) -> date:
        """The first day the dearer price may count, by the agreed notice; no notice moves it further than LONGEST."""
        return self.on + timedelta(days=min(self.agreed, LONGEST["day"]))


class PriceStep(NamedTuple):
    """A price a unit before and after, at one quantity."""

    quantity: int
    before: Decimal
    after: Decimal


def previous_in_force(price: Price, others: Iterable[Price]) -> Price | None:
    """The newest earlier quote on the same basis (currency and tax) that still held on the day of this one."""
    earlier = [
        other
        for other in others
        if other.basis == price.basis
        and (other.quoted_on, other.id) < (price.quoted_on, price.id)
        and (other.valid_until is None or other.valid_until >= price.quoted_on)
    ]
    return max(earlier, key=lambda other: (other.quoted_on, other.id), default=None)


def notice_given(previous: Price, price: Price) -> int:
    """Days from the dearer quote to the end of the one before it, 0 at least.

    A quote keeps no day it starts on. The older price was promised through its last day, so the dearer one counts
    from then on; where the older one named no end, it counts at once.
    """
    if previous.valid_until is None:
        return 0
    return max(0, (previous.valid_until - price.quoted_on).days)


def dearer(previous: Price, price: Price) -> PriceStep | None:
    """Where the price a unit rose by the largest share; None where it nowhere did."""
    quantities = sorted({start for start, _price in (*previous.breaks, *price.breaks)})
    pairs = [(quantity, previous.at(quantity), price.at(quantity)) for quantity in quantities]
    steps = [PriceStep(quantity, old, new) for quantity, old, new in pairs if old and new and new > old]
    return max(steps, key=lambda step: (step.after / step.before, -step.quantity), default=None)


def rise(price: Price, others: Iterable[Price], agreements: Iterable[AgreementFacts], kind: str) -> Rise | None:
    """Whether a quote is dearer than the one in force before it, with less notice than agreed (days).

    `others` are quotes of the same supplier for the same product, `kind` is that of the product. Of the agreements
    in force on the day of the quote that cover the kind and agree a notice, the one signed last counts.
    """
    in_force = [agreement for agreement in agreements if agreement.binds(price.quoted_on) and agreement.covers(kind)]
    asking = [agreement for agreement in in_force if agreement.written.number(PRICE_NOTICE) is not None]
    previous = previous_in_force(price, others)
    if not asking or previous is None or (step := dearer(previous, price)) is None:
        return None
    counts = max(asking, key=lambda agreement: (agreement.signed_on or date.min, agreement.id))
    notice, agreed = notice_given(previous, price), int(counts.written.number(PRICE_NOTICE) or 0)
    return (
        Rise(price.id, price.quoted_on, previous.id, *step, price.basis[0], notice, agreed, counts.id)
        if notice < agreed
        else None
    )


def rises(prices: Iterable[Price], agreements: Iterable[AgreementFacts], kind: str) -> dict[int, Rise]:
    """Every quote of one supplier for one product that rose with too little notice, by its id."""
    quoted, known = list(prices), list(agreements)
    judged = {price.id: rise(price, quoted, known, kind) for price in quoted}
    return {key: sudden for key, sudden in judged.items() if sudden is not None}

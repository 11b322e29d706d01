"""How far a price stands from those of the other suppliers (METHODS 3.1)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from portal.comparisons.rules.candidates import QuoteOffer
from portal.core.rules.money import rounded
from portal.quotes.rules.terms import TaxBasis

RATIO_PLACES = 3  # as it is shown: a limit is held against what the reader sees


@dataclass(frozen=True)
class PriceGap:
    """`ratio`: own landed unit cost divided by the median of the others', above 0, to 3 places, half up."""

    ratio: Decimal
    others: int

    @property
    def share(self) -> Decimal:
        """The distance from that median as a share of it: below 0 is cheaper."""
        return self.ratio - 1


def price_gap(own: Decimal, others: Collection[Decimal], least: int) -> PriceGap | None:
    """A landed unit cost against those of the other suppliers, one each, all in one currency and above 0.

    None with fewer than `least` others (1 or more): a middle of so few says nothing.
    """
    if len(others) < max(least, 1):
        return None
    return PriceGap(rounded(own / median(others), RATIO_PLACES), len(others))


def like_for_like(offer: QuoteOffer, other: QuoteOffer) -> bool:
    """Whether two quotes say the same of tax and delivery. A tax basis that nobody knows is like no other."""
    known = offer.terms.tax_basis is not TaxBasis.unknown
    return known and offer.terms.tax_basis is other.terms.tax_basis and offer.incoterm == other.incoterm

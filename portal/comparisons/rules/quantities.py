"""For how many units a comparison is opened where nobody says, and where that figure comes from."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from portal.quotes.rules.terms import Terms


class QuantityBasis(StrEnum):
    need = "need"  # the first order of an open need for the product
    monthly = "monthly"  # what is sold in a month
    least = "least"  # the largest of the smallest orders that suppliers named
    beginning = "beginning"  # nobody said anything


class StatedQuantity(NamedTuple):
    units: int
    basis: QuantityBasis


def stated_quantity(
    first_order: int | None, monthly_units: int | None, offers: Iterable[Terms], beginning: int
) -> StatedQuantity:
    """The first that somebody stated, in this order. An MOQ that nobody named counts for nothing."""
    least = largest_least(offers)
    if first_order:
        return StatedQuantity(first_order, QuantityBasis.need)
    if monthly_units:
        return StatedQuantity(monthly_units, QuantityBasis.monthly)
    if least:
        return StatedQuantity(least, QuantityBasis.least)
    return StatedQuantity(beginning, QuantityBasis.beginning)


def largest_least(offers: Iterable[Terms]) -> int:
    """The order that reaches the MOQ of everybody who named one; 0 where nobody did."""
    return max((terms.least for terms in offers if terms.names_least), default=0)

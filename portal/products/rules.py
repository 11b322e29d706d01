"""What holds of every product, and what a unit of it is known to cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from portal.settings.rules.rates import Rate, convert

A_BEGINNING = 100  # units, where nobody said how many are sold in a month


class ReferenceSource(StrEnum):
    person = "person"  # somebody knows it
    quotes = "quotes"  # the median of the comparable landed costs on file that day
    paid = "paid"  # what was paid last


@dataclass(frozen=True)
class ReferenceCost:
    """What a unit costs landed, against which offers are scored. `by` kept it; nobody did where it is the median of
    the quotes of the day (`quotes` of them)."""

    amount: Decimal
    currency: str
    on: date
    source: ReferenceSource
    quotes: int = 0
    by: str = ""

    def changed(self, currency: str, rates: Sequence[Rate], on: date) -> ReferenceCost | None:
        """In another currency; None without a rate."""
        amount = convert(self.amount, self.currency, currency, rates, on)
        return replace(self, amount=amount.amount, currency=currency) if amount else None

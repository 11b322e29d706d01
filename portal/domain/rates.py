"""Exchange rates kept with date and direction: 1 base = value quote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Rate:
    base: str
    quote: str
    value: Decimal
    on: date


@dataclass(frozen=True)
class Converted:
    amount: Decimal
    rate: Rate | None  # None: the same currency


def convert(amount: Decimal, from_: str, to: str, rates: Iterable[Rate], on: date) -> Converted | None:
    """`amount` in `to` by the latest rate on or before `on`, direct or inverse; None: not comparable."""
    if from_ == to:
        return Converted(amount, None)
    usable = [rate for rate in rates if {rate.base, rate.quote} == {from_, to} and rate.on <= on]
    if not usable:
        return None
    rate = max(usable, key=lambda rate: (rate.on, rate.base == from_))
    return Converted(amount * rate.value if rate.base == from_ else amount / rate.value, rate)

"""Exchange rates kept with date and direction: 1 base = value quote. Never guessed, never chained (METHODS 3.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


class BadRate(ValueError):
    """A rate that is zero, negative or not finite."""


@dataclass(frozen=True)
class Rate:
    """From this day on 1 `base` is worth `value` `quote`. Raises BadRate unless value > 0."""

    base: str
    quote: str
    value: Decimal
    on: date

    def __post_init__(self) -> None:
        if not (self.value.is_finite() and self.value > 0):
            raise BadRate(f"1 {self.base} = {self.value} {self.quote}")

    def change(self, amount: Decimal, from_: str) -> Decimal:
        """`amount` of `from_`, one of the two currencies, in the other one."""
        return amount * self.value if from_ == self.base else amount / self.value


@dataclass(frozen=True)
class Converted:
    amount: Decimal
    rate: Rate | None  # None: the same currency


def convert(amount: Decimal, from_: str, to: str, rates: Iterable[Rate], on: date) -> Converted | None:
    """`amount` in `to`, unrounded; None: no rate is kept, so the two are not comparable."""
    if from_ == to:
        return Converted(amount, None)
    rate = rate_for(from_, to, rates, on)
    return Converted(rate.change(amount, from_), rate) if rate else None


def rate_for(from_: str, to: str, rates: Iterable[Rate], on: date) -> Rate | None:
    """The latest rate between the two on or before `on`, direct or inverse; on one day the direct one."""
    usable = [rate for rate in rates if {rate.base, rate.quote} == {from_, to} and rate.on <= on]
    return max(usable, key=lambda rate: (rate.on, rate.base == from_), default=None)

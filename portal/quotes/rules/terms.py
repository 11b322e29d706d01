"""A quote as the arithmetic needs it: prices by quantity, fees that may be unknown, and how long it holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

AHEAD = "notice.quote_days"  # before the last day of a quote: of the team
ENDS_SOON = timedelta(days=14)  # as shipped
FEES = ("freight_per_order", "freight_per_unit", "packing", "platform_fee", "other_fees")


class TermsFault(StrEnum):
    no_price = "no_price"
    price = "price"  # zero, negative or not finite
    quantity = "quantity"  # below 1
    order = "order"  # breaks not rising, or twice the same
    multiple = "multiple"  # below 1
    largest = "largest"  # the largest order is less than the smallest
    fee = "fee"  # an amount without a figure, a figure without an amount, or a negative one
    share = "share"  # not 0 to 1


class BadTerms(ValueError):
    """A quote that cannot be one; `fault` says why."""

    def __init__(self, fault: TermsFault) -> None:
        super().__init__(fault)
        self.fault = fault


class FeeState(StrEnum):
    amount = "amount"
    zero = "zero"
    not_applicable = "not_applicable"
    unknown = "unknown"


class TaxBasis(StrEnum):
    included = "included"
    excluded = "excluded"
    unknown = "unknown"


class Validity(StrEnum):
    open_ended = "open_ended"
    valid = "valid"
    ending = "ending"
    expired = "expired"


@dataclass(frozen=True)
class Fee:
    """What somebody wrote down for a fee: an amount (0 or more), nothing, not applicable, or nobody knows.

    Raises BadTerms(fee) unless there is a figure for an amount and for nothing else.
    """

    state: FeeState
    figure: Decimal | None = None

    def __post_init__(self) -> None:
        if (self.figure is not None) != (self.state is FeeState.amount):
            raise BadTerms(TermsFault.fee)
        if self.figure is not None and not (self.figure.is_finite() and self.figure >= 0):
            raise BadTerms(TermsFault.fee)

    @property
    def known(self) -> Decimal | None:
        """The figure, 0 where there is nothing to pay, None where nobody knows."""
        return None if self.state is FeeState.unknown else self.figure or Decimal(0)

    def times(self, change: Callable[[Decimal], Decimal]) -> Fee:
        return self if self.figure is None else replace(self, figure=change(self.figure))


UNKNOWN = Fee(FeeState.unknown)
NOT_APPLICABLE = Fee(FeeState.not_applicable)


@dataclass(frozen=True)
class Break:
    """From this quantity on, inclusive, every unit costs `unit_price`."""

    from_quantity: int
    unit_price: Decimal


@dataclass(frozen=True, kw_only=True)
class Terms:
    """A quote. Money is in `currency`, shares are 0 to 1, quantities whole and 1 or more. Raises BadTerms."""

    currency: str
    breaks: tuple[Break, ...]
    moq: int | None = None
    order_multiple: int = 1
    largest_order: int | None = None  # None: no limit is known
    freight_per_order: Fee = UNKNOWN
    freight_per_unit: Fee = UNKNOWN
    packing: Fee = UNKNOWN  # per unit
    platform_fee: Fee = UNKNOWN  # per order
    other_fees: Fee = UNKNOWN  # per order
    return_rate: Decimal | None = None
    digital: bool = False
    tax_basis: TaxBasis = TaxBasis.unknown

    def __post_init__(self) -> None:
        thresholds = [line.from_quantity for line in self.breaks]
        quantities = [*thresholds, *(limit for limit in (self.moq, self.largest_order) if limit is not None)]
        wrong = {
            TermsFault.no_price: not self.breaks,
            TermsFault.price: not all(line.unit_price.is_finite() and line.unit_price > 0 for line in self.breaks),
            TermsFault.quantity: any(quantity < 1 for quantity in quantities),
            TermsFault.order: thresholds != sorted(set(thresholds)),
            TermsFault.multiple: self.order_multiple < 1,
            TermsFault.share: self.return_rate is not None and not 0 <= self.return_rate <= 1,
        }
        for fault, holds in wrong.items():
            if holds:
                raise BadTerms(fault)
        if self.most is not None and self.most < self.least:
            raise BadTerms(TermsFault.largest)

    @property
    def least(self) -> int:
        """The smallest order that can be bought."""
        return least_order(self.moq, self.breaks[0].from_quantity, self.order_multiple)

    @property
    def names_least(self) -> bool:
        """Whether somebody named the smallest order: an MOQ, a first quantity above one, or whole multiples."""
        return least_stated(self.moq, self.breaks[0].from_quantity, self.order_multiple) is not None

    @property
    def most(self) -> int | None:
        """The largest order in whole multiples; None where no limit is known."""
        return None if self.largest_order is None else self.largest_order // self.order_multiple * self.order_multiple

    def rounded_up(self, quantity: int) -> int:
        return in_multiples(quantity, self.order_multiple)

    def order_for(self, wanted: int) -> int:
        """What must be ordered to have `wanted` units, or as many as there are."""
        order = max(self.rounded_up(wanted), self.least)
        return order if self.most is None else min(order, self.most)

    def price_at(self, quantity: int) -> Decimal:
        """The price of every unit in an order of `quantity` (all-units breaks); BadTerms(quantity) below the first."""
        for line in reversed(self.breaks):
            if line.from_quantity <= quantity:
                return line.unit_price
        raise BadTerms(TermsFault.quantity)

    def shipped(self, fee: Fee) -> Fee:
        """A fee of shipping or packing: digital goods have none unless somebody wrote one down (METHODS 3.2)."""
        return NOT_APPLICABLE if self.digital and fee.state is FeeState.unknown else fee

    def in_currency(self, to: str, change: Callable[[Decimal], Decimal]) -> Terms:
        """The same quote with each amount put through `change`."""
        return replace(
            self,
            currency=to,
            breaks=tuple(replace(line, unit_price=change(line.unit_price)) for line in self.breaks),
            freight_per_order=self.freight_per_order.times(change),
            freight_per_unit=self.freight_per_unit.times(change),
            packing=self.packing.times(change),
            platform_fee=self.platform_fee.times(change),
            other_fees=self.other_fees.times(change),
        )


def least_order(moq: int | None, first_break: int, multiple: int) -> int:
    """The smallest order that can be bought: the MOQ or the first break, whichever is more, in whole multiples."""
    return in_multiples(max(moq or 1, first_break), multiple)


def least_stated(moq: int | None, first_break: int | None, multiple: int | None) -> int | None:
    """The same where a quote states it: an MOQ, or prices or multiples above one. None: it has no price, or says
    nothing of how little can be bought."""
    if first_break is None or (moq is None and first_break == 1 and (multiple or 1) == 1):
        return None
    return least_order(moq, first_break, multiple or 1)


def in_multiples(quantity: int, multiple: int) -> int:
    return -(-quantity // multiple) * multiple


def validity(valid_until: date | None, today: date, soon: timedelta = ENDS_SOON) -> Validity:
    """A quote holds through its last day, and ends soon within `soon` of it; without one it does not run out."""
    if valid_until is None:
        return Validity.open_ended
    if valid_until < today:
        return Validity.expired
    return Validity.ending if valid_until - today <= soon else Validity.valid

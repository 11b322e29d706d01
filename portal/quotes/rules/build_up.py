"""The rows a landed unit cost is made of, each known or waiting for somebody to find something out (METHODS 3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from portal.quotes.rules.terms import Fee, FeeState, Terms

ZERO = Decimal(0)


class LineName(StrEnum):
    unit_price = "unit_price"
    freight = "freight"
    packing = "packing"
    platform_fee = "platform_fee"
    other_fees = "other_fees"
    return_loss = "return_loss"


class CostInput(StrEnum):
    """What somebody has to find out where it is unknown."""

    freight_per_order = "freight_per_order"
    freight_per_unit = "freight_per_unit"
    packing = "packing"
    platform_fee = "platform_fee"
    other_fees = "other_fees"
    return_rate = "return_rate"


@dataclass(frozen=True)
class CostLine:
    """One row, exact and per unit ordered; `per_unit` is None while `unknown` names something.

    `at_least` is the part of it that is known. `applies` is False where every fee in it is not applicable.
    """

    name: LineName
    at_least: Decimal
    unknown: tuple[CostInput, ...] = ()
    applies: bool = True

    @property
    def per_unit(self) -> Decimal | None:
        return None if self.unknown else self.at_least


def build_up(terms: Terms, ordered: int) -> tuple[CostLine, ...]:
    """The rows of an order of `ordered` units, in the currency of the quote. BadTerms(quantity) below the first break.

    Freight is the unit's share of what the order pays, plus freight per unit.
    """
    once, each = per_order(terms), per_unit(terms)
    price = terms.price_at(ordered)
    freight = row(
        LineName.freight,
        {
            CostInput.freight_per_order: once[CostInput.freight_per_order],
            CostInput.freight_per_unit: each[CostInput.freight_per_unit],
        },
        {CostInput.freight_per_order: ordered},
    )
    return (
        CostLine(LineName.unit_price, price),
        freight,
        row(LineName.packing, {CostInput.packing: each[CostInput.packing]}),
        row(
            LineName.platform_fee,
            {CostInput.platform_fee: once[CostInput.platform_fee]},
            {CostInput.platform_fee: ordered},
        ),
        row(LineName.other_fees, {CostInput.other_fees: once[CostInput.other_fees]}, {CostInput.other_fees: ordered}),
        return_loss(terms, price, freight),
    )


def per_order(terms: Terms) -> dict[CostInput, Fee]:
    return {
        CostInput.freight_per_order: terms.shipped(terms.freight_per_order),
        CostInput.platform_fee: terms.platform_fee,
        CostInput.other_fees: terms.other_fees,
    }


def per_unit(terms: Terms) -> dict[CostInput, Fee]:
    return {
        CostInput.freight_per_unit: terms.shipped(terms.freight_per_unit),
        CostInput.packing: terms.shipped(terms.packing),
    }


def row(name: LineName, fees: dict[CostInput, Fee], spread: dict[CostInput, int] | None = None) -> CostLine:
    """One row from its fees; `spread` says over how many units a fee is spread, otherwise it is per unit."""
    over = spread or {}
    return CostLine(
        name,
        sum(((fee.known or ZERO) / over.get(item, 1) for item, fee in fees.items()), ZERO),
        tuple(item for item, fee in fees.items() if fee.known is None),
        any(fee.state is not FeeState.not_applicable for fee in fees.values()),
    )


def return_loss(terms: Terms, price: Decimal, freight: CostLine) -> CostLine:
    """Return rate x (unit price + freight per unit)."""
    if terms.return_rate is None:
        return CostLine(LineName.return_loss, ZERO, (CostInput.return_rate,))
    if terms.digital or not terms.return_rate:
        # A code once shown cannot go back: its price is lost, and nothing is shipped.
        return CostLine(LineName.return_loss, terms.return_rate * price)
    return CostLine(LineName.return_loss, terms.return_rate * (price + freight.at_least), freight.unknown)


def paid(terms: Terms, ordered: int) -> Decimal:
    """What is known of the money out for an order, goods and fees, exact."""
    once = sum((fee.known or ZERO for fee in per_order(terms).values()), ZERO)
    each = sum((fee.known or ZERO for fee in per_unit(terms).values()), terms.price_at(ordered))
    return once + each * ordered

"""A product, and a quote for it, as they are compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.products.rules import ReferenceCost
from portal.quotes.rules.basis import PriceBasis, end_of_cost
from portal.quotes.rules.payment import Payment
from portal.quotes.rules.terms import Terms


@dataclass(frozen=True, kw_only=True)
class Goods:
    """A product as a comparison needs it. `banned` is None where it has no category; money is in `currency`."""

    id: int
    name: str
    category_id: int | None
    digital: bool
    banned: bool | None
    permit: bool = False
    powered: bool = False
    worn_or_eaten: bool = False
    colour_matters: bool = False
    monthly_units: int | None = None
    sale_price: Decimal | None = None
    sale_share: Decimal | None = None  # of the sale price, 0 to 1, that the platform takes
    sale_fee: Decimal | None = None  # that it takes of each unit besides
    currency: str = ""
    return_rate: Decimal | None = None  # where the supplier has none of its own
    reference: ReferenceCost | None = None  # what a unit is known to cost, as a person kept it

    @property
    def papers(self) -> tuple[str, ...]:
        """The kinds of paper its supplier should have: a licence always, the others by what is sold."""
        needed = {
            "licence": True,
            "permit": self.permit,
            "certificate": self.powered or self.worn_or_eaten,
            "authorisation": self.digital,
        }
        return tuple(kind for kind, holds in needed.items() if holds)


@dataclass(frozen=True, kw_only=True)
class QuoteOffer:
    """A quote with its return rate."""

    id: int
    quoted_on: date
    valid_until: date | None
    terms: Terms
    lead_days: int | None
    payment: Payment
    credit_days: int | None
    deposit_share: Decimal | None
    payment_note: str
    incoterm: str

    @property
    def delivery(self) -> str:
        """Where its landed cost ends: empty at the team's own door, else the Incoterm."""
        carried = any(fee.known for fee in (self.terms.freight_per_order, self.terms.freight_per_unit))
        return end_of_cost(self.incoterm, self.terms.digital or carried)

    @property
    def names_place(self) -> bool:
        """Whether anybody said where the price ends: by an Incoterm, or by what the carriage costs."""
        freight = (self.terms.freight_per_order, self.terms.freight_per_unit)
        return bool(self.incoterm) or self.terms.digital or any(fee.known is not None for fee in freight)

    @property
    def basis(self) -> PriceBasis:
        return PriceBasis(self.terms.tax_basis, self.delivery)

    def runs(self, today: date) -> bool:
        """Through its last day."""
        return self.valid_until is None or self.valid_until >= today

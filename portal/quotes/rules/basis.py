"""What a price is quoted on: its tax, and where its cost ends. Only what is alike in both is compared (METHODS 3.1)."""

from __future__ import annotations

from typing import NamedTuple

from portal.quotes.rules.incoterms import seller_pays_freight
from portal.quotes.rules.terms import TaxBasis


class PriceBasis(NamedTuple):
    """`place`: where the landed cost ends, empty at the team's own door, else the Incoterm."""

    tax: TaxBasis
    place: str

    def like(self, other: PriceBasis) -> bool:
        """Whether costs can be held against each other. A tax basis that nobody knows is like no other."""
        return self.tax is not TaxBasis.unknown and self == other


def end_of_cost(incoterm: str, carried: bool) -> str:
    """The place of a cost; `carried`: nothing is to be carried, or a carriage is written down and counted.

    Without either it ends at the door only where the seller pays the freight, else at the Incoterm with the carriage
    still to come.
    """
    return "" if carried or seller_pays_freight(incoterm) else incoterm

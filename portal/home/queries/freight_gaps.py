"""The quotes of a product that do not say what the freight is."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from portal.core.models.record import rows
from portal.home.queries.standing_quotes import joined, lacks_freight, standing
from portal.quotes.models import Quote
from portal.suppliers.models.suppliers import Supplier


class FreightGap(NamedTuple):
    quote: int
    supplier_id: int
    supplier: str
    quoted_on: date


def freight_gaps(product: int, today: date) -> list[FreightGap]:
    """By supplier; one statement."""
    query = joined(Quote.id, Supplier.id, Supplier.name, Quote.quoted_on)
    query = query.where(Quote.product == product, standing(today), Quote.newest(today), lacks_freight())
    query = query.order_by(Supplier.name, Supplier.id)
    return [FreightGap(*row) for row in rows(query)]

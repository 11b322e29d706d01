"""The quotes of a product that do not say what the freight is."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from peewee import JOIN

from portal.core.models.record import rows
from portal.home.queries.standing_quotes import lacks_freight, standing
from portal.products.models import Product
from portal.quotes.models import Quote
from portal.settings.models.categories import Category
from portal.suppliers.models.suppliers import Supplier


class FreightGap(NamedTuple):
    quote: int
    supplier_id: int
    supplier: str
    quoted_on: date


def freight_gaps(product: int, today: date) -> list[FreightGap]:
    """By supplier; one statement."""
    query = (
        Quote.select(Quote.id, Supplier.id, Supplier.name, Quote.quoted_on)
        .join(Supplier)
        .switch(Quote)
        .join(Product)
        .join(Category, JOIN.LEFT_OUTER)
        .where(Quote.product == product, standing(today), lacks_freight())
        .order_by(Supplier.name, Supplier.id)
    )
    return [FreightGap(*row) for row in rows(query)]

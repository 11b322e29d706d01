"""How many units are wanted of a product, as needs and quotes state it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from portal.comparisons.queries.offers import offers
from portal.comparisons.rules.candidates import Goods
from portal.needs.models import Need
from portal.quotes.rules.terms import Terms


def first_order(product: int) -> int | None:
    """Of the open need for the product that is due first and says it."""
    query = Need.select(Need.first_order).where(
        Need.product == product, Need.first_order.is_null(False), Need.closed_on.is_null(), Need.deleted_at.is_null()
    )
    units: int | None = query.order_by(Need.due_on.asc(nulls="LAST"), Need.id).scalar()
    return units


def newest_terms(product: Goods, suppliers: Collection[int], today: date) -> list[Terms]:
    """Of the newest quote in force of each supplier."""
    quoted = offers(product, suppliers, {}, today).values()
    return [offer.terms for quotes in quoted if (offer := next((quote for quote in quotes if quote.runs(today)), None))]

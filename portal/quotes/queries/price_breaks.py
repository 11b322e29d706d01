"""The prices of many quotes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from portal.core.models.record import rows
from portal.quotes.models import PriceBreak, Quote


def breaks_of(condition: Any) -> dict[int, tuple[tuple[int, Decimal], ...]]:
    """Of each quote the quantities from which a price holds, ascending, with that price; one statement."""
    query = PriceBreak.select(PriceBreak.quote, PriceBreak.from_quantity, PriceBreak.unit_price).join(Quote)
    breaks: dict[int, tuple[tuple[int, Decimal], ...]] = {}
    for key, quantity, price in rows(query.where(condition).order_by(PriceBreak.quote, PriceBreak.from_quantity)):
        breaks[key] = (*breaks.get(key, ()), (quantity, price))
    return breaks

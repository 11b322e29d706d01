"""Prices that rose with less notice than agreed, read in one statement once an agreement asks for notice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from portal.agreements.rules.agreements import AgreementFacts
from portal.core.models.record import rows
from portal.market.rules.price_rises import PRICE_NOTICE, Price, Rise, rises
from portal.products.models import Product
from portal.quotes.models import PriceBreak, Quote

MOST_PRICES = 1000  # price breaks read for one page


def too_sudden(agreements: Iterable[AgreementFacts], *where: Any) -> dict[int, Rise]:
    """Of the quotes asked for those that rose too suddenly, by their id."""
    asking = [agreement for agreement in agreements if agreement.written.number(PRICE_NOTICE) is not None]
    if not asking:
        return {}
    sudden: dict[int, Rise] = {}
    for (supplier, _product, kind), quotes in prices(*where).items():
        own = [agreement for agreement in asking if agreement.supplier_id == supplier]
        sudden |= rises(quotes, own, kind)
    return sudden


def prices(*where: Any) -> dict[tuple[int, int, str], list[Price]]:
    """Quotes by supplier, product and kind of goods; the newest where there are very many."""
    query = (
        Quote.select(
            Quote.supplier,
            Quote.product,
            Product.kind,
            Quote.id,
            Quote.quoted_on,
            Quote.valid_until,
            Quote.currency,
            Quote.tax_basis,
            PriceBreak.from_quantity,
            PriceBreak.unit_price,
        )
        .join(Product)
        .switch(Quote)
        .join(PriceBreak)
        .where(Quote.deleted_at.is_null(), Product.deleted_at.is_null(), *where)
        .order_by(Quote.quoted_on.desc(), Quote.id.desc(), PriceBreak.from_quantity)
        .limit(MOST_PRICES)
    )
    about: dict[int, Any] = {}
    breaks: dict[int, list[tuple[int, Decimal]]] = defaultdict(list)
    for *row, quantity, price in rows(query):
        about[row[3]] = row
        breaks[row[3]].append((quantity, price))
    quotes: dict[tuple[int, int, str], list[Price]] = defaultdict(list)
    for key, (supplier, product, kind, _id, quoted_on, valid_until, *basis) in about.items():
        price = Price(
            id=key, quoted_on=quoted_on, valid_until=valid_until, basis=tuple(basis), breaks=tuple(breaks[key])
        )
        quotes[supplier, product, kind].append(price)
    return quotes

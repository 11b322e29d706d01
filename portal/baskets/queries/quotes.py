"""The quotes of several products from several suppliers, each with its breaks; one statement."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from peewee import JOIN

from portal.baskets.rules.bids import BasketQuote
from portal.market.queries.offers import offer
from portal.products.models import Product, Source
from portal.quotes.models import PriceBreak, Quote
from portal.quotes.rules.terms import Break


def quotes(products: Collection[int], suppliers: Collection[int], today: date) -> list[BasketQuote]:
    """Newest first."""
    source = (Source.supplier == Quote.supplier) & (Source.product == Quote.product)
    query: Any = (
        Quote.select(Quote, Product.kind, Source.role, PriceBreak.from_quantity, PriceBreak.unit_price)
        .join(Product)
        .join_from(Quote, Source, JOIN.LEFT_OUTER, on=source)
        .join_from(Quote, PriceBreak)
        .where(
            Quote.product.in_(list(products)),
            Quote.supplier.in_(list(suppliers)),
            Quote.deleted_at.is_null(),
            Quote.quoted_on <= today,
        )
        .order_by(Quote.quoted_on.desc(), Quote.id.desc(), PriceBreak.from_quantity)
    )
    return [basket_quote(row, breaks) for row, breaks in PriceBreak.gathered(query)]


def basket_quote(row: Any, breaks: tuple[Break, ...]) -> BasketQuote:
    """Returns are no payment, so their rate stays out of it."""
    own = offer(row, breaks, None, row.kind == "digital")
    return BasketQuote(
        id=row.id,
        product=row.product_id,
        supplier=row.supplier_id,
        quoted_on=row.quoted_on,
        valid_until=row.valid_until,
        delivery=own.delivery,
        role=row.role,
        terms=own.terms,
    )

"""A quote as its page reads it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from peewee import JOIN, fn

from portal.core.models.record import rows
from portal.core.models.users import User
from portal.market.queries.offers import offer
from portal.market.rules.offers import QuoteOffer
from portal.products.models import Product, Source
from portal.quotes.models import PriceBreak, Quote
from portal.quotes.rules.terms import Break
from portal.suppliers.models.suppliers import Supplier

MOST = 24


class OtherQuote(NamedTuple):
    """Of the same supplier for the same product."""

    id: int
    quoted_on: date
    currency: str
    lowest: Decimal
    highest: Decimal


def quote_row(id: int) -> Any:
    """The quote with its supplier, product, source and author; None when it is not there (any more)."""
    of_pair = (Source.supplier == Quote.supplier) & (Source.product == Quote.product)
    query = (
        Quote.select(Quote, Supplier, Product, Source, User)
        .join(Supplier)
        .switch(Quote)
        .join(Product)
        .switch(Quote)
        .join(Source, JOIN.LEFT_OUTER, on=of_pair, attr="source")
        .switch(Quote)
        .join(User, JOIN.LEFT_OUTER, on=Quote.by, attr="author")
    )
    there = Quote.deleted_at.is_null() & Supplier.deleted_at.is_null() & Product.deleted_at.is_null()
    return query.where(Quote.id == id, there).first()


def as_offer(quote: Any) -> QuoteOffer:
    """What `quote_row` answered as the arithmetic needs it: the supplier's own return rate wins over the product's."""
    source = getattr(quote, "source", None)
    own = source.return_rate if source is not None and source.id else None
    rate = quote.product.return_rate if own is None else own
    return offer(quote, tuple(Break(*line) for line in quote.breaks()), rate, quote.product.kind == "digital")


def other_quotes(quote: Any) -> list[OtherQuote]:
    """Other quotes of the same supplier for the same product, newest first."""
    query = (
        Quote.select(
            Quote.id, Quote.quoted_on, Quote.currency, fn.MIN(PriceBreak.unit_price), fn.MAX(PriceBreak.unit_price)
        )
        .join(PriceBreak)
        .where(
            Quote.supplier == quote.supplier_id,
            Quote.product == quote.product_id,
            Quote.id != quote.id,
            Quote.deleted_at.is_null(),
        )
        .group_by(Quote.id)
        .order_by(Quote.quoted_on.desc(), Quote.id.desc())
        .limit(MOST)
    )
    return [OtherQuote(*row) for row in rows(query)]

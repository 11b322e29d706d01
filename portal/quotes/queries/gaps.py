"""The quotes that hold today of everything some suppliers quote, as their gaps are figured from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from peewee import JOIN

from portal.market.queries.offers import offer
from portal.products.models import Product, Source
from portal.products.rules import A_BEGINNING
from portal.quotes.models import Quote
from portal.quotes.queries.price_breaks import breaks_of
from portal.quotes.rules.gaps import StandingOffer
from portal.quotes.rules.landed_cost import landed_cost_in
from portal.quotes.rules.terms import Break
from portal.settings.models.rates import FxRate
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.rules.pipeline import Status


def standing_offers(suppliers: Iterable[int], currency: str, today: date) -> list[StandingOffer]:
    """Of every supplier of their products the newest quote that holds, at what is sold in a month. Three statements."""
    of_them = Quote.select(Quote.product).where(Quote.supplier.in_(list(suppliers)), Quote.in_force(today))
    there = Supplier.deleted_at.is_null() & (Supplier.status != Status.retired) & Product.deleted_at.is_null()
    of_pair = (Source.supplier == Quote.supplier) & (Source.product == Quote.product)
    query = (
        Quote.select(
            Quote,
            Product.monthly_units.alias("units"),
            Product.kind.alias("goods"),
            Product.return_rate.alias("usual_rate"),
            Source.return_rate.alias("own_rate"),
        )
        .join(Supplier)
        .switch(Quote)
        .join(Product)
        .join(Source, JOIN.LEFT_OUTER, on=of_pair)
        .where(Quote.product.in_(of_them), Quote.in_force(today), Quote.newest(today), there)
    )
    quotes = list(query.objects())
    breaks, rates = breaks_of(Quote.id.in_([quote.id for quote in quotes])), FxRate.known()
    return [
        StandingOffer(
            quote.supplier_id,
            quote.product_id,
            landed_cost_in(currency, terms_of(quote, breaks[quote.id]), units(quote), rates, today),
        )
        for quote in quotes
    ]


def terms_of(row: Any, breaks: Iterable[tuple[int, Decimal]]) -> Any:
    rate = row.usual_rate if row.own_rate is None else row.own_rate
    return offer(row, tuple(Break(*line) for line in breaks), rate, row.goods == "digital").terms


def units(row: Any) -> int:
    return row.units or A_BEGINNING

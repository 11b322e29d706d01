"""The quotes of several products from several suppliers, and what everybody else asks for them; one statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from peewee import JOIN

from portal.baskets.rules.bids import BasketQuote
from portal.market.queries.offers import offer
from portal.market.rules.offers import QuoteOffer
from portal.market.rules.price_gaps import MarketOffer
from portal.products.models import Product, Source
from portal.quotes.models import PriceBreak, Quote
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.rules.pipeline import Status


@dataclass(frozen=True)
class BasketQuotes:
    """`quotes`: of the suppliers asked for, newest first. `market`: by product, what holds today of everybody but
    retired suppliers, against which a price is held."""

    quotes: list[BasketQuote] = field(default_factory=list)
    offers: dict[int, QuoteOffer] = field(default_factory=dict)  # by the id of the quote
    market: dict[int, list[MarketOffer]] = field(default_factory=dict)


def basket_quotes(products: Collection[int], suppliers: Collection[int], today: date) -> BasketQuotes:
    source = (Source.supplier == Quote.supplier) & (Source.product == Quote.product)
    query: Any = (
        Quote.select(
            *(Quote, Product.kind, Source.role, PriceBreak.from_quantity, PriceBreak.unit_price, Supplier.status),
            *(Source.return_rate.alias("own_rate"), Product.return_rate.alias("usual_rate")),
        )
        .join(Product)
        .join_from(Quote, Supplier)
        .join_from(Quote, Source, JOIN.LEFT_OUTER, on=source)
        .join_from(Quote, PriceBreak)
        .where(
            Quote.product.in_(list(products)),
            Quote.deleted_at.is_null(),
            Quote.quoted_on <= today,
            Supplier.deleted_at.is_null(),
            Quote.supplier.in_(list(suppliers)) | (Quote.in_force(today) & Quote.newest(today)),
        )
        .order_by(Quote.quoted_on.desc(), Quote.id.desc(), PriceBreak.from_quantity)
    )
    gathered, sellers = BasketQuotes(market=defaultdict(list)), set[tuple[int, int]]()
    for row, breaks in PriceBreak.gathered(query):
        rate = row.usual_rate if row.own_rate is None else row.own_rate
        own, pair = offer(row, breaks, rate, row.kind == "digital"), (row.product_id, row.supplier_id)
        if row.supplier_id in suppliers:
            gathered.quotes.append(basket_quote(row, own))
            gathered.offers[row.id] = own
        if own.runs(today) and row.status != Status.retired and pair not in sellers:
            sellers.add(pair)
            gathered.market[row.product_id].append(MarketOffer(row.supplier_id, own))
    return gathered


def basket_quote(row: Any, own: QuoteOffer) -> BasketQuote:
    """What an order of it costs holds no loss by returns: that is no payment."""
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

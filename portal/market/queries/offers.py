"""Quotes as a comparison reads them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from peewee import JOIN

from portal.market.rules.offers import Goods, QuoteOffer
from portal.market.rules.price_gaps import MarketOffer
from portal.products.models import Source
from portal.quotes.models import PriceBreak, Quote
from portal.quotes.rules.payment import Payment
from portal.quotes.rules.standing import newest_that_holds
from portal.quotes.rules.terms import FEES, Break, Fee, FeeState, TaxBasis, Terms
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.rules.pipeline import Status


def offers(
    product: Goods, suppliers: Collection[int], own: dict[int, Decimal | None], today: date
) -> dict[int, list[QuoteOffer]]:
    """The quotes of each supplier with their breaks, newest first."""
    query: Any = (
        Quote.select(Quote, PriceBreak.from_quantity, PriceBreak.unit_price)
        .join(PriceBreak)
        .where(
            Quote.product == product.id,
            Quote.supplier.in_(list(suppliers)),
            Quote.deleted_at.is_null(),
            Quote.quoted_on <= today,
        )
        .order_by(Quote.quoted_on.desc(), Quote.id.desc(), PriceBreak.from_quantity)
    )
    by_supplier: dict[int, list[QuoteOffer]] = defaultdict(list)
    for row, breaks in PriceBreak.gathered(query):
        rate = product.return_rate if own.get(row.supplier_id) is None else own[row.supplier_id]
        by_supplier[row.supplier_id].append(offer(row, breaks, rate, product.digital))
    return by_supplier


class Quotations(NamedTuple):
    """What is quoted for a product: all of some suppliers, newest first, and of everybody what holds today."""

    by_supplier: dict[int, list[QuoteOffer]]
    market: list[MarketOffer]


def quotations(product: Goods, suppliers: Collection[int], today: date) -> Quotations:
    """In one statement. What a retired supplier quoted is no offer on the market any more."""
    of_pair = (Source.supplier == Quote.supplier) & (Source.product == Quote.product)
    chosen = Quote.supplier.in_(list(suppliers))
    query: Any = (
        Quote.select(
            *(Quote, PriceBreak.from_quantity, PriceBreak.unit_price),
            *(Source.return_rate.alias("own_rate"), Supplier.status.alias("status")),
        )
        .join(PriceBreak)
        .join_from(Quote, Supplier)
        .join_from(Quote, Source, JOIN.LEFT_OUTER, on=of_pair)
        .where(Quote.product == product.id, Quote.deleted_at.is_null(), Quote.quoted_on <= today)
        .where(chosen | (Quote.in_force(today) & Quote.newest(today)), Supplier.deleted_at.is_null())
        .order_by(Quote.quoted_on.desc(), Quote.id.desc(), PriceBreak.from_quantity)
    )
    by_supplier: dict[int, list[QuoteOffer]] = defaultdict(list)
    newest: dict[int, MarketOffer] = {}
    for row, breaks in PriceBreak.gathered(query):
        rate = product.return_rate if row.own_rate is None else row.own_rate
        quoted = offer(row, breaks, rate, product.digital)
        if row.supplier_id in suppliers:
            by_supplier[row.supplier_id].append(quoted)
        if quoted.runs(today) and row.status != Status.retired:
            newest.setdefault(row.supplier_id, MarketOffer(row.supplier_id, quoted))
    return Quotations(by_supplier, sorted(newest.values(), key=lambda seller: seller.supplier))


def market(product: Goods, today: date) -> list[MarketOffer]:
    """The newest quote in force of every supplier for the product; one statement."""
    return quotations(product, (), today).market


def offer(row: Any, breaks: tuple[Break, ...], return_rate: Decimal | None, digital: bool) -> QuoteOffer:
    fees: Any = {name: Fee(FeeState(getattr(row, f"{name}_state")), getattr(row, name)) for name in FEES}
    return QuoteOffer(
        id=row.id,
        quoted_on=row.quoted_on,
        valid_until=row.valid_until,
        terms=Terms(
            currency=row.currency,
            breaks=breaks,
            moq=row.moq,
            order_multiple=row.order_multiple,
            largest_order=row.largest_order,
            return_rate=return_rate,
            digital=digital,
            tax_basis=TaxBasis(row.tax_basis),
            **fees,
        ),
        lead_days=row.lead_days,
        payment=Payment(row.payment),
        credit_days=row.credit_days,
        deposit_share=row.deposit_share,
        payment_note=row.payment_note,
        incoterm=row.incoterm,
    )


def terms_in_force(product: Goods, suppliers: Collection[int], today: date) -> list[Terms]:
    """Of the newest quote in force of each supplier."""
    quoted = offers(product, suppliers, {}, today).values()
    return [offer.terms for quotes in quoted if (offer := newest_that_holds(quotes, today))]

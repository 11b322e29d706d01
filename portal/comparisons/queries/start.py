"""What a comparison can be started from."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from peewee import JOIN, fn

from portal.core.models.record import rows
from portal.products.models import Product, Source
from portal.quotes.models import Quote
from portal.suppliers.models.suppliers import Supplier


class ProductLine(NamedTuple):
    id: int
    name: str
    quoted: int  # suppliers with a quote


class Seller(NamedTuple):
    id: int
    name: str
    status: str
    quoted_on: date | None  # the newest quote


def products() -> list[ProductLine]:
    query = (
        Product.select(Product.id, Product.name, fn.COUNT(Quote.supplier.distinct()))
        .join(Quote, JOIN.LEFT_OUTER, on=(Quote.product == Product.id) & Quote.deleted_at.is_null())
        .where(Product.deleted_at.is_null())
        .group_by(Product.id, Product.name)
        .order_by(Product.name, Product.id)
    )
    return [ProductLine(*row) for row in rows(query)]


def sellers(product: int, also: Collection[int]) -> list[Seller]:
    """Suppliers with a quote for the product or a role in it, and those already chosen; newest quote first."""
    newest = fn.MAX(Quote.quoted_on)
    query = (
        Supplier.select(Supplier.id, Supplier.name, Supplier.status, newest)
        .join(
            Quote,
            JOIN.LEFT_OUTER,
            on=(Quote.supplier == Supplier.id) & (Quote.product == product) & Quote.deleted_at.is_null(),
        )
        .join(Source, JOIN.LEFT_OUTER, on=(Source.supplier == Supplier.id) & (Source.product == product))
        .where(
            Supplier.deleted_at.is_null(),
            Quote.id.is_null(False) | Source.id.is_null(False) | Supplier.id.in_(list(also)),
        )
        .group_by(Supplier.id, Supplier.name, Supplier.status)
        .order_by(newest.desc(nulls="LAST"), Supplier.name)
    )
    return [Seller(*row) for row in rows(query)]

"""Products as lists and pages read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from peewee import JOIN, fn

from portal.domain.text import folded
from portal.models.base import rows
from portal.models.categories import Category
from portal.models.products import Product, Source
from portal.models.quotes import PriceBreak, Quote
from portal.models.suppliers import Supplier

PER_PAGE = 50


class Line(NamedTuple):
    id: int
    name: str
    code: str
    kind: str
    category: str | None
    monthly_units: int | None
    sale_price: Decimal | None
    currency: str
    suppliers: int
    quotes: int


class SourceLine(NamedTuple):
    supplier_id: int
    supplier: str
    status: str
    role: str | None
    return_rate: Decimal | None


class PriceLine(NamedTuple):
    quote_id: int
    supplier_id: int
    supplier: str
    quoted_on: date
    valid_until: date | None
    currency: str
    lowest: Decimal


def page(business: int, q: str = "", category: int | None = None, kind: str = "", number: int = 1) -> list[Line]:
    """A page of the products of a business, by name; one more than a page holds when there are further ones."""
    query = (
        Product.select(
            Product.id,
            Product.name,
            Product.code,
            Product.kind,
            Category.name,
            Product.monthly_units,
            Product.sale_price,
            Product.currency,
            Source.select(fn.COUNT(Source.id)).where(Source.product == Product.id),
            Quote.select(fn.COUNT(Quote.id)).where(Quote.product == Product.id, Quote.deleted_at.is_null()),
        )
        .join(Category, JOIN.LEFT_OUTER)
        .where(Product.business == business, Product.deleted_at.is_null())
        .order_by(Product.name, Product.id)
        .limit(PER_PAGE + 1)
        .offset((number - 1) * PER_PAGE)
    )
    for word in folded(q).split():
        query = query.where(Product.search.contains(word))
    if category is not None:
        query = query.where(Product.category == category)
    if kind:
        query = query.where(Product.kind == kind)
    return [Line(*row) for row in rows(query)]


def sources(product: int) -> list[SourceLine]:
    query = (
        Source.select(Supplier.id, Supplier.name, Supplier.status, Source.role, Source.return_rate)
        .join(Supplier)
        .where(Source.product == product, Supplier.deleted_at.is_null())
        .order_by(Supplier.name, Supplier.id)
    )
    return [SourceLine(*row) for row in rows(query)]


def prices(product: int) -> list[PriceLine]:
    """Every quote of a product with its lowest price, oldest first: the history."""
    query = (
        Quote.select(
            Quote.id,
            Supplier.id,
            Supplier.name,
            Quote.quoted_on,
            Quote.valid_until,
            Quote.currency,
            fn.MIN(PriceBreak.unit_price),
        )
        .join(Supplier)
        .switch(Quote)
        .join(PriceBreak)
        .where(Quote.product == product, Quote.deleted_at.is_null(), Supplier.deleted_at.is_null())
        .group_by(Quote.id, Supplier.id, Supplier.name)
        .order_by(Quote.quoted_on, Quote.id)
    )
    return [PriceLine(*row) for row in rows(query)]


def choices(business: int | None = None) -> list[tuple[int, str]]:
    query = Product.select(Product.id, Product.name).where(Product.deleted_at.is_null())
    if business is not None:
        query = query.where(Product.business == business)
    return rows(query.order_by(Product.name, Product.id))

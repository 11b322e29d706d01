"""Products as lists and pages read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from peewee import JOIN, SQL, fn

from portal.core.models.record import rows
from portal.products.models import Product, Source
from portal.products.queries.filter import ProductFilter, holding, matching
from portal.quotes.models import Quote
from portal.settings.models.businesses import Business
from portal.settings.models.categories import Category
from portal.suppliers.models.suppliers import Supplier

PER_PAGE = 50


class ListedProduct(NamedTuple):
    id: int
    name: str
    code: str
    kind: str
    category: str | None
    banned: bool | None
    monthly_units: int | None
    sale_price: Decimal | None
    currency: str
    suppliers: int
    quotes: int  # that hold today
    business: str


class SellerLine(NamedTuple):
    """A supplier that quoted a product or is a source of it; `source_id` is None where it only quoted."""

    supplier_id: int
    name: str
    status: str
    source_id: int | None
    role: str | None
    return_rate: Decimal | None


def page(wanted: ProductFilter, today: date) -> tuple[list[ListedProduct], int]:
    """A page of the products by name, and how many there are in all; one statement."""
    held = Quote.select(fn.COUNT(Quote.id)).join(Supplier).where(Quote.product == Product.id, holding(today))
    sources = (
        Source.select(fn.COUNT(Source.id))
        .join(Supplier)
        .where(Source.product == Product.id, Supplier.deleted_at.is_null())
    )
    query = (
        Product.select(
            Product.id,
            Product.name,
            Product.code,
            Product.kind,
            Category.name,
            Category.banned,
            Product.monthly_units,
            Product.sale_price,
            Product.currency,
            sources,
            held,
            Business.name,
            fn.COUNT(SQL("*")).over(),
        )
        .join(Category, JOIN.LEFT_OUTER)
        .switch(Product)
        .join(Business)
        .where(matching(wanted, today))
        .order_by(Product.name, Product.id)
        .limit(PER_PAGE)
        .offset((wanted.page - 1) * PER_PAGE)
    )
    read = rows(query)
    return [ListedProduct(*row[:-1]) for row in read], read[0][-1] if read else 0


def with_category(id: int) -> Any:
    """A product with its category; None when it is not there (any more)."""
    query = Product.select(Product, Category).join(Category, JOIN.LEFT_OUTER)
    return query.where(Product.id == id, Product.deleted_at.is_null()).first()


def sellers(product: int) -> list[SellerLine]:
    """Whoever quoted a product or is a source of it, by name."""
    quoted = Quote.select(Quote.supplier).where(Quote.product == product, Quote.deleted_at.is_null())
    sellers = quoted | Source.select(Source.supplier).where(Source.product == product)
    query = (
        Supplier.select(Supplier.id, Supplier.name, Supplier.status, Source.id, Source.role, Source.return_rate)
        .join(Source, JOIN.LEFT_OUTER, on=(Source.supplier == Supplier.id) & (Source.product == product))
        .where(Supplier.deleted_at.is_null(), Supplier.id.in_(sellers))
        .order_by(Supplier.name, Supplier.id)
    )
    return [SellerLine(*row) for row in rows(query)]


def choices() -> list[tuple[int, str, str]]:
    """Id, name and business of every product, business by business."""
    query = Product.select(Product.id, Product.name, Business.name).join(Business)
    return rows(query.where(Product.deleted_at.is_null()).order_by(Business.id, Product.name, Product.id))


def exported(wanted: ProductFilter, today: date, names: Sequence[str]) -> list[dict[str, Any]]:
    """These columns of every matching product, in the order they came."""
    named = {"business": Business.name, "category": Category.name}
    columns = [named.get(name, getattr(Product, name)) for name in names]
    query = Product.select(*columns).join(Category, JOIN.LEFT_OUTER).switch(Product).join(Business)
    lines = rows(query.where(matching(wanted, today)).order_by(Product.id))
    return [dict(zip(names, line, strict=True)) for line in lines]

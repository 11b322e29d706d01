"""What a basket can be filled from: the products of a business that somebody quotes, and who quotes them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from peewee import JOIN, Case, fn

from portal.core.models.record import rows
from portal.needs.models import Need, NeedCandidate
from portal.products.models import Product
from portal.quotes.models import Quote
from portal.suppliers.models.suppliers import Supplier

MOST_LISTED = 40  # products, and suppliers: those with the most quotes


class BasketProduct(NamedTuple):
    id: int
    name: str
    category_id: int | None
    monthly_units: int | None
    suppliers: int  # with a quote in force


class BasketSeller(NamedTuple):
    id: int
    name: str
    status: str
    wanted: int  # of the products asked for it quotes so many today
    quoted: int  # of the products of the business


def products(business: int, also: Collection[int], today: date) -> list[BasketProduct]:
    """Those asked for first, then those most suppliers quote."""
    running = Case(None, [(Quote.in_force(today), Supplier.id)])  # empty where the supplier is gone
    suppliers = fn.COUNT(running.distinct())
    asked = Case(None, [(Product.id.in_(list(also)), 0)], 1)
    query = (
        Product.select(Product.id, Product.name, Product.category, Product.monthly_units, suppliers)
        .join(Quote, JOIN.LEFT_OUTER, on=(Quote.product == Product.id) & Quote.deleted_at.is_null())
        .join(Supplier, JOIN.LEFT_OUTER, on=(Quote.supplier == Supplier.id) & Supplier.deleted_at.is_null())
        .where(Product.business == business, Product.deleted_at.is_null())
        .group_by(Product.id, Product.name, Product.category, Product.monthly_units)
        .order_by(asked, suppliers.desc(), Product.name, Product.id)
        .limit(MOST_LISTED)
    )
    return [BasketProduct(*row) for row in rows(query)]


def sellers(business: int, wanted: Collection[int], also: Collection[int], today: date) -> list[BasketSeller]:
    """Suppliers with a quote for a product of the business: those asked for first, then those that quote the most."""
    running = Quote.in_force(today)
    counted = fn.COUNT(Case(None, [(running & Quote.product.in_(list(wanted)), Quote.product)]).distinct())
    quoted = fn.COUNT(Case(None, [(running, Quote.product)]).distinct())
    asked = Case(None, [(Supplier.id.in_(list(also)), 0)], 1)
    query = (
        Supplier.select(Supplier.id, Supplier.name, Supplier.status, counted, quoted)
        .join(Quote)
        .join(Product)
        .where(
            Product.business == business,
            Product.deleted_at.is_null(),
            Quote.deleted_at.is_null(),
            Supplier.deleted_at.is_null(),
        )
        .group_by(Supplier.id, Supplier.name, Supplier.status)
        .order_by(asked, counted.desc(), quoted.desc(), Supplier.name, Supplier.id)
        .limit(MOST_LISTED)
    )
    return [BasketSeller(*row) for row in rows(query)]


def need(key: int) -> Any:
    """The need a basket is for; None when it is gone."""
    return Need.get_or_none(Need.id == key, Need.deleted_at.is_null())


def looked_at(key: int) -> list[int]:
    """The suppliers looked at for a need, in the order they came."""
    query = NeedCandidate.select(NeedCandidate.supplier).where(NeedCandidate.need == key)
    return [supplier for [supplier] in rows(query.order_by(NeedCandidate.id))]


def quoted_by(suppliers: Collection[int], wanted: Collection[int], today: date) -> dict[int, frozenset[int]]:
    """Which of the products asked for each supplier quotes today."""
    query = Quote.select(Quote.supplier, Quote.product).where(
        Quote.in_force(today), Quote.supplier.in_(list(suppliers)), Quote.product.in_(list(wanted))
    )
    quoted: dict[int, set[int]] = {}
    for supplier, product in rows(query.distinct()):
        quoted.setdefault(supplier, set()).add(product)
    return {supplier: frozenset(items) for supplier, items in quoted.items()}

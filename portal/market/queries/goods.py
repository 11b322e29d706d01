"""A product as it is compared."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from peewee import JOIN

from portal.core.models.users import User
from portal.market.rules.offers import Goods
from portal.products.models import CostReference, Product
from portal.products.rules import ReferenceCost, ReferenceSource
from portal.settings.models.categories import Category

GOODS = (
    Product.id, Product.name, Product.kind, Product.powered, Product.worn_or_eaten, Product.colour_matters,
    Product.monthly_units, Product.sale_price, Product.sale_share, Product.sale_fee, Product.currency,
    Product.return_rate,
)  # fmt: skip  # fmt: skip
REFERENCE = (
    CostReference.id, CostReference.amount, CostReference.currency, CostReference.on, CostReference.source,
    CostReference.quotes, User.name,
)  # fmt: skip  # fmt: skip


def goods(product: int) -> Goods | None:
    """The product with what its category says; None when there is none (any more)."""
    return goods_of([product]).get(product)


def goods_of(products: Collection[int]) -> dict[int, Goods]:
    """Several, by their id; those that are gone are left out."""
    query = (
        Product.select(*GOODS, Category.id, Category.banned, Category.permit, *REFERENCE)
        .join(Category, JOIN.LEFT_OUTER)
        .join_from(Product, CostReference, JOIN.LEFT_OUTER, on=CostReference.newest(), attr="kept")
        .join_from(CostReference, User, JOIN.LEFT_OUTER, on=CostReference.by == User.id, attr="keeper")
        .where(Product.id.in_(list(products)), Product.deleted_at.is_null())
    )
    return {row.id: compared_goods(row) for row in query}


def compared_goods(row: Any) -> Goods:
    category = row.category
    return Goods(
        id=row.id,
        name=row.name,
        category_id=category.id if category else None,
        digital=row.kind == "digital",
        banned=category.banned if category else None,
        permit=bool(category and category.permit),
        powered=row.powered,
        worn_or_eaten=row.worn_or_eaten,
        colour_matters=row.colour_matters,
        monthly_units=row.monthly_units,
        sale_price=row.sale_price,
        sale_share=row.sale_share,
        sale_fee=row.sale_fee,
        currency=row.currency,
        return_rate=row.return_rate,
        reference=reference_of(row),
    )


def reference_of(row: Any) -> ReferenceCost | None:
    kept = getattr(row, "kept", None)
    if kept is None or kept.amount is None:
        return None
    keeper = getattr(kept, "keeper", None)
    source, by = ReferenceSource(kept.source), keeper.name if keeper else ""
    return ReferenceCost(kept.amount, kept.currency, kept.on, source, kept.quotes, by or "")

"""Which products a list shows: read from an address, written back into one, asked of the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from portal.core.models.search import saying
from portal.core.rules.search_marks import words_of
from portal.core.rules.text import page_number, whole
from portal.products.models import FLAGS, Product, Source
from portal.quotes.models import Quote
from portal.settings.models.categories import Category
from portal.suppliers.models.suppliers import Supplier

LONGEST = 200


@dataclass(frozen=True)
class ProductFilter:
    q: str = ""
    kind: str = ""
    category: int | None = None
    flag: str = ""
    business: int | None = None
    role: str = ""  # some supplier has it
    price: str = ""  # "none": no quote holds today
    page: int = 1

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> ProductFilter:
        """The filter an address asks for; what cannot be is left out."""
        texts = {name: asked.get(name, "")[:LONGEST].replace("\x00", "") for name in ("q", "kind", "role", "price")}
        flag = asked.get("flag", "")
        return cls(
            **texts,
            flag=flag if flag in FLAGS else "",
            category=whole(asked.get("category", "")),
            business=whole(asked.get("business", "")),
            page=page_number(asked.get("page")),
        )

    @property
    def query(self) -> dict[str, str]:
        """The address of this filter, without what it leaves open and without the page."""
        asked = {name: value for name, value in asdict(self).items() if name != "page"}
        return {name: str(value) for name, value in asked.items() if value not in ("", None)}


def matching(wanted: ProductFilter, today: date) -> Any:
    condition = Product.deleted_at.is_null()
    if wanted.business is not None:
        condition &= Product.business == wanted.business
    for word in words_of(wanted.q):
        condition &= Product.id.in_(said_of(word) | Product.select(Product.id).where(Product.category.in_(named(word))))
    if wanted.kind:
        condition &= Product.kind == wanted.kind
    if wanted.category is not None:
        condition &= Product.category == wanted.category
    if wanted.flag:
        condition &= getattr(Product, wanted.flag) == True  # noqa: E712
    if wanted.role:
        condition &= Product.id.in_(Source.select(Source.product).where(Source.role == wanted.role))
    if wanted.price == "none":
        condition &= Product.id.not_in(priced(today))
    return condition


def said_of(word: str) -> Any:
    """Ids of products of which it is said."""
    return Product.select(Product.id).where(saying(Product, [word], ("search",)))


def bought(model: Any, word: str) -> Any:
    """Of quotes, or samples: it is said of their supplier or their product."""
    suppliers = Supplier.select(Supplier.id).where(saying(Supplier, [word]))
    of_supplier = model.select(model.id).where(model.supplier.in_(suppliers))
    return model.id.in_(of_supplier | model.select(model.id).where(model.product.in_(said_of(word))))


def named(word: str) -> Any:
    return Category.select(Category.id).where(Category.name.contains(word))


def priced(today: date) -> Any:
    """Ids of products somebody quoted and the quote still holds."""
    return Quote.select(Quote.product).join(Supplier).where(holding(today))


def holding(today: date) -> Any:
    """Of quotes: in force, and of a supplier that is still there."""
    return Quote.in_force(today) & Supplier.deleted_at.is_null()

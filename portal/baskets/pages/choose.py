"""Where a basket begins: which products, how many of each, and from whom they may come."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.baskets.forms import BasketFilter, quantity_name
from portal.baskets.pages.scope import BasketScope
from portal.baskets.queries.choices import BasketProduct, BasketSeller, looked_at, products, quoted_by, sellers
from portal.baskets.rules.first_sources import first_sources
from portal.baskets.rules.splitting import MOST_ITEMS, MOST_SOURCES
from portal.settings.current_business import businesses
from portal.suppliers.rules.pipeline import Status
from portal.web.clock import today
from portal.web.words import word

RIVALS = 2  # quotes of a product before there is a choice


class ProductTick(NamedTuple):
    id: int
    name: str
    url: str
    ticked: bool
    about: str  # how many quote it
    quantity: str  # the name of its field
    value: int | str
    field: Any  # with its errors, once it was sent


class SellerTick(NamedTuple):
    id: int
    name: str
    ticked: bool
    about: str


class BasketChoice(NamedTuple):
    """What can be chosen, and what is ticked."""

    products: list[BasketProduct]
    sellers: list[BasketSeller]
    ticked: list[int]  # products
    asked: set[int]  # suppliers


def choice_of(wanted: BasketFilter, scope: BasketScope) -> BasketChoice:
    day = today()
    listed = products(scope.business.id, wanted.product.data or own_product(scope), day)
    ticked = wanted.product.data or first_products(listed, scope)
    asked = wanted.supplier.data or (looked_at(scope.need.id) if scope.need else [])
    offered = sellers(scope.business.id, ticked, asked, day)
    return BasketChoice(
        listed, offered, ticked, set(wanted.supplier.data) or first_sellers(offered, ticked, asked, day)
    )


def first_sellers(offered: list[BasketSeller], ticked: list[int], asked: list[int], day: date) -> set[int]:
    """The candidates of a need that quote something, else a few that cover the most; none that the team retired."""
    order = [seller.id for seller in offered if seller.status != Status.retired]
    quoted = quoted_by(order, ticked, day)
    own = [key for key in order if key in asked and key in quoted][:MOST_SOURCES]
    return set(own) if len(own) > 1 else first_sources(order, quoted)


def choose_page(wanted: BasketFilter, scope: BasketScope, choice: BasketChoice) -> dict[str, Any]:
    ticked = choice.ticked
    return {
        "wanted": wanted,
        "scope": scope,
        "shops": [(shop.id, shop.name, shop.id == scope.business.id) for shop in businesses()],
        "goods": [product_tick(line, wanted, scope, ticked) for line in choice.products],
        "sellers": [seller_tick(seller, choice) for seller in choice.sellers],
        "too_few": not any(line.suppliers >= RIVALS for line in choice.products),
    }


def own_product(scope: BasketScope) -> list[int]:
    return [scope.need.product_id] if scope.need and scope.need.product_id else []


def first_products(listed: Sequence[BasketProduct], scope: BasketScope) -> list[int]:
    """Of a need its product and those of its categories, else all that are quoted; until somebody chooses."""
    quoted = [line for line in listed if line.suppliers]
    if scope.need:
        own = [line for line in quoted if line.id == scope.need.product_id or line.category_id in scope.need.categories]
        quoted = own or quoted
    return [line.id for line in quoted[:MOST_ITEMS]]


def product_tick(line: BasketProduct, wanted: BasketFilter, scope: BasketScope, ticked: Collection[int]) -> ProductTick:
    field = wanted.quantity(line.id)
    typed = usual_quantity(line, scope) if field is None else next(iter(field.raw_data), "")
    return ProductTick(
        line.id,
        line.name,
        url_for("products.show", id=line.id),
        line.id in ticked,
        quoted_text(line.suppliers),
        quantity_name(line.id),
        typed,
        field if field is not None and field.errors else None,
    )


def quoted_text(suppliers: int) -> str:
    if not suppliers:
        return _("no quote that holds")
    return ngettext("%(num)s supplier quotes it", "%(num)s suppliers quote it", suppliers)


def usual_quantity(line: BasketProduct, scope: BasketScope) -> int | str:
    """What a month needs, by the need before the product; empty where nobody said."""
    own = scope.need.monthly_units if scope.need and scope.need.product_id == line.id else None
    return own or line.monthly_units or ""


def seller_tick(seller: BasketSeller, choice: BasketChoice) -> SellerTick:
    about = f"{word(seller.status, 'status')} · {seller_text(seller, len(choice.ticked))}"
    return SellerTick(seller.id, seller.name, seller.id in choice.asked, about)


def seller_text(seller: BasketSeller, wanted: int) -> str:
    if not seller.quoted:
        return _("its quotes have run out")
    return _("quotes %(number)s of %(all)s", number=seller.wanted, all=wanted)

"""The figures of the product that a comparison lacks, asked for on its page and kept with the product."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from portal.core.models.change import Stale
from portal.market.rules.offers import Goods
from portal.missing.forms import GoodsFiguresForm
from portal.products.models import Product
from portal.web.clock import stamp
from portal.web.filters import listed, number, unit_money

FIGURES = ("sale_price", "monthly_units")


def figures_form(goods: Goods, sent: GoodsFiguresForm | None = None) -> GoodsFiguresForm | None:
    """With the fields that nobody filled in; None where nothing is missing."""
    form = sent or GoodsFiguresForm(None)
    for name in FIGURES:
        if getattr(goods, name):
            del form[name]
    return form if any(name in form for name in FIGURES) else None


def fill_in(product: Any, typed: dict[str, Any]) -> None:
    """Keep what was typed with the product. Raises Stale where somebody filled one of them in since."""
    if any(getattr(product, name) for name in typed):
        raise Stale(product)
    if typed:
        product.amend(product.version, stamp(), **typed)


def overtaken_sentence(product: Any, typed: dict[str, Any]) -> str:
    """What stands now, and what was typed instead."""
    stands, mine = (figures_text(side, product.currency) for side in (product.__data__, typed))
    return _(
        "Not saved, a colleague was faster: the product now says %(stands)s. You typed %(typed)s.",
        stands=stands,
        typed=mine,
    )


def figures_text(figures: Any, currency: str) -> str:
    price, units = figures.get("sale_price"), figures.get("monthly_units")
    texts = [unit_money(price, currency)] if price else []
    texts += [_("%(units)s a month", units=number(units))] if units else []
    return listed(texts)


def product_row(key: int) -> Any:
    return Product.get_or_none(Product.id == key, Product.deleted_at.is_null())

"""The list of products: what it can be filtered by, its lines, and the way to the pages before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from portal.products.queries.filter import ProductFilter
from portal.products.queries.list import PER_PAGE, page
from portal.settings.current_business import businesses
from portal.settings.models.categories import Category
from portal.web.list_filters import (
    FilterDoubt,
    FilterSelect,
    doubt_lines,
    filter_select,
    list_pager,
    tick_url,
    typed_into,
)
from portal.web.words import pairs


def product_results(
    wanted: ProductFilter, today: date, ticked: bool = False, doubts: Iterable[FilterDoubt] = ()
) -> dict[str, Any]:
    """`ticked`: every row is; `doubts`: of what was typed to filter by."""
    rows, total = page(wanted, today)
    to = partial(address, wanted)
    return {
        "wanted": wanted,
        "doubts": doubt_lines(doubts, to),
        "rows": rows,
        "pager": list_pager(wanted.page, PER_PAGE, total, to),
        "narrowed": bool(wanted.query or wanted.page > 1),
        "ticked": ticked,
        "tick_url": tick_url(wanted.page, ticked, to),
        "several_businesses": len(businesses()) > 1,
    }


def address(wanted: ProductFilter, **changes: Any) -> str:
    """The list with this filter, in some things another."""
    return url_for("products.index", **(wanted.query | changes))


def product_filters(wanted: ProductFilter, doubts: Iterable[FilterDoubt] = ()) -> list[FilterSelect]:
    return typed_into(choices_to_filter(wanted), doubts)


def choices_to_filter(wanted: ProductFilter) -> Iterator[FilterSelect]:
    goods = [(code, text) for code, text in pairs("goods") if code != "both"]
    yield filter_select("kind", _("Any goods"), goods, wanted.kind)
    yield filter_select("flag", _("Any trait"), pairs("flag"), wanted.flag)
    yield filter_select("role", _("Any role"), pairs("role"), wanted.role)
    yield filter_select("category", _("Any category"), Category.choices(), wanted.category)
    shops = business_names()
    if len(shops) > 1:
        yield filter_select("business", _("Any business"), shops, wanted.business)


def business_names() -> list[tuple[int, str]]:
    return [(shop.id, shop.name) for shop in businesses()]

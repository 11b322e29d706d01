"""The list of products: what it can be filtered by, its lines, and the way to the pages before and after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from portal.products.queries.filter import ProductFilter
from portal.products.queries.list import PER_PAGE, page
from portal.settings.current_business import businesses
from portal.settings.models.categories import Category
from portal.web.list_filters import FilterSelect, filter_select
from portal.web.words import pairs


def product_results(wanted: ProductFilter, today: date, ticked: bool = False) -> dict[str, Any]:
    """`ticked`: every row is."""
    rows, total = page(wanted, today)
    first, last = (wanted.page - 1) * PER_PAGE + 1, min(wanted.page * PER_PAGE, total)
    return {
        "wanted": wanted,
        "rows": rows,
        "pager": (first, last, total, page_address(wanted, -1), page_address(wanted, 1) if last < total else ""),
        "narrowed": bool(wanted.query or wanted.page > 1),
        "ticked": ticked,
        "tick_url": url_for("products.index", **tick_address(wanted, ticked)),
        "several_businesses": len(businesses()) > 1,
    }


def tick_address(wanted: ProductFilter, ticked: bool) -> dict[str, Any]:
    return {**wanted.query, "page": wanted.page, "ticked": None if ticked else "all"}


def page_address(wanted: ProductFilter, step: int) -> str:
    """The page before or after this one; empty before the first."""
    number = wanted.page + step
    address: dict[str, Any] = {**wanted.query, "page": number}
    return url_for("products.index", **address) if number else ""


def product_filters(wanted: ProductFilter) -> Iterator[FilterSelect]:
    goods = [(code, text) for code, text in pairs("goods") if code != "both"]
    yield filter_select("kind", _("Any goods"), goods, wanted.kind)
    yield filter_select("flag", _("Any trait"), pairs("flag"), wanted.flag)
    yield filter_select("role", _("Any role"), pairs("role"), wanted.role)
    yield filter_select("category", _("Any category"), Category.choices(), wanted.category)
    shops = businesses()
    if len(shops) > 1:
        yield filter_select("business", _("Any business"), [(shop.id, shop.name) for shop in shops], wanted.business)

"""The list of suppliers: pipeline, filter row, saved views and table, made ready for their templates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _

from portal.quotes.rules.gaps import SupplierGap
from portal.suppliers.pages.figures import COLUMNS, SupplierFigures, figures, gaps_of, headings
from portal.suppliers.pages.forms import tiers
from portal.suppliers.pages.tags import banned_tag, ending_tag, notices, status_tag, unproven_tag
from portal.suppliers.queries.filter import SupplierFilter
from portal.suppliers.queries.list import PER_PAGE, ListedSupplier, OfferedChoice, choices, counts, page
from portal.suppliers.rules.pipeline import Status
from portal.web.clock import today
from portal.web.list_filters import (
    FilterDoubt,
    FilterOption,
    FilterSelect,
    ListWay,
    doubt_lines,
    filter_select,
    list_pager,
    sort_heading,
    tick_url,
    typed_into,
)
from portal.web.tags import Tag
from portal.web.words import pairs


class ViewLink(NamedTuple):
    """A saved view of this person."""

    key: int
    name: str
    url: str
    chosen: bool


class SupplierListRow(NamedTuple):
    """A supplier of the list with what its row says of it."""

    supplier: ListedSupplier
    status: Tag
    faults: list[Tag]
    endings: list[Tag]  # papers that end soon or have ended
    review_on: date | None
    review_due: bool
    figures: SupplierFigures


def supplier_list(
    wanted: SupplierFilter,
    user: int,
    columns: tuple[str, ...],
    ticked: bool = False,
    doubts: Iterable[FilterDoubt] = (),
) -> dict[str, Any]:
    """The values of the page and of its fragment. `columns`: that the person chose; `ticked`: every row is; `doubts`:
    what was typed into the filter and narrows nothing."""
    by_status, offered, day = counts(wanted), choices(user), today()
    to = partial(address, wanted)
    suppliers = page(wanted, day, notices())
    gaps = gaps_of(suppliers, day) if "gap" in columns else {}
    total = by_status.get(wanted.status, 0) if wanted.status else sum(by_status.values())
    return {
        "wanted": wanted,
        "pipeline": pipeline(wanted, by_status),
        "selects": typed_into(selects(wanted, offered), doubts),
        "doubts": doubt_lines(doubts, to),
        "views": view_links(wanted, offered["view"]),
        "columns": columns,
        "column_choices": [FilterOption(key, str(text), key in columns) for key, text, _sort in COLUMNS],
        "headings": [sort_heading(wanted, key, str(text), to) for key, text in headings(columns)],
        "rows": [list_row(supplier, gaps.get(supplier.id), day) for supplier in suppliers],
        "pager": list_pager(wanted.page, PER_PAGE, total, to),
        "ticked": ticked,
        "tick_url": tick_url(wanted.page, ticked, to),
    }


def address(wanted: SupplierFilter, **changes: Any) -> str:
    """The list with this filter, in some things another."""
    return url_for("suppliers.index", **(wanted.query | changes))


def pipeline(wanted: SupplierFilter, by_status: dict[str, int]) -> list[ListWay]:
    """All, and each status that somebody has or that is chosen."""
    whole = ListWay(sum(by_status.values()), _("All"), address(wanted, status=None), not wanted.status)
    steps = [
        ListWay(by_status.get(status, 0), title, address(wanted, status=status), status == wanted.status)
        for status, title in pairs("status")
    ]
    return [whole, *(step for step in steps if step.number or step.chosen)]


def selects(wanted: SupplierFilter, offered: dict[str, list[OfferedChoice]]) -> list[FilterSelect]:
    """The fields of the filter row that offer a choice."""
    goods = [(code, name) for code, name in pairs("goods") if code != "both"]
    categories, owners = ([(choice.key, choice.name) for choice in offered[kind]] for kind in ("category", "owner"))
    tags = [(tag.name, tag.name) for tag in offered["tag"]]
    fields = [
        filter_select("goods", _("Any goods"), goods, wanted.goods),
        filter_select("kind", _("Any kind"), pairs("supplier"), wanted.kind),
        filter_select("role", _("Any role"), pairs("role"), wanted.role),
        filter_select("tier", _("Any tier"), tiers().items(), wanted.tier),
        filter_select("category", _("Any category"), categories, wanted.category),
        filter_select("owner", _("Any owner"), owners, wanted.owner),
    ]
    return [*fields, filter_select("tag", _("Any tag"), tags, wanted.tag)] if tags else fields


def view_links(wanted: SupplierFilter, views: list[OfferedChoice]) -> list[ViewLink]:
    index = url_for("suppliers.index")
    return [ViewLink(view.key, view.name, f"{index}?{view.query}", view.query == wanted.address) for view in views]


def list_row(supplier: ListedSupplier, gap: SupplierGap | None, today: date) -> SupplierListRow:
    faults = [banned_tag()] if supplier.banned else []
    if supplier.status == Status.active and not supplier.proven:
        faults.append(unproven_tag())
    review_on = supplier.due_on if supplier.status != Status.retired else None
    return SupplierListRow(
        supplier,
        status_tag(supplier.status),
        faults,
        [ending_tag(paper.expires_on, paper.kind) for paper in supplier.endings],
        review_on,
        review_on is not None and review_on <= today,
        figures(supplier, gap),
    )

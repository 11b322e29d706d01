"""What suppliers are chosen by in their list: its columns, and the figures in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.quotes.queries.gaps import standing_offers
from portal.quotes.rules.gaps import SupplierGap, cost_gaps
from portal.samples.pages.verdict import verdict_tag
from portal.settings.team import team
from portal.suppliers.queries.list import ListedSupplier
from portal.web.filters import days, percent
from portal.web.tags import Tag

PAGE = "suppliers"
# Each column with its heading and the order it asks for; empty: none.
COLUMNS = (
    ("status", _l("Status"), "status"),
    ("gap", _l("Above the cheapest"), ""),
    ("lead", _l("Lead time quoted"), "lead"),
    ("verdict", _l("Sample verdict"), "verdict"),
    ("papers", _l("Papers"), "papers"),
    ("review", _l("Next review"), "review"),
    ("owner", _l("Owner"), ""),
    ("role", _l("Role"), ""),
    ("since", _l("Since"), "since"),
    ("place", _l("Place"), "place"),
    ("quotes", _l("Quotes"), ""),
)
AT_FIRST = tuple(key for key, _text, _sort in COLUMNS if key not in ("role", "since", "place", "quotes"))


class ListFigure(NamedTuple):
    """`text` is empty where nobody knows; `basis` says of how many, `url` leads to their rows."""

    text: str
    basis: str = ""
    url: str = ""


class SupplierFigures(NamedTuple):
    gap: ListFigure
    lead: ListFigure
    verdict: Tag | None
    samples: ListFigure
    papers: ListFigure


def chosen_columns(kept: dict[str, Any] | None) -> tuple[str, ...]:
    """Those a person chose, in the order of the list; at first those everybody begins with."""
    wanted = (kept or {}).get(PAGE, AT_FIRST)
    return tuple(key for key, _text, _sort in COLUMNS if key in wanted)


def headings(columns: Iterable[str]) -> list[tuple[str, Any]]:
    """The order that each heading asks for, and its text."""
    return [("name", _l("Supplier")), *((sort, text) for key, text, sort in COLUMNS if key in columns)]


def gaps_of(suppliers: Iterable[ListedSupplier], today: date) -> dict[int, SupplierGap]:
    quoting = [supplier.id for supplier in suppliers if supplier.quotes]
    return cost_gaps(standing_offers(quoting, team().currency, today)) if quoting else {}


def figures(supplier: ListedSupplier, gap: SupplierGap | None) -> SupplierFigures:
    quotes = url_for("quotes.index", supplier=supplier.id, show="holds")
    lead = ListFigure(lead_text(supplier), "", quotes)
    samples = url_for("samples.index", show="all", q=supplier.name)
    return SupplierFigures(
        ListFigure(gap_text(gap), gap_basis(gap), quotes if gap else ""),
        lead,
        verdict_tag(supplier.verdict) if supplier.verdict else None,
        ListFigure(samples_text(supplier), "", samples if supplier.samples else ""),
        ListFigure(papers_text(supplier), "", url_for("suppliers.show", id=supplier.id, _anchor="documents")),
    )


def gap_text(gap: SupplierGap | None) -> str:
    if gap is None or gap.share is None:
        return ""
    if gap.at_most:
        return _("at most +%(share)s", share=percent(gap.share))
    return f"+{percent(gap.share)}" if gap.share else _("cheapest")


def gap_basis(gap: SupplierGap | None) -> str:
    """Of how many of the products it quotes today the figure is."""
    if gap is None:
        return ""
    return _("%(compared)s of %(products)s products", compared=gap.compared, products=gap.products)


def lead_text(supplier: ListedSupplier) -> str:
    least, most = supplier.lead_least, supplier.lead_most
    if least is None or most is None:
        return ""
    return days(most) if least == most else _("%(least)s to %(most)s days", least=least, most=most)


def samples_text(supplier: ListedSupplier) -> str:
    """How many samples the verdict stands on; what is still in test."""
    if not supplier.samples:
        return ""
    if not supplier.signed:
        return ngettext("%(num)d in test", "%(num)d in test", supplier.samples)
    return _("%(signed)s of %(samples)s signed", signed=supplier.signed, samples=supplier.samples)


def papers_text(supplier: ListedSupplier) -> str:
    """Empty where none is on file: then nobody has looked."""
    if not supplier.papers:
        return ""
    return _("%(valid)s of %(papers)s in date", valid=supplier.valid, papers=supplier.papers)

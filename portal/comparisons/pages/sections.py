"""What the page and the snapshot of a comparison show, section by section."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from portal.comparisons.pages.reach import points_lines, reach_chart
from portal.comparisons.pages.table import comparison_table
from portal.comparisons.pages.verdict import verdict
from portal.comparisons.pages.watch import watch_lines
from portal.comparisons.rules.side_by_side import SideBySide
from portal.missing.pages.missing import missing_lines
from portal.quotes.words import pieces_text
from portal.settings.words import rate_text
from portal.web.filters import day, number
from portal.web.language import ngettext


def preview(sheet: SideBySide) -> dict[str, Any]:
    """What somebody sees before a snapshot is kept."""
    return {"sheet": sheet, "facts": facts(sheet), "verdict": verdict(sheet), "table": comparison_table(sheet)}


def screen(sheet: SideBySide | None) -> dict[str, Any]:
    """The whole result; without a comparison, while every weight is 0, nothing of it."""
    if sheet is None:
        return {"sheet": None, "facts": ""}
    listed = {"watch": watch_lines(sheet), "missing": missing_lines(sheet)}
    return preview(sheet) | listed | {"chart": reach_chart(sheet), "parts": points_lines(sheet)}


def facts(sheet: SideBySide, basis: str = "") -> str:
    """How many suppliers, for how many pieces and why so many, from quotes and rates of which days."""
    return " · ".join(fact_texts(sheet, basis))


def fact_texts(sheet: SideBySide, basis: str) -> Iterator[str]:
    yield ngettext("%(num)s supplier", "%(num)s suppliers", len(sheet.columns), number(len(sheet.columns)))
    pieces = pieces_text(sheet.quantity)
    yield _("%(pieces)s (%(basis)s)", pieces=pieces, basis=basis) if basis else pieces
    if sheet.quoted:
        first, last = sheet.quoted
        if first == last:
            yield _("quotes of %(day)s", day=day(first))
        else:
            yield _("quotes of %(first)s to %(last)s", first=day(first), last=day(last))
    yield from map(rate_text, sheet.rates)

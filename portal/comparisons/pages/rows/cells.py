"""The cells of a comparison table: what a reader sees in each, piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal.comparisons.rules.comparison import MARKED, BestMark, Conclusion
from portal.comparisons.rules.criteria import LOWER_IS_BETTER, ComparisonCriterion
from portal.comparisons.rules.scoring import Score
from portal.comparisons.rules.side_by_side import Column, SideBySide
from portal.quotes.rules.build_up import CostInput
from portal.web.filters import listed, number, percent, unit_money
from portal.web.language import ngettext
from portal.web.words import word

SHARES = (ComparisonCriterion.batch_spread, ComparisonCriterion.papers)


class CellPiece(NamedTuple):
    """A piece of a cell. `kind`: text, link, small, best (of its row) or note (a line of its own below)."""

    text: str
    kind: str = "text"
    href: str = ""
    tone: str = ""  # the class of a note: ok-t, warn-t, bad-t
    icon: str = ""  # before a note
    more: str = ""  # after the link of a note; the word read aloud with a best figure


class ComparisonCell(NamedTuple):
    pieces: tuple[CellPiece, ...]
    look: str = ""  # the classes of its column: win, off, cut


class ComparisonRow(NamedTuple):
    label: str
    cells: tuple[ComparisonCell, ...]
    small: str = ""  # beside the label
    kind: str = ""  # the class of the row: sum
    term: str = ""  # of the glossary, where the label is explained

    @property
    def speaks(self) -> bool:
        """Whether it says something of anybody."""
        return any(cell.pieces != (DASH,) for cell in self.cells)

    @property
    def differs(self) -> bool:
        """Whether it tells suppliers apart."""
        return len({tuple(piece.text for piece in cell.pieces) for cell in self.cells}) > 1


class RowGroup(NamedTuple):
    title: str
    rows: tuple[ComparisonRow, ...]


Pieces = Iterable[CellPiece]
DASH = CellPiece("—")


def row(
    sheet: SideBySide,
    label: str,
    pieces: Callable[[Column, SideBySide], Pieces],
    small: str = "",
    kind: str = "",
    term: str = "",
) -> ComparisonRow:
    """A row with a cell for each supplier."""
    cells = tuple(cell(pieces(column, sheet), look(column, sheet)) for column in sheet.ordered)
    return ComparisonRow(label, cells, small, kind, term)


def cell(pieces: Pieces, look: str = "") -> ComparisonCell:
    """A dash where nothing is to be said."""
    return ComparisonCell(tuple(pieces) or (DASH,), look)


def look(column: Column, sheet: SideBySide) -> str:
    """How the column of a supplier looks: first alone, or not ranked, with a line before the first of those."""
    ahead = sheet.comparison.conclusion in (Conclusion.recommended, Conclusion.leads_so_far)
    if (ahead and column.wins) or column is sheet.lowest_price:
        return "win"
    if not column.standing.below:
        return ""
    apart = [rival for rival in sheet.ordered if rival.standing.below]
    if len(apart) == len(sheet.columns):
        return "" if column.standing.able else "off"
    return "off cut" if column is apart[0] else "off"


def text_cells(texts: Iterable[str]) -> tuple[ComparisonCell, ...]:
    return tuple(cell([CellPiece(text)]) for text in texts)


def link(text: str, endpoint: str, **values: Any) -> CellPiece:
    return CellPiece(text, "link", url_for(endpoint, **values))


def small(text: str) -> CellPiece:
    return CellPiece(text, "small")


def note(text: str, tone: str = "", icon: str = "") -> CellPiece:
    return CellPiece(text, "note", tone=tone, icon=icon)


def best(mark: BestMark, column: Column, sheet: SideBySide, text: str) -> CellPiece:
    """A figure, marked where nobody is better at cost, quality or time, also nobody who is not ranked."""
    if mark not in column.standing.best or contradicted(mark, column, sheet):
        return CellPiece(text)
    return CellPiece(text, "best", more=word(mark, "mark"))


def contradicted(mark: BestMark, column: Column, sheet: SideBySide) -> bool:
    """Whether a better figure stands in the same row, be it only a lower limit."""
    criterion = MARKED[mark]
    own, others = figure(mark, column), [figure(mark, rival) for rival in sheet.columns]
    known = [other for other in others if other is not None]
    if own is None:
        return True
    return min(known) < own if criterion in LOWER_IS_BETTER else max(known) > own


def figure(mark: BestMark, column: Column) -> Decimal | None:
    """What the row shows of a supplier, whether or not it is ranked."""
    if mark is BestMark.cost:
        return column.cost.at_least if column.cost else None
    if mark is BestMark.time:
        return column.dossier.lead_days
    return column.dossier.sample.score if column.dossier.sample and column.dossier.sample.verdict else None


def figure_text(criterion: ComparisonCriterion, figure: Decimal | int | None, currency: str) -> str:
    """A figure of a criterion with its unit."""
    if figure is None:
        return _("unknown")
    if criterion == ComparisonCriterion.landed_cost:
        return unit_money(Decimal(figure), currency)
    if criterion in SHARES:
        return percent(Decimal(figure))
    if criterion == ComparisonCriterion.sample_score:
        return number(rounded(figure))
    if criterion == ComparisonCriterion.years:
        return ngettext("%(num)s year", "%(num)s years", count(figure), number(rounded(figure)))
    return due_text(figure) if criterion == ComparisonCriterion.payment else days_text(figure)


def due_text(days: Decimal | int) -> str:
    """When the money falls due on average; before delivery is below 0."""
    if rounded(days) == 0:
        return _("paid on delivery")
    if days < 0:
        return _("paid %(days)s before delivery", days=days_text(-days))
    return _("paid %(days)s after delivery", days=days_text(days))


def days_text(days: Decimal | int | None) -> str:
    if days is None:
        return _("unknown")
    return ngettext("%(num)s day", "%(num)s days", count(days), number(rounded(days)))


def count(figure: Decimal | int) -> int:
    """The count that chooses between one and several: 1.5 is several."""
    return 1 if figure == 1 else 2


def rounded(figure: Decimal | int) -> Decimal:
    """To one place, half to even."""
    return round(Decimal(figure), 1)


def unknowns(inputs: Iterable[CostInput], column: Column) -> CellPiece:
    """What somebody has to find out, with the field of the quote it belongs in."""
    names = list(inputs)
    text = _("unknown: %(what)s", what=listed(word(name, "cost_input") for name in names))
    offer = column.dossier.offer
    url = (
        url_for("quotes.edit", id=offer.id, _anchor=f"{names[0]}-figure") if offer and current_user.may("write") else ""
    )
    return note(text, "warn-t")._replace(href=url)


def blank(text: str, endpoint: str, **values: Any) -> CellPiece:
    """What nobody knows yet: on the page a way to fill it in, on paper a line to write on."""
    url = url_for(endpoint, **values) if current_user.may("write") else ""
    return CellPiece(text, "blank", url)


def score_pieces(score: Score, ranked: bool) -> Pieces:
    """The score on what is known, and its range while something is not; of whom is not ranked the range alone."""
    if score.known is None:
        return (CellPiece(_("unknown")),)
    if score.coverage >= 1:
        return (CellPiece(number(round(score.known, 1))),)
    worst, most = number(round(score.worst, 1)), number(round(score.best, 1))
    share = percent(score.coverage)
    if not ranked:
        return CellPiece(_("%(worst)s to %(best)s", worst=worst, best=most)), note(_("%(share)s known", share=share))
    known = CellPiece(number(round(score.known, 1)))
    return known, note(_("%(worst)s to %(best)s; %(share)s known", worst=worst, best=most, share=share))

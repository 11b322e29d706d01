"""The table of a comparison: suppliers across, what is known of them down."""

from __future__ import annotations

from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.comparisons.pages.rows import bare, cost, proof, terms
from portal.comparisons.pages.rows.cells import ComparisonRow, look, row
from portal.comparisons.rules.comparison import Below, BelowState, Conclusion, SupplierRank
from portal.comparisons.rules.cost_lead import CostBasis
from portal.comparisons.rules.side_by_side import Column, SideBySide
from portal.web.tags import Tag
from portal.web.words import word


class SupplierHead(NamedTuple):
    number: int  # its shape and colour
    name: str
    href: str
    place: Tag
    look: str


class HeadGroup(NamedTuple):
    """Suppliers beside each other of whom the same is to be said."""

    text: str
    width: int
    look: str


class ComparisonTable(NamedTuple):
    """`rows` decide, `more` is folded; `marked`: a figure is marked as the best of its row."""

    heads: tuple[SupplierHead, ...]
    groups: tuple[HeadGroup, ...]
    rows: tuple[ComparisonRow, ...]
    more: tuple[ComparisonRow, ...]
    marked: bool

    @property
    def more_text(self) -> str:
        """What unfolds the rest."""
        return ngettext("%(num)d more row", "%(num)d more rows", len(self.more))


def comparison_table(sheet: SideBySide) -> ComparisonTable:
    heads = tuple(head(column, sheet) for column in sheet.ordered)
    rows, more = (bare.rows(sheet), bare.more(sheet)) if sheet.only_prices else (deciding_rows(sheet), more_rows(sheet))
    marked = any(piece.kind == "best" for row in rows for cell in row.cells for piece in cell.pieces)
    return ComparisonTable(heads, head_groups(sheet), rows, tuple(row for row in more if row.speaks), marked)


def deciding_rows(sheet: SideBySide) -> tuple[ComparisonRow, ...]:
    return (
        row(sheet, _("Unit price"), cost.unit_price),
        row(sheet, _("Freight, packing, fees"), cost.on_top),
        row(sheet, _("Return loss"), cost.return_loss),
        row(sheet, _("Landed cost"), cost.landed_cost, kind="sum", term="landed_cost"),
        row(sheet, _("Lead time"), terms.lead_time, term="lead_time"),
        row(sheet, _("MOQ"), terms.moq, term="moq"),
        row(sheet, _("Payment terms"), terms.payment),
        row(sheet, _("Sample"), proof.sample),
        row(sheet, _("Documents, years trading"), proof.trust),
        row(sheet, _("Score of 100"), proof.score, kind="sum"),
    )


def more_rows(sheet: SideBySide) -> tuple[ComparisonRow, ...]:
    return (
        row(sheet, _("A larger order"), cost.buy_up),
        row(sheet, _("Tax, delivery"), terms.tax),
        row(sheet, _("Agreed as well"), terms.agreed_only),
        row(sheet, _("Quote"), terms.quote),
        row(sheet, _("Review"), proof.review),
    )


def head(column: Column, sheet: SideBySide) -> SupplierHead:
    return SupplierHead(
        number=column.number,
        name=column.dossier.name,
        href=url_for("suppliers.show", id=column.dossier.supplier),
        place=place_tag(column, sheet),
        look=look(column, sheet),
    )


def head_groups(sheet: SideBySide) -> tuple[HeadGroup, ...]:
    """How many are ranked and how many are not, where there are both."""
    apart = len([column for column in sheet.columns if column.standing.below])
    ranked = len(sheet.columns) - apart
    if not (apart and ranked):
        return ()
    return (
        HeadGroup(ngettext("%(num)d ranked", "%(num)d ranked", ranked), ranked, ""),
        HeadGroup(ngettext("%(num)d not ranked", "%(num)d not ranked", apart), apart, "cut"),
    )


STATES = {
    BelowState.failed_gate: ("bad", "x"),
    BelowState.cannot_deliver: ("warn", "warn"),
    BelowState.not_enough_data: ("", "clock"),
}


def place_tag(column: Column, sheet: SideBySide) -> Tag:
    """Recommended, leads so far, its rank; below the line which of the three states, and why in a word."""
    standing = column.standing
    if standing.state is not None:
        if column is sheet.lowest_price:
            alone = sheet.cost_lead is None or sheet.cost_lead.basis is CostBasis.unit_price
            return Tag(_("Lowest price") if alone else _("Lowest so far"), "acc", "check")
        return Tag(below_text(standing), *STATES[standing.state])
    if standing.tied:
        return Tag(_("Tied at rank %(rank)s", rank=standing.rank))
    if standing.rank == 1 and sheet.comparison.conclusion is Conclusion.recommended:
        return Tag(_("Recommended"), "ok", "check")
    if standing.rank == 1 and sheet.comparison.conclusion is Conclusion.leads_so_far:
        return Tag(_("Leads so far"), "warn", "clock")
    return Tag(_("Rank %(rank)s", rank=standing.rank))


def below_text(standing: SupplierRank) -> str:
    """The one gate it fails by its name; otherwise the state."""
    if standing.state is BelowState.failed_gate and len(standing.failed) == 1:
        return _("Fails: %(gate)s", gate=word(standing.failed[0], "gate"))
    if Below.too_little in standing.below:
        return _("Cannot deliver so many")
    return word(standing.state or "", "below_state")

"""The table of a comparison: suppliers across, what is known of them down."""

from __future__ import annotations

from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _

from portal.comparisons.pages.rows.cells import CellPiece, RowGroup, note
from portal.comparisons.pages.rows.cost import cost_group
from portal.comparisons.pages.rows.proof import proof_group
from portal.comparisons.pages.rows.terms import terms_group
from portal.comparisons.rules.comparison import Conclusion, SupplierRank
from portal.comparisons.rules.side_by_side import Column, SideBySide


class SupplierHead(NamedTuple):
    number: int  # its shape and colour
    name: str
    href: str
    place: CellPiece
    wins: bool


class ComparisonTable(NamedTuple):
    heads: tuple[SupplierHead, ...]
    groups: tuple[RowGroup, ...]


def comparison_table(sheet: SideBySide) -> ComparisonTable:
    heads = tuple(head(column, sheet.comparison.conclusion) for column in sheet.ordered)
    return ComparisonTable(heads, (cost_group(sheet), terms_group(sheet), proof_group(sheet)))


def head(column: Column, conclusion: Conclusion) -> SupplierHead:
    return SupplierHead(
        number=column.number,
        name=column.dossier.name,
        href=url_for("suppliers.show", id=column.dossier.supplier),
        place=place(column.standing, conclusion),
        wins=column.wins,
    )


def place(standing: SupplierRank, conclusion: Conclusion) -> CellPiece:
    """Recommended, leads so far, its rank, or below the line."""
    if standing.below or standing.rank is None:
        return note(_("Below the line"), "bad-t", "warn")
    if standing.tied:
        return note(_("Tied at rank %(rank)s", rank=standing.rank))
    if standing.rank > 1:
        return note(_("Rank %(rank)s", rank=standing.rank))
    if conclusion is Conclusion.recommended:
        return note(_("Recommended"), "ok-t", "check")
    return note(_("Leads so far"), "warn-t", "clock")

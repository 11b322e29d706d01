"""Comparisons kept for later: their list, and two of them side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from flask import request, url_for
from flask_babel import gettext as _

from portal.comparisons.pages.rows.cells import (
    CellPiece,
    ComparisonRow,
    Pieces,
    RowGroup,
    cell,
    note,
    text_cells,
    unknowns,
)
from portal.comparisons.pages.rows.proof import score
from portal.comparisons.pages.sections import rate_text, screen
from portal.comparisons.pages.table import place_tag
from portal.comparisons.rules.side_by_side import Column, SideBySide
from portal.core.forms.base import whole
from portal.snapshots.models import Snapshot
from portal.snapshots.queries import recent
from portal.web.filters import moment, number, percent, unit_money
from portal.web.words import word

MANY = 200


class SnapshotHead(NamedTuple):
    title: str
    href: str
    about: str  # when it was kept, and by whom
    conclusion: str


def snapshot_list(problem: str = "") -> dict[str, Any]:
    return {"rows": recent(limit=MANY), "chosen": whole(request.args.get("chosen")), "problem": problem}


def snapshot_page(snapshot: Snapshot) -> dict[str, Any]:
    """`today_address`: the same comparison from what is on record now."""
    address = f"{url_for('comparisons.show')}?{snapshot.query}"
    return screen(snapshot.sheet) | {"snapshot": snapshot, "today_address": address}


def snapshot_pair(snapshots: Sequence[Snapshot]) -> dict[str, Any]:
    """Two snapshots; `differs` where they are not of the same product, quantity and currency."""
    sheets = [snapshot.sheet for snapshot in snapshots]
    return {
        "snapshots": [snapshot_head(snapshot) for snapshot in snapshots],
        "differs": len({(sheet.goods.id, sheet.quantity, sheet.currency) for sheet in sheets}) > 1,
        "about": about_rows(sheets),
        "suppliers": list(supplier_groups(sheets)),
        "weights": list(weight_rows(sheets)),
    }


def snapshot_head(snapshot: Snapshot) -> SnapshotHead:
    about = f"{moment(snapshot.at)} · {snapshot.author}"
    return SnapshotHead(snapshot.title, url_for("snapshots.show", id=snapshot.id), about, snapshot.conclusion)


def about_rows(sheets: Sequence[SideBySide]) -> list[ComparisonRow]:
    rates = tuple(cell(note(rate_text(rate)) for rate in sheet.rates) for sheet in sheets)
    return [
        ComparisonRow(_("Product"), text_cells(sheet.goods.name for sheet in sheets)),
        ComparisonRow(_("Quantity"), text_cells(number(sheet.quantity) for sheet in sheets)),
        ComparisonRow(_("Exchange rates"), rates),
    ]


def supplier_groups(sheets: Sequence[SideBySide]) -> Iterator[RowGroup]:
    """What both say of each supplier that stands in one of them."""
    names = {column.dossier.supplier: column.dossier.name for sheet in sheets for column in sheet.columns}
    for key, name in names.items():
        rows = (
            supplier_row(_("Landed cost"), sheets, key, cost_pieces),
            supplier_row(_("Score of 100"), sheets, key, score),
            supplier_row(_("Rank"), sheets, key, place_pieces),
        )
        yield RowGroup(name, rows)


def supplier_row(
    label: str, sheets: Sequence[SideBySide], key: int, pieces: Callable[[Column, SideBySide], Pieces]
) -> ComparisonRow:
    """A dash where a snapshot does not hold the supplier."""
    pairs = [(sheet.find(key), sheet) for sheet in sheets]
    return ComparisonRow(label, tuple(cell(pieces(column, sheet) if column else ()) for column, sheet in pairs))


def cost_pieces(column: Column, _sheet: SideBySide) -> Pieces:
    cost = column.cost
    if cost is None:
        yield CellPiece(_("not comparable"))
    elif cost.per_unit is None:
        yield CellPiece(_("at least %(amount)s", amount=unit_money(cost.at_least, cost.currency)))
        yield unknowns(cost.unknown, column)
    else:
        yield CellPiece(unit_money(cost.per_unit, cost.currency))


def place_pieces(column: Column, sheet: SideBySide) -> Pieces:
    return (CellPiece(place_tag(column, sheet).text),)


def weight_rows(sheets: Sequence[SideBySide]) -> Iterator[ComparisonRow]:
    schemes = [sheet.scheme for sheet in sheets]
    for criterion in schemes[0].weights:
        shares = (percent(scheme.share(criterion)) if criterion in scheme.weights else "—" for scheme in schemes)
        yield ComparisonRow(word(criterion, "criterion"), text_cells(shares))

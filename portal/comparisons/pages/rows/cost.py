"""The rows of a comparison that build up the landed cost of a piece."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.comparisons.pages.rows.cells import CellPiece, Pieces, RowGroup, best, link, note, row, small, unknowns
from portal.comparisons.rules.comparison import BestMark
from portal.comparisons.rules.side_by_side import Column, SideBySide
from portal.quotes.rules.build_up import LineName
from portal.quotes.rules.landed_cost import LandedCost
from portal.web.filters import money, number, percent, unit_money

PACKING_AND_FEES = (LineName.packing, LineName.platform_fee, LineName.other_fees)


def cost_group(sheet: SideBySide) -> RowGroup:
    title = ngettext(
        "Landed cost of a piece, for %(num)s piece", "Landed cost of a piece, for %(num)s pieces", sheet.quantity
    )
    marked = any(column.standing.best for column in sheet.columns)
    rows = (
        row(sheet, _("Unit price"), unit_price),
        row(sheet, _("Freight"), freight),
        row(sheet, _("Packing and fees"), packing_and_fees),
        row(sheet, _("Return loss"), return_loss),
        row(sheet, _("Landed cost"), landed_cost, kind="sum", term="landed_cost"),
        row(sheet, _("Money out"), money_out),
    )
    return RowGroup(title, rows, _("best of its row, ties alike:") if marked else "")


def unit_price(column: Column, sheet: SideBySide) -> Pieces:
    """In the currency of the comparison, and as it was quoted; without a rate only as it was quoted."""
    offer = column.dossier.offer
    if offer is None:
        return
    quoted = offer.terms.currency
    if column.cost is None or column.break_ is None:
        yield link(unit_money(offer.terms.breaks[0].unit_price, quoted), "quotes.show", id=offer.id)
        return
    yield link(unit_money(column.cost.parts[LineName.unit_price], sheet.currency), "quotes.show", id=offer.id)
    start = _("from %(quantity)s", quantity=number(column.break_.from_quantity))
    yield note(f"{unit_money(column.break_.unit_price, quoted)} · {start}" if column.cost.rate else start)


def freight(column: Column, sheet: SideBySide) -> Pieces:
    return amount(column, (LineName.freight,), sheet.currency)


def packing_and_fees(column: Column, sheet: SideBySide) -> Pieces:
    return amount(column, PACKING_AND_FEES, sheet.currency)


def return_loss(column: Column, sheet: SideBySide) -> Pieces:
    yield from amount(column, (LineName.return_loss,), sheet.currency)
    rate = column.dossier.offer.terms.return_rate if column.cost and column.dossier.offer else None
    if rate is not None:
        yield small(f"({percent(rate)})")


def amount(column: Column, names: Collection[LineName], currency: str) -> Iterator[CellPiece]:
    """Lines of the landed cost in one figure, and what nobody knows of them; nothing where none applies."""
    lines = column.lines(names)
    if column.cost is None or not any(line.applies for line in lines):
        return
    total = sum((column.cost.parts[name] for name in names), Decimal(0))
    gaps = [name for line in lines for name in line.unknown]
    if not gaps:
        yield CellPiece(unit_money(total, currency))
        return
    if total:
        yield CellPiece(_("at least %(amount)s", amount=unit_money(total, currency)))
    yield unknowns(gaps)


def landed_cost(column: Column, sheet: SideBySide) -> Pieces:
    cost = column.cost
    if cost is None:
        return (CellPiece(_("not comparable")),)
    if cost.per_unit is None:
        return (CellPiece(_("at least %(amount)s", amount=unit_money(cost.at_least, sheet.currency))),)
    return (best(BestMark.cost, column, unit_money(cost.per_unit, sheet.currency)),)


def money_out(column: Column, sheet: SideBySide) -> Pieces:
    cost = column.cost
    if cost is None:
        return
    yield CellPiece(money(cost.outlay_at_least, sheet.currency))
    if cost.outlay is None:
        yield small(_("at least"))
    yield from order_notes(cost)
    if cost.buy_up:
        quantity, saves = number(cost.buy_up.quantity), money(cost.buy_up.saves, sheet.currency)
        yield note(_("%(quantity)s would cost %(saves)s less", quantity=quantity, saves=saves), "ok-t")


def order_notes(cost: LandedCost) -> Iterator[CellPiece]:
    """Where more or less must be ordered than was asked for."""
    ordered = number(cost.ordered)
    if cost.short:
        yield note(_("covers %(most)s of %(asked)s", most=ordered, asked=number(cost.asked)), "bad-t")
    elif cost.below_moq:
        yield note(_("below MOQ: order %(quantity)s", quantity=ordered), "warn-t")
    elif cost.ordered != cost.asked:
        yield note(_("order %(quantity)s", quantity=ordered))

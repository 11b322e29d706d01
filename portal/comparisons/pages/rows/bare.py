"""The rows of a first comparison: prices, what they come to, and what nobody has asked yet."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.comparisons.pages.rows import cost, proof, terms
from portal.comparisons.pages.rows.cells import DASH, CellPiece, ComparisonRow, Pieces, note, row
from portal.comparisons.rules.side_by_side import Column, SideBySide
from portal.quotes.rules.build_up import LineName
from portal.web.filters import money, number


def rows(sheet: SideBySide) -> tuple[ComparisonRow, ...]:
    asked = number(sheet.quantity)
    return (
        row(sheet, _("Unit price, for %(quantity)s", quantity=asked), unit_price, kind="sum"),
        row(sheet, _("Goods, %(quantity)s pieces", quantity=asked), goods),
        row(sheet, _("More than the lowest"), more_than_lowest),
        row(sheet, _("Tax, delivery"), terms.tax),
        row(sheet, _("Freight, packing, fees"), cost.on_top),
        row(sheet, _("Lead time"), terms.lead_time, term="lead_time"),
        row(sheet, _("MOQ"), terms.moq, term="moq"),
        row(sheet, _("Sample"), proof.sample),
        row(sheet, _("Business licence"), proof.licence),
    )


def more(sheet: SideBySide) -> tuple[ComparisonRow, ...]:
    return (
        row(sheet, _("Payment terms"), terms.payment),
        row(sheet, _("Agreed as well"), terms.agreed_only),
        row(sheet, _("Quote"), terms.quote),
        row(sheet, _("Review"), proof.review),
    )


def unit_price(column: Column, sheet: SideBySide) -> Pieces:
    """Marked where it is the lowest of those that can deliver."""
    price_piece, *notes = tuple(cost.unit_price(column, sheet)) or (DASH,)
    if column is sheet.lowest_price:
        price_piece = price_piece._replace(kind="best", more=_("Lowest price"))
    return (price_piece, *notes)


def goods(column: Column, sheet: SideBySide) -> Pieces:
    if column.cost:
        yield CellPiece(money(column.cost.goods, sheet.currency))
        yield from cost.order_notes(column.cost, "")


def more_than_lowest(column: Column, sheet: SideBySide) -> Pieces:
    """For the whole quantity, and a piece."""
    lead = sheet.cost_lead
    first = sheet.column(lead.lowest[0]) if lead else None
    if first is None or first.cost is None or column.cost is None or column.cost.unit_price <= first.cost.unit_price:
        return
    each = cost.amounts(column, sheet)[LineName.unit_price] - cost.amounts(first, sheet)[LineName.unit_price]
    yield CellPiece(money(each * sheet.quantity, sheet.currency))
    yield note(_("%(amount)s a piece", amount=cost.cost_text(each, sheet)))

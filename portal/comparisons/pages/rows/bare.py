"""The rows of a first comparison: prices, what they come to, and what nobody has asked yet."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.comparisons.pages.rows import cost, proof, terms
from portal.comparisons.pages.rows.cells import DASH, CellPiece, ComparisonRow, Pieces, note, row
from portal.comparisons.rules.cost_lead import CostBasis
from portal.comparisons.rules.side_by_side import Column, SideBySide
from portal.web.filters import money, number


def rows(sheet: SideBySide) -> tuple[ComparisonRow, ...]:
    asked = number(sheet.quantity)
    return (
        row(sheet, _("Unit price, for %(quantity)s", quantity=asked), unit_price, kind="sum"),
        row(sheet, goods_label(sheet, asked), goods),
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
    if column is sheet.lowest_price and not fees_known(sheet):
        price_piece = price_piece._replace(kind="best", more=_("Lowest price"))
    return (price_piece, *notes)


def fees_known(sheet: SideBySide) -> bool:
    """Whether somebody stated a fee that comes on top of a price."""
    return sheet.cost_lead is not None and sheet.cost_lead.basis is CostBasis.known_part


def goods_label(sheet: SideBySide, asked: str) -> str:
    if fees_known(sheet):
        return _("Goods and known fees, %(quantity)s pieces", quantity=asked)
    return _("Goods, %(quantity)s pieces", quantity=asked)


def goods(column: Column, sheet: SideBySide) -> Pieces:
    """What is known of the money out."""
    if column.cost is None:
        return
    text = money(column.cost.outlay_at_least, sheet.currency)
    least = min(offer.cost.outlay_at_least for offer in sheet.asked) if sheet.asked else None
    if column is sheet.lowest_price and fees_known(sheet) and column.cost.outlay_at_least == least:
        yield CellPiece(text, "best", more=_("Lowest so far"))
    else:
        yield CellPiece(text)
    yield from cost.order_notes(column.cost, "")


def more_than_lowest(column: Column, sheet: SideBySide) -> Pieces:
    """For the whole quantity where both sell it, as the two totals above differ; and a piece."""
    lead, key = sheet.cost_lead, column.standing.key
    offers = {offer.key: offer for offer in sheet.asked}
    if lead is None or key not in offers:
        return
    first, own = offers[lead.lowest[0]], offers[key]
    each = own.figure(lead.basis, sheet.currency) - first.figure(lead.basis, sheet.currency)
    if each <= 0:
        return
    apart = _("%(amount)s a piece", amount=cost.cost_text(each, sheet))
    if own.cost.ordered == first.cost.ordered == sheet.quantity:
        yield CellPiece(money(lead.totals[key] - lead.totals[first.key], sheet.currency))
        yield note(apart)
    else:
        yield CellPiece(apart)

"""The rows of a comparison that build up the landed cost of a piece."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from flask_babel import gettext as _

from portal.comparisons.pages.rows.cells import CellPiece, Pieces, best, blank, link, note, unknowns
from portal.comparisons.rules.comparison import BestMark
from portal.comparisons.rules.cost_lead import landed_total
from portal.comparisons.rules.side_by_side import Column, SideBySide
from portal.core.rules.money import UNIT_PLACES, adding_up, rounded
from portal.quotes.rules.build_up import LineName
from portal.quotes.rules.landed_cost import LandedCost
from portal.web.filters import exact_money, money, number, percent, unit_money

CENTS = 2
ON_TOP = (LineName.freight, LineName.packing, LineName.platform_fee, LineName.other_fees)


def places(sheet: SideBySide) -> int:
    """Decimals of a cost in the table: two, and four where a price was quoted with more than two."""
    offers = [column.dossier.offer for column in sheet.columns if column.dossier.offer]
    prices = [step.unit_price for offer in offers for step in offer.terms.breaks]
    return CENTS if all(rounded(price, CENTS) == price for price in prices) else UNIT_PLACES


def amounts(column: Column, sheet: SideBySide) -> dict[LineName, Decimal]:
    """What is known of each line, so that the figures of a column add up as they are shown."""
    if column.cost is None:
        return {}
    decimals, lines = places(sheet), column.cost.lines
    whole = rounded(column.cost.at_least, decimals)
    parts = adding_up([line.at_least for line in lines], whole, decimals)
    return dict(zip((line.name for line in lines), parts, strict=True))


def cost_text(amount: Decimal, sheet: SideBySide) -> str:
    return exact_money(amount, sheet.currency, places(sheet))


def unit_price(column: Column, sheet: SideBySide) -> Pieces:
    """In the currency of the comparison, and as it was quoted; without a rate only as it was quoted."""
    offer = column.dossier.offer
    if offer is None:
        return
    quoted = offer.terms.currency
    if column.cost is None or column.break_ is None:
        yield link(unit_money(offer.terms.breaks[0].unit_price, quoted), "quotes.show", id=offer.id)
        return
    price = amounts(column, sheet)[LineName.unit_price]
    yield link(cost_text(price, sheet), "quotes.show", id=offer.id)
    notes = [unit_money(column.break_.unit_price, quoted)] if column.cost.rate else []
    if len(offer.terms.breaks) > 1 or column.break_.from_quantity > 1:
        notes.append(_("from %(quantity)s", quantity=number(column.break_.from_quantity)))
    if notes:
        yield note(" · ".join(notes))


def on_top(column: Column, sheet: SideBySide) -> Iterator[CellPiece]:
    """Freight, packing and fees in one figure, and what nobody knows of them; nothing where none applies."""
    lines = column.lines(ON_TOP)
    if column.cost is None or not any(line.applies for line in lines):
        return
    parts = amounts(column, sheet)
    total = sum((parts[name] for name in ON_TOP), Decimal(0))
    unknown = [name for line in lines for name in line.unknown]
    if not unknown:
        yield CellPiece(cost_text(total, sheet))
    elif all(line.unknown for line in lines) and not total and column.dossier.offer:
        yield blank(_("not stated"), "quotes.edit", id=column.dossier.offer.id, _anchor=f"{unknown[0]}-figure")
    else:
        if total:
            yield CellPiece(_("at least %(amount)s", amount=cost_text(total, sheet)))
        yield unknowns(unknown, column)


def return_loss(column: Column, sheet: SideBySide) -> Pieces:
    cost, offer = column.cost, column.dossier.offer
    if cost is None or offer is None:
        return
    rate = offer.terms.return_rate
    if rate is None:
        yield CellPiece(_("unknown"))
        return
    loss = cost_text(amounts(column, sheet)[LineName.return_loss], sheet)
    yield CellPiece(_("at least %(amount)s", amount=loss) if cost.line(LineName.return_loss).unknown else loss)
    yield note(percent(rate))


def landed_cost(column: Column, sheet: SideBySide) -> Pieces:
    """Of a piece, and what the whole order takes."""
    cost = column.cost
    if cost is None:
        yield CellPiece(_("not comparable"))
        return
    text = cost_text(rounded(cost.at_least, places(sheet)), sheet)
    if cost.per_unit is None:
        yield CellPiece(_("at least %(amount)s", amount=text))
    else:
        yield best(BestMark.cost, column, sheet, text)
    yield from order_notes(cost, order_amount(cost, sheet.currency))


def order_amount(cost: LandedCost, currency: str) -> str:
    """What the whole order comes to, and what that holds: as landed, or where another quantity must be bought the money
    out, which is what is said of it."""
    loss = cost.line(LineName.return_loss)
    if cost.ordered != cost.asked:
        return _("%(amount)s to pay", amount=money(cost.outlay, currency)) if cost.outlay is not None else ""
    if cost.per_unit is not None:
        amount = money(landed_total(cost, currency), currency)
        return _("%(amount)s with return loss", amount=amount) if loss.at_least else amount
    return "" if cost.outlay is None else _("%(amount)s without return loss", amount=money(cost.outlay, currency))


def order_notes(cost: LandedCost, amount: str) -> Iterator[CellPiece]:
    """What the order takes, goods and fees, where all is known; and where more or less must be ordered."""
    ordered = number(cost.ordered)
    if cost.short:
        yield note(_("covers %(most)s of %(asked)s", most=ordered, asked=number(cost.asked)), "bad-t")
    elif cost.below_moq and amount:
        yield note(_("below MOQ, order %(quantity)s: %(amount)s", quantity=ordered, amount=amount), "warn-t")
    elif cost.below_moq:
        yield note(_("below MOQ, order %(quantity)s", quantity=ordered), "warn-t")
    elif cost.ordered != cost.asked and amount:
        yield note(_("order %(quantity)s: %(amount)s", quantity=ordered, amount=amount))
    elif cost.ordered != cost.asked:
        yield note(_("order %(quantity)s", quantity=ordered))
    elif amount:
        yield note(_("%(quantity)s for %(amount)s", quantity=ordered, amount=amount))


def buy_up(column: Column, sheet: SideBySide) -> Pieces:
    """Where a larger order costs less in all."""
    if column.cost and column.cost.buy_up:
        quantity, saves = number(column.cost.buy_up.quantity), money(column.cost.buy_up.saves, sheet.currency)
        yield CellPiece(_("%(quantity)s would cost %(saves)s less", quantity=quantity, saves=saves))

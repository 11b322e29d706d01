"""The table of a basket: products down, suppliers across, and who is chosen for what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _

from portal.baskets.pages.texts import BasketView, fee_names
from portal.baskets.rules.basket import BasketSupplier
from portal.baskets.rules.bids import BasketItem, Bid, BidState
from portal.baskets.rules.plans import BasketPlan
from portal.quotes.rules.build_up import ZERO
from portal.quotes.words import pieces_text
from portal.web.filters import day, listed, number, unit_money
from portal.web.words import word


class BasketHead(NamedTuple):
    number: int  # its shape and colour
    name: str
    url: str
    roles: str  # what the supplier is to these products


class CellNote(NamedTuple):
    text: str
    tone: str = ""
    sign: str = ""  # the same in a sign, where a page of paper holds very much


class BasketCell(NamedTuple):
    price: str = ""  # a unit's; empty: no quote
    url: str = ""  # of its quote
    chosen: bool = False
    usable: bool = False
    notes: tuple[CellNote, ...] = ()


class BasketRow(NamedTuple):
    label: str
    url: str
    about: str
    sign: str  # the same, where a page of paper holds very much
    cells: tuple[BasketCell, ...]
    total: str


class SumRow(NamedTuple):
    label: str
    cells: tuple[str, ...]
    total: str
    last: bool = False


class BasketTable(NamedTuple):
    heads: tuple[BasketHead, ...]
    rows: tuple[BasketRow, ...]
    sums: tuple[SumRow, ...]


def basket_table(view: BasketView) -> BasketTable:
    suppliers, plan = view.basket.suppliers, view.plan or BasketPlan(())
    heads = tuple(head(view, place, supplier) for place, supplier in enumerate(suppliers, 1))
    return BasketTable(heads, tuple(row(view, plan, item) for item in view.basket.items), tuple(sums(view, plan)))


def head(view: BasketView, place: int, supplier: BasketSupplier) -> BasketHead:
    bids = [bid for bid in view.basket.usable if bid.supplier == supplier.id]
    roles = dict.fromkeys(word(bid.quote.role, "role") for bid in bids if bid.quote.role)
    return BasketHead(place, supplier.name, url_for("suppliers.show", id=supplier.id), listed(roles))


def row(view: BasketView, plan: BasketPlan, item: BasketItem) -> BasketRow:
    chosen = plan.bid(item)
    return BasketRow(
        item.name,
        url_for("products.show", id=item.id),
        pieces_text(item.quantity),
        f"×{item.quantity}",
        tuple(cell(view.basket.bids.get((item.id, supplier.id)), chosen) for supplier in view.basket.suppliers),
        view.money(chosen.amount) if chosen else _("nobody delivers it"),
    )


def cell(bid: Bid | None, chosen: Bid | None) -> BasketCell:
    if bid is None:
        return BasketCell()
    price = unit_money(bid.unit_price, bid.currency)
    url = url_for("quotes.show", id=bid.quote.id, quantity=bid.item.quantity)
    return BasketCell(price, url, bid == chosen, bid.usable, tuple(cell_notes(bid)))


def cell_notes(bid: Bid) -> Iterator[CellNote]:
    """Why the quote cannot count, or what the price alone does not say."""
    match bid.state:
        case BidState.run_out:
            yield CellNote(_("ran out %(day)s", day=day(bid.quote.valid_until)), "warn-t")
        case BidState.no_rate:
            yield CellNote(_("no exchange rate"), "warn-t")
        case BidState.short:
            yield CellNote(_("%(number)s at most", number=number(bid.ordered)), "warn-t")
        case BidState.usable:
            yield from price_notes(bid)


def price_notes(bid: Bid) -> Iterator[CellNote]:
    if bid.late:
        yield CellNote(_("ran out %(day)s", day=day(bid.quote.valid_until)), "warn-t")
    if bid.surplus:
        yield CellNote(
            _("buy %(number)s", number=number(bid.ordered)), "" if bid.saves else "warn-t", f"×{bid.ordered}"
        )
    if bid.unit_fees:
        each = unit_money(bid.unit_fees, bid.currency)
        yield CellNote(_("+ %(amount)s freight and packing each", amount=each), sign=f"+{each}")
    if bid.unknown:
        yield CellNote(_("unknown: %(fees)s", fees=fee_names(bid.unknown)), "warn-t", "+?")


def sums(view: BasketView, plan: BasketPlan) -> Iterator[SumRow]:
    keys = [supplier.id for supplier in view.basket.suppliers]
    for label, amount in ((_("Cost of the goods"), plan.goods), (_("Per order, once for each supplier"), plan.once)):
        cells = tuple(view.money(amount(key)) if key in plan.sources else "—" for key in keys)
        yield SumRow(label, cells, view.money(sum(map(amount, plan.sources), ZERO)))
    yield SumRow(_("To pay"), tuple(pay_text(view, plan, key) for key in keys), view.total(plan), last=True)


def pay_text(view: BasketView, plan: BasketPlan, supplier: int) -> str:
    return view.total(BasketPlan(plan.of(supplier))) if supplier in plan.sources else "—"

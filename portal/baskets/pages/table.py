"""The table of a basket: products down, suppliers across, and who is chosen for what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _

from portal.baskets.pages.risks import CellNote, alarm_note, mark_note
from portal.baskets.pages.texts import BasketView, fee_names
from portal.baskets.rules.basket import BasketSupplier
from portal.baskets.rules.bids import ONCE, BasketItem, Bid, BidState
from portal.baskets.rules.plans import BasketPlan
from portal.baskets.rules.risks import RiskMark, common
from portal.quotes.rules.build_up import ZERO
from portal.quotes.words import pieces_text
from portal.web.filters import day, listed, number, unit_money
from portal.web.words import word


class BasketHead(NamedTuple):
    number: int  # its shape and colour
    letter: str  # what it is called where a page of paper holds very much
    name: str
    url: str
    roles: str  # what the supplier is to these products
    notes: tuple[CellNote, ...] = ()  # what stands against all that is bought from it


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
    shared = {supplier.id: shared_marks(view, supplier.id) for supplier in suppliers}
    rows = tuple(row(view, plan, item, shared) for item in view.basket.items)
    heads = tuple(head(view, place, supplier, shared[supplier.id]) for place, supplier in enumerate(suppliers, 1))
    return BasketTable(heads, rows, tuple(sums(view, plan)))


def shared_marks(view: BasketView, supplier: int) -> tuple[RiskMark, ...]:
    """What stands against all that is offered by a supplier: it is said once, in the head of the column."""
    bids = [bid for bid in view.basket.usable if bid.supplier == supplier]
    return common([view.marks(bid) for bid in bids])


def head(view: BasketView, place: int, supplier: BasketSupplier, shared: tuple[RiskMark, ...]) -> BasketHead:
    bids = [bid for bid in view.basket.usable if bid.supplier == supplier.id]
    roles = dict.fromkeys(word(bid.quote.role, "role") for bid in bids if bid.quote.role)
    notes = tuple(map(mark_note, shared))
    return BasketHead(
        place, view.letter(supplier.id), supplier.name, url_for("suppliers.show", id=supplier.id), listed(roles), notes
    )


def row(view: BasketView, plan: BasketPlan, item: BasketItem, shared: Mapping[int, tuple[RiskMark, ...]]) -> BasketRow:
    chosen = plan.bid(item)
    cells = tuple(
        cell(view, view.basket.bids.get((item.id, supplier.id)), chosen, shared[supplier.id])
        for supplier in view.basket.suppliers
    )
    return BasketRow(
        item.name,
        url_for("products.show", id=item.id),
        pieces_text(item.quantity),
        f"×{item.quantity}",
        cells,
        view.amount(chosen.amount, not ONCE.issuperset(chosen.unknown)) if chosen else _("nobody delivers it"),
    )


def cell(view: BasketView, bid: Bid | None, chosen: Bid | None, shared: tuple[RiskMark, ...]) -> BasketCell:
    if bid is None:
        return BasketCell()
    price = unit_money(bid.unit_price, bid.currency)
    url = url_for("quotes.show", id=bid.quote.id, quantity=bid.item.quantity)
    notes = (*cell_notes(bid), *(own_notes(view, bid, shared) if bid.usable else ()))
    return BasketCell(price, url, bid == chosen, bid.usable, notes)


def own_notes(view: BasketView, bid: Bid, shared: tuple[RiskMark, ...]) -> Iterator[CellNote]:
    """The price alarm, and what stands against this bid but not against all of its supplier."""
    yield from alarm_note(view, bid)
    yield from (mark_note(mark) for mark in view.marks(bid) if mark not in shared)


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
    parts = (
        (_("Cost of the goods"), plan.goods, plan.open_goods),
        (_("Per order, once for each supplier"), plan.once, plan.open_once),
    )
    for label, amount, unknown in parts:
        cells = tuple(view.amount(amount(key), unknown(key)) if key in plan.sources else "—" for key in keys)
        whole = view.amount(sum(map(amount, plan.sources), ZERO), any(map(unknown, plan.sources)))
        yield SumRow(label, cells, whole)
    yield SumRow(_("To pay"), tuple(pay_text(view, plan, key) for key in keys), view.total(plan), last=True)


def pay_text(view: BasketView, plan: BasketPlan, supplier: int) -> str:
    return view.total(BasketPlan(plan.of(supplier))) if supplier in plan.sources else "—"

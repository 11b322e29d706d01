"""Suppliers are put at a status together: what follows from it, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from portal.core.models.change import change
from portal.core.models.record import Stamp
from portal.core.models.undo import Undo
from portal.path.models.takeovers import EnteredSupplier, TakeOver, TakeOverReport, TakeOverSource, TakeOverWish
from portal.reviews.follow import follow
from portal.reviews.models import ReviewPlan
from portal.suppliers.models.suppliers import Supplier
from portal.web.clock import stamp
from portal.web.undo import way_back

VERB = "supplier.take_over"


class TakeOverDone(NamedTuple):
    report: TakeOverReport
    undo: str  # the address that takes it back; empty: nobody was put anywhere


def take_over(wanted: Sequence[TakeOverWish], source: TakeOverSource, back: str) -> TakeOverDone:
    """Put them there, and review those people buy from. `back`: the page an undo leads to. Raises Stale."""
    with change(stamp()):
        report = TakeOver.enter(wanted, source, stamp())
        moved = {entered.supplier for entered in report.taken}
        planned = [wish.supplier.id for wish in wanted if wish.supplier.id in moved and follow(wish.supplier)]
        payload = {"taken": [list(entered) for entered in report.taken], "planned": planned, "back": back}
        return TakeOverDone(report, way_back(VERB, 0, payload) if report.taken else "")


def undo_take_over(offer: Undo, by: Stamp) -> str:
    """Raises Stale when one of them was saved since."""
    TakeOver.undo([EnteredSupplier(*entered) for entered in offer.payload["taken"]], by)
    for supplier in Supplier.select().where(Supplier.id.in_(offer.payload["planned"])):
        ReviewPlan.drop(supplier, by)
    return str(offer.payload["back"])

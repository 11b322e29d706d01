"""Taking something back within thirty seconds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, redirect, url_for

from portal.core.models.change import change, part
from portal.core.models.record import Log, Stamp
from portal.core.models.undo import Undo
from portal.database import get_or_404
from portal.web import errors, hx
from portal.web.access import permission
from portal.web.clock import stamp

bp = Blueprint("undo", __name__)

# verb of the offer -> what takes it back; answers the address to show. Each room adds its own.
UNDOERS: dict[str, Callable[[Undo, Stamp], str]] = {}
Restore = Callable[[Any, Stamp], str]  # of a row that was removed; answers where it stands again


class UndoRefused(Exception):
    """It cannot be taken back any more: why, and the address to show. Whatever was written for it is undone."""

    def __init__(self, why: str, address: str) -> None:
        super().__init__(why)
        self.why, self.address = why, address


@bp.post("/undo/<token>")
@permission("write")
def take(token: str) -> Any:
    with change(stamp()) as log:
        offer = Undo.take(token, stamp())
        if offer is None:
            return errors.too_late()
        if offer.verb not in UNDOERS:
            abort(404)
        return hx.see(taken_back(offer, stamp(), log))


def taken_back(offer: Undo, by: Stamp, log: Log) -> str:
    """The address to show: all of it is taken back, or nothing."""
    try:
        with part(log):
            return UNDOERS[offer.verb](offer, by)
    except UndoRefused as refused:
        flash(refused.why)
        return refused.address


def way_back(verb: str, object_id: int, payload: Any = None) -> str:
    """The address that takes back what was just done."""
    return url_for("undo.take", token=Undo.offer(verb, object_id, stamp(), payload))


def restorable(verb: str, model: Any, restore: Restore) -> None:
    UNDOERS[verb] = lambda offer, by: restore(get_or_404(model, offer.object_id), by)


def restored(place: Callable[[Any], str]) -> Restore:
    """A row comes back as it was, and stands at `place`."""

    def restore(row: Any, by: Stamp) -> str:
        row.restore(by)
        return place(row)

    return restore


def removable(
    bp: Blueprint,
    model: Any,
    find: Callable[[int], Any],
    text: Callable[[Any], str],
    after: Callable[[Any], str],
    restore: Restore,
    delete: Callable[[Any, Stamp], None] = lambda row, by: row.remove(by),
) -> None:
    """Deletion of a row, and its way back.

    `find` answers the row or 404, `text` tells of it, `after` is where the reader goes.
    """
    verb = f"{bp.name}.remove"
    restorable(verb, model, restore)

    @bp.post("/<id:id>/remove")
    @permission("write")
    def remove(id: int) -> Any:
        row = find(id)
        address = after(row)
        delete(row, stamp())
        flash(text(row), way_back(verb, id))
        return redirect(address, 303)

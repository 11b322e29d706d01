"""Taking something back within thirty seconds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort

from portal.core.models.change import change
from portal.core.models.record import Stamp
from portal.core.models.undo import Undo
from portal.web import errors, hx
from portal.web.access import permission
from portal.web.clock import stamp

bp = Blueprint("undo", __name__)

# verb of the offer -> what takes it back; answers the address to show. Each room adds its own.
UNDOERS: dict[str, Callable[[Undo, Stamp], str]] = {}


@bp.post("/undo/<token>")
@permission("write")
def take(token: str) -> Any:
    with change(stamp()):
        offer = Undo.take(token, stamp())
        if offer is None:
            return errors.too_late()
        if offer.verb not in UNDOERS:
            abort(404)
        return hx.see(UNDOERS[offer.verb](offer, stamp()))

"""Taking something back within thirty seconds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort

from portal import errors, hx
from portal.access import permission
from portal.clock import stamp
from portal.models import Undo
from portal.models.base import change
from portal.models.record import Stamp

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

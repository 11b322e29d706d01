"""A supplier moves through the pipeline."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _

from portal.core.models.change import Stale, change
from portal.core.models.record import Stamp
from portal.core.models.undo import Undo
from portal.database import get_or_404
from portal.path.models.takeovers import TakeOver
from portal.reviews.follow import follow
from portal.reviews.models import ReviewPlan
from portal.suppliers.forms.suppliers import StatusMoveForm
from portal.suppliers.pages.show import move_form, supplier_page, suppliers_on_file
from portal.suppliers.queries.page import supplier_row
from portal.suppliers.rules.pipeline import Status
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.undo import UNDOERS, UndoRefused, way_back
from portal.web.words import word

bp = Blueprint("statuses", __name__, url_prefix="/suppliers")


@bp.post("/<id:id>/move")
@permission("write")
def move(id: int) -> Any:
    supplier: Any = get_or_404(suppliers_on_file(), id)
    form = move_form(supplier, StatusMoveForm())
    if not form.validate():
        return supplier_page(supplier_row(id), form, 422)
    before, to = Status(supplier.status), Status(form.to.data)
    try:
        with change(stamp()):
            verdict = supplier.move(to, form.reason.data, form.seen, stamp())
            planned = verdict.ok and follow(supplier)
            voided = TakeOver.void_outrun([supplier], form.reason.data or "", stamp()) if verdict.ok else {}
    except Stale as stale:
        form.version.data = stale.current.version
        return supplier_page(supplier_row(id), move_form(stale.current, form), 409, conflict=True)
    if not verdict.ok:
        return supplier_page(supplier_row(id), form, 422, refused=(verdict, supplier.banned()))
    back = {"to": before, "version": supplier.version, "planned": planned, "voided": voided.get(id, [])}
    text = _("%(supplier)s: %(status)s", supplier=supplier.name, status=word(to, "status"))
    flash(text, way_back("supplier.move", id, back))
    return redirect(url_for("suppliers.show", id=id), 303)


def move_back(offer: Undo, by: Stamp) -> str:
    supplier: Any = get_or_404(suppliers_on_file(), offer.object_id)
    address = url_for("suppliers.show", id=supplier.id)
    try:
        with change(by):
            supplier.put_back(Status(offer.payload["to"]), offer.payload["version"], by)
            TakeOver.revive(offer.payload["voided"], by)
    except Stale:
        why = _("Somebody changed %(supplier)s meanwhile: the status stays.", supplier=supplier.name)
        raise UndoRefused(why, address) from None
    if offer.payload["planned"]:
        ReviewPlan.drop(supplier, by)
    return address


UNDOERS["supplier.move"] = move_back

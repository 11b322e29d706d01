"""A supplier moves through the pipeline."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _

from portal.access import permission
from portal.clock import stamp, today
from portal.database import get_or_404
from portal.domain.pipeline import BUYING, Status
from portal.forms.suppliers import MoveForm
from portal.models import ReviewPlan, Supplier, Undo
from portal.models.base import Stale, Stamp, change
from portal.models.supplier_pages import found
from portal.team import team
from portal.views.suppliers import here, moving, page
from portal.views.undo import UNDOERS
from portal.words import word

bp = Blueprint("statuses", __name__, url_prefix="/suppliers")


@bp.post("/<id:id>/move")
@permission("write")
def move(id: int) -> Any:
    supplier: Any = get_or_404(here(), id)
    form = moving(supplier, MoveForm())
    if not form.validate():
        return page(found(id), form, 422)
    before, to = Status(supplier.status), Status(form.to.data)
    try:
        with change(stamp()):
            verdict = supplier.move(to, form.reason.data, form.seen, stamp())
            if verdict.ok and to in BUYING:
                ReviewPlan.follow(supplier, rhythm(supplier, to), today(), stamp())
    except Stale as stale:
        form.version.data = stale.current.version
        return page(found(id), moving(stale.current, form), 409, conflict=True)
    if not verdict.ok:
        return page(found(id), form, 422, refused=(verdict, supplier.banned()))
    token = Undo.offer("supplier.move", id, stamp(), {"to": before, "version": supplier.version})
    flash(
        _("%(supplier)s: %(status)s", supplier=supplier.name, status=word(to, "status")),
        url_for("undo.take", token=token),
    )
    return redirect(url_for("suppliers.show", id=id), 303)


def rhythm(supplier: Supplier, to: Status) -> int:
    return team().review_months("on_trial" if to is Status.trial else supplier.tier)


def move_back(offer: Undo, by: Stamp) -> str:
    supplier: Any = get_or_404(here(), offer.object_id)
    supplier.put_back(Status(offer.payload["to"]), offer.payload["version"], by)
    return url_for("suppliers.show", id=supplier.id)


UNDOERS["supplier.move"] = move_back

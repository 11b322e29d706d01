"""What suppliers said holds for them: taken over from answers by one press, never by itself."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import ngettext

from portal.core.models.change import Stale
from portal.core.models.record import Stamp
from portal.core.models.undo import Undo
from portal.database import get_or_404
from portal.inquiries.models.inquiries import Inquiry
from portal.inquiries.models.promises import Promise
from portal.inquiries.pages.promises import overtaken, sent
from portal.inquiries.pages.show import inquiry_facts, inquiry_page, inquiry_row
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.undo import UNDOERS, way_back

bp = Blueprint("promises", __name__, url_prefix="/inquiries/<id:id>/promises")


@bp.post("")
@permission("write")
def keep(id: int) -> Any:
    row, inquiry = inquiry_row(id), inquiry_facts(id)
    box = sent(inquiry)
    wanted, offered = box.form.keep.data or [], box.offered()
    if box.form.seen != row.version or not set(wanted) <= set(offered):
        return inquiry_page(id, None, 409, overtaken(inquiry, row.version, box.form))
    if not box.form.validate():
        return inquiry_page(id, None, 422, box)
    try:
        undo = Promise.keep(inquiry, [offered[value] for value in wanted], stamp())
    except Stale:
        return inquiry_page(id, None, 409, overtaken(inquiry, row.version, box.form))
    offer = way_back("inquiry.keep", id, undo)
    count = len(wanted)
    message = ngettext("%(num)d answer taken over to the supplier", "%(num)d answers taken over to the supplier", count)
    flash(message, offer)
    return redirect(url_for("suppliers.show", id=inquiry.supplier_id, _anchor="promises"), 303)


def put_back(offer: Undo, by: Stamp) -> str:
    inquiry: Any = get_or_404(Inquiry, offer.object_id)
    Promise.put_back(inquiry, offer.payload or {}, by)
    return url_for("inquiries.show", id=inquiry.id)


UNDOERS["inquiry.keep"] = put_back

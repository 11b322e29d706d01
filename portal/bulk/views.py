"""Ticked records of a list: what would become of them is shown, one press carries it out, one takes it back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _

from portal.bulk.pages.carry_out import BulkChanged, BulkTouched, take_back, write
from portal.bulk.pages.change import BulkPage, list_address, page_values
from portal.bulk.pages.nouns import NOUNS
from portal.bulk.pages.sentences import sentence
from portal.core.models.record import Stamp
from portal.core.models.undo import Undo
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.filters import listed
from portal.web.undo import UNDOERS, UndoRefused, way_back

bp = Blueprint("bulk", __name__, url_prefix="/bulk")
ADDRESS = f"/<any({','.join(NOUNS)}):noun>"
NAMED = 5  # records a refusal names


@bp.get(ADDRESS)
@permission("write")
def show(noun: str) -> Any:
    page = BulkPage(noun, request.args)
    if not page.batch.records:
        flash(_("Tick at least one row first."))
        return redirect(page.list_url, 303)
    return render_template("bulk/show.html", **page_values(page)), page.status


@bp.post(ADDRESS)
@permission("write")
def carry_out(noun: str) -> Any:
    page = BulkPage(noun, request.form)
    try:
        kept = write(page, stamp())
    except BulkChanged:
        fresh = BulkPage(noun, request.form)
        return render_template("bulk/show.html", **page_values(fresh, changed=True)), 409
    text = sentence(noun, kept["deed"], len(kept["kept"]), page.value, done=True)
    flash(text, way_back("bulk", 0, kept))
    return redirect(page.list_url, 303)


def undone(offer: Undo, by: Stamp) -> str:
    address = list_address(offer.payload["noun"], offer.payload["list"])
    try:
        take_back(offer.payload, by)
    except BulkTouched as touched:
        names = listed([*touched.names[:NAMED], *(["…"] if len(touched.names) > NAMED else [])])
        why = _("Nothing is taken back: somebody changed %(names)s meanwhile.", names=names)
        raise UndoRefused(why, address) from None
    flash(_("Taken back"))
    return address


UNDOERS["bulk"] = undone

"""Ticked records of a list: what would become of them is shown, one press carries it out, one takes it back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.bulk.models import BulkAct, BulkEnded
from portal.bulk.pages.acts import acts_page
from portal.bulk.pages.carry_out import BulkChanged, BulkTouched, take_back, write
from portal.bulk.pages.change import BulkPage, list_address, page_values
from portal.bulk.pages.nouns import NOUNS
from portal.bulk.pages.sentences import sentence
from portal.bulk.rules import BulkDeed
from portal.core.models.record import Stamp
from portal.core.models.undo import Undo
from portal.core.rules.text import whole
from portal.database import get_or_404
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
        act = write(page, stamp())
    except BulkChanged:
        fresh = BulkPage(noun, request.form)
        return render_template("bulk/show.html", **page_values(fresh, changed=True)), 409
    text = sentence(noun, BulkDeed(act.deed), len(act.kept), page.value, done=True)
    flash(text, way_back("bulk", act.id))
    return redirect(page.list_url, 303)


@bp.get("")
@permission("write")
def index() -> Any:
    """Changes of many records, to be taken back long after the toast is gone."""
    return render_template("bulk/index.html", **acts_page(whole(request.args.get("before", ""))))


@bp.post("/<id:id>/take-back")
@permission("write")
def take_back_later(id: int) -> Any:
    act: BulkAct = get_or_404(BulkAct, id)
    try:
        take_back(act, stamp())
        flash(_("Taken back"))
    except (BulkEnded, BulkTouched) as fault:
        flash(refusal_text(fault))
    return redirect(url_for(".index", before=whole(request.args.get("before", ""))), 303)


def undone(offer: Undo, by: Stamp) -> str:
    act: BulkAct = get_or_404(BulkAct, offer.object_id)
    address = list_address(act.noun, act.query)
    try:
        take_back(act, by)
    except (BulkEnded, BulkTouched) as fault:
        raise UndoRefused(refusal_text(fault), address) from None
    flash(_("Taken back"))
    return address


def refusal_text(fault: BulkEnded | BulkTouched) -> str:
    if isinstance(fault, BulkEnded):
        return _("It was taken back already.")
    names = listed([*fault.names[:NAMED], *(["…"] if len(fault.names) > NAMED else [])])
    return _("Nothing is taken back: somebody changed %(names)s meanwhile.", names=names)


UNDOERS["bulk"] = undone

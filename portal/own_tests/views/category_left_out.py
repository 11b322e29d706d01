"""Shipped tests that new samples of a category leave out: each with its reason, and taken in again."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.core.models.record import Stamp
from portal.database import get_or_404
from portal.own_tests.forms import LeaveOutForm
from portal.own_tests.models import CategoryLeftOut, ShippedTestMoved
from portal.own_tests.pages import ShippedTestRow, shipped_rows
from portal.settings.models.categories import Category
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.undo import UndoRefused, restorable, way_back

bp = Blueprint("category_left_out", __name__, url_prefix="/own-tests/<id:id>/shipped/<code>")


def category_or_404(id: int) -> Any:
    return get_or_404(Category.select().where(Category.deleted_at.is_null()), id)


def shipped_or_404(category: Any, code: str) -> ShippedTestRow:
    rows = [row for row in shipped_rows(category) if row.code == code]
    return rows[0] if rows else abort(404)


def page(category: Any, row: ShippedTestRow, form: LeaveOutForm, status: int = 200, moved: str = "") -> Any:
    about = {
        "row": row,
        "form": form,
        "moved": moved,
        "belongs_to": _("Tests of %(category)s", category=category.name),
        "back_url": place(category.id),
        "hint": _("New samples leave it out for this reason; each of them can still be tested on it."),
    }
    return render_template("own_tests/leave_out.html", **about), status


def place(id: int) -> str:
    return url_for("own_tests.show", id=id, _anchor="shipped")


@bp.get("/leave-out")
@permission("write")
def edit(id: int, code: str) -> Any:
    category = category_or_404(id)
    row = shipped_or_404(category, code)
    return page(category, row, LeaveOutForm(None, data={"reason": row.reason, "seen": row.reason}))


@bp.post("/leave-out")
@permission("write")
def update(id: int, code: str) -> Any:
    category, form = category_or_404(id), LeaveOutForm()
    row = shipped_or_404(category, code)
    if not form.validate():
        return page(category, row, form, 422)
    try:
        CategoryLeftOut.leave_out(id, code, form.reason.data, stamp(), form.seen.data)
    except ShippedTestMoved as moved:
        form.seen.data = moved.reason
        return page(category, row, form, 409, moved=moved.reason or _("it is tested"))
    flash(_("Samples asked for from now on leave it out"))
    return redirect(place(id), 303)


@bp.post("/take-in")
@permission("write")
def take_in(id: int, code: str) -> Any:
    row = shipped_or_404(category_or_404(id), code)
    if removed := CategoryLeftOut.take_in(id, code, stamp()):
        text = _("“%(test)s” is tested after all", test=row.text)
        flash(text, way_back("category_left_out.take_in", removed.id))
    return redirect(place(id), 303)


def leave_out_again(row: Any, by: Stamp) -> str:
    try:
        row.restore(by)
    except ShippedTestMoved:
        raise UndoRefused(_("Somebody changed it meanwhile: it stays as it is."), place(row.category_id)) from None
    return place(row.category_id)


restorable("category_left_out.take_in", CategoryLeftOut, leave_out_again)

"""Shipped tests a sample leaves out: each with its reason, and taken in again."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.core.models.change import change
from portal.core.models.record import Stamp
from portal.core.models.undo import Undo
from portal.database import get_or_404
from portal.own_tests.forms import LeaveOutForm
from portal.own_tests.models import CategoryLeftOut
from portal.own_tests.pages import ShippedTestRow, sheet_rows
from portal.samples.models.samples import Closed, LeftOutMoved, Sample
from portal.samples.pages.show import closed, sample_or_404
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.undo import UNDOERS, UndoRefused, way_back

bp = Blueprint("left_out", __name__, url_prefix="/samples/<id:id>/tests/<code>")
bp.register_error_handler(Closed, closed)


def shipped_or_404(sample: Any, code: str) -> ShippedTestRow:
    rows = [row for row in sheet_rows(sample)["shipped"] if row.code == code]
    return rows[0] if rows else abort(404)


def page(sample: Any, row: ShippedTestRow, form: LeaveOutForm, status: int = 200, moved: str = "") -> Any:
    about = {"row": row, "form": form, "moved": moved, "category": template_of(sample)}
    return render_template("own_tests/leave_out.html", **about, **sample_place(sample)), status


def template_of(sample: Any) -> Any:
    """The category whose new samples can leave it out too; None where its sheet is another."""
    category = sample.product.category
    return category if category and category.kind == sample.kind else None


def sample_place(sample: Any) -> dict[str, str]:
    about = {"product": sample.product.name, "supplier": sample.supplier.name}
    return {
        "belongs_to": _("Sample of %(product)s from %(supplier)s", **about),
        "back_url": place(sample.id),
        "hint": _("It stands on the sheet, on paper and in the verdict."),
    }


def place(id: int) -> str:
    return url_for("sample_tests.index", id=id, _anchor="shipped")


@bp.get("/leave-out")
@permission("write")
def edit(id: int, code: str) -> Any:
    sample = sample_or_404(id)
    row = shipped_or_404(sample, code)
    return page(sample, row, LeaveOutForm(None, data={"reason": row.reason, "seen": row.reason}))


@bp.post("/leave-out")
@permission("write")
def update(id: int, code: str) -> Any:
    sample, form = sample_or_404(id), LeaveOutForm()
    row = shipped_or_404(sample, code)
    if not form.validate():
        return page(sample, row, form, 422)
    try:
        leave_out(sample, code, form)
    except LeftOutMoved as moved:
        form.seen.data = moved.reason
        return page(sample, row, form, 409, moved=moved.reason or _("it is tested"))
    return redirect(place(id), 303)


def leave_out(sample: Any, code: str, form: LeaveOutForm) -> None:
    """Of the sample; where the person says so, of new samples of its category too. Raises LeftOutMoved, Closed."""
    category = template_of(sample)
    with change(stamp()):
        sample.leave_out(code, form.reason.data, stamp(), form.seen.data)
        if form.keep.data and category:
            CategoryLeftOut.leave_out(category.id, code, form.reason.data, stamp())


@bp.post("/take-in")
@permission("write")
def take_in(id: int, code: str) -> Any:
    sample = sample_or_404(id)
    row = shipped_or_404(sample, code)
    sample.take_in(code, stamp())
    flash(_("“%(test)s” is tested after all", test=row.text), way_back("left_out.take_in", id, [code, row.reason]))
    return redirect(place(id), 303)


def leave_out_again(offer: Undo, by: Stamp) -> str:
    sample: Sample = get_or_404(Sample, offer.object_id)
    code, reason = offer.payload
    try:
        sample.leave_out(code, reason, by)
    except Closed:
        raise UndoRefused(_("The verdict is signed: nothing was changed."), place(sample.id)) from None
    except LeftOutMoved:
        raise UndoRefused(_("Somebody changed it meanwhile: it stays as it is."), place(sample.id)) from None
    return place(sample.id)


UNDOERS["left_out.take_in"] = leave_out_again

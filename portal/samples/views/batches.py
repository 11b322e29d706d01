"""The batches of a sample."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.core.models.record import Stamp
from portal.references.models import Sealed, remove_batch
from portal.samples.forms import BatchForm
from portal.samples.models.samples import Batch, Closed, SameNumber
from portal.samples.pages.show import batch_of, closed, sample_or_404, sample_page, sealed
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.conflicts import refusal
from portal.web.undo import UndoRefused, restorable, way_back

bp = Blueprint("batches", __name__, url_prefix="/samples/<id:id>/batches")
bp.register_error_handler(Closed, closed)
bp.register_error_handler(Sealed, sealed)


def twin(form: BatchForm) -> None:
    form.number.errors = [_("This sample has a batch of that number already.")]


@bp.post("")
@permission("write")
def add(id: int) -> Any:
    sample, form = sample_or_404(id), BatchForm()
    if not form.validate():
        return sample_page(sample, 422, batch=form)
    try:
        sample.add_batch(form.number.data, form.received_on.data, form.note.data, stamp())
    except SameNumber:
        twin(form)
        return sample_page(sample, 422, batch=form)
    return redirect(url_for("samples.show", id=id, _anchor="sheet"), 303)


@bp.get("/<id:batch>/edit")
@permission("write")
def edit(id: int, batch: int) -> Any:
    row = batch_of(id, batch)
    return page(id, row, BatchForm(None, obj=row))


def page(id: int, row: Any, form: BatchForm, status: int = 200, conflict: Any = None) -> Any:
    return render_template("samples/batch.html", s=sample_or_404(id), b=row, form=form, conflict=conflict), status


@bp.post("/<id:batch>/edit")
@permission("write")
def update(id: int, batch: int) -> Any:
    row, form = batch_of(id, batch), BatchForm()
    if refused := refusal(
        form,
        lambda: row.correct(form.seen, stamp(), **form.about),
        partial(page, id, row, form),
        faults={SameNumber: lambda _same: twin(form)},
    ):
        return refused
    return redirect(url_for("samples.show", id=id, _anchor="sheet"), 303)


@bp.post("/<id:batch>/remove")
@permission("write")
def remove(id: int, batch: int) -> Any:
    row = batch_of(id, batch)
    remove_batch(row, stamp())
    text = _("Batch %(number)s deleted with what was measured in it", number=row.number)
    flash(text, way_back("batch.remove", row.id))
    return redirect(url_for("samples.show", id=id, _anchor="sheet"), 303)


def restore(row: Batch, by: Stamp) -> str:
    address = url_for("samples.show", id=row.sample_id, _anchor="sheet")
    try:
        row.restore(by)
    except Closed:
        raise UndoRefused(_("The verdict is signed: the batch stays out."), address) from None
    except SameNumber:
        raise UndoRefused(_("This sample has a batch of that number already."), address) from None
    return address


restorable("batch.remove", Batch, restore)

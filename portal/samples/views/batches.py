"""The batches of a sample."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.core.models.change import Stale
from portal.core.models.record import Stamp
from portal.core.models.undo import Undo
from portal.database import get_or_404
from portal.references.models import Sealed, remove_batch
from portal.samples.forms.samples import BatchForm
from portal.samples.models.samples import Batch, Closed, SameNumber
from portal.samples.pages.show import batch_of, closed, here, sealed, shown
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.undo import UNDOERS

bp = Blueprint("batches", __name__, url_prefix="/samples/<id:id>/batches")
bp.register_error_handler(Closed, closed)
bp.register_error_handler(Sealed, sealed)


def twin(form: BatchForm) -> None:
    form.number.errors = [_("This sample has a batch of that number already.")]


@bp.post("")
@permission("write")
def add(id: int) -> Any:
    sample, form = here(id), BatchForm()
    if not form.validate():
        return shown(sample, 422, batch=form)
    try:
        sample.add_batch(form.number.data, form.received_on.data, form.note.data, stamp())
    except SameNumber:
        twin(form)
        return shown(sample, 422, batch=form)
    return redirect(url_for("samples.show", id=id, _anchor="sheet"), 303)


@bp.get("/<id:batch>/edit")
@permission("write")
def edit(id: int, batch: int) -> Any:
    row = batch_of(id, batch)
    return page(id, row, BatchForm(None, obj=row))


def page(id: int, row: Any, form: BatchForm, status: int = 200, conflict: Any = None) -> Any:
    return render_template("samples/batch.html", s=here(id), b=row, form=form, conflict=conflict), status


@bp.post("/<id:batch>/edit")
@permission("write")
def update(id: int, batch: int) -> Any:
    row, form = batch_of(id, batch), BatchForm()
    if not form.validate():
        return page(id, row, form, 422)
    try:
        row.correct(form.seen, stamp(), **form.about)
    except SameNumber:
        twin(form)
        return page(id, row, form, 422)
    except Stale as stale:
        form.version.data = stale.current.version
        return page(id, row, form, 409, stale.current)
    return redirect(url_for("samples.show", id=id, _anchor="sheet"), 303)


@bp.post("/<id:batch>/remove")
@permission("write")
def remove(id: int, batch: int) -> Any:
    row = batch_of(id, batch)
    remove_batch(row, stamp())
    undo = url_for("undo.take", token=Undo.offer("batch.remove", row.id, stamp()))
    flash(_("Batch %(number)s deleted with what was measured in it", number=row.number), undo)
    return redirect(url_for("samples.show", id=id, _anchor="sheet"), 303)


def bring_back(offer: Undo, by: Stamp) -> str:
    row: Any = get_or_404(Batch, offer.object_id)
    try:
        row.restore(by)
    except Closed:
        flash(_("The verdict is signed: the batch stays out."))
    except SameNumber:
        flash(_("This sample has a batch of that number already."))
    return url_for("samples.show", id=row.sample_id, _anchor="sheet")


UNDOERS["batch.remove"] = bring_back

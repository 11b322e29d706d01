"""Sealed samples and reference orders: made from a batch, listed, corrected, labelled."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from portal.agreements.models import Cited, correct_reference, remove_reference
from portal.core.forms.base import NO_CHOICE, whole
from portal.core.models.record import Stamp
from portal.core.models.users import User
from portal.references.forms import GoldenSampleForm, NewGoldenSampleForm
from portal.references.models import GoldenSample, NoBatch, NotNewer, NumberTaken
from portal.references.pages.label import label as label_of
from portal.references.pages.list import results
from portal.references.pages.show import form_page, page_of, reference_or_404, row_or_404
from portal.references.queries import batch_of, numbers
from portal.references.rules import next_number
from portal.web.access import permission
from portal.web.clock import stamp, today
from portal.web.conflicts import refusal
from portal.web.submit_once import new_key, once
from portal.web.undo import UndoRefused, restorable, way_back

bp = Blueprint("references", __name__, url_prefix="/references")


def offered(form: Any, row: Any = None) -> Any:
    held = (row.confirmed_by_id, row.keeper_id) if row is not None else ()
    people = [NO_CHOICE, *(SelectChoice(str(key), name) for key, name in User.active(*held))]
    if row is not None:
        later = [SelectChoice(str(key), number) for key, number in row.successors()]
        form.offer(replaced_by=[NO_CHOICE, *later])
    return form.offer(confirmed_by=people, keeper=people)


@bp.get("")
@permission("read")
def index() -> Any:
    return render_template("references/index.html", results=results(request.args, today()))


@bp.get("/new")
@permission("write")
def new() -> Any:
    batch = batch_of(whole(request.args.get("batch")) or 0) or abort(404)
    day = today()
    defaults = {
        "key": new_key(),
        "batch": batch.id,
        "number": next_number(day.year, numbers(day.year)),
        "sealed_on": day,
        "confirmed_by": current_user.id,
        "keeper": current_user.id,
    }
    return form_page(offered(NewGoldenSampleForm(None, data=defaults)), batch)


@bp.post("")
@permission("write")
def create() -> Any:
    form = offered(NewGoldenSampleForm())
    batch = batch_of(whole(form.batch.data) or 0) or abort(404)
    if not form.validate():
        return form_page(form, batch, status=422)
    try:
        return redirect(once(lambda: sealed(form, batch.id)), 303)
    except NumberTaken:
        form.number.errors = [taken()]
        return form_page(form, batch, status=422)
    except NoBatch:
        abort(404)


def sealed(form: Any, batch: int) -> str:
    row = GoldenSample.seal(stamp(), batch, **form.about)
    flash(_("%(number)s is on file", number=row.number))
    return url_for("references.show", id=row.id)


def taken() -> str:
    return _("This number was given already; a deleted one keeps it, for a label may still bear it.")


@bp.get("/<id:id>")
@permission("read")
def show(id: int) -> Any:
    return page_of(id)


@bp.get("/<id:id>/label")
@permission("read")
def label(id: int) -> Any:
    return label_of(reference_or_404(id))


@bp.get("/<id:id>/edit")
@permission("write")
def edit(id: int) -> Any:
    row = row_or_404(id)
    stored = row.__data__
    return form_page(offered(GoldenSampleForm(None, data=stored), row), row.batch, row)


@bp.post("/<id:id>")
@permission("write")
def update(id: int) -> Any:
    row = row_or_404(id)
    form = offered(GoldenSampleForm(), row)
    faults = {
        NumberTaken: lambda _taken: form.number.errors.append(taken()),
        Cited: lambda cited: form.number.errors.append(cited_by(cited)),
        NotNewer: lambda _older: form.replaced_by.errors.append(_("It is not there any more. Choose another one.")),
    }
    if refused := refusal(
        form,
        lambda: correct_reference(row, form.seen, stamp(), **form.about),
        partial(form_page, form, row.batch, row),
        faults=faults,
    ):
        return refused
    flash(_("%(number)s saved", number=form.number.data))
    return redirect(url_for(".show", id=id), 303)


def cited_by(cited: Cited) -> str:
    titles = ", ".join(title for _key, title in cited.agreements)
    return _("The number stays: it is cited by %(agreements)s.", agreements=titles)


@bp.post("/<id:id>/remove")
@permission("write")
def remove(id: int) -> Any:
    row = row_or_404(id)
    sample = row.batch.sample_id
    try:
        remove_reference(row, stamp())
    except Cited as refused:
        return page_of(id, 409, refused=refused)
    flash(_("%(number)s deleted", number=row.number), way_back("reference.remove", id))
    return redirect(url_for("samples.show", id=sample, _anchor="references"), 303)


def restore(row: GoldenSample, by: Stamp) -> str:
    try:
        row.restore(by)
    except NoBatch:
        raise UndoRefused(_("Its batch was deleted: it stays out."), url_for("references.index")) from None
    return url_for("references.show", id=row.id)


restorable("reference.remove", GoldenSample, restore)

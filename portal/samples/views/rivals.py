"""What a sample is compared with: taken up, told, taken off."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal.core.forms.base import NO_CHOICE
from portal.core.models.record import Stamp
from portal.database import get_or_404
from portal.samples.forms import NewSampleRivalForm, SampleRivalForm
from portal.samples.models.rivals import Already, NotAlike, SampleRival, alike
from portal.samples.pages.show import sample_or_404
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.conflicts import refusal
from portal.web.submit_once import new_key, once
from portal.web.undo import UndoRefused, restorable, way_back

bp = Blueprint("rivals", __name__, url_prefix="/samples/<id:id>/rivals")


def place(sample: int) -> str:
    return url_for("samples.show", id=sample, _anchor="rivals")


def page(sample: Any, form: Any, row: Any = None, status: int = 200, conflict: Any = None) -> Any:
    return render_template("samples/rivals/form.html", s=sample, form=form, row=row, conflict=conflict), status


def offered(form: NewSampleRivalForm, sample: Any) -> NewSampleRivalForm:
    alike_samples = [SelectChoice(str(key), _("%(supplier)s, sample %(number)s", supplier=name, number=key))
             for key, name in alike(sample)]  # fmt: skip
    form.other.choices = [NO_CHOICE, *alike_samples]
    return form


@bp.get("/new")
@permission("write")
def new(id: int) -> Any:
    sample = sample_or_404(id)
    return page(sample, offered(NewSampleRivalForm(None, data={"key": new_key()}), sample))


@bp.post("")
@permission("write")
def create(id: int) -> Any:
    sample = sample_or_404(id)
    form = offered(NewSampleRivalForm(), sample)
    if not form.validate():
        return page(sample, form, status=422)
    try:
        return redirect(once(lambda: taken_up(sample, form)), 303)
    except (Already, NotAlike) as refused:
        form.other.errors = [
            _("The two stand side by side already.")
            if isinstance(refused, Already)
            else _("It is not there any more. Choose another one.")
        ]
        return page(sample, form, status=422)


def taken_up(sample: Any, form: NewSampleRivalForm) -> str:
    SampleRival.take_up(sample, form.other.data, form.name.data or "", form.note.data or "", stamp())
    return place(sample.id)


def one_of(id: int, rival: int) -> Any:
    rivals = SampleRival.select().where(SampleRival.sample == sample_or_404(id), SampleRival.deleted_at.is_null())
    return get_or_404(rivals, rival)


@bp.get("/<id:rival>/edit")
@permission("write")
def edit(id: int, rival: int) -> Any:
    row = one_of(id, rival)
    return page(sample_or_404(id), SampleRivalForm(None, obj=row), row)


@bp.post("/<id:rival>")
@permission("write")
def update(id: int, rival: int) -> Any:
    row, form = one_of(id, rival), SampleRivalForm()
    if refused := refusal(
        form,
        lambda: row.amend(form.seen, stamp(), note=form.note.data or ""),
        partial(page, sample_or_404(id), form, row),
    ):
        return refused
    return redirect(place(id), 303)


@bp.post("/<id:rival>/remove")
@permission("write")
def remove(id: int, rival: int) -> Any:
    one_of(id, rival).remove(stamp())
    flash(_("Comparison taken off"), way_back("rival.remove", rival))
    return redirect(place(id), 303)


def restore(row: Any, by: Stamp) -> str:
    try:
        row.restore(by)
    except Already:
        raise UndoRefused(_("The two stand side by side already."), place(row.sample_id)) from None
    return place(row.sample_id)


restorable("rival.remove", SampleRival, restore)

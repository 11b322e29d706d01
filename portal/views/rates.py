"""Exchange rates by date, entered by hand."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from peewee import IntegrityError

from portal import errors
from portal.access import permission
from portal.clock import stamp, today
from portal.database import get_or_404
from portal.forms.settings import RateEditForm, RateForm
from portal.models import FxRate
from portal.models.base import Stale
from portal.team import team

bp = Blueprint("rates", __name__, url_prefix="/rates")


def page(form: RateForm, status: int = 200) -> Any:
    rows = list(FxRate.select().order_by(FxRate.on.desc(), FxRate.base, FxRate.quote, FxRate.id))
    return render_template("rates/index.html", form=form, rows=rows), status


@bp.get("")
@permission("read")
def index() -> Any:
    return page(RateForm(None, base="USD", quote=team().currency, on=today()))


@bp.post("")
@permission("settings")
def create() -> Any:
    form = RateForm()
    if not form.validate() or form.value.data is None:
        return page(form, 422)
    try:
        FxRate.record(form.base.data, form.quote.data, form.value.data, form.on.data, form.note.data, stamp())
    except IntegrityError:
        form.on.errors = [_("This day has a rate for these currencies. Correct that one.")]
        return page(form, 422)
    flash(_("Rate recorded"))
    return redirect(url_for(".index"), 303)


@bp.get("/<id:id>")
@permission("settings")
def edit(id: int) -> Any:
    row: Any = get_or_404(FxRate, id)
    return render_template("rates/edit.html", form=RateEditForm(None, obj=row), r=row)


@bp.post("/<id:id>")
@permission("settings")
def update(id: int) -> Any:
    row: Any = get_or_404(FxRate, id)
    form = RateEditForm()
    if not form.validate() or form.value.data is None:
        return render_template("rates/edit.html", form=form, r=row), 422
    try:
        row.correct(form.value.data, form.note.data, form.seen, stamp())
    except Stale:
        return errors.page(409)
    flash(_("Rate saved"))
    return redirect(url_for(".index"), 303)

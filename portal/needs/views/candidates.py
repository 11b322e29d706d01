"""Candidates: the suppliers looked at for a need."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal.core.forms.base import NO_CHOICE, whole
from portal.core.models.record import Stamp
from portal.core.models.undo import Undo
from portal.database import get_or_404
from portal.needs.forms import NeedCandidateForm, NewNeedCandidateForm
from portal.needs.models import Need, NeedCandidate
from portal.needs.pages.show import need_or_404, need_page
from portal.needs.queries import choices
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.queries.list import choices_by_name
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.conflicts import refusal
from portal.web.submit_once import earlier, new_key, once
from portal.web.undo import UNDOERS, way_back

bp = Blueprint("candidates", __name__, url_prefix="/candidates")


def candidate_or_404(id: int) -> Any:
    """The row with its need and its supplier; 404 when one of the three is gone."""
    row = NeedCandidate
    query = row.select(row, Need, Supplier).join(Need).switch(row).join(Supplier)
    return get_or_404(query.where(Need.deleted_at.is_null(), Supplier.deleted_at.is_null()), id)


def offered(form: Any) -> Any:
    form.need.choices = [NO_CHOICE, *(SelectChoice(str(key), f"{title} · {shop}") for key, title, shop in choices())]
    form.supplier.choices = [NO_CHOICE, *(SelectChoice(str(key), name) for key, name in choices_by_name())]
    return form


def back(need: int) -> str:
    return url_for("needs.show", id=need, _anchor="candidates")


@bp.get("/new")
@permission("write")
def new() -> Any:
    """From a supplier's page: which need is it looked at for?"""
    asked = {name: whole(request.args.get(name)) for name in ("need", "supplier")}
    form = NewNeedCandidateForm(None, data=asked | {"key": new_key()})
    return render_template("needs/candidates/new.html", form=offered(form))


@bp.post("")
@permission("write")
def create() -> Any:
    if (first := earlier()) is not None:
        return redirect(first, 303)
    form = offered(NewNeedCandidateForm())
    if form.validate() and unused(form):
        return redirect(once(lambda: added(form)), 303)
    if form.back.data == "need" and form.need.data:
        return need_page(need_or_404(form.need.data), add=form, status=422)
    return render_template("needs/candidates/new.html", form=form), 422


def unused(form: Any) -> bool:
    same = (NeedCandidate.need == form.need.data) & (NeedCandidate.supplier == form.supplier.data)
    if NeedCandidate.get_or_none(same) is None:
        return True
    form.supplier.errors = [_("This supplier is a candidate already.")]
    return False


def added(form: Any) -> str:
    NeedCandidate.put(form.need.data, form.supplier.data, form.note.data or "", stamp())
    flash(_("Candidate added"))
    return back(form.need.data)


@bp.get("/<id:id>/edit")
@permission("write")
def edit(id: int) -> Any:
    row = candidate_or_404(id)
    return edit_page(NeedCandidateForm(None, obj=row), row)


def edit_page(form: NeedCandidateForm, row: NeedCandidate, status: int = 200, conflict: Any = None) -> Any:
    return render_template("needs/candidates/edit.html", form=form, row=row, conflict=conflict), status


@bp.post("/<id:id>")
@permission("write")
def update(id: int) -> Any:
    row, form = candidate_or_404(id), NeedCandidateForm()
    if refused := refusal(
        form, lambda: row.annotate(form.seen, form.note.data or "", stamp()), partial(edit_page, form, row)
    ):
        return refused
    flash(_("Saved"))
    return redirect(back(row.need_id), 303)


@bp.post("/<id:id>/remove")
@permission("write")
def remove(id: int) -> Any:
    row = candidate_or_404(id)
    kept = {"need": row.need_id, "supplier": row.supplier_id, "note": row.note}
    row.drop(stamp())
    text = _("%(supplier)s is no candidate any more", supplier=row.supplier.name)
    flash(text, way_back("need_candidate.remove", id, kept))
    return redirect(back(row.need_id), 303)


def bring_back(offer: Undo, by: Stamp) -> str:
    kept = offer.payload
    if Need.get_or_none((Need.id == kept["need"]) & Need.deleted_at.is_null()) is None:
        abort(404)
    NeedCandidate.put(kept["need"], kept["supplier"], kept["note"], by)
    return back(kept["need"])


UNDOERS["need_candidate.remove"] = bring_back

"""Word of mouth about suppliers."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect
from flask_babel import gettext as _

from portal.suppliers.forms.reputation import NewReputationForm, ReputationAnswerForm, ReputationForm
from portal.suppliers.models.suppliers import ReputationNote
from portal.suppliers.pages.entries import Desk, answer_page
from portal.suppliers.rules.standing import NotSerious
from portal.web.access import permission
from portal.web.clock import stamp, today
from portal.web.conflicts import refusal
from portal.web.words import choices

bp = Blueprint("reputation", __name__, url_prefix="/reputation")
desk = Desk(
    "reputation",
    ReputationNote,
    NewReputationForm,
    ReputationForm,
    lambda form: form.offer(tone=choices("tone"), source_kind=choices("source_kind"), matter=choices("matter")),
    defaults=lambda: {"on": today()},
)


@bp.get("/new")
@permission("write")
def new() -> Any:
    return desk.new()


@bp.post("")
@permission("write")
def create() -> Any:
    return desk.create()


@bp.get("/<id:id>/edit")
@permission("write")
def edit(id: int) -> Any:
    return desk.edit(id)


@bp.post("/<id:id>")
@permission("write")
def update(id: int) -> Any:
    return desk.update(id)


@bp.post("/<id:id>/answer")
@permission("write")
def settle(id: int) -> Any:
    """A serious note is answered with the reason why it goes on all the same, or that is taken back."""
    note, form = desk.row(id), ReputationAnswerForm()
    before, faults = note.version, {NotSerious: form.needless}
    if refused := refusal(
        form,
        lambda: note.settle(form.answer.data or "", form.seen, stamp()),
        partial(answer_page, form, note),
        faults=faults,
    ):
        return refused
    if note.version == before:
        flash(_("Nothing changed."))
    return redirect(desk.back(note.supplier_id), 303)


desk.removable(bp)

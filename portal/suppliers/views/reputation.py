"""Word of mouth about suppliers."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from portal.suppliers.forms.reputation import NewReputationForm, ReputationForm
from portal.suppliers.models.suppliers import ReputationNote
from portal.suppliers.pages.entries import Desk
from portal.web.access import permission
from portal.web.clock import today
from portal.web.words import choices

bp = Blueprint("reputation", __name__, url_prefix="/reputation")
desk = Desk(
    "reputation",
    ReputationNote,
    NewReputationForm,
    ReputationForm,
    lambda form: form.offer(tone=choices("tone"), source_kind=choices("source_kind")),
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


desk.removable(bp)

"""People at suppliers."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from portal.access import permission
from portal.forms.contacts import ContactForm, NewContactForm
from portal.models import Contact
from portal.views.entries import Desk

bp = Blueprint("contacts", __name__, url_prefix="/contacts")
NAMES = ("name", "position", "phone", "mail", "chat", "note")
desk = Desk(
    "contacts",
    Contact,
    NewContactForm,
    ContactForm,
    lambda form: {name: form[name].data for name in NAMES},
    signed=False,
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


@bp.post("/<id:id>/remove")
@permission("write")
def remove(id: int) -> Any:
    return desk.remove(id)

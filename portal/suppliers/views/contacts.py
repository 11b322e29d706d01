"""People at suppliers."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from portal.imports.queries.contacts import exported
from portal.sheets.export import spreadsheet, xlsx
from portal.suppliers.forms.contacts import ContactForm, ContactRow, NewContactForm
from portal.suppliers.models.suppliers import Contact
from portal.suppliers.pages.entries import Desk
from portal.web.access import permission

bp = Blueprint("contacts", __name__, url_prefix="/contacts")
desk = Desk(
    "contacts",
    Contact,
    NewContactForm,
    ContactForm,
    signed=False,
)


@bp.get("/export.csv")
@permission("read")
def export() -> Any:
    return spreadsheet("contacts", headings(), exported())


@bp.get("/export.xlsx")
@permission("read")
def export_workbook() -> Any:
    return xlsx("contacts", headings(), exported())


def headings() -> list[str]:
    form = ContactRow(formdata=None)
    return [str(form[name].label.text) for name in Contact.columns()]


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

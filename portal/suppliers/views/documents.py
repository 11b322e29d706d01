"""Papers of suppliers: licences, certificates, authorisations, permits."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from wtforms.fields.choices import SelectChoice

from portal.core.forms.base import NO_CHOICE
from portal.settings.models.categories import Category
from portal.suppliers.forms.documents import DocumentForm, NewDocumentForm
from portal.suppliers.models.documents import Document
from portal.suppliers.pages.entries import Desk
from portal.web import uploads
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.words import WORDS, choices

bp = Blueprint("documents", __name__, url_prefix="/documents")


def offered(form: Any) -> Any:
    categories = [SelectChoice(str(key), name) for key, name in Category.choices()]
    return form.offer(kind=choices("document"), category=[NO_CHOICE, *categories])


def kept(document: Document, form: Any) -> None:
    if form.file.data:
        uploads.keep(form.file.data, document, stamp())


def asked_for() -> dict[str, Any]:
    """The kind of paper the address asks for."""
    kind = request.args.get("kind", "")
    return {"kind": kind} if kind in WORDS["document"] else {}


desk = Desk("documents", Document, NewDocumentForm, DocumentForm, offered, kept, asked_for)


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

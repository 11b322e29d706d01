"""A supplier's page, which several rooms answer with."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from wtforms.fields.choices import SelectChoice

from portal.clock import now, today, zone
from portal.domain.inquiries import wait
from portal.domain.pipeline import WORKING, Status, moves
from portal.forms.base import whole
from portal.forms.suppliers import MoveForm
from portal.models import Supplier
from portal.models.inquiry_pages import of as asked
from portal.models.supplier_pages import dossier
from portal.models.time_lines import time_line
from portal.screenings import screening
from portal.team import team
from portal.views.supplier_forms import tiers
from portal.views.ways import Way
from portal.words import word


def suppliers_on_file() -> Any:
    return Supplier.select().where(Supplier.deleted_at.is_null())


def move_form(supplier: Any, form: MoveForm | None = None) -> MoveForm:
    form = form or MoveForm(formdata=None, version=supplier.version)
    form.to.choices = [SelectChoice(str(to), word(to, "status")) for to in moves(Status(supplier.status))]
    return form


def supplier_page(supplier: Any, move: MoveForm, status: int = 200, refused: Any = None, conflict: bool = False) -> Any:
    shelf, day, d = team().shelf, today(), dossier(supplier.id, today())
    signed = shelf.read(Supplier.id == supplier.id)
    body = render_template(
        "suppliers/show.html",
        s=supplier,
        d=d,
        working=WORKING,
        screened=screening(supplier, d, day),
        way=Way.of(supplier, d.labels, whole(request.args.get("need"))),
        agreements=[(one, shelf.mark(one, day)) for one in signed],
        signed=signed,
        inquiries=[(one, wait(one, now(), zone())) for one in asked((supplier.id,))],
        line=time_line(supplier.id, day, zone()),
        promises=d.labels.promises,
        tiers=tiers(),
        move=move,
        refused=refused,
        conflict=conflict,
    )
    return body, status

"""A supplier's page, which several rooms answer with."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from wtforms.fields.choices import SelectChoice

from portal.core.forms.base import whole
from portal.inquiries.queries.page import of as asked
from portal.inquiries.rules.inquiries import wait
from portal.path.pages.supplier_path import SupplierPath
from portal.settings.team import team
from portal.suppliers.forms.suppliers import StatusMoveForm
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.pages.forms import tiers
from portal.suppliers.pages.screening import screening
from portal.suppliers.queries.page import dossier
from portal.suppliers.queries.time_line import time_line
from portal.suppliers.rules.pipeline import WORKING, Status, moves
from portal.web.clock import now, today, zone
from portal.web.words import word


def suppliers_on_file() -> Any:
    return Supplier.select().where(Supplier.deleted_at.is_null())


def move_form(supplier: Any, form: StatusMoveForm | None = None) -> StatusMoveForm:
    form = form or StatusMoveForm(formdata=None, version=supplier.version)
    form.to.choices = [SelectChoice(str(to), word(to, "status")) for to in moves(Status(supplier.status))]
    return form


def supplier_page(
    supplier: Any, move: StatusMoveForm, status: int = 200, refused: Any = None, conflict: bool = False
) -> Any:
    shelf, day, d = team().shelf, today(), dossier(supplier.id, today())
    signed = shelf.read(Supplier.id == supplier.id)
    body = render_template(
        "suppliers/show.html",
        s=supplier,
        d=d,
        working=WORKING,
        screened=screening(supplier, d, day),
        way=SupplierPath.of(supplier, d.labels, whole(request.args.get("need"))),
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

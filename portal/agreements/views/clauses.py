"""What an agreement says of each clause: all of them, or one that saves itself."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _

from portal.agreements.models import ClausesTaken
from portal.agreements.pages.clauses import ClauseDesk, clause_fragment, clauses_page, refuse_gone, saved_fragment
from portal.references.models import Gone
from portal.web import errors, hx
from portal.web.access import permission
from portal.web.conflicts import with_readings

bp = Blueprint("clauses", __name__, url_prefix="/agreements/<id:id>/clauses")


@bp.get("")
@permission("write")
def edit(id: int) -> Any:
    desk = ClauseDesk.of(id)
    return clauses_page(desk, desk.filled(desk.sheet.keys))


@bp.post("")
@permission("write")
def update(id: int) -> Any:
    desk = ClauseDesk.of(id)
    form = desk.typed(desk.sheet.keys)
    if not form.validate():
        return clauses_page(desk, form, 422)
    try:
        desk.write(form)
    except Gone as gone:
        refuse_gone(form, gone)
        return clauses_page(desk, form, 422)
    except ClausesTaken as taken:
        return clauses_page(desk, form, 409, taken)
    flash(with_readings(_("Clauses saved"), form))
    return redirect(url_for("agreements.show", id=id), 303)


@bp.get("/<clause>")
@permission("write")
def show(id: int, clause: str) -> Any:
    """A clause as it stands: what was typed of it is given up."""
    if not hx.wanted():
        return redirect(place(id, clause))
    desk = ClauseDesk.of(id)
    return clause_fragment(desk, desk.line(clause), desk.filled((clause,)))


@bp.post("/<clause>")
@permission("write")
def save(id: int, clause: str) -> Any:
    desk = ClauseDesk.of(id)
    line, form = desk.line(clause), desk.typed((clause,))
    if not desk.sheet.saves_itself:
        return signed()
    if not form.validate():
        return clause_fragment(desk, line, form, 422)
    try:
        desk.write(form)
    except Gone as gone:
        refuse_gone(form, gone)
        return clause_fragment(desk, line, form, 422)
    except ClausesTaken as taken:
        if taken.signed:
            return signed()
        return clause_fragment(desk, line, form, 409, taken)
    return saved_fragment(id, clause) if hx.wanted() else redirect(place(id, clause), 303)


def place(id: int, key: str) -> str:
    return url_for(".edit", id=id, _anchor=f"c-{key}")


def signed() -> Any:
    return errors.page(409, _("This agreement is signed"), _("What both sides signed is changed by the button “Save”."))

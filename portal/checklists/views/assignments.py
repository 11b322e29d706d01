"""Who does an item, and by when."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, url_for

from portal.checklists.forms import AssignForm
from portal.checklists.models.answers import Answer, AnswerConflict, Unchanged
from portal.checklists.models.runs import SignedOff
from portal.checklists.pages.item_panel import assign_form, panel
from portal.checklists.pages.save_item import ItemPlace, signed_off, touched
from portal.checklists.pages.urls import address
from portal.core.models.change import change
from portal.core.models.users import User
from portal.web import hx
from portal.web.access import permission
from portal.web.clock import stamp

bp = Blueprint("assignments", __name__, url_prefix="/runs/<id:id>/items/<code>")


@bp.get("/panel")
@permission("read")
def show(id: int, code: str) -> Any:
    place = ItemPlace.find(id, code)
    if not hx.wanted():
        return redirect(url_for("answers.show", id=id, code=code))
    return render_template("checklists/answers/_panel.html", panel=panel(place))


@bp.post("/assign")
@permission("write")
def assign(id: int, code: str) -> Any:
    form = AssignForm()
    form.offer(User.active(form.seen[0]))
    if not form.validate():
        return assignment_response(id, code, form, 422)
    try:
        with change(stamp()):
            run, item = touched(id, code)
            Answer.assign(run, item.code, form.owner.data, form.due_on.data, form.seen, stamp())
    except AnswerConflict:
        return assignment_response(id, code, form, 409)
    except SignedOff:
        return signed_off()
    except Unchanged:
        pass
    if hx.wanted():
        return assignment_response(id, code, None, 200)
    return redirect(address(run, _anchor=code), 303)


def assignment_response(id: int, code: str, form: AssignForm | None, status: int) -> Any:
    """The form again; at a conflict with what a colleague chose beside what the person chose."""
    place = ItemPlace.find(id, code)
    stands = assign_form(place.line)
    if status == 409 and form:
        form.seen_owner.data, form.seen_due.data = stands.seen_owner.data, stands.seen_due.data
    about = {"panel": panel(place, form or stands), "line": place.line, "conflict": status == 409}
    if hx.wanted():
        return render_template("checklists/answers/_assigned.html", box=place.box, **about), status
    return render_template("checklists/answers/show.html", box=place.box, place=place, **about), status

"""One item of a run: answered, confirmed, put back, undone."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, make_response, redirect, render_template

from portal.checklists.forms import AnswerForm
from portal.checklists.models.answers import Answer, AnswerConflict, TooLate, Unchanged
from portal.checklists.models.runs import SignedOff
from portal.checklists.pages.item import ItemBox
from portal.checklists.pages.item_panel import panel
from portal.checklists.pages.save_item import (
    ItemPlace,
    SavedAnswer,
    conflicting,
    merged,
    records_answer,
    refused,
    save,
    saved_box,
    signed_off,
    touched,
)
from portal.checklists.pages.urls import address
from portal.checklists.rules.answers import BadAnswer
from portal.checklists.rules.deciding import ReasonMissing
from portal.core.models.change import change
from portal.web import errors, hx
from portal.web.access import permission
from portal.web.clock import stamp

bp = Blueprint("answers", __name__, url_prefix="/runs/<id:id>/items/<code>")


@bp.get("")
@permission("read")
def show(id: int, code: str) -> Any:
    place = ItemPlace.find(id, code)
    return (
        render_template("checklists/answers/_taken.html", box=place.box) if hx.wanted() else item_page(place, place.box)
    )


@bp.post("")
@permission("write")
def give(id: int, code: str) -> Any:
    form = AnswerForm()
    if not form.validate():
        return item_response(id, code, lambda place: refused(place, form, None), 422)
    if form.act.data == "merge":
        return item_response(id, code, lambda place: merged(place, form), 200)
    try:
        return saved_response(save(id, code, form), anew=bool(form.act.data))
    except Unchanged:
        return item_response(id, code, lambda place: place.box, 200)
    except (BadAnswer, ReasonMissing) as fault:
        wrong = fault
        return item_response(id, code, lambda place: refused(place, form, wrong), 422)
    except AnswerConflict:
        return item_response(id, code, lambda place: conflicting(place, form), 409)
    except SignedOff:
        return signed_off()


@bp.post("/undo")
@permission("write")
def undo(id: int, code: str) -> Any:
    form = AnswerForm()
    try:
        with change(stamp()):
            run, item = touched(id, code)
            answer = Answer.take_back(run, code, form.revision, stamp())
        return saved_response(SavedAnswer(run, item, answer, records_answer(run, item)), anew=True)
    except TooLate:
        return errors.too_late()
    except SignedOff:
        return signed_off()


def saved_response(saved: SavedAnswer, anew: bool) -> Any:
    """The form again, or the page of the stage. `anew`: the controls start over instead of keeping what was touched."""
    if not hx.wanted():
        return redirect(address(saved.run, _anchor=saved.item.code), 303)
    return form_alone(saved_box(saved), anew)


def form_alone(box: ItemBox, anew: bool = False, status: int = 200) -> Any:
    answer = make_response(render_template("checklists/answers/_form.html", box=box), status)
    if status == 200:
        answer.headers["HX-Trigger"] = "answered"  # the progress asks for itself
    if anew:
        answer.headers["HX-Reswap"] = "outerHTML"
    return answer


def item_response(id: int, code: str, show_box: Any, status: int) -> Any:
    """The item as it stands with something to say about it: the form alone, or its page."""
    place = ItemPlace.find(id, code)
    box = show_box(place)
    return form_alone(box, box.merged, status) if hx.wanted() else (item_page(place, box), status)


def item_page(place: ItemPlace, box: ItemBox) -> str:
    return render_template("checklists/answers/show.html", box=box, panel=panel(place), place=place)

"""What a supplier answered, typed in on one page."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal.core.models.change import Stale
from portal.inquiries.forms.inquiries import RepliesForm
from portal.inquiries.pages.show import inquiry_facts, inquiry_row, people
from portal.inquiries.rules.inquiries import InquiryFacts, reply_from
from portal.inquiries.rules.questions import Question
from portal.inquiries.words import reply_text
from portal.web.access import permission
from portal.web.clock import instant_of, now, on_the_wall, stamp
from portal.web.conflicts import NOTHING, Difference
from portal.web.filters import local_text
from portal.web.language import choose
from portal.web.words import choices

bp = Blueprint("replies", __name__, url_prefix="/inquiries/<id:id>/replies")
TIMES = ("asked_at", "first_reply_at", "answered_at")


@cache
def form_for(language: str, questions: tuple[Question, ...]) -> type[RepliesForm]:
    return RepliesForm.of(questions, local_text)


def offered(form: Any, row: Any) -> Any:
    askers = people()
    if row.asked_by_id and str(row.asked_by_id) not in [asker.value for asker in askers]:
        askers.append(SelectChoice(str(row.asked_by_id), row.asked_by.name))
    form.latest = on_the_wall(now())
    return form.offer(channel=choices("channel"), asked_by=askers)


def page(inquiry: InquiryFacts, form: RepliesForm, status: int = 200, conflict: Any = None, more: Any = ()) -> Any:
    return render_template(
        "inquiries/replies/edit.html", inquiry=inquiry, form=form, conflict=conflict, more=more
    ), status


@bp.get("")
@permission("write")
def edit(id: int) -> Any:
    inquiry, row = inquiry_facts(id), inquiry_row(id)
    values = {name: on_the_wall(getattr(row, name)) for name in TIMES}
    values |= {"channel": row.channel, "asked_by": row.asked_by_id, "note": row.note, "version": row.version}
    form = form_for(choose(), inquiry.questions).filled({key: inquiry.reply(key) for key in keys(inquiry)}, **values)
    return page(inquiry, offered(form, row))


def keys(inquiry: InquiryFacts) -> list[str]:
    return [question.key for question in inquiry.questions]


@bp.post("")
@permission("write")
def update(id: int) -> Any:
    inquiry, row = inquiry_facts(id), inquiry_row(id)
    form = offered(form_for(choose(), inquiry.questions)(), row)
    if not form.validate():
        return page(inquiry, form, 422)
    times = {name: instant_of(form[name].data) for name in TIMES}
    try:
        row.write(form.seen, stamp(), form.answers, **form.about | times)
    except Stale as stale:
        form.version.data = stale.current.version
        current: Any = stale.current
        return page(inquiry, form, 409, current, differences(form, current.answers))
    flash(_("Answers saved"))
    return redirect(url_for("inquiries.show", id=id), 303)


def differences(form: RepliesForm, kept: Any) -> list[Difference]:
    """Question by question where what was typed differs from what a colleague saved first."""
    pairs = [
        (question, reply_from(question, kept.get(question.key, {})), form.reply(question.key))
        for question in form.questions
    ]
    return [
        (local_text(question.text), reply_text(question, stands) or NOTHING, reply_text(question, mine) or NOTHING)
        for question, stands, mine in pairs
        if stands != mine
    ]

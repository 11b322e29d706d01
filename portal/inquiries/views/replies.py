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
from portal.inquiries.words import said_text
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
    every = people()
    if row.asked_by_id and str(row.asked_by_id) not in [one.value for one in every]:
        every.append(SelectChoice(str(row.asked_by_id), row.asked_by.name))
    form.latest = on_the_wall(now())
    return form.offer(channel=choices("channel"), asked_by=every)


def page(one: InquiryFacts, form: RepliesForm, status: int = 200, conflict: Any = None, more: Any = ()) -> Any:
    return render_template("inquiries/replies/edit.html", one=one, form=form, conflict=conflict, more=more), status


@bp.get("")
@permission("write")
def edit(id: int) -> Any:
    one, row = inquiry_facts(id), inquiry_row(id)
    given = {name: on_the_wall(getattr(row, name)) for name in TIMES}
    given |= {"channel": row.channel, "asked_by": row.asked_by_id, "note": row.note, "version": row.version}
    form = form_for(choose(), one.questions).filled({key: one.reply(key) for key in keys(one)}, **given)
    return page(one, offered(form, row))


def keys(one: InquiryFacts) -> list[str]:
    return [question.key for question in one.questions]


@bp.post("")
@permission("write")
def update(id: int) -> Any:
    one, row = inquiry_facts(id), inquiry_row(id)
    form = offered(form_for(choose(), one.questions)(), row)
    if not form.validate():
        return page(one, form, 422)
    times = {name: instant_of(form[name].data) for name in TIMES}
    try:
        row.write(form.seen, stamp(), form.answers, **form.about | times)
    except Stale as stale:
        form.version.data = stale.current.version
        current: Any = stale.current
        return page(one, form, 409, current, differences(form, current.answers))
    flash(_("Answers saved"))
    return redirect(url_for("inquiries.show", id=id), 303)


def differences(form: RepliesForm, kept: Any) -> list[Difference]:
    """Question by question where what was typed differs from what a colleague saved first."""
    pairs = [(one, reply_from(one, kept.get(one.key, {})), form.reply(one.key)) for one in form.questions]
    return [
        (local_text(one.text), said_text(one, stands) or NOTHING, said_text(one, mine) or NOTHING)
        for one, stands, mine in pairs
        if stands != mine
    ]

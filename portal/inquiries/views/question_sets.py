"""Question sets: what suppliers of a category are asked, set by the team."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal import content
from portal.core.models.change import Stale
from portal.database import get_or_404
from portal.inquiries.forms.question_sets import QuestionSetForm
from portal.inquiries.models.question_sets import QuestionSet, counts
from portal.inquiries.rules.questions import Question
from portal.inquiries.words import way_text
from portal.settings.models.categories import Category
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.conflicts import NOTHING, Difference
from portal.web.filters import local_text
from portal.web.words import choices

bp = Blueprint("question_sets", __name__, url_prefix="/question-sets")


def categories() -> Any:
    return Category.select().where(Category.deleted_at.is_null())


@bp.get("")
@permission("read")
def index() -> Any:
    changed = counts()
    rows = [(id, name, *changed.get(id, (0, 0))) for id, name, banned in Category.offered() if not banned]
    return render_template("inquiries/question_sets/index.html", rows=rows, shipped=len(content.questions()))


@bp.get("/<id:id>")
@permission("settings")
def edit(id: int) -> Any:
    category, own = get_or_404(categories(), id), QuestionSet.of(id)
    asked = [question.key for question in content.questions() if question.key not in own.off]
    return page(category, QuestionSetForm.filled(asked, own.own_questions, own.version))


def page(category: Any, form: QuestionSetForm, status: int = 200, conflict: Any = None, more: Any = ()) -> Any:
    body = render_template(
        "inquiries/question_sets/edit.html",
        category=category,
        form=offered(form),
        book=content.questions(),
        conflict=conflict,
        more=more,
    )
    return body, status


def offered(form: QuestionSetForm) -> QuestionSetForm:
    asked = [SelectChoice(question.key, local_text(question.text)) for question in content.questions()]
    return form.offer(asked, choices("question_way"))


@bp.post("/<id:id>")
@permission("settings")
def update(id: int) -> Any:
    category, own, form = get_or_404(categories(), id), QuestionSet.of(id), offered(QuestionSetForm())
    if not form.validate():
        return page(category, form, 422)
    mine = form.own({question.key: question for question in own.own_questions})
    off = [question.key for question in content.questions() if question.key not in (form.asked.data or ())]
    try:
        QuestionSet.put(id, form.seen, off, mine, stamp())
    except Stale as stale:
        current: Any = stale.current
        form.version.data = current.version
        return page(category, form, 409, current, differences(current, off, mine))
    flash(_("Questions saved: new inquiries ask them, older ones stay as they were asked"))
    return redirect(url_for(".index"), 303)


def differences(stands: QuestionSet, off: list[str], mine: list[Question]) -> list[Difference]:
    """What a colleague saved, and what was typed, where they differ."""
    titles = {question.key: local_text(question.text) for question in content.questions()}
    pairs = [
        (_("Shipped questions left out"), [titles.get(key, key) for key in stands.off], [titles[key] for key in off]),
        (
            _("Own questions"),
            [question_line(question) for question in stands.own_questions],
            [question_line(question) for question in mine],
        ),
    ]
    return [
        (label, "\n".join(theirs) or NOTHING, "\n".join(typed) or NOTHING)
        for label, theirs, typed in pairs
        if sorted(theirs) != sorted(typed)
    ]


def question_line(question: Question) -> str:
    return f"{local_text(question.text)} · {way_text(question)}"

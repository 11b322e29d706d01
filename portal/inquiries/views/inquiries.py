"""Inquiries: what a supplier was asked, and what came of it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from portal import content
from portal.core.forms.base import whole
from portal.core.forms.rows import key_of
from portal.inquiries.forms.inquiries import NewInquiryForm, WhatToAskForm
from portal.inquiries.models.inquiries import Inquiry
from portal.inquiries.models.question_sets import QuestionSet
from portal.inquiries.pages.questions import question
from portal.inquiries.pages.show import inquiry_facts, inquiry_page, inquiry_row, people
from portal.inquiries.queries.page import read
from portal.inquiries.rules.inquiries import InquiryFacts, InquiryState, wait
from portal.inquiries.rules.questions import Choice, Question, chosen
from portal.inquiries.words import said_text, wait_text
from portal.settings.models.categories import Category
from portal.settings.team import team
from portal.sheets.export import spreadsheet, xlsx
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.queries.list import choices_by_name
from portal.suppliers.queries.page import labels
from portal.web.access import permission
from portal.web.clock import instant_of, now, on_the_wall, stamp, zone
from portal.web.filters import local_text
from portal.web.language import HTML_LANG, LANGUAGES, choose
from portal.web.submit_once import new_key, once
from portal.web.undo import removable, restored
from portal.web.words import choices, word

bp = Blueprint("inquiries", __name__, url_prefix="/inquiries")
PER_PAGE = 50
WHAT = ("supplier", "category", "goods", "choice")
GOODS = ("physical", "digital", "both")


@bp.get("")
@permission("read")
def index() -> Any:
    every, show = read(), request.args.get("show", "")
    rows = matching(every)
    states = Counter(one.state for one in every)
    number = max(1, min(whole(request.args.get("inquiry_page")) or 1, 10_000))
    return render_template(
        "inquiries/index.html",
        rows=[(one, wait(one, now(), zone())) for one in rows[(number - 1) * PER_PAGE : number * PER_PAGE]],
        more=len(rows) > number * PER_PAGE,
        numbers={"": len(every)} | {state: states[state] for state in InquiryState},
        show=show,
        page=number,
    )


def matching(every: list[InquiryFacts]) -> list[InquiryFacts]:
    show = request.args.get("show", "")
    return [one for one in every if show not in tuple(InquiryState) or one.state == show]


@bp.get("/export.csv")
@permission("read")
def export() -> Any:
    return spreadsheet("inquiries", *exported())


@bp.get("/export.xlsx")
@permission("read")
def export_workbook() -> Any:
    return xlsx("inquiries", *exported())


def exported() -> tuple[list[str], list[list[Any]]]:
    """The list as it is filtered, in the reader's language: headings and lines, every question a column."""
    found = matching(read())
    asked = list(dict.fromkeys(each.key for one in found for each in one.questions))
    headings = [_("Supplier"), _("Asked at"), _("Asked by"), _("Channel"), _("First reply at"), _("Answered at")]
    headings += [_("State"), _("Time to the first reply"), *map(question, asked)]
    return headings, [written(one, asked) for one in found]


def written(one: InquiryFacts, asked: list[str]) -> list[Any]:
    said = {each.key: said_text(each, one.reply(each.key)) for each in one.questions}
    times = (on_the_wall(moment) for moment in (one.first_reply_at, one.answered_at))
    about = [one.supplier, on_the_wall(one.asked_at), one.asked_by, word(one.channel, "channel"), *times]
    waited = wait_text(wait(one, now(), zone()))
    return [*about, word(one.state, "inquiry_state"), waited, *(said.get(key) for key in asked)]


def offered(form: Any) -> Any:
    suppliers = [SelectChoice(str(key), name) for key, name in choices_by_name()]
    form.offer(supplier=[SelectChoice("", "—"), *suppliers], goods=choices("goods"), channel=choices("channel"))
    form.offer(choice=choices("question_choice"), asked_by=people())
    form.offer(category=[SelectChoice("", "—"), *(SelectChoice(str(key), name) for key, name in Category.choices())])
    every = chosen(book(form), Choice.all, "both")
    form.offer(questions=[SelectChoice(one.key, local_text(one.text)) for one in every])
    form.latest = on_the_wall(now())
    return form


def book(form: Any) -> tuple[Question, ...]:
    """What may be asked: the shipped questions as the category of the goods has them, and its own."""
    return QuestionSet.of(form.category.data).book(content.questions())


def asking(form: NewInquiryForm, asked: tuple[Question, ...], status: int = 200) -> Any:
    """The form: first which questions are offered, then the questions, each of which can be left out."""
    what = WhatToAskForm(None, data={name: form[name].data for name in WHAT})
    for name in WHAT:
        what[name].choices = form[name].choices
    return render_template("inquiries/new.html", form=form, what=what, asked=asked), status


@bp.get("/new")
@permission("write")
def new() -> Any:
    key, goods = key_of(request.args.get("supplier", ""), choices_by_name), request.args.get("goods")
    supplier = Supplier.get_or_none(Supplier.id == key) if key else None
    goods = goods if goods in GOODS else supplier.goods if supplier else "both"
    choice = Choice.all if request.args.get("choice") == Choice.all else Choice.core
    category = whole(request.args.get("category")) if "category" in request.args else only_category(key)
    asked = chosen(QuestionSet.of(category).book(content.questions()), choice, goods)
    given = {
        "key": new_key(),
        "supplier": key,
        "category": category,
        "goods": goods,
        "choice": choice,
        "asked_by": current_user.id,
    }
    given |= {"questions": [one.key for one in asked], "asked_at": on_the_wall(now())}
    return asking(offered(NewInquiryForm(None, data=given)), asked)


def only_category(supplier: int | None) -> int | None:
    """The category of a supplier that has just one."""
    held = labels(supplier).categories if supplier else []
    return held[0].id if len(held) == 1 else None


@bp.post("")
@permission("write")
def create() -> Any:
    form = offered(NewInquiryForm())
    if not form.validate():
        choice = Choice.all if form.choice.data == Choice.all else Choice.core
        goods = form.goods.data if form.goods.data in GOODS else "both"
        return asking(form, chosen(book(form), choice, goods), 422)
    return redirect(once(lambda: added(form)), 303)


def added(form: Any) -> str:
    questions = [one for one in book(form) if one.key in form.questions.data]
    about = form.about | {"asked_at": instant_of(form.asked_at.data)}
    supplier, goods = form.supplier.data, form.goods.data
    inquiry = Inquiry.ask(stamp(), questions, supplier=supplier, goods=goods, by=current_user.id, **about)
    flash(_("Inquiry recorded"))
    return url_for(".show", id=inquiry.id)


@bp.get("/<id:id>")
@permission("read")
def show(id: int) -> Any:
    return inquiry_page(id)


@bp.get("/<id:id>/sheet")
@permission("read")
def sheet(id: int) -> Any:
    """The questions for the supplier, who has no account: on paper, or as text for a chat or a mail."""
    one, wanted = inquiry_facts(id), request.args.get("language", "")
    language = wanted if wanted in LANGUAGES else choose()
    with force_locale(language):
        return render_template(
            "inquiries/sheet.html",
            one=one,
            text=plain_text(one, language),
            language=language,
            html_lang=HTML_LANG[language],
            back=url_for(".show", id=id),
        )


def plain_text(one: InquiryFacts, language: str) -> str:
    """As it is copied into a message; in the language that is forced."""
    greeting = _("Hello, %(team)s would like to know:", team=team().name) if team().name else _("Hello, may we ask:")
    asked = [f"{place}. {told(question, language)}" for place, question in enumerate(one.questions, 1)]
    return "\n".join([greeting, "", *asked, "", _("If you cannot answer one of them, please say so. Thank you.")])


def told(question: Question, language: str) -> str:
    """With what can be answered, where that is a choice."""
    options = " / ".join(option.text.for_(language) for option in question.options)
    text = question.text.for_(language)
    return _("%(question)s (%(options)s)", question=text, options=options) if options else text


removable(
    bp,
    Inquiry,
    find=inquiry_row,
    text=lambda inquiry: _("Inquiry deleted"),
    after=lambda inquiry: url_for("suppliers.show", id=inquiry.supplier_id, _anchor="inquiries"),
    restore=restored(lambda inquiry: url_for("inquiries.show", id=inquiry.id)),
)

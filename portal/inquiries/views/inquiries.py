"""Inquiries: what a supplier was asked, and what came of it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from portal import content
from portal.core.forms.base import NO_CHOICE, whole
from portal.core.forms.rows import key_of
from portal.core.rules.text import page_number
from portal.inquiries.forms.inquiries import NewInquiryForm, WhatToAskForm
from portal.inquiries.models.inquiries import Inquiry
from portal.inquiries.models.question_sets import QuestionSet
from portal.inquiries.pages.list import address, ways
from portal.inquiries.pages.paper import languages_of_sheet, paper_questions, plain_text
from portal.inquiries.pages.questions import question
from portal.inquiries.pages.show import inquiry_facts, inquiry_page, inquiry_row, people
from portal.inquiries.queries.page import read
from portal.inquiries.rules.inquiries import InquiryFacts, InquiryState, wait
from portal.inquiries.rules.questions import Choice, Question, chosen
from portal.inquiries.words import reply_text, wait_text
from portal.settings.models.categories import Category
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
    inquiries, show = read(), request.args.get("show", "")
    rows = matching(inquiries)
    number = page_number(request.args.get("page"))
    last = number * PER_PAGE
    return render_template(
        "inquiries/index.html",
        rows=[(inquiry, wait(inquiry, now(), zone())) for inquiry in rows[last - PER_PAGE : last]],
        ways=ways(inquiries, show),
        show=show,
        previous=address(show, number - 1) if number > 1 else "",
        next=address(show, number + 1) if len(rows) > last else "",
    )


def matching(inquiries: list[InquiryFacts]) -> list[InquiryFacts]:
    show = request.args.get("show", "")
    return [inquiry for inquiry in inquiries if show not in tuple(InquiryState) or inquiry.state == show]


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
    inquiries = matching(read())
    asked = list(dict.fromkeys(question.key for inquiry in inquiries for question in inquiry.questions))
    headings = [_("Supplier"), _("Asked at"), _("Asked by"), _("Channel"), _("First reply at"), _("Answered at")]
    headings += [_("State"), _("Time to the first reply"), *map(question, asked)]
    return headings, [written(inquiry, asked) for inquiry in inquiries]


def written(inquiry: InquiryFacts, asked: list[str]) -> list[Any]:
    replies = {question.key: reply_text(question, inquiry.reply(question.key)) for question in inquiry.questions}
    times = (on_the_wall(moment) for moment in (inquiry.first_reply_at, inquiry.answered_at))
    about = [
        inquiry.supplier,
        on_the_wall(inquiry.asked_at),
        inquiry.asked_by,
        word(inquiry.channel, "channel"),
        *times,
    ]
    waited = wait_text(wait(inquiry, now(), zone()))
    return [*about, word(inquiry.state, "inquiry_state"), waited, *(replies.get(key) for key in asked)]


def offered(form: Any) -> Any:
    suppliers = [SelectChoice(str(key), name) for key, name in choices_by_name()]
    form.offer(supplier=[NO_CHOICE, *suppliers], goods=choices("goods"), channel=choices("channel"))
    form.offer(choice=choices("question_choice"), asked_by=people())
    form.source = inquiry_facts(form.like.data) if form.like.data else None
    form.offer(category=[NO_CHOICE, *(SelectChoice(str(key), name) for key, name in Category.choices())])
    questions = chosen(book(form), Choice.all, "both")
    form.offer(questions=[SelectChoice(question.key, local_text(question.text)) for question in questions])
    form.latest = on_the_wall(now())
    return form


def book(form: Any) -> tuple[Question, ...]:
    """What may be asked: the shipped questions as the category of the goods has them, and its own; or another's."""
    if form.source:
        return form.source.questions
    return QuestionSet.of(form.category.data).book(content.questions())


def asking(form: NewInquiryForm, asked: tuple[Question, ...], status: int = 200) -> Any:
    """The form: first which questions are offered, then the questions, each of which can be left out."""
    scope = WhatToAskForm(None, data={name: form[name].data for name in WHAT})
    for name in WHAT:
        scope[name].choices = form[name].choices
    copied = _("Inquiry to %(supplier)s", supplier=form.source.supplier) if form.source else ""
    return render_template("inquiries/new.html", form=form, scope=scope, asked=asked, copied=copied), status


@bp.get("/new")
@permission("write")
def new() -> Any:
    """The questions of the book, or those of another inquiry (`like`), for another supplier."""
    like = whole(request.args.get("like"))
    start = copied(inquiry_row(like)) if like else begun()
    own = {"key": new_key(), "asked_by": current_user.id, "asked_at": on_the_wall(now())}
    form = offered(NewInquiryForm(None, data=own | start))
    asked = offered_questions(form)
    form.questions.data = [question.key for question in asked]
    return asking(form, asked)


def begun() -> dict[str, Any]:
    """What the address says of the goods, or the supplier."""
    key, goods = key_of(request.args.get("supplier", ""), choices_by_name), request.args.get("goods")
    supplier = Supplier.get_or_none(Supplier.id == key) if key else None
    goods = goods if goods in GOODS else supplier.goods if supplier else "both"
    choice = Choice.all if request.args.get("choice") == Choice.all else Choice.core
    asked_for = request.args.get("category")
    category = only_category(key) if asked_for is None else key_of(asked_for, Category.choices)
    return {"supplier": key, "category": category, "goods": goods, "choice": choice}


def copied(row: Any) -> dict[str, Any]:
    """The same questions for somebody else: neither who was asked, nor when, nor what came back."""
    return {"like": row.id, "goods": row.goods, "choice": Choice.all, "channel": row.channel}


def offered_questions(form: NewInquiryForm) -> tuple[Question, ...]:
    """Those that can be ticked; of a copy all of them."""
    if form.source:
        return form.source.questions
    choice = Choice.all if form.choice.data == Choice.all else Choice.core
    goods = form.goods.data if form.goods.data in GOODS else "both"
    return chosen(book(form), choice, goods)


def only_category(supplier: int | None) -> int | None:
    """The category of a supplier that has just one."""
    held = labels(supplier).categories if supplier else []
    return held[0].id if len(held) == 1 else None


@bp.post("")
@permission("write")
def create() -> Any:
    form = offered(NewInquiryForm())
    if not form.validate():
        return asking(form, offered_questions(form), 422)
    return redirect(once(lambda: added(form)), 303)


def added(form: Any) -> str:
    questions = [question for question in book(form) if question.key in form.questions.data]
    about = form.about | {"asked_at": instant_of(form.asked_at.data)}
    supplier, goods = form.supplier.data, form.goods.data
    inquiry = Inquiry.ask(stamp(), questions, supplier=supplier, goods=goods, by=current_user.id, **about)
    flash(_("Inquiry added"))
    return url_for(".show", id=inquiry.id)


@bp.get("/<id:id>")
@permission("read")
def show(id: int) -> Any:
    return inquiry_page(id)


@bp.get("/<id:id>/sheet")
@permission("read")
def sheet(id: int) -> Any:
    """The questions for the supplier, who has no account: on paper, or as text for a chat or a mail."""
    inquiry, wanted = inquiry_facts(id), request.args.get("language", "")
    language = wanted if wanted in LANGUAGES else choose()
    with force_locale(language):
        return render_template(
            "inquiries/sheet.html",
            inquiry=inquiry,
            questions=paper_questions(inquiry, language),
            languages=languages_of_sheet(id, language),
            text=plain_text(inquiry, language),
            html_lang=HTML_LANG[language],
            back=url_for(".show", id=id),
        )


removable(
    bp,
    Inquiry,
    find=inquiry_row,
    text=lambda inquiry: _("Inquiry deleted"),
    after=lambda inquiry: url_for("suppliers.show", id=inquiry.supplier_id, _anchor="inquiries"),
    restore=restored(lambda inquiry: url_for("inquiries.show", id=inquiry.id)),
)

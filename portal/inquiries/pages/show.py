"""An inquiry's page, which several rooms answer with."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import abort, render_template, url_for
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice

from portal.core.forms.base import NO_CHOICE
from portal.core.models.attachments import Attachment, FileLine
from portal.core.models.users import User
from portal.inquiries.forms.answer_sheets import SentSheetForm
from portal.inquiries.forms.inquiries import ReplyFileForm
from portal.inquiries.models.inquiries import Inquiry
from portal.inquiries.pages.promises import PromiseBox, begun
from portal.inquiries.pages.sheet_reading import SHEETS
from portal.inquiries.queries.page import inquiry_of, read
from portal.inquiries.rules.inquiries import InquiryFacts, Reply, ReplyStanding, wait
from portal.inquiries.rules.questions import Question
from portal.inquiries.words import value_text
from portal.web.clock import now, zone
from portal.web.conflicts import NOTHING
from portal.web.filters import local_text
from portal.web.language import LANGUAGES
from portal.web.submit_once import new_key
from portal.web.uploads import ACCEPT
from portal.web.words import word

SHEET_PURPOSE = _l(
    "For a supplier without an account: a workbook in which only the answers can be typed. "
    "What comes back is looked at before anything is written."
)
STANDING_TAGS = {
    ReplyStanding.answered: ("ok", "check"),
    ReplyStanding.dodged: ("warn", "warn"),
    ReplyStanding.open: ("", ""),
}


class AnswerLine(NamedTuple):
    """A question and what was said to it."""

    question: str
    value: str
    note: str
    files: list[FileLine]
    tag: tuple[str, str, str]  # label, tone and symbol


class ReplyFile(NamedTuple):
    """A file of the answers, and the question it belongs to where it is not of the whole."""

    file: FileLine
    question: str


def inquiry_row(id: int) -> Any:
    """The row; 404 when it or its supplier is gone."""
    return inquiry_of(id) or abort(404)


def inquiry_facts(id: int) -> InquiryFacts:
    inquiries = read(Inquiry.id == id)
    return inquiries[0] if inquiries else abort(404)


def people() -> list[SelectChoice]:
    return [NO_CHOICE, *(SelectChoice(str(key), name) for key, name in User.active())]


def question_names(inquiry: InquiryFacts) -> list[tuple[str, str]]:
    return [(question.key, local_text(question.text)) for question in inquiry.questions]


def answer_lines(inquiry: InquiryFacts, files: list[FileLine]) -> list[AnswerLine]:
    return [answer_line(question, inquiry.reply(question.key), files) for question in inquiry.questions]


def answer_line(question: Question, reply: Reply, files: list[FileLine]) -> AnswerLine:
    return AnswerLine(
        local_text(question.text),
        value_text(question, reply) or NOTHING,
        reply.note,
        [file for file in files if file.slot == question.key],
        (word(reply.standing, "reply_standing"), *STANDING_TAGS[reply.standing]),
    )


def sheet_links(id: int) -> list[tuple[str, str, str]]:
    """The empty answer sheets: language, its name, address."""
    return [(code, name, url_for("answer_sheets.blank", id=id, language=code)) for code, name in LANGUAGES.items()]


def inquiry_page(
    id: int, sent: SentSheetForm | None = None, status: int = 200, box: PromiseBox | None = None, reply_file: Any = None
) -> Any:
    """The inquiry; `sent` takes a sheet that came back, `box` what is taken over to the supplier."""
    inquiry, row = inquiry_facts(id), inquiry_row(id)
    kept = Attachment.of("inquiry", [id]).get(id, ())
    files = [file for file in kept if file.slot != SHEETS]
    names = dict(question_names(inquiry))
    body = render_template(
        "inquiries/show.html",
        row=row,
        inquiry=inquiry,
        waited=wait(inquiry, now(), zone()),
        sent=sent or SentSheetForm(None, data={"key": new_key()}),
        sheets=[file for file in kept if file.slot == SHEETS],
        sheet_purpose=SHEET_PURPOSE,
        sheet_links=sheet_links(id),
        answers=answer_lines(inquiry, files),
        files=[ReplyFile(file, names.get(file.slot, "")) for file in files],
        reply_file=reply_file or ReplyFileForm(formdata=None).offer(question_names(inquiry)),
        accepts=ACCEPT,
        box=box or begun(inquiry, row.version),
    )
    return body, status

"""An inquiry's page, which several rooms answer with."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template
from wtforms.fields.choices import SelectChoice

from portal.core.models.attachments import Attachment
from portal.core.models.users import User
from portal.inquiries.forms.answer_sheets import SentSheetForm
from portal.inquiries.forms.inquiries import ReplyFileForm
from portal.inquiries.models.inquiries import Inquiry
from portal.inquiries.pages.promises import PromiseBox, begun
from portal.inquiries.pages.sheet_reading import SHEETS
from portal.inquiries.queries.page import found, read
from portal.inquiries.rules.inquiries import InquiryFacts, wait
from portal.web.clock import now, zone
from portal.web.filters import local_text
from portal.web.submit_once import new_key
from portal.web.uploads import ACCEPT


def inquiry_row(id: int) -> Any:
    """The row; 404 when it or its supplier is gone."""
    return found(id) or abort(404)


def inquiry_facts(id: int) -> InquiryFacts:
    every = read(Inquiry.id == id)
    return every[0] if every else abort(404)


def people() -> list[SelectChoice]:
    return [SelectChoice("", "—"), *(SelectChoice(str(key), name) for key, name in User.active())]


def question_names(one: InquiryFacts) -> list[tuple[str, str]]:
    return [(question.key, local_text(question.text)) for question in one.questions]


def inquiry_page(
    id: int, sent: SentSheetForm | None = None, status: int = 200, box: PromiseBox | None = None, reply_file: Any = None
) -> Any:
    """The inquiry; `sent` takes a sheet that came back, `box` what is taken over to the supplier."""
    one, row = inquiry_facts(id), inquiry_row(id)
    kept = Attachment.of("inquiry", [id]).get(id, ())
    body = render_template(
        "inquiries/show.html",
        row=row,
        one=one,
        waited=wait(one, now(), zone()),
        sent=sent or SentSheetForm(None, data={"key": new_key()}),
        sheets=[file for file in kept if file.slot == SHEETS],
        files=[file for file in kept if file.slot != SHEETS],
        reply_file=reply_file or ReplyFileForm(formdata=None).offer(question_names(one)),
        accepts=ACCEPT,
        box=box or begun(one, row.version),
    )
    return body, status

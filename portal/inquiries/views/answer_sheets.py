"""Answer sheets: a workbook that goes to the supplier, and comes back filled in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.core.models.change import Stale
from portal.core.models.record import Stamp
from portal.core.models.undo import Undo
from portal.database import get_or_404
from portal.inquiries.answer_workbook import sheet
from portal.inquiries.forms.answer_sheets import SentSheetForm, TakeAnswersForm
from portal.inquiries.models.inquiries import Inquiry
from portal.inquiries.pages.sheet_reading import SHEETS, SheetReading, files, refusal, saved_since
from portal.inquiries.pages.show import inquiry_facts, inquiry_page, inquiry_row
from portal.inquiries.rules.inquiries import ReplyStanding
from portal.sheets.export import download
from portal.sheets.upload import MEDIA_TYPES, workbook_kind
from portal.web import uploads
from portal.web.access import permission
from portal.web.clock import instant_of, now, on_the_wall, stamp
from portal.web.language import LANGUAGES
from portal.web.submit_once import earlier, once
from portal.web.undo import UNDOERS, way_back

bp = Blueprint("answer_sheets", __name__, url_prefix="/inquiries/<id:id>/answer-sheets")
TIMES = ("first_reply_at", "answered_at")


@bp.get("/blank-<language>.xlsx")
@permission("read")
def blank(id: int, language: str) -> Any:
    """The questions, locked, in one of our languages; only the answers can be typed."""
    if language not in LANGUAGES:
        abort(404)
    return download(f"inquiry-{id}-{language}.xlsx", uploads.XLSX, sheet(inquiry_facts(id), inquiry_row(id), language))


@bp.post("")
@permission("write")
def receive(id: int) -> Any:
    """A sheet that came back is kept as it is; nothing of it is written before a person has looked at it."""
    if (first := earlier()) is not None:
        return redirect(first, 303)
    row, form = inquiry_row(id), SentSheetForm()
    content = form.file.data.stream.read(uploads.LARGEST_FILE + 1) if form.file.data else b""
    valid, fault = form.validate(), refusal(row, inquiry_facts(id), content)
    if fault:
        form.file.errors = [fault]
    if fault or not valid:
        return inquiry_page(id, form, 422)
    return redirect(once(lambda: kept(form, row, content)), 303)


def kept(form: SentSheetForm, row: Any, content: bytes) -> str:
    media_type = MEDIA_TYPES[workbook_kind(content)]
    name = uploads.shown_name(form.file.data.filename or "", media_type)
    file = uploads.keep(uploads.JudgedFile(name, media_type, content), row, stamp(), slot=SHEETS)
    return url_for(".show", id=row.id, sheet=file.id)


def reading_of(id: int, sheet: int) -> SheetReading:
    return SheetReading(inquiry_facts(id), inquiry_row(id), get_or_404(files(id), sheet))


@bp.get("/<id:sheet>")
@permission("write")
def show(id: int, sheet: int) -> Any:
    """What taking the answers over would change."""
    reading = reading_of(id, sheet)
    came_at = on_the_wall(max(reading.file.at, reading.inquiry.asked_at))
    return looked_at(reading, TakeAnswersForm(None, data={"came_at": came_at, "take": reading.new}))


def looked_at(reading: SheetReading, form: TakeAnswersForm, status: int = 200, conflict: str = "") -> Any:
    form.version.data = reading.row.version
    body = render_template(
        "inquiries/answer_sheets/show.html",
        inquiry=reading.inquiry,
        reading=reading,
        form=form,
        conflict=conflict,
    )
    return body, status


@bp.post("/<id:sheet>")
@permission("write")
def take(id: int, sheet: int) -> Any:
    """The ticked answers are written, all of them or none."""
    reading, form = reading_of(id, sheet), TakeAnswersForm()
    form.asked_at, form.latest = on_the_wall(reading.inquiry.asked_at), on_the_wall(now())
    form.take.choices = [(step.key, step.key) for step in reading.steps if step.writes]
    if form.seen != reading.row.version:
        return overtaken(id, sheet, form)
    if not form.validate():
        return looked_at(reading, form, 422)
    before = {name: reading.row.__data__[name] for name in ("answers", *TIMES)}
    try:
        reading.row.write(form.seen, stamp(), reading.taken(form.take.data), **times(reading, form))
    except Stale:
        return overtaken(id, sheet, form)
    offer_undo(reading.row, before)
    return redirect(url_for("inquiries.show", id=id), 303)


def overtaken(id: int, sheet: int, form: TakeAnswersForm) -> Any:
    """Somebody saved since: what would be new stays ticked, what would replace an answer is asked for again."""
    reading = reading_of(id, sheet)
    form.take.data = [key for key in form.take.data or () if key in reading.new]
    return looked_at(reading, form, 409, saved_since(reading.row))


def times(reading: SheetReading, form: TakeAnswersForm) -> dict[str, Any]:
    """A sheet is a reply: the first one if none came before, and the last one once nothing is open any more."""
    row = reading.row
    came_at: Any = instant_of(form.came_at.data)
    first = row.first_reply_at or came_at
    after = reading.after(form.take.data or ())
    done = all(reply.standing is ReplyStanding.answered for reply in after.values())
    last = row.answered_at or (max(came_at, first) if done else None)
    return {"first_reply_at": first, "answered_at": last}


def offer_undo(row: Any, before: dict[str, Any]) -> None:
    kept = before | {name: before[name] and before[name].isoformat() for name in TIMES}
    flash(_("Answers saved"), way_back("inquiry.sheet", row.id, kept | {"version": row.version}))


def put_back(offer: Undo, by: Stamp) -> str:
    """The answers as they stood, as long as nobody saved since."""
    inquiry: Any = get_or_404(Inquiry, offer.object_id)
    before: Any = offer.payload
    moments = {name: before[name] and datetime.fromisoformat(before[name]) for name in TIMES}
    inquiry.write(before["version"], by, before["answers"], **moments)
    return url_for("inquiries.show", id=inquiry.id)


UNDOERS["inquiry.sheet"] = put_back

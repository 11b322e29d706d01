"""The questions of an inquiry as a workbook the supplier fills in and sends back, and how it is known again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from xlsxwriter.utility import xl_col_to_name

from portal.inquiries.rules.answer_sheets import AnswerRow, AnswerStep
from portal.inquiries.rules.inquiries import REPLY_DAYS, InquiryFacts, reply_due
from portal.inquiries.rules.questions import Question, QuestionType
from portal.inquiries.words import unit
from portal.settings.team import team
from portal.sheets.rules.row_outcomes import CellFault
from portal.sheets.xlsx_form import ANSWER, FIRST, KEY, NOTE, OPTIONS, Asked, Locked, locked
from portal.web.clock import today, zone
from portal.web.filters import day
from portal.web.words import word


def key_of(row: Any) -> str:
    """Stands in a hidden cell. It tells the sheets of two inquiries apart, and those of another desk."""
    mark = hashlib.sha256(f"{row.id} {row.created_at.timestamp():.3f}".encode()).hexdigest()[:12]
    return f"inquiry-{row.id}-{mark}"


def named_in(key: str) -> int | None:
    """The inquiry a key speaks of, whether or not there is one."""
    head, _dash, rest = key.partition("inquiry-")
    number = rest.split("-")[0]
    return int(number) if not head and number.isdecimal() and len(number) < 10 else None


def sheet(inquiry: InquiryFacts, row: Any, language: str) -> bytes:
    """Only what is asked goes out: nothing that was answered or noted before."""
    with force_locale(language):
        form = Locked(
            key=key_of(row),
            title=_("Questions for %(supplier)s", supplier=inquiry.supplier),
            about=(how_to(), asker_and_day(inquiry)),
            heads=(_("Question"), _("Unit or way"), _("Your answer"), _("Note, or why not")),
            questions=tuple(asked(place, question, language) for place, question in enumerate(inquiry.questions, 1)),
            only_listed=_("Choose one from the list; anything else belongs into the note."),
        )
    return locked(form)


def how_to() -> str:
    lines = (
        _("Please fill in the yellow cells and send the file back; everything else is locked."),
        _("A figure stands alone, in the unit beside it. Where you cannot answer, leave it empty and say why."),
    )
    return "\n".join(lines)


def asker_and_day(inquiry: InquiryFacts) -> str:
    """Who asks, and until when an answer is hoped for while that day is still to come."""
    asking = " · ".join(part for part in (inquiry.asked_by, team().name) if part)
    due = reply_due(inquiry.asked_at, zone(), int(team().policy.number(REPLY_DAYS)))
    lines = [_("Asked by %(who)s on %(day)s.", who=asking or "—", day=day(inquiry.asked_at.astimezone(zone()).date()))]
    lines += [_("Please answer by %(day)s.", day=day(due))] if due >= today() else []
    return "\n".join(lines)


def asked(place: int, question: Question, language: str) -> Asked:
    options = tuple(option.text.for_(language) for option in question.options)
    if question.type is QuestionType.yes_no:
        options = (word("yes", "said"), word("no", "said"))
    return Asked(question.key, f"{place}. {question.text.for_(language)}", way(question, bool(options)), options)


def way(question: Question, listed: bool) -> str:
    if question.unit:
        return unit(question)
    if listed:
        return _("Choose from the list")
    return _("Name of the file, or a link") if question.type is QuestionType.file else _("In your words")


def rows_of(table: Iterable[tuple[int, list[str]]]) -> tuple[str, list[AnswerRow]]:
    """The key of the sheet, empty where it has none, and its rows."""
    key, answers = "", []
    for number, cells in table:
        padded = [*cells, *[""] * OPTIONS]
        if number == 1:
            key = padded[KEY].strip()
        elif number >= FIRST:
            answers.append(AnswerRow(number, padded[KEY].strip(), padded[ANSWER], padded[NOTE]))
    return key, answers


def fault_text(step: AnswerStep) -> str:
    """What is wrong with a cell, and where it stands."""
    fault = step.fault or CellFault("stray")
    column = xl_col_to_name(NOTE if fault.field == "note" else ANSWER)
    return _("%(cell)s: %(reason)s", cell=f"{column}{step.number}", reason=reason(step, fault))


def reason(step: AnswerStep, fault: CellFault) -> str:
    text, unit_text = fault.about, unit(step.question) if step.question else ""
    words = {
        "figure": _("“%(text)s” is no figure in %(unit)s. Ask back, or type it in.", text=text, unit=unit_text),
        "currency": _("“%(text)s” is in another currency.", text=text),
        "less": _("“%(text)s” is less than 0.", text=text),
        "much": _("“%(text)s” is more than it can be.", text=text),
        "decimals": _("Six decimals at most."),
        "word": _("“%(text)s” is none of what can be chosen.", text=text),
        "long": _("The text is too long: at most %(count)s characters.", count=text),
        "codes": _("This looks like card codes. Codes are never kept here: take them out."),
        "character": _("This text holds a character that cannot be stored. Type it again."),
        "broken_cell": _("The cell holds an error of the spreadsheet: %(text)s.", text=text),
        "twin": _("Row %(row)s answers the same question; that row counts.", row=text),
        "stray": _("This row belongs to no question of this inquiry."),
    }
    return words[fault.code]

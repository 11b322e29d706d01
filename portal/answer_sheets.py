"""The questions of an inquiry as a workbook the supplier fills in and sends back, and how it is known again."""

from __future__ import annotations

import hashlib
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from portal.clock import today, zone
from portal.domain.inquiries import Facts, reply_due
from portal.domain.questions import Question, QuestionType
from portal.filters import day
from portal.inquiries import unit
from portal.locked_sheets import Asked, Locked, locked
from portal.team import team
from portal.words import word


def key_of(row: Any) -> str:
    """Stands in a hidden cell. It tells the sheets of two inquiries apart, and those of another desk."""
    mark = hashlib.sha256(f"{row.id} {row.created_at.timestamp():.3f}".encode()).hexdigest()[:12]
    return f"inquiry-{row.id}-{mark}"


def named_in(key: str) -> int | None:
    """The inquiry a key speaks of, whether or not there is one."""
    head, _dash, rest = key.partition("inquiry-")
    number = rest.split("-")[0]
    return int(number) if not head and number.isdecimal() and len(number) < 10 else None


def sheet(one: Facts, row: Any, language: str) -> bytes:
    """Only what is asked goes out: nothing that was answered or noted before."""
    with force_locale(language):
        form = Locked(
            key=key_of(row),
            title=_("Questions for %(supplier)s", supplier=one.supplier),
            about=(how_to(), who(one)),
            heads=(_("Question"), _("Unit or way"), _("Your answer"), _("Note, or why not")),
            questions=tuple(asked(place, question, language) for place, question in enumerate(one.questions, 1)),
            only_listed=_("Choose one from the list; anything else belongs into the note."),
        )
    return locked(form)


def how_to() -> str:
    lines = (
        _("Please fill in the yellow cells and send the file back; everything else is locked."),
        _("A figure stands alone, in the unit beside it. Where you cannot answer, leave it empty and say why."),
    )
    return "\n".join(lines)


def who(one: Facts) -> str:
    """Who asks, and until when an answer is hoped for while that day is still to come."""
    asking = " · ".join(part for part in (one.asked_by, team().name) if part)
    due = reply_due(one.asked_at, zone())
    lines = [_("Asked by %(who)s on %(day)s.", who=asking or "—", day=day(one.asked_at.astimezone(zone()).date()))]
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

"""The questions for a supplier without an account: on paper, or as text for a chat or a mail."""

from __future__ import annotations

from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _

from portal.inquiries.rules.inquiries import InquiryFacts
from portal.inquiries.rules.questions import Question, QuestionType
from portal.inquiries.words import unit
from portal.settings.team import team
from portal.web.language import LANGUAGES


class PaperQuestion(NamedTuple):
    """A question with what can be ticked, or the unit of what is written."""

    text: str
    boxes: list[str]
    unit: str


def paper_questions(inquiry: InquiryFacts, language: str) -> list[PaperQuestion]:
    """In the language that is forced, as all here."""
    return [
        PaperQuestion(question.text.for_(language), boxes(question, language), unit(question))
        for question in inquiry.questions
    ]


def boxes(question: Question, language: str) -> list[str]:
    if question.type is QuestionType.yes_no:
        return [_("Yes"), _("No")]
    return [option.text.for_(language) for option in question.options]


def languages_of_sheet(id: int, language: str) -> list[tuple[str, str, bool]]:
    """The chips of the page: name of the language, address, whether it is this one."""
    return [
        (name, url_for("inquiries.sheet", id=id, language=code), code == language) for code, name in LANGUAGES.items()
    ]


def plain_text(inquiry: InquiryFacts, language: str, about: str = "") -> str:
    """The message to copy; `about` which goods it is."""
    greeting = _("Hello, %(team)s would like to know:", team=team().name) if team().name else _("Hello, may we ask:")
    asked = [f"{place}. {question_line(question, language)}" for place, question in enumerate(inquiry.questions, 1)]
    goods = [_("It is about: %(goods)s", goods=about)] if about else []
    return "\n".join(
        [greeting, *goods, "", *asked, "", _("If you cannot answer one of them, please say so. Thank you.")]
    )


def question_line(question: Question, language: str) -> str:
    """The question with what can be answered, where that is a choice."""
    options = " / ".join(option.text.for_(language) for option in question.options)
    text = question.text.for_(language)
    return _("%(question)s (%(options)s)", question=text, options=options) if options else text

"""Inquiries in the reader's language: questions, what was said to them, and how long a reply took."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.inquiries.rules.inquiries import InquiryState, Reply, ReplyStanding, Wait
from portal.inquiries.rules.promises import Match
from portal.inquiries.rules.questions import Choice, Question, QuestionType
from portal.sheets.rules.row_outcomes import RowOutcome
from portal.web.filters import local_text, money, number, percent
from portal.web.words import word

WORDS: dict[str, dict[str, Any]] = {
    "channel": {
        "mail": _l("E-mail"),
        "phone": _l("Phone"),
        "chat": _l("Chat"),
        "platform": _l("Messages of a platform"),
        "meeting": _l("Meeting"),
        "other": _l("Another way"),
    },
    "direction": {"we": _l("We to them"), "they": _l("They to us")},
    "question_choice": {Choice.core: _l("Core questions"), Choice.all: _l("All questions")},
    "inquiry_state": {
        InquiryState.waiting: _l("No reply yet"),
        InquiryState.partly: _l("Partly answered"),
        InquiryState.answered: _l("All answered"),
    },
    "reply_standing": {
        ReplyStanding.answered: _l("Answered"),
        ReplyStanding.dodged: _l("Talked around it"),
        ReplyStanding.open: _l("Not answered"),
    },
    "promise_match": {Match.new: _l("new"), Match.agrees: _l("agrees"), Match.differs: _l("differs")},
    "sheet_outcome": {
        RowOutcome.new: _l("new"),
        RowOutcome.changed: _l("replaces an answer"),
        RowOutcome.unchanged: _l("unchanged"),
        RowOutcome.skipped: _l("left empty"),
        RowOutcome.refused: _l("refused"),
    },
    "question_unit": {
        "piece": _l("pieces"),
        "piece_per_month": _l("pieces a month"),
        "day": _l("days"),
        "hour": _l("hours"),
        "minute": _l("minutes"),
        "percent": "%",
        "CNY_per_piece": _l("CNY a piece"),
        "CNY_per_order": _l("CNY an order"),
        "CNY_per_month": _l("CNY a month"),
    },
    "question_way": {
        "text": _l("Words"),
        "yes_no": _l("Yes or no"),
        "file": _l("A file, by its name"),
        "number:piece": _l("A number of pieces"),
        "number:piece_per_month": _l("A number of pieces a month"),
        "number:day": _l("A number of days"),
        "number:hour": _l("A number of hours"),
        "number:minute": _l("A number of minutes"),
        "percent:percent": _l("A percentage"),
        "money:CNY": _l("An amount in CNY"),
        "money:CNY_per_piece": _l("CNY a piece"),
        "money:CNY_per_order": _l("CNY an order"),
        "money:CNY_per_month": _l("CNY a month"),
    },
    "money_per": {
        "piece": _l("%(amount)s a piece"),
        "order": _l("%(amount)s an order"),
        "month": _l("%(amount)s a month"),
    },
    "record": {
        "inquiry": _l("Inquiry"),
        "question_set": _l("Questions of a category"),
    },
    "verb": {
        "inquiry.add": _l("asked a supplier"),
        "inquiry.keep": _l("took answers over to the supplier"),
        "inquiry.unkeep": _l("put back what stood before answers were taken over"),
        "inquiry.write": _l("wrote down what a supplier answered"),
        "question_set.put": _l("changed the questions of a category"),
    },
    "column": {
        "answers": _l("Answers"),
        "question_set.off": _l("Shipped questions left out"),
        "question_set.own": _l("Own questions"),
        "asked_at": _l("Asked at"),
        "keys": _l("Questions"),
        "promise": _l("Stated terms"),
        "questions": _l("Questions"),
    },
}

STATE_TAGS = {
    InquiryState.waiting: ("", "clock"),
    InquiryState.partly: ("warn", ""),
    InquiryState.answered: ("ok", "check"),
}


def unit(question: Question) -> str:
    return word(question.unit, "question_unit") if question.unit else ""


def way_text(question: Question) -> str:
    """How it is answered: by words, by a figure in a unit."""
    return word(f"{question.type}:{question.unit}" if question.unit else question.type, "question_way")


def value_text(question: Question, reply: Reply) -> str:
    """What was answered, with its unit; empty where nothing was."""
    value = reply.value
    if value is None or value == "":
        return ""
    if isinstance(value, Decimal):
        return figure_text(question, value)
    if question.type is QuestionType.yes_no:
        return word(value, "said")
    chosen = {option.key: local_text(option.text) for option in question.options}
    return chosen.get(value, value)


def figure_text(question: Question, value: Decimal) -> str:
    if question.type is QuestionType.percent:
        return percent(value)
    if question.type is QuestionType.number:
        return f"{number(value)} {unit(question)}"
    currency, _per, per = (question.unit or "").partition("_per_")
    amount = money(value, currency)
    return word(per, "money_per") % {"amount": amount} if per else amount


def reply_text(question: Question, reply: Reply) -> str:
    """All that was said to a question, as one line."""
    dodged = word(ReplyStanding.dodged, "reply_standing") if reply.dodged else ""
    return " · ".join(part for part in (value_text(question, reply), dodged, reply.note) if part)


def wait_text(wait: Wait) -> str:
    """Working hours until the first reply; without one it is always longer than the time waited so far."""
    if wait.over and not wait.hours:
        return _("no working time has passed yet")
    if wait.over:
        return _("longer than %(hours)s h of working time", hours=number(wait.hours))
    return _("%(hours)s h of working time", hours=number(wait.hours))


def state_tag(state: InquiryState) -> tuple[str, str, str]:
    """How an inquiry stands: label, tone and symbol of a tag."""
    return (word(state, "inquiry_state"), *STATE_TAGS[state])


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(waited=wait_text, state_tag=state_tag)
    app.jinja_env.globals.update(reply_value=value_text, question_unit=unit)

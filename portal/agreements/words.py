"""Clauses in the reader's language: their titles, and what an agreement says of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal import content
from portal.agreements.rules.agreements import AgreementFacts, AgreementState
from portal.agreements.rules.clauses import Clause, ClauseType, GivenClause
from portal.web.filters import day, local_text, money, number, percent
from portal.web.words import word

WORDS: dict[str, dict[str, Any]] = {
    "agreement_state": {
        AgreementState.draft: _l("Draft"),
        AgreementState.sent: _l("Sent"),
        AgreementState.signed: _l("Signed"),
        AgreementState.ending: _l("Ending"),
        AgreementState.ended: _l("Ended"),
    },
    "agreement_judged": {
        "in_force": _l("The agreement in force"),
        AgreementState.draft: _l("Draft agreement"),
        AgreementState.sent: _l("Agreement sent, not signed"),
        AgreementState.signed: _l("Agreement signed, not begun"),
        AgreementState.ending: _l("Agreement signed, not begun"),
    },
    "said": {"": _l("Not said yet"), "yes": _l("Yes"), "no": _l("No")},
    "clause_doubt": {
        "country": _l("Country of the supplier"),
        "branded_goods": _l("Somebody else’s brand"),
        "custom_goods": _l("Made to our order"),
        "feed_in_use": _l("A data link"),
    },
    "clause_unit": {
        "day": _l("days"),
        "hour": _l("hours"),
        "minute": _l("minutes"),
        "year": _l("years"),
        "piece_per_month": _l("pieces a month"),
        "percent": "%",
        "percent_per_day": _l("% a day"),
    },
    "record": {
        "agreement": _l("Agreement"),
        "agreement_file": _l("Paper of an agreement"),
        "clause_template": _l("Agreement template"),
    },
    "verb": {
        "agreement.write": _l("wrote down the clauses of an agreement"),
        "agreement.copy": _l("copied clauses into an agreement"),
    },
    "column": {
        "clauses": _l("Clauses"),
        "copied_from": _l("Copied from"),
        "renewal_on": _l("Renewal begun on"),
        "agreement": _l("Agreement"),
    },
}

STATE_TONES: dict[str, str] = {AgreementState.signed: "ok", AgreementState.sent: "info"}


def title(key: str) -> str:
    """What a clause is called; one the book does not know is shown by its key."""
    known = {clause.key: clause for clause in content.clauses().clauses}
    return local_text(known[key].title) if key in known else key


def unit(clause: Clause) -> str:
    """Beside a figure; a currency stands by its letters."""
    return word(clause.unit, "clause_unit") if clause.unit else ""


def state_tone(agreement: AgreementFacts, state: str, today: date) -> str:
    """How a tag of its state looks: an end that is near stands out."""
    if state == AgreementState.ending:
        return "bad" if agreement.urgent(today) else "warn"
    return STATE_TONES.get(state, "")


def value_text(clause: Clause, clause_given: GivenClause) -> str:
    """What is agreed, with its unit; empty where nothing is."""
    value = clause_given.value
    if value is None or value == "":
        return ""
    if isinstance(value, Decimal):
        return figure_text(clause, value)
    if isinstance(value, date):
        return day(value)
    if clause.type is ClauseType.yes_no:
        return word(value, "said")
    chosen = {option.key: local_text(option.text) for option in clause.options}
    return chosen.get(value, value)


def figure_text(clause: Clause, value: Decimal) -> str:
    if clause.type is ClauseType.money:
        return money(value, clause.unit or "")
    if clause.type is ClauseType.number:
        return f"{number(value)} {unit(clause)}"
    return _("%(share)s a day", share=percent(value)) if clause.unit == "percent_per_day" else percent(value)


def said_text(clause: Clause, clause_given: GivenClause) -> str:
    """All that stands written of a clause, as one line."""
    if clause_given.na and clause_given.note:
        text = f"{_('Does not apply')}{_(': ')}{clause_given.note}"
    else:
        text = " · ".join(part for part in (value_text(clause, clause_given), clause_given.note) if part)
    return _("%(clause)s (still to be agreed)", clause=text) if clause_given.open else text


def init_app(app: Flask) -> None:
    app.jinja_env.filters["clause"] = title
    app.jinja_env.filters["agreement_tone"] = state_tone

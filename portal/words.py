"""What codes are called: {{ review.outcome | word("outcome") }}. An unknown code is shown as it is."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice

from portal.domain.pipeline import Status
from portal.domain.reviewing import Outcome
from portal.domain.todo import Kind

WORDS: dict[str, dict[str, Any]] = {
    "outcome": {
        Outcome.passed: _l("Passed"),
        Outcome.watch: _l("Goes on, with something to mend"),
        Outcome.act: _l("Must change before the next order"),
    },
    "status": {
        Status.candidate: _l("Candidate"),
        Status.screening: _l("Screening"),
        Status.contacted: _l("Contacted"),
        Status.sampling: _l("Sampling"),
        Status.negotiating: _l("Negotiating"),
        Status.trial: _l("On trial"),
        Status.active: _l("Active"),
        Status.paused: _l("Paused"),
        Status.retired: _l("Retired"),
    },
    "supplier": {
        "maker": _l("Maker"),
        "wholesaler": _l("Wholesaler"),
        "platform": _l("Supply platform"),
        "agent": _l("Agent"),
    },
    "goods": {"physical": _l("Physical goods"), "digital": _l("Digital goods"), "both": _l("Both")},
    "document": {
        "licence": _l("Business licence"),
        "certificate": _l("Certificate"),
        "authorisation": _l("Authorisation"),
        "permit": _l("Permit"),
        "other": _l("Other document"),
    },
    "source_kind": {
        "forum": _l("Trade forum"),
        "social": _l("Social media"),
        "peer": _l("Another buyer"),
        "platform": _l("Reviews on a platform"),
        "news": _l("News"),
        "court": _l("Court or authority"),
        "other": _l("Other source"),
    },
    "tone": {"good": _l("Good"), "mixed": _l("Mixed"), "bad": _l("Bad")},
    "likeness": {"name": _l("same name"), "code": _l("same company code"), "website": _l("same website")},
    "todo": {
        Kind.review: _l("Review"),
        Kind.sample: _l("Sample"),
        Kind.test: _l("Test"),
        Kind.quote: _l("Quote"),
        Kind.document: _l("Document"),
        Kind.item: _l("Checklist"),
        Kind.action: _l("Action"),
    },
    "aspect": {
        "quality": _l("Quality"),
        "delivery": _l("Delivery"),
        "price": _l("Price"),
        "service": _l("Service"),
    },
}


def choices(kind: str) -> list[SelectChoice]:
    """For a select or radio field, in the order the codes are declared."""
    return [SelectChoice(str(code), str(label)) for code, label in WORDS[kind].items()]


def word(code: str, kind: str) -> str:
    return str(WORDS[kind].get(code, code))


def init_app(app: Flask) -> None:
    app.jinja_env.filters["word"] = word

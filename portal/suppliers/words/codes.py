"""What the codes of a supplier are called."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from portal.suppliers.rules.pipeline import Status
from portal.suppliers.rules.screening import Topic, Verdict
from portal.suppliers.rules.time_line import Event

WORDS: dict[str, dict[str, Any]] = {
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
    "document": {
        "licence": _l("Business licence"),
        "certificate": _l("Certificate"),
        "authorisation": _l("Authorisation"),
        "permit": _l("Permit"),
        "source_evidence": _l("Source evidence"),
        "visit_record": _l("Record of a visit"),
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
    "likeness": {
        "name": _l("same name"),
        "similar": _l("similar name"),
        "code": _l("same company code"),
        "website": _l("same website"),
    },
    "event": {
        Event.asked: _l("Inquiry sent"),
        Event.replied: _l("First reply to an inquiry"),
        Event.answered: _l("Last answer to an inquiry"),
        Event.quote: _l("New quote"),
        Event.sample_asked: _l("Sample asked for"),
        Event.sample_came: _l("Sample arrived"),
        Event.verdict: _l("Verdict on a sample"),
        Event.agreement_sent: _l("Agreement sent"),
        Event.agreement_signed: _l("Agreement signed"),
        Event.agreement_began: _l("Agreement in force"),
        Event.renewal: _l("Renewal begun"),
        Event.agreement_ended: _l("Agreement ended"),
        Event.status: _l("Status"),
        Event.review: _l("Review"),
        Event.document: _l("Document added"),
        Event.gate: _l("Gate passed"),
        Event.gate_back: _l("Gate shut again"),
    },
    "screening": {
        Verdict.stop: _l("Stop"),
        Verdict.open: _l("Not yet known"),
        Verdict.watch: _l("Keep an eye on it"),
        Verdict.fit: _l("Fit to go on"),
    },
    "screening_topic": {
        Topic.banned: _l("Banned list"),
        Topic.search: _l("Search for bad records"),
        Topic.licence: _l("Business licence"),
        Topic.names: _l("Name on the licence"),
        Topic.permits: _l("Permits of its categories"),
        Topic.years: _l("Years in business"),
        Topic.reputation: _l("Word of mouth"),
    },
}

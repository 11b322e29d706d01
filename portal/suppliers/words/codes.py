"""What the codes of a supplier are called."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from portal.suppliers.rules.pipeline import Status
from portal.suppliers.rules.screening import ScreeningTopic, ScreeningVerdict
from portal.suppliers.rules.standing import NoteMatter
from portal.suppliers.rules.time_line import TimeLineEvent

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
    "matter": {
        "": _l("No"),
        NoteMatter.court: _l("Court case"),
        NoteMatter.fraud: _l("Fraud"),
        NoteMatter.sanction: _l("Penalty or sanction"),
    },
    "likeness": {
        "name": _l("same name"),
        "similar": _l("similar name"),
        "code": _l("same company code"),
        "website": _l("same website"),
    },
    "event": {
        TimeLineEvent.asked: _l("Inquiry sent"),
        TimeLineEvent.replied: _l("First reply to an inquiry"),
        TimeLineEvent.answered: _l("Last answer to an inquiry"),
        TimeLineEvent.quote: _l("New quote"),
        TimeLineEvent.sample_asked: _l("Sample asked for"),
        TimeLineEvent.sample_came: _l("Sample arrived"),
        TimeLineEvent.verdict: _l("Verdict on a sample"),
        TimeLineEvent.agreement_sent: _l("Agreement sent"),
        TimeLineEvent.agreement_signed: _l("Agreement signed"),
        TimeLineEvent.agreement_began: _l("Agreement in force"),
        TimeLineEvent.renewal: _l("Renewal begun"),
        TimeLineEvent.agreement_ended: _l("Agreement ended"),
        TimeLineEvent.status: _l("Status"),
        TimeLineEvent.review: _l("Review"),
        TimeLineEvent.document: _l("Document added"),
        TimeLineEvent.gate: _l("Step passed"),
        TimeLineEvent.gate_back: _l("Step taken back"),
        TimeLineEvent.taken: _l("Taken over"),
        TimeLineEvent.taken_back: _l("No longer taken over"),
    },
    "screening": {
        ScreeningVerdict.stop: _l("Stop"),
        ScreeningVerdict.open: _l("Not yet known"),
        ScreeningVerdict.watch: _l("Keep an eye on it"),
        ScreeningVerdict.fit: _l("Fit to go on"),
    },
    "screening_topic": {
        ScreeningTopic.banned: _l("Banned list"),
        ScreeningTopic.search: _l("Search for bad records"),
        ScreeningTopic.licence: _l("Business licence"),
        ScreeningTopic.names: _l("Name on the licence"),
        ScreeningTopic.permits: _l("Permits of its categories"),
        ScreeningTopic.years: _l("Years in business"),
        ScreeningTopic.serious: _l("Serious notes"),
        ScreeningTopic.reputation: _l("Word of mouth"),
    },
    "record": {
        "contact": _l("Contact"),
        "document": _l("Document"),
        "reputation_note": _l("Word of mouth"),
        "saved_view": _l("Saved view"),
        "supplier": _l("Supplier"),
    },
    "verb": {
        "reputation_note.answer": _l("answered serious word of mouth"),
        "saved_view.forget": _l("deleted a saved view"),
        "saved_view.keep": _l("kept a view"),
        "supplier.merge": _l("merged two suppliers"),
        "supplier.move": _l("moved a supplier through the pipeline"),
        "supplier.put_back": _l("took back a move of a supplier"),
    },
    "column": {
        "answer": _l("Answer"),
        "matter": _l("Serious"),
        "moved": _l("Moved"),
        "query": _l("Filter"),
        "status": _l("Status"),
        "supplier": _l("Supplier"),
        "suppliers": _l("Suppliers"),
    },
}

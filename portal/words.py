"""What codes are called: {{ review.outcome | word("outcome") }}. An unknown code is shown as it is."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice

from portal.domain.build_up import Input
from portal.domain.comparison import Below, Mark
from portal.domain.criteria import Criterion
from portal.domain.gates import Gate
from portal.domain.path import Lag, Step
from portal.domain.pipeline import Status
from portal.domain.reviewing import Outcome
from portal.domain.sensitivity import Firmness
from portal.domain.stages import Stage
from portal.domain.time_line import Event
from portal.domain.todo import Kind
from portal.import_words import IMPORT_WORDS
from portal.records import RECORDS
from portal.sample_words import SAMPLE_WORDS
from portal.verbs import VERBS

WORDS: dict[str, dict[str, Any]] = {
    **IMPORT_WORDS,
    **SAMPLE_WORDS,
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
    "criterion": {
        Criterion.landed_cost: _l("Landed cost"),
        Criterion.sample_score: _l("Sample score"),
        Criterion.batch_spread: _l("Batch spread"),
        Criterion.lead_time: _l("Lead time"),
        Criterion.moq_cover: _l("Smallest order"),
        Criterion.payment: _l("Payment terms"),
        Criterion.papers: _l("Documents"),
        Criterion.years: _l("Years trading"),
    },
    "criterion_unit": {
        Criterion.landed_cost: _l("share of the sale price, 0.5 is half"),
        Criterion.sample_score: _l("points of 100"),
        Criterion.batch_spread: _l("share of the figure, 0.1 is a tenth"),
        Criterion.lead_time: _l("days"),
        Criterion.moq_cover: _l("days of sales in the smallest order"),
        Criterion.payment: _l("days of credit, below 0 paid ahead"),
        Criterion.papers: _l("share of the papers on file"),
        Criterion.years: _l("years"),
    },
    "gate": {
        Gate.category: _l("category allowed"),
        Gate.licence: _l("licence in date"),
        Gate.sample: _l("sample passed"),
        Gate.agreement: _l("agreement in force, needed clauses stated"),
    },
    "below": {
        Below.no_quote: _l("No quote for this product"),
        Below.expired: _l("The quote has run out"),
        Below.no_rate: _l("Not comparable: no exchange rate is kept"),
        Below.too_little: _l("Covers less than was asked for"),
        Below.failed_gate: _l("A gate is not passed"),
        Below.not_enough_data: _l("Not enough data: less than 70% of the weight is known"),
    },
    "firmness": {
        Firmness.robust: _l("a firm lead"),
        Firmness.leaning: _l("a lead that leans on the weights"),
        Firmness.fragile: _l("a fragile lead"),
    },
    "mark": {Mark.cost: _l("Best cost"), Mark.quality: _l("Best quality"), Mark.time: _l("Fastest")},
    "cost_input": {
        Input.freight_per_order: _l("freight per order"),
        Input.freight_per_unit: _l("freight per unit"),
        Input.packing: _l("packing"),
        Input.platform_fee: _l("platform fee"),
        Input.other_fees: _l("other fees"),
        Input.return_rate: _l("return rate"),
    },
    "role": {"margin": _l("Margin"), "traffic": _l("Traffic"), "backup": _l("Backup")},
    "tax_basis": {"included": _l("Tax included"), "excluded": _l("Without tax"), "unknown": _l("Tax unknown")},
    "fee": {
        "amount": _l("Amount"),
        "zero": _l("None to pay"),
        "not_applicable": _l("Not applicable"),
        "unknown": _l("Unknown"),
    },
    "fee_name": {
        Input.freight_per_order: _l("Freight per order"),
        Input.freight_per_unit: _l("Freight per unit"),
        Input.packing: _l("Packing per unit"),
        Input.platform_fee: _l("Platform fee per order"),
        Input.other_fees: _l("Other fees per order"),
    },
    "cost_line": {
        "unit_price": _l("Unit price"),
        "freight": _l("Freight"),
        "packing": _l("Packing"),
        "platform_fee": _l("Platform fee"),
        "other_fees": _l("Other fees"),
        "return_loss": _l("Return loss"),
    },
    "payment": {
        "prepaid": _l("Paid in advance"),
        "deposit": _l("Deposit, rest before shipping"),
        "on_delivery": _l("On delivery"),
        "credit": _l("On credit"),
        "wallet": _l("From a wallet with the supplier"),
        "unknown": _l("Payment unknown"),
    },
    "flag": {
        "powered": _l("Runs on electricity"),
        "worn_or_eaten": _l("Worn, eaten or put on the skin"),
        "colour_matters": _l("Colour matters"),
        "custom": _l("Made to your order"),
        "exclusive": _l("Exclusive to you"),
    },
    "account_role": {
        "viewer": _l("Viewer: reads and prints everything"),
        "buyer": _l("Buyer: also writes"),
        "admin": _l("Administrator: also people, settings and policy"),
    },
    "theme": {"": _l("As the system"), "light": _l("Light"), "dark": _l("Dark")},
    "inspection_mode": {
        "all_trial": _l("Everything of a trial order"),
        "by_plan": _l("A sample of each lot, by the plan"),
        "by_risk": _l("More or less, by risk"),
    },
    "inspection_level": {"I": _l("I, fewer pieces"), "II": _l("II, normal"), "III": _l("III, more pieces")},
    "policy_group": {
        "stage": _l("By stage"),
        "screening": _l("Screening"),
        "path": _l("Path of a supplier"),
        "order": _l("Smallest order"),
        "price_alarm": _l("Price alarm"),
        "service_trap": _l("Service before and after"),
        "concentration": _l("Share of one supplier"),
        "sampling": _l("Samples and inspection"),
        "verdict": _l("Verdict of a sample"),
        "checklist": _l("Checklists"),
        "risk": _l("Risk"),
        "scorecard": _l("Scorecard"),
    },
    "stage": {Stage.startup: _l("Startup"), Stage.growth: _l("Growth"), Stage.mature: _l("Mature")},
    "step": {
        Step.needs: _l("Needs"),
        Step.screening: _l("Screening"),
        Step.contact: _l("First contact"),
        Step.sample: _l("Sample"),
        Step.agreement: _l("Agreement"),
        Step.docking: _l("Docking"),
        Step.trial: _l("Trial order"),
        Step.rampup: _l("Ramp-up"),
    },
    "lag": {
        Lag.lists_behind: _l("the lists are behind the status"),
        Lag.status_behind: _l("the status is behind the lists"),
    },
    "verb": VERBS,
    "record": RECORDS,
    "answer_state": {"unknown": _l("open"), "answered": _l("answered"), "na": _l("Does not apply")},
    "answer_source": {
        "person": _l("by a person"),
        "confirmed": _l("Confirmed"),
        "override": _l("Overrides the data"),
    },
    "limit_unit": {
        "category": _l("categories"),
        "day": _l("days"),
        "working_day": _l("working days"),
        "hour": _l("hours"),
        "month": _l("months"),
        "order": _l("orders"),
        "point": _l("points"),
        "batch": _l("batches"),
        "quote": _l("quotes"),
        "reply": _l("replies"),
        "score": _l("points"),
        "supplier": _l("suppliers"),
        "delivery": _l("deliveries"),
        "times": _l("times"),
        "year": _l("years"),
        "of_median": _l("of the middle price"),
        "accept": _l("bad pieces accepted"),
        "aql": "AQL",
    },
    "todo": {
        Kind.review: _l("Review"),
        Kind.reply: _l("Inquiry"),
        Kind.sample: _l("Sample"),
        Kind.test: _l("Test"),
        Kind.check: _l("Re-check"),
        Kind.verdict: _l("Verdict"),
        Kind.quote: _l("Quote"),
        Kind.document: _l("Document"),
        Kind.reference: _l("Sealed sample"),
        Kind.renewal: _l("Renewal"),
        Kind.clauses: _l("Agreement"),
        Kind.item: _l("Checklist"),
        Kind.action: _l("Action"),
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


def pairs(kind: str) -> list[tuple[str, str]]:
    """Every code of a kind and what it is called."""
    return [(str(code), str(label)) for code, label in WORDS[kind].items()]


def init_app(app: Flask) -> None:
    app.jinja_env.globals["words"] = pairs
    app.jinja_env.filters["word"] = word

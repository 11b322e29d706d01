"""A first contact: the need for a charger, and a supplier that was asked and quotes for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from portal import content
from portal.checklists.rules.judging import NOTHING, judge
from portal.core.rules.stages import Stage
from portal.facts import Found, Subject
from tests.cast import NOW
from tests.facts.asking import ask_path, records
from tests.inquiries.makers import make_inquiry, replied
from tests.needs.makers import make_need
from tests.products.makers import make_product, make_quote
from tests.suppliers.makers import make_supplier

CONTACT = content.checklists()["contact"]
BY_RECORDS = [item for item in CONTACT.items if item.rule]
FEES_SAID = {"fee_packing": 1, "fee_dropship": 0, "fee_invoice": 0, "fee_api": 0, "entry_terms": "free", "deposit": 0}
COVER = {"warranty_days": 365, "defect_remedy": "replace", "quality_promise": "yes"}
RETURNS = {"return_days": 7, "return_freight": "fault", "return_exclusions": "Opened ones"}
TIERS = [(1, Decimal(10)), (100, Decimal(9))]


def charger_needed():
    """A supplier, and a need: 300 chargers a month are expected to sell, 14 days is the longest lead time."""
    charger = make_product("Charger", return_rate=Decimal("0.02"))
    return make_supplier(), make_need(charger, monthly_units=300)


def reply(supplier, *keys, dodged=(), ago=1, **values):
    """An inquiry that was answered an hour after it was asked: the questions of the keys and of the answers."""
    at = NOW - timedelta(days=ago)
    when = {"asked_at": at, "first_reply_at": at + timedelta(hours=1), "answered_at": at + timedelta(hours=2)}
    return make_inquiry(supplier, *keys, *dodged, *values, answers=replied(dodged=dodged, **values), **when)


def quote(asked_for, price="10", **about):
    supplier, need = asked_for
    return make_quote(supplier, need.product, price, **about)


def ask(asked_for, code):
    return ask_path(code, *asked_for)


def rivals(need, *prices, **about):
    for place, price in enumerate(prices):
        make_quote(make_supplier(f"Rival {place}"), need.product, price, **about)


def whole(asked_for):
    """Everything asked, answered and quoted."""
    supplier, need = asked_for
    answered = FEES_SAID | COVER | RETURNS | {"lead_time_days": 7, "lead_time_peak_days": 20, "monthly_capacity": 600}
    answered |= {"payment_mode": "prepaid_refundable", "promised_reply_hours": 4}
    reply(supplier, "escalation_contact", **answered)
    quote(asked_for, "7", moq=300)
    rivals(need, "10", "10")


def judged(asked_for, code, known=None):
    answer = ask(asked_for, code)
    figure = answer.figure if isinstance(answer, Found) else None
    one = judge(CONTACT.item(code), NOTHING, figure, known or {}, content.policy().lookup(Stage.startup))
    return one.computed.result if one.computed and one.item.answer == "proposed" else one.result


def on_the_path(asked_for):
    supplier, need = asked_for
    return replace(records(), subject=Subject(supplier.id, need and need.id))

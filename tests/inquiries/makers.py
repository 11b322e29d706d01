"""Inquiries: asked the day before noon, by chat, the core questions, and nobody has replied."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from portal import content
from portal.inquiries.models.inquiries import Inquiry
from portal.inquiries.models.promises import Promise, kept
from portal.inquiries.queries.page import read
from portal.inquiries.rules.inquiries import Reply, Value
from portal.inquiries.rules.promises import tellings
from portal.inquiries.rules.questions import Choice, Question, chosen
from tests.cast import NOW, stamp


def questions(*keys: str) -> tuple[Question, ...]:
    """The core questions about physical goods, or those of the keys."""
    if not keys:
        return chosen(content.questions(), Choice.core, "physical")
    return tuple(question for question in content.questions() if question.key in keys)


def replied(*, dodged: Iterable[str] = (), **values: Value | int) -> dict[str, Any]:
    by_key = {key: Reply(Decimal(value) if isinstance(value, int) else value) for key, value in values.items()}
    by_key |= {key: Reply(dodged=True, note="We will see") for key in dodged}
    return {key: reply.to_json() for key, reply in by_key.items()}


def make_inquiry(supplier: Any, *keys: str, **about: Any) -> Inquiry:
    defaults = {"goods": "physical", "channel": "chat", "asked_at": NOW - timedelta(days=1)}
    return Inquiry.get_by_id(Inquiry.ask(stamp(), questions(*keys), supplier=supplier, **(defaults | about)).id)


def make_promises(inquiry: Any) -> dict[str, Any]:
    """All its answers taken over to its supplier."""
    [facts] = read(Inquiry.id == inquiry.id)
    return Promise.keep(facts, tellings(facts, kept(inquiry.supplier_id)), stamp())

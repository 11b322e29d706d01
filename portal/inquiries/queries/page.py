"""Inquiries as pages, lists and the home page read them: one statement, however many there are."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, tzinfo
from typing import Any

from peewee import JOIN, fn

from portal.actions.rules import Todo, TodoKind
from portal.conversations.models import Conversation
from portal.core.models.record import rows
from portal.core.models.users import User
from portal.inquiries.models.inquiries import Inquiry
from portal.inquiries.rules.inquiries import InquiryFacts, days_waited, reply_due, reply_from
from portal.inquiries.rules.questions import kept_from
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.rules.pipeline import Status

NAMES = ("id", "supplier_id", "supplier", "asked_by", "asked_at", "channel", "first_reply_at", "answered_at")


def read(*where: Any) -> list[InquiryFacts]:
    """The one asked last first."""
    query = (
        Inquiry.select(
            Inquiry.id, Supplier.id, Supplier.name, User.name, Inquiry.asked_at, Inquiry.channel,
            Inquiry.first_reply_at, Inquiry.answered_at, Inquiry.questions, Inquiry.answers,
        )
        .join(Supplier)
        .join(User, JOIN.LEFT_OUTER, on=Inquiry.asked_by == User.id)
        .where(Inquiry.deleted_at.is_null(), Supplier.deleted_at.is_null(), *where)
        .order_by(Inquiry.asked_at.desc(), Inquiry.id.desc())
    )  # fmt: skip
    return [facts(*row) for row in rows(query)]


def facts(*row: Any) -> InquiryFacts:
    *about, questions, answers = row
    asked = kept_from(questions)
    replies = {
        question.key: reply_from(question, answers[question.key]) for question in asked if question.key in answers
    }
    named: dict[str, Any] = dict(zip(NAMES, about, strict=True))
    return InquiryFacts(questions=asked, replies=replies, **named)


def of(suppliers: Collection[int]) -> list[InquiryFacts]:
    return read(Inquiry.supplier.in_(list(suppliers)))


def inquiry_of(id: int) -> Any:
    """The inquiry with its supplier; None when either is gone."""
    query = Inquiry.select(Inquiry, Supplier).join(Supplier)
    return query.where(Inquiry.id == id, Inquiry.deleted_at.is_null(), Supplier.deleted_at.is_null()).first()


def todos(now: datetime, zone: tzinfo, patience: int) -> list[Todo]:
    """Inquiries nobody has replied to in the time a first reply may take: working days after the last time of asking.

    Asking again is a conversation about the inquiry in which the team turned to the supplier. It is for who asked,
    and for the owner of the supplier where that is not known or the account is disabled.
    """
    asker, owner = User.alias(), User.alias()
    again = Conversation.select(fn.MAX(Conversation.at)).where(
        Conversation.inquiry == Inquiry.id, Conversation.direction == "we", Conversation.deleted_at.is_null()
    )
    last = fn.COALESCE(again, Inquiry.asked_at).converter(Inquiry.asked_at.python_value)
    query = (
        Inquiry.select(
            Inquiry.id, Supplier.name, Inquiry.asked_at, last,
            fn.COALESCE(asker.id, owner.id), fn.COALESCE(asker.name, owner.name),
        )
        .join(Supplier)
        .join(owner, JOIN.LEFT_OUTER, on=Supplier.owner == owner.id)
        .join(asker, JOIN.LEFT_OUTER, on=(Inquiry.asked_by == asker.id) & asker.disabled_at.is_null())
        .where(Inquiry.deleted_at.is_null(), Inquiry.first_reply_at.is_null())
        .where(Supplier.deleted_at.is_null(), Supplier.status.not_in((Status.paused, Status.retired)))
    )  # fmt: skip
    today = now.astimezone(zone).date()
    return [
        Todo(TodoKind.reply, supplier, str(days_waited(asked_at, now, zone)), due, owner_id, name, key)
        for key, supplier, asked_at, last_at, owner_id, name in rows(query)
        if (due := reply_due(last_at, zone, patience)) <= today
    ]


def asked_suppliers() -> list[tuple[int, str, int]]:
    """Suppliers that were asked something, by name: id, name, how many inquiries."""
    query = (
        Supplier.select(Supplier.id, Supplier.name, fn.COUNT(Inquiry.id))
        .join(Inquiry)
        .where(Inquiry.deleted_at.is_null(), Supplier.deleted_at.is_null())
        .group_by(Supplier.id, Supplier.name)
        .order_by(Supplier.name, Supplier.id)
    )
    return rows(query)

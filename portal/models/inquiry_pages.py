"""Inquiries as pages, lists and the home page read them: one statement, however many there are."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, tzinfo
from typing import Any

from peewee import JOIN, fn

from portal.domain.inquiries import Facts, reply_due, reply_from
from portal.domain.pipeline import Status
from portal.domain.questions import kept_from
from portal.domain.todo import Kind, Todo
from portal.models.base import rows
from portal.models.inquiries import Inquiry
from portal.models.suppliers import Supplier
from portal.models.users import User

NAMES = ("id", "supplier_id", "supplier", "asked_by", "asked_at", "channel", "first_reply_at", "answered_at")


def read(*where: Any) -> list[Facts]:
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


def facts(*row: Any) -> Facts:
    *about, questions, answers = row
    asked = kept_from(questions)
    replies = {one.key: reply_from(one, answers[one.key]) for one in asked if one.key in answers}
    named: dict[str, Any] = dict(zip(NAMES, about, strict=True))
    return Facts(questions=asked, replies=replies, **named)


def of(suppliers: Collection[int]) -> list[Facts]:
    return read(Inquiry.supplier.in_(list(suppliers)))


def found(id: int) -> Any:
    """The inquiry with its supplier; None when either is gone."""
    query = Inquiry.select(Inquiry, Supplier).join(Supplier)
    return query.where(Inquiry.id == id, Inquiry.deleted_at.is_null(), Supplier.deleted_at.is_null()).first()


def todos(today: date, zone: tzinfo) -> list[Todo]:
    """Inquiries nobody has replied to in the time a first reply may take."""
    owner = User.alias()
    query = (
        Inquiry.select(Inquiry.id, Supplier.name, Inquiry.asked_at, owner.id, owner.name)
        .join(Supplier)
        .join(owner, JOIN.LEFT_OUTER, on=Supplier.owner == owner.id)
        .where(Inquiry.deleted_at.is_null(), Inquiry.first_reply_at.is_null())
        .where(Supplier.deleted_at.is_null(), Supplier.status.not_in((Status.paused, Status.retired)))
    )
    waiting = [(*row, reply_due(row[2], zone)) for row in rows(query)]
    return [
        Todo(Kind.reply, supplier, "", due, owner_id, name, key)
        for key, supplier, _asked, owner_id, name, due in waiting
        if due <= today
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

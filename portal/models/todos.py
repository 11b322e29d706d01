"""What wants doing, read from each noun in one statement: plain values for the home page."""

from __future__ import annotations

from datetime import date, timedelta

from peewee import JOIN, fn

from portal.domain.todo import Kind, Todo
from portal.models.actions import Action
from portal.models.answers import Answer
from portal.models.base import rows
from portal.models.documents import Document
from portal.models.products import Product
from portal.models.quotes import Quote
from portal.models.review_lists import due
from portal.models.runs import Run
from portal.models.samples import Sample, Tester
from portal.models.suppliers import Supplier
from portal.models.users import User

AHEAD = timedelta(days=14)
PAPERS_AHEAD = timedelta(days=60)
WORKING = ("sampling", "negotiating", "trial", "active")  # statuses in which a price or a paper that runs out matters
MOST = 200  # of one kind: nobody works through more in a day


def todos(today: date) -> list[Todo]:
    """Everything due within two weeks (papers: sixty days) or overdue, in no order."""
    return [
        *reviews(today),
        *samples(today),
        *tests(today),
        *quotes(today),
        *documents(today),
        *items(today),
        *actions(today),
    ]


def reviews(today: date) -> list[Todo]:
    owned = due(until=today + AHEAD)[:MOST]
    return [Todo(Kind.review, row.name, "", row.due_on, row.owner_id, row.owner, row.supplier_id) for row in owned]


def samples(today: date) -> list[Todo]:
    query = (
        Sample.select(Supplier.name, Product.name, Sample.promised_on, User.id, User.name, Sample.id)
        .join(Supplier)
        .switch(Sample)
        .join(Product)
        .switch(Sample)
        .join(User, JOIN.LEFT_OUTER, on=Sample.owner)
        .where(Sample.deleted_at.is_null(), Sample.verdict.is_null(), Sample.received_on.is_null())
        .where(Sample.promised_on <= today + AHEAD)
        .limit(MOST)
    )
    return [Todo(Kind.sample, *row) for row in rows(query)]


def tests(today: date) -> list[Todo]:
    query = (
        Tester.select(Supplier.name, Product.name, Tester.due_on, User.id, User.name, Sample.id)
        .join(Sample)
        .join(Supplier)
        .switch(Sample)
        .join(Product)
        .switch(Tester)
        .join(User)
        .where(Tester.done_at.is_null(), Sample.deleted_at.is_null(), Sample.verdict.is_null())
        .where(Tester.due_on <= today + AHEAD)
        .limit(MOST)
    )
    return [Todo(Kind.test, *row) for row in rows(query)]


def quotes(today: date) -> list[Todo]:
    """The newest quote of each supplier and product, where people rely on it and it runs out or has run out."""
    newer = Quote.alias()
    newest = newer.select(fn.MAX(newer.id)).where(newer.deleted_at.is_null()).group_by(newer.supplier, newer.product)
    query = (
        Quote.select(Supplier.name, Product.name, Quote.valid_until, User.id, User.name, Quote.id)
        .join(Supplier)
        .join(User, JOIN.LEFT_OUTER, on=Supplier.owner)
        .switch(Quote)
        .join(Product)
        .where(Quote.id.in_(newest), Quote.valid_until <= today + AHEAD)
        .where(Supplier.deleted_at.is_null(), Supplier.status.in_(WORKING), Product.deleted_at.is_null())
        .limit(MOST)
    )
    return [Todo(Kind.quote, *row) for row in rows(query)]


def documents(today: date) -> list[Todo]:
    query = (
        Document.select(Supplier.name, Document.kind, Document.expires_on, User.id, User.name, Supplier.id)
        .join(Supplier)
        .join(User, JOIN.LEFT_OUTER, on=Supplier.owner)
        .where(Document.deleted_at.is_null(), Document.expires_on <= today + PAPERS_AHEAD)
        .where(Supplier.deleted_at.is_null(), Supplier.status.in_(WORKING))
        .limit(MOST)
    )
    return [Todo(Kind.document, *row) for row in rows(query)]


def items(today: date) -> list[Todo]:
    """Checklist items somebody owns and has not answered: the title is the item's code, the page knows its text."""
    query = (
        Answer.select(Answer.code, Run.stage, Answer.due_on, User.id, User.name, Run.id)
        .join(Run)
        .switch(Answer)
        .join(User, JOIN.LEFT_OUTER, on=Answer.owner)
        .where(Answer.state == "unknown", Answer.due_on <= today + AHEAD, Run.signed_at.is_null())
        .limit(MOST)
    )
    return [Todo(Kind.item, *row) for row in rows(query)]


def actions(today: date) -> list[Todo]:
    query = (
        Action.select(
            Action.text,
            fn.COALESCE(Supplier.name, ""),
            Action.due_on,
            User.id,
            User.name,
            Action.id,
            Action.id,
            Action.version,
        )
        .join(User, JOIN.LEFT_OUTER, on=Action.owner)
        .switch(Action)
        .join(Supplier, JOIN.LEFT_OUTER, on=Action.supplier)
        .where(Action.deleted_at.is_null(), Action.done_at.is_null(), Action.due_on <= today + AHEAD)
        .limit(MOST)
    )
    return [Todo(Kind.action, *row) for row in rows(query)]

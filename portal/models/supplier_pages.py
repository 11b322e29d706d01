"""Everything a supplier's page shows, read in a fixed number of statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from peewee import JOIN, Value, fn

from portal.domain.documents import State, state
from portal.models.action_lists import ActionLine, actions
from portal.models.attachments import Attachment, FileLine
from portal.models.base import rows
from portal.models.categories import Category
from portal.models.documents import Document
from portal.models.products import Product
from portal.models.quotes import PriceBreak, Quote
from portal.models.reviews import ReviewPlan
from portal.models.samples import Sample
from portal.models.suppliers import Contact, ReputationNote, StatusChange, Supplier, SupplierCategory, SupplierTag
from portal.models.users import User


class CategoryLine(NamedTuple):
    id: int
    name: str
    permit: str
    banned_reason: str | None  # None: not banned


class ContactLine(NamedTuple):
    id: int
    name: str
    position: str
    phone: str
    mail: str
    chat: str
    note: str


class DocumentLine(NamedTuple):
    id: int
    kind: str
    number: str
    holder: str
    category: str | None
    issued_on: date | None
    expires_on: date | None
    note: str
    state: State
    files: list[FileLine]


class NoteLine(NamedTuple):
    id: int
    source: str
    source_kind: str
    tone: str
    on: date
    url: str
    text: str
    by: str | None


class QuoteLine(NamedTuple):
    id: int
    product_id: int
    product: str
    quoted_on: date
    valid_until: date | None
    currency: str
    moq: int | None
    lead_days: int | None
    lowest: Decimal | None
    highest: Decimal | None


class SampleLine(NamedTuple):
    id: int
    product: str
    asked_on: date
    promised_on: date | None
    received_on: date | None
    verdict: str | None


class MoveLine(NamedTuple):
    from_status: str | None
    to_status: str
    reason: str
    by: str | None
    at: datetime


@dataclass(frozen=True)
class Dossier:
    categories: list[CategoryLine]
    tags: list[str]
    contacts: list[ContactLine]
    documents: list[DocumentLine]
    notes: list[NoteLine]
    quotes: list[QuoteLine]
    samples: list[SampleLine]
    history: list[MoveLine]
    actions: list[ActionLine]

    @property
    def banned(self) -> list[CategoryLine]:
        return [one for one in self.categories if one.banned_reason is not None]

    @property
    def proven(self) -> bool:
        """A sample of this supplier has passed."""
        return any(sample.verdict == "pass" for sample in self.samples)


def found(id: int) -> Any:
    """The supplier with its owner and review plan, in one statement; None when it is not there."""
    query = (
        Supplier.select(Supplier, User, ReviewPlan)
        .join(User, JOIN.LEFT_OUTER, on=Supplier.owner, attr="keeper")
        .switch(Supplier)
        .join(ReviewPlan, JOIN.LEFT_OUTER, on=ReviewPlan.supplier == Supplier.id, attr="plan")
        .where(Supplier.id == id)
    )
    return query.first()


def dossier(id: int, today: date) -> Dossier:
    categories, tags = labels(id)
    return Dossier(
        categories,
        tags,
        contacts(id),
        documents(id, today),
        notes(id),
        quotes(id),
        samples(id),
        history(id),
        actions(supplier=id),
    )


def labels(id: int) -> tuple[list[CategoryLine], list[str]]:
    """Its categories and tags, in one statement."""
    categories = (
        SupplierCategory.select(Category.id, Category.name, Category.permit, Category.banned_reason, Category.banned)
        .join(Category)
        .where(SupplierCategory.supplier == id)
    )
    tags = SupplierTag.select(Value(0), SupplierTag.tag, Value(""), Value(""), Value(False)).where(
        SupplierTag.supplier == id
    )
    both = sorted(rows(categories | tags), key=lambda row: row[1])
    lines = [CategoryLine(key, name, permit, why if banned else None) for key, name, permit, why, banned in both if key]
    return lines, [row[1] for row in both if not row[0]]


def contacts(id: int) -> list[ContactLine]:
    query = (
        Contact.select(
            Contact.id, Contact.name, Contact.position, Contact.phone, Contact.mail, Contact.chat, Contact.note
        )
        .where(Contact.supplier == id, Contact.deleted_at.is_null())
        .order_by(Contact.id)
    )
    return [ContactLine(*row) for row in rows(query)]


def documents(id: int, today: date) -> list[DocumentLine]:
    query = (
        Document.select(
            Document.id,
            Document.kind,
            Document.number,
            Document.holder,
            Category.name,
            Document.issued_on,
            Document.expires_on,
            Document.note,
        )
        .join(Category, JOIN.LEFT_OUTER)
        .where(Document.supplier == id, Document.deleted_at.is_null())
        .order_by(Document.expires_on.asc(nulls="LAST"), Document.id)
    )
    lines = rows(query)
    files = Attachment.of("document", [row[0] for row in lines])
    return [DocumentLine(*(*row, state(row[6], today), files.get(row[0], []))) for row in lines]


def notes(id: int) -> list[NoteLine]:
    note = ReputationNote
    query = (
        note.select(note.id, note.source, note.source_kind, note.tone, note.on, note.url, note.text, User.name)
        .join(User, JOIN.LEFT_OUTER, on=note.by)
        .where(note.supplier == id, note.deleted_at.is_null())
        .order_by(note.on.desc(), note.id.desc())
    )
    return [NoteLine(*row) for row in rows(query)]


def quotes(id: int) -> list[QuoteLine]:
    """The newest first; the page shows the newest of each product and counts the rest."""
    query = (
        Quote.select(
            Quote.id,
            Product.id,
            Product.name,
            Quote.quoted_on,
            Quote.valid_until,
            Quote.currency,
            Quote.moq,
            Quote.lead_days,
            fn.MIN(PriceBreak.unit_price),
            fn.MAX(PriceBreak.unit_price),
        )
        .join(Product)
        .switch(Quote)
        .join(PriceBreak, JOIN.LEFT_OUTER, on=PriceBreak.quote == Quote.id)
        .where(Quote.supplier == id, Quote.deleted_at.is_null())
        .group_by(Quote.id, Product.id, Product.name)
        .order_by(Quote.quoted_on.desc(), Quote.id.desc())
        .limit(100)
    )
    return [QuoteLine(*row) for row in rows(query)]


def samples(id: int) -> list[SampleLine]:
    query = (
        Sample.select(Sample.id, Product.name, Sample.asked_on, Sample.promised_on, Sample.received_on, Sample.verdict)
        .join(Product)
        .where(Sample.supplier == id, Sample.deleted_at.is_null())
        .order_by(Sample.asked_on.desc(), Sample.id.desc())
        .limit(100)
    )
    return [SampleLine(*row) for row in rows(query)]


def history(id: int) -> list[MoveLine]:
    move = StatusChange
    query = (
        move.select(move.from_status, move.to_status, move.reason, User.name, move.at)
        .join(User, JOIN.LEFT_OUTER, on=move.by)
        .where(move.supplier == id)
        .order_by(move.id.desc())
    )
    return [MoveLine(*row) for row in rows(query)]

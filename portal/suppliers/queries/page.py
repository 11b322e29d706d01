"""Everything a supplier's page shows, read in a fixed number of statements."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import Any

from peewee import JOIN, Value, fn

from portal.actions.queries import actions
from portal.core.models.attachments import Attachment
from portal.core.models.record import rows
from portal.core.models.users import User
from portal.inquiries.models.inquiries import Inquiry
from portal.inquiries.models.promises import Promise, kept_from_text
from portal.market.rules.price_rises import Price
from portal.needs.models import Need, NeedCandidate
from portal.path.queries import gates, lists
from portal.products.models import Product, Source
from portal.quotes.models import PriceBreak, Quote
from portal.references.models import GoldenSample
from portal.reviews.models import Review, ReviewPlan
from portal.samples.models.samples import Batch, Sample
from portal.settings.models.categories import Category
from portal.suppliers.models.documents import Document
from portal.suppliers.models.suppliers import Contact, ReputationNote, Supplier, SupplierCategory, SupplierTag
from portal.suppliers.queries.lines import (
    CategoryLine,
    ContactLine,
    DocumentLine,
    Labels,
    NeedLine,
    NoteLine,
    QuoteLine,
    SampleLine,
    SealLine,
    SupplierFileName,
    SupplierRecord,
)
from portal.suppliers.rules.documents import SHIPPED, PaperNotices, state
from portal.suppliers.rules.screening import GoodsRange

LOOKED_UP = "P06"  # of the screening list: what registers of debtors, courts and penalties say
MOST_PRICES = 1000  # price breaks read for one page
MOST_SAMPLES = 100  # and what was sealed of them


def supplier_row(id: int) -> Any:
    """The supplier with its owner, review plan and last review, in one statement; None when it is not there."""
    query = (
        Supplier.select(Supplier, User, ReviewPlan, Review)
        .join(User, JOIN.LEFT_OUTER, on=Supplier.owner, attr="keeper")
        .switch(Supplier)
        .join(ReviewPlan, JOIN.LEFT_OUTER, on=ReviewPlan.supplier == Supplier.id, attr="plan")
        .switch(Supplier)
        .join(Review, JOIN.LEFT_OUTER, on=Review.latest(), attr="reviewed")
        .where(Supplier.id == id)
    )
    return query.first()


def dossier(id: int, today: date, notices: PaperNotices = SHIPPED) -> SupplierRecord:
    return SupplierRecord(
        *labels_and_contacts(id),
        documents(id, today, notices),
        notes(id),
        quotes(id),
        samples(id),
        actions(supplier=id),
    )


# What a row of the one statement becomes: id, name, two texts, a mark, three texts more.
LINES: dict[str, Callable[..., Any]] = {
    "category": lambda key, name, permit, reason, banned, *_: CategoryLine(
        key, name, permit, reason if banned else None
    ),
    "tag": lambda _key, name, *_: name,
    "role": lambda _key, name, *_: name,
    "product": lambda _key, name, _text, _second, banned, *_: GoodsRange(
        name, "", None if banned is None else bool(banned)
    ),
    "need": lambda key, name, note, _second, closed, *_: NeedLine(key, name, note, bool(closed)),
    "passage": gates.passage_of,
    "takeover": gates.takeover_of,
    "looked_up": lambda _run, _code, answer, *_: json.loads(answer),
    "against": lists.contradicted_of,
    "promise": lambda inquiry, key, question, answer, gone, version, said_at, *_: (
        int(key),
        kept_from_text(question, answer, int(version), said_at, None if gone else inquiry),
    ),
    "contact": lambda key, name, position, phone, _mark, *more: ContactLine(key, name, position, phone, *more),
}


def labels(id: int) -> Labels:
    """Its categories, tags, roles, the needs it is looked at for and the products it supplies."""
    return labels_and_contacts(id)[0]


def labels_and_contacts(id: int) -> tuple[Labels, list[ContactLine]]:
    """In one statement: what it is filed under and looked at for, the gates it passed, and whom to talk to there."""
    nothing = (Value(""), Value(""), Value(""))
    categories = (
        SupplierCategory.select(
            Value("category"),
            Category.id,
            Category.name,
            Category.permit,
            Category.banned_reason,
            Category.banned,
            *nothing,
        )
        .join(Category)
        .where(SupplierCategory.supplier == id)
    )
    bare = (Value(""), Value(""), Value(False), *nothing)
    tags = SupplierTag.select(Value("tag"), Value(0), SupplierTag.tag, *bare).where(SupplierTag.supplier == id)
    roles = Source.select(Value("role"), Value(0), Source.role, *bare).where(
        Source.supplier == id, Source.role.is_null(False)
    )
    reached = (Contact.position, Contact.phone, Value(False), Contact.mail, Contact.chat, Contact.note)
    people = Contact.select(Value("contact"), Contact.id, Contact.name, *reached).where(
        Contact.supplier == id, Contact.deleted_at.is_null()
    )
    closed = Need.closed_on.is_null(False)
    needs = (
        NeedCandidate.select(Value("need"), Need.id, Need.title, NeedCandidate.note, Value(""), closed, *nothing)
        .join(Need)
        .where(NeedCandidate.supplier == id, Need.deleted_at.is_null())
    )
    quoted = Quote.select(Quote.product).where(Quote.supplier == id, Quote.deleted_at.is_null())
    supplied = Source.select(Source.product).where(Source.supplier == id) | quoted
    products = (
        Product.select(Value("product"), Product.id, Product.name, *bare[:2], Category.banned, *nothing)
        .join(Category, JOIN.LEFT_OUTER)
        .where(Product.id.in_(supplied), Product.deleted_at.is_null())
    )
    promises = (
        Promise.select(
            Value("promise"),
            Inquiry.id,
            Promise.id.cast("text"),
            Promise.question.cast("text"),
            Promise.answer.cast("text"),
            Inquiry.deleted_at.is_null(False),
            Promise.version.cast("text"),
            Promise.said_at.cast("text"),
            Value(""),
        )
        .join(Inquiry)
        .where(Promise.supplier == id)
    )
    of_kind: dict[str, list[Any]] = {kind: [] for kind in LINES}
    together = (
        categories
        | tags
        | roles
        | needs
        | people
        | products
        | promises
        | lists.looked_up(id, LOOKED_UP)
        | lists.contradicted(id)
        | gates.passages(id)
        | gates.takeovers(id)
    )
    for kind, *row in sorted(rows(together), key=lambda row: row[2]):
        of_kind[kind].append(LINES[kind](*row))
    contacts = sorted(of_kind["contact"], key=lambda contact: contact.id)
    about = Labels(
        categories=of_kind["category"],
        tags=of_kind["tag"],
        roles=of_kind["role"],
        needs=of_kind["need"],
        products=of_kind["product"],
        passed=gates.behind_supplier(id, of_kind["passage"], of_kind["takeover"]),
        promises=[kept for _key, kept in sorted(of_kind["promise"], key=itemgetter(0))],
        looked_up=next(iter(of_kind["looked_up"]), None),
        against=dict(of_kind["against"]),
    )
    return about, contacts


def documents(id: int, today: date, notices: PaperNotices = SHIPPED) -> list[DocumentLine]:
    """With their files, in one statement."""
    file = Attachment
    of_paper = (file.object_type == "document") & (file.object_id == Document.id) & file.deleted_at.is_null()
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
            Document.replaced(),
            file.id,
            file.name,
        )
        .join(Category, JOIN.LEFT_OUTER)
        .switch(Document)
        .join(file, JOIN.LEFT_OUTER, on=of_paper)
        .where(Document.supplier == id, Document.deleted_at.is_null())
        .order_by(Document.expires_on.asc(nulls="LAST"), Document.id, file.id)
    )
    papers: dict[int, DocumentLine] = {}
    for *row, file_id, file_name in rows(query):
        line = papers.setdefault(row[0], DocumentLine(*[*row, state(row[6], today, notices), []]))
        if file_id is not None:
            line.files.append(SupplierFileName(file_id, file_name))
    return list(papers.values())


def notes(id: int) -> list[NoteLine]:
    note, answering = ReputationNote, User.alias()
    columns = (note.id, note.source, note.source_kind, note.tone, note.on, note.url, note.text, User.name)
    query = (
        note.select(*columns, note.matter, note.answer, answering.name, note.answered_at, note.version)
        .join(User, JOIN.LEFT_OUTER, on=note.by)
        .join_from(note, answering, JOIN.LEFT_OUTER, on=note.answered_by == answering.id)
        .where(note.supplier == id, note.deleted_at.is_null())
        .order_by(note.on.desc(), note.id.desc())
    )
    return [NoteLine(*row) for row in rows(query)]


def quotes(id: int) -> list[QuoteLine]:
    """The newest quote of each product with its price breaks, in one statement."""
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
            Product.kind,
            Quote.tax_basis,
            PriceBreak.from_quantity,
            PriceBreak.unit_price,
        )
        .join(Product)
        .switch(Quote)
        .join(PriceBreak)
        .where(Quote.supplier == id, Quote.deleted_at.is_null(), Product.deleted_at.is_null())
        .order_by(Quote.quoted_on.desc(), Quote.id.desc(), PriceBreak.from_quantity)
        .limit(MOST_PRICES)
    )
    about: dict[int, Any] = {}
    breaks: dict[int, list[tuple[int, Decimal]]] = defaultdict(list)
    of_product: dict[int, list[int]] = defaultdict(list)
    for *row, quantity, price in rows(query):
        if row[0] not in about:
            about[row[0]] = row
            of_product[row[1]].append(row[0])
        breaks[row[0]].append((quantity, price))
    prices = {key: as_price(row, breaks[key]) for key, row in about.items()}
    return [QuoteLine(*[*about[ids[0]][:9], tuple(prices[key] for key in ids)]) for ids in of_product.values()]


def as_price(row: list[Any], breaks: list[tuple[int, Decimal]]) -> Price:
    key, _product, _name, quoted_on, valid_until, currency, _moq, _lead, _kind, tax_basis = row
    basis = currency, tax_basis
    return Price(id=key, quoted_on=quoted_on, valid_until=valid_until, basis=basis, breaks=tuple(breaks))


def samples(id: int) -> list[SampleLine]:
    """With what was sealed of them, in one statement."""
    seal, newer, sealing = GoldenSample, GoldenSample.alias(), GoldenSample.alias()
    sealed = (Batch.sample == Sample.id) & fn.EXISTS(
        sealing.select(sealing.id).where(sealing.batch == Batch.id, sealing.deleted_at.is_null())
    )
    about = (Sample.id, Product.name, Sample.asked_on, Sample.promised_on, Sample.received_on, Sample.verdict)
    query = (
        Sample.select(*about, seal.id, seal.number, seal.valid_until, newer.id, newer.number)
        .join(Product)
        .join_from(Sample, Batch, JOIN.LEFT_OUTER, on=sealed)
        .join(seal, JOIN.LEFT_OUTER, on=(seal.batch == Batch.id) & seal.deleted_at.is_null())
        .join(newer, JOIN.LEFT_OUTER, on=(seal.replaced_by == newer.id) & newer.deleted_at.is_null())
        .where(Sample.supplier == id, Sample.deleted_at.is_null())
        .order_by(Sample.asked_on.desc(), Sample.id.desc(), seal.id)
        .limit(MOST_SAMPLES)
    )
    lines: dict[int, SampleLine] = {}
    for *row, key, number, valid_until, newer_id, newer_number in rows(query):
        line = lines.setdefault(row[0], SampleLine(*[*row, []]))
        if key is not None:
            line.seals.append(SealLine(key, number, valid_until, newer_id, newer_number))
    return list(lines.values())

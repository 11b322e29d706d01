"""What the header search looks into: suppliers, products, what people noted about them, and what was written up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from peewee import SQL, Case, Value, fn

from portal.agreements.models import Agreement
from portal.core.models.record import rows
from portal.core.models.search import all_in, saying
from portal.inquiries.models.inquiries import Inquiry
from portal.needs.models import Need
from portal.products.models import Product
from portal.quotes.models import Quote
from portal.references.models import GoldenSample
from portal.samples.models.samples import Batch, Sample
from portal.settings.models.businesses import Business
from portal.suppliers.models.suppliers import Contact, ReputationNote, Supplier

MOST = 20  # of one kind on the page


class SupplierHit(NamedTuple):
    id: int
    name: str
    legal_name: str
    place: str
    status: str
    note: str


class ProductHit(NamedTuple):
    id: int
    name: str
    code: str
    kind: str
    note: str


class SellerHit(NamedTuple):
    """A supplier with a quote for a product that was searched for."""

    id: int
    name: str
    product: str
    quoted_on: date


class NoteHit(NamedTuple):
    kind: str  # reputation, quote, contact, reference
    id: int
    supplier_id: int
    supplier: str
    about: str  # the source, the product, the person, the number
    text: str


class PaperHit(NamedTuple):
    kind: str  # need, inquiry, agreement
    id: int
    title: str
    about: str  # the business, the supplier
    text: str


def suppliers(words: Sequence[str]) -> list[SupplierHit]:
    """Those whose name says it come first; one more than fits, so that the page knows there are others."""
    by_name = Case(None, [(all_in(words, Supplier.name, Supplier.legal_name), 0)], 1)
    query = (
        Supplier.select(Supplier.id, Supplier.name, Supplier.legal_name, Supplier.place, Supplier.status, Supplier.note)
        .where(Supplier.deleted_at.is_null(), Supplier.id.in_(called(words)))
        .order_by(by_name, Supplier.name, Supplier.id)
        .limit(MOST + 1)
    )
    return [SupplierHit(*row) for row in rows(query)]


def called(words: Sequence[str]) -> Any:
    """Ids of suppliers of which it is said, or of one they took over."""
    return supplied_by(words) | Supplier.select(Supplier.merged_into).where(
        Supplier.merged_into.is_null(False), saying(Supplier, words)
    )


def supplied_by(words: Sequence[str]) -> Any:
    return Supplier.select(Supplier.id).where(saying(Supplier, words))


def products(words: Sequence[str]) -> list[ProductHit]:
    query = (
        Product.select(Product.id, Product.name, Product.code, Product.kind, Product.note)
        .where(named(words))
        .order_by(Product.name, Product.id)
        .limit(MOST + 1)
    )
    return [ProductHit(*row) for row in rows(query)]


def named(words: Sequence[str]) -> Any:
    return Product.deleted_at.is_null() & saying(Product, words)


def sellers(words: Sequence[str]) -> list[SellerHit]:
    """Who quotes the products that match, each with the day of the newest quote."""
    query = (
        Quote.select(Supplier.id, Supplier.name, Product.name, fn.MAX(Quote.quoted_on))
        .join(Supplier)
        .switch(Quote)
        .join(Product)
        .where(Quote.deleted_at.is_null(), Supplier.deleted_at.is_null(), named(words))
        .group_by(Supplier.id, Supplier.name, Product.id, Product.name)
        .order_by(Product.name, Product.id, Supplier.name, Supplier.id)
        .limit(MOST + 1)
    )
    return [SellerHit(key, name, product, Quote.quoted_on.python_value(on)) for key, name, product, on in rows(query)]


def notes(words: Sequence[str]) -> list[NoteHit]:
    """Word of mouth, quotes, contacts and references, newest first; one statement."""
    query = reputation(words) + quotes(words) + contacts(words) + references(words)
    return [NoteHit(*row[1:]) for row in rows(query.order_by(SQL("at").desc(), SQL("key").desc()).limit(MOST + 1))]


def papers(words: Sequence[str]) -> list[PaperHit]:
    """Needs, inquiries and agreements, newest first; one statement."""
    query = needs(words) + inquiries(words) + agreements(words)
    return [PaperHit(*row[1:]) for row in rows(query.order_by(SQL("at").desc(), SQL("key").desc()).limit(MOST + 1))]


def needs(words: Sequence[str]) -> Any:
    need = Need
    text = fn.TRIM(
        need.goal.concat(" ").concat(need.must).concat(" ").concat(need.nice).concat(" ").concat(need.breakers)
    )
    return (
        need.select(need.created_at.alias("at"), Value("need"), need.id.alias("key"), need.title, Business.name, text)
        .join(Business)
        .where(need.deleted_at.is_null(), saying(need, words))
    )


def inquiries(words: Sequence[str]) -> Any:
    asked = Inquiry
    return (
        asked.select(
            *(asked.created_at.alias("at"), Value("inquiry"), asked.id.alias("key")),
            *(Supplier.name, Supplier.place, asked.note),
        )
        .join(Supplier)
        .where(asked.deleted_at.is_null(), Supplier.deleted_at.is_null(), said_with(asked, words))
    )


def agreements(words: Sequence[str]) -> Any:
    paper = Agreement
    return (
        paper.select(
            *(paper.created_at.alias("at"), Value("agreement"), paper.id.alias("key")),
            *(paper.title, Supplier.name, fn.TRIM(paper.number.concat(" ").concat(paper.note))),
        )
        .join(Supplier)
        .where(paper.deleted_at.is_null(), Supplier.deleted_at.is_null(), said_with(paper, words))
    )


def said_with(paper: Any, words: Sequence[str]) -> Any:
    """Of papers: every word stands in them or is said of their supplier."""
    condition: Any = Value(1) == 1
    for word in words:
        own = paper.select(paper.id).where(saying(paper, [word]))
        condition &= paper.id.in_(own | paper.select(paper.id).where(paper.supplier.in_(supplied_by([word]))))
    return condition


def reputation(words: Sequence[str]) -> Any:
    note = ReputationNote
    return (
        note.select(
            note.created_at.alias("at"),
            Value("reputation"),
            note.id.alias("key"),
            Supplier.id,
            Supplier.name,
            note.source,
            note.text,
        )
        .join(Supplier)
        .where(note.deleted_at.is_null(), Supplier.deleted_at.is_null(), saying(note, words))
    )


def quotes(words: Sequence[str]) -> Any:
    quote = Quote
    return (
        quote.select(
            quote.created_at.alias("at"),
            Value("quote"),
            quote.id.alias("key"),
            Supplier.id,
            Supplier.name,
            Product.name,
            quote.note,
        )
        .join(Supplier)
        .switch(quote)
        .join(Product)
        .where(quote.deleted_at.is_null(), Supplier.deleted_at.is_null(), Product.deleted_at.is_null())
        .where(saying(quote, words))
    )


def contacts(words: Sequence[str]) -> Any:
    person = Contact
    text = fn.TRIM(
        person.position.concat(" ").concat(person.phone).concat(" ").concat(person.mail).concat(" ")
        .concat(person.chat).concat(" ").concat(person.note)
    )  # fmt: skip
    return (
        person.select(
            person.created_at.alias("at"),
            Value("contact"),
            person.id.alias("key"),
            Supplier.id,
            Supplier.name,
            person.name,
            text,
        )
        .join(Supplier)
        .where(person.deleted_at.is_null(), Supplier.deleted_at.is_null(), saying(person, words))
    )


def references(words: Sequence[str]) -> Any:
    """By their number."""
    reference = GoldenSample
    return (
        reference.select(
            reference.created_at.alias("at"),
            Value("reference"),
            reference.id.alias("key"),
            Supplier.id,
            Supplier.name,
            reference.number,
            Product.name.concat(" ").concat(reference.place),
        )
        .join(Batch)
        .join(Sample)
        .join(Supplier)
        .join_from(Sample, Product)
        .where(reference.deleted_at.is_null(), Sample.deleted_at.is_null(), Supplier.deleted_at.is_null())
        .where(saying(reference, words))
    )

"""What is on record of the suppliers of a product, read in as many statements for five as for two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from peewee import JOIN, fn

from portal.agreements.queries import Shelf
from portal.comparisons.rules.candidates import DossierPaper, SupplierDossier
from portal.core.models.record import rows
from portal.core.rules.thresholds import Lookup
from portal.market.rules.offers import Goods, QuoteOffer
from portal.quotes.rules.standing import newest_that_holds
from portal.reviews.models import Review, ReviewPlan
from portal.reviews.rules.outcomes import ReviewOutcome
from portal.samples.queries.results_by_supplier import tested
from portal.suppliers.models.documents import Document
from portal.suppliers.models.suppliers import ReputationNote, Supplier


def dossiers(
    product: Goods,
    suppliers: Collection[int],
    quoted: Mapping[int, list[QuoteOffer]],
    today: date,
    lookup: Lookup,
    shelf: Shelf,
    expired: bool = False,
) -> list[SupplierDossier]:
    """In the order asked for; suppliers that are not there (any more) are left out.

    `quoted`: their quotes, newest first. One that ran out counts only when `expired` is asked for.
    """
    own = sources(suppliers)
    samples, held = tested(product, suppliers, lookup), papers(suppliers)
    signed = shelf.marks(suppliers, "digital" if product.digital else "physical", today)
    return [
        SupplierDossier(
            supplier=rival.id,
            name=rival.name,
            status=rival.status,
            since_year=rival.since_year,
            since_month=rival.since_month,
            **chosen(quoted.get(rival.id, []), today, expired),
            sample=samples.get(rival.id),
            papers=tuple(held.get(rival.id, ())),
            agreements=signed.get(rival.id, ()),
            review_due=rival.review_due,
            reviewed_on=rival.reviewed_on,
            review_outcome=ReviewOutcome(rival.outcome) if rival.outcome else None,
            serious_notes=rival.serious_notes,
        )
        for rival in (own[key] for key in suppliers if key in own)
    ]


def chosen(newest_first: list[QuoteOffer], today: date, expired: bool) -> dict[str, QuoteOffer | None]:
    """The newest quote in force; without one the newest of all has run out, unless it is to count all the same."""
    running = newest_that_holds(newest_first, today, expired)
    return {"offer": running, "run_out": None if running else next(iter(newest_first), None)}


class ComparedSupplier(NamedTuple):
    """A supplier with its next review and the last one."""

    id: int
    name: str
    status: str
    since_year: int | None
    since_month: int | None
    review_due: date | None
    reviewed_on: date | None
    outcome: str | None
    serious_notes: int


def sources(suppliers: Collection[int]) -> dict[int, ComparedSupplier]:
    notes = ReputationNote.select(fn.COUNT(ReputationNote.id)).where(
        ReputationNote.supplier == Supplier.id, ReputationNote.unanswered()
    )
    query = (
        Supplier.select(
            Supplier.id,
            Supplier.name,
            Supplier.status,
            Supplier.since_year,
            Supplier.since_month,
            ReviewPlan.due_on,
            Review.done_on,
            Review.outcome,
            notes,
        )
        .join(ReviewPlan, JOIN.LEFT_OUTER, on=ReviewPlan.supplier == Supplier.id)
        .join_from(Supplier, Review, JOIN.LEFT_OUTER, on=Review.latest())
        .where(Supplier.id.in_(list(suppliers)), Supplier.deleted_at.is_null())
    )
    return {row[0]: ComparedSupplier(*row) for row in rows(query)}


def papers(suppliers: Collection[int]) -> dict[int, list[DossierPaper]]:
    query = (
        Document.select(Document.supplier, Document.id, Document.kind, Document.expires_on)
        .where(Document.supplier.in_(list(suppliers)), Document.deleted_at.is_null())
        .order_by(Document.kind, Document.expires_on, Document.id)
    )
    held: dict[int, list[DossierPaper]] = defaultdict(list)
    for supplier, *paper in rows(query):
        held[supplier].append(DossierPaper(*paper))
    return held

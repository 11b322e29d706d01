"""What is kept up to date: reviews and what they decided, papers that run out, comparisons made again."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any, NamedTuple

from peewee import JOIN, fn

from portal.actions.models import Action
from portal.comparisons.models import Snapshot
from portal.core.models.record import rows
from portal.facts.ages import as_day, local_day, oldest
from portal.facts.answer import Answer, Missing, known_fact, share
from portal.facts.purchases import Params, yes
from portal.facts.records import Records
from portal.products.models import Product
from portal.reviews.models import Review, ReviewPlan
from portal.settings.models.categories import Category, MainCategory
from portal.suppliers.models.documents import Document
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.rules.pipeline import BUYING, Status

STRATEGIC = "strategic"


def plans(records: Records) -> list[tuple[str, str, date | None]]:
    """Name, tier and next review of each active supplier."""
    query = (
        Supplier.select(Supplier.name, Supplier.tier, ReviewPlan.due_on)
        .join(ReviewPlan, JOIN.LEFT_OUTER)
        .where(Supplier.status == Status.active, Supplier.deleted_at.is_null())
        .order_by(Supplier.name, Supplier.id)
    )
    return rows(query)


def review_schedule_share(records: Records, params: Params) -> Answer:
    """The share of active suppliers with a tier and a next review that is not overdue."""
    active = records.once(plans)
    if not active:
        return Missing()
    missing = tuple(name for name, tier, due in active if not tier or due is None or due < records.today)
    ok, count = len(active) - len(missing), len(active)
    return known_fact(share(ok, count), records.today, ok=ok, count=count, missing=missing)


def decided(records: Records) -> list[tuple[int, str | None, date | None, Any]]:
    """Every review with each action it led to: text, due date, when done."""
    action = (Action.object_type == "review") & (Action.object_id == Review.id) & Action.deleted_at.is_null()
    query = Review.select(Review.id, Action.text, Action.due_on, Action.done_at).join(
        Action, JOIN.LEFT_OUTER, on=action
    )
    return rows(query)


def actions_overdue(records: Records, params: Params) -> Answer:
    """Actions of reviews that are still open `age_days` after their day."""
    reviews = records.once(decided)
    if not reviews:
        return Missing()
    limit = records.today - timedelta(days=int(params["age_days"]))
    asked = [(text, due, done) for _review, text, due, done in reviews if text is not None]
    late = tuple(text for text, due, done in asked if done is None and due is not None and due < limit)
    return known_fact(len(late), records.today, open=len(late), count=len(asked), names=late)


class ExpiringPaper(NamedTuple):
    supplier_id: int
    supplier: str
    kind: str
    number: str
    expires_on: date | None
    followed: bool  # the supplier has an owner, or somebody has an open action about it


def papers_of(records: Records) -> list[ExpiringPaper]:
    """Every paper of the suppliers bought from, in date or not."""
    task = Action.select(Action.id).where(
        Action.supplier == Supplier.id, Action.done_at.is_null(), Action.deleted_at.is_null()
    )
    query = (
        Document.select(
            Supplier.id, Supplier.name, Document.kind, Document.number, Document.expires_on, Supplier.owner, yes(task)
        )
        .join(Supplier)
        .where(Document.deleted_at.is_null(), Supplier.deleted_at.is_null(), Supplier.status.in_(BUYING))
        .order_by(Supplier.name, Supplier.id, Document.id)
    )
    return [
        ExpiringPaper(key, name, kind, number, expires_on, owner is not None or bool(task))
        for key, name, kind, number, expires_on, owner, task in rows(query)
    ]


def documents_expiring(records: Records, params: Params) -> Answer:
    """Papers of suppliers bought from that ran out, and those that run out within `ahead_days` with nobody on it.

    A paper that a later one of its kind replaced does not count.
    """
    dated = [document for document in records.once(papers_of) if document.expires_on is not None]
    if not dated:
        return Missing()
    latest: dict[tuple[int, str], date] = defaultdict(lambda: date.min)
    for document in dated:
        latest[document.supplier_id, document.kind] = max(
            latest[document.supplier_id, document.kind], document.expires_on or date.min
        )
    newest = [document for document in dated if document.expires_on == latest[document.supplier_id, document.kind]]
    horizon = records.today + timedelta(days=int(params["ahead_days"]))
    expired = [document for document in newest if document.expires_on and document.expires_on < records.today]
    soon = [
        document
        for document in newest
        if document.expires_on and records.today <= document.expires_on <= horizon and not document.followed
    ]
    return known_fact(
        len(expired) + len(soon),
        records.today,
        expired=len(expired),
        soon=len(soon),
        days=params["ahead_days"],
        names=tuple(dict.fromkeys(document.supplier for document in (*expired, *soon))),
    )


def looked_at(records: Records) -> list[tuple[str, date | None]]:
    """Each strategic supplier with its newest review whose actions all have an owner."""
    orphan = Action.select(Action.id).where(
        Action.object_type == "review",
        Action.object_id == Review.id,
        Action.owner.is_null(),
        Action.deleted_at.is_null(),
    )
    query = (
        Supplier.select(Supplier.name, fn.MAX(Review.done_on))
        .join(Review, JOIN.LEFT_OUTER, on=(Review.supplier == Supplier.id) & ~fn.EXISTS(orphan))
        .where(Supplier.tier == STRATEGIC, Supplier.status != Status.retired, Supplier.deleted_at.is_null())
        .group_by(Supplier.id, Supplier.name)
    )
    return [(name, as_day(on)) for name, on in rows(query)]


def strategic_reviews(records: Records, params: Params) -> Answer:
    """Days since the last business review of the strategic supplier where that is longest ago."""
    return oldest(records.once(looked_at), records.today)


def compared(records: Records) -> list[tuple[str, date | None]]:
    """Each main category with the day of the newest comparison kept for one of its products."""
    product = (Product.category == Category.id) & (Product.business == records.business)
    query = (
        MainCategory.select(Category.name, fn.MAX(Snapshot.at))
        .join(Category)
        .join(Product, JOIN.LEFT_OUTER, on=product)
        .join(Snapshot, JOIN.LEFT_OUTER, on=(Snapshot.product == Product.id))
        .where(MainCategory.business == records.business, Category.deleted_at.is_null())
        .group_by(Category.id, Category.name)
    )
    return [(name, local_day(at, records.zone) if at else None) for name, at in rows(query)]


def benchmarks(records: Records, params: Params) -> Answer:
    """Days since the last comparison kept in the main category where that is longest ago."""
    return oldest(records.once(compared), records.today)

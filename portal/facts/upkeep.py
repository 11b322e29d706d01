"""What is kept up to date: reviews and what they decided, papers that run out, comparisons made again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from peewee import JOIN, fn

from portal.actions.models import Action
from portal.core.models.record import rows
from portal.facts.ages import as_day, local_day, oldest
from portal.facts.answer import Answer, Missing, known_fact, share
from portal.facts.purchases import Params, yes
from portal.facts.records import Records
from portal.products.models import Product
from portal.reviews.models import Review, ReviewPlan
from portal.settings.models.categories import Category, MainCategory
from portal.snapshots.models import Snapshot
from portal.suppliers.models.documents import Document
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.rules.documents import DocumentKind, holds
from portal.suppliers.rules.pipeline import BUYING, Status

STRATEGIC = "strategic"
UNBOUND = (DocumentKind.visit_record, DocumentKind.other)  # papers that run out without anything coming of it


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
    """Actions of reviews that were not done by their day: still open `age_days` after it, or done later than that.

    Done ones count for `window_days` after their day. One that has no day was not late; while it is open, nobody can
    say that all are in time.
    """
    reviews = records.once(decided)
    if not reviews:
        return Missing()
    grace, since = timedelta(days=int(params["age_days"])), records.today - timedelta(days=int(params["window_days"]))
    asked = [
        (text, due and due + grace, done and local_day(done, records.zone))
        for _review, text, due, done in reviews
        if text is not None and (done is None or (due is not None and due > since))
    ]
    late = tuple(text for text, end, done in asked if end is not None and (done or records.today) > end)
    endless = tuple(text for text, end, _done in asked if end is None)
    if endless and len(late) <= params["enough"]:
        return Missing(endless)
    return known_fact(len(late), records.today, open=len(late), count=len(asked), names=late)


class ExpiringPaper(NamedTuple):
    supplier: str
    kind: str
    expires_on: date | None
    followed: bool  # the supplier has an owner, or somebody has an open action about this very paper


def papers_of(records: Records) -> list[ExpiringPaper]:
    """Every licence, authorisation and report of the suppliers bought from that no longer-lived one replaced."""
    about = (Action.object_type == "document") & (Action.object_id == Document.id)
    task = Action.select(Action.id).where(about, Action.done_at.is_null(), Action.deleted_at.is_null())
    query = (
        Document.select(Supplier.name, Document.kind, Document.expires_on, Supplier.owner, yes(task))
        .join(Supplier)
        .where(Document.deleted_at.is_null(), Supplier.deleted_at.is_null(), Supplier.status.in_(BUYING))
        .where(Document.kind.not_in(UNBOUND), ~Document.replaced())
        .order_by(Supplier.name, Supplier.id, Document.id)
    )
    return [
        ExpiringPaper(name, kind, expires_on, owner is not None or bool(task))
        for name, kind, expires_on, owner, task in rows(query)
    ]


def documents_expiring(records: Records, params: Params) -> Answer:
    """Papers of suppliers bought from that ran out, and those that run out soon with nobody on it.

    A paper that one for the same replaced does not count. Without any, the answer is open while one has no end that
    its kind has.
    """
    filed = records.once(papers_of)
    ahead = int(records.limit("notice.papers_days"))
    horizon = records.today + timedelta(days=ahead)
    expired = [document for document in filed if document.expires_on and document.expires_on < records.today]
    soon = [
        document
        for document in filed
        if document.expires_on and records.today <= document.expires_on <= horizon and not document.followed
    ]
    undated = [paper.supplier for paper in filed if holds(paper.kind, paper.expires_on, records.today) is None]
    if not filed or (undated and not expired and not soon):
        return Missing(tuple(dict.fromkeys(undated)))
    return known_fact(
        len(expired) + len(soon),
        records.today,
        expired=len(expired),
        soon=len(soon),
        count=len(filed),
        days=ahead,
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

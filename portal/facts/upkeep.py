"""What is kept up to date: reviews and what they decided, papers that run out, comparisons made again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from peewee import JOIN, Case, fn

from portal.actions.models import Action
from portal.core.models.record import rows
from portal.facts.ages import NewestRecord, as_day, local_day, oldest
from portal.facts.answer import (
    FIRST_PRODUCT,
    FIRST_REVIEW,
    FIRST_SUPPLIER,
    Answer,
    Link,
    Missing,
    at,
    known_fact,
    main_categories,
    share,
)
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
REVIEWED, PLANNED = "outcome-0", "first_on"  # the fields a review and a plan for one begin with
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
        return Missing(link=FIRST_SUPPLIER)
    missing = tuple(name for name, tier, due in active if not tier or due is None or due < records.today)
    ok, count = len(active) - len(missing), len(active)
    return known_fact(share(ok, count), records.today, ok=ok, count=count, missing=missing)


def decided(records: Records) -> list[tuple[int | None, str | None, date | None, Any]]:
    """Every review with each action it led to: its id, text, due date, when done."""
    action = (Action.object_type == "review") & (Action.object_id == Review.id) & Action.deleted_at.is_null()
    query = Review.select(Action.id, Action.text, Action.due_on, Action.done_at).join(
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
        return Missing(link=FIRST_REVIEW)
    grace, since = timedelta(days=int(params["age_days"])), records.today - timedelta(days=int(params["window_days"]))
    asked = [
        (key, text, due and due + grace, done and local_day(done, records.zone))
        for key, text, due, done in reviews
        if text is not None and (done is None or (due is not None and due > since))
    ]
    late = tuple(text for _key, text, end, done in asked if end is not None and (done or records.today) > end)
    endless = [(key, text) for key, text, end, _done in asked if end is None]
    if endless and len(late) <= params["enough"]:
        return Missing(tuple(text for _key, text in endless), link=action(endless[0][0]))
    return known_fact(len(late), records.today, open=len(late), count=len(asked), names=late)


def action(key: int | None) -> Link:
    """Its line in the list of actions."""
    return "actions.index", {"_anchor": f"action-{key}"}


class ExpiringPaper(NamedTuple):
    supplier: str
    page: Link  # at the paper, among those of its supplier
    kind: str
    expires_on: date | None
    followed: bool  # the supplier has an owner, or somebody has an open action about this very paper


def filing(records: Records) -> list[tuple[int, str, int | None, str, date | None, int | None, int]]:
    """Every supplier bought from with each licence, authorisation and report that no longer-lived one replaced, its
    owner, and whether somebody has an open action about the paper."""
    about = (Action.object_type == "document") & (Action.object_id == Document.id)
    task = Action.select(Action.id).where(about, Action.done_at.is_null(), Action.deleted_at.is_null())
    on_file = (Document.supplier == Supplier.id) & Document.deleted_at.is_null()
    query = (
        Supplier.select(
            *(Supplier.id, Supplier.name, Document.id, Document.kind, Document.expires_on),
            *(Supplier.owner, yes(task)),
        )
        .join(Document, JOIN.LEFT_OUTER, on=on_file & Document.kind.not_in(UNBOUND) & ~Document.replaced())
        .where(Supplier.deleted_at.is_null(), Supplier.status.in_(BUYING))
        .order_by(Supplier.name, Supplier.id, Document.id)
    )
    return rows(query)


def papers_of(records: Records) -> list[ExpiringPaper]:
    return [
        ExpiringPaper(
            name, at("suppliers.show", key, f"document-{paper}"), kind, expires_on, owner is not None or bool(task)
        )
        for key, name, paper, kind, expires_on, owner, task in records.once(filing)
        if paper is not None
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
    undated = [paper for paper in filed if holds(paper.kind, paper.expires_on, records.today) is None]
    if not filed or (undated and not expired and not soon):
        names = tuple(dict.fromkeys(paper.supplier for paper in undated))
        return Missing(names, link=undated[0].page if undated else unfiled(records))
    return known_fact(
        len(expired) + len(soon),
        records.today,
        expired=len(expired),
        soon=len(soon),
        count=len(filed),
        days=ahead,
        names=tuple(dict.fromkeys(document.supplier for document in (*expired, *soon))),
    )


def unfiled(records: Records) -> Link:
    """Where the first paper of a supplier bought from is filed."""
    suppliers = [key for key, *_about in records.once(filing)]
    return at("suppliers.show", suppliers[0], "documents") if suppliers else FIRST_SUPPLIER


def looked_at(records: Records) -> list[NewestRecord]:
    """Each strategic supplier with its newest review whose actions all have an owner.

    Without one it lacks the owner of an action, or a review, or a plan for one.
    """
    orphan = Action.select(Action.id).where(
        Action.object_type == "review",
        Action.object_id == Review.id,
        Action.owner.is_null(),
        Action.deleted_at.is_null(),
    )
    done = Review.alias()
    unowned = (
        Action.select(fn.MIN(Action.id))
        .join(done, on=Action.object_id == done.id)
        .where(Action.object_type == "review", Action.owner.is_null(), Action.deleted_at.is_null())
        .where(done.supplier == Supplier.id)
    )
    query = (
        Supplier.select(Supplier.id, Supplier.name, fn.MAX(Review.done_on), fn.MAX(ReviewPlan.id), unowned)
        .join(ReviewPlan, JOIN.LEFT_OUTER)
        .switch(Supplier)
        .join(Review, JOIN.LEFT_OUTER, on=(Review.supplier == Supplier.id) & ~fn.EXISTS(orphan))
        .where(Supplier.tier == STRATEGIC, Supplier.status != Status.retired, Supplier.deleted_at.is_null())
        .group_by(Supplier.id, Supplier.name)
        .order_by(Supplier.name, Supplier.id)
    )
    return [
        NewestRecord(name, as_day(on), action(owed) if owed else at("reviews.show", key, REVIEWED if plan else PLANNED))
        for key, name, on, plan, owed in rows(query)
    ]


def strategic_reviews(records: Records, params: Params) -> Answer:
    """Days since the last business review of the strategic supplier where that is longest ago."""
    return oldest(records.once(looked_at), records.today, (FIRST_SUPPLIER[0], {"_anchor": "tier"}))


def compared(records: Records) -> list[NewestRecord]:
    """Each main category with the day of the newest comparison kept for one of its products.

    Without one it lacks a comparison of a product, or the product.
    """
    product = (Product.category == Category.id) & (Product.business == records.business)
    on_sale = Case(None, [(Product.deleted_at.is_null(), Product.id)])
    query = (
        MainCategory.select(Category.name, fn.MAX(Snapshot.at), fn.MIN(on_sale))
        .join(Category)
        .join(Product, JOIN.LEFT_OUTER, on=product)
        .join(Snapshot, JOIN.LEFT_OUTER, on=(Snapshot.product == Product.id))
        .where(MainCategory.business == records.business, Category.deleted_at.is_null())
        .group_by(Category.id, Category.name)
        .order_by(Category.name, Category.id)
    )
    return [
        NewestRecord(name, local_day(kept_at, records.zone) if kept_at else None, comparing(key))
        for name, kept_at, key in rows(query)
    ]


def comparing(product: int | None) -> Link:
    """Where a comparison of the product begins; without one, where a product is added."""
    if product is None:
        return FIRST_PRODUCT[0], {"_anchor": "category"}
    return "comparisons.index", {"product": str(product), "_anchor": "product"}


def benchmarks(records: Records, params: Params) -> Answer:
    """Days since the last comparison kept in the main category where that is longest ago."""
    return oldest(records.once(compared), records.today, main_categories(records.business))

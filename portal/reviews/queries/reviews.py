"""What the review pages read: plain values, one statement each."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from peewee import JOIN

from portal.core.models.record import rows
from portal.core.models.users import User
from portal.reviews.models import Review, ReviewMove, ReviewPlan
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.rules.pipeline import BUYING, Status


class Due(NamedTuple):
    supplier_id: int
    name: str
    tier: str
    status: str
    owner_id: int | None
    owner: str | None
    due_on: date
    every_months: int
    version: int


class Unplanned(NamedTuple):
    supplier_id: int
    name: str
    tier: str
    status: str
    owner: str | None


class Past(NamedTuple):
    id: int
    supplier_id: int
    supplier: str
    done_on: date
    was_due_on: date | None
    outcome: str
    scores: dict[str, int] | None
    findings: str
    by: str | None
    at: datetime


class ReviewMoveLine(NamedTuple):
    from_day: date | None
    to_day: date
    reason: str
    by: str | None
    at: datetime


def due(owner: int | None = None) -> list[Due]:
    """Suppliers with a date, earliest first. Retired and deleted ones are not in the list."""
    query = (
        ReviewPlan.select(
            Supplier.id,
            Supplier.name,
            Supplier.tier,
            Supplier.status,
            User.id,
            User.name,
            ReviewPlan.due_on,
            ReviewPlan.every_months,
            ReviewPlan.version,
        )
        .join(Supplier)
        .join(User, JOIN.LEFT_OUTER, on=Supplier.owner)
        .where(Supplier.deleted_at.is_null(), Supplier.status != Status.retired)
        .order_by(ReviewPlan.due_on, Supplier.id)
    )
    if owner is not None:
        query = query.where(Supplier.owner == owner)
    return [Due(*row) for row in rows(query)]


def unplanned(owner: int | None = None) -> list[Unplanned]:
    """Suppliers people buy from that nobody has put on the calendar."""
    query = (
        Supplier.select(Supplier.id, Supplier.name, Supplier.tier, Supplier.status, User.name)
        .join(ReviewPlan, JOIN.LEFT_OUTER, on=ReviewPlan.supplier == Supplier.id)
        .switch(Supplier)
        .join(User, JOIN.LEFT_OUTER, on=Supplier.owner)
        .where(Supplier.deleted_at.is_null(), Supplier.status.in_(BUYING), ReviewPlan.id.is_null())
        .order_by(Supplier.name, Supplier.id)
    )
    if owner is not None:
        query = query.where(Supplier.owner == owner)
    return [Unplanned(*row) for row in rows(query)]


def done(
    since: date | None = None, until: date | None = None, supplier: int | None = None, limit: int = 50
) -> list[Past]:
    query = (
        Review.select(
            Review.id,
            Supplier.id,
            Supplier.name,
            Review.done_on,
            Review.was_due_on,
            Review.outcome,
            Review.scores,
            Review.findings,
            User.name,
            Review.at,
        )
        .join(Supplier)
        .switch(Review)
        .join(User, JOIN.LEFT_OUTER, on=Review.by)
        .order_by(Review.done_on.desc(), Review.id.desc())
        .limit(limit)
    )
    if supplier is not None:
        query = query.where(Review.supplier == supplier)
    if since is not None:
        query = query.where(Review.done_on >= since)
    if until is not None:
        query = query.where(Review.done_on <= until)
    return [Past(*row) for row in rows(query)]


def moves(supplier: int) -> list[ReviewMoveLine]:
    query = (
        ReviewMove.select(ReviewMove.from_day, ReviewMove.to_day, ReviewMove.reason, User.name, ReviewMove.at)
        .join(User, JOIN.LEFT_OUTER, on=ReviewMove.by)
        .where(ReviewMove.supplier == supplier)
        .order_by(ReviewMove.id.desc())
    )
    return [ReviewMoveLine(*row) for row in rows(query)]


def plan_of(supplier: int) -> Any:
    return ReviewPlan.get_or_none(ReviewPlan.supplier == supplier)

"""What the review pages read: plain values, one statement each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import reduce
from operator import add
from typing import Any, NamedTuple

from peewee import JOIN, SQL, Select, Value, fn

from portal.core.models.record import db, rows
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


class DayPlans(NamedTuple):
    """What is due on a day: the first of them, and how many there are."""

    plans: list[Due]
    number: int


class Span(NamedTuple):
    """Plans from a day through another one, both open where None; `most` of them after the first `skip`."""

    first: date | None
    last: date | None
    most: int
    skip: int = 0


def planned(owner: int | None, first: date | None, last: date | None, *more: Any) -> Any:
    """Suppliers with a date, without retired and deleted ones."""
    query = (
        ReviewPlan.select(
            Supplier.id.alias("supplier"),
            Supplier.name.alias("name"),
            Supplier.tier.alias("tier"),
            Supplier.status.alias("status"),
            User.id.alias("owner"),
            User.name.alias("owner_name"),
            ReviewPlan.due_on.alias("due_on"),
            ReviewPlan.every_months.alias("every_months"),
            ReviewPlan.version.alias("version"),
            *more,
        )
        .join(Supplier)
        .join(User, JOIN.LEFT_OUTER, on=Supplier.owner)
        .where(Supplier.deleted_at.is_null(), Supplier.status != Status.retired)
    )
    for condition in (
        owner is not None and Supplier.owner == owner,
        first is not None and ReviewPlan.due_on >= first,
        last is not None and ReviewPlan.due_on <= last,
    ):
        query = query if condition is False else query.where(condition)
    return query


def due(spans: Mapping[str, Span], owner: int | None = None) -> dict[str, list[Due]]:
    """Of each span, the earliest first; one more than `most` where there are further ones. One statement."""
    arms = []
    for key, span in spans.items():
        query = planned(owner, span.first, span.last, Value(key).alias("span"))
        ordered = query.order_by(ReviewPlan.due_on, Supplier.id).limit(span.most + 1).offset(span.skip)
        arms.append(Select([ordered.alias(key)], [SQL("*")]))
    plans: dict[str, list[Due]] = {key: [] for key in spans}
    for *plan, key in reduce(add, arms).bind(db).tuples().execute():
        plans[key].append(due_line(plan))
    return plans


def due_line(plan: Sequence[Any]) -> Due:
    *about, on, months, version = plan
    return Due._make([*about, ReviewPlan.due_on.python_value(on), months, version])


def due_by_day(first: date, last: date, most: int, owner: int | None = None) -> dict[date, DayPlans]:
    """Of each day as many as fit, in the order of their suppliers, and how many there are."""
    day = {"partition_by": [ReviewPlan.due_on]}
    place = fn.ROW_NUMBER().over(**day, order_by=[Supplier.id]).alias("place")
    ranked = planned(owner, first, last, fn.COUNT(ReviewPlan.id).over(**day).alias("number"), place).alias("ranked")
    query = Select([ranked], [SQL("*")]).where(ranked.c.place <= most).order_by(ranked.c.due_on, ranked.c.place)
    days: dict[date, DayPlans] = {}
    for *plan, number, _place in query.bind(db).tuples().execute():
        line = due_line(plan)
        days.setdefault(line.due_on, DayPlans([], number)).plans.append(line)
    return days


def unplanned(owner: int | None, most: int, skip: int = 0) -> list[Unplanned]:
    """Suppliers people buy from that nobody has put on the calendar; one more than `most` where there are others."""
    query = waiting(owner).order_by(Supplier.name, Supplier.id).limit(most + 1).offset(skip)
    return [Unplanned(*row) for row in rows(query)]


def waiting(owner: int | None) -> Any:
    query = (
        Supplier.select(Supplier.id, Supplier.name, Supplier.tier, Supplier.status, User.name)
        .join(ReviewPlan, JOIN.LEFT_OUTER, on=ReviewPlan.supplier == Supplier.id)
        .switch(Supplier)
        .join(User, JOIN.LEFT_OUTER, on=Supplier.owner)
        .where(Supplier.deleted_at.is_null(), Supplier.status.in_(BUYING), ReviewPlan.id.is_null())
    )
    return query if owner is None else query.where(Supplier.owner == owner)


def numbers(spans: Mapping[str, Span], owner: int | None, most: int) -> dict[str, int]:
    """How many stand in each span, and in none (""), counted no further than `most` + 1; one statement."""
    queries = [planned(owner, span.first, span.last) for span in spans.values()]
    columns = []
    for place, query in enumerate([*queries, waiting(owner)]):
        part = query.select(SQL("1")).limit(most + 1).alias(f"part{place}")
        columns.append(Select([part], [fn.COUNT(SQL("*"))]))
    [counted] = Select(columns=columns).bind(db).tuples().execute()
    return dict(zip((*spans, ""), counted, strict=True))


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

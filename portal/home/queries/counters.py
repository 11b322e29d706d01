"""The counters of the menu, in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from peewee import Select, fn

from portal.checklists.models.answers import Answer
from portal.checklists.models.runs import Run
from portal.checklists.rules.answers import AnswerState
from portal.core.models.record import db
from portal.reviews.models import ReviewPlan
from portal.samples.models.samples import Sample
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.rules.pipeline import Status


@dataclass(frozen=True)
class Counters:
    items_open: int  # checklist items of mine, due today or earlier, still unanswered
    samples_overdue: int
    reviews_due: int


def counters(user_id: int | None, today: date) -> Counters:
    [row] = Select(columns=counter_columns(user_id, today)).bind(db).tuples().execute()
    return Counters(*row)


def counter_columns(user_id: int | None, today: date) -> list[Select]:
    """The figures of `Counters`, in their order."""
    items = (
        Answer.select(fn.COUNT(Answer.id))
        .join(Run)
        .where(
            Run.signed_at.is_null(),
            Answer.state == AnswerState.unknown,
            Answer.owner == user_id,
            Answer.due_on <= today,
        )
    )
    samples = Sample.select(fn.COUNT(Sample.id)).where(
        Sample.deleted_at.is_null(),
        Sample.verdict.is_null(),
        Sample.received_on.is_null(),
        Sample.promised_on < today,
    )
    reviews = (
        ReviewPlan.select(fn.COUNT(ReviewPlan.id))
        .join(Supplier)
        .where(Supplier.deleted_at.is_null(), Supplier.status != Status.retired, ReviewPlan.due_on <= today)
    )
    return [items, samples, reviews]

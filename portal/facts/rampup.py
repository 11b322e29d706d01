"""Trial orders and ramp-up, as far as their records are kept."""

from __future__ import annotations

from portal.domain.pipeline import Status
from portal.facts.found import Answer, Missing, found
from portal.facts.purchases import Params
from portal.facts.records import Condition, Question, Records
from portal.facts.subjects import supplier
from portal.models.reviews import ReviewPlan


def review_schedule_share(records: Records, params: Params) -> Answer:
    """1 where the supplier, active by now, has a tier and a next review that is not overdue; else 0."""
    one = records.once(supplier)
    if one is None:
        return Missing()
    link = "reviews.show", {"id": str(one.id)}
    if one.status != Status.active:
        return Missing(link=link)
    plan = ReviewPlan.get_or_none(ReviewPlan.supplier == one.id)
    ok = int(bool(one.tier) and plan is not None and plan.due_on >= records.today)
    return found(ok, records.today, link=link, ok=ok, count=1, missing=() if ok else (one.name,))


QUESTIONS: dict[str, Question] = {"review_schedule_share": review_schedule_share}
CONDITIONS: dict[str, Condition] = {}

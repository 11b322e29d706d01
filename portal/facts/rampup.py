"""Trial orders and ramp-up, as far as their records are kept."""

from __future__ import annotations

from datetime import datetime, time

from portal.facts.found import Answer, Missing, found
from portal.facts.purchases import Params
from portal.facts.records import Condition, Question, Records
from portal.facts.subjects import supplier
from portal.inquiries.queries.reply_waits import reply_ratios
from portal.reviews.models import ReviewPlan
from portal.suppliers.rules.pipeline import Status


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


def reply_ratio(records: Records, params: Params) -> Answer:
    """The middle wait for a first reply after the first signature over the one before, in working hours."""
    one = records.once(supplier)
    if one is None:
        return Missing()
    link = "time_line.show", {"id": str(one.id)}
    evening = datetime.combine(records.today, time.max, records.zone)  # what is open ranks last, whatever it waited
    told = reply_ratios([one.id], evening, records.zone, int(params["min_answers"])).get(one.id)
    ratio = told.ratio if told else None
    if told is None or ratio is None:
        return Missing(link=link)
    return found(
        ratio,
        records.today,
        link=link,
        ratio=ratio,
        supplier=one.name,
        before=told.before.hours,
        after=told.after.hours,
        n_before=told.before.replies,
        n_after=told.after.replies,
    )


QUESTIONS: dict[str, Question] = {"review_schedule_share": review_schedule_share, "reply_ratio": reply_ratio}
CONDITIONS: dict[str, Condition] = {}

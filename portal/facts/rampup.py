"""Trial orders and ramp-up, as far as their records are kept."""

from __future__ import annotations

from datetime import datetime, time

from portal.facts.answer import Answer, Missing, known_fact
from portal.facts.purchases import Params
from portal.facts.records import Condition, Question, Records
from portal.facts.subjects import supplier
from portal.inquiries.queries.reply_waits import reply_ratios
from portal.reviews.models import ReviewPlan
from portal.suppliers.rules.pipeline import Status


def review_schedule_share(records: Records, params: Params) -> Answer:
    """1 where the supplier, active by now, has a tier and a next review that is not overdue; else 0."""
    reviewed = records.once(supplier)
    if reviewed is None:
        return Missing()
    link = "reviews.show", {"id": str(reviewed.id)}
    if reviewed.status != Status.active:
        return Missing(link=link)
    plan = ReviewPlan.get_or_none(ReviewPlan.supplier == reviewed.id)
    ok = int(bool(reviewed.tier) and plan is not None and plan.due_on >= records.today)
    return known_fact(ok, records.today, link=link, ok=ok, count=1, missing=() if ok else (reviewed.name,))


def reply_ratio(records: Records, params: Params) -> Answer:
    """The middle wait for a first reply after the first signature over the one before, in working hours."""
    asked = records.once(supplier)
    if asked is None:
        return Missing()
    link = "time_line.show", {"id": str(asked.id)}
    evening = datetime.combine(records.today, time.max, records.zone)  # what is open ranks last, whatever it waited
    ratios = reply_ratios([asked.id], evening, records.zone, int(params["min_answers"])).get(asked.id)
    ratio = ratios.ratio if ratios else None
    if ratios is None or ratio is None:
        return Missing(link=link)
    return known_fact(
        ratio,
        records.today,
        link=link,
        ratio=ratio,
        supplier=asked.name,
        before=ratios.before.hours,
        after=ratios.after.hours,
        n_before=ratios.before.replies,
        n_after=ratios.after.replies,
    )


QUESTIONS: dict[str, Question] = {"review_schedule_share": review_schedule_share, "reply_ratio": reply_ratio}
CONDITIONS: dict[str, Condition] = {}
